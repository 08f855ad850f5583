//! The lines of a merged text: markers round what is in conflict, and comments that must not get lost.

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

fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Says whether a comment that they wrote is not in the merged text.
pub(super) fn lost_comment(texts: Sides<&str>, merged: &str) -> bool {
    let count = |text: &str, comment: &str| comments(text).filter(|other| *other == comment).count();
    comments(texts.theirs).any(|comment| {
        let added = count(texts.theirs, comment).saturating_sub(count(texts.base, comment));
        added > 0 && count(merged, comment) < added
    })
}

/// Everything behind a `#` that may begin a comment; inside of a sentence it begins none, and then it counts for nothing,
/// since the sentence itself is merged.
fn comments(text: &str) -> impl Iterator<Item = &str> {
    let begins = |line: &str| {
        let places = line.match_indices('#').map(|(at, _)| at);
        places.into_iter().find(|at| line.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t'])))
    };
    text.lines().filter_map(move |line| line.get(begins(line)?..)).map(str::trim_end)
}
