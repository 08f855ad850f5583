//! Reading git repositories: revisions, trees, the index, commits. The git crate lives here and nowhere else; objects are
//! read as they are stored, replace refs and filters are not obeyed, and no process is ever started.

mod commit;
mod config;
mod error;
mod examine;
mod fixed;
mod ignore;
mod index;
mod repository;
mod revision;
mod signed;
mod tips;
mod tree;
mod write;

pub use commit::{CommitInfo, Signed, Stamp};
pub use config::Section;
pub use error::Error;
pub use examine::Examined;
pub use fixed::TagObject;
pub use ignore::Ignored;
pub use repository::{Id, Repository, Tag};
pub use revision::RangeEnds;
pub use signed::{AnnotatedTag, SignedPart};
pub use tree::{Closed, EntryKind, TreeChange, TreeEntry};
pub use write::{NewCommit, Writer};
