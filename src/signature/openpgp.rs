//! Signatures of OpenPGP, held against public keys and those of their subkeys that may sign.
//!
//! A key counts unless it, or its binding to the primary key, was revoked, or had expired when the signature was made, by the
//! signature's own word. A signature that sets itself an end never counts as good.

use pgp::composed::{Deserializable as _, DetachedSignature, SignedPublicKey, SignedPublicSubKey};
use pgp::packet::{Signature as Packet, SignatureType};
use pgp::types::{KeyDetails, Tag, VerifyingKey};

use super::{Flaw, Format, KeysError, Signature, Unverified};

/// Most bytes of a signature's text.
const MOST_BYTES: usize = 64 * 1024;

/// A public key with its subkeys.
pub(super) type Key = SignedPublicKey;

/// Reads keys, armoured or not.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Key>, KeysError> {
    let wrong = |error: pgp::errors::Error| KeysError::OpenPgp { reason: error.to_string().replace('\n', " ") };
    let (keys, _) = SignedPublicKey::from_reader_many(bytes).map_err(wrong)?;
    let keys = keys.collect::<Result<Vec<_>, _>>().map_err(wrong)?;
    if keys.is_empty() { Err(KeysError::OpenPgp { reason: "there is none".to_owned() }) } else { Ok(keys) }
}

/// Says whether a signature holds for a payload, and whether one of the keys made it.
pub(super) fn verify(armour: &[u8], payload: &[u8], keys: &[Key]) -> Signature {
    if armour.len() > MOST_BYTES {
        return Signature::Bad(Flaw::Unreadable);
    }
    let Ok((signature, _)) = DetachedSignature::from_armor_single(armour) else { return Signature::Bad(Flaw::Unreadable) };
    let signature = signature.signature;
    if !matches!(signature.typ(), Some(SignatureType::Binary | SignatureType::Text)) {
        return Signature::Bad(Flaw::OtherPurpose);
    }
    for key in keys {
        if names(&signature, &key.primary_key) {
            return judge(&signature, payload, &key.primary_key, key, counts(key, &signature));
        }
        if let Some(subkey) = key.public_subkeys.iter().find(|subkey| names(&signature, &subkey.key)) {
            let is_bound = may_sign(subkey, key, &signature) && counts(key, &signature);
            return judge(&signature, payload, &subkey.key, key, is_bound);
        }
    }
    Signature::UnknownKey(Unverified::OtherKey(Format::OpenPgp))
}

fn judge(signature: &Packet, payload: &[u8], by: &impl VerifyingKey, of: &Key, counts: bool) -> Signature {
    if signature.verify(by, payload).is_err() {
        return Signature::Bad(Flaw::OtherContent);
    }
    if !counts || lapses(signature) {
        return Signature::UnknownKey(Unverified::KeyNotValid);
    }
    Signature::Good { key: of.primary_key.fingerprint().to_string() }
}

/// Says whether a signature says of itself that it counts only for a time. Whether that is over depends on the day on which
/// somebody looks, and the answers do not: what is to be proved years later needs a signature that lasts.
fn lapses(signature: &Packet) -> bool {
    signature.signature_expiration_time().is_some_and(|lasts| lasts.as_secs() > 0)
}

/// Says whether a signature names a key as the one that made it.
fn names(signature: &Packet, key: &impl KeyDetails) -> bool {
    let fingerprints = signature.issuer_fingerprint();
    if !fingerprints.is_empty() {
        return fingerprints.contains(&&key.fingerprint());
    }
    signature.issuer_key_id().contains(&&key.legacy_key_id())
}

/// Says whether a primary key counted when a signature was made.
fn counts(key: &Key, signature: &Packet) -> bool {
    let primary = &key.primary_key;
    let is_revoked = key.details.revocation_signatures.iter().any(|revocation| revocation.verify_key(primary).is_ok());
    let by_users = key.details.users.iter().flat_map(|user| {
        user.signatures.iter().filter(|own| names(own, primary) && own.verify_certification(primary, Tag::UserId, &user.id).is_ok())
    });
    let own = key.details.direct_signatures.iter().filter(|own| own.verify_key(primary).is_ok()).chain(by_users);
    !is_revoked && in_time(primary, own, signature)
}

/// Says whether a subkey was bound to its key for signing when a signature was made.
fn may_sign(subkey: &SignedPublicSubKey, key: &Key, signature: &Packet) -> bool {
    let is_revoked = subkey.signatures.iter().any(|own| own.typ() == Some(SignatureType::SubkeyRevocation));
    let is_bound = subkey.verify_bindings(&key.primary_key).is_ok() && subkey.signatures.iter().any(|own| own.key_flags().sign());
    !is_revoked && is_bound && in_time(&subkey.key, subkey.signatures.iter(), signature)
}

/// Says whether the newest word about how long a key counts covers the day of a signature.
fn in_time<'a>(key: &impl KeyDetails, own: impl Iterator<Item = &'a Packet>, signature: &Packet) -> bool {
    let Some(made) = signature.created().map(|made| u64::from(made.as_secs())) else { return false };
    let created = u64::from(key.created_at().as_secs());
    let newest = own.filter_map(|own| Some((own.created()?.as_secs(), own.key_expiration_time()))).max_by_key(|(at, _)| *at);
    let lasts = newest.and_then(|(_, lasts)| lasts).map(|lasts| u64::from(lasts.as_secs())).filter(|seconds| *seconds > 0);
    created <= made && lasts.is_none_or(|lasts| made <= created.saturating_add(lasts))
}
