//! The page of `show`: every risk as it stood, in full, table by table.

use super::diff::marking_line;
use super::{Block, Entry, Language, Page, Text, Tone, status, words};
use crate::model::{Action, Evidence, Field, Rating, Response, Risk, Status};
use crate::report::{ShownRisk, StatusReport};

/// Makes the page of a register.
#[must_use]
pub(super) fn register(report: &StatusReport<'_>) -> Page {
    let mut blocks = status::head(report, "Register");
    blocks.extend(status::incomplete(report));
    if report.risks.is_empty() {
        blocks.push(Block::Paragraph(Text::plain("no risk to show")));
    }
    let mut table: Option<&str> = None;
    for shown in &report.risks {
        if table != Some(&shown.table) {
            let title = shown.table_title.map(|title| format!("  {title}")).unwrap_or_default();
            let aside = Some(Text::of(Tone::Muted, shown.file));
            blocks.push(Block::Heading { level: 2, text: Text::plain(format!("{}{title}", shown.table)), aside });
            table = Some(&shown.table);
        }
        let name = Text::of(Tone::Strong, shown.risk.id.clone()).then(format!("  {}", shown.title));
        blocks.push(Block::Heading { level: 3, text: name, aside: Some(Text::plain(shown.printed.clone())) });
        blocks.push(Block::Entry(risk(report, shown)));
    }
    blocks.extend(report.classification.iter().map(|marking| marking_line(marking)));
    let language = report.words.as_ref();
    let language = language.map(|words| Language { tag: words.language.tag().to_owned(), is_right_to_left: words.is_right_to_left() });
    Page {
        marker: Some("risklog:register"),
        command: Some("risklog show".to_owned()),
        language: language.unwrap_or_default(),
        blocks,
        ..Page::default()
    }
}

/// Tells one risk: what may happen and how it is rated first, then why, then what is done about it.
fn risk(report: &StatusReport<'_>, shown: &ShownRisk<'_>) -> Entry {
    let risk = shown.risk;
    let mut entry = Entry::new(vec![rating(report, &risk.rating), status_of(report, risk)]);
    let mut say = |label: &str, text: Text| entry.say(report.label(label), text);
    say("statement", prose(Some(&risk.statement)));
    say("public_statement", prose(risk.public_statement.as_ref()));
    say("status_reason", prose(risk.status_reason.as_ref()));
    say("what_happened", prose(risk.what_happened.as_ref()));
    say("rated_on", day(&risk.rated_on));
    say("rationale", prose(risk.rationale.as_ref()));
    for evidence in &risk.evidence {
        say("evidence", paper(evidence));
    }
    for action in &risk.mitigation {
        say("mitigation", action_line(report, action));
    }
    if risk.is_active() && risk.mitigation.is_empty() {
        say("mitigation", Text::of(Tone::Muted, "no action"));
    }
    if let Some(residual) = &risk.residual {
        say("residual", rating(report, residual));
    }
    say("owner", plain(risk.owner.as_ref()));
    say("next_review", day(&risk.next_review));
    if let Some(response) = risk.response.get().filter(|response| *response != Response::Mitigate) {
        say("response", Text::plain(response.word()));
    }
    for (label, text) in days(risk) {
        say(label, text);
    }
    say("accepted_by", plain(risk.accepted_by.as_ref()));
    say("escalated_to", plain(risk.escalated_to.as_ref()));
    for (label, words) in lists(risk) {
        say(label, Text::plain(words.join(", ")));
    }
    say("wording_note", prose(risk.wording_note.as_ref()));
    for waiver in &risk.waivers {
        let until = waiver.until.get().map(|until| format!(", until {until}")).unwrap_or_default();
        say("waiver", Text::plain(format!("{}{until}: ", waiver.rule)).with(prose(waiver.reason.as_ref())));
    }
    entry
}

fn days(risk: &Risk) -> [(&'static str, Text); 5] {
    [
        ("identified_on", day(&risk.identified_on)),
        ("materialised_on", day(&risk.materialised_on)),
        ("closed_on", day(&risk.closed_on)),
        ("accept_until", day(&risk.accept_until)),
        ("escalated_on", day(&risk.escalated_on)),
    ]
}

fn lists(risk: &Risk) -> [(&'static str, &Vec<String>); 9] {
    [
        ("rights_at_stake", &risk.rights_at_stake),
        ("rights_holders", &risk.rights_holders),
        ("duty_bearers", &risk.duty_bearers),
        ("topics", &risk.topics),
        ("indicators", &risk.indicators),
        ("related", &risk.related),
        ("split_from", &risk.split_from),
        ("merged_from", &risk.merged_from),
        ("superseded_by", &risk.superseded_by),
    ]
}

fn rating(report: &StatusReport<'_>, rating: &Rating) -> Text {
    if rating.is_blank() {
        return Text::of(Tone::Caution, if report.words.is_some() { report.label("blank") } else { "not rated" });
    }
    let part = |field| match field {
        &Field::Known(level) => report.label(crate::model::Level::word(level)),
        other => words::level(other),
    };
    Text::plain(format!("{} ", report.label("likelihood")))
        .and(Tone::Strong, part(&rating.likelihood))
        .then(format!(", {} ", report.label("impact")))
        .and(Tone::Strong, part(&rating.impact))
}

fn status_of(report: &StatusReport<'_>, risk: &Risk) -> Text {
    let word = risk.status().map_or("status cannot be read", Status::word);
    let words = if report.words.is_some() { report.label(word).to_owned() } else { word.replace('_', " ") };
    match risk.status() {
        Some(Status::Open) => Text::plain(words),
        Some(Status::Materialised) | None => Text::of(Tone::Bad, words),
        Some(Status::Closed | Status::NotApplicable) => Text::of(Tone::Muted, words),
    }
}

fn action_line(report: &StatusReport<'_>, action: &Action) -> Text {
    let name = action.name();
    let status = action.status().map_or("status cannot be read", |status| status.word());
    let status = if report.words.is_some() { report.label(status).to_owned() } else { status.replace('_', " ") };
    let due = if action.due.is_blank() { String::new() } else { format!(", {} {}", report.label("due"), words::day(&action.due)) };
    let owner = action.owner.as_deref().map(|owner| format!(", {owner}")).unwrap_or_default();
    let note = action.note.as_deref().map(|note| format!(" ({})", in_one_line(note))).unwrap_or_default();
    Text::of(Tone::Strong, name).then(format!(" {status}{due}{owner}: {}{note}", in_one_line(&action.action)))
}

fn paper(evidence: &Evidence) -> Text {
    let kind = evidence.kind.as_deref().map(|kind| format!(" {kind}")).unwrap_or_default();
    let date = if evidence.date.is_blank() { String::new() } else { format!(" {}", words::day(&evidence.date)) };
    let title = evidence.title.as_deref().map(|title| format!(": {}", in_one_line(title))).unwrap_or_default();
    Text::of(Tone::Strong, evidence.reference.clone()).then(format!("{kind}{date}{title}"))
}

fn day(day: &Field<crate::model::Date>) -> Text {
    if day.is_blank() { Text::default() } else { Text::plain(words::day(day)) }
}

fn plain(text: Option<&String>) -> Text {
    text.map(|text| Text::plain(text.clone())).unwrap_or_default()
}

fn prose(text: Option<&String>) -> Text {
    text.map(|text| Text::plain(in_one_line(text))).unwrap_or_default()
}

/// A text without its layout.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
