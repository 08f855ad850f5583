//! The same risk of the toolkit in several projects: how it is rated where.

use std::collections::BTreeMap;

use super::Row;
use crate::model::{Level, Status};
use crate::snapshot::Snapshot;

/// A risk of the toolkit that at least two projects have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedRisk {
    /// Its id.
    pub id: String,
    /// The edition that prints it.
    pub edition: String,
    /// The tool that prints it.
    pub tool: String,
    /// Its short title.
    pub title: String,
    /// How each project rates it, in the order of the projects that were looked at; none where a project does not have it.
    pub there: Vec<Option<RatedThere>>,
}

/// How a project rates a risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatedThere {
    /// How likely it is; none where that is not rated.
    pub likelihood: Option<Level>,
    /// How much harm it would do; none where that is not rated.
    pub impact: Option<Level>,
    /// Its status; none where that cannot be read.
    pub status: Option<Status>,
}

/// A risk of the toolkit in one project.
#[derive(Debug, Clone)]
pub(super) struct Printed {
    key: Key,
    title: String,
    rated: RatedThere,
}

/// Edition, tool, number, id: the order of the toolkit.
type Key = (String, String, u32, String);

/// Finds the risks of a state that the toolkit prints; a project's own are not comparable.
pub(super) fn printed(state: &Snapshot) -> Vec<Printed> {
    let edition = state.base_edition();
    let rated = |at: crate::snapshot::RiskAt<'_>| {
        let known = edition.risk(&at.risk.id)?;
        let rating = &at.risk.rating;
        let rated = RatedThere { likelihood: rating.likelihood.get(), impact: rating.impact.get(), status: at.risk.status() };
        let key = (edition.id.clone(), known.tool.clone(), known.number, known.id.clone());
        Some(Printed { key, title: known.title.clone(), rated })
    };
    state.risks().filter_map(rated).collect()
}

/// Lays the projects over each other.
pub(super) fn shared(rows: &[Row]) -> Vec<SharedRisk> {
    let projects: Vec<&[Printed]> =
        rows.iter().filter_map(|row| row.found.as_ref().ok()).map(|project| project.printed.as_slice()).collect();
    let mut found: BTreeMap<&Key, (&str, Vec<Option<RatedThere>>)> = BTreeMap::new();
    for (place, printed) in projects.iter().enumerate() {
        for risk in *printed {
            let (_, there) = found.entry(&risk.key).or_insert_with(|| (&risk.title, vec![None; projects.len()]));
            if let Some(cell) = there.get_mut(place) {
                // Of two rows with one id the first counts, as everywhere.
                cell.get_or_insert_with(|| risk.rated.clone());
            }
        }
    }
    // Two clones of one project are one project.
    let is_again: Vec<bool> = rows.iter().filter(|row| row.found.is_ok()).map(|row| row.same_as.is_some()).collect();
    let counts = |there: &[Option<RatedThere>]| there.iter().zip(&is_again).filter(|(there, again)| there.is_some() && !**again).count();
    let in_several = found.into_iter().filter(|(_, (_, there))| counts(there) > 1);
    let told = in_several.map(|((edition, tool, _, id), (title, there))| SharedRisk {
        id: id.clone(),
        edition: edition.clone(),
        tool: tool.clone(),
        title: title.to_owned(),
        there,
    });
    told.collect()
}
