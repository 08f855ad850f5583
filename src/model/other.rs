//! What all documents but the manifest and the risk assessments have in common: a heading, rows with ids, and what they
//! mention (roles, days, other entries, words of the catalogue). Rules over all documents look at this and at no form.

use super::{Date, Field, Heading, Waiver};
use crate::route::Route;

/// A document of the toolkit that is neither the manifest nor a risk assessment.
pub trait OtherDocument {
    /// Returns the keys at its top.
    fn heading(&self) -> &Heading;

    /// Returns what tells it from the others of its kind: tool and scope, or its own id.
    fn key(&self) -> String {
        self.heading().key()
    }

    /// Names it for people.
    fn called(&self) -> String;

    /// Returns its own id and where that stands, where it has one.
    fn own_id(&self) -> Option<(&str, Route)> {
        None
    }

    /// Returns its rows, in the order of the file.
    fn rows(&self) -> Vec<Row<'_>>;

    /// Returns everything in it that stands for something elsewhere.
    fn mentions(&self) -> Vec<Mention<'_>>;
}

/// A row of a document: an item, an entry, a finding, an indicator.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its route inside the document.
    pub route: Route,
    /// Where its id stands once.
    pub unique: Unique,
    /// Rules silenced for it.
    pub waivers: &'a [Waiver],
}

impl<'a> Row<'a> {
    /// Makes a row whose id stands once in its document.
    pub(super) const fn in_document(id: &'a str, route: Route, waivers: &'a [Waiver]) -> Self {
        Self { id, route, unique: Unique::InDocument, waivers }
    }

    /// Makes a row whose id stands once in the project.
    pub(super) const fn in_project(id: &'a str, route: Route, waivers: &'a [Waiver]) -> Self {
        Self { id, route, unique: Unique::InProject, waivers }
    }
}

/// Where an id stands once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unique {
    /// In its document: the questions that a form prints stand in every copy of it.
    InDocument,
    /// In the whole project.
    InProject,
}

/// Something that a document names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The row that it stands in.
    pub id: Option<&'a str>,
    /// Its route inside the document.
    pub route: Route,
    /// What it stands for.
    pub what: Mentioned<'a>,
}

/// What a mention stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mentioned<'a> {
    /// A role of the manifest.
    Role(&'a str),
    /// A day.
    Day(Date, Sort),
    /// The id of a risk.
    Risk(&'a str),
    /// The id of anything in the project.
    Entry(&'a str),
    /// A topic of the catalogue.
    Topic(&'a str),
    /// A rights holder of the catalogue.
    RightsHolder(&'a str),
    /// A duty bearer of the catalogue.
    DutyBearer(&'a str),
}

/// What a date stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Something that was done or seen: it cannot lie ahead.
    Record,
    /// Something to come.
    Plan,
    /// A paper kept elsewhere: it cannot lie ahead, and may be older than the project.
    Paper,
}

/// Collects what one block of a document mentions.
pub(super) struct Mentions<'a> {
    id: Option<&'a str>,
    route: Route,
    found: Vec<Mention<'a>>,
}

impl<'a> Mentions<'a> {
    /// Starts at a block: the document itself, or a row with its id.
    pub(super) const fn of(id: Option<&'a str>, route: Route) -> Self {
        Self { id, route, found: Vec::new() }
    }

    /// Adds the role behind a key.
    pub(super) fn role(mut self, key: &str, role: Option<&'a String>) -> Self {
        if let Some(role) = role {
            self.add(self.route.key(key), Mentioned::Role(role));
        }
        self
    }

    /// Adds the day behind a key, where it can be read.
    pub(super) fn day(mut self, key: &str, field: &Field<Date>, sort: Sort) -> Self {
        if let Some(day) = field.get() {
            self.add(self.route.key(key), Mentioned::Day(day, sort));
        }
        self
    }

    /// Adds the list of words behind a key.
    pub(super) fn words(mut self, key: &str, words: &'a [String], what: fn(&'a str) -> Mentioned<'a>) -> Self {
        for (position, word) in words.iter().enumerate() {
            self.add(self.route.key(key).index(position), what(word));
        }
        self
    }

    /// Adds what a block further in mentions.
    pub(super) fn with(mut self, other: Self) -> Self {
        self.found.extend(other.found);
        self
    }

    /// Starts a block further in, which belongs to the same row.
    pub(super) fn inside(&self, route: Route) -> Self {
        Self::of(self.id, route)
    }

    /// Returns what was found.
    pub(super) fn found(self) -> Vec<Mention<'a>> {
        self.found
    }

    fn add(&mut self, route: Route, what: Mentioned<'a>) {
        self.found.push(Mention { id: self.id, route, what });
    }
}
