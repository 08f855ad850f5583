//! A repository: finding it, and what is true of it as a whole.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::error::{Error, other};

/// The id of an object, as git computes it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub(super) gix::ObjectId);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Id {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match gix::ObjectId::from_hex(text.as_bytes()) {
            Ok(id) => Ok(Self(id)),
            Err(error) => Err(Error::Other { action: "reading an object id", reason: error.to_string() }),
        }
    }
}

/// A tag and the commit that it leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// The commit.
    pub commit: Id,
}

/// A git repository, for reading.
pub struct Repository {
    pub(super) inner: gix::Repository,
    pub(super) mailmap: gix::mailmap::Snapshot,
    pub(super) known_tags: Option<BTreeSet<String>>,
    /// The commit that counts as HEAD, where it is not the one that is checked out.
    pub(super) standing: Option<Id>,
}

impl Repository {
    /// Finds the repository that a folder lies in, honouring `GIT_DIR`, `GIT_WORK_TREE` and `GIT_INDEX_FILE`.
    ///
    /// # Errors
    /// Returns an error where there is a repository that cannot be opened, or may not be.
    pub fn discover(folder: &Path) -> Result<Option<Self>, Error> {
        let mut inner = match gix::discover_with_environment_overrides(folder) {
            Ok(inner) => inner,
            Err(error) if error.is_not_found() => return Ok(None),
            Err(error) => return Err(other("opening the repository")(error)),
        };
        if inner.git_dir_trust() == gix::sec::Trust::Reduced {
            let path = inner.workdir().unwrap_or_else(|| inner.git_dir()).to_owned();
            return Err(Error::ForeignOwner { path });
        }
        if inner.config_snapshot().string("extensions.refStorage").is_some_and(|format| format.as_slice() != b"files") {
            return Err(Error::Unsupported { what: "another storage of branches and tags (reftable)".to_owned() });
        }
        // History is what was committed, not what a replace ref puts in its place.
        inner.objects.ignore_replacements = true;
        inner.object_cache_size_if_unset(8 * 1024 * 1024);
        let mailmap = inner.open_mailmap();
        Ok(Some(Self { inner, mailmap, known_tags: None, standing: None }))
    }

    pub(super) const fn mailmap(&self) -> &gix::mailmap::Snapshot {
        &self.mailmap
    }

    /// Returns the folder of the working tree; a bare repository has none.
    #[must_use]
    pub fn work_dir(&self) -> Option<PathBuf> {
        self.inner.workdir().map(Path::to_owned)
    }

    /// Returns the folder in which git keeps the repository itself.
    #[must_use]
    pub fn git_dir(&self) -> PathBuf {
        self.inner.common_dir().to_owned()
    }

    /// Returns the folder that git runs hooks from: `core.hooksPath`, else `hooks` in the repository.
    ///
    /// # Errors
    /// Returns an error where the configuration names a folder that cannot be understood.
    pub fn hooks_dir(&self) -> Result<PathBuf, Error> {
        let config = self.inner.config_snapshot();
        let configured = config.trusted_path("core.hooksPath").map_err(other("reading core.hooksPath"))?;
        Ok(match configured {
            Some(path) if path.is_absolute() => path,
            Some(path) => self.inner.workdir().unwrap_or_else(|| self.inner.git_dir()).join(path),
            None => self.inner.common_dir().join("hooks"),
        })
    }

    /// Returns the file that `risklog.denyList` names: words that must not be written down. A relative path counts from the
    /// root of the working tree.
    ///
    /// # Errors
    /// Returns an error where the configuration names a file that cannot be understood.
    pub fn deny_list(&self) -> Result<Option<PathBuf>, Error> {
        let config = self.inner.config_snapshot();
        let configured = config.trusted_path("risklog.denyList").map_err(other("reading risklog.denyList"))?;
        Ok(configured.map(|path| self.inner.workdir().unwrap_or_else(|| self.inner.git_dir()).join(path)))
    }

    /// Returns the sign that begins a comment in a commit message: `core.commentString` or `core.commentChar`, else `#`. What
    /// git chooses by itself (`auto`) is not known afterwards and counts as `#`.
    #[must_use]
    pub fn comment_sign(&self) -> String {
        let config = self.inner.config_snapshot();
        let configured = ["core.commentString", "core.commentChar"].into_iter().find_map(|key| config.string(key));
        configured.map(|sign| sign.to_string()).filter(|sign| !sign.is_empty() && sign != "auto").unwrap_or_else(|| "#".to_owned())
    }

