//! `unknown-topic`, `unknown-right` and `ambiguous-number`: the words of the catalogue that documents use are in it.

use super::{Subject, overlays};
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::model::Mentioned;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::toolkit::Edition;

/// `unknown-topic`.
pub const UNKNOWN_TOPIC: Rule = Rule {
    name: "unknown-topic",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "Every topic of a risk or of an entry of the advocacy log is in the catalogue, or begins with `x_`.",
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
    checks: "Every right, rights holder and duty bearer of a risk or finding is in the catalogue, or begins with `x_`.",
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
    let topics = words(subject).into_iter().filter(|word| word.list == List::Topics && !is_number(word.slug));
    findings.extend(topics.filter_map(|word| word.unknown(UNKNOWN_TOPIC.name, &known)));
}

fn rights(subject: &Subject<'_>, findings: &mut Findings) {
    let edition = subject.edition;
    let rights: Vec<&str> = edition.rights.iter().map(|right| right.slug.as_str()).collect();
    let holders: Vec<&str> = edition.rights_holders.iter().map(|slug| slug.slug.as_str()).collect();
    let bearers: Vec<&str> = edition.duty_bearers.iter().map(|slug| slug.slug.as_str()).collect();
    for word in words(subject) {
        let known = match word.list {
            List::Topics => continue,
            List::Rights => &rights,
            List::Holders => &holders,
            List::Bearers => &bearers,
        };
        findings.extend(word.unknown(UNKNOWN_RIGHT.name, known));
    }
}

fn numbers(subject: &Subject<'_>, findings: &mut Findings) {
    for word in words(subject).into_iter().filter(|word| word.list == List::Topics && is_number(word.slug)) {
        let finding = word.finding(AMBIGUOUS_NUMBER.name, format!("{} stands for two topics", word.slug));
        findings.push(finding.help(meanings(subject.edition, word.slug)));
    }
}

/// A list of the catalogue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Topics,
    Rights,
    Holders,
    Bearers,
}

impl List {
    const fn words(self) -> &'static str {
        match self {
            Self::Topics => "topics",
            Self::Rights => "rights at stake",
            Self::Holders => "rights holders",
            Self::Bearers => "duty bearers",
        }
    }
}

/// A word of the catalogue, where a document uses it.
struct Word<'a> {
    list: List,
    slug: &'a str,
    place: Place,
    id: Option<&'a str>,
}

/// Returns every word of the catalogue that the documents use: first the risks, then the others.
fn words<'a>(subject: &Subject<'a>) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    for at in subject.snapshot.risks() {
        let lists = [
            ("topics", List::Topics, &at.risk.topics),
            ("rights_at_stake", List::Rights, &at.risk.rights_at_stake),
            ("rights_holders", List::Holders, &at.risk.rights_holders),
            ("duty_bearers", List::Bearers, &at.risk.duty_bearers),
        ];
        for (key, list, slugs) in lists {
            for (position, slug) in slugs.iter().enumerate() {
                let place = Place::value(at.document.path(), at.risk.route().key(key).index(position));
                words.push(Word { list, slug, place, id: Some(&at.risk.id) });
            }
        }
    }
    for (document, mention) in subject.snapshot.mentions() {
        let (list, slug) = match mention.what {
            Mentioned::Topic(slug) => (List::Topics, slug),
            Mentioned::RightsHolder(slug) => (List::Holders, slug),
            Mentioned::DutyBearer(slug) => (List::Bearers, slug),
            Mentioned::Role(_) | Mentioned::Day(..) | Mentioned::Risk(_) | Mentioned::Entry(_) => continue,
        };
        words.push(Word { list, slug, place: Place::value(document.path(), mention.route), id: mention.id });
    }
    let of_overlays = [
        (List::Topics, overlays::words(subject, "topics", |risk| &risk.topics)),
        (List::Rights, overlays::words(subject, "rights_at_stake", |risk| &risk.rights_at_stake)),
        (List::Holders, overlays::words(subject, "rights_holders", |risk| &risk.rights_holders)),
    ];
    for (list, named) in of_overlays {
        words.extend(named.into_iter().map(|(place, id, slug)| Word { list, slug, place, id: Some(id) }));
    }
    words
}

impl Word<'_> {
    fn unknown(&self, rule: &'static str, known: &[&str]) -> Option<Finding> {
        let slug = self.slug;
        if known.contains(&slug) || slug.starts_with("x_") {
            return None;
        }
        let help = match likeness::nearest(slug, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "use a word of the catalogue, or begin a word of your own with `x_`: x_{}",
                slug.to_lowercase().replace([' ', '-'], "_")
            ),
        };
        Some(self.finding(rule, format!("`{slug}` is not among the {} of the catalogue", self.list.words())).help(help))
    }

    fn finding(&self, rule: &'static str, message: String) -> Finding {
        let mut finding = Finding::new(rule, self.place.clone(), message);
        finding.id = self.id.map(str::to_owned);
        finding
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
