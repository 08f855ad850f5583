//! Reviews: the one part of the past that a file keeps, because git cannot show that somebody looked and changed nothing.

use super::{Date, Field, field};
use crate::route::Route;

/// Which risks a review looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Covers {
    /// All risks of the document.
    All,
    /// These.
    Ids(Vec<String>),
}

/// One review of a document's risks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Where it stands in the list, from 0.
    pub position: usize,
    /// Its name: a period, or ad hoc.
    pub round: String,
    /// The day it was held.
    pub date: Field<Date>,
    /// The risks it looked at.
    pub covers: Covers,
    /// The roles that took part.
    pub reviewed_by: Vec<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Why it was held outside the periods.
    pub trigger: Option<String>,
    /// What it worked from.
    pub inputs: Vec<String>,
}

impl Review {
    /// Says whether the review looked at a risk.
    #[must_use]
    pub fn covers(&self, id: &str) -> bool {
        match &self.covers {
            Covers::All => true,
            Covers::Ids(ids) => ids.iter().any(|covered| covered == id),
        }
    }

    /// Returns its route inside the document.
    #[must_use]
    pub fn route(&self) -> Route {
        field::entry(&Route::root(), "reviews", self.position)
    }
}
