//! The output of a flawless program, to try the comparison itself.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::expect::{Change, KINDS, changes, entries};
use super::history::History;
use super::import::iso;
use super::model::{Action, Placed};

pub fn change_log(history: &History, ids: &[String]) -> Value {
    let mut said = Vec::new();
    for entry in entries(history) {
        if entry.changes.is_empty() && !entry.any_unreadable {
            continue;
        }
        let commit = &history.commits[entry.commit];
        let mut proposers = std::collections::BTreeSet::new();
        let mut changes = Vec::new();
        for (id, recorded) in &entry.changes {
            let sure = !recorded.proposers.is_empty();
            proposers.extend(if sure { &recorded.proposers } else { &recorded.candidates });
            let mut change = change(id, &recorded.change);
            change["by_merge"] = json!(recorded.by_merge == Some(true));
            changes.push(change);
        }
        let proposed_by = proposers.into_iter().map(|number: &usize| {
            let one = &history.commits[*number];
            json!({"commit": ids[*number], "author": {"name": one.author}, "date": iso(one.authored)})
        });
        let unreadable: Vec<_> = commit.effective.unreadable.keys().collect();
        said.push(json!({
            "commit": ids[entry.commit], "recorded": iso(commit.recorded),
            "author": {"name": commit.author}, "subject": commit.message.lines().next(),
            "proposed_by": proposed_by.collect::<Vec<_>>(), "changes": changes,
            "unreadable": unreadable, "findings": [],
        }));
    }
    json!({"entries": said, "boundary": "root"})
}

pub fn diff(history: &History, from: usize, to: usize) -> Value {
    let (base, head) = (&history.commits[from].effective, &history.commits[to].effective);
    let mut all = changes(base, head);
    for id in [base, head].iter().flat_map(|state| state.unreadable.values()).flatten() {
        all.remove(id);
    }
    let counted = |kind: &str| all.values().filter(|one| one.kinds.contains(kind)).count();
    let summary: BTreeMap<_, _> = KINDS.iter().map(|kind| (*kind, counted(kind))).collect();
    let changes: Vec<_> = all.iter().map(|(id, one)| change(id, one)).collect();
    let gaps = head.unreadable.keys();
    let documents = gaps.map(|path| json!({"key": path, "change": "unreadable"}));
    json!({"summary": summary, "changes": changes, "documents": documents.collect::<Vec<_>>()})
}

fn change(id: &str, change: &Change) -> Value {
    let (old, new) = (change.before.as_ref(), change.after.as_ref());
    let kinds: Vec<_> = KINDS.iter().filter(|kind| change.kinds.contains(*kind)).collect();
    let both = |of: &dyn Fn(&Placed) -> Value| json!({"before": old.map(of), "after": new.map(of)});
    let mut fields = Vec::new();
    let mut mitigation = Vec::new();
    let mut evidence = Vec::new();
    if let (Some(old), Some(new)) = (old, new) {
        let (old, new) = (&old.risk, &new.risk);
        if old.owner != new.owner {
            fields.push(json!({"path": "owner", "before": old.owner, "after": new.owner}));
        }
        mitigation = actions(&old.mitigation, &new.mitigation);
        evidence.extend(new.evidence.keys().filter(|key| !old.evidence.contains_key(*key)));
    }
    json!({
        "id": id, "tool": new.or(old).map(|placed| placed.tool), "kinds": kinds,
        "file": both(&|placed| json!(placed.path)),
        "likelihood": both(&|placed| json!(placed.risk.likelihood.map(|level| level.word()))),
        "impact": both(&|placed| json!(placed.risk.impact.map(|level| level.word()))),
        "status": both(&|placed| json!(placed.risk.status_word())),
        "rated_on": both(&|placed| json!(placed.risk.rated_on)),
        "rationale": both(&|placed| json!(placed.risk.rationale)),
        "evidence_added": evidence, "mitigation": mitigation, "fields": fields,
    })
}

fn actions(old: &BTreeMap<String, Action>, new: &BTreeMap<String, Action>) -> Vec<Value> {
    let mut said = Vec::new();
    for (id, before) in old {
        let Some(after) = new.get(id) else {
            said.push(json!({"id": id, "change": "removed", "fields": {}}));
            continue;
        };
        let mut fields = serde_json::Map::new();
        for ((name, before), (_, after)) in before.fields().into_iter().zip(after.fields()) {
            if before != after {
                fields.insert(name.to_owned(), json!({"before": before, "after": after}));
            }
        }
        if !fields.is_empty() {
            said.push(json!({"id": id, "change": "changed", "fields": fields}));
        }
    }
    let added = new.keys().filter(|id| !old.contains_key(*id));
    said.extend(added.map(|id| json!({"id": id, "change": "added", "fields": {}})));
    said
}
