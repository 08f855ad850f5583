//! The keys that a user handed over: one file, with keys of SSH line by line, and OpenPGP keys between their marks or in
//! their binary form.

use super::allowed::{self, AllowedKey};
use super::{Flaw, Format, KeysError, Signature, Unverified, openpgp, ssh};

/// Most bytes of a file of keys.
const MOST_BYTES: usize = 4 * 1024 * 1024;
const PGP_BEGIN: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
const PGP_END: &str = "-----END PGP PUBLIC KEY BLOCK-----";

/// Keys that a user trusts.
#[derive(Debug, Clone, Default)]
pub struct TrustedKeys {
    ssh: Vec<AllowedKey>,
    openpgp: Vec<openpgp::Key>,
}

impl TrustedKeys {
    /// Reads a file of keys, whatever of the known kinds it is.
    ///
    /// # Errors
    /// Returns an error where something in it is no public key, or nothing is one.
    pub fn read(bytes: &[u8]) -> Result<Self, KeysError> {
        if bytes.len() > MOST_BYTES {
            return Err(KeysError::TooLarge { limit: MOST_BYTES });
        }
        let mut keys = Self::default();
        match std::str::from_utf8(bytes) {
            Ok(text) => keys.read_text(text)?,
            // The first byte of a packet of OpenPGP has its highest bit set.
            Err(_) if bytes.first().is_some_and(|byte| byte & 0x80 != 0) => keys.openpgp = openpgp::read(bytes)?,
            Err(_) => return Err(KeysError::Line { line: 1, reason: "this is no text, and no OpenPGP key either" }),
        }
        if keys.ssh.is_empty() && keys.openpgp.is_empty() { Err(KeysError::Empty) } else { Ok(keys) }
    }

    fn read_text(&mut self, text: &str) -> Result<(), KeysError> {
        if text.contains("PRIVATE KEY") {
            return Err(KeysError::Private);
        }
        let mut block: Option<String> = None;
        for (at, line) in text.lines().enumerate() {
            if let Some(mut begun) = block.take() {
                begun.push_str(line);
                begun.push('\n');
                if line.trim_end() == PGP_END { self.openpgp.extend(openpgp::read(begun.as_bytes())?) } else { block = Some(begun) }
            } else if line.trim_end() == PGP_BEGIN {
                block = Some(format!("{PGP_BEGIN}\n"));
            } else {
                self.ssh.extend(allowed::line(line, at + 1)?);
            }
        }
        match block {
            Some(_) => Err(KeysError::OpenPgp { reason: "a block has no end".to_owned() }),
            None => Ok(()),
        }
    }

    /// Says whether there are OpenPGP keys that this program, as it was built, cannot use.
    #[must_use]
    pub const fn has_unused_openpgp(&self) -> bool {
        !self.openpgp.is_empty() && !super::knows_all()
    }

    /// Holds a signature against what it signs. `moment` is the time that the signer wrote down, in seconds since 1970.
    #[must_use]
    pub fn verify(&self, armour: &[u8], payload: &[u8], moment: Option<i64>) -> Signature {
        match Format::of(armour) {
            Format::Ssh => ssh::verify(armour, payload, &self.ssh, moment),
            Format::OpenPgp => openpgp::verify(armour, payload, &self.openpgp),
            Format::X509 => Signature::UnknownKey(Unverified::Unsupported { what: "X.509 certificates".to_owned(), is_left_out: false }),
            Format::Other => Signature::Bad(Flaw::Unreadable),
        }
    }
}
