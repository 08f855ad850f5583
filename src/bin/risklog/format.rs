//! The formats of commands that make a page for people and a value for machines.

use clap::ValueEnum;
use risklog::render;

/// How to print a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Terminal,
    /// For a report or a wiki
    Markdown,
    /// For machines, in the shape that `risklog schema output-…` prints
    Json,
    /// One page for a browser or a printer, with everything in it
    Html,
}

impl Format {
    /// Returns the format of what is written.
    pub const fn of_render(self) -> render::Format {
        match self {
            Self::Terminal => render::Format::Terminal,
            Self::Markdown => render::Format::Markdown,
            Self::Json => render::Format::Json,
            Self::Html => render::Format::Html,
        }
    }
}
