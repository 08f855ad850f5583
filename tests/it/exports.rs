//! Register and history as tables: the same rows in every format, the columns that the page and the schema name, and nothing
//! for others of what only the team sees.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use risklog::extract::{Column, FORMAT, Kind, Part};
use risklog::sheet::{self, Cell, Sheet};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::sharing::repository;
use crate::sharing::template::{ROLE, SECRET};
use crate::support::{Ran, Repo, demo, project, risklog, small};

const PAGE: &str = "docs/exports.md";
const SCHEMA: &str = "schema/output-export.schema.json";
const BEGIN: &str = "<!-- tables: made by the program, RISKLOG_WRITE_DOCS=1 cargo test exports -->\n";
const END: &str = "<!-- /tables -->";

fn run(folder: impl AsRef<Path>, args: &[&str]) -> Ran {
    risklog(folder).args(["--today", "2026-11-25", "export"]).args(args).run()
}

fn said(ran: &Ran) -> String {
    format!("{}{}", ran.stdout, ran.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("each line is a value")).collect()
}

fn of<'a>(lines: &'a [Value], record: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["record"] == record).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a part of a file with what the program makes of it, or writes it where that is asked for.
fn assert_made(file: &str, whole: &str) {
    let path = root().join(file);
    if std::env::var_os("RISKLOG_WRITE_DOCS").is_some() {
        fs::write(&path, whole).expect("it can be written");
    }
    let now = fs::read_to_string(&path).expect("it can be read");
    assert!(now == whole, "{file} is not what the program makes: RISKLOG_WRITE_DOCS=1 cargo test exports");
}

#[test]
fn the_page_names_every_table_and_column() {
    let mut made = String::from("\n");
    for part in Part::ALL {
        let shape = part.shape();
        made.push_str(&format!("### {}\n\n{} A line of the jsonl is a `{}`.\n\n", shape.name, shape.about, shape.record));
        made.push_str("| column | kind | what it says |\n|---|---|---|\n");
        let own = part.columns();
        for column in own.iter().take(own.len() - 3) {
            made.push_str(&format!("| `{}` | {} | {} |\n", column.name, column.kind.word(), column.about));
        }
        made.push('\n');
    }
    let page = fs::read_to_string(root().join(PAGE)).expect("the page is there");
    let (before, rest) = page.split_once(BEGIN).expect("the page has a place for the tables");
    let (_, after) = rest.split_once(END).expect("the place has an end");
    assert_made(PAGE, &format!("{before}{BEGIN}{made}{END}{after}"));
}

