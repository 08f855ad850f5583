//! `statement-thin`: a risk that the team added says in a sentence what may happen.

use super::Subject;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// Fewest words that can name a cause, an event and who is harmed.
const FEWEST_WORDS: usize = 6;

/// The rule.
pub const RULE: Rule = Rule {
    name: "statement-thin",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "The statement of a risk that the team added has at least six words.",
    why: "A catchword such as \"corruption\" cannot be rated: nobody knows what may happen, why, and to whom.",
    bad: "statement: Poor consultation.",
    good: "statement: Consultations may be held in the capital only, so that people elsewhere are not heard.",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is_users_own()) {
        let words = at.risk.statement.split_whitespace().count();
        if (1..FEWEST_WORDS).contains(&words) {
            let counted = if words == 1 { "1 word does".to_owned() } else { format!("{words} words do") };
            let finding = at.finding(RULE.name, "statement", format!("{counted} not say what may happen, why, and to whom"));
            findings.push(finding.help("write a sentence: because of what, what may happen, so that who suffers what"));
        }
    }
}
