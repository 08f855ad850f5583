//! What the text of a cell means for a field: the words, roles and days that people type, or why it is not understood.

use super::columns::{Column, Kind, LEVELS};
use super::day;
use super::lines::shortened;
use super::table::{Cell, tidy};
use crate::likeness;
use crate::model::{Project, Status};

/// What a cell says, as the file would say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// This.
    Clear(String),
    /// One of these, and nobody knows which.
    Unclear(Vec<String>),
    /// Nothing that is understood; why.
    Wrong(String),
}

/// Reads a cell of a column.
#[must_use]
pub fn read(column: &Column, cell: &Cell, project: Option<&Project>) -> Reading {
    let text = tidy(&cell.plain());
    match (column.kind, cell) {
        (_, Cell::Odd(what)) => Reading::Wrong(format!("this cell holds {what}; write what it means as plain text")),
        (Kind::Day, cell) => of_day(cell, &text),
        (_, Cell::Day(_)) => {
            Reading::Wrong(format!("the spreadsheet program made a day of this ({text}); format the cell as text and type it again"))
        }
        (Kind::Text | Kind::Actions | Kind::Evidence, _) => Reading::Clear(text),
        (Kind::Word(words), _) => of_word(words, &text),
        (Kind::Role, _) => of_role(&text, project),
        (Kind::Words, _) => of_words(&text),
    }
}

/// Returns the words of a list.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    text.split([',', ';', '\n']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Says whether a text is the other one, written in letters that its character set did not have.
#[must_use]
pub fn has_lost_letters(text: &str, whole: &str) -> bool {
    let (mut letters, mut of_whole) = (text.chars(), whole.chars());
    let mut lost = false;
    loop {
        match (letters.next(), of_whole.next()) {
            (None, None) => return lost,
            (Some(letter), Some(of_whole)) if letter == of_whole => {}
            (Some('?' | '_' | '\u{fffd}'), Some(of_whole)) if !of_whole.is_ascii() => lost = true,
            _ => return false,
        }
    }
}

fn of_word(words: &'static [&'static str], text: &str) -> Reading {
    let word = text.to_lowercase().replace([' ', '-'], "_");
    let is_status = words.contains(&Status::NotApplicable.word());
    if word.is_empty() {
        // NOTE: a status that is not said is open; as a cell it is the same.
        return Reading::Clear(if is_status { Status::Open.word().to_owned() } else { word });
    }
    if words.contains(&word.as_str()) {
        return Reading::Clear(word);
    }
    let what = match () {
        () if words == LEVELS.as_slice() => "a rating",
        () if is_status => "a status",
        () => "a response",
    };
    Reading::Wrong(format!("`{}` is not {what}; {} or blank", shortened(text), words.join(", ")))
}

fn of_role(text: &str, project: Option<&Project>) -> Reading {
    let roles = project.map(|project| project.roles.as_slice()).unwrap_or_default();
    let found = roles.iter().find(|role| role.key.eq_ignore_ascii_case(text) || role.title.eq_ignore_ascii_case(text));
    match found {
        _ if text.is_empty() => Reading::Clear(String::new()),
        Some(role) => Reading::Clear(role.key.clone()),
        None => {
            let keys: Vec<&str> = roles.iter().map(|role| role.key.as_str()).collect();
            let near = likeness::nearest(text, &keys).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Reading::Wrong(format!("`{}` is not a role of this project ({}){near}", shortened(text), keys.join(", ")))
        }
    }
}

fn of_words(text: &str) -> Reading {
    let words = words(text);
    let is_plain = |word: &String| {
        word.chars().all(|character| character.is_ascii_lowercase() || character.is_ascii_digit() || "_.".contains(character))
    };
    match words.iter().find(|word| !is_plain(word)) {
        Some(word) => Reading::Wrong(format!(
            "`{}` is not a word of the catalogue: small letters and `_`, with commas between words",
            shortened(word)
        )),
        None => Reading::Clear(words.join(", ")),
    }
}

fn of_day(cell: &Cell, text: &str) -> Reading {
    let reading = match cell {
        Cell::Number(number) if number.fract() == 0.0 && (0.0..1e6).contains(number) => {
            let day = day::serial(*number as i64);
            day::Reading { sure: day.is_some(), days: day.into_iter().collect() }
        }
        _ => day::read(text),
    };
    match reading.days.as_slice() {
        _ if text.is_empty() => Reading::Clear(String::new()),
        [] => Reading::Wrong(format!("`{}` is not a day; write year, month and day, such as 2024-06-27", shortened(text))),
        [day] if reading.sure => Reading::Clear(day.to_string()),
        days => Reading::Unclear(days.iter().map(ToString::to_string).collect()),
    }
}

/// Says that a text can be read in several ways.
#[must_use]
pub fn unclear(text: &str, readings: &[String]) -> String {
    format!("`{}` may mean {}; write year, month and day, such as 2024-06-27", shortened(text), readings.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;
    use crate::sheet::columns;

    fn of(heading: &str, cell: &Cell) -> Reading {
        let role = Role { key: "me_officer".to_owned(), title: "Monitoring officer".to_owned() };
        let project = Project { roles: vec![role], ..Project::default() };
        read(columns::named(heading).expect("a column"), cell, Some(&project))
    }

    fn clear(heading: &str, text: &str) -> String {
        match of(heading, &Cell::text(text)) {
            Reading::Clear(text) => text,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn words_are_known_whatever_their_case() {
        assert_eq!(clear("Likelihood", " High "), "high");
        assert_eq!(clear("Status", "Not applicable"), "not_applicable");
        assert_eq!(clear("Status", ""), "open");
        assert_eq!(clear("Owner", "Monitoring Officer"), "me_officer");
        assert_eq!(clear("Topics", "data,\nsentencing"), "data, sentencing");
        assert_eq!(clear("Next review", "27.06.2024"), "2024-06-27");
        assert_eq!(of("Next review", &Cell::Number(45470.0)), Reading::Clear("2024-06-27".to_owned()));
    }

    #[test]
    fn other_words_are_refused_with_the_words_that_are_known() {
        let expected = "`very high` is not a rating; high, medium, low or blank";
        assert_eq!(of("Likelihood", &Cell::text("very high")), Reading::Wrong(expected.to_owned()));
        for (heading, cell) in [
            ("Status", Cell::text("done")),
            ("Owner", Cell::text("somebody")),
            ("Topics", Cell::text("Data")),
            ("Next review", Cell::text("soon")),
            ("Next review", Cell::Number(1.5)),
            ("Rationale", Cell::Odd("a formula")),
            ("Rationale", Cell::Day("2024-06-27".parse().expect("a day"))),
        ] {
            assert!(matches!(of(heading, &cell), Reading::Wrong(_)), "{heading} {cell:?}");
        }
        assert!(matches!(of("Next review", &Cell::text("03/04/2024")), Reading::Unclear(days) if days.len() == 2));
    }

    #[test]
    fn letters_that_a_character_set_does_not_have_are_missed() {
        assert!(has_lost_letters("caf? r?le", "café rôle"));
        assert!(!has_lost_letters("why?", "why?") && !has_lost_letters("cafe", "café") && !has_lost_letters("?", ""));
    }
}