fn shape_of(column: &Column) -> Value {
    let mut shape = match column.kind {
        Kind::Text => json!({"type": ["string", "null"]}),
        Kind::Words => json!({"type": ["array", "null"], "items": {"type": "string"}, "minItems": 1}),
        Kind::Day => json!({"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        Kind::Moment => json!({"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[+-][0-9]{2}:[0-9]{2}$"}),
        Kind::Number => json!({"type": ["integer", "null"]}),
        Kind::Flag => json!({"type": ["boolean", "null"]}),
    };
    shape["description"] = json!(column.about);
    shape
}

fn line_of(part: Part) -> Value {
    let mut properties =
        Map::from_iter([("format".to_owned(), json!({"const": FORMAT})), ("record".to_owned(), json!({"const": part.shape().record}))]);
    properties.extend(part.columns().iter().map(|column| (column.name.to_owned(), shape_of(column))));
    let required: Vec<&String> = properties.keys().collect();
    json!({"description": part.shape().about, "type": "object", "required": required, "properties": properties})
}

/// The first line: what the export is of.
fn first_line() -> Value {
    let text = || json!({"type": ["string", "null"]});
    let at = json!({"type": "object", "required": ["kind", "commit", "name"], "properties": {
        "kind": {"enum": ["worktree", "commit", "empty"]}, "commit": text(), "name": text()}});
    let range = json!({"type": ["object", "null"], "required": ["from", "to"], "properties": {"from": text(), "to": text()}});
    let properties = json!({
        "format": {"const": FORMAT}, "record": {"const": "export"}, "project": text(), "title": text(), "marking": text(),
        "audience": {"enum": ["internal", "partners", "public"]}, "note": text(), "at": at, "range": range,
        "boundary": {"enum": ["root", "range", "shallow", "missing_object", null]}, "boundary_commit": text(),
        "version": {"type": "string"}, "command": {"type": "string"}});
    let required: Vec<String> = properties.as_object().expect("an object").keys().cloned().collect();
    json!({"description": "What the export is of.", "type": "object", "required": required, "properties": properties})
}

#[test]
fn the_schema_names_every_column_and_every_line_has_its_shape() {
    let mut definitions = Map::from_iter([("export".to_owned(), first_line())]);
    definitions.extend(Part::ALL.map(|part| (part.shape().record.to_owned(), line_of(part))));
    let all: Vec<Value> = definitions.keys().map(|name| json!({"$ref": format!("#/definitions/{name}")})).collect();
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://risklog.example/schema/output-export.schema.json",
        "title": FORMAT,
        "description": "A line of what `risklog export --format jsonl` prints. Unknown is null; keys may be added within a version.",
        "oneOf": all,
        "definitions": definitions,
    });
    assert_made(SCHEMA, &format!("{schema:#}\n"));
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let (_parent, demo) = demo();
    let printed = lines(&run(&demo, &["--format", "jsonl"]).stdout);
    let kinds: BTreeSet<&str> = printed.iter().filter_map(|line| line["record"].as_str()).collect();
    assert_eq!(kinds.len(), Part::ALL.len() + 1, "every table has a line: {kinds:?}");
    for line in printed.iter().step_by(3) {
        let wrong: Vec<String> = validator.iter_errors(line).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:?}\n{line}");
        let mut broken = line.clone();
        broken["format"] = json!("risklog-export/0");
        assert!(!validator.is_valid(&broken), "a schema that takes anything checks nothing");
    }
}

/// The cells of a table as a csv file holds them, by the names of the columns.
fn rows_of(sheet: &Sheet) -> Vec<BTreeMap<String, String>> {
    let (_, names) = sheet.rows.first().expect("there is a heading");
    let names: BTreeMap<usize, String> = names.iter().map(|(at, cell)| (*at, cell.plain())).collect();
    let row = |cells: &Vec<(usize, Cell)>| cells.iter().map(|(at, cell)| (names[at].clone(), cell.plain())).collect();
    sheet.rows.iter().skip(1).map(|(_, cells)| row(cells)).collect()
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(words) => Some(words.iter().filter_map(as_text).collect::<Vec<_>>().join(", ")),
        other => Some(other.to_string()),
    }
}

#[test]
fn csv_and_jsonl_hold_the_same_rows_and_the_same_bytes_come_out_everywhere() {
    let (_parent, demo) = demo();
    run(&demo, &["--what", "all", "--format", "csv", "-o", "tables/"]).assert_code(0);
    let text = run(&demo, &["--format", "jsonl"]).stdout;
    assert_eq!(run(demo.join("risks"), &["--format", "jsonl"]).stdout, text);
    let elsewhere = risklog(&demo).args(["export", "--format", "jsonl"]).env("TZ", "Pacific/Apia").env("LC_ALL", "tr_TR.UTF-8").run();
    assert_eq!(elsewhere.stdout, text);
    let printed = lines(&text);
    for part in Part::ALL {
        let shape = part.shape();
        let bytes = fs::read(demo.join(format!("tables/{}.csv", shape.name))).expect("each table has a file");
        assert!(bytes.starts_with("\u{feff}".as_bytes()), "Excel sees that it is UTF-8");
        let heading = String::from_utf8_lossy(&bytes).lines().next().unwrap_or_default().trim_start_matches('\u{feff}').to_owned();
        let names: Vec<String> = part.columns().iter().map(|column| column.name.to_owned()).collect();
        assert_eq!(heading.trim_end(), names.join(","), "{}", shape.name);
        let written = rows_of(sheet::read(&bytes).expect("it can be read").first().expect("it is a table"));
        let expected: Vec<BTreeMap<String, String>> = of(&printed, shape.record)
            .into_iter()
            .map(|line| {
                let own =
                    line.as_object().expect("a line is an object").iter().filter(|(key, _)| !matches!(key.as_str(), "format" | "record"));
                own.filter_map(|(key, value)| Some((key.clone(), as_text(value)?))).collect()
            })
            .collect();
        assert_eq!(written, expected, "{}", shape.name);
    }
}

