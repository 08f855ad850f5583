//! What an audit must answer about a random history, worked out from the states that the oracle knows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::expect::{Change, entries};
use super::history::History;
use super::import::{day, iso};
use super::model::{Level, Placed, Risk, Status};

/// The day that the manifest gives the milestone `baseline`.
pub const BASELINE_DAY: &str = "2023-07-01";

/// A range of the mainline, and where the baseline is tagged, if it is.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub from: Option<usize>,
    pub to: usize,
    pub tag: Option<usize>,
}

/// Lines by question; none where the question has no answer.
type Answers = BTreeMap<&'static str, Option<BTreeSet<String>>>;

/// What is wrong with the answers; empty when nothing is.
pub fn audit(history: &History, ids: &[String], asked: Asked, said: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let said = told(said);
    for (question, expected) in expected(history, ids, asked) {
        let said = said.get(question).cloned().flatten();
        match (expected, said) {
            (Some(expected), Some(said)) => {
                wrong.extend(expected.difference(&said).map(|line| format!("{question}: missed {line}")));
                wrong.extend(said.difference(&expected).map(|line| format!("{question}: invented {line}")));
            }
            (None, None) => {}
            (expected, said) => wrong.push(format!("{question}: should be {expected:?}, is {said:?}")),
        }
    }
    wrong
}

fn expected(history: &History, ids: &[String], asked: Asked) -> Answers {
    let line = Line::of(history, ids, asked);
    let mut answers = Answers::new();
    answers.insert("first_rated_high", Some(line.first_high()));
    answers.insert("never_mitigated", Some(line.mitigation().0));
    answers.insert("time_to_mitigation", Some(line.mitigation().1));
    answers.insert("not_rated", Some(line.not_rated()));
    answers.insert("added_during_implementation", line.after_baseline().map(|after| line.added(&after)));
    answers.insert("steps_since_baseline", line.after_baseline().map(|after| line.steps(&after)));
    for (question, told) in
        [("lowered", lowered as fn(&str, &Change) -> Option<String>), ("materialised", materialised), ("dropped", dropped)]
    {
        answers.insert(question, Some(line.events(told)));
    }
    answers
}

/// The mainline up to the end of the range.
struct Line<'a> {
    history: &'a History,
    ids: &'a [String],
    asked: Asked,
    numbers: Vec<usize>,
}

impl<'a> Line<'a> {
    fn of(history: &'a History, ids: &'a [String], asked: Asked) -> Self {
        Self { history, ids, asked, numbers: history.mainline(asked.to) }
    }

