//! Spoils flawless outputs in every way the comparison should notice.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::history::random_history;
use super::super::{compare, perfect};

#[test]
fn a_flawless_output_passes_and_every_flaw_is_found() {
    let mut flaws = BTreeSet::new();
    for seed in 0..25 {
        let history = random_history(seed);
        let numbers = 0..history.commits.len();
        let ids: Vec<_> = numbers.map(|number| format!("{number:040x}")).collect();
        let log = perfect::change_log(&history, &ids);
        let judge = |log: &Value| compare::change_log(&history, &ids, log);
        assert_eq!(judge(&log), Vec::<String>::new(), "seed {seed}");
        for (name, spoil) in LOG_FLAWS {
            let mut bad = log.clone();
            if spoil(&mut bad).is_some() && bad != log {
                flaws.insert(*name);
                assert_ne!(judge(&bad), Vec::<String>::new(), "seed {seed}: {name}");
            }
        }
        for to in 0..history.commits.len() {
            let from = to / 2;
            let (there, back) = (perfect::diff(&history, from, to), perfect::diff(&history, to, from));
            let wrong = compare::diff(&history, from, to, &there);
            assert_eq!(wrong, Vec::<String>::new(), "seed {seed}: {from} {to}");
            if history.commits[from].effective.unreadable.is_empty() && history.commits[to].effective.unreadable.is_empty() {
                assert_eq!(compare::mirror(&there, &back), Vec::<String>::new());
            }
        }
    }
    assert_eq!(flaws.len(), LOG_FLAWS.len(), "not all flaws were tried: {flaws:?}");
}

type Flaw = (&'static str, fn(&mut Value) -> Option<()>);

/// Ways in which a program could be wrong; each spoils a flawless log, where it applies.
const LOG_FLAWS: &[Flaw] = &[
    ("an entry is missing", |log| {
        log["entries"].as_array_mut()?.remove(0);
        Some(())
    }),
    ("the order is wrong", |log| {
        log["entries"].as_array_mut()?.reverse();
        Some(())
    }),
    ("a change is missing", |log| {
        changes(log)?.pop()?;
        Some(())
    }),
    ("a change is invented", |log| {
        let mut change = changes(log)?.first()?.clone();
        change["id"] = json!("CJ-U99");
        changes(log)?.push(change);
        Some(())
    }),
    ("a kind is wrong", |log| set(log, "/kinds", json!(["mixed"]))),
    ("a rating is shown wrongly", |log| set(log, "/likelihood/after", json!("very high"))),
    ("a status is shown wrongly", |log| set(log, "/status/after", json!("gone"))),
    ("a file is wrong", |log| set(log, "/file/after", json!("risks/none.yaml"))),
    ("a merge is blamed", |log| set(log, "/by_merge", json!(true))),
    ("an action is invented", |log| {
        let kinds = changes(log)?.first()?["kinds"].clone();
        if kinds == json!(["added"]) || kinds == json!(["removed"]) {
            return None;
        }
        set(log, "/mitigation", json!([{"id": "M77", "change": "added"}]))
    }),
    ("nobody proposed it", |log| {
        last(log)?["proposed_by"] = json!([]);
        Some(())
    }),
    ("the offset is lost", |log| {
        last(log)?["recorded"] = json!("2024-01-01T00:00:00+09:00");
        Some(())
    }),
    ("an unreadable file is passed over", |log| {
        let mut all = log["entries"].as_array_mut()?.iter_mut();
        let gap = all.find(|entry| entry["unreadable"] != json!([]))?;
        gap["unreadable"] = json!([]);
        Some(())
    }),
];

/// The last entry with changes.
fn last(log: &mut Value) -> Option<&mut Value> {
    let entries = log["entries"].as_array_mut()?.iter_mut();
    entries.rev().find(|entry| entry["changes"] != json!([]))
}

fn changes(log: &mut Value) -> Option<&mut Vec<Value>> {
    last(log)?["changes"].as_array_mut()
}

fn set(log: &mut Value, place: &str, value: Value) -> Option<()> {
    let change = changes(log)?.iter_mut().find(|change| change["file"]["after"].is_string())?;
    let old = change.pointer_mut(place)?;
    *old = value;
    Some(())
}
