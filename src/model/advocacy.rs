//! The advocacy table, Tool 3.7: concerns that were met, the arguments against them, and what came of it.

use super::other::{Mention, Mentioned, Mentions, OtherDocument, Row, Sort};
use super::{Date, Field, Heading, Waiver, field};
use crate::route::Route;

/// What an argument achieved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It won them over.
    Persuaded,
    /// It won them over in part.
    Partly,
    /// It did not.
    NotPersuaded,
    /// Nobody knows.
    NotKnown,
}

impl Outcome {
    /// All words, in their order.
    pub const ALL: [Self; 4] = [Self::Persuaded, Self::Partly, Self::NotPersuaded, Self::NotKnown];

    /// Returns the word of the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Persuaded => "persuaded",
            Self::Partly => "partly",
            Self::NotPersuaded => "not_persuaded",
            Self::NotKnown => "not_known",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdvocacyEntry {
    /// Where it stands in the list, from 0.
    pub position: usize,
    /// `AD-001`: for life.
    pub id: String,
    /// Topic of Part 1, by slug.
    pub topic: String,
    /// What stood in the way.
    pub concern: String,
    /// The argument against it.
    pub advocacy_point: String,
    /// The day on which it was used.
    pub used_on: Field<Date>,
    /// The institution that it was put to.
    pub audience: Option<String>,
    /// What it achieved.
    pub outcome: Field<Outcome>,
    /// What was learnt.
    pub lesson: Option<String>,
    /// What it may be used for: reporting, advocacy, programming.
    pub use_for: Vec<String>,
    /// Risks that belong to it.
    pub related_risks: Vec<String>,
    /// Rules silenced here.
    pub waivers: Vec<Waiver>,
    /// Local keys (`x_…`), kept as text and never interpreted.
    pub local: Vec<(String, String)>,
}

impl AdvocacyEntry {
    /// Returns its route inside the document.
    #[must_use]
    pub fn route(&self) -> Route {
        field::entry(&Route::root(), "entries", self.position)
    }

    fn mentions(&self) -> Vec<Mention<'_>> {
        let mut found = Mentions::of(Some(&self.id), self.route())
            .day("used_on", &self.used_on, Sort::Record)
            .words("related_risks", &self.related_risks, Mentioned::Risk)
            .found();
        if !self.topic.is_empty() {
            found.push(Mention { id: Some(&self.id), route: self.route().key("topic"), what: Mentioned::Topic(&self.topic) });
        }
        found
    }
}

/// The advocacy table of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdvocacyLog {
    /// The keys at its top.
    pub heading: Heading,
    /// Its rows.
    pub entries: Vec<AdvocacyEntry>,
}

impl OtherDocument for AdvocacyLog {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn called(&self) -> String {
        "the advocacy log".to_owned()
    }

    fn rows(&self) -> Vec<Row<'_>> {
        self.entries.iter().map(|entry| Row::in_project(&entry.id, entry.route(), &entry.waivers)).collect()
    }

    fn mentions(&self) -> Vec<Mention<'_>> {
        self.entries.iter().flat_map(AdvocacyEntry::mentions).collect()
    }
}
