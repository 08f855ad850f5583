//! The page of `portfolio`: the projects' work side by side, the same risk in several, red lines. No order but the one that
//! was asked for, and no sums.

use std::collections::BTreeSet;

use super::diff::marking_line;
use super::{Block, Cell, Entry, Page, Table, Text, Tone};
use crate::model::{Level, Status};
use crate::report::portfolio::{PeriodReview, PortfolioReport, Project, RatedThere, RedLine, Row};
use crate::report::state::short;

/// Most ids that are named in a line.
const NAMED: usize = 8;

/// Makes the page.
pub(super) fn portfolio(report: &PortfolioReport) -> Page {
    let markings: BTreeSet<&str> = report.projects().filter_map(|project| project.classification.as_deref()).collect();
    let marking: Vec<Block> = markings.into_iter().map(marking_line).collect();
    let mut blocks = marking.clone();
    let count = if report.rows.len() == 1 { "1 project".to_owned() } else { format!("{} projects", report.rows.len()) };
    let title = format!("{count}, as of {}", report.as_of);
    blocks.push(Block::heading(1, title.clone()));
    let order = "The projects stand in the order in which they were named. Figures say what work was done; a project with more or higher \
                 ratings may be the one that looks more closely.";
    blocks.push(Block::Paragraph(Text::of(Tone::Muted, order)));
    blocks.push(Block::Table(table(report)));
    for row in &report.rows {
        blocks.extend(details(row).map(Block::Entry));
    }
    red_lines(report, &mut blocks);
    shared(report, &mut blocks);
    blocks.extend(marking);
    Page { marker: Some("risklog:portfolio"), command: Some(report.command.clone()), title: Some(title), blocks, ..Page::default() }
}

fn table(report: &PortfolioReport) -> Table {
    let head = ["project", "rated", "reviewed", "mitigated", "late", "happened"].map(str::to_owned).into();
    let rows = report.rows.iter().map(|row| match &row.found {
        Ok(project) => figures(project, row.same_as.as_deref()),
        Err(reason) => {
            let mut cells: Vec<Cell> =
                vec![vec![Text::of(Tone::Bad, row.place.clone()), Text::of(Tone::Bad, format!("not looked at: {reason}"))]];
            cells.extend((0..5).map(|_| vec![Text::of(Tone::Bad, "?")]));
            cells
        }
    });
    Table { head, rows: rows.collect(), is_grid: false }
}

fn figures(project: &Project, same_as: Option<&str>) -> Vec<Cell> {
    let work = &project.work;
    let mut name = vec![Text::of(Tone::Strong, project.id.clone()), Text::plain(project.stage)];
    if let Some(place) = same_as {
        name.push(Text::of(Tone::Caution, format!("the same id as {place}")));
    }
    if project.is_incomplete() {
        name.push(Text::of(Tone::Bad, format!("{} not read", files(project.unread.len()))));
    }
    vec![
        name,
        vec![of(work.rated, work.risks, project)],
        reviews(project),
        mitigation(project),
        vec![count(work.late.len(), project)],
        vec![count(work.happened.len(), project)],
    ]
}

/// A part of a number: where a file is not read, both are those of the others, and there is more.
fn of(part: usize, whole: usize, project: &Project) -> Text {
    let read = if project.is_incomplete() { " read" } else { "" };
    Text::plain(format!("{part} of {whole}{read}"))
}

fn count(count: usize, project: &Project) -> Text {
    let least = if project.is_incomplete() { "at least " } else { "" };
    Text::plain(format!("{least}{count}"))
}

fn reviews(project: &Project) -> Cell {
    let work = &project.work;
    if work.reviews.is_empty() {
        return vec![Text::of(Tone::Muted, "no period")];
    }
    let read = if project.is_incomplete() { " read" } else { "" };
    let told = |review: &PeriodReview| {
        let open = if review.is_open && review.reviewed < review.risks { ", still open" } else { "" };
        Text::plain(format!("{}: {} of {}{read}{open}", review.period, review.reviewed, review.risks))
    };
    work.reviews.iter().map(told).collect()
}

fn mitigation(project: &Project) -> Cell {
    let mitigation = &project.work.mitigation;
    let mut cell = vec![of(mitigation.with_action, mitigation.required, project)];
    if mitigation.accepted > 0 {
        cell.push(Text::of(Tone::Muted, format!("{} accepted", mitigation.accepted)));
    }
    cell
}

/// Names what stands behind the figures.
fn details(row: &Row) -> Option<Entry> {
    let Ok(project) = &row.found else { return None };
    let work = &project.work;
    let mut entry = Entry::new(vec![Text::of(Tone::Strong, project.id.clone()).then(format!("  {}", project.title))]);
    let recorded = project.source.recorded.as_deref().map(|moment| format!(", recorded {moment}")).unwrap_or_default();
    entry.say("from", Text::plain(format!("{} at {}{recorded}", row.place, short(&project.source.commit))));
    entry.say("not rated", named(&work.not_rated));
    for review in &work.reviews {
        let until = format!(" ({}, due {})", review.period, review.due);
        let ids = if review.reviewed == 0 { Text::plain(all(review.risks, project)) } else { named(&review.not_reviewed) };
        entry.say("not reviewed", after(ids, &until));
    }
    entry.say("not mitigated", named(&work.mitigation.without));
    let late = work.late.iter().map(|late| Text::plain(format!("{} {}, due {}", late.id, late.action, late.due)));
    entry.say("late", Text::join(late, "; "));
    entry.say("happened", named(&work.happened));
    for (path, reason) in &project.unread {
        entry.say("not read", Text::of(Tone::Bad, path.clone()).then(format!(": {reason}; the figures are those of the other files")));
    }
    Some(entry)
}

