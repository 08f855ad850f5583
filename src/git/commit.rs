//! Commits, read from their raw text: an odd author line or encoding never ends a history.

use super::error::{Error, told};
use super::repository::{Id, Repository};
use super::signed::own_header;
use crate::signature::Format;

/// Who did something, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Name, after `.mailmap`.
    pub name: String,
    /// Address, after `.mailmap`.
    pub email: String,
    /// Seconds since 1970 (UTC), where the line can be read.
    pub seconds: Option<i64>,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

/// What a commit carries as a signature. It is never verified here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// A signature of some kind.
    With(Format),
    /// None.
    No,
}

/// What a commit says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitInfo {
    /// Its id.
    pub id: Id,
    /// Its tree.
    pub tree: Id,
    /// Its parents, the first one first.
    pub parents: Vec<Id>,
    /// Who wrote it.
    pub author: Stamp,
    /// Who recorded it.
    pub committer: Stamp,
    /// First line of the message.
    pub subject: String,
    /// Whether it is signed.
    pub signed: Signed,
}

impl Repository {
    /// Reads a commit.
    ///
    /// # Errors
    /// Returns an error where the object is missing or no commit.
    pub fn commit(&self, id: Id) -> Result<CommitInfo, Error> {
        let object = self.object(id)?;
        if object.kind != gix::objs::Kind::Commit {
            return Err(Error::BadObject { id: id.to_string(), reason: "it is not a commit".to_owned() });
        }
        let mut commit =
            parse(id, &object.data).ok_or_else(|| Error::BadObject { id: id.to_string(), reason: "its tree cannot be read".to_owned() })?;
        self.name_people(&mut commit);
        Ok(commit)
    }

    pub(super) fn object(&self, id: Id) -> Result<gix::Object<'_>, Error> {
        match self.inner.try_find_object(id.0) {
            Ok(Some(object)) => Ok(object),
            Ok(None) => Err(Error::MissingObject { id: id.to_string() }),
            Err(error) => Err(Error::BadObject { id: id.to_string(), reason: told(&error) }),
        }
    }

    /// Applies `.mailmap`.
    fn name_people(&self, commit: &mut CommitInfo) {
        let mailmap = self.mailmap();
        for stamp in [&mut commit.author, &mut commit.committer] {
            let known = gix::actor::SignatureRef { name: stamp.name.as_str().into(), email: stamp.email.as_str().into(), time: "" };
            if let Some(resolved) = mailmap.try_resolve_ref(known) {
                if let Some(name) = resolved.name {
                    stamp.name = name.to_string();
                }
                if let Some(email) = resolved.email {
                    stamp.email = email.to_string();
                }
            }
        }
    }
}

fn parse(id: Id, data: &[u8]) -> Option<CommitInfo> {
    let text = decode(data);
    let (head, message) = text.split_once("\n\n").unwrap_or((text.as_ref(), ""));
    let mut commit = CommitInfo {
        id,
        tree: id,
        parents: Vec::new(),
        author: Stamp::default(),
        committer: Stamp::default(),
        subject: message.lines().find(|line| !line.trim().is_empty()).unwrap_or("").trim().to_owned(),
        signed: Signed::No,
    };
    let mut tree = None;
    let header = own_header(id);
    for line in head.lines() {
        let Some((key, value)) = line.split_once(' ') else { continue };
        match key {
            "tree" => tree = object_id(value),
            "parent" => commit.parents.push(object_id(value)?),
            "author" => commit.author = stamp(value),
            "committer" => commit.committer = stamp(value),
            key if key == header => commit.signed = Signed::With(Format::of(value.as_bytes())),
            _ => {}
        }
    }
    commit.tree = tree?;
    Some(commit)
}

fn object_id(hex: &str) -> Option<Id> {
    hex.trim().parse().ok()
}

/// Reads UTF-8; a commit in another encoding is read byte by byte, so that nothing is lost.
pub(super) fn decode(data: &[u8]) -> std::borrow::Cow<'_, str> {
    match std::str::from_utf8(data) {
        Ok(text) => text.into(),
        Err(_) => data.iter().map(|byte| char::from(*byte)).collect::<String>().into(),
    }
}

/// Reads `Name <address> 1719500000 +0200`, and as much of it as is there.
pub(super) fn stamp(line: &str) -> Stamp {
    let (who, when) = line.rsplit_once('>').unwrap_or((line, ""));
    let (name, email) = who.split_once('<').unwrap_or((who, ""));
    let mut words = when.split_whitespace();
    let seconds = words.next().and_then(whole::<i64>).filter(|seconds| seconds.abs() < 1 << 40);
    let offset_minutes = words.next().and_then(offset).unwrap_or(0);
    Stamp { name: name.trim().to_owned(), email: email.trim().to_owned(), seconds, offset_minutes }
}

fn offset(word: &str) -> Option<i32> {
    let (sign, digits) = match word.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, word.trim_start_matches('+')),
    };
    let number = whole::<i32>(digits).filter(|number| (0..=9959).contains(number))?;
    Some(sign * (number / 100 * 60 + number % 100))
}

fn whole<T: std::str::FromStr>(word: &str) -> Option<T> {
    word.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "1111111111111111111111111111111111111111";

    fn read(text: &str) -> CommitInfo {
        parse(ID.parse().expect("an id"), text.as_bytes()).expect("a commit")
    }

    #[test]
    fn a_commit_says_who_and_when() {
        let commit = read(&format!(
            "tree {ID}\nparent {ID}\nauthor A B <a@b> 1719500000 +0230\ncommitter C <c@d> 5 -0100\ngpgsig x\n y\n\n\nSubject line\n\nBody\n"
        ));
        assert_eq!((commit.author.name.as_str(), commit.author.seconds, commit.author.offset_minutes), ("A B", Some(1_719_500_000), 150));
        assert_eq!(
            (commit.committer.offset_minutes, commit.subject.as_str(), commit.signed),
            (-60, "Subject line", Signed::With(Format::Other))
        );
        assert_eq!(commit.parents.len(), 1);
    }

    #[test]
    fn a_broken_author_line_loses_only_what_is_broken() {
        let commit = read(&format!("tree {ID}\nauthor nobody\ncommitter <> x y\n\nS\n"));
        assert_eq!((commit.author.name.as_str(), commit.author.seconds), ("nobody", None));
        assert_eq!(commit.committer, Stamp::default());
    }
}
