//! Compares what `risklog` said with what the oracle knows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::expect::{Change, Entry, KINDS, Recorded, changes, entries};
use super::history::History;
use super::import::iso;
use super::model::Placed;

mod one;

/// What is wrong with a change log; empty when nothing is.
pub fn change_log(history: &History, ids: &[String], actual: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let expected = entries(history);
    let mut said = BTreeMap::new();
    let mut order = Vec::new();
    for entry in list(actual, "entries") {
        let id = text(entry, "commit");
        match expected.iter().position(|known| ids[known.commit] == id) {
            None => wrong.push(format!("an entry for {id}, which is not on the main line")),
            Some(place) => {
                order.push(place);
                if said.insert(place, entry).is_some() {
                    wrong.push(format!("two entries for {id}"));
                }
            }
        }
    }
    if !order.is_sorted() {
        wrong.push(format!("entries are not in the order of history: {order:?}"));
    }
    if text(actual, "boundary") != "root" {
        let boundary = &actual["boundary"];
        wrong.push(format!("boundary should be root, is {boundary}"));
    }
    for (place, entry) in expected.iter().enumerate() {
        let heading = format!("commit {} (number {})", ids[entry.commit], entry.commit);
        let mut found = Vec::new();
        match said.get(&place) {
            None => {
                if !entry.changes.is_empty() || !entry.became_unreadable.is_empty() {
                    found.push(format!("no entry, expected {}", in_short(entry)));
                }
            }
            Some(said) => log_entry(history, ids, entry, said, &mut found),
        }
        wrong.extend(found.into_iter().map(|why| format!("{heading}: {why}")));
    }
    wrong
}

fn in_short(entry: &Entry) -> String {
    let kinds = |(id, one): (&String, &Recorded)| format!("{id} {:?}", one.change.kinds);
    let changes: Vec<_> = entry.changes.iter().map(kinds).collect();
    format!("{changes:?}, unreadable {:?}", entry.became_unreadable)
}

fn log_entry(history: &History, ids: &[String], entry: &Entry, said: &Value, wrong: &mut Vec<String>) {
    let commit = &history.commits[entry.commit];
    let recorded = text(said, "recorded").replace('Z', "+00:00");
    equal("recorded", &iso(commit.recorded), &recorded, wrong);
    equal("author.name", commit.author, text(&said["author"], "name"), wrong);
    let subject = commit.message.lines().next().unwrap_or_default();
    equal("subject", subject, text(said, "subject"), wrong);

    let unreadable = list(said, "unreadable");
    for path in &entry.became_unreadable {
        if !unreadable.iter().any(|one| mentions(one, path)) {
            wrong.push(format!("unreadable should name {path}: {unreadable:?}"));
        }
    }
    if !entry.any_unreadable && !unreadable.is_empty() {
        wrong.push(format!("everything can be read here: {unreadable:?}"));
    }
    let says_nothing = list(said, "changes").is_empty()
        && unreadable.is_empty()
        && list(said, "findings").is_empty()
        && list(said, "documents").is_empty();
    if says_nothing && entry.changes.is_empty() {
        wrong.push("an entry although nothing changed".to_owned());
    }
    let changes: BTreeMap<_, _> = entry.changes.iter().map(|(id, r)| (id, &r.change)).collect();
    let said_changes = by_id(said, wrong);
    pair_up(&changes, &said_changes, wrong, |change, said, wrong| {
        one::change(change, said, wrong);
    });
    let mut all = BTreeSet::new();
    for (id, expected) in &entry.changes {
        all.extend(&expected.candidates);
        let Some(said) = said_changes.get(id.as_str()) else {
            continue;
        };
        let by_merge = said["by_merge"].as_bool().unwrap_or(false);
        if expected.by_merge.is_some_and(|expected| expected != by_merge) {
            wrong.push(format!("{id}: by_merge should not be {by_merge}"));
        }
        if said.get("proposed_by").is_some() {
            proposed(history, ids, said, &expected.candidates, [expected], wrong);
        }
    }
    if !entry.changes.is_empty() && said.get("proposed_by").is_some() {
        proposed(history, ids, said, &all, entry.changes.values(), wrong);
    }
}