/// Says that it is every one of so many; nothing where there is none.
fn all(count: usize, project: &Project) -> String {
    let read = if project.is_incomplete() { " read" } else { "" };
    if count == 0 { String::new() } else { format!("all {count}{read}") }
}

fn after(text: Text, more: &str) -> Text {
    if text.is_empty() { text } else { text.and(Tone::Muted, more) }
}

fn named(ids: &[String]) -> Text {
    let first: Vec<&str> = ids.iter().take(NAMED).map(String::as_str).collect();
    match ids.len() - first.len() {
        0 => Text::plain(first.join(", ")),
        more => Text::plain(format!("{} and {more} more", first.join(", "))),
    }
}

fn red_lines(report: &PortfolioReport, blocks: &mut Vec<Block>) {
    let rows = report.projects().flat_map(|project| project.red_lines.iter().map(move |risk| (project, risk)));
    let rows: Vec<Vec<Cell>> = rows
        .map(|(project, risk)| {
            vec![
                vec![Text::plain(project.id.clone())],
                vec![Text::of(Tone::Strong, risk.id.clone())],
                vec![Text::plain(risk.titles.join(", "))],
                vec![Text::plain(rating(risk.likelihood, risk.impact))],
                vec![escalation(risk)],
            ]
        })
        .collect();
    blocks.push(Block::heading(2, "Rights that no project may trade away"));
    let missing: Vec<&str> = report.rows.iter().filter_map(not_whole).collect();
    if !missing.is_empty() {
        let said = format!("Not all of it was read, so that a risk may be missing here: {}.", missing.join(", "));
        blocks.push(Block::Paragraph(Text::of(Tone::Caution, said)));
    }
    if rows.is_empty() {
        let said = if missing.is_empty() { "No open risk names one." } else { "No open risk that was read names one." };
        blocks.push(Block::Paragraph(Text::plain(said)));
        return;
    }
    let head = ["project", "risk", "right", "likelihood / impact", "taken up"].map(str::to_owned).into();
    blocks.push(Block::Table(Table { head, rows, is_grid: false }));
}

/// Names a project of which something, or all, was not read.
fn not_whole(row: &Row) -> Option<&str> {
    match &row.found {
        Ok(project) => project.is_incomplete().then_some(project.id.as_str()),
        Err(_) => Some(&row.place),
    }
}

fn escalation(risk: &RedLine) -> Text {
    match (&risk.escalated_to, risk.escalated_on) {
        (Some(role), Some(day)) => Text::plain(format!("to {role}, {day}")),
        (Some(role), None) => Text::plain(format!("to {role}, no date")),
        (None, _) if risk.lacks_escalation() => Text::of(Tone::Bad, "no, though both are high"),
        (None, _) => Text::of(Tone::Muted, "no"),
    }
}

fn shared(report: &PortfolioReport, blocks: &mut Vec<Block>) {
    if report.shared.is_empty() {
        return;
    }
    blocks.push(Block::heading(2, "The same risk of the toolkit in several projects"));
    let projects = report.projects().map(|project| project.id.clone());
    let head = ["risk".to_owned()].into_iter().chain(projects).collect();
    let rows = report.shared.iter().map(|risk| {
        let name = vec![Text::of(Tone::Strong, risk.id.clone()), Text::of(Tone::Muted, risk.title.clone())];
        std::iter::once(name).chain(risk.there.iter().map(|there| vec![there.as_ref().map_or_else(Text::default, rated)])).collect()
    });
    blocks.push(Block::Table(Table { head, rows: rows.collect(), is_grid: false }));
    let why = "Likelihood / impact. Contexts differ: a higher rating is no worse project, and a lower one no better.";
    blocks.push(Block::Paragraph(Text::of(Tone::Muted, why)));
}

fn rated(there: &RatedThere) -> Text {
    let status = match there.status {
        Some(Status::Open) => String::new(),
        Some(Status::Materialised) => ", happened".to_owned(),
        Some(Status::Closed) => ", closed".to_owned(),
        Some(Status::NotApplicable) => ", not applicable".to_owned(),
        None => ", status cannot be read".to_owned(),
    };
    Text::plain(format!("{}{status}", rating(there.likelihood, there.impact)))
}

fn rating(likelihood: Option<Level>, impact: Option<Level>) -> String {
    match (likelihood, impact) {
        (None, None) => "not rated".to_owned(),
        (likelihood, impact) => {
            let word = |level: Option<Level>| level.map_or("not rated", Level::word);
            format!("{} / {}", word(likelihood), word(impact))
        }
    }
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}
