//! What a commit or an annotated tag signs: the signature as it is stored, and, byte by byte, what it was made over.

use super::commit::{Stamp, decode, stamp};
use super::error::{Error, other};
use super::repository::{Id, Repository};
use crate::signature::Format;

/// A signature and what it was made over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedPart {
    /// The text of the signature.
    pub armour: Vec<u8>,
    /// The bytes that were signed.
    pub payload: Vec<u8>,
}

/// A tag with an object of its own: who made it, when, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnotatedTag {
    /// Its own id.
    pub id: Id,
    /// The name that it gives itself: what a signature covers. A reference of any other name may lead to it.
    pub own_name: Option<String>,
    /// Who made it; empty where it does not say so.
    pub tagger: Stamp,
    /// Its signature, where it has one.
    pub signed: Option<SignedPart>,
}

impl Repository {
    /// Returns the signature of a commit with the bytes that were signed; nothing where it has none for this kind of
    /// repository.
    ///
    /// # Errors
    /// Returns an error where the object is missing or no commit.
    pub fn signed_part(&self, commit: Id) -> Result<Option<SignedPart>, Error> {
        let object = self.object(commit)?;
        if object.kind != gix::objs::Kind::Commit {
            return Err(Error::BadObject { id: commit.to_string(), reason: "it is not a commit".to_owned() });
        }
        let (armour, payload) = split_header(&object.data, own_header(commit));
        Ok((!armour.is_empty()).then_some(SignedPart { armour, payload }))
    }

    /// Returns the object of a tag; nothing where the tag is only a name for a commit, or does not exist.
    ///
    /// # Errors
    /// Returns an error where its object is missing or damaged.
    pub fn annotated_tag(&self, name: &str) -> Result<Option<AnnotatedTag>, Error> {
        let Ok(found) = self.inner.try_find_reference(format!("refs/tags/{name}").as_str()) else { return Ok(None) };
        let Some(mut reference) = found else { return Ok(None) };
        let id = match reference.target().try_id() {
            Some(id) => id.to_owned(),
            None => reference.follow_to_object().map_err(other("reading a tag"))?.detach(),
        };
        let object = self.object(Id(id))?;
        if object.kind != gix::objs::Kind::Tag {
            return Ok(None);
        }
        let text = decode(&object.data);
        let head = text.split_once("\n\n").map_or(text.as_ref(), |(head, _)| head);
        let tagger = head.lines().find_map(|line| line.strip_prefix("tagger ")).map(stamp).unwrap_or_default();
        let own_name = head.lines().find_map(|line| line.strip_prefix("tag ")).map(str::to_owned);
        Ok(Some(AnnotatedTag { id: Id(id), own_name, tagger, signed: split_end(&object.data) }))
    }
}

/// Returns the header that holds the signature over an object's own form: an object of SHA-256 has another than one of SHA-1.
pub(super) fn own_header(id: Id) -> &'static str {
    if id.0.as_slice().len() > 20 { "gpgsig-sha256" } else { "gpgsig" }
}

/// Takes the signatures out of the headers of an object: what is signed is the object without any, and the signature is
/// that of the given header, its continued lines joined.
fn split_header(data: &[u8], header: &str) -> (Vec<u8>, Vec<u8>) {
    let (mut armour, mut payload) = (Vec::new(), Vec::new());
    let mut rest = data;
    let mut is_own = false;
    let mut is_other = false;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        if line == b"\n" {
            payload.extend_from_slice(rest);
            break;
        }
        match line.strip_prefix(b" ") {
            Some(continued) if is_own => armour.extend_from_slice(continued),
            Some(_) if is_other => {}
            _ => {
                let own = line.strip_prefix(header.as_bytes()).and_then(|line| line.strip_prefix(b" "));
                is_own = own.is_some();
                is_other = !is_own && line.starts_with(b"gpgsig");
                match own {
                    Some(first) => armour.extend_from_slice(first),
                    None if is_other => {}
                    None => payload.extend_from_slice(line),
                }
            }
        }
        rest = after;
    }
    (armour, payload)
}

/// Takes the signature off the end of a tag: it begins at the last line that begins one.
fn split_end(data: &[u8]) -> Option<SignedPart> {
    let mut begin = None;
    let mut at = 0;
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        if Format::beginning(line).is_some() {
            begin = Some(at);
        }
        at += line.len();
    }
    let (content, armour) = data.split_at_checked(begin?)?;
    // A signature over another form of the object is no part of what was signed.
    let (_, payload) = split_header(content, "");
    Some(SignedPart { armour: armour.to_vec(), payload })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNED: &str = "tree t\ngpgsig -----BEGIN SSH SIGNATURE-----\n abc\n \n -----END SSH SIGNATURE-----\nx-note y\n z\ngpgsig-sha256 other\n more\n\nS\n\n gpgsig no header\n";

    #[test]
    fn what_is_signed_is_the_object_without_any_signature() {
        let (armour, payload) = split_header(SIGNED.as_bytes(), "gpgsig");
        assert_eq!(armour, b"-----BEGIN SSH SIGNATURE-----\nabc\n\n-----END SSH SIGNATURE-----\n");
        assert_eq!(payload, b"tree t\nx-note y\n z\n\nS\n\n gpgsig no header\n");
        let (armour, same) = split_header(SIGNED.as_bytes(), "gpgsig-sha256");
        assert_eq!((armour.as_slice(), same), (b"other\nmore\n".as_slice(), payload));
    }

    #[test]
    fn the_signature_of_a_tag_begins_at_the_last_line_that_begins_one() {
        let mark = "-----BEGIN PGP SIGNATURE-----\n";
        let tag = format!("object o\ntag t\n\nquoted:\n{mark}words\n{mark}real\n");
        let part = split_end(tag.as_bytes()).expect("it is signed");
        assert_eq!(part.armour, format!("{mark}real\n").as_bytes());
        assert_eq!(part.payload, format!("object o\ntag t\n\nquoted:\n{mark}words\n").as_bytes());
        assert_eq!(split_end(b"object o\ntag t\n\nno mark\n"), None);
    }
}
