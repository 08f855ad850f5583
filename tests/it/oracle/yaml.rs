//! Writes the oracle's documents the many ways people write YAML, all with the same content.

use super::model::{Doc, Risk, Status};
use super::random::Random;

/// The file's bytes, spoilt when the document is broken.
pub fn render(doc: &Doc) -> String {
    let style = Style::new(doc.style);
    let mut text = String::new();
    if style.bit(0) {
        text.push_str("# Filled in by the team; see the guidance note.\n");
    }
    if style.bit(1) {
        text.push_str("---\n");
    }
    text.push_str("schema: risklog/1\nkind: risk_assessment\n");
    let quote = if style.bit(2) { '\'' } else { '"' };
    text.push_str(&format!("tool: {quote}{}{quote}\n", doc.tool));
    if let Some(scope) = &doc.scope {
        text.push_str(&format!("scope: {scope}\n"));
    }
    text.push_str(&format!("title: {}\n", title(doc.broken)));
    text.push_str("assessed_on: 2023-06-20\n");
    if style.bit(3) {
        text.push('\n');
    }
    write_risks(&mut text, doc, &style);
    write_reviews(&mut text, doc);
    if style.bit(4) && style.bit(5) {
        text.push_str("# end of the form\n");
    }
    if doc.broken == Some(1) {
        text.push_str("notes: \"The closing quote was forgotten\n");
    }
    if style.bit(6) && style.bit(7) {
        text = text.replace('\n', "\r\n");
    }
    if style.bit(8) && style.bit(9) {
        text.insert(0, '\u{feff}');
    }
    text
}

/// How many ways there are of spoiling a document.
pub const BREAKAGES: usize = 4;

fn title(broken: Option<usize>) -> &'static str {
    match broken {
        Some(2) => "Don't ask: why",
        Some(3) => "@ Country A",
        _ => "Assessment, Country A",
    }
}

fn write_risks(text: &mut String, doc: &Doc, style: &Style) {
    if doc.risks.is_empty() {
        text.push_str("risks: []\n");
        return;
    }
    text.push_str("risks:\n");
    if doc.broken == Some(0) {
        text.push_str("\t- id: CJ-99\n");
    }
    let indent = [0, 2, 4][style.choice(0, 3)];
    let margin = " ".repeat(indent);
    for (number, risk) in doc.risks.iter().enumerate() {
        let mut way = style.of_risk(&risk.id);
        if style.bit(10) && number > 0 {
            text.push('\n');
        }
        if way.chance(15) {
            text.push_str(&format!("{margin}# discussed in the team meeting: no change\n"));
        }
        if style.bit(11) && way.chance(30) {
            write_flow_risk(text, &margin, risk, &mut way);
        } else {
            write_block_risk(text, &margin, risk, &mut way);
        }
    }
}

fn write_reviews(text: &mut String, doc: &Doc) {
    if !doc.reviews.is_empty() {
        text.push_str("reviews:\n");
    }
    for review in &doc.reviews {
        let covers = review.covers.as_ref().map_or_else(|| "all".to_owned(), |ids| format!("[{}]", ids.join(", ")));
        let (round, date) = (&review.round, &review.date);
        text.push_str(&format!("  - {{round: {round}, date: {date}, covers: {covers}, reviewed_by: [me_officer], outcome: Looked at.}}\n"));
    }
}

fn write_block_risk(text: &mut String, margin: &str, risk: &Risk, way: &mut Random) {
    let inner = format!("{margin}  ");
    text.push_str(&format!("{margin}- id: {}\n", risk.id));
    let mut lines = Vec::new();
    for (key, value) in fields(risk, way) {
        lines.push(match value {
            Value::Blank => {
                let blank = way.pick(&["", "", " ~", " null"]);
                format!("{inner}{key}:{blank}\n")
            }
            Value::Word(word) => {
                let remark = if key == "impact" && way.chance(10) { "   # as agreed" } else { "" };
                format!("{inner}{key}: {word}{remark}\n")
            }
            Value::Text(prose) => format!("{inner}{key}: {}\n", block_text(&prose, &inner, way)),
            Value::List(entries) => block_list(&inner, key, &entries, way),
        });
    }
    // NOTE: the order of keys is no content; the statement stays first for whoever reads a failure.
    if way.chance(20) {
        lines[1..].reverse();
    }
    text.push_str(&lines.concat());
}

fn write_flow_risk(text: &mut String, margin: &str, risk: &Risk, way: &mut Random) {
    let mut parts = vec![format!("id: {}", risk.id)];
    for (key, value) in fields(risk, way) {
        parts.push(match value {
            Value::Blank => format!("{key}: {}", way.pick(&["~", "null"])),
            Value::Word(word) => format!("{key}: {word}"),
            Value::Text(prose) => format!("{key}: {}", flow_text(&prose, way)),
            Value::List(entries) => {
                let entries: Vec<_> = entries.iter().map(|e| flow_map(e, way)).collect();
                format!("{key}: [{}]", entries.join(", "))
            }
        });
    }
    let between = if way.chance(50) { format!(",\n{margin}   ") } else { ", ".to_owned() };
    text.push_str(&format!("{margin}- {{{}}}\n", parts.join(&between)));
}

enum Value {
    Blank,
    Word(String),
    Text(String),
    List(Vec<Entry>),
}

