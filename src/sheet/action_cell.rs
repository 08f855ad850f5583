//! The cell of a mitigation strategy against the actions of the file, line by line.

use std::collections::BTreeSet;

use super::columns::Kind;
use super::lines::{self, ActionLine};
use super::reading::{self, Reading};
use super::table::Cell;
use crate::edit::RISK_KEYS;
use crate::model::{Action, Project, Risk};
use crate::yaml::edit::{Edit, Value};

/// The usual order of an action's keys.
const KEYS: &[&str] = &["id", "action", "owner", "due", "status", "note"];

/// Returns what a changed cell means: lines that are as the file says stay, others change their action or are new.
///
/// # Errors
/// Returns what cannot be understood, and which action would be lost.
pub fn edits(risk: &Risk, cell: &str, project: Option<&Project>) -> Result<Vec<Edit>, String> {
    let entries = lines::entries(cell);
    let bare = risk.mitigation.is_empty() && entries.len() == 1;
    let mut rest: Vec<&Action> = risk.mitigation.iter().collect();
    let mut changed = Vec::new();
    for entry in &entries {
        match rest.iter().position(|action| lines::entries(&lines::action(action)) == [entry.as_str()]) {
            Some(at) => drop(rest.remove(at)),
            None => changed.push(lines::read_action(entry, bare)?),
        }
    }
    let mut edits = Vec::new();
    let mut added = Vec::new();
    let nameless = changed.iter().filter(|line| line.id.is_empty()).count();
    for line in changed {
        let Some(at) = rest.iter().position(|action| action.id.as_deref().unwrap_or_default() == line.id) else {
            added.push(line);
            continue;
        };
        if line.id.is_empty() && nameless > 1 {
            return Err(
                "the first action has no id, so it cannot be told from the new ones: change it, or add others, one import at a time"
                    .to_owned(),
            );
        }
        let action = rest.remove(at);
        if !lines::can_be_told(action) {
            return Err(format!(
                "`{}` cannot be changed in a cell, for its own words look like its marks; change it in the file",
                lines::shortened(&lines::action(action))
            ));
        }
        edits.extend(changes(risk, action, &line, project)?);
    }
    if let Some(lost) = rest.first() {
        return Err(format!(
            "`{}` has no line any more; an action that is given up stays, as [dropped]",
            lines::shortened(&lines::action(lost))
        ));
    }
    edits.extend(additions(risk, &added, project)?);
    Ok(edits)
}

/// Says whether a cell means what the file says, whatever the ids and the layout of its lines: then both sides changed to the
/// same.
pub fn says_the_same(risk: &Risk, cell: &str, project: Option<&Project>) -> bool {
    let entries = lines::entries(cell);
    let mut rest: Vec<ActionLine> = risk.mitigation.iter().map(lines::of_action).collect();
    let is_known = |entry: &String| {
        let Ok(line) = lines::read_action(entry, entries.len() == 1) else { return false };
        let owner = role(&line.owner, project).unwrap_or_else(|_| line.owner.clone());
        let is_this = |known: &ActionLine| {
            let id = if line.id.is_empty() { known.id.clone() } else { line.id.clone() };
            *known == ActionLine { id, owner: owner.clone(), ..line.clone() }
        };
        rest.iter().position(is_this).map(|at| rest.remove(at)).is_some()
    };
    entries.iter().all(is_known) && rest.is_empty()
}

/// Returns the actions of a new risk.
///
/// # Errors
/// Returns what cannot be understood.
pub fn of_new(cell: &str, project: Option<&Project>) -> Result<Value, String> {
    let entries = lines::entries(cell);
    let read = entries.iter().map(|entry| lines::read_action(entry, entries.len() == 1)).collect::<Result<Vec<_>, _>>()?;
    values(&Risk::default(), &read, project).map(Value::List)
}

