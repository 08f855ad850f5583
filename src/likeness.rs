//! How alike words and sentences are, and which words of a sentence changed. The text-comparison crate lives here.

use similar::{ChangeTag, TextDiff, TextMerge};
use unicode_segmentation::UnicodeSegmentation as _;

/// A run of words of two texts laid over each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the earlier text.
    Gone(String),
    /// Only in the later text.
    New(String),
}

/// Returns the option nearest to a word that was meant to be one of them, if any is near.
#[must_use]
pub fn nearest<'a>(word: &str, options: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase();
    similar::get_close_matches(word.as_str(), options, 1, 0.7).first().copied()
}

/// Returns how alike two sentences are by their words: 0 for nothing in common, 1 for the same words in the same order.
/// Case and punctuation do not count.
#[must_use]
pub fn similarity(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let (one, other): (Vec<&str>, Vec<&str>) = (one.iter().map(String::as_str).collect(), other.iter().map(String::as_str).collect());
    f64::from(TextDiff::from_slices(&one, &other).ratio())
}

/// Returns the words of a text in lower case, without punctuation.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Counts the words of a text as Unicode finds them, in any script; punctuation is no word.
#[must_use]
pub fn count_words(text: &str) -> usize {
    text.unicode_words().count()
}

/// Lays two texts over each other word by word; neighbouring words of one kind stand together.
#[must_use]
pub fn word_changes(before: &str, after: &str) -> Vec<Piece> {
    let (before, after) = (tokens(before), tokens(after));
    let diff = TextDiff::from_slices(&before, &after);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let text = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(run)))
            | (ChangeTag::Delete, Some(Piece::Gone(run)))
            | (ChangeTag::Insert, Some(Piece::New(run))) => {
                run.push_str(text);
            }
            (ChangeTag::Equal, _) => pieces.push(Piece::Same(text.to_owned())),
            (ChangeTag::Delete, _) => pieces.push(Piece::Gone(text.to_owned())),
            (ChangeTag::Insert, _) => pieces.push(Piece::New(text.to_owned())),
        }
    }
    pieces
}

/// A run of lines of two texts laid over each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// In both.
    Same(String),
    /// Different in the two.
    Other {
        /// The lines of the first text.
        before: String,
        /// The lines of the second text.
        after: String,
    },
}

/// Lays two texts over each other line by line.
#[must_use]
pub fn line_changes(before: &str, after: &str) -> Vec<Stretch> {
    let diff = TextDiff::from_lines(before, after);
    let mut stretches: Vec<Stretch> = Vec::new();
    for change in diff.iter_all_changes() {
        let line = change.value();
        if change.tag() == ChangeTag::Equal {
            match stretches.last_mut() {
                Some(Stretch::Same(lines)) => lines.push_str(line),
                _ => stretches.push(Stretch::Same(line.to_owned())),
            }
            continue;
        }
        if !matches!(stretches.last(), Some(Stretch::Other { .. })) {
            stretches.push(Stretch::Other { before: String::new(), after: String::new() });
        }
        if let Some(Stretch::Other { before, after }) = stretches.last_mut() {
            if change.tag() == ChangeTag::Delete { before.push_str(line) } else { after.push_str(line) }
        }
    }
    stretches
}

/// Writes what differs between two texts, with three lines around each change; `-` before what is gone, `+` before what is
/// new.
#[must_use]
pub fn unified(before: &str, after: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).to_string()
}

/// Merges three texts line by line: what both began with, ours, theirs. Returns the text, and whether conflicts are marked
/// in it, with markers of a size that carry the names of the three.
#[must_use]
pub fn merge_lines(texts: [&str; 3], size: usize, names: [&str; 3]) -> (String, bool) {
    let ([base, ours, theirs], [of_base, of_ours, of_theirs]) = (texts, names);
    let mut merge = TextMerge::from_lines(base, ours, theirs);
    merge.conflict_marker_size(size).labels(of_base, of_ours, of_theirs);
    (merge.to_string(), merge.is_conflicted())
}

/// Splits a text into words that carry the blank behind them, so that single blanks never stand alone.
fn tokens(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        assert_eq!(nearest("hgh", &["high", "medium", "low"]), Some("high"));
        assert_eq!(nearest("Liklihood", &["likelihood", "impact"]), Some("likelihood"));
        assert_eq!(nearest("purple", &["high", "medium", "low"]), None);
    }

    #[test]
    fn laid_over_each_other_the_texts_come_back() {
        let pieces = word_changes("Train every lawyer beside prosecutors.", "Train some lawyers beside prosecutors.");
        let side = |keep: fn(&Piece) -> Option<&str>| pieces.iter().filter_map(keep).collect::<String>();
        assert_eq!(
            side(|piece| match piece {
                Piece::Same(text) | Piece::Gone(text) => Some(text),
                Piece::New(_) => None,
            }),
            "Train every lawyer beside prosecutors."
        );
        assert_eq!(
            side(|piece| match piece {
                Piece::Same(text) | Piece::New(text) => Some(text),
                Piece::Gone(_) => None,
            }),
            "Train some lawyers beside prosecutors."
        );
        assert_eq!(pieces.first(), Some(&Piece::Same("Train ".to_owned())));
    }

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(count_words("It can't be done \u{2013} not by 3.5 people."), 8);
        assert_eq!(count_words("\u{645}\u{633}\u{627}\u{639}\u{62f}\u{629} \u{642}\u{627}\u{646}\u{648}\u{646}\u{64a}\u{629}."), 2);
        assert_eq!(count_words(""), 0);
    }

    #[test]
    fn case_and_punctuation_make_no_difference_to_likeness() {
        assert!((similarity("Raids, at work!", "raids at WORK") - 1.0).abs() < 1e-6);
        assert!(similarity("one two three", "four five six") < 0.01);
    }
}
