//! Signatures of commits and tags: of which kind one is, and, with keys that a user handed over, whether it holds. No process
//! is started and no key is looked for: without keys a signature is told as not verified, whatever it is.

mod allowed;
mod error;
#[cfg_attr(not(feature = "all-signatures"), path = "without_openpgp.rs")]
mod openpgp;
mod ssh;
mod trusted;
mod wire;

pub use error::KeysError;
pub use trusted::TrustedKeys;

/// What a signature is made with, by the first line of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// OpenPGP (`gpg`).
    OpenPgp,
    /// A key of SSH.
    Ssh,
    /// A certificate (S/MIME).
    X509,
    /// None of these.
    Other,
}

impl Format {
    /// Tells the kind of a signature by how its text begins.
    #[must_use]
    pub fn of(armour: &[u8]) -> Self {
        Self::beginning(armour).unwrap_or(Self::Other)
    }

    /// Returns the kind of signature that a line begins; none where it begins none.
    #[must_use]
    pub fn beginning(line: &[u8]) -> Option<Self> {
        let marks: [(&[u8], Self); 4] = [
            (b"-----BEGIN PGP SIGNATURE-----", Self::OpenPgp),
            (b"-----BEGIN PGP MESSAGE-----", Self::OpenPgp),
            (b"-----BEGIN SSH SIGNATURE-----", Self::Ssh),
            (b"-----BEGIN SIGNED MESSAGE-----", Self::X509),
        ];
        marks.into_iter().find(|(mark, _)| line.starts_with(mark)).map(|(_, format)| format)
    }

    /// Returns its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OpenPgp => "OpenPGP",
            Self::Ssh => "SSH",
            Self::X509 => "X.509",
            Self::Other => "an unknown kind of signature",
        }
    }
}

/// What is known about the signature of a commit or tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Signature {
    /// There is none.
    #[default]
    None,
    /// There is one, and it was not verified.
    UnknownKey(Unverified),
    /// There is one, and it does not hold.
    Bad(Flaw),
    /// It holds, by a key that the user handed over.
    Good {
        /// The fingerprint of the key.
        key: String,
    },
}

/// Why a signature was not verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unverified {
    /// Nobody handed keys over.
    NoKeys(Format),
    /// None of the keys is the one that it was made with.
    OtherKey(Format),
    /// The key is there, but does not count on that day, or for commits and tags.
    KeyNotValid,
    /// This program cannot verify it.
    Unsupported {
        /// What it is made with.
        what: String,
        /// Whether a program with all kinds of signatures built in could.
        is_left_out: bool,
    },
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// What was signed is not what is here.
    OtherContent,
    /// It was made for another purpose than commits and tags.
    OtherPurpose,
    /// Its text is no signature.
    Unreadable,
}

impl Signature {
    /// Returns the word of machine formats.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::UnknownKey(_) => "unknown_key",
            Self::Bad(_) => "bad",
            Self::Good { .. } => "good",
        }
    }

    /// Says what is known, for people.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::None => "not signed".to_owned(),
            Self::UnknownKey(why) => format!("signed, not verified: {}", why.words()),
            Self::Bad(flaw) => format!("bad signature: {}", flaw.words()),
            Self::Good { key } => format!("good signature by the trusted key {key}"),
        }
    }
}

impl Unverified {
    /// Says why, for people.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::NoKeys(format) => format!("{}, no trusted keys were given", format.name()),
            Self::OtherKey(format) => format!("{}, by none of the trusted keys", format.name()),
            Self::KeyNotValid => "the trusted key does not count on that day or for this".to_owned(),
            Self::Unsupported { what, is_left_out: true } => format!("this program was built without {what}"),
            Self::Unsupported { what, is_left_out: false } => format!("this program cannot verify {what}"),
        }
    }
}

impl Flaw {
    /// Says why, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::OtherContent => "what was signed is not what is here",
            Self::OtherPurpose => "it was made for something else",
            Self::Unreadable => "its text is no signature",
        }
    }
}

/// Says whether this program was built with all kinds of signatures that it knows.
#[must_use]
pub const fn knows_all() -> bool {
    cfg!(feature = "all-signatures")
}