    /// Returns the addresses of the remotes, in the order of the configuration.
    #[must_use]
    pub fn remote_urls(&self) -> Vec<String> {
        let config = self.inner.config_snapshot();
        let sections = config.plumbing().sections_by_name("remote").into_iter().flatten();
        sections.filter_map(|section| section.value("url")).map(|url| url.to_string()).collect()
    }

    /// Says whether the clone was cut off on purpose.
    ///
    /// # Errors
    /// Returns an error where that cannot be found out.
    pub fn is_shallow(&self) -> Result<bool, Error> {
        self.inner.is_shallow().map_err(other("looking whether the clone is shallow"))
    }

    /// Returns the commits whose parents were cut off.
    ///
    /// # Errors
    /// Returns an error where they cannot be read.
    pub fn shallow_commits(&self) -> Result<Vec<Id>, Error> {
        let commits = self.inner.shallow_commits().map_err(other("reading where the clone was cut off"))?;
        Ok(commits.map(|commits| commits.iter().map(|id| Id(*id)).collect()).unwrap_or_default())
    }

    /// Says whether replace refs or grafts are present; they are not followed.
    ///
    /// # Errors
    /// Returns an error where the references cannot be read.
    pub fn has_replacements(&self) -> Result<bool, Error> {
        // NOTE: whoever stands at a commit has looked before, and tells of it apart from what the commit says.
        if self.standing.is_some() {
            return Ok(false);
        }
        if self.inner.common_dir().join("info/grafts").exists() {
            return Ok(true);
        }
        let platform = self.inner.references().map_err(other("reading references"))?;
        let mut found = platform.prefixed("refs/replace/").map_err(other("reading references"))?;
        Ok(found.next().is_some())
    }

    /// Returns all that readers of a history see beside its objects: tags, the edges of a shallow clone, replace refs, the mailmap.
    ///
    /// # Errors
    /// Returns an error where they cannot be read.
    pub fn surroundings(&self) -> Result<String, Error> {
        let tags: Vec<String> = self.tags()?.into_iter().map(|tag| format!("{} {}", tag.name, tag.commit)).collect();
        let (cut, replaced) = (self.shallow_commits()?, self.has_replacements()?);
        Ok(format!("{tags:?} {cut:?} {replaced} {:?}", self.mailmap.entries()))
    }

    /// Returns the commit that is checked out; `None` before the first commit.
    ///
    /// # Errors
    /// Returns an error where HEAD cannot be read.
    pub fn head(&self) -> Result<Option<Id>, Error> {
        if self.standing.is_some() {
            return Ok(self.standing);
        }
        let mut head = self.inner.head().map_err(other("reading HEAD"))?;
        if head.is_unborn() {
            return Ok(None);
        }
        let commit = head.peel_to_commit().map_err(other("reading HEAD"))?;
        Ok(Some(Id(commit.id)))
    }

    /// Returns every tag that leads to a commit, in the order of their names.
    ///
    /// # Errors
    /// Returns an error where the references cannot be read.
    pub fn tags(&self) -> Result<Vec<Tag>, Error> {
        let platform = self.inner.references().map_err(other("reading tags"))?;
        let mut tags = Vec::new();
        for reference in platform.tags().map_err(other("reading tags"))? {
            let mut reference = reference.map_err(other("reading tags"))?;
            let name = reference.name().shorten().to_string();
            if self.known_tags.as_ref().is_some_and(|known| !known.contains(&name)) {
                continue;
            }
            let Ok(id) = reference.peel_to_id() else { continue };
            if id.header().is_ok_and(|header| header.kind() == gix::objs::Kind::Commit) {
                tags.push(Tag { name, commit: Id(id.detach()) });
            }
        }
        tags.sort();
        Ok(tags)
    }

    /// Returns the short names of branches and tags.
    ///
    /// # Errors
    /// Returns an error where the references cannot be read.
    pub fn names(&self) -> Result<Vec<String>, Error> {
        let platform = self.inner.references().map_err(other("reading references"))?;
        let all = platform.all().map_err(other("reading references"))?;
        let mut names: Vec<String> = Vec::new();
        for reference in all {
            names.push(reference.map_err(other("reading references"))?.name().shorten().to_string());
        }
        names.sort();
        Ok(names)
    }
}
