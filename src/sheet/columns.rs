//! The columns of a sheet of risks: the printed form's first, in its order, then ours. Export and import both read this list.

use crate::model::{ActionStatus, Date, Field, Level, Rating, Response, Risk, Status};

use super::lines;

/// What a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The id.
    Id,
    /// A field of the risk, by its route from the risk (`owner`, `residual.impact`).
    Field(&'static str),
    /// Tool and scope of the assessment.
    Table,
    /// The marking.
    Marking,
    /// The marks of what was exported.
    Marks,
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Sentences.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The key of a role.
    Role,
    /// A day.
    Day,
    /// Words with commas between them.
    Words,
    /// Actions, one a line.
    Actions,
    /// Evidence, one document a line.
    Evidence,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// What stands above it.
    pub title: &'static str,
    /// What it is about.
    pub about: About,
    /// How its cells are read.
    pub kind: Kind,
    /// Its width, in characters.
    pub width: u8,
    /// What to write into it.
    pub help: &'static str,
}

/// The three words of the form, in its order.
pub const LEVELS: [&str; 3] = [Level::High.word(), Level::Medium.word(), Level::Low.word()];
/// The words for where a risk stands.
pub const STATUSES: [&str; 4] = [Status::Open.word(), Status::Materialised.word(), Status::Closed.word(), Status::NotApplicable.word()];
/// The words for how a risk is answered.
pub const RESPONSES: [&str; 4] = [Response::Mitigate.word(), Response::Avoid.word(), Response::Share.word(), Response::Accept.word()];
/// The words for how far an action is.
pub const ACTION_STATUSES: [&str; 4] =
    [ActionStatus::Planned.word(), ActionStatus::InProgress.word(), ActionStatus::InPlace.word(), ActionStatus::Dropped.word()];

const fn field(title: &'static str, key: &'static str, kind: Kind, width: u8, help: &'static str) -> Column {
    Column { title, about: About::Field(key), kind, width, help }
}

const fn day(title: &'static str, key: &'static str, help: &'static str) -> Column {
    field(title, key, Kind::Day, 13, help)
}

const fn words(title: &'static str, key: &'static str, help: &'static str) -> Column {
    field(title, key, Kind::Words, 24, help)
}

