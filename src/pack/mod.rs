//! Evidence folders: what is in one and where it comes from, as a list with checksums, and whether a repository still gives
//! the same. Nothing here reads or writes a disk: the command line hands in what it found.

mod compare;
mod facts;
mod judge;
mod manifest;
mod readme;
mod remade;
mod sum;
pub mod told;
mod unchecked;

pub use compare::{Departure, departure};
pub use facts::{all_tags, chain, documents, is_document_file, tags};
pub use judge::{Derived, Found, Judgement, judge};
pub use manifest::{DocumentAt, Ends, FileSum, LeftOut, MANIFEST, Manifest, ManifestError, Options, Range, TagAt};
pub use readme::{README, SUMS, readme, sums};
pub use sum::{is_plain_name, sha256};
