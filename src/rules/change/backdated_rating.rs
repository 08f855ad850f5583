//! `backdated-rating`: the day of a judgement lies long before its record, or before what was recorded last.

use super::Subject;
use crate::diff::RiskChange;
use crate::finding::{Finding, Place};
use crate::model::period;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "backdated-rating",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "The `rated_on` of a judgement lies at most 30 days before its record, and not before the last commit that touched the risk.",
    why: "A rating that is written down much later was in force for nobody in between, whatever its date says.",
    bad: "-likelihood: medium\n+likelihood: high\n-rated_on: 2024-03-04\n+rated_on: 2024-05-20",
    good: "-likelihood: medium\n+likelihood: high\n-rated_on: 2024-03-04\n+rated_on: 2024-06-27",
    check: Check::Change(check),
};

/// Days that a judgement may wait for its record.
const MOST_DAYS: i64 = 30;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // A project that begins brings what was known and judged before it.
    if subject.before.project().is_none() {
        return;
    }
    for change in subject.diff.changes.iter().filter(|change| is_judged_anew(change)) {
        let (Some(risk), Some(file)) = (&change.risk.after, change.file.after.as_deref()) else { continue };
        let Some(judged) = risk.rated_on.get() else { continue };
        let Some(recorded) = subject.past.judgement_recorded(&change.id, subject.recorded) else { continue };
        let waited = period::days_between(judged, recorded);
        // A day that did not move is the business of `rating-date-not-moved`.
        let touched = subject.past.touched_on(&change.id).filter(|touched| *touched > judged && change.rated_on().differs());
        let what = match touched {
            _ if waited > MOST_DAYS => format!("{waited} days before it was recorded"),
            Some(touched) => format!("before the commit of {touched}, the last one that touched the risk"),
            None => continue,
        };
        let message = format!("the rating of {} is dated {judged}, {what}", change.id);
        let help = "give the day on which this rating was decided; if it was decided then, say in `rationale` why it is recorded only now";
        let place = Place::value(file, risk.route().key("rated_on"));
        findings.push(Finding::new(RULE.name, place, message).about(change.id.clone()).help(help));
    }
}

/// Says whether a change brings a judgement: another rating, another day of one, or a new risk that is rated.
pub(super) fn is_judged_anew(change: &RiskChange) -> bool {
    change.rated_on().after.is_some() && (change.rated_on().differs() || change.rating_move().is_any())
}
