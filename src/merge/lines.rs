//! The lines of a merged text: markers round what is in conflict, and comments that must not get lost.

use std::collections::BTreeMap;

use super::{Marks, Sides};
use crate::likeness::{self, Stretch};

/// Puts markers round every stretch of lines in which two texts differ.
pub(super) fn marked(ours: &str, theirs: &str, marks: &Marks) -> String {
    let marker = |character: char| character.to_string().repeat(marks.size.max(1));
    let newline = if ours.contains("\r\n") { "\r\n" } else { "\n" };
    let (begin, between, end) = (marker('<'), marker('='), marker('>'));
    let mut text = String::new();
    for stretch in likeness::line_changes(ours, theirs) {
        match stretch {
            Stretch::Same(lines) => text.push_str(&lines),
            Stretch::Other { before, after } => {
                whole_line(&mut text, newline);
                text.push_str(&format!("{begin} {}{newline}{before}", one_line(&marks.names.ours)));
                whole_line(&mut text, newline);
                text.push_str(&format!("{between}{newline}{after}"));
                whole_line(&mut text, newline);
                text.push_str(&format!("{end} {}{newline}", one_line(&marks.names.theirs)));
            }
        }
    }
    text
}

fn whole_line(text: &mut String, newline: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(newline);
    }
}

pub(super) fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Says whether a comment that one side wrote, or that both left alone, is not in the merged text.
pub(super) fn lost_comment(texts: Sides<&[&str]>, merged: &[&str]) -> bool {
    let counted = Sides { base: counted(texts.base), ours: counted(texts.ours), theirs: counted(texts.theirs) };
    let merged = self::counted(merged);
    let count = |counts: &BTreeMap<&str, usize>, comment: &str| counts.get(comment).copied().unwrap_or(0);
    counted.ours.keys().chain(counted.theirs.keys()).any(|comment| {
        let (base, ours, theirs) = (count(&counted.base, comment), count(&counted.ours, comment), count(&counted.theirs, comment));
        // NOTE: both may have written the same one, at the same place.
        let wanted = if ours > base && theirs > base { ours.max(theirs) } else { (ours + theirs).saturating_sub(base) };
        count(&merged, comment) < wanted
    })
}

fn counted<'a>(comments: &[&'a str]) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    comments.iter().for_each(|comment| *counts.entry(*comment).or_insert(0) += 1);
    counts
}
