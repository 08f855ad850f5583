//! Waivers: a rule silenced at one risk or document, with a reason and, often, an end.

use super::{Date, Field};
use crate::route::Route;

/// One waiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Its route inside the document.
    pub route: Route,
    /// Name of the rule that it silences.
    pub rule: String,
    /// Why.
    pub reason: Option<String>,
    /// The last day on which it counts.
    pub until: Field<Date>,
}

impl Waiver {
    /// Says whether it still counts on a day (its last day included). An end that cannot be read is over.
    #[must_use]
    pub fn is_in_force(&self, today: Date) -> bool {
        match &self.until {
            Field::Blank => true,
            Field::Known(until) => today <= *until,
            Field::Unreadable(_) => false,
        }
    }
}
