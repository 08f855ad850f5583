//! The annex as a page, for repositories: the same parts in the same order, with tables in the place of charts.

use super::{Block, Cell, Entry, Page, Table, Text, Tone};
use crate::model::{Date, Level};
use crate::report::Matrix;
use crate::report::annex::{
    Annex, Coverage, CoverageCell, Fact, Happened, KnownDay, Lists, Movement, Standing, Station, Timeline, action_status,
};

/// Makes the page.
#[must_use]
pub fn annex(annex: &Annex) -> Page {
    let mut blocks = cover(annex);
    blocks.extend(matrices(annex));
    blocks.extend(annex.movement.iter().flat_map(movement));
    blocks.extend(lists(annex));
    blocks.extend(annex.coverage.iter().flat_map(coverage));
    blocks.push(Block::heading(2, "Risks over time"));
    blocks.extend(annex.risks.iter().flat_map(timeline));
    blocks.push(Block::heading(2, "Change log"));
    blocks.extend(annex.changelog.blocks.iter().cloned());
    blocks.extend(glossary(annex));
    let marking = annex.cover.marking.iter().map(|marking| Block::Marking(marking.clone()));
    blocks.extend(marking);
    Page {
        marker: Some("risklog:report"),
        command: Some(annex.cover.command.clone()),
        language: annex.language.clone(),
        blocks,
        ..Page::default()
    }
}

fn cover(annex: &Annex) -> Vec<Block> {
    let cover = &annex.cover;
    let title = if cover.title.is_empty() { &cover.project } else { &cover.title };
    let mut blocks: Vec<Block> = cover.marking.iter().map(|marking| Block::Marking(marking.clone())).collect();
    blocks.push(Block::heading(1, title.clone()));
    blocks.push(paragraph("Annex: human rights and gender risks"));
    blocks.extend(cover.cautions.iter().map(|words| Block::Paragraph(Text::of(Tone::Caution, "Mind: ").then(words.clone()))));
    let counts = cover.counts.iter().map(|count| Text::of(Tone::Strong, count.number.to_string()).then(format!(" {}", count.words)));
    blocks.push(Block::Paragraph(Text::join(counts, ", ")));
    blocks.push(facts(&cover.facts));
    blocks.push(Block::heading(2, "Where this comes from"));
    blocks.push(facts(&cover.provenance));
    let mut made = Entry::default();
    made.say("made for", Text::plain(cover.audience.clone()));
    made.say("made with", Text::of(Tone::Code, cover.command.clone()));
    blocks.push(Block::Entry(made));
    blocks
}

fn facts(facts: &[Fact]) -> Block {
    let mut told = Entry::default();
    for fact in facts {
        let tone = if fact.is_code { Tone::Code } else { Tone::Plain };
        told.say(fact.label.clone(), Text::of(tone, fact.words.clone()));
    }
    Block::Entry(told)
}

fn matrices(annex: &Annex) -> Vec<Block> {
    let mut blocks = vec![Block::heading(2, "Matrix")];
    for station in annex.matrices.iter().rev() {
        blocks.push(Block::Heading { level: 3, text: Text::plain(station.name.clone()), aside: Some(Text::plain(day(station.day))) });
        blocks.extend(station.note.iter().map(|note| paragraph(note)));
        blocks.extend(station.matrix.iter().flat_map(|matrix| matrix_blocks(matrix, station)));
    }
    blocks
}

fn matrix_blocks(matrix: &Matrix, station: &Station) -> [Block; 2] {
    let across = [Level::Low, Level::Medium, Level::High];
    let is_now = station.name == "now";
    let rows = Level::ALL.map(|likelihood| {
        let mut row: Vec<Cell> = vec![vec![Text::of(Tone::Strong, format!("likelihood {}", likelihood.word()))]];
        row.extend(across.map(|impact| {
            let ids = matrix.ids(likelihood, impact);
            let mut cell = vec![Text::of(Tone::Strong, ids.len().to_string())];
            cell.extend((is_now && !ids.is_empty()).then(|| Text::plain(ids.join(" "))));
            cell
        }));
        row
    });
    let head = std::iter::once(String::new()).chain(across.map(|impact| format!("impact {}", impact.word())));
    let ids = if is_now && !matrix.unrated.is_empty() { format!(": {}", matrix.unrated.join(" ")) } else { String::new() };
    [
        Block::Table(Table { head: head.collect(), rows: rows.to_vec(), is_grid: true }),
        paragraph(&format!("in no cell, because not fully rated: {}{ids}", matrix.unrated.len())),
    ]
}

