//! What can go wrong with a repository, in words that say what to do. Every error of the git crate becomes ours here.

use std::path::PathBuf;

/// A repository could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The user's: the name stands for nothing here.
    #[error("`{name}` is not a revision of this repository")]
    UnknownRevision {
        /// What was asked for.
        name: String,
        /// Names that are near.
        similar: Vec<String>,
        /// The clone is shallow, so the revision may exist elsewhere.
        shallow: bool,
    },
    /// The user's: the name stands for something that is not a commit.
    #[error("`{name}` is not a commit")]
    NotACommit {
        /// What was asked for.
        name: String,
    },
    /// The user's: the two revisions share no history.
    #[error("`{left}` and `{right}` have no common ancestor")]
    NoMergeBase {
        /// Left side.
        left: String,
        /// Right side.
        right: String,
    },
    /// The user's: the start of a range is no earlier step of its end's mainline.
    #[error("{from} is not on the main line that leads to {to}")]
    NotOnMainline {
        /// The start.
        from: String,
        /// The end.
        to: String,
        /// The start comes after the end.
        is_later: bool,
    },
    /// The repository's: an object is not there.
    #[error("the object {id} is missing from this repository")]
    MissingObject {
        /// Its id.
        id: String,
    },
    /// The repository's: an object is there, but is not what it should be.
    #[error("the object {id} cannot be read: {reason}")]
    BadObject {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// The file's: too large to be looked at.
    #[error("the object {id} has {size} bytes; at most {limit} are read")]
    TooLarge {
        /// Its id.
        id: String,
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The machine's: the repository belongs to somebody else.
    #[error("the repository {} belongs to another user", path.display())]
    ForeignOwner {
        /// Its folder.
        path: PathBuf,
    },
    /// The repository's: it is stored in a way that is not known here.
    #[error("this repository uses {what}, which this version cannot read")]
    Unsupported {
        /// What it uses.
        what: String,
    },
    /// The user's: a merge is under way.
    #[error("{} in the middle of a merge", if paths.len() == 1 { "1 file is".to_owned() } else { format!("{} files are", paths.len()) })]
    Unmerged {
        /// Their paths.
        paths: Vec<String>,
    },
    /// Anything else, in the words of the git crate.
    #[error("{action}: {reason}")]
    Other {
        /// What was being done.
        action: &'static str,
        /// What went wrong.
        reason: String,
    },
}

impl Error {
    /// Returns what the user can do, where that is known.
    #[must_use]
    pub fn hints(&self) -> Vec<String> {
        match self {
            Self::UnknownRevision { similar, shallow, .. } => {
                let mut hints: Vec<String> = similar.iter().map(|name| format!("did you mean `{name}`?")).collect();
                if *shallow {
                    hints.push("this clone is shallow; fetch the rest with `git fetch --unshallow --tags`".to_owned());
                } else if similar.is_empty() {
                    hints.push("`git log --oneline --all` and `git tag` show what there is".to_owned());
                }
                hints
            }
            Self::NotACommit { .. } => vec!["name a branch, a tag, a milestone or a commit".to_owned()],
            Self::NoMergeBase { left, right } => vec![format!("compare them with two dots: `{left}..{right}`")],
            Self::NotOnMainline { is_later: true, .. } => vec!["the start comes after the end: turn the range round".to_owned()],
            Self::NotOnMainline { from, to, .. } => vec![
                format!("`risklog diff {from} {to}` compares the two states"),
                "a log starts from a step of the main line: name the commit that the branch started from".to_owned(),
            ],
            Self::MissingObject { .. } => {
                vec!["the clone is partial or damaged; `git fsck` tells, `git fetch --refetch` fetches what is missing".to_owned()]
            }
            Self::BadObject { .. } => vec!["the repository may be damaged; `git fsck` tells".to_owned()],
            Self::TooLarge { .. } => vec!["keep large files outside the document folders".to_owned()],
            Self::ForeignOwner { path } => {
                vec![format!("if you trust it: git config --global --add safe.directory {}", path.display())]
            }
            Self::Unsupported { .. } => vec!["clone it anew with git's default formats".to_owned()],
            Self::Unmerged { paths } => {
                let mut hints = vec!["resolve the merge first, then `git add` the files".to_owned()];
                hints.extend(paths.iter().take(5).cloned());
                hints
            }
            Self::Other { .. } => Vec::new(),
        }
    }
}

/// Turns an error of the git crate into ours.
pub(super) fn other(action: &'static str) -> impl Fn(gix::Error) -> Error {
    move |error| Error::Other { action, reason: told(&error) }
}

/// Puts an error of the git crate into one line.
pub(super) fn told(error: &gix::Error) -> String {
    error.probable_cause().to_string().replace('\n', " ")
}
