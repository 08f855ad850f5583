//! Writing a repository from nothing: what the demonstration needs, and no more.

use std::collections::BTreeMap;
use std::path::Path;

use super::commit::Stamp;
use super::error::{Error, other};
use super::repository::Id;

/// Writes a new repository.
pub struct Writer {
    inner: gix::Repository,
}

/// A commit to be written.
#[derive(Debug, Clone)]
pub struct NewCommit<'a> {
    /// Every file with its content.
    pub files: &'a BTreeMap<String, Vec<u8>>,
    /// Parents, the first one first.
    pub parents: &'a [Id],
    /// Who wrote it.
    pub author: Stamp,
    /// Who recorded it.
    pub committer: Stamp,
    /// The whole message.
    pub message: &'a str,
}

impl Writer {
    /// Makes a repository with a working tree in a folder.
    ///
    /// # Errors
    /// Returns an error where it cannot be written.
    pub fn create(folder: &Path) -> Result<Self, Error> {
        // NOTE: without the machine's settings and without reflogs, which would ask for a name and an address that many
        // machines do not have.
        let open = gix::open::Options::isolated().config_overrides(["core.logAllRefUpdates=false"]);
        let made = gix::ThreadSafeRepository::init_opts(folder, gix::create::Kind::WithWorktree, gix::create::Options::default(), open);
        Ok(Self { inner: made.map_err(other("making a repository"))?.to_thread_local() })
    }

    /// Writes a commit; no branch moves.
    ///
    /// # Errors
    /// Returns an error where it cannot be written.
    pub fn commit(&self, commit: &NewCommit<'_>) -> Result<Id, Error> {
        let tree = self.tree(commit.files)?;
        let object = gix::objs::Commit {
            tree,
            parents: commit.parents.iter().map(|id| id.0).collect(),
            author: signature(&commit.author),
            committer: signature(&commit.committer),
            encoding: None,
            message: commit.message.into(),
            extra_headers: Vec::new(),
        };
        Ok(Id(self.inner.write_object(&object).map_err(other("writing a commit"))?.detach()))
    }

    /// Points a branch at a commit.
    ///
    /// # Errors
    /// Returns an error where it cannot be written.
    pub fn branch(&self, name: &str, commit: Id) -> Result<(), Error> {
        self.reference(&format!("refs/heads/{name}"), commit)
    }

    /// Writes an annotated tag.
    ///
    /// # Errors
    /// Returns an error where it cannot be written.
    pub fn tag(&self, name: &str, commit: Id, tagger: &Stamp, message: &str) -> Result<(), Error> {
        let tag = gix::objs::Tag {
            target: commit.0,
            target_kind: gix::objs::Kind::Commit,
            name: name.into(),
            tagger: Some(signature(tagger)),
            message: message.into(),
            signature: None,
        };
        let id = self.inner.write_object(&tag).map_err(other("writing a tag"))?.detach();
        self.reference(&format!("refs/tags/{name}"), Id(id))
    }

    /// Points HEAD at a branch, and writes index and files of its commit into the working tree.
    ///
    /// # Errors
    /// Returns an error where something cannot be written.
    pub fn check_out(&self, branch: &str, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Error> {
        let head = format!("ref: refs/heads/{branch}\n");
        std::fs::write(self.inner.git_dir().join("HEAD"), head).map_err(|error| io("writing HEAD", &error))?;
        let folder = self.inner.workdir().unwrap_or_else(|| self.inner.git_dir());
        for (path, content) in files {
            let target = folder.join(path);
            if let Some(parent) = target.parent() {
                std::fs::create_dir_all(parent).map_err(|error| io("making a folder", &error))?;
            }
            std::fs::write(&target, content).map_err(|error| io("writing a file", &error))?;
        }
        let tree = self.tree(files)?;
        let mut index = self.inner.index_from_tree(&tree).map_err(other("making the index"))?;
        index
            .write(gix::index::write::Options::default())
            .map_err(|error| Error::Other { action: "writing the index", reason: error.to_string() })
    }

    fn reference(&self, name: &str, target: Id) -> Result<(), Error> {
        let edit = gix::refs::transaction::RefEdit {
            change: gix::refs::transaction::Change::Update {
                log: gix::refs::transaction::LogChange::default(),
                expected: gix::refs::transaction::PreviousValue::Any,
                new: gix::refs::Target::Object(target.0),
            },
            name: name.try_into().map_err(|error: gix::validate::reference::name::Error| Error::Other {
                action: "naming a branch or tag",
                reason: error.to_string(),
            })?,
            deref: false,
        };
        self.inner.edit_reference(edit).map_err(other("writing a branch or tag"))?;
        Ok(())
    }

    fn tree(&self, files: &BTreeMap<String, Vec<u8>>) -> Result<gix::ObjectId, Error> {
        let mut folders: BTreeMap<&str, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
        let mut entries = Vec::new();
        for (path, content) in files {
            match path.split_once('/') {
                Some((folder, rest)) => {
                    folders.entry(folder).or_default().insert(rest.to_owned(), content.clone());
                }
                None => {
                    let id = self.inner.write_blob(content).map_err(other("writing a file"))?.detach();
                    entries.push(entry(path, gix::objs::tree::EntryKind::Blob, id));
                }
            }
        }
        for (folder, files) in folders {
            entries.push(entry(folder, gix::objs::tree::EntryKind::Tree, self.tree(&files)?));
        }
        entries.sort();
        Ok(self.inner.write_object(&gix::objs::Tree { entries }).map_err(other("writing a tree"))?.detach())
    }
}

fn entry(name: &str, kind: gix::objs::tree::EntryKind, id: gix::ObjectId) -> gix::objs::tree::Entry {
    gix::objs::tree::Entry { mode: kind.into(), filename: name.into(), oid: id }
}

fn signature(stamp: &Stamp) -> gix::actor::Signature {
    let time = gix::date::Time { seconds: stamp.seconds.unwrap_or(0), offset: stamp.offset_minutes * 60 };
    gix::actor::Signature { name: stamp.name.as_str().into(), email: stamp.email.as_str().into(), time }
}

fn io(action: &'static str, error: &std::io::Error) -> Error {
    Error::Other { action, reason: error.to_string() }
}
