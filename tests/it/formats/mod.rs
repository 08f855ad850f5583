//! The formats for platforms and pull requests: each as its reader reads it, and with an attack in every text.

mod comment;
mod complete;
mod gfm;
#[cfg(unix)]
mod hostile;
pub mod html;
mod reader;
mod shape;
mod small;
