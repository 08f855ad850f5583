//! `rating-date-not-moved`: another rating is another judgement, made on another day.

use super::{Changed, Subject};
use crate::model::Date;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "rating-date-not-moved",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "Whoever changes a likelihood or an impact gives the day of the new judgement in `rated_on`, later than the one before; \
             only a correction with a new `rationale`, recorded on that very day, keeps it.",
    why: "With the old date the new rating seems to have stood since then, and nobody can tell which one the decisions of the time rested on.",
    bad: "-likelihood: medium\n+likelihood: high\n rated_on: 2024-06-03",
    good: "-likelihood: medium\n+likelihood: high\n-rated_on: 2024-06-03\n+rated_on: 2024-06-27",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed().filter(Changed::is_rated_anew) {
        // A rating that never had a day is the business of `rated-without-date`.
        let Some(before) = changed.change.rated_on().before else { continue };
        let what = match changed.change.rated_on().after {
            Some(after) if after == before && is_corrected_at_once(subject, &changed, after) => continue,
            Some(after) if after == before => format!("`rated_on` is still {before}"),
            Some(after) if after < before => format!("`rated_on` went back from {before} to {after}"),
            None if changed.after.rated_on.is_blank() && !changed.has_slip("rated_on") => format!("`rated_on` ({before}) is gone"),
            _ => continue,
        };
        let message = format!("the rating of {} changed, but {what}", changed.after.id);
        let help = "write the day on which the team decided this rating";
        findings.push(changed.finding(RULE.name, "rated_on", message).help(help));
    }
}

/// Says whether a judgement was put right on the day on which it was made: there is no later day to give.
fn is_corrected_at_once(subject: &Subject<'_>, changed: &Changed<'_>, judged: Date) -> bool {
    let recorded = subject.past.judgement_recorded(&changed.after.id, subject.recorded);
    recorded == Some(judged) && changed.change.rationale().differs()
}
