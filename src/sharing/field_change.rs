//! A changed document as an audience sees it. A change of a document holds fields by their paths and no states, so this lists
//! the paths that are shown; everything else is left out.

use serde_json::Value;

use super::{Audience, NOT_READABLE, Part, Sharing};
use crate::change::Change;
use crate::diff::{DocumentChange, DocumentChangeKind, FieldChange, RowChange, RowChangeKind};
use crate::model::Date;

/// How the value of a path is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// As it is.
    Whole,
    /// A day; anything else that was written there is not shown.
    Day,
    /// A word of a fixed list; anything else that was written there is not shown.
    Word,
    /// A role.
    Role,
    /// A review, without outcome, trigger and inputs.
    Review,
    /// A waiver, without its reason.
    Waiver,
}

impl Sharing {
    /// Returns a changed document as the audience sees it; none where nothing that it is shown has changed.
    #[must_use]
    pub fn of_document_change(&self, change: &DocumentChange) -> Option<DocumentChange> {
        if self.audience == Audience::Internal {
            return Some(change.clone());
        }
        let kind = change.document.unwrap_or_default();
        let shared = DocumentChange {
            document: change.document,
            key: change.key.clone(),
            file: change.file.clone(),
            kind: change.kind,
            fields: change.fields.iter().filter_map(|field| self.of_field(field, of_document(kind, &field.path)?)).collect(),
            rows: change.rows.iter().filter_map(|row| self.of_row(row)).collect(),
            reason: change.reason.as_ref().map(|(_, region)| ("it cannot be read".to_owned(), *region)),
        };
        let is_empty = shared.kind == DocumentChangeKind::Changed && shared.fields.is_empty() && shared.rows.is_empty();
        (!is_empty).then_some(shared)
    }

    fn of_row(&self, row: &RowChange) -> Option<RowChange> {
        let shared = RowChange {
            list: row.list,
            id: row.id.clone(),
            title: row.title.clone(),
            kind: row.kind,
            answer: row.answer.as_ref().map(|answer| answer.as_ref().map(super::readable)),
            why: Change::default(),
            fields: row.fields.iter().filter_map(|field| self.of_field(field, of_row(row.list, &field.path)?)).collect(),
        };
        let says_nothing = shared.kind == RowChangeKind::Changed && shared.fields.is_empty() && !shared.is_answered_anew();
        (!says_nothing).then_some(shared)
    }

    fn of_field(&self, field: &FieldChange, shown: Shown) -> Option<FieldChange> {
        if shown == Shown::Role && !self.audience.sees(Part::Owners) {
            return None;
        }
        let values = field.values.as_ref().map(|value| self.of_value(value, shown));
        values.differs().then(|| FieldChange { path: field.path.clone(), values })
    }

    fn of_value(&self, value: &Value, shown: Shown) -> Value {
        let not_readable = || Value::from(NOT_READABLE);
        match (shown, value) {
            (_, Value::Null) => Value::Null,
            (Shown::Whole | Shown::Role, value) => value.clone(),
            (Shown::Day, value) => value.as_str().filter(|text| is_day(text)).map_or_else(not_readable, Value::from),
            (Shown::Word, value) => value.as_str().filter(|text| is_word(text)).map_or_else(not_readable, Value::from),
            (Shown::Review, Value::Object(review)) => {
                let mut shared = serde_json::Map::new();
                let day = review.get("date").map_or(Value::Null, |day| self.of_value(day, Shown::Day));
                shared.insert("date".to_owned(), day);
                shared.insert("covers".to_owned(), review.get("covers").cloned().unwrap_or_default());
                if self.audience.sees(Part::Owners) {
                    shared.insert("reviewed_by".to_owned(), review.get("reviewed_by").cloned().unwrap_or_default());
                }
                Value::Object(shared)
            }
            (Shown::Waiver, Value::Object(waiver)) => {
                let until = waiver.get("until").map_or(Value::Null, |day| self.of_value(day, Shown::Day));
                Value::Object(serde_json::Map::from_iter([("until".to_owned(), until)]))
            }
            (Shown::Review | Shown::Waiver, _) => not_readable(),
        }
    }
}

fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok()
}

