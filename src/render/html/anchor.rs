//! Names of the places in a document, to jump to: made of the heading's words, each once.

use std::collections::BTreeSet;

use crate::report::page::{Text, Tone};

/// Characters of a name.
const LONGEST: usize = 48;
/// Names that the shell uses itself.
const TAKEN: [&str; 3] = ["content", "contents", "top"];

/// A place to jump to.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    /// Its name, in letters, digits and hyphens.
    pub id: String,
    /// What is found there.
    pub label: Text,
}

/// The places of a document, in reading order.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    used: BTreeSet<String>,
    contents: Vec<Anchor>,
}

impl Anchors {
    /// Names a heading; one of the second level is listed in the contents.
    pub(super) fn name(&mut self, level: usize, text: &Text) -> String {
        let id = self.unique(&slug(text));
        if level == 2 {
            self.contents.push(Anchor { id: id.clone(), label: text.clone() });
        }
        id
    }

    /// Returns a name that nothing else has.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let is_free = |name: &str, used: &BTreeSet<String>| !used.contains(name) && !TAKEN.contains(&name);
        let mut id = wanted.to_owned();
        let mut number = 2;
        while !is_free(&id, &self.used) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        self.used.insert(id.clone());
        id
    }

    /// Returns the places for the table of contents.
    pub(super) fn contents(&self) -> &[Anchor] {
        &self.contents
    }
}

/// Makes a name of a heading; where it begins with something strong, as the id of a risk, of that alone.
fn slug(text: &Text) -> String {
    let runs = match text.runs.first() {
        Some(first) if first.tone == Tone::Strong => std::slice::from_ref(first),
        _ => text.runs.as_slice(),
    };
    let words: String = runs.iter().map(|run| run.text.as_str()).collect();
    let mut slug = String::new();
    for letter in words.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    // A name that begins with a digit cannot be written in a style sheet without escapes.
    if slug.starts_with(|first: char| first.is_ascii_alphabetic()) {
        slug.to_owned()
    } else {
        format!("at-{slug}").trim_end_matches('-').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_words_and_each_is_given_once() {
        let mut anchors = Anchors::default();
        let risk = Text::of(Tone::Strong, "CJ-05").then("  Stronger prosecution");
        assert_eq!(anchors.name(2, &risk), "CJ-05");
        assert_eq!(anchors.name(2, &risk), "CJ-05-2");
        assert_eq!(anchors.name(2, &Text::plain("Other changes")), "Other-changes");
        assert_eq!(anchors.name(2, &Text::plain("2024-06-27  <b> \u{202e}")), "at-2024-06-27-b");
        assert_eq!(anchors.name(2, &Text::plain("خطر")), "at");
        assert_eq!(anchors.name(2, &Text::plain("content")), "content-2");
        assert_eq!(anchors.contents().len(), 6);
    }
}