/// All columns, in their order. Marks follow the order of the fields here: a new field goes behind the last one.
pub const COLUMNS: &[Column] = &[
    Column { title: "Id", about: About::Id, kind: Kind::Text, width: 9, help: "Stays as it is: a risk is known by it for life." },
    field("Identified risk", "statement", Kind::Text, 48, "What may happen, to whom and why."),
    field("Likelihood", "likelihood", Kind::Word(&LEVELS), 11, "high, medium or low; blank while nobody has rated it."),
    field("Impact", "impact", Kind::Word(&LEVELS), 11, "high, medium or low; blank while nobody has rated it."),
    field(
        "Risk mitigation strategy",
        "mitigation",
        Kind::Actions,
        60,
        "One line an action: M1 [planned] what is done (owner; due). Without an id it is a new action. Given up: [dropped], never deleted.",
    ),
    field("Status", "status", Kind::Word(&STATUSES), 14, "open, materialised, closed or not_applicable."),
    field("Status reason", "status_reason", Kind::Text, 30, "Why it is closed, does not apply, or was opened again."),
    field("What happened", "what_happened", Kind::Text, 30, "Once it has materialised. No names, no details of a case."),
    field("Owner", "owner", Kind::Role, 24, "The one role that answers for the risk; never a name."),
    field("Rationale", "rationale", Kind::Text, 44, "Why it is rated as it is; written anew whenever the rating changes."),
    day("Rated on", "rated_on", "The day of the judgement."),
    field(
        "Evidence",
        "evidence",
        Kind::Evidence,
        40,
        "One line a document, bars between: reference | kind | day | title. Pointers only; the documents stay where they are.",
    ),
    day("Next review", "next_review", "The day of the next look."),
    field("Response", "response", Kind::Word(&RESPONSES), 12, "mitigate, avoid, share or accept."),
    field("Accepted by", "accepted_by", Kind::Role, 24, "The role that accepted the risk."),
    day("Accepted until", "accept_until", "The day on which the acceptance ends."),
    field("Residual likelihood", "residual.likelihood", Kind::Word(&LEVELS), 11, "Expected once planned actions work."),
    field("Residual impact", "residual.impact", Kind::Word(&LEVELS), 11, "Expected once planned actions work."),
    day("Identified on", "identified_on", "The day on which the team saw the risk."),
    day("Materialised on", "materialised_on", "The day on which it happened."),
    day("Closed on", "closed_on", "The day on which it was closed."),
    field("Escalated to", "escalated_to", Kind::Role, 24, "The role it was taken up to."),
    day("Escalated on", "escalated_on", "The day on which it was taken up."),
    words("Topics", "topics", "Words of the toolkit with commas between them: `risklog toolkit` lists them."),
    words("Rights at stake", "rights_at_stake", "Words of the catalogue, with commas between them."),
    words("Rights-holders", "rights_holders", "Words of the catalogue, with commas between them."),
    words("Duty-bearers", "duty_bearers", "Words of the catalogue, with commas between them."),
    field("Public statement", "public_statement", Kind::Text, 40, "A softer wording for sharing; the risk itself stays precise."),
    field("Wording note", "wording_note", Kind::Text, 30, "Why the wording is as it is."),
    Column {
        title: "Table",
        about: About::Table,
        kind: Kind::Text,
        width: 16,
        help: "Which table the risk belongs to; for a new risk, the same as in the row above.",
    },
    Column { title: "Marking", about: About::Marking, kind: Kind::Text, width: 14, help: "Not read back." },
    Column {
        title: "Exported state",
        about: About::Marks,
        kind: Kind::Text,
        width: 16,
        help: "Leave it as it is: by it the import sees which cells you changed, and what changed in the file meanwhile.",
    },
];

/// Returns the columns that are fields of a risk, in the order of the marks.
pub fn fields() -> impl Iterator<Item = (&'static Column, &'static str)> {
    COLUMNS.iter().filter_map(|column| match column.about {
        About::Field(key) => Some((column, key)),
        About::Id | About::Table | About::Marking | About::Marks => None,
    })
}

/// Returns the column that a heading names: by its title or by the key of the file, whatever the case.
#[must_use]
pub fn named(heading: &str) -> Option<&'static Column> {
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    COLUMNS.iter().find(|column| {
        column.title.eq_ignore_ascii_case(&heading) || matches!(column.about, About::Field(key) if key.eq_ignore_ascii_case(&heading))
    })
}

/// Returns what a field of a risk says, as its cell shows it; what is not filled in is empty, a status that is not said
/// is the one in force.
#[must_use]
pub fn written(risk: &Risk, key: &str) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match key {
        "statement" => risk.statement.clone(),
        "likelihood" => word(&risk.rating.likelihood, Level::word),
        "impact" => word(&risk.rating.impact, Level::word),
        "mitigation" => lines::actions(&risk.mitigation),
        "status" => {
            Some(word(&risk.status, Status::word)).filter(|word| !word.is_empty()).unwrap_or_else(|| Status::Open.word().to_owned())
        }
        "status_reason" => text(&risk.status_reason),
        "what_happened" => text(&risk.what_happened),
        "owner" => text(&risk.owner),
        "rationale" => text(&risk.rationale),
        "evidence" => lines::evidence(&risk.evidence),
        "response" => word(&risk.response, Response::word),
        "accepted_by" => text(&risk.accepted_by),
        "residual.likelihood" => residual(risk, |rating| &rating.likelihood),
        "residual.impact" => residual(risk, |rating| &rating.impact),
        "escalated_to" => text(&risk.escalated_to),
        "topics" => risk.topics.join(", "),
        "rights_at_stake" => risk.rights_at_stake.join(", "),
        "rights_holders" => risk.rights_holders.join(", "),
        "duty_bearers" => risk.duty_bearers.join(", "),
        "public_statement" => text(&risk.public_statement),
        "wording_note" => text(&risk.wording_note),
        key => day_of(risk, key).map(day_text).unwrap_or_default(),
    }
}

