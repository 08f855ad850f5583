//! What the words of the annex mean: the project's own words for its scale, and the terms of the record.

use super::Glossary;
use super::build::Ground;
use crate::model::{Level, MitigationReading, ScaleWords};
use crate::sharing::Part;

/// The terms, in the order in which a reader meets them.
const TERMS: [(&str, &str); 14] = [
    (
        "likelihood, impact",
        "The two columns of the form, each high, medium or low: how likely the risk is and how much harm it would do, with the measures that are already in place.",
    ),
    ("not rated", "Nobody has filled in the cell. It says nothing about the risk: in particular it does not say low."),
    ("judged", "The day that the team wrote down for its judgement."),
    (
        "recorded",
        "The day on which the judgement entered the project's record (the date of the commit). A value is in force from the step that brought it into the main line.",
    ),
    (
        "proposed by, brought in by",
        "Who wrote a change on a branch of its own, and who took it into the main line. Where nothing was proposed apart, one person did both.",
    ),
    ("main line, mainline", "The sequence of states that were in force, one after the other (the first parents of the revision)."),
    (
        "commit, commit id",
        "One recorded step with content, author and day. Its id, a row of digits and letters, is computed from all that and the steps before it: other content has another id.",
    ),
    (
        "signed",
        "Somebody sealed a commit with a key. Only with keys that were handed over for it can be said whether the seal holds and whose it is.",
    ),
    (
        "shallow, not in this clone",
        "The copy of the record that was read lacks its beginning. What was before is not known, and is not told.",
    ),
    (
        "replace refs, grafts",
        "Notes in a copy of the record by which git shows other steps than those that are stored. They are not followed here, and named where they are present.",
    ),
    ("action", "One measure of a mitigation strategy: planned, in progress, in place, or dropped. A dropped action stays in the record."),
    (
        "evidence",
        "A pointer to a document that is kept elsewhere; its reference, kind, day and title are in the record, the document is not.",
    ),
    ("happened", "The risk materialised. It stays in the matrix, with the response to it, until it is closed."),
    (
        "closed, not applicable",
        "The risk is over or another took its place; or it cannot arise in this project. The reason is in the record.",
    ),
];

/// Makes the glossary.
pub(super) fn glossary(ground: &Ground<'_>) -> Glossary {
    let project = ground.asked.last.project();
    let criteria = project.map(|project| project.criteria.clone()).unwrap_or_default();
    let scale = |words: &ScaleWords| Level::ALL.map(|level| (level, words.of(level).map(|words| ground.clean(words.trim())))).to_vec();
    let roles = project.map(|project| project.roles.as_slice()).unwrap_or_default();
    let roles = roles.iter().filter(|_| ground.asked.audience.sees(Part::Owners) || ground.asked.audience.sees(Part::Authors));
    Glossary {
        likelihood: scale(&criteria.likelihood),
        impact: scale(&criteria.impact),
        reading: reading(criteria.mitigation_required_when).to_owned(),
        terms: TERMS.iter().map(|(term, meaning)| ((*term).to_owned(), (*meaning).to_owned())).collect(),
        roles: roles.map(|role| (ground.clean(&role.key), ground.clean(&role.title))).collect(),
    }
}

const fn reading(reading: MitigationReading) -> &'static str {
    match reading {
        MitigationReading::Either => {
            "This project asks for a mitigation strategy where likelihood or impact is medium or high: in eight of the nine cells."
        }
        MitigationReading::Both => {
            "This project asks for a mitigation strategy where likelihood and impact are both medium or high: in four of the nine cells."
        }
    }
}
