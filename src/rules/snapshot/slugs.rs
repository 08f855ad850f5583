//! `unknown-topic`, `unknown-right` and `ambiguous-number`: the words of the catalogue that a risk carries are in it.

use super::{Subject, overlays};
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::RiskAt;
use crate::toolkit::Edition;

/// `unknown-topic`.
pub const UNKNOWN_TOPIC: Rule = Rule {
    name: "unknown-topic",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "Every topic of a risk is in the catalogue, or begins with `x_`.",
    why: "A risk under a misspelt topic is missing from every list by topic.",
    bad: "topics: [legislaton]",
    good: "topics: [legislation]",
    check: Check::Snapshot(topics),
};

/// `unknown-right`.
pub const UNKNOWN_RIGHT: Rule = Rule {
    name: "unknown-right",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "Every right, rights holder and duty bearer of a risk is in the catalogue, or begins with `x_`.",
    why: "A misspelt right is counted nowhere, and the rules on grave harm do not see it.",
    bad: "rights_at_stake: [non_discrimination, fairtrial]",
    good: "rights_at_stake: [non_discrimination, fair_trial]",
    check: Check::Snapshot(rights),
};

/// `ambiguous-number`.
pub const AMBIGUOUS_NUMBER: Rule = Rule {
    name: "ambiguous-number",
    group: Group::Toolkit,
    levels: Levels::WARNING,
    checks: "Topics are named by their word and not by a bare number, 1.1 to 1.9.",
    why: "The toolkit numbers the topics of its Part 1 in two ways, so that one number stands for two topics.",
    bad: "topics: [\"1.6\"]",
    good: "topics: [identification_and_referral]",
    check: Check::Snapshot(numbers),
};

fn topics(subject: &Subject<'_>, findings: &mut Findings) {
    let known: Vec<&str> = subject.edition.topics.iter().map(|topic| topic.slug.as_str()).collect();
    for at in subject.snapshot.risks() {
        for (position, slug) in at.risk.topics.iter().enumerate().filter(|(_, slug)| !is_number(slug)) {
            findings.extend(unknown(&at, UNKNOWN_TOPIC.name, ("topics", position, slug), &known));
        }
    }
    let named = overlays::words(subject, "topics", |risk| &risk.topics).into_iter().filter(|(.., slug)| !is_number(slug));
    findings.extend(named.filter_map(|named| unknown_in_overlay(UNKNOWN_TOPIC.name, "topics", named, &known)));
}

fn rights(subject: &Subject<'_>, findings: &mut Findings) {
    let edition = subject.edition;
    let rights: Vec<&str> = edition.rights.iter().map(|right| right.slug.as_str()).collect();
    let holders: Vec<&str> = edition.rights_holders.iter().map(|slug| slug.slug.as_str()).collect();
    let bearers: Vec<&str> = edition.duty_bearers.iter().map(|slug| slug.slug.as_str()).collect();
    for at in subject.snapshot.risks() {
        let lists = [
            ("rights_at_stake", &at.risk.rights_at_stake, &rights),
            ("rights_holders", &at.risk.rights_holders, &holders),
            ("duty_bearers", &at.risk.duty_bearers, &bearers),
        ];
        for (key, slugs, known) in lists {
            for (position, slug) in slugs.iter().enumerate() {
                findings.extend(unknown(&at, UNKNOWN_RIGHT.name, (key, position, slug), known));
            }
        }
    }
    let lists = [
        ("rights_at_stake", overlays::words(subject, "rights_at_stake", |risk| &risk.rights_at_stake), &rights),
        ("rights_holders", overlays::words(subject, "rights_holders", |risk| &risk.rights_holders), &holders),
    ];
    for (key, words, known) in lists {
        findings.extend(words.into_iter().filter_map(|named| unknown_in_overlay(UNKNOWN_RIGHT.name, key, named, known)));
    }
}

fn unknown(at: &RiskAt<'_>, rule: &'static str, (key, position, slug): (&str, usize, &str), known: &[&str]) -> Option<Finding> {
    let help = way_out(slug, known)?;
    Some(entry(at, rule, key, position, not_among(slug, key)).help(help))
}

fn unknown_in_overlay(rule: &'static str, key: &str, (place, id, slug): overlays::Named<'_>, known: &[&str]) -> Option<Finding> {
    let help = way_out(slug, known)?;
    Some(Finding::new(rule, place, not_among(slug, key)).about(id.to_owned()).help(help))
}

fn not_among(slug: &str, key: &str) -> String {
    format!("`{slug}` is not among the {} of the catalogue", key.replace('_', " "))
}

/// Returns what can be done about a word; nothing where it is known, or somebody's own.
fn way_out(slug: &str, known: &[&str]) -> Option<String> {
    if known.contains(&slug) || slug.starts_with("x_") {
        return None;
    }
    Some(match likeness::nearest(slug, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "use a word of the catalogue, or begin a word of your own with `x_`: x_{}",
            slug.to_lowercase().replace([' ', '-'], "_")
        ),
    })
}

fn numbers(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks() {
        for (position, number) in at.risk.topics.iter().enumerate().filter(|(_, slug)| is_number(slug)) {
            let finding = entry(&at, AMBIGUOUS_NUMBER.name, "topics", position, format!("{number} stands for two topics"));
            findings.push(finding.help(meanings(subject.edition, number)));
        }
    }
    for (place, id, number) in overlays::words(subject, "topics", |risk| &risk.topics).into_iter().filter(|(.., slug)| is_number(slug)) {
        let finding = Finding::new(AMBIGUOUS_NUMBER.name, place, format!("{number} stands for two topics")).about(id.to_owned());
        findings.push(finding.help(meanings(subject.edition, number)));
    }
}

fn meanings(edition: &Edition, number: &str) -> String {
    let published = edition.topics.iter().find(|topic| topic.published == number);
    let printed = edition.topics.iter().find(|topic| topic.part_three == number);
    match (published, printed) {
        (Some(one), Some(other)) if one.slug == other.slug => format!("write `{}`", one.slug),
        (Some(one), Some(other)) => {
            format!("write `{}` (the order of Part 1), or `{}` (the references printed in Part 3)", one.slug, other.slug)
        }
        _ => "write the topic's word".to_owned(),
    }
}

fn is_number(topic: &str) -> bool {
    topic.strip_prefix("1.").is_some_and(|digit| digit.len() == 1 && digit.bytes().all(|byte| (b'1'..=b'9').contains(&byte)))
}

fn entry(at: &RiskAt<'_>, rule: &'static str, key: &str, position: usize, message: String) -> Finding {
    let place = Place::value(at.document.path(), at.risk.route().key(key).index(position));
    Finding::new(rule, place, message).about(at.risk.id.clone())
}
