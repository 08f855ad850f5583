//! Whether the oracle's risks were reviewed in each period, worked out from its files and states.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::history::History;
use super::import::iso;
use super::model::{Review, Status};

/// The periods of the manifest up to the day of the answers, with the last day of grace.
const PERIODS: [(&str, &str, &str, &str); 6] = [
    ("2023-H2", "2023-07-01", "2023-12-31", "2024-01-30"),
    ("2024-H1", "2024-01-01", "2024-06-30", "2024-07-30"),
    ("2024-H2", "2024-07-01", "2024-12-31", "2025-01-30"),
    ("2025-H1", "2025-01-01", "2025-06-30", "2025-07-30"),
    ("2025-H2", "2025-07-01", "2025-12-31", "2026-01-30"),
    ("2026-H1", "2026-01-01", "2026-06-30", "2026-07-30"),
];

/// The day of the answers.
const AS_OF: &str = "2026-06-30";

/// A review with the place of the step that first recorded it, and the risks that it covers.
struct Noted {
    review: Review,
    step: usize,
    risks: BTreeSet<String>,
}

/// What is wrong with the coverage that was told; empty when nothing is.
pub fn coverage(history: &History, to: usize, said: &Value) -> Vec<String> {
    let line = history.mainline(to);
    let noted = noted(history, &line);
    let mut wrong = Vec::new();
    let told = said["review_coverage"].as_array().cloned().unwrap_or_default();
    let names: Vec<&str> = told.iter().filter_map(|period| period["period"].as_str()).collect();
    if names != PERIODS.map(|(name, ..)| name) {
        wrong.push(format!("periods are {names:?}"));
    }
    for (period, told) in PERIODS.iter().zip(&told) {
        let rows = told["risks"].as_array().cloned().unwrap_or_default();
        let said: BTreeMap<&str, &str> = rows.iter().filter_map(|row| Some((row["id"].as_str()?, row["result"].as_str()?))).collect();
        for (id, may) in expected(history, &line, &noted, period) {
            let said = said.get(id.as_str()).copied().unwrap_or("not asked for");
            if !may.contains(&said) {
                wrong.push(format!("{} {id}: should be one of {may:?}, is {said}", period.0));
            }
        }
    }
    wrong
}

/// The reviews by document, as each last stood.
fn noted(history: &History, line: &[usize]) -> BTreeMap<u32, Vec<Noted>> {
    let mut all: BTreeMap<u32, Vec<Noted>> = BTreeMap::new();
    for (place, number) in line.iter().enumerate() {
        for doc in history.commits[*number].snapshot.docs.values().filter(|doc| doc.broken.is_none()) {
            let mut known = all.remove(&doc.key).unwrap_or_default();
            let now = doc.reviews.iter().map(|review| match known.iter().position(|one| one.review == *review) {
                Some(at) => known.swap_remove(at),
                None => {
                    let every = doc.risks.iter().map(|risk| risk.id.clone());
                    let risks = review.covers.clone().map_or_else(|| every.collect(), |ids| ids.into_iter().collect());
                    Noted { review: review.clone(), step: place, risks }
                }
            });
            let now = now.collect();
            all.insert(doc.key, now);
        }
    }
    all
}

/// What may be said of each risk in a period. Where clocks that ran backwards leave open which state a day had, all are allowed.
fn expected(
    history: &History,
    line: &[usize],
    noted: &BTreeMap<u32, Vec<Noted>>,
    (name, first, last, due): &(&str, &str, &str, &str),
) -> BTreeMap<String, BTreeSet<&'static str>> {
    let day = |number: &usize| iso(history.commits[*number].recorded)[..10].to_owned();
    let ids: BTreeSet<&String> = line.iter().flat_map(|number| history.commits[*number].effective.risks.keys()).collect();
    let end = line.iter().rposition(|number| day(number).as_str() <= *last);
    let in_order = end.is_none_or(|end| line[..=end].iter().all(|number| day(number).as_str() <= *last));
    let is_whole = line.iter().all(|number| history.commits[*number].effective.unreadable.is_empty());
    let is_active = |place: usize, id: &str| {
        let risk = history.commits[line[place]].effective.risks.get(id);
        risk.is_some_and(|placed| matches!(placed.risk.status.0, Status::Open | Status::Materialised))
    };
    let of_period = |one: &&Noted| {
        let (round, held) = (one.review.round.as_str(), one.review.date.as_str());
        let named = PERIODS.iter().find(|(name, first, ..)| *name == round && *first <= held).map(|(name, ..)| *name);
        named.map_or(*first <= held && held <= *last, |named| named == *name)
    };
    let mut may = BTreeMap::new();
    for id in ids {
        let Some(end) = end.filter(|end| is_active(*end, id)) else {
            if in_order {
                may.insert(id.clone(), BTreeSet::from(["not asked for"]));
            }
            continue;
        };
        if !in_order {
            continue;
        }
        let since = (0..=end).find(|place| is_active(*place, id)).unwrap_or(end);
        let of = |key: &u32| noted.get(key).into_iter().flatten().filter(of_period).collect::<Vec<_>>();
        let mut covering: Vec<&str> =
            noted.keys().flat_map(of).filter(|one| one.risks.contains(id)).map(|one| one.review.date.as_str()).collect();
        covering.sort_unstable();
        let home = line.iter().rev().find_map(|number| history.commits[*number].snapshot.place_of(id).map(|(key, _)| key));
        let looked_before = home.map(|key| of(&key)).into_iter().flatten().any(|one| one.review.date.as_str() <= *due && one.step < since);
        let result = match covering.first() {
            Some(held) if held <= due => "yes",
            Some(_) => "late",
            None if *due < AS_OF => "no",
            None => "open",
        };
        let mut results = BTreeSet::from([if covering.is_empty() && looked_before { "not asked for" } else { result }]);
        // A file that could not be read for a while: where its risks stood in the meantime is not worked out here.
        if covering.is_empty() && !is_whole {
            results.extend(["not asked for", result]);
        }
        may.insert(id.clone(), results);
    }
    may
}
