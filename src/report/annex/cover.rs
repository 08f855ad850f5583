//! The first page: whose history this is, from when to when, from which commits, and how whole the record is.

use super::build::Ground;
use super::rows::plain;
use super::{Count, Cover, Fact, Lists, Station, Timeline};
use crate::history::Boundary;
use crate::model::{Field, Project};
use crate::questions::Trust;
use crate::report::page::{self, Tone};

/// Makes the cover.
pub(super) fn cover(ground: &Ground<'_>, risks: &[Timeline], lists: &Lists, matrices: &[Station]) -> Cover {
    let log = ground.asked.log;
    let project = ground.asked.last.project();
    let told = page::provenance(log);
    let provenance = told.lines.iter().filter(|line| line.label != "command").map(|line| Fact {
        label: line.label.clone(),
        words: ground.clean(&plain(&line.text)),
        is_code: line.text.runs.iter().all(|run| run.tone == Tone::Code),
    });
    Cover {
        project: ground.clean(log.project.as_deref().unwrap_or("a project without a readable id")),
        title: project.map(|project| ground.clean(&project.title)).unwrap_or_default(),
        marking: log.classification.as_deref().map(|marking| ground.clean(marking)),
        audience: ground.asked.audience.note().unwrap_or("The team and those it reports to: everything that the record holds.").to_owned(),
        facts: project.map(|project| facts(ground, project)).unwrap_or_default(),
        provenance: provenance.collect(),
        cautions: cautions(ground),
        command: ground.clean(&ground.asked.command),
        as_of: ground.asked.as_of,
        counts: counts(risks, lists, matrices),
    }
}

fn facts(ground: &Ground<'_>, project: &Project) -> Vec<Fact> {
    let words = |label: &str, words: String| Fact { label: label.to_owned(), words: ground.clean(&words), is_code: false };
    let day = |field: &Field<crate::model::Date>| field.get().map_or_else(|| "not said".to_owned(), |day| day.to_string());
    let mut found = vec![
        words("project", project.id.clone()),
        words("countries", project.countries.join(", ")),
        words("period", format!("{} to {}", day(&project.starts), day(&project.ends))),
        words("stage", project.stage.get().map_or("not said", |stage| stage.word()).to_owned()),
        words("toolkit", format!("{} ({})", ground.asked.last.base_edition().title, ground.asked.last.base_edition().id)),
    ];
    found.extend(project.reviews.frequency.get().map(|frequency| {
        words("reviews", format!("{}, with {} days of grace", frequency.word().replace('_', "-"), project.reviews.grace_days))
    }));
    found.extend(ground.asked.as_of.map(|day| words("as of", format!("{day}, the day of the last record"))));
    found.retain(|fact| !fact.words.is_empty());
    found
}

fn cautions(ground: &Ground<'_>) -> Vec<String> {
    let log = ground.asked.log;
    let mut found: Vec<String> = page::boundary(&log.boundary).iter().map(plain).collect();
    if matches!(log.boundary, Boundary::Shallow(_) | Boundary::MissingObject(_)) {
        found.push("What came before is not in this annex: risks may be older, and may have been rated otherwise.".to_owned());
    }
    if log.provenance.unreadable_entries > 0 {
        let number = log.provenance.unreadable_entries;
        found.push(format!("At {number} steps a document could not be read. Its risks stand as they last did until it could be."));
    }
    if log.provenance.replace_refs {
        found.push("The repository holds replace refs or grafts. They were not followed.".to_owned());
    }
    found.extend(trust(ground.asked.trust));
    found.iter().map(|words| ground.clean(words)).collect()
}

/// Says what speaks against the record, as far as that can be seen.
fn trust(trust: &Trust) -> impl Iterator<Item = String> + '_ {
    let milestones = trust
        .milestones
        .iter()
        .flat_map(|milestone| milestone.wrong.iter().map(move |wrong| format!("Milestone {}: {}.", milestone.name, wrong.words())));
    let few = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {many}")),
    };
    let counted = [
        few(trust.bad_signatures.len(), "commit has a signature that does not hold.", "commits have a signature that does not hold."),
        few(
            trust.clock_gaps.len(),
            "judgement lies more than 30 days from its record.",
            "judgements lie more than 30 days from their record.",
        ),
        few(trust.backwards.len(), "commit was recorded before the one it follows.", "commits were recorded before those they follow."),
        few(trust.undated.len(), "commit has no date that can be read.", "commits have no date that can be read."),
        few(
            trust.bulk_edits.len(),
            "commit changes the ratings of five or more risks.",
            "commits change the ratings of five or more risks.",
        ),
    ];
    milestones.chain(counted.into_iter().flatten())
}

fn counts(risks: &[Timeline], lists: &Lists, matrices: &[Station]) -> Vec<Count> {
    let matrix = matrices.last().and_then(|station| station.matrix.as_ref());
    let rated = matrix.map(|matrix| matrix.cells.iter().map(|cell| cell.ids.len()).sum()).unwrap_or_default();
    let number = |number: usize, words: &str| Count { number, words: words.to_owned() };
    vec![
        number(risks.len(), "risks in this record"),
        number(rated, "open and rated"),
        number(lists.not_rated.len(), "open and not rated"),
        number(lists.happened.len(), "happened"),
        number(lists.never_mitigated.len(), "never mitigated"),
        number(lists.late.len(), "actions late"),
    ]
}
