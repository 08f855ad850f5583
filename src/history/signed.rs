//! The signatures of the commits that a log reads: held against the keys that a user handed over, and counted.

use super::changelog::Builder;
use crate::git::{CommitInfo, Error, Repository, Signed, SignedPart};
use crate::signature::{Format, Signature, TrustedKeys, Unverified};

/// How many commits have which signature.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signatures {
    /// By a trusted key, and it holds.
    pub good: usize,
    /// It does not hold.
    pub bad: usize,
    /// Not verified.
    pub unknown_key: usize,
    /// None at all.
    pub none: usize,
}

impl Signatures {
    /// Counts one more.
    pub const fn count(&mut self, signature: &Signature) {
        match signature {
            Signature::Good { .. } => self.good += 1,
            Signature::Bad(_) => self.bad += 1,
            Signature::UnknownKey(_) => self.unknown_key += 1,
            Signature::None => self.none += 1,
        }
    }

    /// Returns how many have a signature, whatever it is worth.
    #[must_use]
    pub const fn signed(&self) -> usize {
        self.good + self.bad + self.unknown_key
    }
}

/// Tells what is known about the signature of a commit.
///
/// # Errors
/// Returns an error where the commit cannot be read again.
pub fn signature_of(repository: &Repository, commit: &CommitInfo, keys: Option<&TrustedKeys>) -> Result<Signature, Error> {
    let Signed::With(format) = commit.signed else { return Ok(Signature::None) };
    if keys.is_none() {
        return Ok(Signature::UnknownKey(Unverified::NoKeys(format)));
    }
    let part = repository.signed_part(commit.id)?;
    Ok(part.map(|part| signature_of_part(&part, commit.committer.seconds, keys)).unwrap_or_default())
}

/// Tells what is known about a signature of a commit or tag. `moment` is the time that the signer wrote down.
#[must_use]
pub fn signature_of_part(part: &SignedPart, moment: Option<i64>, keys: Option<&TrustedKeys>) -> Signature {
    match keys {
        Some(keys) => keys.verify(&part.armour, &part.payload, moment),
        None => Signature::UnknownKey(Unverified::NoKeys(Format::of(&part.armour))),
    }
}

impl Builder<'_, '_> {
    /// Tells what is known about the signature of a mainline commit; inside the range it is counted, with those of the
    /// branch that it brought in.
    pub(super) fn signature(&mut self, commit: &CommitInfo, brought: &[CommitInfo], in_range: bool) -> Result<Signature, Error> {
        let keys = self.request.trusted_keys.as_deref();
        let own = signature_of(self.repository, commit, keys)?;
        if in_range {
            self.provenance.signatures.count(&own);
            let mut bad = Vec::new();
            for commit in brought {
                let theirs = signature_of(self.repository, commit, keys)?;
                self.provenance.branch_signatures.count(&theirs);
                bad.extend(matches!(theirs, Signature::Bad(_)).then(|| commit.id.to_string()));
            }
            bad.extend(matches!(own, Signature::Bad(_)).then(|| commit.id.to_string()));
            self.provenance.bad_signatures.extend(bad);
        }
        Ok(own)
    }
}