#[test]
fn the_workbook_has_days_as_days_the_matrix_as_on_the_form_and_short_names() {
    let (_parent, demo) = demo();
    let ran = run(&demo, &["--what", "all", "-o", "register.xlsx"]);
    ran.assert_code(0);
    assert!(said(&ran).contains("marked confidential, for internal"), "{ran}");
    let sheets = sheet::read(&fs::read(demo.join("register.xlsx")).expect("it was written")).expect("it can be read");
    let names: Vec<&str> = sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
    assert_eq!(names, ["Risks", "Actions", "Evidence", "Reviews", "Documents", "Fields", "Matrix", "History", "Legend"]);
    let cells = |name: &str| -> Vec<Vec<(usize, Cell)>> {
        let sheet = sheets.iter().find(|sheet| sheet.name.as_deref() == Some(name)).expect("it has a sheet");
        sheet.rows.iter().map(|(_, cells)| cells.clone()).collect()
    };
    let at = |cells: &[(usize, Cell)], column: usize| cells.iter().find(|(at, _)| *at == column).map(|(_, cell)| cell.clone());
    let risks = cells("Risks");
    let heading: Vec<String> = risks[1].iter().take(6).map(|(_, cell)| cell.plain()).collect();
    assert_eq!(heading, ["Id", "Identified risk", "Likelihood", "Impact", "Risk mitigation strategy", "Status"]);
    let rated_on = risks[1].iter().find(|(_, cell)| cell.plain() == "Rated on").map(|(at, _)| *at).expect("it has the column");
    assert!(risks.iter().skip(2).filter_map(|row| at(row, rated_on)).all(|cell| matches!(cell, Cell::Day(_))));
    let matrix = cells("Matrix");
    let first = |word: &str| matrix.iter().position(|row| row[0] == (0, Cell::Text(word.to_owned()))).expect("it has the row");
    let (high, medium, unrated) = (first("high"), first("medium"), first("Not rated"));
    assert_eq!(at(&matrix[high], 1), Some(Cell::Number(4.0)));
    assert_eq!(at(&matrix[high + 1], 1).map(|cell| cell.plain()).as_deref(), Some("CJ-05, CJ-10, CJ-11, PA-02"));
    assert_eq!(at(&matrix[medium], 1), Some(Cell::Number(14.0)));
    assert_eq!(at(&matrix[unrated], 1), Some(Cell::Number(3.0)));
    assert_eq!(at(&matrix[unrated + 1], 1).map(|cell| cell.plain()).as_deref(), Some("CJ-12, CJ-17, PA-12"));
}

