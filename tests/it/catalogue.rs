//! The catalogue through the program: browsing it, languages, and the overlays of a project at every state.

use std::path::Path;

use tempfile::TempDir;
use unicode_width::UnicodeWidthStr as _;

use super::support::{Ran, Repo, risklog, small};

const OVERLAY: &str = "toolkit/west-africa.yaml";

/// An overlay with one risk, wording, and Arabic.
fn overlay() -> String {
    "\
schema: risklog/1
kind: toolkit_overlay
title: Risks that offices of the region share
base: unodc-2021
prefixes: {WA: \"3.4\"}
risks:
  - id: WA-01
    title: Boats turned away at sea
    statement: Border forces that are trained for patrols may turn boats away and leave people to drown.
    mitigation_hint: Make rescue and disembarkation a part of every course.
    topics: [investigation]
    rights_at_stake: [life, non_refoulement]
    rights_holders: [smuggled_migrants]
wording:
  CJ-05: {statement: \"The office's own sentence about fair trials.\"}
  PD-08: {mitigation_hint: The office keeps its plan in the register.}
translations:
  ar:
    CJ-05: {title: ملاحقة أقوى دون محاكمة عادلة, statement: قد تزداد الملاحقات دون ضمانات المحاكمة العادلة.}
    \"3.4\": {title: بناء قدرات العدالة الجنائية}
    fair_trial: {title: الحق في محاكمة عادلة}
    risk: {title: الخطر}
    tool: {title: الأداة}
    number: {title: الرقم}
"
    .to_owned()
}

/// A project with an assessment of Tool 3.4, and an overlay that its manifest names.
fn project() -> Repo {
    let repo = Repo::init();
    repo.write("risklog.yaml", small::manifest().replace("edition: unodc-2021}", &format!("edition: unodc-2021, overlays: [{OVERLAY}]}}")));
    repo.write(small::FILE, small::assessment("medium", "2024-06-27"));
    repo.write(OVERLAY, overlay());
    repo
}

fn toolkit(folder: &Path, args: &[&str]) -> Ran {
    risklog(folder).args(["toolkit"]).args(args).run()
}

fn findings(ran: &Ran) -> Vec<(String, String)> {
    let told = ran.json();
    let all = told["findings"].as_array().expect("findings").iter();
    all.map(|finding| (finding["rule"].as_str().expect("a rule").to_owned(), finding["file"].as_str().expect("a file").to_owned()))
        .collect()
}

#[test]
fn the_catalogue_can_be_browsed_outside_any_project() {
    let nowhere = TempDir::new().expect("a folder");
    let list = toolkit(nowhere.path(), &["--format", "json"]);
    let told = list.assert_code(0).json();
    assert_eq!(told["project"], serde_json::Value::Null);
    let counts: Vec<String> = told["tools"]
        .as_array()
        .expect("tools")
        .iter()
        .map(|tool| {
            let count = |key: &str| tool["contents"][key].as_u64().expect("a count");
            let number = tool["number"].as_str().expect("a number");
            format!("{number}:{}", count("risks") + count("questions") + count("examples"))
        })
        .collect();
    let expected = "2.1:0 2.2:0 2.3:0 2.4:0 2.5:0 2.6:0 3.1:22 3.2:11 3.3:7 3.4:19 3.5:7 3.6:12 3.7:25 3.8:19 \
                    4.3.1:0 4.3.2:0 4.3.3:0 4.3.4:0 4.3.5:0 intervention:0";
    assert_eq!(counts.join(" "), expected);
    for tool in told["tools"].as_array().expect("tools") {
        let number = tool["number"].as_str().expect("a number");
        let one = toolkit(nowhere.path(), &[number, "--format", "json"]);
        let contents = &tool["contents"];
        let whole = contents["risks"].as_u64().expect("risks") + contents["questions"].as_u64().expect("questions");
        let whole = whole + contents["examples"].as_u64().expect("examples");
        assert_eq!(one.assert_code(0).json()["entries"].as_array().expect("entries").len() as u64, whole, "{number}");
    }
}

#[test]
fn an_id_tells_everything_about_its_entry() {
    let nowhere = TempDir::new().expect("a folder");
    let risk = toolkit(nowhere.path(), &["cj-05", "--format", "json"]).assert_code(0).json();
    let entry = &risk["entries"][0];
    assert_eq!((entry["id"].as_str(), entry["number"].as_u64(), entry["tool"].as_str()), (Some("CJ-05"), Some(5), Some("3.4")));
    assert_eq!((entry["topics"][0]["published"].as_str(), entry["topics"][0]["part_three"].as_str()), (Some("1.8"), Some("1.4")));
    assert_eq!(entry["rights"][0]["sources"][0]["article"].as_str(), Some("art. 14"));
    for (name, kind) in [("PD-08", "question"), ("AR-16", "question"), ("AE-25", "example"), ("data", "topic"), ("fair-trial", "right")] {
        let told = toolkit(nowhere.path(), &[name, "--format", "json"]).assert_code(0).json();
        assert_eq!(told["entries"][0]["kind"].as_str(), Some(kind), "{name}");
    }
    // A number of Part 1 means two topics, and both are told.
    let both = toolkit(nowhere.path(), &["1.6", "--format", "json"]).assert_code(0).json();
    let names: Vec<_> = both["entries"].as_array().expect("entries").iter().map(|entry| entry["id"].as_str().unwrap_or_default()).collect();
    assert_eq!(names, ["identification_and_referral", "investigation"]);
}

#[test]
fn what_the_catalogue_does_not_have_gets_the_nearest_name() {
    let nowhere = TempDir::new().expect("a folder");
    let missing = toolkit(nowhere.path(), &["fair_trail"]);
    missing.assert_code(2);
    assert!(missing.stderr.contains("did you mean `fair_trial`?"), "{missing}");
    let missing = toolkit(nowhere.path(), &["zzzz"]);
    missing.assert_code(2);
    assert!(missing.stderr.contains("`risklog toolkit` lists the tools"), "{missing}");
}

#[test]
fn french_ships_and_an_unknown_language_gets_the_list() {
    let nowhere = TempDir::new().expect("a folder");
    let french = toolkit(nowhere.path(), &["CJ-05", "--lang", "fr-CA"]);
    french.assert_code(0);
    assert!(french.stdout.starts_with("CJ-05 · Poursuites renforcées sans procès équitable\n"), "{french}");
    assert!(french.stdout.contains("Droits en jeu") && french.stdout.contains("fair_trial"), "{french}");
    let told = toolkit(nowhere.path(), &["3.4", "--lang", "fr", "--format", "json"]).assert_code(0).json();
    assert_eq!((told["language"].as_str(), told["direction"].as_str()), (Some("fr"), Some("ltr")));
    let german = toolkit(nowhere.path(), &["--lang", "de"]);
    german.assert_code(2);
    assert!(german.stderr.contains("there are: en, fr\n"), "{german}");
    assert!(toolkit(nowhere.path(), &["--lang", "?"]).assert_code(2).stderr.contains("is not the tag of a language"));
}

#[test]
fn an_overlay_belongs_to_the_catalogue_of_its_project() {
    let repo = project();
    let told = toolkit(repo.path(), &["WA-01", "--format", "json"]).assert_code(0).json();
    let entry = &told["entries"][0];
    assert_eq!((entry["overlay"].as_str(), entry["tool"].as_str()), (Some(OVERLAY), Some("3.4")));
    assert_eq!(entry["files"].as_array().map(Vec::len), Some(0));
    let told = toolkit(repo.path(), &["CJ-05", "--format", "json"]).assert_code(0).json();
    let entry = &told["entries"][0];
    assert_eq!(entry["statement"].as_str(), Some("The office's own sentence about fair trials."));
    assert_eq!((entry["wording"].as_str(), entry["files"][0]["file"].as_str()), (Some(OVERLAY), Some(small::FILE)));
    let told = toolkit(repo.path(), &["PD-08", "--format", "json"]).assert_code(0).json();
    assert_eq!(told["entries"][0]["hint"].as_str(), Some("The office keeps its plan in the register."));
    assert!(toolkit(repo.path(), &["3.4"]).assert_code(0).stdout.contains("1 from overlays"));
    // A project of another folder does not see it.
    let nowhere = TempDir::new().expect("a folder");
    toolkit(nowhere.path(), &["WA-01"]).assert_code(2);
}

#[test]
fn a_page_in_arabic_stays_straight() {
    let repo = project();
    for width in ["60", "80", "120"] {
        for name in ["CJ-05", "3.4", "fair_trial"] {
            let page = risklog(repo.path()).args(["toolkit", name, "--lang", "ar"]).env("COLUMNS", width).run();
            page.assert_code(0);
            let widest = page.stdout.lines().map(unicode_width::UnicodeWidthStr::width).max().expect("lines");
            assert!(widest <= width.parse().expect("a number"), "{name} at {width}: {page}");
            // Borders beside text that is turned round would not stand under each other: no line mixes the two.
            let is_arabic = |line: &str| line.chars().any(|letter| ('\u{600}'..='\u{6ff}').contains(&letter));
            assert!(page.stdout.lines().filter(|line| is_arabic(line)).all(|line| !line.contains('│')), "{page}");
            let drawn: Vec<usize> =
                page.stdout.lines().filter(|line| line.contains(['│', '┌', '├', '└'])).map(|line| line.width()).collect();
            for table in drawn.chunk_by(|one, next| one == next) {
                assert!(table.len() >= 3, "a table is as wide in every line: {page}");
            }
        }
    }
    let markdown = toolkit(repo.path(), &["CJ-05", "--lang", "ar", "--format", "markdown"]);
    assert!(markdown.assert_code(0).stdout.starts_with("<div dir=\"rtl\">\n"), "{markdown}");
    let told = toolkit(repo.path(), &["CJ-05", "--lang", "ar-EG", "--format", "json"]).assert_code(0).json();
    assert_eq!((told["direction"].as_str(), told["language"].as_str()), (Some("rtl"), Some("ar-EG")));
    let unknown = toolkit(repo.path(), &["--lang", "de"]);
    assert!(unknown.assert_code(2).stderr.contains("there are: en, ar, fr\n"), "{unknown}");
}

#[test]
fn overlays_are_read_at_the_state_that_is_asked_for() {
    let repo = project();
    repo.commit("begin");
    let check = |args: &[&str]| findings(&risklog(repo.path()).args(["check", "--format", "json"]).args(args).run());
    let broken = ("bad-id".to_owned(), OVERLAY.to_owned());
    assert!(!check(&[]).contains(&broken));
    repo.write(OVERLAY, overlay().replace("{WA: \"3.4\"}", "{WA: \"3.4\", CJ: \"3.4\"}"));
    assert!(check(&[]).contains(&broken));
    assert!(!check(&["--staged"]).contains(&broken));
    repo.git(&["add", "--all"]);
    assert!(check(&["--staged"]).contains(&broken));
    assert!(!check(&["--rev", "HEAD"]).contains(&broken));
    repo.remove(OVERLAY);
    let missing = ("manifest-contradiction".to_owned(), "risklog.yaml".to_owned());
    assert!(check(&[]).contains(&missing));
    assert!(!check(&["--staged"]).contains(&missing));
    let partly = toolkit(repo.path(), &["CJ-05"]);
    assert!(partly.assert_code(0).stderr.contains("an overlay of this project is missing"), "{partly}");
}

#[test]
fn a_changed_overlay_is_a_changed_document_in_diff_and_change_log() {
    let repo = project();
    repo.commit("begin");
    let worded = overlay().replace("Boats turned away at sea", "Boats turned back at sea").replace("[investigation]", "[data]");
    repo.write(OVERLAY, worded);
    let told = risklog(repo.path()).args(["diff", "--format", "json"]).run().json();
    let document = &told["documents"][0];
    assert_eq!((document["kind"].as_str(), document["change"].as_str()), (Some("toolkit_overlay"), Some("changed")), "{told:#}");
    let fields: Vec<&str> = document["fields"].as_array().expect("fields").iter().filter_map(|field| field["path"].as_str()).collect();
    assert_eq!(fields, ["risks.WA-01.title", "risks.WA-01.topics"]);
    repo.commit("reword");
    let log = risklog(repo.path()).args(["changelog"]).run();
    assert!(log.assert_code(0).stdout.contains("risks.WA-01.title"), "{log}");
    // An overlay that cannot be read is told, and the one before stays in force.
    repo.write(OVERLAY, "schema: risklog/1\nkind: toolkit_overlay\nbase: [\n");
    let diff = risklog(repo.path()).args(["diff", "--format", "json"]).run();
    assert_eq!(diff.assert_code(1).json()["documents"][0]["change"].as_str(), Some("unreadable"), "{diff}");
    repo.commit("break");
    let log = risklog(repo.path()).args(["changelog", "--format", "json"]).run();
    assert!(log.assert_code(0).stdout.contains("assessment-became-unreadable"), "{log}");
}

#[test]
fn a_risk_of_an_overlay_has_its_title_and_is_not_called_printed() {
    let repo = project();
    repo.commit("begin");
    let row = "\n  - id: WA-01\n    statement: Patrols that the project equips may turn boats away.\n    likelihood:\n    impact:\n";
    repo.write(small::FILE, small::assessment("medium", "2024-06-27") + row);
    let diff = risklog(repo.path()).args(["diff"]).run();
    assert!(diff.stdout.contains("WA-01") && diff.stdout.contains("Boats turned away at sea"), "{diff}");
    repo.commit("add");
    let log = risklog(repo.path()).args(["changelog"]).run();
    assert!(log.assert_code(0).stdout.contains("3.4, not in the printed form"), "{log}");
    let checked = findings(&risklog(repo.path()).args(["check", "--format", "json"]).run());
    assert!(checked.iter().all(|(rule, _)| !["bad-id", "toolkit-ref-unknown"].contains(&rule.as_str())), "{checked:?}");
}

#[test]
fn nasty_words_of_an_overlay_reach_no_terminal() {
    let repo = project();
    let nasty = overlay().replace("Boats turned away at sea", "\"Boats\\e[31m \\u202eturned <script> `away`\"");
    repo.write(OVERLAY, nasty);
    for format in ["terminal", "markdown"] {
        let page = toolkit(repo.path(), &["WA-01", "--format", format]);
        page.assert_code(0);
        assert!(!page.stdout.contains(['\u{1b}', '\u{202e}']) && (format == "terminal" || !page.stdout.contains("<script>")), "{page}");
    }
}

#[cfg(unix)]
#[test]
fn an_overlay_behind_a_link_or_ignored_by_git_is_not_read() {
    let repo = project();
    let elsewhere = TempDir::new().expect("a folder");
    std::fs::write(elsewhere.path().join("west-africa.yaml"), overlay()).expect("the file can be written");
    std::fs::remove_dir_all(repo.path().join("toolkit")).expect("the folder can be removed");
    std::os::unix::fs::symlink(elsewhere.path(), repo.path().join("toolkit")).expect("a link can be made");
    toolkit(repo.path(), &["WA-01"]).assert_code(2);
    let check = || findings(&risklog(repo.path()).args(["check", "--format", "json"]).run());
    assert!(check().contains(&("schema".to_owned(), OVERLAY.to_owned())), "{:?}", check());
    std::fs::remove_file(repo.path().join("toolkit")).expect("the link can be removed");
    repo.write(OVERLAY, overlay());
    repo.write(".gitignore", "toolkit/\n");
    assert!(check().contains(&("manifest-contradiction".to_owned(), "risklog.yaml".to_owned())), "{:?}", check());
}
