//! Signatures made with keys of SSH (`ssh-keygen -Y sign`): read from their armour, and held against what they sign.

use sha2::{Digest as _, Sha256, Sha512};

use super::allowed::AllowedKey;
use super::wire::{self, Wire};
use super::{Flaw, Format, Signature, Unverified};

/// What git asks signatures of commits and tags to be made for.
pub(super) const PURPOSE: &str = "git";

/// Most bytes of a signature's text: an RSA key of 16384 bits needs less than a tenth.
const MOST_BYTES: usize = 64 * 1024;
const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";
const PREAMBLE: &[u8] = b"SSHSIG";
const ED25519: &str = "ssh-ed25519";

/// A signature, read.
struct Parts {
    key: Vec<u8>,
    purpose: Vec<u8>,
    reserved: Vec<u8>,
    hash: Vec<u8>,
    signature: Vec<u8>,
}

/// Says whether a signature holds for a payload, and whether one of the keys made it. `moment` is the time that the signer
/// wrote down.
pub(super) fn verify(armour: &[u8], payload: &[u8], keys: &[AllowedKey], moment: Option<i64>) -> Signature {
    let Some(parts) = read(armour) else { return Signature::Bad(Flaw::Unreadable) };
    if parts.purpose != PURPOSE.as_bytes() {
        return Signature::Bad(Flaw::OtherPurpose);
    }
    let Some(message) = message(&parts, payload) else { return Signature::Bad(Flaw::Unreadable) };
    match holds(&parts, &message, armour, payload) {
        Ok(true) => {}
        Ok(false) => return Signature::Bad(Flaw::OtherContent),
        Err(unverified) => return Signature::UnknownKey(unverified),
    }
    let mut known = keys.iter().filter(|key| key.blob == parts.key).peekable();
    if known.peek().is_none() {
        return Signature::UnknownKey(Unverified::OtherKey(Format::Ssh));
    }
    if known.any(|key| key.counts(moment)) {
        return Signature::Good { key: fingerprint(&parts.key) };
    }
    Signature::UnknownKey(Unverified::KeyNotValid)
}

/// Returns the fingerprint of a key, as `ssh-keygen -l` prints it.
pub(super) fn fingerprint(key: &[u8]) -> String {
    format!("SHA256:{}", data_encoding::BASE64_NOPAD.encode(&Sha256::digest(key)))
}

fn read(armour: &[u8]) -> Option<Parts> {
    if armour.len() > MOST_BYTES {
        return None;
    }
    let Ok(text) = std::str::from_utf8(armour) else { return None };
    let (body, rest) = text.trim_start().strip_prefix(BEGIN)?.split_once(END)?;
    if !rest.trim().is_empty() {
        return None;
    }
    let blob = base64(body)?;
    let mut wire = Wire::new(&blob);
    if wire.take(PREAMBLE.len())? != PREAMBLE || wire.number()? != 1 {
        return None;
    }
    let mut text = || wire.text().map(<[u8]>::to_vec);
    let parts = Parts { key: text()?, purpose: text()?, reserved: text()?, hash: text()?, signature: text()? };
    wire.is_over().then_some(parts)
}

/// Reads base64 over several lines.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let letters: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let Ok(bytes) = data_encoding::BASE64.decode(&letters) else { return None };
    Some(bytes)
}

/// Returns what the key really signed: the purpose, and a digest of the payload.
fn message(parts: &Parts, payload: &[u8]) -> Option<Vec<u8>> {
    let digest = match parts.hash.as_slice() {
        b"sha256" => Sha256::digest(payload).to_vec(),
        b"sha512" => Sha512::digest(payload).to_vec(),
        _ => return None,
    };
    let mut message = PREAMBLE.to_vec();
    for text in [&parts.purpose, &parts.reserved, &parts.hash, &digest] {
        wire::put(&mut message, text);
    }
    Some(message)
}

/// Says whether the key in a signature made it for this message.
fn holds(parts: &Parts, message: &[u8], armour: &[u8], payload: &[u8]) -> Result<bool, Unverified> {
    match wire::algorithm(&parts.key) {
        Some(ED25519) => Ok(ed25519(parts, message).unwrap_or(false)),
        Some(other) => other_algorithm(other, parts, armour, payload),
        None => Ok(false),
    }
}

fn ed25519(parts: &Parts, message: &[u8]) -> Option<bool> {
    let (mut key, mut signature) = (Wire::new(&parts.key), Wire::new(&parts.signature));
    if key.text()? != ED25519.as_bytes() || signature.text()? != ED25519.as_bytes() {
        return None;
    }
    let (key, signature) = (only(&mut key)?, only(&mut signature)?);
    let (Ok(key), Ok(signature)) = (ed25519_compact::PublicKey::from_slice(key), ed25519_compact::Signature::from_slice(signature)) else {
        return None;
    };
    Some(key.verify(message, &signature).is_ok())
}

/// Returns the last text.
fn only<'a>(wire: &mut Wire<'a>) -> Option<&'a [u8]> {
    let text = wire.text()?;
    wire.is_over().then_some(text)
}

#[cfg(not(feature = "all-signatures"))]
fn other_algorithm(name: &str, _: &Parts, _: &[u8], _: &[u8]) -> Result<bool, Unverified> {
    Err(Unverified::Unsupported { what: format!("SSH keys of the kind {name}"), is_left_out: is_known_elsewhere(name) })
}

/// Verifies with the crate that knows the other algorithms.
#[cfg(feature = "all-signatures")]
fn other_algorithm(name: &str, parts: &Parts, armour: &[u8], payload: &[u8]) -> Result<bool, Unverified> {
    if !is_known_elsewhere(name) {
        return Err(Unverified::Unsupported { what: format!("SSH keys of the kind {name}"), is_left_out: false });
    }
    let (Ok(key), Ok(signature)) = (ssh_key::PublicKey::from_bytes(&parts.key), ssh_key::SshSig::from_pem(armour)) else {
        return Ok(false);
    };
    Ok(key.verify(PURPOSE, payload, &signature).is_ok())
}

/// Says whether a program with all kinds of signatures built in verifies an algorithm.
fn is_known_elsewhere(name: &str) -> bool {
    ["ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384"].contains(&name)
}
