//! The planning form of one intervention: what is done, which change it should bring, and which tools were used.

use super::other::{Mention, Mentioned, Mentions, OtherDocument, Row, Sort};
use super::{Answer, Date, Field, Heading};
use crate::route::Route;

/// One of the form's three review questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewQuestion {
    /// The answer; blank while nobody has given one.
    pub answer: Field<Answer>,
    /// What lies behind the answer.
    pub note: Option<String>,
    /// Risks that belong to it.
    pub risks: Vec<String>,
}

/// How the intervention follows from the theory of change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TheoryOfChange {
    /// Reference of the document that holds the theory.
    pub reference: Option<String>,
    /// Whether entry points have changed.
    pub entry_points_changed: ReviewQuestion,
    /// Whether there are new risks.
    pub new_risks: ReviewQuestion,
    /// Whether the assumptions still hold.
    pub assumptions_relevant: ReviewQuestion,
}

impl TheoryOfChange {
    /// Returns its route inside the document.
    #[must_use]
    pub fn route() -> Route {
        Route::root().key("theory_of_change")
    }

    /// Returns the review questions with their keys, in the order of the form.
    #[must_use]
    pub const fn questions(&self) -> [(&'static str, &ReviewQuestion); 3] {
        [
            ("entry_points_changed", &self.entry_points_changed),
            ("new_risks", &self.new_risks),
            ("assumptions_relevant", &self.assumptions_relevant),
        ]
    }
}

/// One intervention.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intervention {
    /// The keys at its top.
    pub heading: Heading,
    /// `INT-2024-03`: for life.
    pub id: String,
    /// Its first day.
    pub from: Field<Date>,
    /// Its last day.
    pub to: Field<Date>,
    /// ISO 3166-1 codes.
    pub countries: Vec<String>,
    /// What is done.
    pub intervention: Option<String>,
    /// The change that it should bring: at most 150 words.
    pub expected_change: Option<String>,
    /// How it follows from the theory of change.
    pub theory_of_change: TheoryOfChange,
    /// Numbers of the tools that were used, as the form prints them.
    pub tools: Vec<String>,
    /// How human rights and gender equality are built in.
    pub how: Option<String>,
}

impl Intervention {
    /// Says whether a day lies in its time. Without a first day nothing does.
    #[must_use]
    pub fn is_during(&self, day: Date) -> bool {
        self.from.get().is_some_and(|from| from <= day) && self.to.get().is_none_or(|to| day <= to)
    }
}

impl OtherDocument for Intervention {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn key(&self) -> String {
        self.id.clone()
    }

    fn called(&self) -> String {
        format!("the form of the intervention {}", self.id)
    }

    fn own_id(&self) -> Option<(&str, Route)> {
        Some((&self.id, Route::root().key("id")))
    }

    fn rows(&self) -> Vec<Row<'_>> {
        Vec::new()
    }

    fn mentions(&self) -> Vec<Mention<'_>> {
        let period = Mentions::of(None, Route::root().key("period"));
        let mut found = period.day("from", &self.from, Sort::Plan).day("to", &self.to, Sort::Plan).found();
        for (key, question) in self.theory_of_change.questions() {
            let block = Mentions::of(None, TheoryOfChange::route().key(key));
            found.extend(block.words("risks", &question.risks, Mentioned::Risk).found());
        }
        found
    }
}