fn changes(risk: &Risk, action: &Action, line: &ActionLine, project: Option<&Project>) -> Result<Vec<Edit>, String> {
    let known = lines::of_action(action);
    let route = action.route(&risk.route());
    let owner = if line.owner == known.owner { line.owner.clone() } else { role(&line.owner, project)? };
    let mut edits = Vec::new();
    let parts = [
        ("action", &known.action, &line.action),
        ("owner", &known.owner, &owner),
        ("due", &known.due, &line.due),
        ("status", &known.status, &line.status),
        ("note", &known.note, &line.note),
    ];
    for (key, _, after) in parts.into_iter().filter(|(_, before, after)| before != after) {
        let value = match after.as_str() {
            "" => Value::Blank,
            day if key == "due" => Value::Day(day.to_owned()),
            text => Value::text(text),
        };
        edits.push(Edit::set(route.key(key), value).among(KEYS));
    }
    Ok(edits)
}

/// Adds actions behind the others; where there are several, each needs an id.
fn additions(risk: &Risk, added: &[ActionLine], project: Option<&Project>) -> Result<Vec<Edit>, String> {
    let list = risk.route().key("mitigation");
    let values = values(risk, added, project)?;
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let mut edits = Vec::new();
    if risk.mitigation.is_empty() {
        return Ok(vec![Edit::set(list, Value::List(values)).among(RISK_KEYS)]);
    }
    let mut taken = ids(risk, added);
    for action in risk.mitigation.iter().filter(|action| action.id.is_none()) {
        let id = lines::next_action_id(taken.iter().map(String::as_str));
        edits.push(Edit::set(action.route(&risk.route()).key("id"), Value::text(id.clone())).among(KEYS));
        taken.insert(id);
    }
    edits.extend(values.into_iter().map(|value| Edit::append(list.clone(), value)));
    Ok(edits)
}

/// Returns the ids that are taken or asked for.
fn ids(risk: &Risk, added: &[ActionLine]) -> BTreeSet<String> {
    let known = risk.mitigation.iter().filter_map(|action| action.id.clone());
    known.chain(added.iter().map(|line| line.id.clone())).filter(|id| !id.is_empty()).collect()
}

fn values(risk: &Risk, added: &[ActionLine], project: Option<&Project>) -> Result<Vec<Value>, String> {
    let mut taken = ids(risk, added);
    // NOTE: actions of the file without an id get theirs first, so that numbers follow the order of the list.
    for _ in risk.mitigation.iter().filter(|action| action.id.is_none()) {
        taken.insert(lines::next_action_id(taken.iter().map(String::as_str)));
    }
    let mut asked: BTreeSet<&str> = BTreeSet::new();
    let mut values = Vec::new();
    for line in added {
        if !line.id.is_empty() && !asked.insert(&line.id) {
            return Err(format!("two lines begin with {}; leave the id out for a new action", line.id));
        }
        if risk.mitigation.iter().any(|action| action.id.as_deref() == Some(&line.id)) {
            return Err(format!("two lines begin with {}; leave the id out for a new action", line.id));
        }
        let id = if line.id.is_empty() { lines::next_action_id(taken.iter().map(String::as_str)) } else { line.id.clone() };
        taken.insert(id.clone());
        let mut fields = vec![("id".to_owned(), Value::text(id)), ("action".to_owned(), Value::text(line.action.clone()))];
        let owner = role(&line.owner, project)?;
        let rest = [("owner", Value::text(owner.clone()), owner.is_empty()), ("due", Value::Day(line.due.clone()), line.due.is_empty())];
        fields.extend(rest.into_iter().filter(|(_, _, is_blank)| !is_blank).map(|(key, value, _)| (key.to_owned(), value)));
        fields.push(("status".to_owned(), Value::text(line.status.clone())));
        if !line.note.is_empty() {
            fields.push(("note".to_owned(), Value::text(line.note.clone())));
        }
        values.push(Value::Map(fields));
    }
    Ok(values)
}