fn movement(moved: &Movement) -> Vec<Block> {
    let rows = moved.moves.iter().map(|one| {
        let how: Vec<&str> = one.how.iter().map(|how| how.words()).collect();
        vec![named(&one.id, &one.title), cell(how.join(", ")), cell(one.standing.before.clone()), cell(one.standing.after.clone())]
    });
    vec![
        Block::heading(2, "Movement"),
        paragraph(&format!(
            "From {} ({}) to now: {} risks stand elsewhere, {} that need looking after stand where they stood.",
            moved.since,
            day(moved.since_day),
            moved.moves.len(),
            moved.unchanged
        )),
        table(["risk", "what became of it", "likelihood / impact then", "now"], rows.collect()),
    ]
}

fn lists(annex: &Annex) -> Vec<Block> {
    let lists = &annex.lists;
    let mut blocks = vec![Block::heading(2, "Lists")];
    let not_rated = lists.not_rated.iter().map(|one| vec![named(&one.id, &one.title), cell(known(one.since)), cell(one.before)]);
    list(&mut blocks, "Not rated", ["risk", "not rated since", "before"], not_rated.collect());
    let never = lists.never_mitigated.iter().map(|one| vec![named(&one.id, &one.title), cell(known(one.since)), cell(one.now.words())]);
    doubted(&mut blocks, lists, ("never_mitigated", "Never mitigated"), ["risk", "strategy asked for since", "stands"], never.collect());
    let late = lists.late.iter().map(|one| {
        let action = Text::of(Tone::Strong, one.action.clone()).then(format!(" {}", one.words));
        vec![named(&one.id, &one.title), vec![action], cell(format!("{}, {} days ago", one.due, one.days))]
    });
    list(&mut blocks, "Late", ["risk", "action", "was due"], late.collect());
    let head = ["risk", "happened", "recorded", "rated then", "in place or under way then", "what happened"];
    doubted(&mut blocks, lists, ("materialised", "Happened"), head, lists.happened.iter().map(happened).collect());
    against(&mut blocks, lists);
    blocks
}

fn happened(one: &Happened) -> Vec<Cell> {
    let in_force = if one.mitigation.is_empty() { "nothing".to_owned() } else { one.mitigation.join(", ") };
    let in_force = if one.rating.is_none() { "not known".to_owned() } else { in_force };
    let mitigation = if one.answer.is_empty() { in_force } else { format!("{in_force}; in answer {}", one.answer.join(", ")) };
    let rating = one.rating.as_ref().map(|rating| Standing { status: Some(crate::model::Status::Open), ..rating.clone() }.words());
    vec![
        named(&one.id, &one.title),
        cell(one.on.clone()),
        cell(known(one.day)),
        cell(rating.unwrap_or_else(|| "not known".to_owned())),
        cell(mitigation),
        cell(one.what.clone().unwrap_or_else(|| "not shown or not said".to_owned())),
    ]
}

/// What speaks against the record, or asks for a second look.
fn against(blocks: &mut Vec<Block>, lists: &Lists) {
    let dropped = lists.dropped.iter().map(|one| {
        let how = std::iter::once(one.how.to_owned()).chain(one.aside.iter().cloned()).collect::<Vec<_>>().join("; ");
        vec![named(&one.id, &one.title), cell(day(one.day)), cell(how), cell(one.rating.clone())]
    });
    doubted(blocks, lists, ("dropped", "Dropped"), ["risk", "recorded", "how", "rated then"], dropped.collect());
    let added = lists.added.iter().flatten().map(|one| vec![named(&one.id, &one.title), cell(day(one.day)), cell(one.source.clone())]);
    let name = ("added_during_implementation", "Added after the baseline");
    doubted(blocks, lists, name, ["risk", "recorded", "from"], added.collect());
    let broken = lists.broken.iter().map(|one| {
        let id = one.id.as_deref().unwrap_or_default();
        let said = Text::of(Tone::Code, one.rule).then(format!(": {}", one.message));
        let step = format!("{} {}", one.day.as_deref().unwrap_or("not committed"), one.commit.as_deref().unwrap_or_default());
        vec![cell(one.severity.word()), cell(id), vec![said], cell(step.trim())]
    });
    let name = ("findings", "Rules about changes that were broken");
    doubted(blocks, lists, name, ["severity", "risk", "rule", "step"], broken.collect());
    blocks.extend((lists.waived > 0).then(|| paragraph(&format!("waived: {}", lists.waived))));
}

