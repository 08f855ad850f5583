//! The rows of the two checklists, 3.1 and 3.8: a question of the form, or one of the team's own, and its answer.

use super::other::{Mention, Mentioned, Mentions, Row, Sort};
use super::{Date, Evidence, Field, Waiver, field};
use crate::route::Route;

/// An answer to a question of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Yes.
    Yes,
    /// In part.
    InPart,
    /// No.
    No,
    /// The question does not arise.
    NotApplicable,
}

impl Answer {
    /// The answers of the planning checklist and of the review questions of an intervention.
    pub const PLANNING: [Self; 3] = [Self::Yes, Self::InPart, Self::No];
    /// The answers of the awareness raising checklist.
    pub const AWARENESS: [Self; 3] = [Self::Yes, Self::No, Self::NotApplicable];

    /// Returns the word of the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::InPart => "in_part",
            Self::No => "no",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// Returns how much of the question is met; a question that does not arise is on no scale.
    const fn degree(self) -> Option<u8> {
        match self {
            Self::Yes => Some(2),
            Self::InPart => Some(1),
            Self::No => Some(0),
            Self::NotApplicable => None,
        }
    }

    /// Says whether an answer says less than an earlier one.
    #[must_use]
    pub fn is_less_than(self, earlier: Self) -> bool {
        self.degree().zip(earlier.degree()).is_some_and(|(now, before)| now < before)
    }
}

/// One row of a checklist.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChecklistItem {
    /// Where it stands in the list, from 0.
    pub position: usize,
    /// `PD-08`, `AR-16`; the team's own are `PD-U01`.
    pub id: String,
    /// The question, where it is the team's own.
    pub question: Option<String>,
    /// The answer; blank while nobody has given one.
    pub answer: Field<Answer>,
    /// How it is addressed (3.1).
    pub how_addressed: Option<String>,
    /// Why the answer is no (3.1).
    pub reason: Option<String>,
    /// Anything about the answer (3.8).
    pub comment: Option<String>,
    /// The role that sees to it.
    pub responsible: Option<String>,
    /// The day by which it is done (3.1).
    pub due: Field<Date>,
    /// Ids of risks and other entries that belong to it (3.1).
    pub see: Vec<String>,
    /// Documents behind the answer (3.1).
    pub evidence: Vec<Evidence>,
    /// Rules silenced here.
    pub waivers: Vec<Waiver>,
    /// Local keys (`x_…`), kept as text and never interpreted.
    pub local: Vec<(String, String)>,
}

impl ChecklistItem {
    /// Returns its route inside the document.
    #[must_use]
    pub fn route(&self) -> Route {
        field::entry(&Route::root(), "items", self.position)
    }

    /// Says whether the team added it (`PD-U01`), rather than the form (`PD-08`).
    #[must_use]
    pub fn is_users_own(&self) -> bool {
        self.id.split_once('-').is_some_and(|(_, rest)| rest.starts_with('U'))
    }

    /// Returns what the row says in support of its answer: why not, or how.
    #[must_use]
    pub fn why(&self) -> Option<&String> {
        match self.answer.get() {
            Some(Answer::No) => self.reason.as_ref().or(self.comment.as_ref()),
            Some(Answer::Yes | Answer::InPart | Answer::NotApplicable) => self.how_addressed.as_ref().or(self.comment.as_ref()),
            None => self.how_addressed.as_ref().or(self.reason.as_ref()).or(self.comment.as_ref()),
        }
    }
}

/// Returns the rows of a checklist.
pub(super) fn rows(items: &[ChecklistItem]) -> Vec<Row<'_>> {
    items.iter().map(|item| Row::in_document(&item.id, item.route(), &item.waivers)).collect()
}

/// Returns what a row of a checklist mentions.
pub(super) fn mentions(item: &ChecklistItem) -> Vec<Mention<'_>> {
    let mut row = Mentions::of(Some(&item.id), item.route())
        .role("responsible", item.responsible.as_ref())
        .day("due", &item.due, Sort::Plan)
        .words("see", &item.see, Mentioned::Entry);
    for evidence in &item.evidence {
        let paper = row.inside(field::entry(&item.route(), "evidence", evidence.position));
        row = row.with(paper.day("date", &evidence.date, Sort::Paper));
    }
    row.found()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_arise_is_neither_more_nor_less() {
        assert!(Answer::InPart.is_less_than(Answer::Yes) && Answer::No.is_less_than(Answer::InPart));
        assert!(!Answer::Yes.is_less_than(Answer::Yes) && !Answer::Yes.is_less_than(Answer::No));
        assert!(!Answer::NotApplicable.is_less_than(Answer::Yes) && !Answer::No.is_less_than(Answer::NotApplicable));
    }

    #[test]
    fn a_no_is_explained_by_its_reason_and_a_yes_by_how() {
        let mut item = ChecklistItem {
            answer: Field::Known(Answer::No),
            how_addressed: Some("how".to_owned()),
            reason: Some("reason".to_owned()),
            ..ChecklistItem::default()
        };
        assert_eq!(item.why().map(String::as_str), Some("reason"));
        item.answer = Field::Known(Answer::InPart);
        assert_eq!(item.why().map(String::as_str), Some("how"));
        item.how_addressed = None;
        assert_eq!(item.why(), None);
    }
}
