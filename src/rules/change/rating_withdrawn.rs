//! `rating-withdrawn`: a rating is replaced by another one, never by nothing.

use super::Subject;
use crate::model::{Field, Level, Status};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "rating-withdrawn",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "A cell that was rated does not become blank, unless the risk no longer applies.",
    why: "A blank hides what the team once knew, and the risk drops out of every count.",
    bad: "-likelihood: medium\n-impact: high\n+likelihood:\n+impact:",
    good: "-likelihood: medium\n-impact: high\n+likelihood:\n+impact:\n+status: not_applicable",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed().filter(|changed| !changed.after.is(Status::NotApplicable)) {
        let (before, after) = (&changed.before.rating, &changed.after.rating);
        let cells = [("likelihood", &before.likelihood, &after.likelihood), ("impact", &before.impact, &after.impact)];
        let emptied = cells.into_iter().filter_map(|(part, before, after)| Some((part, emptied(before, after)?)));
        let emptied: Vec<(&str, Level)> = emptied.collect();
        let Some((first, _)) = emptied.first() else { continue };
        let were = emptied.iter().map(|(part, level)| format!("{part} {}", level.word())).collect::<Vec<_>>().join(" and ");
        let now = if emptied.iter().any(|(part, _)| changed.has_slip(part)) { "cannot be read any more" } else { "became blank" };
        let message = format!("the rating of {} was taken back: {were} {now}", changed.after.id);
        let help = "put the rating back, or rate anew and say why; if the risk cannot arise any more, write `status: not_applicable` \
                    and a `status_reason`";
        findings.push(changed.finding(RULE.name, first, message).help(help));
    }
}

/// The level that was there, where none is there now. A word that is no rating takes the rating back as well: a comparison
/// that let it pass would call the next rating the first one.
fn emptied(before: &Field<Level>, after: &Field<Level>) -> Option<Level> {
    before.get().filter(|_| after.get().is_none())
}
