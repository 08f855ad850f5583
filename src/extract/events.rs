//! One row a thing that changed, step by step: what happened to a risk, each field that differs, each action, each document,
//! waiver, finding and file that could not be read.

use super::value::{Cells, row};
use super::{Kind, Shape, Value, written};
use crate::diff::{self, ActionChange, DocumentChange, FieldChange, RiskChange, WaiverChange};
use crate::history::{Changelog, Entry, Person, Proposal};
use crate::model::{Date, Waiver};
use crate::report::ToldFinding;

pub(super) const SHAPE: Shape = Shape {
    name: "events",
    record: "event",
    about: "One row a thing that changed, oldest step first. `what` says what sort of thing a row is about.",
    is_history: true,
};

/// Something that changed in a step.
pub(super) struct Row<'a> {
    entry: &'a Entry,
    step: usize,
    event: usize,
    about: About<'a>,
}

/// What changed.
#[derive(Default)]
struct About<'a> {
    what: &'static str,
    risk: Option<&'a RiskChange>,
    /// The risk, where there is no change of one.
    id: Option<String>,
    document: Option<String>,
    item: Option<String>,
    change: Option<&'static str>,
    path: Option<String>,
    before: Option<String>,
    after: Option<String>,
    file: Option<String>,
}

impl Row<'_> {
    /// Returns the commits that proposed it: those that name the risk or document, and where none does, all.
    fn proposals(&self) -> Vec<&Proposal> {
        let names = |proposal: &&Proposal| {
            let has_risk = self.about.risk.is_some_and(|change| proposal.risks.contains(&change.id));
            has_risk || self.about.document.as_ref().is_some_and(|name| proposal.documents.contains(name))
        };
        let named: Vec<&Proposal> = self.entry.proposed_by.iter().filter(names).collect();
        if named.is_empty() { self.entry.proposed_by.iter().collect() } else { named }
    }

    fn with_risk(&self, of: fn(&RiskChange) -> Value) -> Value {
        self.about.risk.map_or(Value::Nothing, of)
    }
}

