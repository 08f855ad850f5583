//! The grid of reviews: a row a risk, a column a period.

use std::collections::BTreeMap;

use super::build::Ground;
use super::{Coverage, CoverageCell, CoveragePeriod, CoverageRow};
use crate::questions::Reviewed;

/// Makes the grid; none where the project has no rhythm, or no period has begun.
pub(super) fn coverage(ground: &Ground<'_>) -> Option<Coverage> {
    let answer = &ground.asked.answers.review_coverage;
    if answer.periods.is_empty() {
        return None;
    }
    let mut rows: BTreeMap<(Option<&str>, &str), Vec<CoverageCell>> = BTreeMap::new();
    for (place, period) in answer.periods.iter().enumerate() {
        for risk in &period.risks {
            let name = (ground.risk(&risk.id).map(|(tool, _)| tool), risk.id.as_str());
            let cells = rows.entry(name).or_insert_with(|| vec![CoverageCell::default(); answer.periods.len()]);
            if let Some(cell) = cells.get_mut(place) {
                let review = risk.review.as_ref().map(|review| ground.clean(&format!("{}, {}", review.round, review.held)));
                *cell = CoverageCell { result: Some(risk.result), review };
            }
        }
    }
    let periods = answer.periods.iter().map(|period| CoveragePeriod {
        name: period.period.name.clone(),
        first: period.period.first,
        last: period.period.last,
        asked: period.risks.len(),
        done: period.with(Reviewed::Yes).count(),
        late: period.with(Reviewed::Late).count(),
        missed: period.with(Reviewed::No).count(),
    });
    let rows = rows.into_iter().map(|((_, id), cells)| CoverageRow { id: ground.clean(id), title: ground.title(id), cells });
    Some(Coverage { known_from: answer.known_from, periods: periods.collect(), rows: rows.collect() })
}
