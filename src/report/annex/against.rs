//! What speaks against the record, or asks for a second look: risks that were dropped, risks that came late, rules about changes
//! that were broken.

use super::build::Ground;
use super::level;
use super::{Added, Broken, Dropped};
use crate::questions::{self, HowDropped, Source};
use crate::report::page;
use crate::report::state::short;
use crate::sharing::Part;

/// Returns the risks that vanished in the range, or were closed while medium or high.
pub(super) fn dropped(ground: &Ground<'_>) -> Vec<Dropped> {
    ground.asked.answers.dropped.iter().map(|gone| of_dropped(ground, gone)).collect()
}

fn of_dropped(ground: &Ground<'_>, gone: &questions::Dropped) -> Dropped {
    let evidence = gone.evidence_added.iter().filter(|_| ground.asked.audience.sees(Part::Reasons));
    let evidence = evidence.map(|evidence| format!("evidence {}", evidence.reference));
    let successors = (!gone.superseded_by.is_empty()).then(|| format!("its place took {}", gone.superseded_by.join(", ")));
    let returned = gone.returned.as_ref().map(|moment| match moment.day {
        Some(day) => format!("came back {day}"),
        None => "came back".to_owned(),
    });
    Dropped {
        id: ground.clean(&gone.id),
        title: ground.title(&gone.id),
        day: gone.moment.day,
        how: match gone.how {
            HowDropped::Removed => "removed",
            HowDropped::ClosedWhileRated => "closed while medium or high",
            HowDropped::NotApplicableWhileRated => "set to not applicable while medium or high",
        },
        rating: format!("{} / {}", level(&gone.rating.likelihood), level(&gone.rating.impact)),
        aside: evidence.chain(successors).chain(returned).map(|words| ground.clean(&words)).collect(),
    }
}

/// Returns the risks that were added in the range and after the baseline; none where it is not known where that lies.
pub(super) fn added(ground: &Ground<'_>) -> Option<Vec<Added>> {
    let added = ground.asked.answers.added.as_ref()?;
    let of = |added: &questions::Added| {
        let lists = [("split from", &added.split_from), ("merged from", &added.merged_from)];
        let from = lists.into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(word, ids)| format!(", {word} {}", ids.join(", ")));
        let source = match added.source {
            Source::Toolkit => "the form",
            Source::User => "the team",
        };
        Added {
            id: ground.clean(&added.id),
            title: ground.title(&added.id),
            day: added.moment.day,
            source: ground.clean(&format!("{source}{}", from.collect::<String>())),
        }
    };
    Some(added.iter().map(of).collect())
}

/// Returns the rules about changes that were broken, the oldest step first.
pub(super) fn broken(ground: &Ground<'_>) -> Vec<Broken> {
    let steps = ground.asked.log.entries.iter().flat_map(|entry| entry.findings.iter().map(move |finding| (entry, finding)));
    let told = steps.map(|(entry, finding)| Broken {
        severity: finding.severity,
        rule: finding.rule,
        id: finding.id.as_deref().map(|id| ground.clean(id)),
        message: ground.clean(&finding.message),
        day: entry.recorded.as_deref().map(page::day_of),
        commit: entry.commit.as_deref().map(short),
    });
    told.collect()
}
