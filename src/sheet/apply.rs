//! From a plan to the new texts of the files; every byte that the plan does not name stays.

use std::collections::BTreeMap;

use super::plan::{NewRisk, Plan};
use crate::edit::RISK_KEYS;
use crate::route::Route;
use crate::snapshot::Snapshot;
use crate::yaml::edit::{self, Edit, EditError, Value};

/// Keys that stand in every risk, blank or not.
const ALWAYS: [&str; 2] = ["likelihood", "impact"];

/// Returns the new text of each file that changes; new risks take the ids that are given, in their order.
///
/// # Errors
/// Returns an error with its file where a text cannot be edited; then nothing is to be written.
pub fn apply(plan: &Plan, ids: &[String], state: &Snapshot) -> Result<BTreeMap<String, String>, (String, EditError)> {
    let mut edits: BTreeMap<&str, Vec<Edit>> = BTreeMap::new();
    for change in &plan.changes {
        edits.entry(&change.file).or_default().extend(change.edits.iter().cloned());
    }
    for (risk, id) in plan.new_risks.iter().zip(ids) {
        edits.entry(&risk.file).or_default().push(Edit::append(Route::root().key("risks"), entry(risk, id)));
    }
    let mut texts = BTreeMap::new();
    for (file, edits) in edits {
        let Some(document) = state.document(file) else { continue };
        let text = edit::apply(&document.source, &edits).map_err(|error| (file.to_owned(), error))?;
        texts.insert(file.to_owned(), text);
    }
    Ok(texts)
}

/// Puts a new risk together, its keys in the usual order.
fn entry(risk: &NewRisk, id: &str) -> Value {
    let mut fields = vec![("id".to_owned(), Value::text(id))];
    fields.extend(risk.fields.iter().cloned());
    for key in ALWAYS.iter().filter(|key| !risk.fields.iter().any(|(known, _)| known == *key)) {
        fields.push(((*key).to_owned(), Value::Blank));
    }
    fields.sort_by_key(|(key, _)| RISK_KEYS.iter().position(|known| known == key).unwrap_or(RISK_KEYS.len()));
    Value::Map(fields)
}
