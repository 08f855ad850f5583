//! Q8: which risks were not rated, and until when?
//!
//! For each risk every stretch of the mainline, up to the end of the range, in which it was open and likelihood or impact, or both,
//! had no level that can be read: from the first step at which that was so, to the step that ended it by a rating, by another
//! status, or because the risk is gone. No end: it is still so at the end of the range. The whole mainline counts, whatever the start of
//! the range.

use std::collections::BTreeMap;

use super::Moment;
use super::step::Step;
use crate::model::{Risk, Status};

/// A stretch in which a risk was open and not rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRated {
    /// The risk.
    pub id: String,
    /// Since when.
    pub from: Moment,
    /// Until when; none where it still is.
    pub until: Option<Moment>,
    /// What ended it.
    pub ended_by: Option<EndOfBlank>,
}

/// What ends a stretch in which a risk is not rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndOfBlank {
    /// It was rated.
    Rated,
    /// It was no longer open.
    NotOpen,
    /// It was gone.
    Removed,
}

impl EndOfBlank {
    /// Returns the word of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rated => "rated",
            Self::NotOpen => "not_open",
            Self::Removed => "removed",
        }
    }
}

/// Looks for the stretches.
#[derive(Debug, Default)]
pub(super) struct Blanks {
    open: BTreeMap<String, Moment>,
    over: Vec<NotRated>,
}

impl Blanks {
    pub(super) fn see(&mut self, step: &Step<'_>) {
        for (id, risk) in step.touched() {
            match (end(risk), self.open.contains_key(id)) {
                (None, false) => _ = self.open.insert(id.to_owned(), step.moment.clone()),
                (Some(how), true) => {
                    let over = self.open.remove(id).map(|from| NotRated {
                        id: id.to_owned(),
                        from,
                        until: Some(step.moment.clone()),
                        ended_by: Some(how),
                    });
                    self.over.extend(over);
                }
                (None, true) | (Some(_), false) => {}
            }
        }
    }

    /// Returns the stretches by id, each risk's in their order.
    pub(super) fn answer(self) -> Vec<NotRated> {
        let still = self.open.into_iter().map(|(id, from)| NotRated { id, from, until: None, ended_by: None });
        let mut all: Vec<NotRated> = self.over.into_iter().chain(still).collect();
        // NOTE: a stable sort: what ended first stays first, and what goes on is last.
        all.sort_by(|one, other| one.id.cmp(&other.id));
        all
    }
}

/// Says why a risk is not one that is open and not rated; none where it is.
fn end(risk: Option<&Risk>) -> Option<EndOfBlank> {
    let Some(risk) = risk else { return Some(EndOfBlank::Removed) };
    if !risk.is(Status::Open) {
        return Some(EndOfBlank::NotOpen);
    }
    risk.rating.levels().map(|_| EndOfBlank::Rated)
}
