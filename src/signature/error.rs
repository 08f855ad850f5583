//! What can be wrong with a file of trusted keys.

/// A file of trusted keys cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeysError {
    /// There is no key in it.
    #[error("it holds no key")]
    Empty,
    /// It is larger than any list of keys.
    #[error("it has more than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// It holds a private key.
    #[error("it holds a private key")]
    Private,
    /// A line cannot be understood.
    #[error("line {line}: {reason}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// Why.
        reason: &'static str,
    },
    /// An OpenPGP key cannot be read.
    #[error("its OpenPGP keys cannot be read: {reason}")]
    OpenPgp {
        /// Why.
        reason: String,
    },
}

impl KeysError {
    /// Returns what the user can do.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Private => "hand over public keys only, and keep the private one where it is",
            Self::Empty | Self::TooLarge { .. } | Self::Line { .. } | Self::OpenPgp { .. } => {
                "it takes public keys: an allowed_signers file of SSH (`NAME ssh-ed25519 AAAA…`), lines of a .pub file, or `gpg --armor --export`"
            }
        }
    }
}
