//! `risklog-toolkit/1`.

use serde_json::{Value, json};

use crate::report::catalogue::{CatalogueReport, FileAt, Named, ToldEntry, ToldRight, ToldTool, ToldTopic};

/// Writes a part of the catalogue.
pub(in crate::render) fn catalogue(report: &CatalogueReport<'_>) -> String {
    let edition = report.words.edition;
    let value = json!({
        "format": "risklog-toolkit/1",
        "edition": {"id": edition.id, "title": edition.title, "publisher": edition.publisher},
        "language": report.language(),
        "direction": if report.is_right_to_left() { "rtl" } else { "ltr" },
        "project": report.project,
        "asked": report.asked,
        "tools": report.tools.iter().map(tool).collect::<Vec<_>>(),
        "entries": report.entries.iter().map(entry).collect::<Vec<_>>(),
    });
    super::write(&value)
}

fn tool(tool: &ToldTool) -> Value {
    let contents = &tool.contents;
    json!({
        "number": tool.number,
        "title": tool.title,
        "kind": tool.kind,
        "goal": tool.goal,
        "prefixes": tool.prefixes,
        "indicators": tool.indicators,
        "contents": {
            "risks": contents.risks, "overlay_risks": contents.overlay_risks, "questions": contents.questions,
            "sections": contents.sections, "examples": contents.examples, "topics": contents.topics,
        },
        "files": files(&tool.files),
    })
}

fn entry(entry: &ToldEntry) -> Value {
    json!({
        "kind": entry.kind.word(),
        "id": entry.id,
        "title": entry.title,
        "tool": entry.tool.as_ref().map(|tool| &tool.name),
        "number": entry.number,
        "section": entry.section.as_ref().map(named),
        "statement": entry.statement,
        "hint": entry.hint,
        "topics": entry.topics.iter().map(topic).collect::<Vec<_>>(),
        "references": entry.references,
        "rights": entry.rights.iter().map(right).collect::<Vec<_>>(),
        "rights_holders": entry.rights_holders.iter().map(named).collect::<Vec<_>>(),
        "named_by": entry.named_by.iter().map(named).collect::<Vec<_>>(),
        "overlay": entry.overlay,
        "wording": entry.wording,
        "files": files(&entry.files),
    })
}

fn named(named: &Named) -> Value {
    json!({"name": named.name, "title": named.title})
}

fn topic(topic: &ToldTopic) -> Value {
    json!({
        "name": topic.named.name, "title": topic.named.title, "published": topic.published, "part_three": topic.part_three,
    })
}

fn right(right: &ToldRight) -> Value {
    let sources = right.sources.iter();
    let sources: Vec<Value> =
        sources.map(|source| json!({"instrument": source.instrument, "title": source.title, "article": source.article})).collect();
    json!({"name": right.named.name, "title": right.named.title, "red_line": right.red_line, "sources": sources})
}

fn files(files: &[FileAt]) -> Value {
    files.iter().map(|file| json!({"file": file.path, "line": file.line})).collect()
}
