//! The first page: whose history this is, from when to when, from which commits, and how whole the record is.

use super::build::Ground;
use super::rows::plain;
use super::{Count, Cover, Fact, Lists, Standing, Timeline};
use crate::finding::Severity;
use crate::history::Boundary;
use crate::model::{Date, Field, Project, Status};
use crate::questions::Trust;
use crate::report::page::{self, Tone};
use crate::snapshot::strictest;

/// Makes the cover.
pub(super) fn cover(ground: &Ground<'_>, risks: &[Timeline], lists: &Lists) -> Cover {
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
        marking: marking(ground).map(|marking| ground.clean(&marking)),
        audience: ground.asked.audience.note().unwrap_or("The team and those it reports to: everything that the record holds.").to_owned(),
        facts: project.map(|project| facts(ground, project)).unwrap_or_default(),
        provenance: provenance.collect(),
        cautions: cautions(ground),
        command: ground.clean(&ground.asked.command),
        as_of: ground.asked.as_of,
        counts: counts(ground, risks, lists),
    }
}

/// Returns the strictest marking of all that the annex tells, which is more than the range.
fn marking(ground: &Ground<'_>) -> Option<String> {
    strictest(ground.asked.log.classification.as_deref(), ground.asked.tracker.markings().strictest().into_iter())
}

fn facts(ground: &Ground<'_>, project: &Project) -> Vec<Fact> {
    let words = |label: &str, words: String| Fact { label: label.to_owned(), words: ground.clean(&words), is_code: false };
    let day = |field: &Field<Date>| field.get().map_or_else(|| "not said".to_owned(), |day| day.to_string());
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
    found.extend(ground.asked.as_of.map(|day| words("as of", as_of(day, ground.asked.last_record))));
    found.retain(|fact| !fact.words.is_empty());
    found
}

fn cautions(ground: &Ground<'_>) -> Vec<String> {
    let log = ground.asked.log;
    let mut found: Vec<String> = page::boundary(&log.boundary).iter().map(plain).collect();
    if ground.asked.answers.cut.is_some() || matches!(log.boundary, Boundary::Shallow(_) | Boundary::MissingObject(_)) {
        found.push("What came before is not in this annex: risks may be older, and may have been rated otherwise.".to_owned());
    }
    if log.provenance.unreadable_entries > 0 {
        let number = log.provenance.unreadable_entries;
        found.push(format!("At {number} steps a document could not be read. Its risks stand as they last did until it could be."));
    }
    let end = ground.asked.end;
    let broken = end.all_documents().filter(|document| !document.is_readable()).map(|document| document.path());
    found.extend(broken.map(|path| {
        format!("{} cannot be read at the end: what it says there is told as it last was.", ground.asked.veil.hide_path(path))
    }));
    found.extend(end.unseen.iter().map(|file| format!("{} could not be looked at.", ground.asked.veil.hide_path(&file.path))));
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

fn as_of(day: Date, last_record: Option<Date>) -> String {
    match last_record {
        Some(last) if last == day => format!("{day}, the day of the last record"),
        Some(last) => format!("{day}; the last record is of {last}"),
        None => day.to_string(),
    }
}

/// Counts the risks, so that the parts add up to those that are there now, and what was found.
fn counts(ground: &Ground<'_>, risks: &[Timeline], lists: &Lists) -> Vec<Count> {
    let of = |is: &dyn Fn(&Standing) -> bool| risks.iter().filter(|risk| is(&risk.now)).count();
    let is_open = |now: &Standing| now.is_there && matches!(now.status, None | Some(Status::Open));
    let is_rated = |now: &Standing| now.likelihood.known().is_some() && now.impact.known().is_some();
    let is = |status: Status| of(&|now: &Standing| now.is_there && now.status == Some(status));
    let number = |number: usize, words: &str| Count { number, words: words.to_owned() };
    let gone = of(&|now: &Standing| !now.is_there);
    let mut found = vec![number(of(&|now: &Standing| now.is_there), "risks now")];
    found.extend((gone > 0).then(|| number(gone, "no longer there")));
    found.extend([
        number(of(&|now: &Standing| is_open(now) && is_rated(now)), "open and rated"),
        number(of(&|now: &Standing| is_open(now) && !is_rated(now)), "open and not rated"),
        number(is(Status::Materialised), "happened"),
    ]);
    let others = [(is(Status::Closed), "closed"), (is(Status::NotApplicable), "not applicable")];
    found.extend(others.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| number(count, words)));
    // What was before the oldest state in this clone is not known, and no number may hide that.
    let known = ground.asked.answers.cut.as_ref().map(|cut| match cut.day {
        Some(day) => format!(" as far as known: the history here begins {day}"),
        None => " as far as known: the beginning of the history is not here".to_owned(),
    });
    let known = known.unwrap_or_default();
    found.push(number(lists.never_mitigated.len(), &format!("never mitigated{known}")));
    found.push(number(lists.late.len(), if lists.late.len() == 1 { "action late" } else { "actions late" }));
    found.push(number(lists.dropped.len(), &format!("dropped{known}")));
    found.extend(lists.added.as_ref().map(|added| number(added.len(), &format!("added after the baseline{known}"))));
    let severities = [(Severity::Error, "change rules broken (errors)"), (Severity::Warning, "warnings about changes")];
    found.extend(severities.map(|(severity, words)| number(lists.broken(severity), &format!("{words}{known}"))));
    found
}
