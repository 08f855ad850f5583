//! A changed cell as edits of the file: one for a plain field, several for a list in one cell.

use super::columns::{Column, Kind};
use super::reading;
use super::{action_cell, evidence_cell};
use crate::edit::RISK_KEYS as KEYS;
use crate::model::Project;
use crate::route::Route;
use crate::snapshot::RiskAt;
use crate::yaml::edit::{Edit, Value};

/// The key whose value holds two more.
const RESIDUAL: &str = "residual";

/// Makes the edits of one risk.
pub struct Edits<'a> {
    at: RiskAt<'a>,
    project: Option<&'a Project>,
    has_residual: bool,
}

impl<'a> Edits<'a> {
    /// Starts with a risk as it is.
    pub const fn of(at: RiskAt<'a>, project: Option<&'a Project>) -> Self {
        Self { at, project, has_residual: at.risk.residual.is_some() }
    }

    /// Turns the new text of a cell into edits.
    ///
    /// # Errors
    /// Returns why it cannot be taken over.
    pub fn make(&mut self, column: &Column, key: &str, text: &str) -> Result<Vec<Edit>, String> {
        let route = self.at.risk.route();
        match column.kind {
            Kind::Actions => action_cell::edits(self.at.risk, text, self.project),
            Kind::Evidence => evidence_cell::edits(self.at.risk, text),
            Kind::Text | Kind::Word(_) | Kind::Role | Kind::Day | Kind::Words => {
                let value = value(column, key, text)?;
                Ok(vec![self.set(&route, key, value)])
            }
        }
    }

    /// Says whether a cell and the file say the same in other words: a list in one cell can be laid out in several ways.
    pub fn says_the_same(&self, column: &Column, text: &str) -> bool {
        match column.kind {
            Kind::Actions => action_cell::says_the_same(self.at.risk, text, self.project),
            Kind::Evidence => evidence_cell::says_the_same(self.at.risk, text),
            Kind::Text | Kind::Word(_) | Kind::Role | Kind::Day | Kind::Words => false,
        }
    }

    fn set(&mut self, route: &Route, key: &str, value: Value) -> Edit {
        match key.split_once('.') {
            Some((outer, inner)) if self.has_residual => Edit::set(route.key(outer).key(inner), value),
            Some((outer, inner)) => {
                self.has_residual = true;
                Edit::set(route.key(outer), Value::Map(vec![(inner.to_owned(), value)])).among(KEYS)
            }
            None => Edit::set(route.key(key), value).among(KEYS),
        }
    }
}

/// Returns the keys and values that a cell gives to a new risk.
///
/// # Errors
/// Returns why it cannot be taken over.
pub fn of_new(column: &Column, key: &str, text: &str, project: Option<&Project>) -> Result<Option<Value>, String> {
    match column.kind {
        _ if text.is_empty() => Ok(None),
        Kind::Actions => action_cell::of_new(text, project).map(Some),
        Kind::Evidence => evidence_cell::of_new(text).map(Some),
        Kind::Text | Kind::Word(_) | Kind::Role | Kind::Day | Kind::Words => value(column, key, text).map(Some),
    }
}

/// Adds a key to a map of keys; `residual.impact` goes into the map behind `residual`.
pub fn put(fields: &mut Vec<(String, Value)>, key: &str, value: Value) {
    let Some((_, inner)) = key.split_once('.') else {
        fields.push((key.to_owned(), value));
        return;
    };
    let entry = (inner.to_owned(), value);
    match fields.iter_mut().find(|(known, _)| known == RESIDUAL) {
        Some((_, Value::Map(entries))) => entries.push(entry),
        _ => fields.push((RESIDUAL.to_owned(), Value::Map(vec![entry]))),
    }
}

fn value(column: &Column, key: &str, text: &str) -> Result<Value, String> {
    if text.is_empty() && key == "statement" {
        return Err("a risk says what may happen; to end it, set its status and the reason".to_owned());
    }
    Ok(match column.kind {
        Kind::Words => Value::texts(reading::words(text)),
        _ if text.is_empty() => Value::Blank,
        Kind::Day => Value::Day(text.to_owned()),
        _ => Value::text(text),
    })
}