#[test]
fn a_range_tells_its_own_steps_and_the_state_at_its_end() {
    let (_parent, demo) = demo();
    let all = lines(&run(&demo, &["--what", "events", "--format", "jsonl"]).stdout);
    let ranged = lines(&run(&demo, &["--format", "jsonl", "--range", "baseline..mid-term"]).stdout);
    let commits = |lines: &[Value]| -> BTreeSet<String> { of(lines, "event").iter().filter_map(|line| as_text(&line["commit"])).collect() };
    assert!(commits(&ranged).is_subset(&commits(&all)) && commits(&ranged).len() < commits(&all).len());
    assert_eq!(ranged[0]["boundary"], "range");
    assert_eq!(ranged[0]["at"]["name"], "mid-term");
    let then = lines(&run(&demo, &["--what", "risks", "--format", "jsonl", "--at", "mid-term"]).stdout);
    assert_eq!(of(&ranged, "risk"), of(&then, "risk"));
    let lowered = |line: &&&Value| line["what"] == "risk" && line["change"] == "lowered";
    let events = of(&ranged, "event");
    let told: Vec<&str> = events.iter().filter(lowered).filter_map(|line| line["risk"].as_str()).collect();
    assert_eq!(told, ["CJ-05", "CJ-09", "PA-03"]);
}

#[test]
fn no_format_gives_others_a_word_of_what_only_the_team_sees() {
    let repo = repository(&[(vec![true, false], None), (vec![true, true, false], Some(2)), (vec![true], None)]);
    for whom in ["partners", "public"] {
        let secrets: &[&str] = if whom == "public" { &[SECRET, ROLE] } else { &[SECRET] };
        let clean = |text: &str, what: &str| {
            for secret in secrets {
                let at = text.find(secret).map(|at| text.get(at.saturating_sub(200)..at + 40).unwrap_or_default());
                assert_eq!(at, None, "{what} for {whom}");
            }
        };
        let ran = run(repo.path(), &["--for", whom, "--format", "jsonl"]);
        clean(&ran.assert_code(0).stdout, "jsonl");
        assert!(ran.stdout.contains("without rationale, evidence, notes") && ran.stdout.lines().count() > 100, "{ran}");
        run(repo.path(), &["--for", whom, "--what", "all", "-o", "shared.xlsx"]).assert_code(0);
        let book = fs::read(repo.path().join("shared.xlsx")).expect("it was written");
        clean(&format!("{:?}", sheet::read(&book).expect("it can be read")), "workbook");
        run(repo.path(), &["--for", whom, "--what", "all", "--format", "csv", "-o", "shared/"]).assert_code(0);
        for file in fs::read_dir(repo.path().join("shared")).expect("a folder") {
            let path = file.expect("a file").path();
            clean(&fs::read_to_string(&path).expect("text"), &path.display().to_string());
        }
        let older = run(repo.path(), &["--for", whom, "--what", "risks", "--format", "csv", "--at", "HEAD~2"]);
        clean(&older.assert_code(0).stdout, "an older state");
    }
    let own = run(repo.path(), &["--format", "jsonl"]);
    assert!(own.stdout.contains(SECRET) && own.stdout.contains(ROLE), "the team sees everything");
    repo.write("risks/3.4.yaml", "broken: \"");
    let older = run(repo.path(), &["--for", "partners", "--what", "risks", "--format", "csv", "--at", "HEAD~2"]);
    assert!(!older.assert_code(0).stdout.contains(SECRET), "the last commit knows the wordings where the files do not: {older}");
}

#[test]
fn the_public_is_refused_a_confidential_project_and_partners_get_it_marked() {
    let (_parent, demo) = demo();
    let refused = run(&demo, &["--for", "public", "--format", "jsonl"]);
    assert!(said(refused.assert_code(2)).contains("the project is marked confidential") && said(&refused).contains("--for partners"));
    let partners = lines(&run(&demo, &["--for", "partners", "--format", "jsonl"]).stdout);
    assert!(partners.iter().all(|line| line["marking"] == "confidential" && line["audience"] == "partners"));
    assert!(of(&partners, "evidence").is_empty());
    let team = lines(&run(&demo, &["--format", "jsonl"]).stdout);
    let rating = |line: &&Value| [&line["id"], &line["likelihood"], &line["impact"], &line["status"], &line["rated_on"]].map(Value::clone);
    let ratings = |lines: &[Value]| of(lines, "risk").iter().map(rating).collect::<Vec<_>>();
    assert_eq!(ratings(&partners), ratings(&team), "softer words never soften ratings");
    let action = |line: &&Value| [&line["risk"], &line["id"], &line["action"], &line["status"], &line["due"]].map(Value::clone);
    let actions = |lines: &[Value]| of(lines, "action").iter().map(action).collect::<Vec<_>>();
    assert_eq!(actions(&partners), actions(&team), "softer words never soften commitments");
}