/// Adds a list with what is not known about it: then an empty one does not say that there is nothing.
fn doubted<const N: usize>(blocks: &mut Vec<Block>, lists: &Lists, (key, title): (&str, &str), head: [&str; N], rows: Vec<Vec<Cell>>) {
    let mut doubts = lists.doubts(key).peekable();
    if doubts.peek().is_none() {
        return list(blocks, title, head, rows);
    }
    blocks.push(Block::heading(3, title));
    blocks.extend(doubts.map(|why| Block::Paragraph(Text::of(Tone::Caution, "Not known: ").then(why))));
    blocks.extend((!rows.is_empty()).then(|| table(head, rows)));
}

fn known(known: KnownDay) -> String {
    format!("{}{}", day(known.day), known.aside())
}

fn list<const N: usize>(blocks: &mut Vec<Block>, title: &str, head: [&str; N], rows: Vec<Vec<Cell>>) {
    blocks.push(Block::heading(3, title));
    blocks.push(if rows.is_empty() { paragraph("none") } else { table(head, rows) });
}

fn coverage(coverage: &Coverage) -> Vec<Block> {
    let head = std::iter::once("risk".to_owned()).chain(coverage.periods.iter().map(|period| period.name.clone()));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in &coverage.rows {
        rows.push(std::iter::once(named(&row.id, &row.title)).chain(row.cells.iter().map(|one| cell(result(one)))).collect());
    }
    let sums = coverage.periods.iter().map(|period| cell(format!("{} of {}", period.done + period.late, period.asked)));
    rows.push(std::iter::once(cell("looked at, of those asked for")).chain(sums).collect());
    vec![Block::heading(2, "Reviews"), Block::Table(Table { head: head.collect(), rows, is_grid: true })]
}

fn result(cell: &CoverageCell) -> &'static str {
    cell.result.map_or("–", |result| result.word())
}

fn timeline(risk: &Timeline) -> Vec<Block> {
    let title = Text::of(Tone::Strong, risk.id.clone()).then(format!("  {}", risk.title));
    let mut blocks = vec![Block::Heading { level: 3, text: title, aside: Some(Text::plain(risk.printed.clone())) }];
    let mut told = Entry::default();
    told.say("now", Text::plain(risk.now.words()));
    told.say("statement", Text::plain(risk.statement.clone()));
    told.say("owner", Text::plain(risk.owner.clone().unwrap_or_default()));
    told.say("relatives", Text::plain(risk.relatives.clone().unwrap_or_default()));
    for action in &risk.actions {
        let state = action.phases.last().map_or("removed", |phase| phase.status.map_or("status cannot be read", action_status));
        let due = action.due.map(|due| format!(", due {due}")).unwrap_or_default();
        let late = if action.is_late { Text::of(Tone::Bad, ", late") } else { Text::default() };
        let words = Text::of(Tone::Strong, action.name.clone()).then(format!(" {state}{due}")).with(late);
        told.say("action", words.then(format!(": {}", action.words)));
    }
    blocks.push(Block::Entry(told));
    let rows = risk.rows.iter().map(|row| {
        let standing = row.standing.as_ref().map(Standing::words).unwrap_or_default();
        let what = row.what.iter().map(|what| Text::plain(what.clone())).collect();
        vec![cell(day(row.day)), what, cell(standing), cell(row.who.clone().unwrap_or_default())]
    });
    blocks.push(table(["day", "what", "likelihood / impact", "who and when"], rows.collect()));
    blocks
}

fn glossary(annex: &Annex) -> Vec<Block> {
    let glossary = &annex.glossary;
    let mut blocks = vec![Block::heading(2, "Words"), paragraph(&glossary.reading)];
    let said = |words: &Option<String>| cell(words.clone().unwrap_or_else(|| "not described".to_owned()));
    let scale = glossary.likelihood.iter().zip(&glossary.impact);
    let rows = scale.map(|((level, likelihood), (_, impact))| vec![cell(level.word()), said(likelihood), said(impact)]);
    blocks.push(table(["level", "likelihood", "impact"], rows.collect()));
    for pairs in [&glossary.terms, &glossary.roles] {
        let mut told = Entry::default();
        pairs.iter().for_each(|(term, meaning)| told.say(term.clone(), Text::plain(meaning.clone())));
        blocks.extend((!told.lines.is_empty()).then_some(Block::Entry(told)));
    }
    blocks
}

fn table<const N: usize>(head: [&str; N], rows: Vec<Vec<Cell>>) -> Block {
    Block::Table(Table { head: head.map(str::to_owned).to_vec(), rows, is_grid: false })
}

fn named(id: &str, title: &str) -> Cell {
    vec![Text::of(Tone::Strong, id).then(format!(" {title}"))]
}

fn cell(words: impl Into<String>) -> Cell {
    vec![Text::plain(words)]
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(Text::plain(words))
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "no date".to_owned(), |day| day.to_string())
}
