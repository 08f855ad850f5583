//! What holds for any assessment that goes into a spreadsheet and comes back: unedited it changes nothing, and an edit
//! changes what was edited.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;
use risklog::document::Document;
use risklog::sheet::{self, Cell, Format, columns};
use risklog::snapshot::Snapshot;
use risklog::source::Origin;

use crate::support::project;

const FILE: &str = "risks/3.4.yaml";
const FORMATS: [Format; 3] = [Format::Xlsx, Format::Csv { byte_order_mark: true }, Format::Csv { byte_order_mark: false }];

/// Sentences with all that means something to YAML, csv, xlsx, formulas, or the lines of a cell.
fn sentence() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "A risk",
        " ",
        "=1+1",
        "+",
        "-",
        "@",
        "'",
        "\"",
        "\"\"",
        ",",
        ";",
        "\n",
        "\n\n",
        "\n  ",
        "  ",
        "é中🙂",
        "مرحبا",
        "_x0041_",
        "_x000D_",
        "&amp;",
        "<b>",
        "]]>",
        "(me_officer; -)",
        "(a; b)",
        "[planned]",
        "M1 [planned] x",
        "note:",
        "|",
        " | ",
        "#",
        " #",
        ": ",
        "2024-06-27",
        "03/04/2024",
        "1e5",
        "0012",
        "true",
        "\u{a0}",
        "\u{200f}",
        "\u{ff1d}1",
        "&[Date]",
        "sep=;",
        "\\",
    ]);
    prop::collection::vec(piece, 1..8).prop_map(|pieces| format!("{}.", pieces.concat()))
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text")
}

fn day() -> impl Strategy<Value = String> {
    (2000..2099i32, 1..13i32, 1..29i32).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
}

fn optional(key: &'static str, value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::option::of(value).prop_map(move |value| value.map(|value| format!("    {key}: {value}  # {key}\n")).unwrap_or_default())
}

