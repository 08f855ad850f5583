//! `explicit-language-removed`: the word for what may be done to people is gone, and the rating is the same.

use super::Subject;
use crate::change::Change;
use crate::diff;
use crate::likeness;
use crate::model::Risk;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "explicit-language-removed",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "A statement keeps the words for the harm while its rating stays. Terms, in any of their forms: torture, ill-treatment, \
             inhuman or degrading treatment, violence, rape, killing, death penalty, execution, disappearance, arbitrary acts, detention, \
             imprisonment, deportation, expulsion, refoulement, unfair trial, coercion, forced labour, child labour, slavery, \
             exploitation, discrimination, persecution, reprisals, stigma, surveillance.",
    why: "Softer words for the same rating hide from a reader what is at stake; who must write softly has `public_statement` for it.",
    bad: "-minorities are held in arbitrary detention more often than others.\n+minorities meet difficulties more often than others.",
    good: " minorities are held in arbitrary detention more often than others.\n\
           +public_statement: Minorities may meet difficulties more often than others.",
    check: Check::Change(check),
};

/// A term and the beginnings of the words that stand for it; words one after another make one phrase.
type Term = (&'static str, &'static [&'static [&'static str]]);

/// The terms that `explain` lists.
const TERMS: [Term; 26] = [
    ("torture", &[&["tortur"]]),
    ("ill-treatment", &[&["ill", "treat"], &["mistreat"], &["maltreat"], &["beat"]]),
    ("inhuman or degrading treatment", &[&["inhuman"], &["degrading"], &["cruel"]]),
    ("violence", &[&["violen"]]),
    ("rape", &[&["rape"], &["raping"]]),
    ("killing", &[&["kill"], &["murder"]]),
    ("death penalty", &[&["death", "penalt"], &["death", "sentence"], &["capital", "punish"]]),
    ("execution", &[&["executed"], &["executions"]]),
    ("disappearance", &[&["disappear"]]),
    ("arbitrary acts", &[&["arbitrar"]]),
    ("detention", &[&["detention"], &["detain"]]),
    ("imprisonment", &[&["imprison"], &["prison"], &["jail"]]),
    ("deportation", &[&["deport"]]),
    ("expulsion", &[&["expel"], &["expuls"]]),
    ("refoulement", &[&["refoul"]]),
    ("unfair trial", &[&["unfair"], &["fair", "trial"]]),
    ("coercion", &[&["coerc"]]),
    ("forced labour", &[&["forced", "labo"]]),
    ("child labour", &[&["child", "labo"]]),
    ("slavery", &[&["slave"], &["enslav"], &["servitude"]]),
    ("exploitation", &[&["exploit"]]),
    ("discrimination", &[&["discriminat"]]),
    ("persecution", &[&["persecut"]]),
    ("reprisals", &[&["repris"], &["retaliat"]]),
    ("stigma", &[&["stigma"]]),
    ("surveillance", &[&["surveil"], &["spied"], &["spying"]]),
];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed().filter(super::Changed::keeps_its_rating) {
        let gone = terms_lost(changed.before, changed.after);
        if gone.is_empty() {
            continue;
        }
        let message = format!("the statement of {} no longer names {}, and its rating did not change", changed.after.id, gone.join(", "));
        let help = "put the word back and keep softer words for `public_statement`; if the risk has become another one, rate it anew";
        findings.push(changed.finding(RULE.name, "statement", message).help(help));
    }
}

/// Returns the terms that the statement of a risk lost while its rating stayed. A statement that is blank now says nothing at all,
/// which is another finding.
#[must_use]
pub fn terms_lost(before: &Risk, after: &Risk) -> Vec<&'static str> {
    if diff::rating_move(Change::new(&before.rating, &after.rating)).is_any() || after.statement.trim().is_empty() {
        return Vec::new();
    }
    gone(&before.statement, &after.statement)
}

/// Returns the terms of the earlier text that the later one does not have in any form.
fn gone(before: &str, after: &str) -> Vec<&'static str> {
    let (before, after) = (likeness::words(before), likeness::words(after));
    let is_gone = |(_, forms): &&Term| names(&before, forms) && !names(&after, forms);
    TERMS.iter().filter(is_gone).map(|(term, _)| *term).collect()
}

fn names(words: &[String], forms: &[&[&str]]) -> bool {
    forms.iter().any(|phrase| {
        let mut runs = words.windows(phrase.len());
        runs.any(|run| run.iter().zip(*phrase).all(|(word, beginning)| word.starts_with(beginning)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_in_another_form_is_still_there() {
        assert!(gone("People may be detained.", "Detention of people may follow.").is_empty());
        assert!(gone("Nothing of that kind.", "Nothing at all.").is_empty());
        assert_eq!(gone("Torture and the death penalty may follow.", "Hardship may follow."), ["torture", "death penalty"]);
        assert_eq!(gone("Ill-treatment in custody.", "Trouble in custody."), ["ill-treatment"]);
    }

    #[test]
    fn the_text_of_the_rule_lists_every_term() {
        for (term, _) in TERMS {
            assert!(RULE.checks.contains(term), "{term}");
        }
    }
}
