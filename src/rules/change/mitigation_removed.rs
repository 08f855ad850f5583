//! `mitigation-removed`: an action is dropped, never deleted.

use super::{Changed, Subject};
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::model::Action;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "mitigation-removed",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "No action disappears from a risk, and none becomes another under its id (less than half of the text in common); one that is given up stays with `status: dropped`.",
    why: "An action is a commitment to people at risk; when it ends, it must be seen that it ended and why.",
    bad: "-- id: M2\n-action: Review the first year of enforcement with the human rights institution.",
    good: " - id: M2\n action: Review the first year of enforcement with the human rights institution.\n-status: planned\n+status: dropped",
    check: Check::Change(check),
};

/// Below it, a text is another promise.
const HALF: f64 = 0.5;
/// From here on, two actions say the same.
const NEARLY_EQUAL: f64 = 0.9;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let touched = subject.changed().filter(|changed| !changed.change.mitigation.is_empty());
    for changed in touched {
        let mut found = Findings::new();
        for action in vanished(&changed.before.mitigation, &changed.after.mitigation) {
            found.push(finding(&changed, action));
        }
        for action in &changed.change.mitigation {
            if let (Some(before), Some(after)) = (&action.action.before, &action.action.after)
                && is_hollowed(before, after)
            {
                found.push(replaced(&changed, before, after));
            }
        }
        // Whether a key has a slip is dear to find out, and asked last.
        if !found.is_empty() && !changed.has_slip("mitigation") {
            findings.append(&mut found);
        }
    }
}

/// Says whether an action has become another one under its id: a text that shares less than half with the earlier one.
pub(super) fn is_hollowed(before: &Action, after: &Action) -> bool {
    after.is_live() && !before.action.trim().is_empty() && likeness::similarity(&before.action, &after.action) < HALF
}

fn replaced(changed: &Changed<'_>, before: &Action, after: &Action) -> Finding {
    let name = after.id.as_deref().unwrap_or("an action");
    let message = format!("{name} of {} says something else; what it was is gone: {}", changed.after.id, before.action.trim());
    let place = Place::value(changed.file, after.route(&changed.after.route()).key("action"));
    let help = "put the text back and write `status: dropped` with a `note`; what is new gets an id of its own";
    Finding::new(RULE.name, place, message).about(changed.after.id.clone()).help(help)
}

fn finding(changed: &Changed<'_>, action: &Action) -> Finding {
    let name = action.id.as_deref().map_or_else(|| "an action".to_owned(), str::to_owned);
    let message = format!("{name} of {} is gone: {}", changed.after.id, action.action);
    let place = Place::key(changed.file, changed.after.route().key("mitigation"));
    let help = "put it back; if it is given up, write `status: dropped` and say why in `note`";
    Finding::new(RULE.name, place, message).about(changed.after.id.clone()).help(help)
}

/// Returns the earlier actions that have no later one: first those of one id find each other, then those that say the
/// same, then those without an id, which may have been reworded where they stand.
fn vanished<'a>(before: &'a [Action], after: &'a [Action]) -> Vec<&'a Action> {
    let mut before: Vec<&Action> = before.iter().collect();
    let mut after: Vec<&Action> = after.iter().collect();
    pair_off(&mut before, &mut after, |one, other| one.id.is_some() && one.id == other.id);
    pair_off(&mut before, &mut after, |one, other| likeness::similarity(&one.action, &other.action) >= NEARLY_EQUAL);
    pair_off(&mut before, &mut after, |one, other| one.id.is_none() && other.id.is_none());
    before
}

fn pair_off(before: &mut Vec<&Action>, after: &mut Vec<&Action>, is_same: impl Fn(&Action, &Action) -> bool) {
    before.retain(|one| match after.iter().position(|other| is_same(one, other)) {
        Some(place) => {
            after.remove(place);
            false
        }
        None => true,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(id: Option<&str>, text: &str) -> Action {
        Action { id: id.map(str::to_owned), action: text.to_owned(), ..Action::default() }
    }

    #[test]
    fn an_action_that_moves_up_or_gets_an_id_is_still_there() {
        let (one, two) = ("Train defence lawyers in every province.", "Publish a yearly report on enforcement.");
        assert_eq!(vanished(&[action(None, one), action(None, two)], &[action(None, two)]), [&action(None, one)]);
        assert!(vanished(&[action(None, one)], &[action(Some("M1"), one)]).is_empty());
    }

    #[test]
    fn a_reworded_action_is_still_there() {
        let (one, two) = ("Train defence lawyers in every province.", "Where possible, consider courses.");
        assert!(vanished(&[action(None, one)], &[action(None, two)]).is_empty());
        assert!(vanished(&[action(Some("M1"), one)], &[action(Some("M1"), two)]).is_empty());
        assert_eq!(vanished(&[action(Some("M1"), one)], &[action(Some("M2"), two)]).len(), 1);
    }
}
