//! What became of one risk.

use super::{ChangeKind, FieldChange, RatingMove, direction, facts};
use crate::change::Change;
use crate::model::{Action, Date, Evidence, Field, Level, Rating, Risk, Status};

/// A changed risk: both states, and what differs.
#[derive(Debug, Clone)]
pub struct RiskChange {
    /// Its id.
    pub id: String,
    /// The tool of its table.
    pub tool: String,
    /// The catalogue's short title, or the first words of the statement.
    pub title: String,
    /// What happened, the most serious first. Never empty.
    pub kinds: Vec<ChangeKind>,
    /// The files that hold it.
    pub file: Change<Option<String>>,
    /// Both states.
    pub risk: Change<Option<Risk>>,
    /// Evidence with references that were not there before.
    pub evidence_added: Vec<Evidence>,
    /// Changed actions.
    pub mitigation: Vec<ActionChange>,
    /// Changed fields that have no place of their own.
    pub fields: Vec<FieldChange>,
    /// A merge brought a value that none of its parents had.
    pub by_merge: bool,
    /// The review that covers a change of rating, where one is found.
    pub review: Option<String>,
}

/// What became of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionChangeKind {
    /// It is new.
    Added,
    /// It is another one.
    Changed,
    /// It is gone.
    Removed,
}

impl ActionChangeKind {
    /// Returns the word of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// A changed action.
#[derive(Debug, Clone)]
pub struct ActionChange {
    /// Its id; an action without one has the place it takes (`#1`).
    pub id: String,
    /// What became of it.
    pub kind: ActionChangeKind,
    /// Both states.
    pub action: Change<Option<Action>>,
    /// What differs.
    pub fields: Vec<FieldChange>,
}

impl RiskChange {
    /// Returns both ratings; a state without the risk is blank.
    #[must_use]
    pub fn rating(&self) -> Change<Rating> {
        self.risk.as_ref().map(|risk| risk.as_ref().map(|risk| risk.rating.clone()).unwrap_or_default())
    }

    /// Returns both likelihoods.
    #[must_use]
    pub fn likelihood(&self) -> Change<Field<Level>> {
        self.rating().map(|rating| rating.likelihood)
    }

    /// Returns both impacts.
    #[must_use]
    pub fn impact(&self) -> Change<Field<Level>> {
        self.rating().map(|rating| rating.impact)
    }

    /// Returns both statuses; a state without the risk has none.
    #[must_use]
    pub fn status(&self) -> Change<Option<Status>> {
        self.risk.as_ref().map(|risk| risk.as_ref().and_then(Risk::status))
    }

    /// Returns both days of judgement.
    #[must_use]
    pub fn rated_on(&self) -> Change<Option<Date>> {
        self.risk.as_ref().map(|risk| risk.as_ref().and_then(|risk| risk.rated_on.get()))
    }

    /// Returns both rationales, without their layout.
    #[must_use]
    pub fn rationale(&self) -> Change<Option<String>> {
        self.risk.as_ref().map(|risk| risk.as_ref().and_then(|risk| risk.rationale.as_deref()).map(facts::plain))
    }

    /// Returns how the rating moved; a risk that is new or gone has not moved.
    #[must_use]
    pub fn rating_move(&self) -> RatingMove {
        match (&self.risk.before, &self.risk.after) {
            (Some(before), Some(after)) => direction::rating_move(Change::new(&before.rating, &after.rating)),
            _ => RatingMove::default(),
        }
    }

    /// Says whether its rating or status moved, or it is new, gone or back.
    #[must_use]
    pub fn is_major(&self) -> bool {
        self.kinds.iter().any(|kind| !kind.is_minor())
    }

    /// Says whether it went through a kind of change.
    #[must_use]
    pub fn is(&self, kind: ChangeKind) -> bool {
        self.kinds.contains(&kind)
    }
}

/// Compares the actions of two states of a risk, by their ids. An action without one that gets one stays the same.
pub(super) fn compare_actions(mitigation: Change<&[Action]>) -> Vec<ActionChange> {
    let names = mitigation.map(named);
    let mut found = Vec::new();
    for (name, before) in &names.before {
        let after = later(name, before, &names);
        let side = |action: Option<&Action>| action.map(facts::of_action).unwrap_or_default();
        let fields = facts::changes(&Change::new(side(Some(before)), side(after)));
        let kind = if after.is_some() { ActionChangeKind::Changed } else { ActionChangeKind::Removed };
        if !fields.is_empty() || kind == ActionChangeKind::Removed {
            found.push(ActionChange { id: name.clone(), kind, action: Change::new(Some((*before).clone()), after.cloned()), fields });
        }
    }
    let was_there = |after: &Action| {
        names.before.iter().any(|(name, before)| later(name, before, &names).is_some_and(|later| later.position == after.position))
    };
    for (name, after) in names.after.iter().filter(|(_, after)| !was_there(after)) {
        let fields = facts::changes(&Change::new(facts::Facts::new(), facts::of_action(after)));
        found.push(ActionChange {
            id: name.clone(),
            kind: ActionChangeKind::Added,
            action: Change::new(None, Some((*after).clone())),
            fields,
        });
    }
    found
}

/// Finds an action in the later state: by its name, or, where it had no id, as the first new one in the same words.
fn later<'a>(name: &str, before: &Action, names: &Change<Vec<(String, &'a Action)>>) -> Option<&'a Action> {
    let is_new = |name: &str| !names.before.iter().any(|(other, _)| other == name);
    let named = || names.after.iter().find(|(name, after)| before.id.is_none() && is_new(name) && after.action == before.action);
    names.after.iter().find(|(other, _)| other == name).or_else(named).map(|(_, action)| *action)
}

/// Names every action: by its id, else by its place; a second action of one id is told apart.
pub(super) fn named(actions: &[Action]) -> Vec<(String, &Action)> {
    let mut names: Vec<(String, &Action)> = Vec::new();
    for (place, action) in actions.iter().enumerate() {
        let name = action.id.clone().unwrap_or_else(|| format!("#{}", place + 1));
        let taken = names.iter().filter(|(other, _)| *other == name || other.starts_with(&format!("{name}#"))).count();
        names.push((if taken == 0 { name } else { format!("{name}#{}", taken + 1) }, action));
    }
    names
}