type Fill = fn(&Row<'_>) -> Value;

pub(super) const FIELDS: &[Cells<Fill>] = &[
    Cells::new("event", Kind::Number, "Number of the row, from 1.", |row| Value::count(row.event)),
    Cells::new("step", Kind::Number, "Number of the step that it belongs to, from 1: the oldest in the range.", |row| {
        Value::count(row.step)
    }),
    Cells::new("commit", Kind::Text, "Full id of the commit from which it is in force; nothing for what is not committed.", |row| {
        Value::of(row.entry.commit.as_ref())
    }),
    Cells::new("recorded", Kind::Moment, "When that was recorded, with the offset of whoever did it.", |row| {
        row.entry.recorded.clone().map_or(Value::Nothing, Value::Moment)
    }),
    Cells::new("recorded_on", Kind::Day, "The day of `recorded`, where it was recorded.", |row| {
        Value::day(row.entry.recorded.as_deref().and_then(day_of))
    }),
    Cells::new("judged_on", Kind::Day, "The day of the judgement (`rated_on`) that holds from then on.", |row| {
        row.with_risk(|change| Value::day(change.rated_on().after))
    }),
    Cells::new(
        "what",
        Kind::Text,
        "`risk`, `field`, `action`, `document`, `document_field`, `waiver`, `finding` or `unreadable`.",
        |row| Value::text(row.about.what),
    ),
    Cells::new("risk", Kind::Text, "Id of the risk that it is about.", |row| {
        Value::of(row.about.risk.map(|change| &change.id).or(row.about.id.as_ref()))
    }),
    Cells::new("tool", Kind::Text, "The tool of the risk's table.", |row| row.with_risk(|change| Value::text(&change.tool))),
    Cells::new("title", Kind::Text, "Title of the risk.", |row| row.with_risk(|change| Value::text(&change.title))),
    Cells::new("document", Kind::Text, "Kind and key of the document that it is about, where it is no risk.", |row| {
        Value::of(row.about.document.as_ref())
    }),
    Cells::new("item", Kind::Text, "The action (`M1`) or the row of the document (`PD-08`).", |row| Value::of(row.about.item.as_ref())),
    Cells::new("change", Kind::Text, "What became of it; for a risk one of the kinds of change, for a finding its severity.", |row| {
        Value::of(row.about.change)
    }),
    Cells::new("path", Kind::Text, "The field that differs, by its keys; for a waiver or finding the rule.", |row| {
        Value::of(row.about.path.as_ref())
    }),
    Cells::new("before", Kind::Text, "What it was, as text.", |row| Value::of(row.about.before.as_ref())),
    Cells::new("after", Kind::Text, "What it became, as text.", |row| Value::of(row.about.after.as_ref())),
    Cells::new("kinds", Kind::Words, "All kinds of change that the risk went through in this step, the most serious first.", |row| {
        row.with_risk(|change| Value::words(&change.kinds.iter().map(|kind| kind.word().to_owned()).collect::<Vec<_>>()))
    }),
    Cells::new("rationale", Kind::Text, "The rationale that holds from then on.", |row| {
        row.with_risk(|change| Value::of(change.rationale().after))
    }),
    Cells::new("evidence_added", Kind::Words, "References of evidence that came with it.", |row| {
        row.with_risk(|change| Value::words(&change.evidence_added.iter().map(|entry| entry.reference.clone()).collect::<Vec<_>>()))
    }),
    Cells::new("review", Kind::Text, "The review that covers a change of rating.", |row| {
        row.with_risk(|change| Value::of(change.review.as_ref()))
    }),
    Cells::new("clock_gap_days", Kind::Number, "Days from judgement to record, where they are more than thirty.", |row| {
        let gap = |change: &RiskChange| row.entry.clock_gaps.iter().find(|(id, _)| *id == change.id).map(|(_, days)| *days);
        row.about.risk.and_then(gap).map_or(Value::Nothing, Value::Number)
    }),
    Cells::new("proposed_by", Kind::Words, "Who wrote it, as the project names people.", |row| {
        let mut names: Vec<String> = row.proposals().into_iter().filter_map(|proposal| proposal.author.name.clone()).collect();
        names.dedup();
        Value::words(&names)
    }),
    Cells::new("proposed_on", Kind::Moment, "When the last of them wrote it, with the offset of whoever did it.", |row| {
        row.proposals().last().and_then(|proposal| proposal.date.clone()).map_or(Value::Nothing, Value::Moment)
    }),
    Cells::new("proposed_in", Kind::Words, "Full ids of the commits that proposed it.", |row| {
        Value::words(&row.proposals().into_iter().filter_map(|proposal| proposal.commit.clone()).collect::<Vec<_>>())
    }),
    Cells::new("brought_in_by", Kind::Text, "Who recorded it.", |row| Value::of(name(&row.entry.committer))),
    Cells::new("author_role", Kind::Text, "The role of the commit's author, where the account is a role's.", |row| {
        Value::of(row.entry.author.role.as_ref())
    }),
    Cells::new("is_merge", Kind::Flag, "Whether the commit is a merge.", |row| Value::Flag(row.entry.is_merge)),
    Cells::new("by_merge", Kind::Flag, "Whether the merge itself brought a value that no side of it had.", |row| {
        row.with_risk(|change| Value::Flag(change.by_merge))
    }),
    Cells::new("signature", Kind::Text, "What is known of the commit's signature.", |row| Value::text(row.entry.signature.word())),
    Cells::new("tags", Kind::Words, "Tags on the commit; for partners and the public those of milestones.", |row| {
        Value::words(&row.entry.tags)
    }),
    Cells::new("subject", Kind::Text, "First line of the commit's message.", |row| Value::text(&row.entry.subject)),
    Cells::new("file", Kind::Text, "The file that holds it now, or held it last.", |row| {
        let of_risk = row.about.risk.and_then(|change| change.file.after.as_ref().or(change.file.before.as_ref()));
        Value::of(row.about.file.as_ref().or(of_risk))
    }),
];

pub(super) fn rows(log: &Changelog) -> Vec<Vec<Value>> {
    let steps = log.entries.iter().enumerate();
    let all = steps.flat_map(|(at, entry)| abouts(entry).into_iter().map(move |about| (entry, at + 1, about)));
    all.enumerate().map(|(at, (entry, step, about))| row(FIELDS, &Row { entry, step, event: at + 1, about })).collect()
}

/// Returns everything that changed in a step, in an order that stays.
fn abouts(entry: &Entry) -> Vec<About<'_>> {
    let mut found: Vec<About<'_>> = entry.changes.iter().flat_map(of_risk).collect();
    found.extend(entry.documents.iter().flat_map(of_document));
    found.extend(entry.waivers.iter().map(of_waiver));
    let findings = entry.findings.iter().map(ToldFinding::bare).map(|told| About {
        what: "finding",
        id: told.id,
        change: Some(told.severity.word()),
        path: Some(told.rule.to_owned()),
        after: Some(told.message),
        file: Some(told.file),
        ..About::default()
    });
    found.extend(findings);
    found.extend(entry.unreadable.iter().map(|broken| About {
        what: "unreadable",
        document: broken.document.clone(),
        after: Some(broken.reason.clone()),
        file: Some(broken.file.clone()),
        ..About::default()
    }));
    found
}

