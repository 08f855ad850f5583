//! One risk of a risk assessment.

use super::{Action, Date, Field, Rating, Waiver, field};
use crate::route::Route;

/// Where a risk stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It may happen.
    Open,
    /// It has happened.
    Materialised,
    /// It is over, or another risk took its place.
    Closed,
    /// It cannot happen here.
    NotApplicable,
}

impl Status {
    /// All words, in their order.
    pub const ALL: [Self; 4] = [Self::Open, Self::Materialised, Self::Closed, Self::NotApplicable];

    /// Returns the word of the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Materialised => "materialised",
            Self::Closed => "closed",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// Says whether a risk may go from this status to another: open to any; materialised to closed or open; closed to
    /// open; not applicable to open.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Open, _)
                | (Self::Materialised, Self::Materialised | Self::Closed | Self::Open)
                | (Self::Closed, Self::Closed | Self::Open)
                | (Self::NotApplicable, Self::NotApplicable | Self::Open)
        )
    }
}

/// How the team answers a risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Response {
    /// Make it less likely or less harmful.
    Mitigate,
    /// Do not do what brings it about.
    Avoid,
    /// Carry it together with somebody.
    Share,
    /// Live with it, on somebody's authority and until a day.
    Accept,
}

impl Response {
    /// All words, in their order.
    pub const ALL: [Self; 4] = [Self::Mitigate, Self::Avoid, Self::Share, Self::Accept];

    /// Returns the word of the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mitigate => "mitigate",
            Self::Avoid => "avoid",
            Self::Share => "share",
            Self::Accept => "accept",
        }
    }
}

/// A pointer to a document that is kept elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Where it stands in the list, from 0.
    pub position: usize,
    /// Its reference in the archive where it is kept.
    pub reference: String,
    /// Monitoring, evaluation, consultation, … (free text).
    pub kind: Option<String>,
    /// Its day.
    pub date: Field<Date>,
    /// What it is called.
    pub title: Option<String>,
}

/// Which printed risk a risk stands for, where its id does not say it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToolkitRef {
    /// Edition, or the project's.
    pub edition: Option<String>,
    /// Tool, such as `3.4`.
    pub tool: Option<String>,
    /// Printed number.
    pub number: Option<u32>,
}

/// One row of a risk assessment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Risk {
    /// Where it stands in the list, from 0.
    pub position: usize,
    /// `CJ-05`, `CJ-U01`: for life.
    pub id: String,
    /// What may happen, to whom.
    pub statement: String,
    /// The current rating.
    pub rating: Rating,
    /// Where it stands; open unless said.
    pub status: Field<Status>,
    /// Why it is not open, or open again.
    pub status_reason: Option<String>,
    /// What happened, once materialised.
    pub what_happened: Option<String>,
    /// The mitigation strategy.
    pub mitigation: Vec<Action>,
    /// Why it is rated so.
    pub rationale: Option<String>,
    /// The day of the judgement.
    pub rated_on: Field<Date>,
    /// Documents behind the rating.
    pub evidence: Vec<Evidence>,
    /// The day on which the team saw the risk.
    pub identified_on: Field<Date>,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// The day of the next look.
    pub next_review: Field<Date>,
    /// The day it was closed.
    pub closed_on: Field<Date>,
    /// The day it happened.
    pub materialised_on: Field<Date>,
    /// How the team answers it; mitigate unless said.
    pub response: Field<Response>,
    /// The role that accepted it.
    pub accepted_by: Option<String>,
    /// Until when it is accepted.
    pub accept_until: Field<Date>,
    /// The rating expected once planned actions work.
    pub residual: Option<Rating>,
    /// The role it was taken up to.
    pub escalated_to: Option<String>,
    /// When.
    pub escalated_on: Field<Date>,
    /// Part 1 topics, by slug.
    pub topics: Vec<String>,
    /// Rights, by slug.
    pub rights_at_stake: Vec<String>,
    /// People whose rights are at stake, by slug.
    pub rights_holders: Vec<String>,
    /// Bodies that owe the right, by slug.
    pub duty_bearers: Vec<String>,
    /// The printed risk, where the id does not say it.
    pub toolkit_ref: Option<ToolkitRef>,
    /// Risks that took its place.
    pub superseded_by: Vec<String>,
    /// Risks that it was split from.
    pub split_from: Vec<String>,
    /// Risks that were merged into it.
    pub merged_from: Vec<String>,
    /// Indicators that watch it.
    pub indicators: Vec<String>,
    /// Other risks.
    pub related: Vec<String>,
    /// A softer wording for sharing.
    pub public_statement: Option<String>,
    /// Why the wording is as it is.
    pub wording_note: Option<String>,
    /// Rules silenced here.
    pub waivers: Vec<Waiver>,
    /// Local keys (`x_…`), kept as text and never interpreted.
    pub local: Vec<(String, String)>,
}

impl Risk {
    /// Returns its route inside the document.
    #[must_use]
    pub fn route(&self) -> Route {
        field::entry(&Route::root(), "risks", self.position)
    }

    /// Returns the status in force: open unless the file says otherwise. Something unreadable has none.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        match &self.status {
            Field::Blank => Some(Status::Open),
            Field::Known(status) => Some(*status),
            Field::Unreadable(_) => None,
        }
    }

    /// Says whether the status in force is the given one.
    #[must_use]
    pub fn is(&self, status: Status) -> bool {
        self.status() == Some(status)
    }

    /// Says whether it is open or has happened: it needs looking after.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.is(Status::Open) || self.is(Status::Materialised)
    }

    /// Says whether any action is not dropped.
    #[must_use]
    pub fn has_live_action(&self) -> bool {
        self.mitigation.iter().any(Action::is_live)
    }

    /// Says whether the team added it (`CJ-U01`), rather than the form (`CJ-05`).
    #[must_use]
    pub fn is_users_own(&self) -> bool {
        self.id.split_once('-').is_some_and(|(_, rest)| rest.starts_with('U'))
    }

    /// Returns the printed number in the id (`CJ-05` gives 5); a user's own risk has none.
    #[must_use]
    pub fn printed_number(&self) -> Option<u32> {
        let (_, digits) = self.id.split_once('-')?;
        if digits.len() < 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        digits.bytes().try_fold(0u32, |number, byte| number.checked_mul(10)?.checked_add(u32::from(byte - b'0')))
    }
}
