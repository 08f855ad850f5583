//! The demonstration's story: read from the files inside the binary, told as a git repository.

mod files;
mod story;

pub use story::{Story, build};
