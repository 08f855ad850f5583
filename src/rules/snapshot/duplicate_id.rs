//! `duplicate-id`: an id stands for one thing in the whole project.

use std::collections::BTreeMap;

use super::{Subject, overlays};
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::model::{Action, DueDiligence, Risk, Unique};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::{OtherAt, Snapshot};

/// The rule.
pub const RULE: Rule = Rule {
    name: "duplicate-id",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "Every id stands once in the project (of a checklist's question: in its file; of an action: in its risk), and no two files are the same document.",
    why: "The history of a risk is found by its id; two risks of one id would share one history.",
    bad: "- id: LA-U01\n  …\n- id: LA-U01",
    good: "- id: LA-U01\n  …\n- id: LA-U02",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    name(subject.snapshot, findings);
    findings.extend(overlays::duplicates(subject, RULE.name));
}

/// Names every id that stands twice at a state.
pub(super) fn name(state: &Snapshot, findings: &mut Findings) {
    let mut ids = Ids::default();
    for at in state.risks() {
        findings.extend(ids.take(&at.risk.id, Spot::Risk(at.document, at.risk), "risk"));
        if !repeats(&at.risk.mitigation) {
            continue;
        }
        let actions = at.risk.mitigation.iter().map(|action| (action, action.route(&at.risk.route())));
        findings.extend(same_actions(&at.risk.id, at.document, &actions.collect::<Vec<_>>()).map(|found| found.about(at.risk.id.clone())));
    }
    let mut documents: BTreeMap<String, &Document> = BTreeMap::new();
    for OtherAt { document, other } in state.others() {
        if let Some((id, route)) = other.own_id() {
            findings.extend(ids.take(id, Spot::Other(document, route), "document"));
        } else if let Some(first) = documents.get(&document.identity()) {
            findings.push(same_document(first, document));
        } else {
            documents.insert(document.identity(), document);
        }
        let mut own = Ids::default();
        for row in other.rows() {
            let place = Spot::Other(document, row.route.key("id"));
            let known = if row.unique == Unique::InProject { &mut ids } else { &mut own };
            findings.extend(known.take(row.id, place, "entry"));
        }
    }
    for (document, analysis) in state.analyses() {
        let measures = analysis.due_diligence.iter().flat_map(|block| &block.measures);
        let measures: Vec<_> = measures.map(|measure| (measure, DueDiligence::measure_route(measure))).collect();
        findings.extend(same_actions("the decision", document, &measures));
    }
}

/// The ids that were seen, each with what it stands for and its first place.
#[derive(Default)]
struct Ids<'a>(BTreeMap<&'a str, (&'static str, Spot<'a>)>);

/// Where an id stands: hardly ever does anybody have to know.
enum Spot<'a> {
    Risk(&'a Document, &'a Risk),
    Other(&'a Document, Route),
}

impl Spot<'_> {
    fn place(&self) -> Place {
        match self {
            Self::Risk(document, risk) => Place::value(document.path(), risk.route().key("id")),
            Self::Other(document, route) => Place::value(document.path(), route.clone()),
        }
    }
}

/// Says whether two actions of a risk share an id.
fn repeats(actions: &[Action]) -> bool {
    let ids = || actions.iter().filter_map(|action| action.id.as_ref());
    ids().enumerate().any(|(place, id)| ids().take(place).any(|other| other == id))
}

impl<'a> Ids<'a> {
    /// Takes an id; one that was taken before is a finding.
    fn take(&mut self, id: &'a str, spot: Spot<'a>, what: &'static str) -> Option<Finding> {
        let Some((theirs, earlier)) = self.0.get(id) else {
            self.0.insert(id, (what, spot));
            return None;
        };
        let (place, earlier) = (spot.place(), earlier.place());
        let message = format!("the id {id} is taken by another {theirs} of this project");
        let finding = Finding::new(RULE.name, place, message).about(id).help("give the newer one the next number that was never used");
        Some(finding.related(earlier, format!("{id} stands here first")))
    }
}

/// Names a second document that is the same one: nothing tells the two apart.
fn same_document(first: &Document, second: &Document) -> Finding {
    let message = format!("{} stands in two files, and nothing tells them apart", second.called());
    let finding = Finding::new(RULE.name, Place::value(second.path(), Route::root().key("kind")), message);
    let finding = finding.help("put both into one file, or say with `scope:` which part of the project each covers");
    finding.related(Place::value(first.path(), Route::root().key("kind")), "it stands here first")
}

/// Names the actions of a list that share an id.
fn same_actions<'a>(whose: &'a str, document: &'a Document, actions: &'a [(&'a Action, Route)]) -> impl Iterator<Item = Finding> + 'a {
    actions.iter().enumerate().filter_map(move |(place, (action, route))| {
        let id = action.id.as_ref()?;
        let (_, earlier) = actions.iter().take(place).find(|(other, _)| other.id.as_ref() == Some(id))?;
        let here = Place::value(document.path(), route.key("id"));
        let there = Place::value(document.path(), earlier.key("id"));
        let finding = Finding::new(RULE.name, here, format!("two actions of {whose} are called {id}"));
        Some(finding.help("give the newer one the next number").related(there, format!("{id} stands here first")))
    })
}
