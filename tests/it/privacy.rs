//! The search for personal data: what it finds, what it leaves alone, what it never repeats.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use risklog::privacy::{Veil, scan};
use risklog::rules::privacy::rule_of;
use tempfile::TempDir;

use crate::support::small::{FILE, assessment, manifest, started};
use crate::support::{Ran, Repo, risklog};

/// Rule (none for `-`) and text of each sample.
fn samples() -> Vec<(Option<String>, String)> {
    let text = read("tests/fixtures/privacy/samples.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let sample = |line: &str| {
        let (rule, text) = line.split_once(" | ").expect("RULE | text");
        ((rule != "-").then(|| rule.to_owned()), text.replace("\\n", "\n"))
    };
    lines.map(sample).collect()
}

fn found(text: &str) -> Vec<(&'static str, String)> {
    scan(text).into_iter().map(|trace| (rule_of(trace.kind).name, text[trace.range()].to_owned())).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path, endings));
        } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn every_sample_is_found_or_left_alone() {
    let mut wrong = Vec::new();
    for (rule, text) in samples() {
        let found = found(&text);
        let rules: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
        if rules != rule.iter().map(String::as_str).collect::<Vec<_>>() {
            wrong.push(format!("{rule:?} | {text:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} samples\n{}", wrong.len(), wrong.join("\n"));
    assert!(samples().len() >= 250);
}

#[test]
fn a_sample_is_found_inside_a_sentence_of_any_script() {
    let mut wrong = Vec::new();
    for (rule, text) in samples().into_iter().filter_map(|(rule, text)| Some((rule?, text))) {
        for around in [format!("Wörter, {text}; mehr"), format!("كلمات {text} كلمات"), format!("({text})"), format!("- «{text}»")]
        {
            if found(&around).iter().all(|(found, _)| *found != rule) {
                wrong.push(format!("{rule} | {around:?}: {:?}", found(&around)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} samples\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_mask_hides_what_it_stands_for_and_keeps_its_length() {
    let veil = Veil::default();
    for (rule, text) in samples().into_iter().filter_map(|(rule, text)| Some((rule?, text))) {
        let hidden = veil.hide_all(&text);
        assert_eq!(hidden.chars().count(), text.chars().count(), "{text}");
        for (_, value) in found(&text) {
            assert!(!hidden.contains(&value), "{rule}: `{value}` is in `{hidden}`");
        }
        assert!(hidden.contains('*'), "{rule}: {hidden}");
    }
    for (text, masked) in [
        ("+99 300 1234567", "+99 3** *****67"),
        ("(+99-1) 26060-0", "(+9*-*) *****-0"),
        ("hotline@shelter.example.org", "h******@*******.*******.***"),
        ("passport no. XA1234567", "passport no. *********"),
        ("born on 3 March 2001", "born on * ***** ****"),
        ("Dr Example", "Dr E******"),
        ("12 Harbour Street", "** ******* Street"),
        ("two victims", "*** victims"),
        ("t.me/example", "t.me/*******"),
    ] {
        assert_eq!(veil.hide_all(text), masked);
    }
}

#[test]
fn nothing_is_found_in_our_catalogue_the_story_and_the_examples() {
    let mut wrong = Vec::new();
    for folder in ["src/toolkit", "story", "example-repo"] {
        let files = files_below(&root().join(folder), &["yaml", "yml", "md", "json"]);
        // The script of the story names who commits; it is no document of a project.
        for file in files.into_iter().filter(|file| !file.ends_with("story.yaml")) {
            let text = fs::read_to_string(&file).expect("text");
            wrong.extend(found(&text).into_iter().map(|found| format!("{}: {found:?}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A folder of texts that are not ours to keep here: `RISKLOG_CLEAN_TEXTS=FOLDER cargo test clean_texts`.
#[test]
fn nothing_is_found_in_the_clean_texts_that_somebody_names() {
    let Some(folder) = std::env::var_os("RISKLOG_CLEAN_TEXTS") else { return };
    let files = files_below(Path::new(&folder), &["txt", "yaml", "md"]);
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("text");
        wrong.extend(found(&text).into_iter().map(|found| format!("{}: {found:?}", file.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What no output may hold.
const SECRETS: [&str; 5] = ["hotline@shelter", "1234567", "XA7654321", "Heron", "Harbour"];

/// A project in which personal data stands in a value, a comment, a key, a text beside it, a reference and the name of a file.
fn exposed() -> Repo {
    let repo = started();
    repo.write(FILE, assessment("high", "2023-06-20").replace("What partners told", "Ask hotline@shelter.example.org what partners told"));
    repo.write(
        "risks/call +99 300 1234567.yaml",
        assessment("very high", "2023-06-20").replace("CJ-", "CJ-U").replace("\n\nrisks", "\n# Heron House, 12 Harbour Street\nrisks"),
    );
    repo.write("risks/notes on XA7654321.md", "Passport no. XA7654321\n");
    repo.write("risks/+99 300 1234567.pdf", "%PDF");
    repo
}

fn with_list(repo: &Repo) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("words"), "# shelters\nHERON house\n").expect("written");
    repo.git(&["config", "risklog.denyList", &folder.path().join("words").to_string_lossy()]);
    folder
}

fn assert_silent(ran: &Ran) {
    for secret in SECRETS {
        assert!(!ran.stdout.contains(secret) && !ran.stderr.contains(secret), "`{secret}` got out\n{ran}");
    }
}

#[test]
fn personal_data_gets_out_through_no_format() {
    let repo = exposed();
    let _list = with_list(&repo);
    repo.git(&["add", "--all"]);
    for format in ["terminal", "plain", "json"] {
        for args in [&["check"][..], &["check", "--staged"]] {
            let ran = risklog(repo.path()).args(args).args(["--format", format]).run();
            ran.assert_code(1);
            assert_silent(&ran);
            for rule in ["personal-email", "personal-phone", "identity-number", "precise-location", "deny-list", "attachment-not-allowed"] {
                assert!(ran.stdout.contains(rule), "{rule} is not found\n{ran}");
            }
        }
    }
    repo.commit("as it is");
    for format in ["terminal", "markdown", "json"] {
        for args in [&["diff", "HEAD~1"][..], &["diff", "HEAD", "HEAD~1"], &["changelog"], &["changelog", "--by", "commit"]] {
            let ran = risklog(repo.path()).args(args).args(["--format", format]).run();
            assert!(ran.code < 2, "{ran}");
            assert_silent(&ran);
        }
    }
    let ran = risklog(repo.path()).args(["check", "--rev", "HEAD", "--format", "json"]).run();
    assert_silent(ran.assert_code(1));
    assert!(ran.stdout.contains("+99 3** *****67"), "{ran}");
}

#[test]
fn personal_data_gets_out_through_no_report_of_a_platform() {
    let repo = exposed();
    let _list = with_list(&repo);
    let base = repo.head();
    repo.write("risks/Heron House +99 300 1234567.yaml", "broken: [\n");
    repo.git(&["add", "--all"]);
    repo.commit("as it is");
    repo.git(&["rm", "--quiet", "-r", "risks"]);
    repo.write(FILE, assessment("high", "2023-06-20"));
    repo.git(&["add", "--all"]);
    repo.commit("taken out");
    for format in ["github", "sarif", "gitlab", "junit", "markdown"] {
        for args in [&["check", "--rev", "HEAD~1"][..], &["diff", &base, "HEAD~1"], &["diff", "HEAD~1", "HEAD"]] {
            let mut ran = risklog(repo.path()).args(args).args(["--format", format]).run();
            assert!(!ran.stdout.is_empty(), "{ran}");
            if format == "sarif" {
                // The rules' own examples stand there too.
                let mut json = ran.json();
                json["runs"][0]["tool"] = serde_json::Value::Null;
                ran.stdout = json.to_string();
            }
            assert_silent(&ran);
        }
    }
}

#[test]
fn a_conflict_is_told_without_the_personal_data_in_it() {
    let repo = started();
    for (file, words) in
        [("base", "What partners told"), ("ours", "Ask +99 300 1234567 what told"), ("theirs", "Ask a@b.example.org what told")]
    {
        repo.write(file, assessment("high", "2023-06-20").replace("What partners told", words));
    }
    let ran = risklog(repo.path()).args(["merge-driver", "base", "ours", "theirs", "7", FILE]).run();
    assert_silent(ran.assert_code(1));
    assert!(ran.stderr.contains("+99 3** *****67") && !ran.stderr.contains("a@b.example.org"), "{ran}");
}

#[test]
fn nothing_makes_an_error_about_personal_data_milder() {
    let repo = started();
    let loose = "severities: {toolkit-risk-missing: off, personal-email: off, named-person: info}";
    repo.write("risklog.yaml", manifest().replace("severities: {toolkit-risk-missing: off}", loose));
    let waivers = "\nwaivers:\n  - {rule: personal-email, reason: Agreed.}\n  - {rule: named-person, reason: Agreed.}\n";
    let text = assessment("high", "2023-06-20").replace("What partners told", "Mr Example (a@b.example.org) said what partners told");
    repo.write(FILE, text + waivers);
    let json = risklog(repo.path()).args(["check", "--format", "json"]).run().json();
    let of = |list: &str, rule: &str| {
        let found = json[list].as_array().expect("a list").iter().filter(|finding| finding["rule"] == rule);
        found.map(|finding| finding["severity"].as_str().expect("a word").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("findings", "personal-email"), ["error"]);
    assert_eq!(of("waived", "named-person"), ["warning"]);
    assert_eq!(of("findings", "manifest-contradiction"), ["error", "error"]);
    assert_eq!(of("findings", "waiver-unused"), ["warning"]);
}

#[test]
fn a_list_that_cannot_be_used_stops_the_check_and_tells_nothing_of_it() {
    let repo = started();
    let elsewhere = TempDir::new().expect("a folder");
    let inside = repo.write("words.txt", "Heron House\n").to_string_lossy().into_owned();
    let short = elsewhere.path().join("short");
    fs::write(&short, "Heron House\nx\n").expect("written");
    let git = repo.path().join(".git/words");
    fs::write(&git, "Heron House\n").expect("written");
    let missing = elsewhere.path().join("missing");
    for (path, why) in [
        (inside.as_str(), "inside the repository"),
        ("words.txt", "inside the repository"),
        (&git.to_string_lossy(), "inside the repository"),
        (&missing.to_string_lossy(), "cannot be used"),
        (&short.to_string_lossy(), "line 2 has fewer than 2"),
        (&elsewhere.path().to_string_lossy(), "no file"),
    ] {
        repo.git(&["config", "risklog.denyList", path]);
        for args in [&["check"][..], &["diff"], &["hook", "run"], &["check", "--message", "words.txt"]] {
            let ran = risklog(repo.path()).args(args).run();
            ran.assert_code(2);
            assert!(ran.stderr.contains(why) && ran.stderr.contains("risklog.denyList") && !ran.stderr.contains("Heron"), "{ran}");
        }
    }
}

#[test]
fn a_clean_result_says_what_it_is_not() {
    const NOTE: &str = "no pattern matched; this is not a privacy review";
    let repo = started();
    let said = |args: &[&str]| risklog(repo.path()).args(["check"]).args(args).run().stdout.contains(NOTE);
    assert!(said(&[]) && said(&["--staged"]) && said(&["risks"]));
    assert!(!said(&["--quiet"]) && !said(&["--format", "plain"]) && !said(&["--format", "json"]));
    repo.write(FILE, assessment("high", "2023-06-20").replace("What partners told", "Mr Example told"));
    assert!(!said(&[]) && !said(&["risklog.yaml"]), "a warning is no clean result, whatever is shown");
    repo.write(FILE, "broken: [\n");
    assert!(!said(&[]), "incomplete is never clean");
}

#[test]
fn a_message_is_looked_at_as_git_would_keep_it() {
    let repo = started();
    let check = |text: &str, args: &[&str]| {
        repo.write("message", text);
        risklog(repo.path()).args(args).args(["check", "--message", "message"]).run()
    };
    let ran = check("review: call\n\nIt is +99 300 1234567.\n# a@b.example.org\n", &[]);
    assert_silent(ran.assert_code(1));
    assert!(ran.stdout.contains("message:3:7") && ran.stdout.contains("commit message: 1 error"), "{ran}");
    check("review: nothing\n# a@b.example.org\n# ------------------------ >8 ------------------------\n+99 300 1234567\n", &[])
        .assert_code(0);
    check("review\n\nSigned-off-by: me_officer <me-officer@example.org>\n", &[]).assert_code(0);
    check("review with Mr Example\n", &[]).assert_code(0);
    let quiet = check("review: nothing\n", &["--quiet"]);
    assert_eq!((quiet.code, quiet.stdout.as_str()), (0, ""));
    repo.git(&["config", "core.commentChar", ";"]);
    check("review\n# a@b.example.org\n", &[]).assert_code(1);
    check("review\n; a@b.example.org\n", &[]).assert_code(0);
    risklog(repo.path()).args(["check", "--message", "nowhere"]).run().assert_code(2);
}

#[test]
fn a_commit_with_personal_data_is_stopped_before_it_is_there() {
    let repo = started();
    risklog(repo.path()).args(["hook", "install"]).run().assert_code(0);
    let commit = |message: &str| {
        let output = repo.try_git(&["commit", "--quiet", "--message", message]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        (output.status.success(), said)
    };
    let before = repo.head();
    repo.write("risks/+99 300 1234567.txt", "A number in a name.\n");
    repo.write("risks/scan.jpg", [0xff, 0xd8, 0]);
    repo.git(&["add", "--all"]);
    let (made, said) = commit("files");
    assert!(!made && said.contains("personal-phone") && said.contains("attachment-not-allowed"), "{said}");
    assert!(!said.contains("1234567"), "{said}");
    repo.git(&["rm", "--quiet", "--force", "-r", "risks"]);
    repo.git(&["checkout", "--quiet", "HEAD", "--", "risks"]);
    repo.write("README.md", "Words.\n");
    repo.git(&["add", "--all"]);
    let (made, said) = commit("call +99 300 1234567");
    assert!(!made && said.contains("personal-phone") && said.contains("Your message is in .git/COMMIT_EDITMSG"), "{said}");
    assert!(!said.contains("1234567"), "{said}");
    assert_eq!(before, repo.head());
    assert_eq!(commit("call the office"), (true, String::new()));
}

#[test]
fn data_that_is_taken_out_is_still_in_the_history() {
    let repo = started();
    repo.write(FILE, assessment("high", "2023-06-20").replace("What partners told", "Ask hotline@shelter.example.org what partners told"));
    repo.commit("with an address");
    risklog(repo.path()).args(["hook", "install"]).run().assert_code(0);
    repo.write(FILE, assessment("high", "2023-06-20"));
    repo.git(&["add", "--all"]);
    for args in [&["diff", "--staged"][..], &["hook", "run"]] {
        let ran = risklog(repo.path()).args(args).run();
        assert_silent(ran.assert_code(1));
        for words in ["personal-data-removed", "do not push", "focal point", "git filter-repo", "docs/privacy.md"] {
            assert!(ran.stdout.contains(words), "{words}\n{ran}");
        }
    }
    repo.git(&["commit", "--quiet", "--amend", "--no-verify", "--no-edit", "--allow-empty"]);
    risklog(repo.path()).args(["diff", "HEAD~1"]).run().assert_code(0);
}

#[test]
fn both_hooks_keep_what_was_there_and_go_together() {
    let repo = started();
    let hooks = repo.path().join(".git/hooks");
    fs::create_dir_all(&hooks).expect("a folder");
    for name in ["pre-commit", "commit-msg"] {
        fs::write(hooks.join(name), format!("#!/bin/sh\necho first {name} >&2\n")).expect("written");
        fs::set_permissions(hooks.join(name), fs::Permissions::from_mode(0o755)).expect("executable");
    }
    let run = |args: &[&str]| risklog(repo.path()).args(args).run();
    run(&["hook", "install"]).assert_code(0);
    run(&["hook", "install"]).assert_code(0);
    repo.write("README.md", "Words.\n");
    repo.git(&["add", "--all"]);
    let output = repo.try_git(&["commit", "--quiet", "--message", "words"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "first pre-commit\nfirst commit-msg\n");
    run(&["hook", "uninstall"]).assert_code(0);
    for name in ["pre-commit", "commit-msg"] {
        assert!(fs::read_to_string(hooks.join(name)).expect("a hook").contains("echo first"));
        assert!(!hooks.join(format!("{name}.before-risklog")).exists());
    }
}
