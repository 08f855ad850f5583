//! Q1: since when is a risk known to be high?
//!
//! For every risk whose likelihood or impact was high in some state of the mainline up to the end of the range: the earliest
//! step from which the likelihood was high, and, apart from it, the earliest from which the impact was. The whole mainline
//! counts, whatever the start of the range, and a risk that is gone by now counts too. A part that was never high has no
//! moment.

use std::collections::BTreeMap;

use super::Moment;
use super::step::Step;
use crate::model::{Field, Level};

/// When a risk was first rated high.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstHigh {
    /// The risk.
    pub id: String,
    /// When its likelihood was.
    pub likelihood: Option<Moment>,
    /// When its impact was.
    pub impact: Option<Moment>,
}

/// Looks for the first high of each part.
#[derive(Debug, Default)]
pub(super) struct FirstHighs(BTreeMap<String, FirstHigh>);

impl FirstHighs {
    pub(super) fn see(&mut self, step: &Step<'_>) {
        for (id, risk) in step.touched() {
            let Some(risk) = risk.filter(|risk| risk.rating.has_high()) else { continue };
            let first = self.0.entry(id.to_owned()).or_insert_with(|| FirstHigh { id: id.to_owned(), likelihood: None, impact: None });
            for (part, level) in [(&mut first.likelihood, &risk.rating.likelihood), (&mut first.impact, &risk.rating.impact)] {
                if *level == Field::Known(Level::High) && part.is_none() {
                    *part = Some(step.moment.clone());
                }
            }
        }
    }

    /// Returns the answer, by id.
    pub(super) fn answer(self) -> Vec<FirstHigh> {
        self.0.into_values().collect()
    }
}