#[test]
fn what_cannot_be_written_is_said_with_a_way_out() {
    let repo = small::started();
    for (args, words) in [
        (&["--what", "all", "--format", "csv"][..], "name a folder"),
        (&["--what", "register", "-o", "x.csv"], "name a folder"),
        (&["--what", "sheets", "--for", "partners", "-o", "x.xlsx"], "--what register"),
        (&["--what", "sheets", "--format", "jsonl"], "--what"),
        (&["3.4", "--what", "risks", "--format", "csv"], "leave it out"),
        (&["--what", "all", "--format", "xlsx"], "-o"),
        (&["--format", "parquet"], "-o"),
        (&["--what", "events", "--format", "jsonl", "--range", "HEAD...HEAD"], "A..B"),
        (&["--what", "events", "--format", "jsonl", "--at", "no-such"], "no-such"),
    ] {
        let ran = run(repo.path(), args);
        assert!(said(ran.assert_code(2)).contains(words), "{args:?}: {ran}");
        assert!(!repo.path().join("x.csv").exists() && !repo.path().join("x.xlsx").exists());
    }
    let outside = TempDir::new().expect("a folder");
    fs::write(outside.path().join("risklog.yaml"), project()).expect("it can be written");
    run(outside.path(), &["--what", "register", "--format", "jsonl"]).assert_code(0);
    for args in [&["--what", "events", "--format", "jsonl"][..], &["--what", "register", "--format", "jsonl", "--range", "a..b"]] {
        let ran = run(outside.path(), args);
        assert!(said(ran.assert_code(2)).contains("no git repository"), "{ran}");
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_parquet_the_program_says_how_to_get_it() {
    let ran = run(small::started().path(), &["--format", "parquet", "-o", "tables/"]);
    assert!(said(ran.assert_code(2)).contains("--features parquet"), "{ran}");
}

#[test]
fn a_file_that_cannot_be_read_stops_the_register_and_is_a_row_of_the_history() {
    let repo = small::with_history();
    let good = repo.read(small::FILE);
    repo.write(small::FILE, format!("{good}\"not closed\n"));
    repo.commit("broken");
    let ran = run(repo.path(), &["--what", "risks", "--format", "csv"]);
    assert!(said(ran.assert_code(2)).contains("risklog check"), "{ran}");
    let events = lines(&run(repo.path(), &["--what", "events", "--format", "jsonl"]).assert_code(0).stdout.clone());
    let broken = of(&events, "event").into_iter().find(|line| line["what"] == "unreadable").expect("it is a row");
    assert_eq!(broken["file"], small::FILE);
}

#[test]
fn what_looks_like_a_formula_is_text_and_personal_data_is_masked() {
    let repo = Repo::init();
    repo.write("risklog.yaml", small::manifest());
    let text =
        small::assessment("high", "2023-06-20").replace("What partners told the team up to 2023-06-20.", "\"=1+1 call +41 22 555 01 23\"");
    repo.write(small::FILE, text);
    repo.commit("first draft");
    let csv = run(repo.path(), &["--what", "risks", "--format", "csv"]).stdout;
    assert!(csv.contains(",\"'=1+1 call "), "{csv}");
    assert!(!csv.contains("555 01 23"), "{csv}");
    let jsonl = run(repo.path(), &["--format", "jsonl"]).stdout;
    assert!(!jsonl.contains("555 01 23") && jsonl.contains("=1+1 call"), "{jsonl}");
}