    fn risks(&self, number: usize) -> &'a BTreeMap<String, Placed> {
        &self.history.commits[number].effective.risks
    }

    fn is_in_range(&self, number: usize) -> bool {
        let place = |of: usize| self.numbers.iter().position(|one| *one == of);
        self.asked.from.is_none_or(|from| place(number) > place(from))
    }

    fn moment(&self, number: Option<usize>) -> String {
        let Some(number) = number else { return "-".to_owned() };
        let mark = if self.is_in_range(number) { "" } else { " before" };
        format!("{} {}{mark}", self.ids[number], iso(self.history.commits[number].recorded))
    }

    /// Every id that was ever there.
    fn all(&self) -> BTreeSet<&'a String> {
        self.numbers.iter().flat_map(|number| self.risks(*number).keys()).collect()
    }

    /// The first state, from one on, in which a risk is something.
    fn first(&self, id: &str, from: usize, is: impl Fn(&Risk) -> bool) -> Option<usize> {
        let place = self.numbers.iter().position(|number| *number == from)?;
        self.numbers[place..].iter().copied().find(|number| self.risks(*number).get(id).is_some_and(|placed| is(&placed.risk)))
    }

    fn first_high(&self) -> BTreeSet<String> {
        let line = |id: &&String| {
            let likelihood = self.first(id, self.numbers[0], |risk| risk.likelihood == Some(Level::High));
            let impact = self.first(id, self.numbers[0], |risk| risk.impact == Some(Level::High));
            (likelihood.is_some() || impact.is_some()).then(|| format!("{id}: {}, {}", self.moment(likelihood), self.moment(impact)))
        };
        self.all().iter().filter_map(line).collect()
    }

    /// What was never mitigated, and how long the others took.
    fn mitigation(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let (mut never, mut took) = (BTreeSet::new(), BTreeSet::new());
        for id in self.all() {
            let Some(required) = self.first(id, self.numbers[0], needs_action) else { continue };
            let is_live = |risk: &Risk| risk.mitigation.values().any(|action| action.status != "dropped");
            match self.first(id, required, is_live) {
                None => _ = never.insert(format!("{id}: {}", self.moment(Some(required)))),
                Some(live) => {
                    let days = day(self.history.commits[live].recorded) - day(self.history.commits[required].recorded);
                    took.insert(format!("{id}: {}, {}, {days}", self.moment(Some(required)), self.moment(Some(live))));
                }
            }
        }
        (never, took)
    }

    fn not_rated(&self) -> BTreeSet<String> {
        let mut lines = BTreeSet::new();
        for id in self.all() {
            let mut since = None;
            for number in &self.numbers {
                let end = match self.risks(*number).get(id).map(|placed| &placed.risk) {
                    None => "removed",
                    Some(risk) if risk.status.0 != Status::Open => "not_open",
                    Some(risk) if risk.likelihood.is_some() && risk.impact.is_some() => "rated",
                    Some(_) => {
                        since = since.or(Some(*number));
                        continue;
                    }
                };
                if let Some(from) = since.take() {
                    lines.insert(format!("{id}: {} to {} {end}", self.moment(Some(from)), self.moment(Some(*number))));
                }
            }
            lines.extend(since.map(|from| format!("{id}: {} to - -", self.moment(Some(from)))));
        }
        lines
    }

    /// The steps after the baseline; none where that comes after the end.
    fn after_baseline(&self) -> Option<BTreeSet<usize>> {
        let place = |of: usize| self.numbers.iter().position(|one| *one == of);
        let skipped = match self.asked.tag {
            Some(tag) => place(tag)? + 1,
            None => {
                let is_early = |number: &usize| iso(self.history.commits[*number].recorded)[..10] <= *BASELINE_DAY;
                self.numbers.iter().rposition(is_early).map_or(0, |place| place + 1)
            }
        };
        Some(self.numbers[skipped..].iter().copied().collect())
    }

    fn added(&self, after: &BTreeSet<usize>) -> BTreeSet<String> {
        let line = |id: &&String| {
            let first = self.numbers.iter().copied().find(|number| self.risks(*number).contains_key(*id))?;
            let origin = if id.contains("-U") { "user" } else { "toolkit" };
            (after.contains(&first) && self.is_in_range(first)).then(|| format!("{id}: {} {origin}", self.ids[first]))
        };
        self.all().iter().filter_map(line).collect()
    }

    fn steps(&self, after: &BTreeSet<usize>) -> BTreeSet<String> {
        let of = entries(self.history).into_iter().filter(|entry| after.contains(&entry.commit));
        of.flat_map(|entry| entry.changes.into_keys().map(move |id| format!("{} {id}", self.ids[entry.commit]))).collect()
    }

    /// What the steps of the range did.
    fn events(&self, told: fn(&str, &Change) -> Option<String>) -> BTreeSet<String> {
        let steps =
            entries(self.history).into_iter().filter(|entry| self.numbers.contains(&entry.commit) && self.is_in_range(entry.commit));
        let of = |entry: super::expect::Entry| {
            let lines = entry.changes.iter().filter_map(|(id, recorded)| told(id, &recorded.change));
            lines.map(|line| format!("{} {line}", self.ids[entry.commit])).collect::<Vec<_>>()
        };
        steps.flat_map(of).collect()
    }
}

/// Medium or high on either side, with both rated, while it is open or has happened.
fn needs_action(risk: &Risk) -> bool {
    let is_active = matches!(risk.status.0, Status::Open | Status::Materialised);
    let levels = risk.likelihood.zip(risk.impact);
    is_active && levels.is_some_and(|(likelihood, impact)| likelihood > Level::Low || impact > Level::Low)
}

fn word(level: Option<Level>) -> &'static str {
    level.map_or("-", Level::word)
}

fn in_force(risk: &Risk) -> String {
    let live = risk.mitigation.iter().filter(|(_, action)| matches!(action.status.as_str(), "in_place" | "in_progress"));
    live.map(|(id, action)| format!("{id} {}", action.status)).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("+")
}

fn lowered(id: &str, change: &Change) -> Option<String> {
    let (old, new) = (&change.before.as_ref()?.risk, &change.after.as_ref()?.risk);
    let parts = [(old.likelihood, new.likelihood), (old.impact, new.impact)];
    let any = |test: fn(&Level, &Level) -> bool| parts.iter().any(|(old, new)| old.zip(*new).is_some_and(|(old, new)| test(&new, &old)));
    if !any(Level::lt) {
        return None;
    }
    let direction = if any(Level::gt) { "mixed" } else { "lowered" };
    let moves: Vec<String> = parts.iter().map(|(old, new)| format!("{}>{}", word(*old), word(*new))).collect();
    let evidence: Vec<&str> = new.evidence.keys().filter(|key| !old.evidence.contains_key(*key)).map(String::as_str).collect();
    let judged = new.rated_on.as_deref().unwrap_or("-");
    Some(format!("{id} {direction} {} {judged} {} {}", moves.join(" "), evidence.join("+"), in_force(new)))
}

