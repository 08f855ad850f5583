//! The page of `toolkit`: the tools, one tool with what it holds, or everything about an entry.

use super::{Block, Cell, Entry, Language, Page, Table, Text, Tone};
use crate::report::catalogue::{CatalogueReport, Contents, EntryKind, FileAt, Named, ToldEntry, ToldRight, ToldTool, ToldTopic};

/// Makes the page.
#[must_use]
pub fn catalogue(report: &CatalogueReport<'_>) -> Page {
    let blocks = match (report.asked.is_some(), report.tools.as_slice()) {
        (true, [tool]) => one_tool(report, tool),
        (true, _) => report.entries.iter().flat_map(|entry| one_entry(report, entry)).collect(),
        (false, _) => all_tools(report),
    };
    let asked = report.asked.as_deref().map(|asked| format!(" {asked}")).unwrap_or_default();
    let title = report.asked.clone().filter(|_| report.entries.len() > 1 && report.tools.len() != 1);
    Page {
        title,
        command: Some(format!("risklog toolkit{asked}")),
        language: Language { tag: report.language().to_owned(), is_right_to_left: report.is_right_to_left() },
        blocks,
        ..Page::default()
    }
}

fn all_tools(report: &CatalogueReport<'_>) -> Vec<Block> {
    let edition = report.words.edition;
    let mut blocks = vec![
        Block::heading(1, edition.title.clone()),
        Block::Paragraph(Text::plain(format!("{} · {}", edition.id, edition.publisher))),
        Block::Paragraph(Text::of(Tone::Muted, edition.note.clone())),
    ];
    let row = |tool: &ToldTool| {
        let goal = tool.goal.as_deref().map(|goal| Text::of(Tone::Muted, goal));
        let title = std::iter::once(Text::of(Tone::Strong, tool.title.clone())).chain(goal).collect();
        vec![vec![Text::of(Tone::Strong, tool.number.clone())], title, contents(report, &tool.contents)]
    };
    let head = ["tool", "title", "contents"].map(|key| report.label(key).to_owned());
    blocks.push(Block::Table(Table { head: head.into(), rows: report.tools.iter().map(row).collect(), is_grid: false }));
    let more =
        Text::plain("More about one of them: ").and(Tone::Code, "risklog toolkit 3.4").then(", ").and(Tone::Code, "risklog toolkit CJ-05");
    blocks.push(Block::Paragraph(more));
    blocks
}

/// Counts what a tool holds, a line for each sort of thing.
fn contents(report: &CatalogueReport<'_>, contents: &Contents) -> Cell {
    let counted = [
        (contents.risks, "risks"),
        (contents.overlay_risks, "overlay_risks"),
        (contents.questions, "questions"),
        (contents.sections, "sections"),
        (contents.examples, "examples"),
        (contents.topics, "topics"),
    ];
    let lines: Cell = counted
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, key)| Text::plain(format!("{count} {}", report.label(key).to_lowercase())))
        .collect();
    if lines.is_empty() { vec![Text::of(Tone::Muted, report.label("form").to_lowercase())] } else { lines }
}

fn one_tool(report: &CatalogueReport<'_>, tool: &ToldTool) -> Vec<Block> {
    let mut blocks = vec![Block::heading(1, format!("{} · {}", tool.number, tool.title))];
    blocks.extend(tool.goal.as_deref().map(|goal| Block::Paragraph(Text::plain(goal))));
    let mut told = Entry::default();
    told.say(report.label("contents"), Text::join(contents(report, &tool.contents), ", "));
    told.say(report.label("indicators"), tool.indicators.as_deref().map(Text::plain).unwrap_or_default());
    told.say(report.label("project_files"), files(report, &tool.files));
    blocks.push(Block::Entry(told));
    let groups = report.entries.chunk_by(|one, next| group(one) == group(next));
    for entries in groups {
        blocks.extend(entries.first().and_then(group).map(|named| Block::heading(2, named.title.clone())));
        blocks.push(Block::Table(table(report, entries)));
    }
    blocks
}

/// Returns the heading that an entry stands under in its form.
fn group(entry: &ToldEntry) -> Option<&Named> {
    match entry.kind {
        EntryKind::Example => entry.topics.first().map(|topic| &topic.named),
        _ => entry.section.as_ref(),
    }
}

fn table(report: &CatalogueReport<'_>, entries: &[ToldEntry]) -> Table {
    let is_advocacy = entries.iter().any(|entry| entry.kind == EntryKind::Example);
    let text = match entries.first().map(|entry| entry.kind) {
        Some(EntryKind::Question) => "question",
        Some(EntryKind::Example) => "concern",
        _ => "risk",
    };
    let row = |entry: &ToldEntry| {
        let overlay = entry.overlay.as_deref().map(|overlay| Text::of(Tone::Muted, overlay));
        let mut says: Cell = vec![Text::of(Tone::Strong, entry.title.clone())];
        says.extend(entry.statement.as_deref().map(Text::plain));
        says.extend(overlay);
        let id = vec![Text::of(Tone::Strong, entry.id.clone())];
        let point = entry.hint.as_deref().map(|hint| vec![Text::plain(hint)]).unwrap_or_default();
        if is_advocacy { vec![id, says, point] } else { vec![id, says] }
    };
    let mut head = vec!["Id".to_owned(), report.label(text).to_owned()];
    head.extend(is_advocacy.then(|| report.label("advocacy_point").to_owned()));
    Table { head, rows: entries.iter().map(row).collect(), is_grid: false }
}

