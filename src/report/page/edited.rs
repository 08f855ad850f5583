//! The pages of the commands that edit: the risk as it stands, what was changed, why something was not written.

use super::document::document_entry;
use super::{Block, Entry, Page, Text, Tone, findings, step, words};
use crate::diff::{FieldChange, RiskChange};
use crate::model::{Level, Project, ScaleWords};
use crate::report::{EditOutcome, EditReport, ToldFinding};
use crate::snapshot::RiskAt;
use crate::toolkit::Edition;

/// Makes the page of an edit.
#[must_use]
pub fn edited(report: &EditReport) -> Page {
    let mut blocks = Vec::new();
    match report.outcome {
        EditOutcome::Nothing => {
            blocks.push(Block::Paragraph(Text::plain("Nothing to change: the file says this already.")));
            return Page { blocks, ..Page::default() };
        }
        EditOutcome::Refused => {
            let why = "Nothing was written: the change would break rules that the files do not break now.";
            blocks.push(Block::Paragraph(Text::of(Tone::Bad, why)));
            blocks.extend(report.errors.iter().map(|finding| Block::Entry(findings::entry(finding))));
            let way_out = Text::plain("Do what the help says, and try again; ").and(Tone::Code, "--force").then(" writes it all the same.");
            blocks.push(Block::Paragraph(way_out));
            return Page { blocks, ..Page::default() };
        }
        EditOutcome::Planned => blocks.push(Block::Paragraph(Text::of(Tone::Strong, "This will be written:"))),
        EditOutcome::Written => {
            let files = report.files.join(", ");
            blocks.push(Block::Paragraph(Text::of(Tone::Strong, format!("Written to {files}:"))));
        }
    }
    blocks.extend(report.diff.changes.iter().map(|change| Block::Entry(risk(change))));
    blocks.extend(report.diff.documents.iter().map(|change| Block::Entry(document_entry(change, &report.diff.waivers))));
    list(&mut blocks, "Errors of rules, written on your word (--force):", &report.errors);
    list(&mut blocks, "Worth a look:", &report.warnings);
    Page { blocks, ..Page::default() }
}

fn list(blocks: &mut Vec<Block>, heading: &str, found: &[ToldFinding]) {
    if !found.is_empty() {
        blocks.push(Block::Paragraph(Text::of(Tone::Caution, heading)));
        blocks.extend(found.iter().map(|finding| Block::Entry(findings::entry(finding))));
    }
}

/// Tells the change of one risk in few lines.
fn risk(change: &RiskChange) -> Entry {
    let name = Text::of(Tone::Strong, change.id.clone()).then(format!("  {}", change.title));
    let mut entry = Entry::new(vec![name, words::kinds(&change.kinds)]);
    for (label, part) in [("likelihood", change.likelihood()), ("impact", change.impact())] {
        if part.before != part.after {
            entry.say(label, words::rating_part(change, &part));
        }
    }
    if change.rated_on().differs() {
        let day = change.risk.as_ref().map(|risk| risk.as_ref().map(|risk| words::day(&risk.rated_on)).unwrap_or_default());
        let line = if day.before.is_empty() { day.after } else { format!("{} → {}", day.before, day.after) };
        entry.say("rated_on", Text::plain(line));
    }
    entry.say("why", step::why(change));
    entry.say("evidence", Text::join(change.evidence_added.iter().map(words::evidence), " · "));
    for action in &change.mitigation {
        entry.say("action", words::action_change(action));
    }
    let told = |field: &&FieldChange| !words::is_unsaid(change, field);
    for field in change.fields.iter().filter(told) {
        entry.say(field.path.clone(), words::field(field));
    }
    entry
}

/// Makes the page that shows a risk before it is rated: what it says, the toolkit's hint, how it is rated now.
#[must_use]
pub fn card(at: &RiskAt<'_>, edition: &Edition) -> Page {
    let risk = at.risk;
    let mut entry = Entry::new(vec![Text::of(Tone::Strong, risk.id.clone()), Text::plain(risk.statement.clone())]);
    if let Some(printed) = edition.risk(&risk.id) {
        entry.say("hint", Text::plain(printed.mitigation_hint.clone()));
    }
    let rating = format!("likelihood {}, impact {}", words::level(&risk.rating.likelihood), words::level(&risk.rating.impact));
    entry.say("now", Text::plain(if risk.rating.is_blank() { "not rated yet".to_owned() } else { rating }));
    if !risk.rated_on.is_blank() {
        entry.say("since", Text::plain(words::day(&risk.rated_on)));
    }
    entry.say("why", Text::plain(risk.rationale.clone().unwrap_or_default()));
    Page { blocks: vec![Block::Entry(entry)], ..Page::default() }
}

/// Makes the page that shows a risk before something is done about it: the card, and the actions that it has.
#[must_use]
pub fn actions(at: &RiskAt<'_>, edition: &Edition) -> Page {
    let mut page = card(at, edition);
    if let Some(Block::Entry(entry)) = page.blocks.first_mut() {
        for action in &at.risk.mitigation {
            entry.say("action", words::action_unchanged(action).then(format!(": {}", action.action)));
        }
        if at.risk.mitigation.is_empty() {
            entry.say("action", Text::plain("none yet"));
        }
    }
    page
}

/// Makes the page of one remark between questions.
#[must_use]
pub fn remark(text: &str) -> Page {
    Page { blocks: vec![Block::Paragraph(Text::plain(text.to_owned()))], ..Page::default() }
}

/// Makes the page that shows what high, medium and low mean in this project.
#[must_use]
pub fn scale(project: Option<&Project>, part: &str) -> Page {
    let words = project.map(|project| if part == "impact" { &project.criteria.impact } else { &project.criteria.likelihood });
    let meaning = |level: Level| words.and_then(|words: &ScaleWords| words.of(level)).unwrap_or_default().to_owned();
    let mut entry = Entry::new(vec![Text::of(
        Tone::Strong,
        if part == "impact" { "Impact: how bad would it be?" } else { "Likelihood: how likely is it?" },
    )]);
    for level in Level::ALL {
        let first: String = level.word().chars().take(1).collect();
        entry.say(format!("{first}  {}", level.word()), Text::plain(meaning(level)));
    }
    if Level::ALL.iter().all(|level| meaning(*level).is_empty()) {
        entry.say("note", Text::of(Tone::Muted, "the project has not put into words what these mean (criteria in risklog.yaml)"));
    }
    Page { blocks: vec![Block::Entry(entry)], ..Page::default() }
}