fn materialised(id: &str, change: &Change) -> Option<String> {
    let new = &change.after.as_ref()?.risk;
    let old = change.before.as_ref().map(|placed| &placed.risk);
    let is = |risk: &Risk| risk.status.0 == Status::Materialised;
    let then = old.unwrap_or(new);
    (is(new) && !old.is_some_and(is)).then(|| format!("{id} {} {} {}", word(then.likelihood), word(then.impact), in_force(then)))
}

fn dropped(id: &str, change: &Change) -> Option<String> {
    let old = &change.before.as_ref()?.risk;
    let Some(new) = change.after.as_ref().map(|placed| &placed.risk) else { return Some(format!("{id} removed")) };
    let counts = [old.likelihood, old.impact, new.likelihood, new.impact].into_iter().flatten().any(|level| level > Level::Low);
    let became = |status: Status| new.status.0 == status && old.status.0 != status;
    let how = match counts {
        true if became(Status::Closed) => "closed_while_rated",
        true if became(Status::NotApplicable) => "not_applicable_while_rated",
        _ => return None,
    };
    Some(format!("{id} {how}"))
}

/// The same lines of what was said.
fn told(said: &Value) -> Answers {
    let mut answers = Answers::new();
    let mut answer = |key: &'static str, rows: &Value, line: &dyn Fn(&Value) -> Vec<String>| {
        answers.insert(key, rows.as_array().map(|rows| rows.iter().flat_map(line).collect()));
    };
    answer("first_rated_high", &said["first_rated_high"], &|row| {
        vec![format!("{}: {}, {}", text(row, "id"), moment(&row["likelihood"]), moment(&row["impact"]))]
    });
    answer("never_mitigated", &said["never_mitigated"], &|row| vec![format!("{}: {}", text(row, "id"), moment(&row["required_since"]))]);
    answer("time_to_mitigation", &said["time_to_mitigation"], &|row| {
        vec![format!("{}: {}, {}, {}", text(row, "id"), moment(&row["required_since"]), moment(&row["first_live"]), row["days"])]
    });
    answer("not_rated", &said["not_rated"], &|row| {
        vec![format!("{}: {} to {} {}", text(row, "id"), moment(&row["from"]), moment(&row["until"]), text(row, "ended_by"))]
    });
    answer("added_during_implementation", &said["added_during_implementation"], &|row| {
        vec![format!("{}: {} {}", text(row, "id"), text(row, "commit"), text(row, "origin"))]
    });
    answer("steps_since_baseline", &said["since_baseline"]["steps"], &|step| {
        let changes = step["changes"].as_array().cloned().unwrap_or_default();
        changes.iter().map(|change| format!("{} {}", text(step, "commit"), text(change, "id"))).collect()
    });
    answer("lowered", &said["lowered"], &|row| {
        let pair = |key: &str| format!("{}>{}", text(&row[key], "before"), text(&row[key], "after"));
        let evidence: Vec<&str> = row["evidence_added"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let (id, direction, judged) = (text(row, "id"), text(row, "direction"), text(row, "rated_on"));
        let moves = format!("{} {}", pair("likelihood"), pair("impact"));
        vec![format!("{} {id} {direction} {moves} {judged} {} {}", text(row, "commit"), evidence.join("+"), actions(row))]
    });
    answer("materialised", &said["materialised"], &|row| {
        let (id, likelihood, impact) = (text(row, "id"), text(row, "likelihood"), text(row, "impact"));
        vec![format!("{} {id} {likelihood} {impact} {}", text(row, "commit"), actions(row))]
    });
    answer("dropped", &said["dropped"], &|row| vec![format!("{} {} {}", text(row, "commit"), text(row, "id"), text(row, "how"))]);
    answers
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("-")
}

fn moment(value: &Value) -> String {
    if value.is_null() {
        return "-".to_owned();
    }
    let mark = match (value["in_range"].as_bool(), value["or_earlier"].as_bool()) {
        (Some(true), Some(false)) => "",
        (Some(false), Some(false)) => " before",
        _ => " at the edge, in a whole history",
    };
    format!("{} {}{mark}", text(value, "commit"), text(value, "recorded"))
}

fn actions(row: &Value) -> String {
    let actions = row["mitigation_in_force"].as_array().into_iter().flatten();
    let lines: BTreeSet<String> = actions.map(|action| format!("{} {}", text(action, "id"), text(action, "status"))).collect();
    lines.into_iter().collect::<Vec<_>>().join("+")
}
