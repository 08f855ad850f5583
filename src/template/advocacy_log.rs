//! Tool 3.7: concerns and what can be said to them. The examples of the table are its first entries, to be adapted or deleted.

use super::head::head;
use super::text::{note, sentence, value};
use super::{Form, Particulars, Setting};
use crate::toolkit::{AdvocacyExample, Tool};

const HOW: &str = "\
How to use it: the entries are examples, by topic. Adapt one when you have used it (used_on, audience as an institution, outcome: \
persuaded, partly, not_persuaded or not_known, and the lesson), delete what does not fit, and write your own under the next \
number that was never used.";

/// Writes the form.
pub(super) fn text(tool: &Tool, particulars: &Particulars, setting: &Setting<'_>) -> String {
    let mut out = head(Form::Tool(tool), (HOW, ""), particulars, setting);
    out.push_str("\nentries:\n");
    let mut entries = String::new();
    for (topic, examples) in setting.words.edition.advocacy_topics() {
        let new: Vec<String> = examples.into_iter().filter_map(|example| entry(example, particulars, setting)).collect();
        if !new.is_empty() {
            entries.push_str(&note(2, &format!("== {} ==", setting.words.title(&topic.slug, &topic.title))));
            entries.push('\n');
            entries.push_str(&new.concat());
        }
    }
    if entries.is_empty() {
        entries = note(2, "The examples stand in another log of the project.");
    }
    out.push_str(entries.trim_end());
    out.push('\n');
    out
}

/// Writes an example as an entry, unless its number is taken.
fn entry(example: &AdvocacyExample, particulars: &Particulars, setting: &Setting<'_>) -> Option<String> {
    let id = format!("AD-{:03}", example.number);
    if particulars.taken.contains(&id) {
        return None;
    }
    let mut out = note(2, setting.words.title(&example.id, &example.title));
    let concern = setting.words.statement(&example.id, &example.concern);
    if concern != example.concern {
        out.push_str(&note(2, concern));
    }
    out.push_str(&format!("  - id: {id}\n    topic: {}\n", value(&example.topic)));
    out.push_str(&sentence(4, "concern", &example.concern));
    out.push_str(&sentence(4, "advocacy_point", &example.point));
    out.push('\n');
    Some(out)
}
