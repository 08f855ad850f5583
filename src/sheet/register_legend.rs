//! The legend of a register: what it is of, for whom, what the words mean in this project, and what each column says.

use super::legend::{action_words, scale, section, status_words, words};
use super::register;
use super::table::Section;
use crate::extract::{Extract, Told};
use crate::model::{ActionStatus, Status};

/// Returns the sections of the legend.
pub(super) fn sections(extract: &Extract) -> Vec<Section> {
    let told = &extract.told;
    let mut sections = vec![
        section("What this is", origin(told)),
        scale("Likelihood in this project", &told.criteria.likelihood),
        scale("Impact in this project", &told.criteria.impact),
    ];
    if !told.roles.is_empty() {
        sections.push(section("Roles", told.roles.clone()));
    }
    sections.push(words("Status", Status::ALL.map(|status| (status.word(), status_words(status)))));
    sections.push(words("How far an action is", ActionStatus::ALL.map(|status| (status.word(), action_words(status)))));
    sections.push(words(
        "Good to know",
        [
            ("Blank", "Nobody has rated it or said it: never low, never none."),
            ("Matrix", "Open and materialised risks only. There is no score and no sum: two risks in one cell are not alike."),
            ("To edit", "This workbook is for reading. `risklog export` without --what writes one that can be imported again."),
        ],
    ));
    for table in &extract.tables {
        let lines = table.columns.iter().map(|column| (format!("{} ({})", register::title(column), column.name), column.about.to_owned()));
        sections.push(section(&format!("Sheet {}: {}", register::name(&table.shape), table.shape.about), lines.collect()));
    }
    sections
}

fn origin(told: &Told) -> Vec<(String, String)> {
    let line = |word: &str, meaning: Option<String>| meaning.map(|meaning| (word.to_owned(), meaning));
    let range = told.range.as_ref().map(|range| {
        let from = range.from.as_deref().unwrap_or("the beginning");
        format!("from {from} to {}", range.to.as_deref().unwrap_or("nothing yet"))
    });
    let boundary = told.boundary.as_ref().filter(|(word, _)| matches!(*word, "shallow" | "missing_object"));
    let state = told.state.commit().map_or_else(|| told.state.words(), str::to_owned);
    [
        line("Project", told.project.clone()),
        line("Title", told.title.clone()),
        line("Marking", told.marking.clone()),
        line("Made for", Some(told.audience.word().to_owned())),
        line("Left out", told.audience.note().map(str::to_owned)),
        line("State", Some(state)),
        line("History", range),
        line("Not whole", boundary.map(|(word, commit)| format!("{word} {}", commit.as_deref().unwrap_or_default()))),
        line("Made again by", Some(told.command.clone())),
        line("Program", Some(format!("risklog {}", told.version))),
    ]
    .into_iter()
    .flatten()
    .collect()
}