/// The words of forms are short, in small letters, and joined by a line below.
fn is_word(text: &str) -> bool {
    const LONGEST: usize = 24;
    text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// Says how a path of a document itself is shown; `None` where it is not.
fn of_document(kind: &str, path: &str) -> Option<Shown> {
    if path.starts_with("waivers.") {
        return Some(Shown::Waiver);
    }
    if matches!(path, "title" | "classification" | "edition") {
        return Some(Shown::Whole);
    }
    let begins = |starts: &[&str]| starts.iter().any(|start| path.starts_with(start));
    match (kind, path) {
        ("project", "id" | "countries" | "toolkit.edition" | "toolkit.overlays" | "reviews.grace_days" | "documents") => Some(Shown::Whole),
        ("project", "starts" | "ends" | "reviews.first_period_starts") => Some(Shown::Day),
        ("project", "stage" | "reviews.frequency") => Some(Shown::Word),
        ("project", path) if path.starts_with("roles.") => Some(Shown::Role),
        ("project", path) if path.starts_with("milestones.") && path.ends_with(".date") => Some(Shown::Day),
        ("project", path) if path.starts_with("milestones.") && path.ends_with(".tag") => Some(Shown::Whole),
        ("project", _) => begins(&["criteria.", "severities."]).then_some(Shown::Whole),
        ("risk_assessment", "assessed_on") | ("planning_checklist", "completed_on") => Some(Shown::Day),
        ("risk_assessment", path) => path.starts_with("reviews.").then_some(Shown::Review),
        ("awareness_checklist", "material.status") => Some(Shown::Word),
        ("awareness_checklist", "cleared_by") => Some(Shown::Role),
        ("awareness_checklist", path) => path.starts_with("material.").then_some(Shown::Whole),
        ("situational_analysis", path) => of_analysis(path),
        ("intervention", "period.from" | "period.to") => Some(Shown::Day),
        ("intervention", "id" | "countries" | "intervention" | "expected_change" | "mainstreaming.tools" | "mainstreaming.how") => {
            Some(Shown::Whole)
        }
        ("toolkit_overlay", "base") => Some(Shown::Whole),
        ("toolkit_overlay", _) => begins(&["prefixes.", "risks.", "wording.", "translations."]).then_some(Shown::Whole),
        _ => None,
    }
}

fn of_analysis(path: &str) -> Option<Shown> {
    match path {
        "completed_on" | "valid_until" | "due_diligence.decided_on" | "due_diligence.review_on" => Some(Shown::Day),
        "due_diligence.decision" => Some(Shown::Word),
        "due_diligence.decided_by" => Some(Shown::Role),
        path if path.starts_with("due_diligence.measures.") => match path.rsplit_once('.')? {
            (_, "action") => Some(Shown::Whole),
            (_, "owner") => Some(Shown::Role),
            (_, "due") => Some(Shown::Day),
            (_, "status") => Some(Shown::Word),
            _ => None,
        },
        _ => None,
    }
}

/// Says how a path of a row is shown; `None` where it is not.
fn of_row(list: &str, path: &str) -> Option<Shown> {
    if path.starts_with("waivers.") {
        return Some(Shown::Waiver);
    }
    match (list, path) {
        ("items", "question" | "see")
        | ("entries", "topic" | "use_for" | "related_risks")
        | ("findings", "question" | "rights_holders" | "duty_bearers" | "related_risks")
        | ("theory_of_change", "risks")
        | ("indicators", "statement" | "unit" | "disaggregated_by" | "frequency" | "related_risks" | "baseline.value" | "target.value") => {
            Some(Shown::Whole)
        }
        ("items", "due") | ("entries", "used_on") | ("indicators", "baseline.date" | "target.date") => Some(Shown::Day),
        ("findings", "confidence") | ("indicators", "type") => Some(Shown::Word),
        ("items" | "indicators", "responsible") => Some(Shown::Role),
        ("indicators", path) => {
            let (day, rest) = path.strip_prefix("values.").map(|path| path.split_once('.').unwrap_or((path, "value")))?;
            (is_day(day) && (rest == "value" || rest.starts_with("breakdown."))).then_some(Shown::Whole)
        }
        _ => None,
    }
}
