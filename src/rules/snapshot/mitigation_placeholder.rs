//! `mitigation-placeholder`: an action that does not say what is done.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "mitigation-placeholder",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "An action has at least four words and is no place-holder such as `to be developed` or `see above`.",
    why: "An action that nobody can carry out or check protects nobody, but it makes the table look complete.",
    bad: "action: TBD",
    good: "action: Train defence lawyers beside every prosecutor course.",
    check: Check::Snapshot(check),
};

/// What people write when they do not know yet; the text that follows does not make it an action.
const OPENINGS: [&[&str]; 20] = [
    &["tbd"],
    &["tbc"],
    &["tba"],
    &["to", "be", "added"],
    &["to", "be", "agreed"],
    &["to", "be", "announced"],
    &["to", "be", "completed"],
    &["to", "be", "confirmed"],
    &["to", "be", "decided"],
    &["to", "be", "defined"],
    &["to", "be", "determined"],
    &["to", "be", "developed"],
    &["to", "be", "discussed"],
    &["to", "be", "identified"],
    &["as", "above"],
    &["as", "appropriate"],
    &["same", "as", "above"],
    &["see", "above"],
    &["see", "below"],
    &["n", "a"],
];

/// Fewer words cannot name a deed and the people it is for.
const FEWEST_WORDS: usize = 4;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is_active()) {
        for action in at.risk.mitigation.iter().filter(|action| action.is_live()) {
            let route = action.route(&at.risk.route());
            // An action without any text was told while reading.
            if action.action.is_empty() || !is_placeholder(&action.action) {
                continue;
            }
            let message = format!("the action `{}` of {} does not say what is done", action.action, at.risk.id);
            let place = Place::value(at.document.path(), route.key("action"));
            let help = "write what is done, by whom or for whom, in a sentence that can be checked";
            findings.push(Finding::new(RULE.name, place, message).about(at.risk.id.clone()).help(help));
        }
    }
}

/// Says whether a text only stands in for an action.
pub(super) fn is_placeholder(text: &str) -> bool {
    let words = likeness::words(text);
    let opens_with = |opening: &&[&str]| opening.len() <= words.len() && opening.iter().zip(&words).all(|(a, b)| a == b);
    let is_short = words.len() < FEWEST_WORDS && !text.chars().any(is_written_without_blanks);
    is_short || OPENINGS.iter().any(opens_with)
}

/// Says whether a letter belongs to a script that puts no blanks between words, so that words cannot be counted: Thai, Lao,
/// Burmese, Khmer, kana and Chinese characters.
const fn is_written_without_blanks(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn a_placeholder_stays_one_with_words_behind_it() {
        for text in ["TBD", "tbc", "Training.", "See above", "To be developed by the legal team in spring.", "As appropriate, by all."] {
            assert!(is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn an_action_may_say_where_it_is_appropriate() {
        assert!(!is_placeholder("Train judges and, as appropriate, prosecutors."));
        assert!(!is_placeholder("培训每个省的辩护律师"));
    }
}
