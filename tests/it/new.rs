//! `risklog new`: every form is there, whole, and passes; nothing is overwritten.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Ran, Repo, risklog};

const TODAY: &str = "2026-03-01";

fn project() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder can be made");
    risklog(folder.path())
        .args(["init", "--today", TODAY, "--id", "XA-01", "--title", "A project", "--country", "XA"])
        .run()
        .assert_code(0);
    folder
}

fn new(folder: &Path, args: &[&str]) -> Ran {
    risklog(folder).args(["new", "--today", TODAY]).args(args).run()
}

fn check(folder: &Path) -> Ran {
    let ran = risklog(folder).args(["check", "--format", "json", "--today", TODAY]).run();
    ran.assert_code(0);
    ran
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn count(text: &str, begin: &str) -> usize {
    text.lines().filter(|line| line.trim_start().starts_with(begin)).count()
}

#[test]
fn the_five_tables_have_every_printed_risk_unrated() {
    let folder = project();
    let mut sum = 0;
    for (tool, path, risks) in [
        ("3.2", "risks/3.2-strategy-and-policy.yaml", 11),
        ("3.3", "risks/3.3-legislation.yaml", 7),
        ("3.4", "risks/3.4-criminal-justice.yaml", 19),
        ("3.5", "risks/3.5-cooperation.yaml", 7),
        ("3.6", "risks/3.6-protection.yaml", 12),
    ] {
        let ran = new(folder.path(), &[tool]);
        ran.assert_code(0);
        assert!(ran.stdout.starts_with(&format!("Wrote {path}: Tool {tool} with {risks} printed risks")), "{ran}");
        let text = read(folder.path(), path);
        assert!(text.starts_with("# yaml-language-server: $schema=../.risklog/schema/risk_assessment.schema.json\n"), "{text}");
        assert_eq!(count(&text, "- id: "), risks);
        assert_eq!((count(&text, "likelihood:"), count(&text, "# Hint for the mitigation: ")), (risks, risks));
        sum += risks;
        let checked = check(folder.path()).json();
        assert_eq!(checked["summary"]["not_yet_rated"], sum, "{checked}");
        assert_eq!((checked["summary"]["errors"].as_u64(), checked["summary"]["warnings"].as_u64()), (Some(0), Some(0)), "{checked}");
    }
}

#[test]
fn every_form_is_whole_and_passes() {
    let folder = project();
    for (tool, path, row, rows) in [
        ("2.1", "analysis/2.1-country-profile.yaml", "- id: SA-2.1-", 1),
        ("2.2", "analysis/2.2-international-law.yaml", "- id: SA-2.2-", 1),
        ("2.3", "analysis/2.3-national-law.yaml", "- id: SA-2.3-", 1),
        ("2.4", "analysis/2.4-institutional.yaml", "- id: SA-2.4-", 1),
        ("2.5", "analysis/2.5-security-forces.yaml", "due_diligence:", 1),
        ("2.6", "analysis/2.6-barriers.yaml", "- id: SA-2.6-", 1),
        ("3.1", "planning/3.1-checklist.yaml", "- id: PD-", 22),
        ("3.2", "risks/3.2-strategy-and-policy.yaml", "- id: SP-", 11),
        ("3.3", "risks/3.3-legislation.yaml", "- id: LA-", 7),
        ("3.4", "risks/3.4-criminal-justice.yaml", "- id: CJ-", 19),
        ("3.5", "risks/3.5-cooperation.yaml", "- id: RC-", 7),
        ("3.6", "risks/3.6-protection.yaml", "- id: PA-", 12),
        ("3.7", "advocacy/3.7-log.yaml", "- id: AD-", 25),
        ("3.8", "materials/AWR-2026-01.yaml", "- id: AR-", 19),
        ("4.3.1", "indicators/4.3.1.yaml", "indicators:", 1),
        ("4.3.2", "indicators/4.3.2.yaml", "indicators:", 1),
        ("4.3.3", "indicators/4.3.3.yaml", "indicators:", 1),
        ("4.3.4", "indicators/4.3.4.yaml", "indicators:", 1),
        ("4.3.5", "indicators/4.3.5.yaml", "indicators:", 1),
        ("intervention", "interventions/INT-2026-01.yaml", "expected_change:", 1),
    ] {
        let ran = new(folder.path(), &[tool]);
        ran.assert_code(0);
        assert!(ran.stdout.starts_with(&format!("Wrote {path}: ")), "{ran}");
        let text = read(folder.path(), path);
        assert_eq!(count(&text, row), rows, "{tool}\n{text}");
        let checked = check(folder.path()).json();
        assert_eq!(
            (checked["summary"]["errors"].as_u64(), checked["summary"]["warnings"].as_u64()),
            (Some(0), Some(0)),
            "{tool}: {checked}"
        );
    }
    let topics = read(folder.path(), "advocacy/3.7-log.yaml");
    let mut topics: Vec<&str> = topics.lines().filter_map(|line| line.trim_start().strip_prefix("topic: ")).collect();
    topics.dedup();
    assert_eq!(topics.len(), 9, "{topics:?}");
    assert_eq!(count(&read(folder.path(), "planning/3.1-checklist.yaml"), "# == "), 8);
    // Only a form with an id can be made a second time without a scope.
    for tool in ["2.5", "3.1", "3.7", "4.3.3"] {
        new(folder.path(), &[tool]).assert_code(2);
        new(folder.path(), &[tool, "--scope", "second"]).assert_code(0);
    }
    for (tool, path) in [("3.8", "materials/AWR-2026-02.yaml"), ("intervention", "interventions/INT-2026-02.yaml")] {
        assert!(new(folder.path(), &[tool]).assert_code(0).stdout.contains(path));
        new(folder.path(), &[tool, "--scope", "second"]).assert_code(2);
        new(folder.path(), &[tool, "--id", "x y"]).assert_code(2);
    }
    let checked = check(folder.path()).json();
    assert_eq!((checked["summary"]["errors"].as_u64(), checked["summary"]["warnings"].as_u64()), (Some(0), Some(0)), "{checked}");
    for kind in ["planning_checklist", "advocacy_log", "awareness_checklist"] {
        assert!(!new(folder.path(), &[kind, "--path", "risks/x.yaml"]).stderr.contains("there is no form"), "{kind}");
    }
}

#[test]
fn a_second_log_and_a_second_analysis_use_numbers_that_are_free() {
    let folder = project();
    for tool in ["3.7", "2.4"] {
        new(folder.path(), &[tool]).assert_code(0);
        new(folder.path(), &[tool, "--scope", "b"]).assert_code(0);
    }
    assert_eq!(count(&read(folder.path(), "advocacy/3.7-log-b.yaml"), "- id: "), 0);
    assert!(read(folder.path(), "analysis/2.4-institutional-b.yaml").contains("- id: SA-2.4-02\n"));
    check(folder.path());
}

#[test]
fn nothing_is_overwritten() {
    let folder = project();
    fs::write(folder.path().join("risks/3.4-criminal-justice.yaml"), "mine\n").expect("can be written");
    let ran = new(folder.path(), &["3.4"]);
    ran.assert_code(2);
    assert!(ran.stderr.contains("nothing is overwritten"), "{ran}");
    assert_eq!(read(folder.path(), "risks/3.4-criminal-justice.yaml"), "mine\n");
    let ran = new(folder.path(), &["project"]);
    ran.assert_code(2);
}

#[test]
fn a_form_that_the_project_has_is_not_made_twice() {
    let folder = project();
    new(folder.path(), &["3.3", "--path", "risks/laws.yaml"]).assert_code(0);
    let again = new(folder.path(), &["3.3"]);
    again.assert_code(2);
    assert!(again.stderr.contains("risks/laws.yaml") && again.stderr.contains("--scope"), "{again}");
}

#[test]
fn a_second_scope_begins_with_the_risks_that_stand_nowhere_else() {
    let folder = project();
    new(folder.path(), &["3.3", "--scope", "north"]).assert_code(0);
    let text = read(folder.path(), "risks/3.3-legislation-north.yaml");
    let cut = text.find("  # 6. ").expect("the sixth risk");
    fs::write(folder.path().join("risks/3.3-legislation-north.yaml"), &text[..cut]).expect("can be written");
    new(folder.path(), &["3.3", "--scope", "South: no. 2 / ../x"]).assert_code(0);
    let second = read(folder.path(), "risks/3.3-legislation-south-no-2-x.yaml");
    assert_eq!(count(&second, "- id: "), 2, "{second}");
    assert!(second.contains("scope: \"South: no. 2 / ../x\"\n"), "{second}");
    let third = new(folder.path(), &["3.3", "--scope", "الشمال"]);
    third.assert_code(0);
    assert!(third.stdout.contains("its printed risks stand in another file"), "{third}");
    let checked = check(folder.path()).json();
    assert_eq!(checked["summary"]["risks"], 7, "{checked}");
    assert_eq!(checked["summary"]["warnings"], 0, "{checked}");
}

#[test]
fn a_file_that_nobody_would_check_is_refused() {
    let folder = project();
    for path in
        ["elsewhere/3.4.yaml", "risks/3.4.txt", "../3.4.yaml", "risks/../../3.4.yaml", "risks/no/../../../3.4.yaml", "risks/.hidden.yaml"]
    {
        let ran = new(folder.path(), &["3.4", "--path", path]);
        ran.assert_code(2);
    }
    assert!(!folder.path().parent().expect("a folder").join("3.4.yaml").exists());
    new(folder.path(), &["3.4", "--path", "risks/deep/er/cj.yml"]).assert_code(0);
    let text = read(folder.path(), "risks/deep/er/cj.yml");
    assert!(text.starts_with("# yaml-language-server: $schema=../../../.risklog/schema/"), "{text}");
}

#[test]
fn a_file_that_git_ignores_is_refused() {
    let repo = Repo::init();
    risklog(repo.path()).args(["init", "--today", TODAY]).run().assert_code(0);
    repo.write(".gitignore", "risks/*.yaml\n");
    let ran = new(repo.path(), &["3.4"]);
    ran.assert_code(2);
    assert!(ran.stderr.contains("git ignores risks/3.4-criminal-justice.yaml"), "{ran}");
    assert!(!repo.path().join("risks/3.4-criminal-justice.yaml").exists());
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed_out_of_the_project() {
    let (folder, outside) = (project(), TempDir::new().expect("a temporary folder can be made"));
    fs::remove_dir_all(folder.path().join("risks")).expect("the folder is there");
    std::os::unix::fs::symlink(outside.path(), folder.path().join("risks")).expect("a link can be made");
    new(folder.path(), &["3.4"]).assert_code(2);
    assert!(fs::read_dir(outside.path()).expect("readable").next().is_none());
}

#[test]
fn the_globs_of_the_manifest_decide_what_counts() {
    let folder = project();
    let manifest = read(folder.path(), "risklog.yaml") + "documents: [\"registers/**/*.yaml\"]\n";
    fs::write(folder.path().join("risklog.yaml"), manifest).expect("can be written");
    let ran = new(folder.path(), &["3.4"]);
    ran.assert_code(2);
    assert!(ran.stderr.contains("registers/**/*.yaml"), "{ran}");
    new(folder.path(), &["3.4", "--path", "registers/cj.yaml"]).assert_code(0);
    check(folder.path());
}

#[test]
fn a_form_can_be_made_from_a_folder_of_the_project() {
    let folder = project();
    let ran = new(&folder.path().join("planning"), &["3.5", "--title", "no: \"quotes\" # here"]);
    ran.assert_code(0);
    assert!(ran.stdout.starts_with("Wrote ../risks/3.5-cooperation.yaml"), "{ran}");
    assert!(read(folder.path(), "risks/3.5-cooperation.yaml").contains("title: \"no: \\\"quotes\\\" # here\"\n"));
    check(folder.path());
}

#[test]
fn an_unknown_form_and_a_missing_project_have_a_way_out() {
    let folder = project();
    let unknown = new(folder.path(), &["3.9"]);
    unknown.assert_code(2);
    assert!(unknown.stderr.contains("3.1 to 3.8"), "{unknown}");
    let several = new(folder.path(), &["risk_assessment"]);
    several.assert_code(2);
    let empty = TempDir::new().expect("a temporary folder can be made");
    let nowhere = new(empty.path(), &["3.4"]);
    nowhere.assert_code(2);
    assert!(nowhere.stderr.contains("risklog init"), "{nowhere}");
    new(empty.path(), &["project", "--id", "XB-02"]).assert_code(0);
    check(empty.path());
}

/// What YAML says, without the notes.
fn said(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim_start().starts_with('#') && !line.starts_with("title:")).collect()
}

#[test]
fn titles_and_notes_come_in_a_language_and_what_is_stored_stays() {
    let folders = [project(), project()];
    for tool in ["3.1", "3.4", "3.7", "3.8", "2.5", "4.3.1", "intervention"] {
        new(folders[0].path(), &[tool]).assert_code(0);
        new(folders[1].path(), &[tool, "--lang", "fr-CA"]).assert_code(0);
    }
    let mut files = Vec::new();
    for kind in ["planning", "risks", "advocacy", "materials", "analysis", "indicators", "interventions"] {
        for entry in fs::read_dir(folders[0].path().join(kind)).expect("a folder") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            files.extend(name.ends_with(".yaml").then(|| format!("{kind}/{name}")));
        }
    }
    assert_eq!(files.len(), 7, "{files:?}");
    for path in &files {
        let (english, french) = (read(folders[0].path(), path), read(folders[1].path(), path));
        assert_ne!(english, french, "{path}");
        let is_comparable = !path.starts_with("indicators");
        assert!(!is_comparable || said(&english) == said(&french), "{path}\n{french}");
    }
    let french = |path: &str| read(folders[1].path(), path);
    for (path, parts) in [
        (
            "risks/3.4-criminal-justice.yaml",
            ["# Outil 3.4: Renforcement de la justice pénale", "# 5. Poursuites renforcées", "# Piste d'atténuation: "],
        ),
        ("planning/3.1-checklist.yaml", ["# == Cadre ==", "# 1. Traités qui lient l'État. ", "title: Liste de contrôle"]),
        ("advocacy/3.7-log.yaml", ["# == Législation ==", "# Législateurs réservés", "# Objectif: "]),
        ("interventions/INT-2026-01.yaml", ["# Fiche de planification", "title: Fiche de planification, INT-2026-01", "answer:"]),
    ] {
        for part in parts {
            assert!(french(path).contains(part), "{part} is missing in\n{}", french(path));
        }
    }
    let unknown = new(folders[0].path(), &["3.5", "--lang", "nl"]);
    unknown.assert_code(2);
    assert!(unknown.stderr.contains("there are: en, fr"), "{unknown}");
    let checked = check(folders[1].path()).json();
    assert_eq!((&checked["summary"]["errors"], &checked["summary"]["warnings"]), (&0.into(), &0.into()), "{checked}");
}

