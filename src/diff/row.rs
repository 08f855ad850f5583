//! What became of one row of a document: an item, an entry, a finding, an indicator. Rows are paired by list and id.

use std::collections::BTreeMap;

use serde_json::Value;

use super::said::SaidRow;
use super::{FieldChange, facts};
use crate::change::Change;
use crate::model::{Answer, Field};
use crate::toolkit::Edition;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowChangeKind {
    /// It is new.
    Added,
    /// Something in it is not the same.
    Changed,
    /// It is gone.
    Removed,
}

/// A changed row.
#[derive(Debug, Clone)]
pub struct RowChange {
    /// The list that it stands in (`items`, `entries`, `findings`, `indicators`, `theory_of_change`).
    pub list: &'static str,
    /// Its id.
    pub id: String,
    /// The catalogue's short title of the question, or the question itself.
    pub title: Option<String>,
    /// What became of it.
    pub kind: RowChangeKind,
    /// Both answers, where the row is a question. A state without the row is blank.
    pub answer: Option<Change<Field<Answer>>>,
    /// What the row says in support of its answer, without its layout.
    pub why: Change<Option<String>>,
    /// What differs, the answer apart; paths begin in the row.
    pub fields: Vec<FieldChange>,
}

impl RowChangeKind {
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

impl RowChange {
    /// Returns what differs with whole paths (`items.PD-08.answer`), the answer first.
    #[must_use]
    pub fn all_fields(&self) -> Vec<FieldChange> {
        let whole = |path: &str| format!("{}.{}.{path}", self.list, self.id);
        let answer = self.answer.as_ref().filter(|answer| answer.differs());
        let answer = answer.map(|answer| FieldChange { path: whole("answer"), values: answer.as_ref().map(value) });
        let fields = self.fields.iter().map(|field| FieldChange { path: whole(&field.path), values: field.values.clone() });
        answer.into_iter().chain(fields).collect()
    }

    /// Returns what differs with paths that begin in the row, the answer first.
    #[must_use]
    pub fn own_fields(&self) -> Vec<FieldChange> {
        let answer = self.answer.as_ref().filter(|answer| answer.differs());
        let answer = answer.map(|answer| FieldChange { path: "answer".to_owned(), values: answer.as_ref().map(value) });
        answer.into_iter().chain(self.fields.iter().cloned()).collect()
    }

    /// Says whether the answer says less than it did: less of it is done, or nobody says any more.
    #[must_use]
    pub fn is_answered_worse(&self) -> bool {
        let Some(answer) = &self.answer else { return false };
        match (answer.before.get(), answer.after.get()) {
            (Some(before), Some(after)) => after.is_less_than(before),
            (Some(Answer::Yes | Answer::InPart), None) => true,
            _ => false,
        }
    }

    /// Says whether the answer differs.
    #[must_use]
    pub fn is_answered_anew(&self) -> bool {
        self.answer.as_ref().is_some_and(Change::differs)
    }
}

/// Compares the rows of two states of a document, by list and id.
pub(super) fn compare(rows: Change<&[SaidRow]>, edition: &Edition) -> Vec<RowChange> {
    let named = rows.map(|rows| rows.iter().map(|row| ((row.list, row.id.as_str()), row)).collect::<BTreeMap<_, _>>());
    let mut names: Vec<&(&str, &str)> = named.before.keys().chain(named.after.keys()).collect();
    names.sort();
    names.dedup();
    let pair = |name| Change::new(named.before.get(name).copied(), named.after.get(name).copied());
    names.into_iter().filter_map(|name| compare_row(&pair(name), edition)).collect()
}

fn compare_row(pair: &Change<Option<&SaidRow>>, edition: &Edition) -> Option<RowChange> {
    let shown = pair.after.or(pair.before)?;
    let fields = facts::changes(&pair.map(|row| row.map(|row| row.facts.clone()).unwrap_or_default()));
    let answer = shown.answer.is_some().then(|| pair.map(|row| row.and_then(|row| row.answer.clone()).unwrap_or_default()));
    let kind = match (pair.before, pair.after) {
        // The questions that a form prints do not come and go with the file.
        _ if shown.list == "theory_of_change" => RowChangeKind::Changed,
        (None, _) => RowChangeKind::Added,
        (_, None) => RowChangeKind::Removed,
        (Some(_), Some(_)) => RowChangeKind::Changed,
    };
    let is_same = kind == RowChangeKind::Changed && fields.is_empty() && !answer.as_ref().is_some_and(Change::differs);
    let why = pair.map(|row| row.and_then(|row| row.why.as_deref()).map(facts::plain).filter(|why| !why.is_empty()));
    if is_same {
        return None;
    }
    let printed = edition.checklist_item(&shown.id).filter(|_| shown.list == "items").map(|item| item.title.clone());
    let title = printed.or_else(|| shown.question.as_deref().map(facts::plain));
    Some(RowChange { list: shown.list, id: shown.id.clone(), title, kind, answer, why, fields })
}

fn value(answer: &Field<Answer>) -> Value {
    facts::word(answer, Answer::word, None)
}