fn one_entry(report: &CatalogueReport<'_>, entry: &ToldEntry) -> Vec<Block> {
    let mut blocks = vec![Block::heading(1, format!("{} · {}", entry.id, entry.title))];
    blocks.extend(entry.statement.as_deref().map(|statement| Block::Paragraph(Text::plain(statement))));
    let mut told = Entry::default();
    let mut say = |key: &str, text: Text| told.say(report.label(key), text);
    say(hint_label(entry.kind), entry.hint.as_deref().map(Text::plain).unwrap_or_default());
    say("tool", entry.tool.as_ref().map(|tool| Text::plain(format!("{} · {}", tool.name, tool.title))).unwrap_or_default());
    say("number", entry.number.map(|number| Text::plain(number.to_string())).unwrap_or_default());
    say("section", entry.section.as_ref().map(|section| Text::plain(section.title.clone())).unwrap_or_default());
    if entry.kind == EntryKind::Topic {
        for topic in &entry.topics {
            say("published_number", Text::plain(topic.published.clone()));
            say("part_three_number", Text::plain(topic.part_three.clone()));
        }
    } else {
        say("topics", Text::join(entry.topics.iter().map(|topic| topic_line(report, topic)), "; "));
    }
    say("references", Text::plain(entry.references.join(", ")));
    say("rights_holders", list(&entry.rights_holders));
    let named_by = entry.named_by.iter().map(|named| Text::of(Tone::Strong, named.name.clone()).then(format!(" {}", named.title)));
    say("named_by", Text::join(named_by, "; "));
    say("source", Text::plain(source(report, entry)));
    say("wording_from", entry.wording.as_deref().map(Text::plain).unwrap_or_default());
    if matches!(entry.kind, EntryKind::Risk | EntryKind::Question) {
        say("project_files", files(report, &entry.files));
    }
    blocks.push(Block::Entry(told));
    if !entry.rights.is_empty() {
        if entry.kind != EntryKind::Right {
            blocks.push(Block::heading(2, report.label("rights_at_stake")));
        }
        blocks.push(Block::Table(rights(report, &entry.rights)));
    }
    blocks
}

const fn hint_label(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Risk => "mitigation_hint",
        EntryKind::Example => "advocacy_point",
        EntryKind::Question | EntryKind::Topic | EntryKind::Right | EntryKind::RightsHolder | EntryKind::DutyBearer => "hint",
    }
}

/// Says whose an entry is: the toolkit's number with our words, or an overlay's.
fn source(report: &CatalogueReport<'_>, entry: &ToldEntry) -> String {
    match (&entry.overlay, entry.kind) {
        (Some(overlay), _) => overlay.clone(),
        (None, EntryKind::Risk | EntryKind::Question | EntryKind::Example | EntryKind::Topic) => report.words.edition.id.clone(),
        (None, EntryKind::Right | EntryKind::RightsHolder | EntryKind::DutyBearer) => "risklog".to_owned(),
    }
}

fn topic_line(report: &CatalogueReport<'_>, topic: &ToldTopic) -> Text {
    let ToldTopic { named, published, part_three } = topic;
    Text::plain(format!("{} ({published}; {}: {part_three})", named.title, report.label("part_three")))
}

fn rights(report: &CatalogueReport<'_>, rights: &[ToldRight]) -> Table {
    let row = |right: &ToldRight| {
        let mut title: Cell = vec![Text::of(Tone::Strong, right.named.title.clone()), Text::of(Tone::Muted, right.named.name.clone())];
        title.extend(right.red_line.then(|| Text::of(Tone::Bad, report.label("red_line"))));
        let sources = right.sources.iter();
        let sources = sources.map(|source| {
            Text::plain(format!("{}, {}", source.instrument, source.article)).and(Tone::Muted, format!(" · {}", source.title))
        });
        vec![title, sources.collect()]
    };
    let head = vec![report.label("right").to_owned(), format!("{} · {}", report.label("instrument"), report.label("article"))];
    Table { head, rows: rights.iter().map(row).collect(), is_grid: false }
}

fn list(named: &[Named]) -> Text {
    Text::join(named.iter().map(|named| Text::plain(named.title.clone())), ", ")
}

/// Names the files of the project; where there is a project that holds nothing of it, that is said.
fn files(report: &CatalogueReport<'_>, files: &[FileAt]) -> Text {
    if files.is_empty() && report.project.is_some() {
        return Text::of(Tone::Muted, report.label("in_no_file"));
    }
    Text::join(files.iter().map(|file| Text::plain(format!("{}:{}", file.path, file.line))), ", ")
}