const OVERLAY: &str = "\
schema: risklog/1
kind: toolkit_overlay
base: unodc-2021
prefixes: {WA: \"3.4\"}
risks:
  - id: WA-01
    title: Boats turned away at sea
    statement: Border forces that are trained for patrols may turn boats away and leave people to drown.
    rights_at_stake: [life]
translations:
  ar:
    CJ-05: {title: ملاحقة أقوى دون محاكمة عادلة, statement: قد تزداد الملاحقات دون ضمانات المحاكمة العادلة.}
    WA-01: {title: قوارب تُردّ في البحر}
    PD-01: {statement: ما المعاهدات التي تلزم الدولة؟}
    \"3.4\": {title: بناء قدرات العدالة الجنائية}
    tool: {title: الأداة}
";

#[test]
fn risks_and_words_of_an_overlay_are_in_the_form() {
    let folder = project();
    let manifest =
        read(folder.path(), "risklog.yaml").replace("edition: unodc-2021}", "edition: unodc-2021, overlays: [toolkit/own.yaml]}");
    fs::write(folder.path().join("risklog.yaml"), manifest).expect("can be written");
    fs::create_dir_all(folder.path().join("toolkit")).expect("a folder can be made");
    fs::write(folder.path().join("toolkit/own.yaml"), OVERLAY).expect("can be written");
    let ran = new(folder.path(), &["3.4", "--lang", "ar"]);
    ran.assert_code(0);
    assert!(ran.stdout.contains("with 19 printed risks and 1 of the project's overlays, none rated yet"), "{ran}");
    let text = read(folder.path(), "risks/3.4-criminal-justice.yaml");
    for part in [
        "# الأداة 3.4: بناء قدرات العدالة الجنائية\n",
        "  # 5. ملاحقة أقوى دون محاكمة عادلة\n  # قد تزداد الملاحقات دون ضمانات المحاكمة العادلة.\n",
        "  # قوارب تُردّ في البحر (toolkit/own.yaml)\n  - id: WA-01\n    statement: ",
        "title: بناء قدرات العدالة الجنائية, A project\n",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    assert_eq!(count(&text, "- id: "), 20);
    assert!(!text.contains("statement: قد"), "what is stored stays as the catalogue has it");
    new(folder.path(), &["3.1", "--lang", "ar"]).assert_code(0);
    assert!(read(folder.path(), "planning/3.1-checklist.yaml").contains("# 1. ما المعاهدات التي تلزم الدولة؟\n"));
    new(folder.path(), &["3.2"]).assert_code(0);
    assert!(!read(folder.path(), "risks/3.2-strategy-and-policy.yaml").contains("WA-"));
    let checked = check(folder.path()).json();
    assert_eq!(checked["summary"]["not_yet_rated"], 31, "{checked}");
    assert_eq!((&checked["summary"]["errors"], &checked["summary"]["warnings"]), (&0.into(), &0.into()), "{checked}");
    let rated = risklog(folder.path())
        .args(["rate", "WA-01", "--likelihood", "low", "--impact", "high", "--rationale", "The coast guard has orders."])
        .run();
    rated.assert_code(0);
    fs::remove_file(folder.path().join("toolkit/own.yaml")).expect("it is there");
    assert!(new(folder.path(), &["3.3"]).stderr.contains("an overlay of this project is missing"));
}
