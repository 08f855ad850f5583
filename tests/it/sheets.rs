//! Spreadsheets through the program: exported, edited as people and other programs do, imported.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use risklog::sheet::{self, Cell, Format, Sheet, columns};
use risklog::snapshot::{Loader, Snapshot, State};

use crate::support::{Ran, Repo, risklog, small};

const CSV: &str = "sheet.csv";
const XLSX: &str = "sheet.xlsx";

/// A project that asks for little, so that a test breaks no rule by the way.
fn project() -> Repo {
    let repo = Repo::init();
    repo.write(
        "risklog.yaml",
        small::manifest().replace("severities: {", "severities: {rating-lowered-no-evidence: off, rating-changed-same-rationale: off, "),
    );
    let text = small::assessment("high", "2023-06-20").replace("    impact: high\n", "    impact: high   # agreed with partners\n");
    repo.write(small::FILE, text);
    repo.commit("first draft");
    repo
}

fn run(repo: &Repo, args: &[&str]) -> Ran {
    risklog(repo.path()).args(["--today", "2023-12-01"]).args(args).run()
}

fn exported(repo: &Repo, file: &str) {
    run(repo, &["export", "-o", file]).assert_code(0);
}

fn said(ran: &Ran) -> String {
    format!("{}{}", ran.stdout, ran.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A csv file as rows of fields, for a test to edit.
struct Rows(Vec<Vec<String>>);

impl Rows {
    fn of(repo: &Repo) -> Self {
        exported(repo, CSV);
        let sheets = sheet::read(&fs::read(repo.path().join(CSV)).expect("it was written")).expect("it can be read");
        let width = columns::COLUMNS.len();
        let row = |cells: &Vec<(usize, Cell)>| {
            let mut row = vec![String::new(); width];
            cells.iter().for_each(|(at, cell)| row[*at] = cell.plain());
            row
        };
        Self(sheets[0].rows.iter().map(|(_, cells)| row(cells)).collect())
    }

    fn cell(&mut self, id: &str, column: &str) -> &mut String {
        let place = self.0[0].iter().position(|title| title == column).unwrap_or_else(|| panic!("{column} is a column"));
        let row = self.0.iter().position(|row| row[0] == id).unwrap_or_else(|| panic!("{id} has a row"));
        &mut self.0[row][place]
    }

    fn set(mut self, id: &str, column: &str, text: &str) -> Self {
        text.clone_into(self.cell(id, column));
        self
    }

    /// Adds a row that says only this.
    fn with_row(mut self, cells: &[(&str, &str)]) -> Self {
        let mut row = vec![String::new(); self.0[0].len()];
        for (column, text) in cells {
            let place = self.0[0].iter().position(|title| title == column).expect("a column");
            row[place] = (*text).to_owned();
        }
        self.0.push(row);
        self
    }

    /// As a program of another country saves it: every field in quotes.
    fn text(&self, separator: &str, ending: &str) -> String {
        let field = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
        self.0.iter().map(|row| row.iter().map(field).collect::<Vec<_>>().join(separator) + ending).collect()
    }

    fn import(&self, repo: &Repo, more: &[&str]) -> Ran {
        repo.write(CSV, self.text(";", "\r\n"));
        run(repo, &[&["import", CSV], more].concat())
    }
}

fn state(repo: &Repo) -> Snapshot {
    let mut loader = Loader::new(repo.path(), None).expect("it can be read");
    loader.snapshot(State::Worktree, "").expect("it can be read")
}

/// Writes a workbook in which one cell is another one.
fn workbook_with(repo: &Repo, id: &str, key: &'static str, cell: Cell) {
    let state = state(repo);
    let documents: Vec<_> = state.documents.iter().map(AsRef::as_ref).collect();
    let mut book = sheet::export(&state, &documents);
    let column = columns::COLUMNS.iter().position(|column| column.about == columns::About::Field(key)).expect("a column");
    let row = book.tables[0].rows.iter_mut().find(|row| row[0].plain() == id).expect("a row");
    row[column] = cell;
    repo.write(XLSX, sheet::write(&book, Format::Xlsx).expect("it can be written"));
}

#[test]
fn the_example_goes_out_and_comes_back_without_a_change() {
    let repo = Repo::init();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-repo");
    for path in ["risklog.yaml", "risks/3.3-legislation.yaml", "risks/3.4-criminal-justice.yaml", "risks/3.6-protection.yaml"] {
        repo.write(path, fs::read(example.join(path)).expect("the example is there"));
    }
    repo.commit("example");
    for file in [XLSX, CSV] {
        exported(&repo, file);
        let first = fs::read(repo.path().join(file)).expect("it was written");
        run(&repo, &["import", file]).assert_code(0);
        exported(&repo, file);
        assert!(fs::read(repo.path().join(file)).expect("it was written") == first, "{file}: the same project gives the same bytes");
    }
    assert_eq!(repo.git(&["status", "--short", "--untracked-files=no"]), "");
}

#[test]
fn a_csv_begins_with_the_columns_of_the_form_and_is_rfc_4180() {
    let repo = project();
    let ran = run(&repo, &["export", "3.4", "--format", "csv"]);
    let text = ran.assert_code(0).stdout.strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(text.starts_with("Id,Identified risk,Likelihood,Impact,Risk mitigation strategy,Status,"));
    assert!(text.lines().count() == 3 && text.matches("\r\n").count() == text.matches('\n').count());
    let plain = run(&repo, &["export", "--format", "csv", "--no-bom", small::FILE]);
    assert_eq!(plain.assert_code(0).stdout, text);
}

#[test]
fn a_workbook_has_days_drop_downs_and_a_marking_and_its_sheet_names_are_short() {
    let repo = project();
    repo.write("risklog.yaml", repo.read("risklog.yaml").replace("unclassified", "confidential"));
    exported(&repo, XLSX);
    let bytes = fs::read(repo.path().join(XLSX)).expect("it was written");
    let sheets = sheet::read(&bytes).expect("it can be read");
    let names: Vec<&str> = sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
    assert_eq!(names, ["3.4 Criminal justice capacity", "Legend"]);
    let has_day = |sheet: &Sheet| sheet.rows.iter().flat_map(|(_, cells)| cells).any(|(_, cell)| matches!(cell, Cell::Day(_)));
    assert!(has_day(&sheets[0]));
    let legend: String = sheets[1].rows.iter().flat_map(|(_, cells)| cells).map(|(_, cell)| cell.plain() + "\n").collect();
    assert!(legend.contains("National project coordinator") && legend.contains("Likelihood in this project"), "{legend}");
    let part = part_of(&bytes, "xl/worksheets/sheet1.xml");
    for expected in ["\"high,medium,low\"", "Legend!$A$", "&amp;RCONFIDENTIAL", "&amp;LCONFIDENTIAL", "state=\"frozen\"", "<autoFilter "] {
        assert!(part.contains(expected), "{expected}");
    }
}

/// Unpacks a part of a workbook.
fn part_of(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    std::io::read_to_string(archive.by_name(name).expect("it has the part")).expect("text")
}

#[test]
fn the_state_of_a_revision_is_exported_without_its_later_changes() {
    let repo = small::with_history();
    let then = run(&repo, &["export", "--format", "csv", "--at", "baseline"]);
    let now = run(&repo, &["export", "--format", "csv"]);
    assert!(then.assert_code(0).stdout.contains("2023-06-20") && !then.stdout.contains("2024-06-27"));
    assert!(now.assert_code(0).stdout.contains("2024-06-27"));
}

#[test]
fn what_cannot_be_exported_is_said_with_a_way_out() {
    let repo = project();
    for (args, word) in [
        (&["export"][..], "--format"),
        (&["export", "--format", "xlsx"], "-o"),
        (&["export", "3.2", "--format", "csv"], "Tool 3.2"),
        (&["export", "README.md", "--format", "csv"], "no document"),
        (&["export", "risklog.yaml", "--format", "csv"], "no risk assessment"),
    ] {
        let ran = run(&repo, args);
        assert!(said(ran.assert_code(2)).contains(word), "{ran}");
    }
    repo.write(small::FILE, "schema: [\n");
    assert!(said(run(&repo, &["export", "-o", XLSX]).assert_code(2)).contains("risklog check"));
    assert!(!repo.path().join(XLSX).exists());
}

#[test]
fn only_the_edited_fields_change_and_comments_stay() {
    let repo = project();
    let before = repo.read(small::FILE);
    let ran = Rows::of(&repo).set("CJ-05", "Impact", "Medium").set("CJ-05", "Rated on", "1.12.2023").import(&repo, &[]);
    ran.assert_code(0);
    let expected =
        before.replace("impact: high   # agreed", "impact: medium   # agreed").replace("rated_on: 2023-06-20", "rated_on: 2023-12-01");
    assert_eq!(repo.read(small::FILE), expected, "{ran}");
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let repo = project();
    let before = repo.read(small::FILE);
    let ran = Rows::of(&repo).set("CJ-11", "Owner", "me_officer").import(&repo, &["--dry-run"]);
    assert!(said(ran.assert_code(0)).contains("me_officer"), "{ran}");
    assert_eq!(repo.read(small::FILE), before);
}

#[test]
fn every_kind_of_field_comes_back_from_a_workbook() {
    for (key, cell, line) in [
        ("statement", Cell::text("=Other words: \"new\" #1"), "statement: \"=Other words: \\\"new\\\" #1\""),
        ("owner", Cell::text("Monitoring and evaluation officer"), "owner: me_officer"),
        ("next_review", Cell::Day("2024-02-29".parse().expect("a day")), "next_review: 2024-02-29"),
        ("next_review", Cell::Number(45351.0), "next_review: 2024-02-29"),
        ("residual.impact", Cell::text("low"), "impact: low"),
        ("topics", Cell::text("data"), "data"),
    ] {
        let repo = project();
        workbook_with(&repo, "CJ-11", key, cell.clone());
        let ran = run(&repo, &["import", XLSX, "--force"]);
        ran.assert_code(0);
        let text = repo.read(small::FILE);
        let plain = |text: &str| text.replace(['\'', '"', '\\'], "");
        assert!(plain(&text).contains(&plain(line)), "{key} {cell:?}\n{text}{ran}");
    }
}

#[test]
fn other_programs_save_csv_in_other_ways() {
    let repo = project();
    let rows = Rows::of(&repo).set("CJ-05", "Rated on", "20/06/2023").set("CJ-05", "Status", "Open").set("CJ-05", "Impact", "HIGH");
    let wide: Vec<u8> = rows.text("\t", "\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        rows.text(";", "\r\n").into_bytes(),
        rows.text(",", "\n").into_bytes(),
        format!("\u{feff}{}", rows.text(";", "\n")).into_bytes(),
        format!("sep=;\r\n{}", rows.text(";", "\r\n")).into_bytes(),
        [vec![0xff, 0xfe], wide].concat(),
    ] {
        repo.write(CSV, &bytes);
        let ran = run(&repo, &["import", CSV]);
        ran.assert_code(0);
        assert_eq!(repo.git(&["status", "--short", "--untracked-files=no"]), "", "{ran}");
    }
}

#[test]
fn columns_and_rows_may_move_and_go() {
    let repo = project();
    let mut rows = Rows::of(&repo).set("CJ-11", "Owner", "me_officer");
    for row in &mut rows.0 {
        row.reverse();
        row.retain(|text| text != "Marking" && text != "unclassified");
    }
    rows.0[0].push("Comments".to_owned());
    rows.0[1].push("Seen in May".to_owned());
    rows.0.swap(1, 2);
    let ran = rows.import(&repo, &[]);
    assert!(said(ran.assert_code(0)).contains("Comments"), "{ran}");
    assert!(repo.read(small::FILE).ends_with("    impact:\n    owner: me_officer\n"), "{}", repo.read(small::FILE));
}

#[test]
fn a_risk_without_a_row_stays_and_is_named() {
    let repo = project();
    let mut rows = Rows::of(&repo);
    rows.0.truncate(2);
    let ran = rows.import(&repo, &[]);
    assert!(said(ran.assert_code(0)).contains("CJ-11"), "{ran}");
    assert_eq!(repo.git(&["status", "--short", "--untracked-files=no"]), "");
}

#[test]
fn what_changed_only_in_the_file_stays() {
    let repo = project();
    let rows = Rows::of(&repo).set("CJ-05", "Impact", "medium").set("CJ-05", "Rated on", "2023-11-20");
    repo.write(small::FILE, repo.read(small::FILE).replace("owner: project_coordinator\n    mit", "owner: head_of_office\n    mit"));
    rows.import(&repo, &[]).assert_code(0);
    let text = repo.read(small::FILE);
    assert!(text.contains("impact: medium") && text.contains("owner: head_of_office\n"), "{text}");
}

#[test]
fn what_changed_on_both_sides_is_a_conflict_with_all_values_and_nothing_is_written() {
    let repo = project();
    let rows = Rows::of(&repo).set("CJ-05", "Impact", "low").set("CJ-11", "Owner", "me_officer");
    repo.write(small::FILE, repo.read(small::FILE).replace("impact: high", "impact: medium"));
    let before = repo.read(small::FILE);
    let ran = rows.import(&repo, &[]);
    let said = said(ran.assert_code(1));
    assert!(said.contains("CJ-05") && said.contains("Impact") && said.contains("`low`") && said.contains("`medium`"), "{ran}");
    assert_eq!(repo.read(small::FILE), before);
    // Once both sides say the same, there is no conflict.
    rows.set("CJ-05", "Impact", "medium").import(&repo, &[]).assert_code(0);
    assert!(repo.read(small::FILE).contains("owner: me_officer\n"));
}

#[test]
fn what_is_not_understood_is_named_by_row_and_column_and_nothing_is_written() {
    let repo = project();
    let before = repo.read(small::FILE);
    for (column, text, words) in [
        ("Likelihood", "very high", "row 2 (CJ-05), Likelihood: `very high` is not a rating; high, medium, low or blank"),
        ("Status", "done", "Status: `done` is not a status"),
        ("Owner", "project coordinater", "did you mean `project_coordinator`?"),
        ("Next review", "03/04/2024", "2024-04-03 or 2024-03-04"),
        ("Next review", "soon", "`soon` is not a day"),
        ("Identified risk", "", "what may happen"),
        ("Risk mitigation strategy", "", "M1"),
        ("Evidence", "", "TO-2023-06-20"),
        ("Topics", "Data!", "catalogue"),
        ("Exported state", "risklog2:zz", "export again"),
        ("Id", "CJ-99", "leave Id blank for a new risk"),
        ("Id", "CJ-11", "CJ-11"),
    ] {
        let ran = Rows::of(&repo).set("CJ-11", "Owner", "me_officer").set("CJ-05", column, text).import(&repo, &[]);
        assert!(said(ran.assert_code(1)).contains(words), "{ran}");
        assert_eq!(repo.read(small::FILE), before);
    }
}

#[test]
fn rows_sorted_without_their_hidden_column_are_refused() {
    let repo = project();
    let mut rows = Rows::of(&repo);
    let marks = (rows.cell("CJ-05", "Exported state").clone(), rows.cell("CJ-11", "Exported state").clone());
    let ran = rows.set("CJ-05", "Exported state", &marks.1).set("CJ-11", "Exported state", &marks.0).import(&repo, &[]);
    assert!(said(ran.assert_code(1)).contains("sorted"), "{ran}");
}

#[test]
fn a_sheet_that_lost_its_exported_state_can_change_nothing() {
    let repo = project();
    let rows = Rows::of(&repo).set("CJ-05", "Exported state", "");
    rows.import(&repo, &[]).assert_code(0);
    let ran = rows.set("CJ-05", "Impact", "low").import(&repo, &[]);
    assert!(said(ran.assert_code(1)).contains("has lost what was exported"), "{ran}");
}

#[test]
fn formulas_go_out_as_text_and_come_back_as_they_were() {
    let repo = project();
    repo.write(small::FILE, repo.read(small::FILE).replace("Equipment may", "=HYPERLINK(0) Equipment may"));
    let ran = run(&repo, &["export", "--format", "csv"]);
    assert!(ran.stdout.contains(",\"'=HYPERLINK(0) Equipment") && !ran.stdout.contains(",=HYPERLINK"), "{ran}");
    for file in [XLSX, CSV] {
        exported(&repo, file);
        let before = repo.read(small::FILE);
        run(&repo, &["import", file]).assert_code(0);
        assert_eq!(repo.read(small::FILE), before);
    }
    let bytes = fs::read(repo.path().join(XLSX)).expect("it was written");
    assert!(!part_of(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn a_cell_with_a_formula_is_refused() {
    let repo = project();
    exported(&repo, XLSX);
    let bytes = fs::read(repo.path().join(XLSX)).expect("it was written");
    // The likelihood of CJ-05 becomes a formula with a value that it had when the workbook was saved.
    let part = part_of(&bytes, "xl/worksheets/sheet1.xml");
    let at = part.find("<c r=\"C3\"").expect("the cell");
    let end = at + part[at..].find("</c>").expect("its end") + "</c>".len();
    let part = format!("{}<c r=\"C3\" t=\"str\"><f>LOWER(\"HIGH\")</f><v>high</v></c>{}", &part[..at], &part[end..]);
    repo.write(XLSX, with_part(&bytes, "xl/worksheets/sheet1.xml", part.as_bytes()));
    let ran = run(&repo, &["import", XLSX]);
    assert!(said(ran.assert_code(1)).contains("Likelihood: this cell holds a formula"), "{ran}");
}

/// Packs a workbook again with another part, or with one more.
fn with_part(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for at in 0..archive.len() {
        let part = archive.by_index(at).expect("a part");
        if part.name().expect("a name") != name {
            packed.raw_copy_file(part).expect("it can be copied");
        }
    }
    packed.start_file(name, options).expect("a part can be added");
    packed.write_all(content).expect("it can be written");
    packed.finish().expect("it can be finished").into_inner()
}

#[test]
fn bombs_and_other_files_are_refused_before_they_go_off() {
    let repo = project();
    exported(&repo, XLSX);
    let workbook = fs::read(repo.path().join(XLSX)).expect("it was written");
    let sheet = |cells: &str| {
        let text = format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{cells}</sheetData></worksheet>"
        );
        with_part(&workbook, "xl/worksheets/sheet1.xml", text.as_bytes())
    };
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
    let long = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(40_000));
    for (bytes, word) in [
        (with_part(&workbook, "xl/media/bomb.bin", &vec![0; 130 * 1024 * 1024]), "once unpacked"),
        (sheet(far), "rows"),
        (sheet(&long), "32767 characters"),
        (with_part(&[&b"PK\x05\x06"[..], &[0; 18]].concat(), "a.txt", b"x"), "no Excel workbook"),
        (b"PK\x03\x04 and nothing more".to_vec(), "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "old kind"),
        (b"Id,Owner\r\nCJ-05,caf\xe9\r\n".to_vec(), "UTF-8"),
        (b"Id,Owner\r\nCJ-05,\"me".to_vec(), "row 2"),
        ("Id,Owner\r\n".repeat(30_000).into_bytes(), "rows"),
        (format!("Id,Owner\r\nCJ-05,{}\r\n", "x".repeat(40_000)).into_bytes(), "32767 characters"),
        (format!("Id,Owner\r\nCJ-05{}x\r\n", ",".repeat(300)).into_bytes(), "columns"),
    ] {
        repo.write(XLSX, bytes);
        let ran = run(&repo, &["import", XLSX]);
        assert!(said(ran.assert_code(2)).contains(word), "{word}: {ran}");
    }
    repo.write(XLSX, "What,Who\r\nno,table\r\n");
    assert!(said(run(&repo, &["import", XLSX]).assert_code(1)).contains("`Id`"));
    assert!(said(run(&repo, &["import", "missing.csv"]).assert_code(2)).contains("missing.csv"));
}

#[test]
fn a_text_that_fits_in_no_cell_is_named_and_nothing_is_written() {
    let repo = project();
    repo.write(small::FILE, repo.read(small::FILE).replace("Equipment may", &"Equipment may ".repeat(3000)));
    for file in [XLSX, CSV] {
        let ran = run(&repo, &["export", "-o", file]);
        assert!(said(ran.assert_code(2)).contains("Identified risk of CJ-11"), "{ran}");
        assert!(!repo.path().join(file).exists());
    }
}

#[test]
fn letters_lost_by_a_character_set_are_not_taken_for_an_edit() {
    let repo = project();
    repo.write(small::FILE, repo.read(small::FILE).replace("Equipment may", "Équipment may"));
    let mut rows = Rows::of(&repo);
    let lost = rows.cell("CJ-11", "Identified risk").replace('É', "?");
    let ran = rows.set("CJ-11", "Identified risk", &lost).import(&repo, &[]);
    assert!(said(ran.assert_code(1)).contains("letters were lost"), "{ran}");
}

#[test]
fn actions_are_changed_and_added_line_by_line() {
    let repo = project();
    let mut rows = Rows::of(&repo);
    let cell = rows.cell("CJ-05", "Risk mitigation strategy").replace("[planned]", "[in progress]")
        + "\n[planned] Tell the bar association about every course before it begins. (me_officer; 2024-06-30)";
    rows.set("CJ-05", "Risk mitigation strategy", &cell)
        .set("CJ-11", "Risk mitigation strategy", "Agree with the court who may use it.")
        .import(&repo, &[])
        .assert_code(0);
    let text = repo.read(small::FILE);
    assert!(text.contains("due: 2099-12-31, status: in_progress}"), "{text}");
    assert!(text.contains("id: M2") && text.contains("Tell the bar association") && text.contains("Agree with the court"), "{text}");
    run(&repo, &["check"]).assert_code(0);
}

#[test]
fn a_row_without_an_id_becomes_a_risk_with_an_id_of_its_own() {
    let repo = project();
    repo.branch("other");
    repo.write(
        small::FILE,
        repo.read(small::FILE) + "\n  - id: CJ-U01\n    statement: Another team saw this one.\n    likelihood:\n    impact:\n",
    );
    repo.commit("a risk on a branch");
    repo.checkout("main");
    let rows = Rows::of(&repo).with_row(&[
        ("Identified risk", "Press briefings may show who is suspected."),
        ("Owner", "ME_officer"),
        ("Status", "open"),
    ]);
    let rows = rows.with_row(&[("Status", "open")]);
    rows.import(&repo, &[]).assert_code(0);
    let text = repo.read(small::FILE);
    assert!(
        text.contains("\n  - id: CJ-U02\n    identified_on: 2023-12-01\n")
            && text.contains("    owner: me_officer\n")
            && !text.contains("status: open"),
        "{text}"
    );
    assert!(text.contains("Press briefings may show who is suspected."), "{text}");
    let ran = Rows::of(&repo).with_row(&[("Owner", "me_officer")]).import(&repo, &[]);
    assert!(said(ran.assert_code(1)).contains("neither an id nor an identified risk"), "{ran}");
}

#[test]
fn what_breaks_a_rule_is_refused_unless_it_is_forced() {
    let repo = project();
    let before = repo.read(small::FILE);
    let rows = Rows::of(&repo).set("CJ-05", "Status", "closed");
    let ran = rows.import(&repo, &[]);
    let words = said(ran.assert_code(1));
    assert!(words.contains("status-needs-reason") && words.contains("at row 2 (CJ-05)") && !words.contains(small::FILE), "{ran}");
    assert_eq!(repo.read(small::FILE), before);
    rows.import(&repo, &["--force"]).assert_code(0);
    assert!(repo.read(small::FILE).contains("status: closed"));
}

/// Two projects in one repository, whose blank forms are the same to the letter.
fn two_projects() -> Repo {
    let repo = Repo::init();
    for (folder, id) in [("north", "XA-NORTH-01"), ("south", "XB-SOUTH-02")] {
        let manifest = small::manifest();
        let known = manifest.lines().find_map(|line| line.strip_prefix("id: ")).expect("an id").to_owned();
        repo.write(format!("{folder}/risklog.yaml"), manifest.replace(&format!("id: {known}"), &format!("id: {id}")));
        repo.write(format!("{folder}/{}", small::FILE), small::assessment("high", "2023-06-20"));
    }
    repo.commit("two projects");
    repo
}

#[test]
fn a_sheet_of_one_project_is_not_taken_into_another() {
    let repo = two_projects();
    let south = format!("south/{}", small::FILE);
    let before = repo.read(&south);
    for file in [XLSX, CSV] {
        run(&repo, &["export", "--project", "XA-NORTH-01", "-o", file]).assert_code(0);
        let ran = run(&repo, &["import", file, "--project", "XB-SOUTH-02"]);
        let said = said(ran.assert_code(1));
        assert!(said.contains("`XA-NORTH-01`") && said.contains("`XB-SOUTH-02`") && said.contains("--project XA-NORTH-01"), "{ran}");
        run(&repo, &["import", file, "--project", "XA-NORTH-01"]).assert_code(0);
    }
    assert_eq!(repo.read(&south), before);
    // A workbook says it above its marks too, so that new risks alone do not get lost.
    run(&repo, &["export", "--project", "XA-NORTH-01", "-o", XLSX]).assert_code(0);
    let part = part_of(&fs::read(repo.path().join(XLSX)).expect("it was written"), "xl/sharedStrings.xml");
    assert!(part.contains("risklog2::XA-NORTH-01:Tool 3.4"), "{part}");
}

#[test]
fn a_row_of_another_scope_is_refused_with_both_tables() {
    let repo = project();
    let rows = Rows::of(&repo).set("CJ-05", "Owner", "me_officer");
    repo.write(small::FILE, repo.read(small::FILE).replace("tool: \"3.4\"\n", "tool: \"3.4\"\nscope: border posts\n"));
    let ran = rows.import(&repo, &[]);
    let said = said(ran.assert_code(1));
    assert!(said.contains("exported from Tool 3.4 of") && said.contains("CJ-05 stands in Tool 3.4, border posts"), "{ran}");
}

#[test]
fn a_new_risk_is_taken_once_however_often_the_sheet_is_imported() {
    let repo = project();
    let rows = Rows::of(&repo).with_row(&[("Identified risk", "Press briefings may show who is suspected before any charge.")]);
    let ran = rows.import(&repo, &["-q"]);
    assert_eq!(ran.assert_code(0).stdout, "CJ-U01\n");
    let before = repo.read(small::FILE);
    let ran = rows.import(&repo, &[]);
    let words = said(ran.assert_code(1));
    assert!(words.contains("row 4") && words.contains("CJ-U01"), "{ran}");
    let again = [("Identified risk", "Press briefings may show who is suspected before any charge")];
    let ran = Rows::of(&repo).with_row(&again).import(&repo, &[]);
    assert!(said(ran.assert_code(1)).contains("row 5: this new risk is CJ-U01 already"), "{ran}");
    let other = [("Identified risk", "Judges may be moved after a ruling that nobody likes.")];
    let ran = Rows::of(&repo).with_row(&other).with_row(&other).import(&repo, &[]);
    assert!(said(ran.assert_code(1)).contains("row 6: this new risk stands in row 5 already"), "{ran}");
    assert_eq!(repo.read(small::FILE), before);
}

#[test]
fn a_list_that_was_taken_over_is_no_conflict_when_the_sheet_comes_again() {
    let repo = project();
    let mut rows = Rows::of(&repo);
    let actions = rows.cell("CJ-05", "Risk mitigation strategy").clone()
        + "\n[In progress] Tell the bar association about every course before it begins. (Monitoring and evaluation officer; 30.6.2024)";
    let evidence = rows.cell("CJ-05", "Evidence").clone() + "\nTO-9|monitoring|1.11.2023|Second summary";
    let rows = rows.set("CJ-05", "Risk mitigation strategy", &actions).set("CJ-05", "Evidence", &evidence).set(
        "CJ-11",
        "Risk mitigation strategy",
        "Agree with the court who may use it.",
    );
    rows.import(&repo, &[]).assert_code(0);
    let text = repo.read(small::FILE);
    assert!(text.contains("Tell the bar association") && text.contains("TO-9") && text.contains("Agree with the court"), "{text}");
    let ran = rows.import(&repo, &[]);
    assert!(said(ran.assert_code(0)).contains("Nothing to change"), "{ran}");
    assert_eq!(repo.read(small::FILE), text);
    // What the file says differently meanwhile is still a conflict.
    repo.write(small::FILE, text.replace("Agree with the court", "Agree with the ministry"));
    assert!(said(rows.import(&repo, &[]).assert_code(1)).contains("conflict"));
}

#[test]
fn an_export_says_in_one_line_what_it_wrote() {
    let repo = project();
    let ran = run(&repo, &["export", "-o", XLSX]);
    assert_eq!(ran.assert_code(0).stdout, "Wrote sheet.xlsx: 2 risks in 1 table, marked unclassified.\n");
    let ran = run(&repo, &["export", "-q", "-o", CSV]);
    assert_eq!(ran.assert_code(0).stdout, "");
}

#[test]
fn a_status_set_in_the_sheet_ends_as_the_command_would_leave_it() {
    for (status, column, reason, expected, gone) in [
        ("closed", "Status reason", "The project left this field.", "closed_on: 2023-12-01", "none of this"),
        ("materialised", "What happened", "It was seen in one district.", "materialised_on: 2023-12-01", "none of this"),
        ("not_applicable", "Status reason", "There is no such programme.", "likelihood:\n", "high"),
    ] {
        let repo = project();
        let ran = Rows::of(&repo).set("CJ-05", "Status", status).set("CJ-05", column, reason).import(&repo, &["--force"]);
        let words = said(ran.assert_code(0));
        let text = repo.read(small::FILE);
        assert!(text.contains(reason) && text.contains(expected) && !text.contains(gone), "{text}{ran}");
        assert!(words.contains("With it: CJ-05,"), "{ran}");
    }
}

#[test]
fn a_day_of_the_sheet_goes_before_the_day_of_the_import() {
    let repo = project();
    let rows = Rows::of(&repo).set("CJ-05", "Status", "closed").set("CJ-05", "Status reason", "It is over.");
    rows.set("CJ-05", "Closed on", "2023-11-30").import(&repo, &["--force"]).assert_code(0);
    let text = repo.read(small::FILE);
    assert!(text.contains("closed_on: 2023-11-30") && !text.contains("2023-12-01"), "{text}");
    // Opened again: the reason has to be said anew, and the day of the end goes.
    let rows = Rows::of(&repo).set("CJ-05", "Status", "open");
    let ran = rows.import(&repo, &["--force"]);
    assert!(said(ran.assert_code(1)).contains("row 2 (CJ-05), Status reason: this is about the status before"), "{ran}");
    rows.set("CJ-05", "Status reason", "It began again.").import(&repo, &["--force"]).assert_code(0);
    let text = repo.read(small::FILE);
    assert!(text.contains("It began again.") && !text.contains("closed_on"), "{text}");
}

#[test]
fn a_rating_changed_in_the_sheet_is_dated_and_a_closed_risk_is_not_rated() {
    let repo = project();
    let ran = Rows::of(&repo).set("CJ-05", "Impact", "medium").import(&repo, &[]);
    ran.assert_code(0);
    let text = repo.read(small::FILE);
    assert!(text.contains("impact: medium   # agreed") && text.contains("rated_on: 2023-12-01"), "{text}");
    let rows = Rows::of(&repo).set("CJ-05", "Status", "closed").set("CJ-05", "Status reason", "It is over.");
    rows.import(&repo, &["--force"]).assert_code(0);
    let ran = Rows::of(&repo).set("CJ-05", "Impact", "low").import(&repo, &["--force"]);
    assert!(said(ran.assert_code(1)).contains("Impact: CJ-05 is closed: it is not rated; first `risklog reopen CJ-05"), "{ran}");
    let ran = Rows::of(&repo).set("CJ-05", "Status", "materialised").import(&repo, &["--force"]);
    assert!(said(ran.assert_code(1)).contains("cannot become materialised"), "{ran}");
}

#[test]
fn a_rule_broken_by_a_new_row_names_the_row_and_the_column() {
    let repo = project();
    let cells = [("Identified risk", "Judges may be moved after a ruling that nobody likes."), ("Next review", "2023-13-01")];
    let ran = Rows::of(&repo).with_row(&cells).import(&repo, &[]);
    assert!(said(ran.assert_code(1)).contains("row 4, Next review"), "{ran}");
    let cells = [("Identified risk", "Judges may be moved after a ruling that nobody likes."), ("Status", "closed")];
    let ran = Rows::of(&repo).with_row(&cells).import(&repo, &[]);
    let words = said(ran.assert_code(1));
    assert!(words.contains("status-needs-reason") && words.contains("at row 4 (CJ-U01)") && !words.contains(small::FILE), "{ran}");
}
