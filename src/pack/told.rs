//! What packing has to say, as a page for people.

use super::manifest::{MANIFEST, Manifest};
use crate::report::page::{Block, Entry, Page, Text, Tone};

/// Tells what was packed, and what to note down.
#[must_use]
pub fn packed(manifest: &Manifest, sha256: &str, folder: &str) -> Page {
    let name = manifest.project.as_deref().unwrap_or("a project without a readable id");
    let mut blocks = vec![Block::Paragraph(
        Text::of(Tone::Good, "packed: ").then(format!("{} files about {name} in {folder}", manifest.files.len() + 1)),
    )];
    let mut told = Entry::default();
    let from = manifest.range.from.as_deref().unwrap_or("the beginning");
    told.say("from", Text::plain(from));
    told.say("to", Text::plain(format!("{}, {} commits of the main line", manifest.range.to, manifest.mainline.len())));
    told.say("as of", Text::plain(manifest.as_of.to_string()));
    told.say("for", Text::plain(manifest.options.audience.clone()));
    for left in &manifest.left_out {
        told.say("left out", Text::of(Tone::Caution, left.name.clone()).then(format!(": {}", left.reason)));
    }
    for document in &manifest.documents.after {
        if let Some(reason) = &document.unreadable {
            told.say("not read", Text::of(Tone::Caution, document.path.clone()).then(format!(": {reason}")));
        }
    }
    told.say("SHA-256", Text::plain(sha256));
    blocks.push(Block::Entry(told));
    let why = format!("Note down the SHA-256 of {MANIFEST} apart from the folder: the list cannot protect itself. ");
    blocks
        .push(Block::Paragraph(Text::plain(why).then("To check, in any full clone: ").and(Tone::Code, format!("risklog verify {folder}"))));
    Page { blocks, ..Page::default() }
}