/// Returns a day of a risk, by its key.
#[must_use]
pub fn day_of<'a>(risk: &'a Risk, key: &str) -> Option<&'a Field<Date>> {
    match key {
        "rated_on" => Some(&risk.rated_on),
        "next_review" => Some(&risk.next_review),
        "accept_until" => Some(&risk.accept_until),
        "identified_on" => Some(&risk.identified_on),
        "materialised_on" => Some(&risk.materialised_on),
        "closed_on" => Some(&risk.closed_on),
        "escalated_on" => Some(&risk.escalated_on),
        _ => None,
    }
}

/// Returns a day as the cell shows it; what cannot be read stays as it is written.
pub(super) fn day_text(day: &Field<Date>) -> String {
    match day {
        Field::Blank => String::new(),
        Field::Known(day) => day.to_string(),
        Field::Unreadable(text) => text.clone(),
    }
}

/// Returns a word as the file has it; what cannot be read stays as it is written.
pub(super) fn word<T: Copy>(field: &Field<T>, name: fn(T) -> &'static str) -> String {
    match field {
        Field::Blank => String::new(),
        Field::Known(value) => name(*value).to_owned(),
        Field::Unreadable(text) => text.clone(),
    }
}

fn residual(risk: &Risk, part: fn(&Rating) -> &Field<Level>) -> String {
    risk.residual.as_ref().map(|rating| word(part(rating), Level::word)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_columns_are_those_of_the_printed_form_in_its_order() {
        let titles: Vec<&str> = COLUMNS.iter().take(5).map(|column| column.title).collect();
        assert_eq!(titles, ["Id", "Identified risk", "Likelihood", "Impact", "Risk mitigation strategy"]);
    }

    #[test]
    fn every_field_shows_something_once_it_is_filled_in() {
        let day = Field::Known("2024-06-27".parse().expect("a day"));
        let some = Some("words".to_owned());
        let list = vec!["one".to_owned(), "two".to_owned()];
        let level = Field::Known(Level::High);
        let risk = Risk {
            statement: "words".to_owned(),
            rating: Rating { likelihood: level.clone(), impact: level.clone() },
            mitigation: vec![crate::model::Action { action: "words".to_owned(), ..Default::default() }],
            status_reason: some.clone(),
            what_happened: some.clone(),
            owner: some.clone(),
            rationale: some.clone(),
            rated_on: day.clone(),
            evidence: vec![crate::model::Evidence { reference: "A-1".to_owned(), ..Default::default() }],
            next_review: day.clone(),
            response: Field::Known(Response::Accept),
            accepted_by: some.clone(),
            accept_until: day.clone(),
            residual: Some(Rating { likelihood: level.clone(), impact: level }),
            identified_on: day.clone(),
            materialised_on: day.clone(),
            closed_on: day.clone(),
            escalated_to: some.clone(),
            escalated_on: day,
            topics: list.clone(),
            rights_at_stake: list.clone(),
            rights_holders: list.clone(),
            duty_bearers: list,
            public_statement: some.clone(),
            wording_note: some,
            ..Risk::default()
        };
        for (column, key) in fields() {
            assert!(!written(&risk, key).is_empty(), "{}", column.title);
            assert_eq!(column.kind == Kind::Day, day_of(&risk, key).is_some(), "{}", column.title);
        }
    }

    #[test]
    fn headings_are_known_by_title_and_by_key() {
        assert_eq!(named(" identified  RISK ").map(|column| column.title), Some("Identified risk"));
        assert_eq!(named("rated_on").map(|column| column.title), Some("Rated on"));
        assert!(named("Comments").is_none());
    }
}