/// Checks a list of proposing commits against all who may and all who must be in it.
#[expect(clippy::too_many_arguments, reason = "one call, and each is a different thing")]
fn proposed<'a>(
    history: &History,
    ids: &[String],
    said: &Value,
    may: &BTreeSet<usize>,
    changes: impl IntoIterator<Item = &'a Recorded>,
    wrong: &mut Vec<String>,
) {
    let mut named = BTreeSet::new();
    for one in list(said, "proposed_by") {
        let id = text(one, "commit");
        let Some(number) = ids.iter().position(|known| known == id) else {
            wrong.push(format!("proposed_by names {id}, which does not exist"));
            continue;
        };
        named.insert(number);
        let commit = &history.commits[number];
        let date = text(one, "date").replace('Z', "+00:00");
        equal("proposed_by.date", &iso(commit.authored), &date, wrong);
        equal("proposed_by.author", commit.author, text(&one["author"], "name"), wrong);
    }
    let told = |numbers: &BTreeSet<usize>| -> Vec<_> { numbers.iter().map(|n| format!("{n}={}", &ids[*n][..8])).collect() };
    for change in changes {
        let missed = &change.proposers - &named;
        if !missed.is_empty() || named.is_disjoint(&change.candidates) {
            wrong.push(format!(
                "proposed_by should hold {:?} (one of {:?}), is {:?}",
                told(&change.proposers),
                told(&change.candidates),
                told(&named)
            ));
        }
    }
    let invented = &named - may;
    if !invented.is_empty() {
        wrong.push(format!("proposed_by should not hold {:?}, only {:?}", told(&invented), told(may)));
    }
}

/// What is wrong with a diff between two commits; empty when nothing is.
pub fn diff(history: &History, from: usize, to: usize, actual: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let (base, head) = (&history.commits[from], &history.commits[to]);
    let mut expected = changes(&base.effective, &head.effective);
    let mut said = by_id(actual, &mut wrong);
    summary(actual, &mut wrong);
    for path in head.effective.unreadable.keys() {
        let named = |one: &&Value| text(one, "change") == "unreadable";
        if !list(actual, "documents").iter().any(|one| named(&one)) {
            wrong.push(format!("documents should name {path} as unreadable"));
        }
    }
    for (state, word) in [(&base.effective, "added"), (&head.effective, "removed")] {
        for id in state.unreadable.values().flatten() {
            expected.remove(id);
            let change = said.remove(id.as_str());
            if change.is_some_and(|change| one::kinds(change).contains(&word)) {
                wrong.push(format!("{id} is {word}, but stands in an unreadable file"));
            }
        }
    }
    // A risk missing beside an unreadable file of its tool may be in that file: silence is right too.
    for state in [&base.effective, &head.effective] {
        let unread = state.unreadable.values().flatten();
        let tools: BTreeSet<_> = unread.map(|id| state.risks[id].tool).collect();
        expected.retain(|id, change| {
            let tool = change.after.as_ref().or(change.before.as_ref());
            let hidden = tool.is_some_and(|placed| tools.contains(placed.tool));
            said.contains_key(id.as_str()) || state.risks.contains_key(id) || !hidden
        });
    }
    let past = history.reachable(&[from]);
    let had = |id: &str| past.iter().any(|n| history.commits[*n].effective.risks.contains_key(id));
    let expected = expected.iter().collect();
    pair_up(&expected, &said, &mut wrong, |change, said, wrong| {
        let back = change.before.is_none() && had(text(said, "id"));
        if back && one::kinds(said).contains(&"returned") {
            one::after(change, said, wrong);
        } else {
            one::change(change, said, wrong);
        }
    });
    wrong
}

