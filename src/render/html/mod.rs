//! A page as one HTML document that needs nothing else: no script to be read, no request to anywhere. It fits screens
//! and paper, light and dark, and both reading directions.

mod anchor;
mod annex;
mod block;
mod shell;
mod text;

#[cfg(test)]
mod tests;

pub use annex::annex;

use maud::html;

use self::anchor::Anchors;
use self::shell::Shell;
use super::escape::Untrusted;
use crate::report::page::{Block, Page, Tone};

/// Writes a page as a document.
#[must_use]
pub fn page(page: &Page) -> String {
    let mut anchors = Anchors::default();
    let has_head = heads(page) == 1;
    let (opening, sections) = block::blocks(page, usize::from(heads(page) > 1), &mut anchors);
    let title = title(page);
    let opening = html! {
        @if !has_head { h1 { (Untrusted::new(&title)) } }
        (opening)
    };
    let markings = markings(page);
    let shell = Shell {
        title: &title,
        language: &page.language,
        marking: (!markings.is_empty()).then_some(markings.as_str()),
        contents: anchors.contents(),
        command: page.command.as_deref(),
        style: None,
        script: None,
    };
    shell.document(&opening, &sections)
}

/// Counts the headings of the first level. A document has one: several stand below its title.
fn heads(page: &Page) -> usize {
    page.blocks.iter().filter(|block| matches!(block, Block::Heading { level: 1, .. })).count()
}

/// Returns the name of a page: its own, else that of its highest heading.
fn title(page: &Page) -> String {
    let heading = page.blocks.iter().find_map(|block| match block {
        Block::Heading { level: 1, text, .. } => Some(text.runs.iter().map(|run| run.text.as_str()).collect::<String>()),
        _ => None,
    });
    page.title.clone().or(heading).unwrap_or_else(|| "risklog".to_owned())
}

/// Returns the markings that stand on a page, each once.
fn markings(page: &Page) -> String {
    let mut markings: Vec<&str> = Vec::new();
    for block in &page.blocks {
        if let Block::Marking(marking) = block
            && !markings.contains(&marking.as_str())
        {
            markings.push(marking);
        }
    }
    markings.join(", ")
}

/// The class of a tone that has one.
const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Muted => "muted",
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Caution => "caution",
        Tone::Plain | Tone::Strong | Tone::Gone | Tone::New | Tone::Code => "",
    }
}