/// Text, note, due date and status.
type ActionParts = (String, Option<String>, Option<String>, &'static str);

fn actions() -> impl Strategy<Value = String> {
    let action = (sentence(), prop::option::of(sentence()), prop::option::of(day()), select(vec!["", "planned", "in_place", "dropped"]));
    let written = |(at, (text, note, due, status)): (usize, ActionParts)| {
        let mut map = format!("      - id: M{}   # the action\n        action: {}\n", at + 1, quoted(&text));
        map.push_str(&due.map(|due| format!("        due: {due}\n")).unwrap_or_default());
        map.push_str(&note.map(|note| format!("        note: {}\n", quoted(&note))).unwrap_or_default());
        map + &if status.is_empty() { String::new() } else { format!("        status: {status}\n") }
    };
    prop::collection::vec(action, 0..4).prop_map(move |all| {
        let list: String = all.into_iter().enumerate().map(written).collect();
        if list.is_empty() { String::new() } else { format!("    mitigation:\n{list}") }
    })
}

fn evidence() -> impl Strategy<Value = String> {
    let entry = (sentence(), prop::option::of(sentence()), prop::option::of(day()));
    let written = |(reference, title, date): (String, Option<String>, Option<String>)| {
        let date = date.map(|date| format!(", date: {date}")).unwrap_or_default();
        let title = title.map(|title| format!(", title: {}", quoted(&title))).unwrap_or_default();
        format!("      - {{ref: {}{date}{title}}}\n", quoted(&reference))
    };
    prop::collection::vec(entry, 0..3).prop_map(move |all| {
        let list: String = all.into_iter().map(written).collect();
        if list.is_empty() { String::new() } else { format!("    evidence:\n{list}") }
    })
}

/// The lines of a risk, without its id.
fn risk() -> impl Strategy<Value = String> {
    let level = || select(vec!["", "high", "medium", "low"]);
    let texts = (
        optional("rationale", sentence().prop_map(|text| quoted(&text))),
        optional("status_reason", sentence().prop_map(|text| quoted(&text))),
    );
    let days = (optional("rated_on", day()), optional("next_review", day()));
    let words = (optional("owner", Just("me_officer".to_owned())), optional("topics", Just("[data, sentencing]".to_owned())));
    let residual = optional("residual", Just("{likelihood: low}".to_owned()));
    (sentence(), level(), level(), texts, days, words, residual, actions(), evidence()).prop_map(
        |(statement, likelihood, impact, texts, days, words, residual, actions, evidence)| {
            let (rationale, reason) = texts;
            let head =
                format!("    statement: {}\n    likelihood: {likelihood}\n    impact:   {impact}   # as agreed\n", quoted(&statement));
            [head, rationale, reason, days.0, days.1, words.0, words.1, residual, actions, evidence].concat()
        },
    )
}

fn assessment() -> impl Strategy<Value = String> {
    let lines = (prop::collection::vec(risk(), 1..4), select(vec!["\n", "\r\n"]), select(vec!["", "\u{feff}"]));
    lines.prop_map(|(risks, ending, mark)| {
        let head = "# Kept by the team\nschema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\ntitle: Assessment for tests\n\nrisks:\n"
            .to_owned();
        let rows = risks.iter().enumerate().map(|(at, risk)| format!("  - id: CJ-{:02}   # {at}\n{risk}\n", at + 1));
        let text = head + &rows.collect::<String>();
        format!("{mark}{}", text.replace('\n', ending))
    })
}

fn state(text: &str) -> Snapshot {
    let manifest = Document::read("risklog.yaml", project().as_bytes());
    let document = Document::read(FILE, text.as_bytes());
    assert!(document.is_readable(), "{text}\n{:?}", document.findings());
    Snapshot { manifest: Some(Arc::new(manifest)), documents: vec![Arc::new(document)], ..Snapshot::empty(Origin::Worktree, String::new()) }
}

fn book(state: &Snapshot) -> sheet::Book {
    sheet::export(state, &[state.document(FILE).expect("it is there")])
}

fn written(state: &Snapshot) -> Vec<Vec<String>> {
    let all = |risk| columns::fields().map(|(_, key)| columns::written(risk, key)).collect();
    state.risks().map(|at| all(at.risk)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn an_unedited_round_trip_changes_not_one_byte(text in assessment()) {
        let state = state(&text);
        for format in FORMATS {
            let bytes = sheet::write(&book(&state), format).expect("it can be written");
            let plan = sheet::compare(&sheet::read(&bytes).expect("it can be read"), &state, "2023-12-01".parse().expect("a day"));
            prop_assert!(plan.is_empty() && plan.refusals.is_empty() && plan.notes.is_empty(), "{format:?} {plan:?}");
            prop_assert_eq!(plan.seen.len(), state.risks().count());
            prop_assert!(sheet::apply(&plan, &[], &state).expect("nothing to do").is_empty());
        }
    }

    #[test]
    fn an_edited_cell_changes_its_field_and_no_other(text in assessment(), at in 0usize..3, words in sentence(), day in day(), level in select(vec!["high", "medium", "low", ""])) {
        let state = state(&text);
        let at = at % state.risks().count();
        let words = words.trim().to_owned();
        let edits = [
            ("statement", Cell::Text(words.clone()), words.clone()),
            ("rationale", Cell::Text(words.clone()), words.clone()),
            ("status_reason", Cell::Text(format!("Now {words}")), format!("Now {words}")),
            ("wording_note", Cell::Text(words.clone()), words.clone()),
            ("impact", Cell::text(level), level.to_owned()),
            ("next_review", Cell::Day(day.parse().expect("a day")), day.clone()),
            ("closed_on", Cell::text(day.clone()), day),
            ("residual.impact", Cell::text("High"), "high".to_owned()),
            ("status", Cell::text("Closed"), "closed".to_owned()),
            ("owner", Cell::text("head_of_office"), "head_of_office".to_owned()),
            ("rights_holders", Cell::text("children;women"), "children, women".to_owned()),
        ];
        for format in FORMATS {
            let mut book = book(&state);
            let mut expected = written(&state);
            for (key, cell, says) in &edits {
                let column = columns::COLUMNS.iter().position(|column| column.about == columns::About::Field(key)).expect("a column");
                let field = columns::fields().position(|(_, known)| known == *key).expect("a field");
                book.tables[0].rows[at][column] = cell.clone();
                expected[at][field] = says.clone();
            }
            // What follows from the cells: the day on which the sheet comes back is that of the judgement.
            let field = |key| columns::fields().position(|(_, known)| known == key).expect("a field");
            if !level.is_empty() && written(&state)[at][field("impact")] != level {
                expected[at][field("rated_on")] = "2023-12-01".to_owned();
            }
            let bytes = sheet::write(&book, format).expect("it can be written");
            let plan = sheet::compare(&sheet::read(&bytes).expect("it can be read"), &state, "2023-12-01".parse().expect("a day"));
            prop_assert!(plan.refusals.is_empty(), "{:?}", plan.refusals);
            let texts = sheet::apply(&plan, &[], &state).map_err(|(_, error)| TestCaseError::fail(error.to_string()))?;
            let after = self::state(texts.get(FILE).map_or(text.as_str(), String::as_str));
            let tidy = |rows: Vec<Vec<String>>| rows.into_iter().map(|row| row.iter().map(|text| tidy(text)).collect::<Vec<_>>()).collect::<Vec<_>>();
            prop_assert_eq!(tidy(written(&after)), tidy(expected));
        }
    }
}

/// Blanks at the ends of lines do not count, nor do empty lines around a text.
fn tidy(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}
