//! A check as suites of cases, the way test reports tell it: a suite a file, and in it a case for each risk and rule, those
//! without a finding too, so that a finding that was put right shows as a case that passes again.

use std::collections::{BTreeMap, BTreeSet};

use super::{CiReport, LookedAt};
use crate::finding::Severity;
use crate::report::{ToldFinding, ToldWaived};

/// The case of each file that says whether it could be read at all.
const READABLE: &str = "can be read";

/// A file with its cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suite {
    /// The file.
    pub file: String,
    /// Its cases; no two have the same name.
    pub cases: Vec<Case>,
}

/// A risk and a rule, or a rule about the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its name: `CJ-05 mitigation-required`.
    pub name: String,
    /// How it ended.
    pub result: CaseResult,
}

/// How a case ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseResult {
    /// Nothing was found.
    Passed,
    /// Something was found that does not fail the check.
    Noted(ToldFinding),
    /// Something was found that fails the check.
    Failed(ToldFinding),
    /// A waiver silences what was found.
    Waived(ToldWaived),
    /// It could not be looked at, for this reason.
    Broken(String),
}

impl CaseResult {
    /// How bad it is, for comparing two.
    const fn gravity(&self) -> u8 {
        match self {
            Self::Passed => 0,
            Self::Waived(_) => 1,
            Self::Noted(_) => 2,
            Self::Failed(_) => 3,
            Self::Broken(_) => 4,
        }
    }
}

/// Lays findings over the files that were looked at.
pub(super) fn suites(ci: &CiReport, looked_at: &[LookedAt], rules: &[&'static str], fail_on: Severity) -> Vec<Suite> {
    let mut told = results(ci, fail_on);
    looked_at.iter().map(|seen| suite(seen, rules, told.remove(seen.file.as_str()).unwrap_or_default())).collect()
}

/// Adds the suites of files that only findings or gaps name.
pub(super) fn add_strays(ci: &mut CiReport, fail_on: Severity) {
    let known: BTreeSet<&str> = ci.suites.iter().map(|suite| suite.file.as_str()).collect();
    let strays: Vec<Suite> = results(ci, fail_on)
        .into_iter()
        .filter(|(file, _)| !known.contains(file))
        .map(|(file, told)| suite(&LookedAt { file: file.to_owned(), risks: Vec::new() }, &[], told))
        .collect();
    ci.suites.extend(strays);
}

/// Adds a suite; the cases of a file that is there already go to its suite. Of two cases of one name the worse one stays.
pub(super) fn join(suites: &mut Vec<Suite>, new: Suite) {
    let Some(known) = suites.iter_mut().find(|suite| suite.file == new.file) else { return suites.push(new) };
    let places: BTreeMap<String, usize> = known.cases.iter().enumerate().map(|(place, case)| (case.name.clone(), place)).collect();
    for case in new.cases {
        match places.get(&case.name).and_then(|place| known.cases.get_mut(*place)) {
            Some(old) if case.result.gravity() > old.result.gravity() => *old = case,
            Some(_) => {}
            None => known.cases.push(case),
        }
    }
}

/// Returns what was found, by file, in its order.
fn results(ci: &CiReport, fail_on: Severity) -> BTreeMap<&str, Vec<(String, CaseResult)>> {
    let mut files: BTreeMap<&str, Vec<(String, CaseResult)>> = BTreeMap::new();
    for gap in &ci.gaps {
        if let Some(file) = &gap.file {
            files.entry(file).or_default().push((READABLE.to_owned(), CaseResult::Broken(gap.message.clone())));
        }
    }
    for told in &ci.findings {
        let result = if told.severity >= fail_on { CaseResult::Failed(told.clone()) } else { CaseResult::Noted(told.clone()) };
        files.entry(&told.file).or_default().push((name(told), result));
    }
    for waived in &ci.waived {
        files.entry(&waived.finding.file).or_default().push((name(&waived.finding), CaseResult::Waived(waived.clone())));
    }
    files
}

fn name(told: &ToldFinding) -> String {
    told.id.as_ref().map_or_else(|| told.rule.to_owned(), |id| format!("{id} {}", told.rule))
}

fn suite(seen: &LookedAt, rules: &[&'static str], told: Vec<(String, CaseResult)>) -> Suite {
    let mut found: BTreeMap<String, Vec<CaseResult>> = BTreeMap::new();
    let mut order: Vec<String> = vec![READABLE.to_owned()];
    order.extend(seen.risks.iter().flat_map(|id| rules.iter().map(move |rule| format!("{id} {rule}"))));
    order.extend(told.iter().map(|(name, _)| name.clone()));
    for (name, result) in told {
        found.entry(name).or_default().push(result);
    }
    let mut named = BTreeSet::new();
    let mut cases = Vec::new();
    for name in order {
        if named.insert(name.clone()) {
            let results = found.remove(&name).unwrap_or_else(|| vec![CaseResult::Passed]);
            cases.extend(results.into_iter().enumerate().map(|(place, result)| Case { name: numbered(&name, place), result }));
        }
    }
    Suite { file: seen.file.clone(), cases }
}

/// Names what one rule found several times about one risk: `CJ-05 bad-id`, `CJ-05 bad-id (2)`.
fn numbered(name: &str, place: usize) -> String {
    if place == 0 { name.to_owned() } else { format!("{name} ({})", place + 1) }
}
