//! For whom something is written: `--for` of every command that shares.

use clap::ValueEnum;
use risklog::sharing::{Audience, Refusal};

use crate::error::CliError;

/// For whom something is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Whom {
    /// The team and those it reports to: everything
    #[default]
    Internal,
    /// Those it works with: the wording for sharing, no rationale, evidence, notes or authors
    Partners,
    /// Anybody: as partners, no owners either, and nothing that is or was confidential
    Public,
}

impl Whom {
    /// Returns the audience.
    pub const fn audience(self) -> Audience {
        match self {
            Self::Internal => Audience::Internal,
            Self::Partners => Audience::Partners,
            Self::Public => Audience::Public,
        }
    }
}

impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.to_string()).hint(refusal.hint())
    }
}