fn of_risk(change: &RiskChange) -> Vec<About<'_>> {
    let base = || About { risk: Some(change), ..About::default() };
    let kinds = change.kinds.iter().map(|kind| About { what: "risk", change: Some(kind.word()), ..base() });
    let field = |field: FieldChange| About { what: "field", ..with_field(base(), &field) };
    let fields = diff::all_fields(change).into_iter().map(field);
    let actions = change.mitigation.iter().flat_map(|action| of_action(change, action));
    kinds.chain(fields).chain(actions).collect()
}

/// An action is told field by field; one that is gone, or says nothing, in one row.
fn of_action<'a>(change: &'a RiskChange, action: &'a ActionChange) -> Vec<About<'a>> {
    let base = || About {
        what: "action",
        risk: Some(change),
        item: Some(action.id.clone()),
        change: Some(action.kind.word()),
        ..About::default()
    };
    if action.fields.is_empty() {
        return vec![base()];
    }
    action.fields.iter().map(|field| with_field(base(), field)).collect()
}

fn of_document(change: &DocumentChange) -> Vec<About<'_>> {
    let name = change.document.map_or_else(|| change.key.clone(), |kind| format!("{kind} {}", change.key));
    let file = change.file.after.clone().or_else(|| change.file.before.clone());
    let base = || About { document: Some(name.clone()), file: file.clone(), ..About::default() };
    let reason = change.reason.as_ref().map(|(reason, _)| reason.clone());
    let mut found = vec![About { what: "document", change: Some(change.kind.word()), after: reason, ..base() }];
    found.extend(change.fields.iter().map(|field| About { what: "document_field", ..with_field(base(), field) }));
    for row in &change.rows {
        let about = || About { what: "document_field", item: Some(row.id.clone()), change: Some(row.kind.word()), ..base() };
        let fields = row.own_fields();
        if fields.is_empty() {
            found.push(about());
        }
        found.extend(fields.iter().map(|field| with_field(about(), field)));
    }
    found
}

fn of_waiver(change: &WaiverChange) -> About<'_> {
    let until = |waiver: &Waiver| waiver.until.get().map(|until| format!(" (until {until})")).unwrap_or_default();
    let words = |waiver: &Option<Waiver>| {
        waiver.as_ref().map(|waiver| format!("{}{}", waiver.reason.as_deref().map(written::plain).unwrap_or_default(), until(waiver)))
    };
    About {
        what: "waiver",
        id: change.id.clone(),
        document: change.document.as_ref().map(|(kind, key)| format!("{kind} {key}")),
        change: Some(change.kind().word()),
        path: Some(change.rule.clone()),
        before: words(&change.waiver.before),
        after: words(&change.waiver.after),
        file: change.file.after.clone().or_else(|| change.file.before.clone()),
        ..About::default()
    }
}

fn with_field<'a>(about: About<'a>, field: &FieldChange) -> About<'a> {
    About {
        path: Some(field.path.clone()),
        before: written::fact(&field.values.before),
        after: written::fact(&field.values.after),
        ..about
    }
}

fn name(person: &Person) -> Option<&String> {
    person.name.as_ref()
}

/// Returns the day of a moment where it was recorded.
fn day_of(moment: &str) -> Option<Date> {
    let day = moment.split_once('T').map_or(moment, |(day, _)| day);
    let Ok(day) = day.parse() else { return None };
    Some(day)
}