fn role(text: &str, project: Option<&Project>) -> Result<String, String> {
    let column = super::columns::COLUMNS.iter().find(|column| column.kind == Kind::Role);
    match column.map(|column| reading::read(column, &Cell::text(text), project)) {
        Some(Reading::Clear(role)) => Ok(role),
        Some(Reading::Wrong(why)) => Err(why),
        Some(Reading::Unclear(_)) | None => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActionStatus, Field, Role};
    use crate::route::Route;

    fn list() -> Route {
        Route::root().key("risks").index(0).key("mitigation")
    }

    fn action(position: usize, id: Option<&str>, text: &str) -> Action {
        Action {
            position,
            id: id.map(str::to_owned),
            action: text.to_owned(),
            status: Field::Known(ActionStatus::Planned),
            ..Action::default()
        }
    }

    fn risk(mitigation: Vec<Action>) -> Risk {
        Risk { mitigation, ..Risk::default() }
    }

    fn made(risk: &Risk, cell: &str) -> Result<Vec<Edit>, String> {
        let role = Role { key: "me_officer".to_owned(), title: "Monitoring officer".to_owned() };
        edits(risk, cell, Some(&Project { roles: vec![role], ..Project::default() }))
    }

    #[test]
    fn only_the_changed_field_of_the_changed_line_changes() {
        let risk = risk(vec![action(0, Some("M1"), "One."), action(1, Some("M2"), "Two (half).")]);
        let cell = "M2 [in_place] Two (half). (me_officer; 2024-06-27)\nM1 [planned] One. (-; -)";
        let at = list().index(1);
        let expected = [
            Edit::set(at.key("owner"), Value::text("me_officer")).among(KEYS),
            Edit::set(at.key("due"), Value::Day("2024-06-27".to_owned())).among(KEYS),
            Edit::set(at.key("status"), Value::text("in_place")).among(KEYS),
        ];
        assert_eq!(made(&risk, cell), Ok(expected.to_vec()));
    }

    #[test]
    fn a_new_line_is_a_new_action_with_the_next_id() {
        let edits = made(&risk(vec![action(0, Some("M3"), "One.")]), "M3 [planned] One. (-; -)\n[planned] Two.").expect("it is understood");
        let fields = [("id", "M4"), ("action", "Two."), ("status", "planned")];
        let map = Value::Map(fields.iter().map(|(key, text)| ((*key).to_owned(), Value::text(*text))).collect());
        assert_eq!(edits, [Edit::append(list(), map)]);
    }

    #[test]
    fn the_only_action_gets_an_id_when_another_joins_it() {
        let edits = made(&risk(vec![action(0, None, "One.")]), "[planned] One. (-; -)\n[planned] Two.").expect("it is understood");
        assert_eq!(edits.first(), Some(&Edit::set(list().index(0).key("id"), Value::text("M1")).among(KEYS)));
        assert!(format!("{:?}", edits[1]).contains("M2"));
    }

    #[test]
    fn a_sentence_alone_is_an_action_where_there_is_none() {
        assert!(made(&risk(Vec::new()), "Train them.").is_ok());
        assert!(made(&risk(Vec::new()), "Train them.\nAnd others.").is_err());
        assert!(made(&risk(vec![action(0, Some("M1"), "One.")]), "M1 [planned] One. (-; -)\nTrain them.").is_err());
    }

    #[test]
    fn no_action_is_lost_and_none_is_guessed() {
        let two = risk(vec![action(0, Some("M1"), "One."), action(1, Some("M2"), "Two.")]);
        for (cell, word) in [
            ("", "M1"),
            ("M1 [planned] One. (-; -)", "M2"),
            ("M1 [planned] One. (-; -)\nM2 [planned] Two. (-; -)\nM2 [planned] Three.", "M2"),
            ("M1 [planned] One. (somebody; -)\nM2 [planned] Two. (-; -)", "somebody"),
        ] {
            let why = made(&two, cell).expect_err(cell);
            assert!(why.contains(word), "{cell}: {why}");
        }
        assert!(made(&risk(vec![action(0, None, "One.")]), "[planned] Two.\n[planned] Three.").is_err());
        let odd = risk(vec![action(0, Some("M1"), "Note.\nnote: this is no note")]);
        assert!(made(&odd, "M1 [in_place] Note.\n  note: this is no note (-; -)").expect_err("odd").contains("in the file"));
    }
}