/// Whether a diff must be empty: same risks, same documents, everything readable.
pub fn must_be_clean(history: &History, from: usize, to: usize) -> bool {
    let (base, head) = (&history.commits[from].effective, &history.commits[to].effective);
    base.unreadable.is_empty() && head.unreadable.is_empty() && base.documents == head.documents && changes(base, head).is_empty()
}

/// What is wrong with two diffs that should be each other's mirror image.
pub fn mirror(there: &Value, back: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let (there, back) = (by_id(there, &mut wrong), by_id(back, &mut wrong));
    let turned = |kind: &str| match kind {
        "raised" => Some("lowered"),
        "lowered" => Some("raised"),
        "first_rated" => Some("withdrawn"),
        "withdrawn" => Some("first_rated"),
        "added" | "returned" => Some("removed"),
        "removed" => Some("added"),
        "mixed" => Some("mixed"),
        "mitigation" => Some("mitigation"),
        "text" => Some("text"),
        _ => None,
    };
    let ids: BTreeSet<_> = there.keys().chain(back.keys()).collect();
    for id in ids {
        let (Some(one), Some(other)) = (there.get(id), back.get(id)) else {
            wrong.push(format!("{id} is in one direction only"));
            continue;
        };
        let (one, other) = (one::kinds(one), one::kinds(other));
        if one.contains(&"returned") || other.contains(&"returned") {
            continue;
        }
        let image: BTreeSet<_> = one.iter().filter_map(|kind| turned(kind)).collect();
        let other: BTreeSet<_> = other.into_iter().filter(|kind| turned(kind).is_some()).collect();
        equal(&format!("{id}: mirrored kinds"), &image, &other, &mut wrong);
    }
    wrong
}

fn summary(actual: &Value, wrong: &mut Vec<String>) {
    for kind in KINDS {
        let has = |change: &&Value| one::kinds(change).contains(&kind);
        let counted = list(actual, "changes").iter().filter(has).count();
        let said = &actual["summary"][kind];
        if said.as_u64() != u64::try_from(counted).ok() {
            wrong.push(format!("summary.{kind} should be {counted}, is {said}"));
        }
    }
}

/// Calls `check` for what both sides have and reports what only one has.
fn pair_up(
    expected: &BTreeMap<&String, &Change>,
    actual: &BTreeMap<&str, &Value>,
    wrong: &mut Vec<String>,
    check: impl Fn(&Change, &Value, &mut Vec<String>),
) {
    for (id, change) in expected {
        let Some(said) = actual.get(id.as_str()) else {
            wrong.push(format!("{id}: missed {:?}", change.kinds));
            continue;
        };
        let mut found = Vec::new();
        check(change, said, &mut found);
        wrong.extend(found.into_iter().map(|why| format!("{id}: {why}")));
    }
    for (id, said) in actual {
        if !expected.keys().any(|known| known.as_str() == *id) {
            wrong.push(format!("{id}: invented {}", said["kinds"]));
        }
    }
}

fn by_id<'a>(actual: &'a Value, wrong: &mut Vec<String>) -> BTreeMap<&'a str, &'a Value> {
    let mut changes = BTreeMap::new();
    for change in list(actual, "changes") {
        let id = text(change, "id");
        if changes.insert(id, change).is_some() {
            wrong.push(format!("{id}: listed twice"));
        }
    }
    changes
}

fn mentions(value: &Value, path: &str) -> bool {
    match value {
        Value::String(text) => text.contains(path),
        Value::Array(values) => values.iter().any(|value| mentions(value, path)),
        Value::Object(values) => values.values().any(|value| mentions(value, path)),
        _ => false,
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn path_of(placed: Option<&Placed>) -> Option<&str> {
    placed.map(|placed| placed.path.as_str())
}

fn equal<A, B>(what: &str, expected: &A, actual: &B, wrong: &mut Vec<String>)
where
    A: ?Sized + std::fmt::Debug + PartialEq<B>,
    B: ?Sized + std::fmt::Debug,
{
    if expected != actual {
        wrong.push(format!("{what} should be {expected:?}, is {actual:?}"));
    }
}
