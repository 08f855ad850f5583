//! Compares one change of one risk, field by field.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::super::expect::{Change, KINDS};
use super::super::model::{Placed, Risk};
use super::{equal, list, path_of, text};

/// Reports what is wrong with a change as `risklog` printed it.
pub fn change(expected: &Change, said: &Value, wrong: &mut Vec<String>) {
    kinds_fit(expected, said, wrong);
    before(expected, said, wrong);
    after(expected, said, wrong);
    let (Some(old), Some(new)) = (&expected.before, &expected.after) else {
        return;
    };
    let (old, new) = (&old.risk, &new.risk);
    let actions: BTreeMap<_, _> = list(said, "mitigation").iter().map(|action| (text(action, "id").to_owned(), in_short(action))).collect();
    equal("mitigation", &action_changes(old, new), &actions, wrong);
    let known = |name: &&String| !old.evidence.contains_key(*name);
    let evidence: BTreeSet<_> = new.evidence.keys().filter(known).map(String::as_str).collect();
    let added = list(said, "evidence_added").iter();
    let added: BTreeSet<_> = added.filter_map(Value::as_str).collect();
    equal("evidence_added", &evidence, &added, wrong);
    fields_fit(old, new, said, wrong);
}

pub fn kinds(said: &Value) -> Vec<&str> {
    list(said, "kinds").iter().filter_map(Value::as_str).collect()
}

fn kinds_fit(expected: &Change, said: &Value, wrong: &mut Vec<String>) {
    let said = kinds(said);
    let place = |kind: &&str| KINDS.iter().position(|known| known == kind);
    if !said.iter().map(place).is_sorted() {
        wrong.push(format!("kinds are not in order: {said:?}"));
    }
    let set: BTreeSet<_> = said.iter().copied().collect();
    let open = &expected.open_kinds;
    let missing = &expected.kinds - &set;
    let surplus = &(&set - &expected.kinds) - open;
    if !missing.is_empty() || !surplus.is_empty() || set.len() != said.len() {
        let must = &expected.kinds;
        wrong.push(format!("kinds should be {must:?} (perhaps {open:?}), are {said:?}"));
    }
}

fn before(expected: &Change, said: &Value, wrong: &mut Vec<String>) {
    let old = expected.before.as_ref();
    side(old, said, "before", wrong);
    let path = said["file"]["before"].as_str();
    if path != path_of(old) && !(expected.returned && path.is_none()) {
        wrong.push(format!("file.before should be {:?}, is {path:?}", path_of(old)));
    }
}

/// Reports what is wrong with the newer side of a change.
pub fn after(expected: &Change, said: &Value, wrong: &mut Vec<String>) {
    let new = expected.after.as_ref();
    side(new, said, "after", wrong);
    let path = said["file"]["after"].as_str();
    equal("file.after", &path_of(new), &path, wrong);
    if let Some(placed) = new.or(expected.before.as_ref()) {
        equal("tool", placed.tool, text(said, "tool"), wrong);
    }
}

fn side(placed: Option<&Placed>, said: &Value, which: &str, wrong: &mut Vec<String>) {
    let risk = placed.map(|placed| &placed.risk);
    let rating = |level: Option<super::super::model::Level>| level.map(|level| level.word());
    let shown = [
        ("likelihood", rating(risk.and_then(|risk| risk.likelihood))),
        ("impact", rating(risk.and_then(|risk| risk.impact))),
        ("status", risk.map(Risk::status_word)),
    ];
    for (field, value) in shown {
        let actual = said[field][which].as_str();
        equal(&format!("{field}.{which}"), &value, &actual, wrong);
    }
    let told =
        [("rated_on", risk.and_then(|risk| risk.rated_on.as_deref())), ("rationale", risk.and_then(|risk| risk.rationale.as_deref()))];
    for (field, value) in told {
        if said[field].is_object() {
            let actual = said[field][which].as_str();
            equal(&format!("{field}.{which}"), &value, &actual, wrong);
        }
    }
}

/// Fields that `fields` may speak of, and `owner`, of which it must.
fn fields_fit(old: &Risk, new: &Risk, said: &Value, wrong: &mut Vec<String>) {
    if old.rated_on != new.rated_on && !said["rated_on"].is_object() {
        wrong.push("rated_on changed and is not shown".to_owned());
    }
    if old.rationale != new.rationale && !said["rationale"].is_object() {
        wrong.push("rationale changed and is not shown".to_owned());
    }
    let known = [("owner", &old.owner, &new.owner), ("identified_on", &old.identified_on, &new.identified_on)];
    for (path, before, after) in known {
        let mut shown = list(said, "fields").iter();
        let shown = shown.find(|field| text(field, "path") == path);
        let shown = shown.map(|field| (field["before"].clone(), field["after"].clone()));
        let expected = (before != after).then(|| (json!(before), json!(after)));
        equal(&format!("fields[{path}]"), &expected, &shown, wrong);
    }
}

type ActionChange = (String, BTreeMap<String, (Value, Value)>);

fn in_short(action: &Value) -> ActionChange {
    let change = text(action, "change");
    let mut fields = BTreeMap::new();
    if change == "changed"
        && let Some(object) = action["fields"].as_object()
    {
        for (name, value) in object {
            fields.insert(name.clone(), (value["before"].clone(), value["after"].clone()));
        }
    }
    (change.to_owned(), fields)
}

fn action_changes(old: &Risk, new: &Risk) -> BTreeMap<String, ActionChange> {
    let mut changes = BTreeMap::new();
    let ids: BTreeSet<_> = old.mitigation.keys().chain(new.mitigation.keys()).collect();
    for id in ids {
        let (before, after) = (old.mitigation.get(id), new.mitigation.get(id));
        let change = match (before, after) {
            (None, _) => ("added".to_owned(), BTreeMap::new()),
            (_, None) => ("removed".to_owned(), BTreeMap::new()),
            (Some(before), Some(after)) => {
                let both = before.fields().into_iter().zip(after.fields());
                let fields: BTreeMap<_, _> = both
                    .filter(|((_, old), (_, new))| old != new)
                    .map(|((name, old), (_, new))| (name.to_owned(), (json!(old), json!(new))))
                    .collect();
                if fields.is_empty() {
                    continue;
                }
                ("changed".to_owned(), fields)
            }
        };
        changes.insert(id.clone(), change);
    }
    changes
}
