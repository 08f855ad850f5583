//! What a change of status or rating brings with it: the commands write the day, blank what no longer holds and insist on a
//! reason, and a sheet in which somebody changed one cell has to end in the same state.

use std::collections::BTreeSet;

use super::columns::{fields, written};
use super::plan::FieldChange;
use crate::edit::RISK_KEYS;
use crate::model::{Date, Risk, Status};
use crate::snapshot::RiskAt;
use crate::yaml::edit::{Edit, Value};

/// The two cells of a rating.
const RATING: [&str; 2] = ["likelihood", "impact"];

/// A row as it was changed in the sheet.
pub struct Step<'a> {
    /// The risk as the file has it.
    pub at: RiskAt<'a>,
    /// Its fields that change.
    pub changes: &'a [FieldChange],
    /// Keys whose cells somebody edited, even where the file says the same by now.
    pub edited: &'a BTreeSet<&'static str>,
    /// The day of the import.
    pub today: Date,
}

/// Why a step is not taken: the field, and the words.
type Why = (&'static str, String);

impl Step<'_> {
    /// Returns what changes besides.
    ///
    /// # Errors
    /// Returns the field that stands against the step, and why.
    pub fn follow(&self) -> Result<Vec<FieldChange>, Why> {
        let mut more = Vec::new();
        let next = Status::ALL.into_iter().find(|status| self.after("status") == status.word());
        match next.filter(|_| self.changed("status").is_some()) {
            Some(next) => more.extend(self.moved(next)?),
            None => self.may_be_rated()?,
        }
        let is_judged = RATING.iter().any(|key| self.changed(key).is_some_and(|text| !text.is_empty()));
        if is_judged {
            more.extend(self.dated("rated_on"));
        }
        Ok(more)
    }

    /// Moves the risk to another status.
    fn moved(&self, next: Status) -> Result<Vec<FieldChange>, Why> {
        let (id, word) = (&self.risk().id, next.word());
        if let Some(now) = self.risk().status().filter(|now| !now.may_become(next)) {
            return Err(("status", format!("{id} is {}: it cannot become {word}; first `risklog reopen {id} --reason …`", now.word())));
        }
        let (key, command) = match next {
            Status::Closed => ("status_reason", "close"),
            Status::NotApplicable => ("status_reason", "not-applicable"),
            Status::Open => ("status_reason", "reopen"),
            Status::Materialised => ("what_happened", "materialise"),
        };
        // NOTE: that a reason is missing is for the rules to say, where there is one; none of them knows that it is an old one.
        let is_old = !self.edited.contains(key) && !written(self.risk(), key).is_empty();
        let option = if key == "status_reason" { "reason" } else { "what" };
        let way_out = format!("say in this cell what holds for {word}, or use `risklog {command} {id} --{option} …`");
        if is_old {
            return Err((key, format!("this is about the status before; {way_out}")));
        }
        match next {
            Status::Closed => Ok(self.dated("closed_on").into_iter().collect()),
            Status::Materialised => Ok(self.dated("materialised_on").into_iter().collect()),
            Status::Open if self.edited.contains("closed_on") || written(self.risk(), "closed_on").is_empty() => Ok(Vec::new()),
            Status::Open => Ok(self.change("closed_on", "", Edit::remove(self.risk().route().key("closed_on"))).into_iter().collect()),
            Status::NotApplicable => self.unrated(),
        }
    }

    /// Blanks both cells of what does not apply.
    fn unrated(&self) -> Result<Vec<FieldChange>, Why> {
        let mut more = Vec::new();
        for key in RATING {
            match self.changed(key) {
                Some("") => {}
                Some(_) => return Err((key, "what does not apply is not rated; leave the cell empty".to_owned())),
                None if written(self.risk(), key).is_empty() => {}
                None => more.extend(self.change(key, "", self.set(key, Value::Blank))),
            }
        }
        Ok(more)
    }

    /// Insists that a risk that keeps its status can be rated.
    fn may_be_rated(&self) -> Result<(), Why> {
        let (id, word) = (&self.risk().id, self.after("status"));
        let is_over = [Status::Closed, Status::NotApplicable].into_iter().any(|status| word == status.word());
        let rated = RATING.into_iter().find(|key| self.changed(key).is_some_and(|text| !text.is_empty()));
        match rated.filter(|_| is_over) {
            Some(key) => Err((key, format!("{id} is {word}: it is not rated; first `risklog reopen {id} --reason …`"))),
            None => Ok(()),
        }
    }

    /// Writes the day of the import, unless the sheet has a day of its own.
    fn dated(&self, key: &'static str) -> Option<FieldChange> {
        let day = self.today.to_string();
        if self.edited.contains(key) || written(self.risk(), key) == day {
            return None;
        }
        self.change(key, &day, self.set(key, Value::Day(day.clone())))
    }

    const fn risk(&self) -> &Risk {
        self.at.risk
    }

    fn changed(&self, key: &str) -> Option<&str> {
        self.changes.iter().find(|change| change.key == key).map(|change| change.after.as_str())
    }

    fn after(&self, key: &str) -> String {
        self.changed(key).map_or_else(|| written(self.risk(), key), str::to_owned)
    }

    fn set(&self, key: &str, value: Value) -> Edit {
        Edit::set(self.risk().route().key(key), value).among(RISK_KEYS)
    }

    fn change(&self, key: &'static str, after: &str, edit: Edit) -> Option<FieldChange> {
        let (column, _) = fields().find(|(_, known)| *known == key)?;
        Some(FieldChange {
            file: self.at.document.path().to_owned(),
            id: self.risk().id.clone(),
            key,
            column: column.title,
            before: written(self.risk(), key),
            after: after.to_owned(),
            follows: true,
            edits: vec![edit],
        })
    }
}
