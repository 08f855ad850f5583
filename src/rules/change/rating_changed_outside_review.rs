//! `rating-changed-outside-review`: a rating is changed by a review, not in passing.

use super::Subject;
use crate::change::Change;
use crate::model::{Date, Review, period};
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::{RiskAt, Snapshot};

/// The rule.
pub const RULE: Rule = Rule {
    name: "rating-changed-outside-review",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "A rating that goes up or down is covered by an entry of `reviews` in its document, at most 30 days old or new with it.",
    why: "A review says who looked, together with whom and at what; a rating that changes without one is a single person's.",
    bad: "-likelihood: medium\n+likelihood: high\n covers: [LA-02]",
    good: "-likelihood: medium\n+likelihood: high\n covers: [LA-01]",
    check: Check::Change(check),
};

/// Days after which a review no longer covers what is changed.
const MOST_DAYS: i64 = 30;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let states = Change::new(subject.before, subject.after);
    for changed in subject.changed().filter(super::Changed::is_re_rated) {
        let id = &changed.after.id;
        let Some(recorded) = subject.past.judgement_recorded(id, subject.recorded) else { continue };
        let at = states.after.risk_in(changed.file, id);
        if at.is_some_and(|at| covering(states, at, recorded).is_some()) {
            continue;
        }
        let message = format!("the rating of {id} changed, and no review of the last {MOST_DAYS} days covers it");
        let help = format!(
            "add the review that decided it under `reviews`, with {id} under `covers`; one held for this alone says why in `trigger`"
        );
        let moved = changed.change.likelihood();
        let part = if moved.differs() { "likelihood" } else { "impact" };
        findings.push(changed.finding(RULE.name, part, message).help(help));
    }
}

/// Finds the review in a risk's document that covers a change recorded on a day: the youngest of those dated at most thirty
/// days before, else one that the same change brought.
#[must_use]
pub fn covering_review<'a>(states: Change<&'a Snapshot>, id: &str, recorded: Date) -> Option<&'a Review> {
    covering(states, states.after.risk(id)?, recorded)
}

/// Finds the review that covers a risk of which it is known where it stands.
#[must_use]
pub fn covering<'a>(states: Change<&'a Snapshot>, at: RiskAt<'a>, recorded: Date) -> Option<&'a Review> {
    let id = at.risk.id.as_str();
    let earliest = period::days_later(recorded, -MOST_DAYS);
    let covering = || at.assessment.reviews.iter().filter(|review| review.covers(id));
    let dated = covering().filter_map(|review| Some((review.date.get()?, review)));
    let in_time = dated.filter(|(date, _)| (earliest..=recorded).contains(date)).max_by_key(|(date, _)| *date);
    let was_there = |review: &Review| {
        let mut known = states.before.assessments().filter(|(_, before)| before.identity() == at.assessment.identity());
        known.any(|(_, before)| before.reviews.iter().any(|old| old.round == review.round))
    };
    let is_past = |review: &&Review| review.date.get().is_some_and(|date| date <= recorded);
    in_time.map(|(_, review)| review).or_else(|| covering().filter(is_past).find(|review| !was_there(review)))
}
