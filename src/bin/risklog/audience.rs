//! The option `--for`: whom an output is for.

use clap::ValueEnum;
use risklog::sharing;

/// Whom an output is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Audience {
    /// The team and those it reports to: everything
    #[default]
    Internal,
    /// Those it works with: wordings for sharing, no rationale, evidence, notes and authors
    Partners,
    /// Anybody: as partners, without owners, and nothing that is confidential
    Public,
}

impl Audience {
    /// Returns the audience of the library.
    pub const fn of(self) -> sharing::Audience {
        match self {
            Self::Internal => sharing::Audience::Internal,
            Self::Partners => sharing::Audience::Partners,
            Self::Public => sharing::Audience::Public,
        }
    }
}
