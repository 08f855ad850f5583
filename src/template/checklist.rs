//! The two checklists: Tool 3.1 by sections, and Tool 3.8 for one piece of material. The questions are notes, the answers blank.

use super::head::head;
use super::text::{note, references, sentence, value};
use super::{Form, Particulars, Setting};
use crate::toolkit::{Checklist, ChecklistItem, Tool};

const HOW_PLANNING: &str = "\
How to fill it in: behind answer write yes, in_part or no; it stays blank until somebody has looked. For yes and in_part say \
behind how_addressed what was done, for no say behind reason why. A question of your own: a new row with the id PD-U01 and a \
question.";

const HOW_AWARENESS: &str = "\
How to fill it in: behind answer write yes, no or not_applicable, and behind comment what stands behind it; an answer stays blank \
until somebody has looked. One file for each piece of material. It is released only after it was cleared.";

/// Writes Tool 3.1.
pub(super) fn planning(tool: &Tool, particulars: &Particulars, setting: &Setting<'_>) -> String {
    let mut out = head(Form::Tool(tool), (HOW_PLANNING, ""), particulars, setting);
    out.push_str("completed_on:\n\nitems:\n");
    out.push_str(&items(tool, setting, "    answer:\n    how_addressed:\n"));
    out
}

/// Writes Tool 3.8.
pub(super) fn awareness(tool: &Tool, particulars: &Particulars, setting: &Setting<'_>) -> String {
    let mut out = head(Form::Tool(tool), (HOW_AWARENESS, ""), particulars, setting);
    let id = particulars.id.as_deref().unwrap_or_default();
    out.push_str(&format!(
        "
material:
  id: {}
{}  format:  # text, image, audio, video, web or event
  audience:
  languages: []
  status: draft  # draft, cleared, released or withdrawn

items:
",
        value(id),
        particulars.title.as_deref().map_or_else(|| "  title:\n".to_owned(), |title| sentence(2, "title", title)),
    ));
    out.push_str(&items(tool, setting, "    answer:\n    comment:\n"));
    out
}

fn items(tool: &Tool, setting: &Setting<'_>, blanks: &str) -> String {
    let mut out = String::new();
    let checklist = setting.words.edition.checklist(&tool.number);
    for (section, items) in checklist.into_iter().flat_map(Checklist::by_section) {
        if let Some(section) = section {
            out.push_str(&note(2, &format!("== {} ==", setting.words.title(&section.slug, &section.title))));
            out.push('\n');
        }
        for item in items {
            out.push_str(&question(item, setting));
            out.push_str(&format!("  - id: {}\n{blanks}\n", value(&item.id)));
        }
    }
    format!("{}\n", out.trim_end())
}

/// Writes a question; where only its short title has been translated, the title stands in front of it.
fn question(item: &ChecklistItem, setting: &Setting<'_>) -> String {
    let question = setting.words.statement(&item.id, &item.question);
    let title = setting.words.title(&item.id, &item.title);
    let text = if question == item.question && title != item.title { format!("{title}. {question}") } else { question.to_owned() };
    let mut out = note(2, &format!("{}. {text}", item.number));
    if let Some(hint) = &item.hint {
        out.push_str(&note(2, &format!("{}: {hint}", setting.label("hint", "Hint"))));
    }
    out.push_str(&references(&item.references, setting));
    out
}