type Entry = Vec<(&'static str, Value)>;

fn fields(risk: &Risk, way: &mut Random) -> Entry {
    let rating = |level: Option<super::model::Level>| level.map_or(Value::Blank, |level| Value::Word(level.word().to_owned()));
    let mut fields =
        vec![("statement", Value::Text(risk.statement.clone())), ("likelihood", rating(risk.likelihood)), ("impact", rating(risk.impact))];
    let mut word = |key, value: &Option<String>| {
        if let Some(value) = value {
            fields.push((key, Value::Word(value.clone())));
        }
    };
    word("identified_on", &risk.identified_on);
    word("rated_on", &risk.rated_on);
    word("owner", &risk.owner);
    if let Some(rationale) = &risk.rationale {
        fields.push(("rationale", Value::Text(rationale.clone())));
    }
    let (status, reason) = &risk.status;
    if *status != Status::Open || way.chance(25) {
        fields.push(("status", Value::Word(risk.status_word().to_owned())));
    }
    if let Some(reason) = reason {
        let key = match status {
            Status::Materialised => "what_happened",
            _ => "status_reason",
        };
        fields.push((key, Value::Text(reason.clone())));
    }
    if !risk.evidence.is_empty() {
        fields.push(("evidence", Value::List(evidence(risk))));
    }
    if !risk.mitigation.is_empty() || way.chance(10) {
        fields.push(("mitigation", Value::List(mitigation(risk, way))));
    }
    fields
}

fn evidence(risk: &Risk) -> Vec<Entry> {
    let entry = |(id, entry): (&String, &super::model::Evidence)| {
        vec![
            ("ref", Value::Word(id.clone())),
            ("kind", Value::Word("monitoring".to_owned())),
            ("date", Value::Word(entry.date.clone())),
            ("title", Value::Text(entry.title.clone())),
        ]
    };
    risk.evidence.iter().map(entry).collect()
}

fn mitigation(risk: &Risk, way: &mut Random) -> Vec<Entry> {
    let mut entry = |(id, action): (&String, &super::model::Action)| {
        let mut entry = vec![("id", Value::Word(id.clone())), ("action", Value::Text(action.action.clone()))];
        if let Some(owner) = &action.owner {
            entry.push(("owner", Value::Word(owner.clone())));
        }
        if let Some(due) = &action.due {
            entry.push(("due", Value::Word(due.clone())));
        }
        // NOTE: an action without a status is planned, so leaving the word out is no change.
        if action.status != "planned" || way.chance(50) {
            entry.push(("status", Value::Word(action.status.clone())));
        }
        entry
    };
    risk.mitigation.iter().map(&mut entry).collect()
}

fn block_list(margin: &str, key: &str, entries: &[Entry], way: &mut Random) -> String {
    if entries.is_empty() {
        return format!("{margin}{key}: []\n");
    }
    let mut text = format!("{margin}{key}:\n");
    let deeper = if way.chance(50) { "  " } else { "" };
    let flow = way.chance(40);
    for entry in entries {
        if flow {
            text.push_str(&format!("{margin}{deeper}- {}\n", flow_map(entry, way)));
            continue;
        }
        let inner = format!("{margin}{deeper}  ");
        for (number, (key, value)) in entry.iter().enumerate() {
            let start = if number == 0 { format!("{margin}{deeper}- ") } else { inner.clone() };
            let value = match value {
                Value::Text(prose) => block_text(prose, &inner, way),
                value => plain_word(value),
            };
            text.push_str(&format!("{start}{key}: {value}\n"));
        }
    }
    text
}

fn flow_map(entry: &Entry, way: &mut Random) -> String {
    let mut pair = |(key, value): &(&str, Value)| match value {
        Value::Text(prose) => format!("{key}: {}", flow_text(prose, way)),
        value => format!("{key}: {}", plain_word(value)),
    };
    let pairs: Vec<_> = entry.iter().map(&mut pair).collect();
    format!("{{{}}}", pairs.join(", "))
}

fn plain_word(value: &Value) -> String {
    match value {
        Value::Word(word) => word.clone(),
        Value::Blank => "~".to_owned(),
        Value::Text(_) | Value::List(_) => unreachable!("entries of lists hold words and texts"),
    }
}

fn block_text(prose: &str, margin: &str, way: &mut Random) -> String {
    match way.below(4) {
        0 | 1 => folded(prose, margin, way.between(30, 90)),
        2 if is_plain(prose) => prose.to_owned(),
        _ => flow_text(prose, way),
    }
}

fn flow_text(prose: &str, way: &mut Random) -> String {
    if way.chance(50) {
        format!("'{}'", prose.replace('\'', "''"))
    } else {
        let escaped = prose.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{escaped}\"")
    }
}

fn folded(prose: &str, margin: &str, width: usize) -> String {
    let mut text = ">-".to_owned();
    let mut room = 0;
    for word in prose.split(' ') {
        if room < word.len() {
            text.push_str(&format!("\n{margin}  {word}"));
            room = width;
        } else {
            text.push_str(&format!(" {word}"));
        }
        room = room.saturating_sub(word.len() + 1);
    }
    text
}

fn is_plain(prose: &str) -> bool {
    let harmless = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '-');
    prose.starts_with(char::is_alphabetic) && prose.chars().all(harmless)
}

/// Layout choices of a document; the same style writes the same risk the same way.
struct Style(u64);

impl Style {
    fn new(seed: u64) -> Self {
        Self(Random::new(seed).draw())
    }

    fn bit(&self, number: u32) -> bool {
        self.0 >> number & 1 == 1
    }

    fn choice(&self, salt: u64, among: usize) -> usize {
        Random::new(self.0 ^ salt).below(among)
    }

    fn of_risk(&self, id: &str) -> Random {
        let salt = id.bytes().fold(self.0, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        Random::new(salt)
    }
}
