//! The commands that edit, through the program on real repositories.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::small::{self, FILE};
use crate::support::{Ran, Repo, hermetic, project, risklog};

/// What shows that a risk is over.
const OVER: &str = "PR-2024-09,report,2024-09-30,Final report of the programme";

const TODAY: [&str; 2] = ["--today", "2026-11-25"];

fn run(repo: &Repo, args: &[&str]) -> Ran {
    risklog(repo.path()).args(TODAY).args(args).run()
}

/// Runs and insists that it is done.
fn done(repo: &Repo, args: &[&str]) -> String {
    let ran = run(repo, args);
    ran.assert_code(0);
    ran.stdout
}

/// Runs, insists that it could not be done, and that no file changed.
fn stuck(repo: &Repo, args: &[&str]) -> String {
    let before = repo.git(&["status", "--porcelain"]);
    let ran = run(repo, args);
    ran.assert_code(2);
    assert_eq!(repo.git(&["status", "--porcelain"]), before, "{ran}");
    ran.stderr
}

/// The lines that differ from the last commit, without the context.
fn changed(repo: &Repo) -> Vec<String> {
    let diff = repo.git(&["diff", "--unified=0"]);
    let is_change = |line: &&str| (line.starts_with('+') || line.starts_with('-')) && !line.starts_with("+++") && !line.starts_with("---");
    diff.lines().filter(is_change).map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn rating_changes_the_lines_of_the_rating_and_says_what_comes_next() {
    let repo = small::started();
    let said = done(
        &repo,
        &[
            "rate",
            "CJ-05",
            "--likelihood",
            "medium",
            "--rationale",
            "The roster: four provinces.",
            "--evidence",
            "TO-9,survey,2026-11-01,Summary, part one",
        ],
    );
    assert_eq!(
        changed(&repo),
        [
            "-    likelihood: high",
            "+    likelihood: medium",
            "-    rated_on: 2023-06-20",
            "-    rationale: What partners told the team up to 2023-06-20.",
            "+    rated_on: 2026-11-25",
            "+    rationale: \"The roster: four provinces.\"",
            "+      - {ref: TO-9, kind: survey, date: 2026-11-01, title: \"Summary, part one\"}",
        ]
    );
    for part in
        ["high → medium", "The roster: four provinces.", "TO-9", "\n  git add risks/3.4.yaml\n  git commit -m 'CJ-05: likelihood medium'\n"]
    {
        assert!(said.contains(part), "{part} is missing in\n{said}");
    }
    let bytes = repo.read(FILE);
    let again = done(&repo, &["rate", "CJ-05", "--likelihood", "medium"]);
    assert_eq!((again.as_str(), repo.read(FILE)), ("Nothing to change: the file says this already.\n", bytes));
    repo.commit("rated");
    run(&repo, &["check"]).assert_code(0);
}

#[test]
fn words_are_looked_at_before_anything_is_touched() {
    let repo = small::started();
    let said = |args: &[&str], part: &str| {
        let said = stuck(&repo, args);
        assert!(said.contains(part), "{part} is missing in\n{said}");
    };
    said(&["rate", "CJ-05", "--likelihood", "hgh"], "a similar value exists: 'high'");
    said(&["rate", "cj-5", "--likelihood", "high"], "did you mean CJ-05?");
    said(&["rate", "CJ-05", "--rationale", "  "], "--rationale is empty");
    said(&["rate", "CJ-05", "--evidence", "TO-1,survey"], "write reference, kind, day and title");
    said(&["rate", "CJ-05", "--rated-on", "27.6.2024"], "year, month and day");
    said(&["rate", "CJ-05"], "nothing to set was given");
    said(&["rate", "CJ-05", "--evidence", "TO-2023-06-20,survey,2024-01-01,Another"], "stands there already, and says something else");
    said(&["add", "3.44", "--statement", "More than one word."], "did you mean 3.4?");
    said(&["add", "3.5", "--statement", "More than one word."], "no table of Tool 3.5");
    said(&["add", "3.4", "--statement", "More than one word.", "--owner", "head_of_ofice"], "did you mean `head_of_office`?");
    said(&["add", "3.4", "--statement", "More than one word.", "--likelihood", "high"], "--impact");
    said(&["review", "--round", "R", "--outcome", "O"], "--by");
    said(&["review", "--round", "R", "--outcome", "O", "--by", "somebody"], "no role of this project");
    said(&["review", "--round", "R", "--outcome", "O", "--by", "me_officer", "--covers", "CJ-05,CJ-12"], "there is no risk CJ-12");
    said(&["review", "--round", "R", "--outcome", "O", "--by", "me_officer", "--tool", "3.2"], "no table of Tool 3.2");
    said(&["reopen", "CJ-05", "--reason", "Why not."], "it cannot become open");
    said(&["close", "CJ-99", "--reason", "Why not."], "there is no risk CJ-99");
}

#[test]
fn an_edit_that_breaks_a_rule_is_refused_and_can_be_insisted_on() {
    let repo = small::started();
    let bytes = repo.read(FILE);
    let refused = run(&repo, &["rate", "CJ-05", "--likelihood", "low"]);
    refused.assert_code(1);
    for part in ["Nothing was written", "rating-lowered-no-evidence", "rating-changed-same-rationale", "--force"] {
        assert!(refused.stdout.contains(part), "{part} is missing in\n{refused}");
    }
    assert_eq!(repo.read(FILE), bytes);
    let forced = done(&repo, &["rate", "CJ-05", "--likelihood", "low", "--force"]);
    assert!(forced.contains("written on your word") && forced.contains("rating-lowered-no-evidence"), "{forced}");
    assert!(changed(&repo).contains(&"+    likelihood: low".to_owned()));

    // What was broken before is nobody's fault now.
    let said = done(&repo, &["rate", "CJ-05", "--rationale", "What the observers saw in autumn."]);
    assert!(!said.contains("error["), "{said}");
}

#[test]
fn a_half_rating_is_refused_with_its_rule() {
    let repo = small::started();
    let refused = run(&repo, &["rate", "CJ-11", "--likelihood", "low", "--rationale", "Two cases were reported."]);
    refused.assert_code(1);
    assert!(refused.stdout.contains("half-rated"), "{refused}");
    done(&repo, &["rate", "CJ-11", "--likelihood", "low", "--impact", "low", "--rationale", "Two cases were reported."]);
    assert_eq!(
        changed(&repo),
        [
            "-    likelihood:",
            "-    impact:",
            "+    likelihood: low",
            "+    impact: low",
            "+    rated_on: 2026-11-25",
            "+    rationale: Two cases were reported.",
        ]
    );
}

#[test]
fn a_new_risk_takes_the_id_that_nobody_ever_used() {
    let repo = small::started();
    let add = |expected: &str| {
        let said = run(&repo, &["-q", "add", "3.4", "--statement", "Because of weekly briefings, suspects may be named before charge."]);
        said.assert_code(0);
        assert_eq!(said.stdout, format!("{expected}\n"));
        repo.git(&["checkout", "--quiet", "--", "."]);
    };
    add("CJ-U01");
    // On another branch.
    repo.branch("side").write(FILE, small::assessment("high", "2023-06-20").replace("CJ-11", "CJ-U03"));
    repo.commit("side");
    repo.checkout("main");
    add("CJ-U04");
    // On a remote branch, and in a file that is nobody's document.
    repo.branch("away").write("old/draft.yml", "# CJ-U06 was withdrawn\n");
    let away = repo.commit("away");
    repo.checkout("main").git(&["update-ref", "refs/remotes/origin/away", &away]);
    repo.git(&["branch", "--quiet", "-D", "away"]);
    add("CJ-U07");
    // Under a tag that stands behind a later commit without it.
    repo.git(&["checkout", "--quiet", "--detach"]);
    repo.write("risks/x.yaml", "CJ-U08\n");
    repo.commit("with");
    repo.remove("risks/x.yaml");
    repo.commit("without");
    repo.git(&["tag", "--annotate", "--message", "t", "kept"]);
    repo.checkout("main");
    add("CJ-U09");
    // In the stash, below its newest entry.
    for number in ["CJ-U12", "CJ-U11"] {
        repo.write(FILE, small::assessment("high", "2023-06-20").replace("CJ-11", number));
        repo.git(&["stash", "push", "--quiet"]);
    }
    add("CJ-U13");
    // Only staged; only in the folder.
    repo.write("old/staged.yaml", "- CJ-U14\n");
    repo.git(&["add", "old/staged.yaml"]);
    repo.remove("old/staged.yaml");
    let said = done(&repo, &["-q", "add", "3.4", "--statement", "Because of weekly briefings, suspects may be named before charge."]);
    assert_eq!(said, "CJ-U15\n");
    let said = done(&repo, &["-q", "add", "3.4", "--statement", "Because of weekly briefings, witnesses may be named before trial."]);
    assert_eq!(said, "CJ-U16\n");
}

#[test]
fn a_new_risk_stands_behind_the_last_one() {
    let repo = small::started();
    let statement =
        "Because of weekly press briefings before charge, suspects and victims may become identifiable to their whole neighbourhood.";
    let said = done(
        &repo,
        &[
            "add",
            "3.4",
            "--statement",
            statement,
            "--owner",
            "me_officer",
            "--likelihood",
            "low",
            "--impact",
            "low",
            "--rationale",
            "Seen twice.",
        ],
    );
    assert!(said.contains("CJ-U01") && said.contains("git commit -m 'CJ-U01: new risk'"), "{said}");
    assert_eq!(
        changed(&repo),
        [
            "+",
            "+  - id: CJ-U01",
            "+    identified_on: 2026-11-25",
            "+    statement: >-",
            "+      Because of weekly press briefings before charge, suspects and victims may become identifiable",
            "+      to their whole neighbourhood.",
            "+    likelihood: low",
            "+    impact: low",
            "+    rated_on: 2026-11-25",
            "+    rationale: Seen twice.",
            "+    owner: me_officer",
        ]
    );
}

#[test]
fn of_two_files_of_a_tool_one_has_to_be_chosen() {
    let repo = small::started();
    let scoped = |scope: &str| format!("schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\nscope: {scope}\ntitle: T\nrisks: []\n");
    repo.write("risks/north.yaml", scoped("north"));
    repo.commit("north");
    let statement = "Because of weekly briefings, suspects may be named before charge.";
    let said = stuck(&repo, &["add", "3.4", "--statement", statement]);
    assert!(said.contains("--path") && said.contains("risks/north.yaml"), "{said}");
    let ran = risklog(repo.path().join("risks")).args(TODAY).args(["add", "3.4", "--path", "north.yaml", "--statement", statement]).run();
    ran.assert_code(0);
    assert!(ran.stdout.contains("git add north.yaml"), "{ran}");
    let text = repo.read("risks/north.yaml");
    assert!(text.contains("risks:\n  - id: CJ-U01\n    identified_on: 2026-11-25\n    statement:"), "{text}");
}

#[test]
fn a_review_goes_into_every_file_that_holds_a_covered_risk() {
    let repo = small::started();
    repo.write("risks/3.3.yaml", small::assessment("high", "2023-06-20").replace("3.4", "3.3").replace("CJ-", "LA-"));
    repo.commit("second table");
    let common = ["review", "--outcome", "All ratings confirmed.", "--by", "me_officer,head_of_office", "--round"];
    let said = done(&repo, &[&common[..], &["2026-H2"]].concat());
    assert!(said.contains("risks/3.3.yaml") && said.contains("risks/3.4.yaml"), "{said}");
    for file in ["risks/3.3.yaml", FILE] {
        let text = repo.read(file);
        let entry = "reviews:\n  - round: 2026-H2\n    date: 2026-11-25\n    covers: all\n    reviewed_by: [me_officer, head_of_office]\n    outcome: All ratings confirmed.\n";
        assert!(text.ends_with(entry), "{text}");
    }
    let bytes = repo.read(FILE);
    done(&repo, &[&common[..], &["2026-H2"]].concat());
    assert_eq!(repo.read(FILE), bytes, "the same review is not recorded twice");
    repo.commit("reviewed");
    done(&repo, &[&common[..], &["ad-hoc-2026-11", "--covers", "LA-05", "--date", "2026-11-20", "--trigger", "A new bill."]].concat());
    assert_eq!(repo.git(&["diff", "--name-only"]), "risks/3.3.yaml");
    let text = repo.read("risks/3.3.yaml");
    for part in ["ad-hoc-2026-11", "2026-11-20", "[LA-05]", "A new bill."] {
        assert!(text.contains(part), "{text}");
    }
    done(&repo, &[&common[..], &["ad-hoc-2026-12", "--tool", "3.4"]].concat());
    assert!(repo.read(FILE).contains("ad-hoc-2026-12") && !repo.read("risks/3.3.yaml").contains("ad-hoc-2026-12"));
    let refused = run(&repo, &["review", "--round", "2026-H2", "--by", "me_officer", "--outcome", "Looked again."]);
    refused.assert_code(1);
    assert!(refused.stdout.contains("review-round-duplicate"), "{refused}");
}

#[test]
fn a_review_is_written_to_all_files_or_to_none() {
    let repo = small::started();
    repo.write(
        "risks/3.3.yaml",
        "schema: risklog/1\nkind: risk_assessment\ntool: \"3.3\"\ntitle: T\nrisks:\n  - id: LA-05\n   statement: x\n",
    );
    repo.commit("broken");
    let said = stuck(&repo, &["review", "--round", "2026-H2", "--by", "me_officer", "--outcome", "Fine."]);
    assert!(said.contains("risks/3.3.yaml cannot be read"), "{said}");
    done(&repo, &["review", "--round", "2026-H2", "--by", "me_officer", "--outcome", "Fine.", "--tool", "3.4", "--covers", "CJ-05"]);
}

#[test]
fn the_steps_of_status_keep_reason_and_day() {
    let repo = small::started();
    done(&repo, &["materialise", "CJ-05", "--what", "Two trials went ahead without a lawyer."]);
    let lines =
        ["+    status: materialised", "+    what_happened: Two trials went ahead without a lawyer.", "+    materialised_on: 2026-11-25"];
    assert_eq!(changed(&repo), lines);
    repo.commit("happened");
    done(&repo, &["close", "CJ-05", "--reason", "The programme has ended.", "--evidence", OVER]);
    let closed =
        ["-    status: materialised", "+    status: closed", "+    status_reason: The programme has ended.", "+    closed_on: 2026-11-25"];
    let shown = "+      - {ref: PR-2024-09, kind: report, date: 2024-09-30, title: Final report of the programme}";
    assert_eq!(changed(&repo), [&closed[..], &[shown]].concat());
    repo.commit("closed");
    let said = stuck(&repo, &["not-applicable", "CJ-05", "--reason", "Never."]);
    assert!(said.contains("CJ-05 is closed") && said.contains("allowed:"), "{said}");
    let said = stuck(&repo, &["rate", "CJ-05", "--likelihood", "low"]);
    assert!(said.contains("risklog reopen CJ-05"), "{said}");
    done(&repo, &["reopen", "CJ-05", "--reason", "A second phase begins."]);
    assert_eq!(
        changed(&repo),
        [
            "-    status: closed",
            "-    status_reason: The programme has ended.",
            "+    status: open",
            "+    status_reason: A second phase begins.",
            "-    closed_on: 2026-11-25",
        ]
    );
    repo.commit("open");
    done(&repo, &["not-applicable", "CJ-11", "--reason", "No equipment is bought."]);
    repo.commit("not here");
    assert!(
        repo.read(FILE).contains("    likelihood:\n    impact:\n    status: not_applicable\n    status_reason: No equipment is bought.\n")
    );
}

#[test]
fn a_step_back_on_an_uncommitted_one_is_judged_against_the_last_commit() {
    let repo = small::started();
    done(&repo, &["close", "CJ-05", "--reason", "The programme has ended.", "--evidence", OVER]);
    done(&repo, &["reopen", "CJ-05", "--reason", "It goes on."]);
    run(&repo, &["diff"]).assert_code(0);
}

#[test]
fn line_ends_marks_and_permissions_of_the_file_stay() {
    let repo = small::started();
    let windows = format!("\u{feff}{}", small::assessment("high", "2023-06-20").replace('\n', "\r\n"));
    repo.write(FILE, windows.trim_end());
    repo.commit("saved elsewhere");
    done(&repo, &["rate", "CJ-11", "--likelihood", "low", "--impact", "low", "--rationale", "Seen."]);
    let text = repo.read(FILE);
    assert!(text.starts_with('\u{feff}') && text.ends_with("    rationale: Seen.") && !text.replace("\r\n", "").contains('\n'), "{text:?}");
}

#[cfg(unix)]
#[test]
fn links_ignored_and_new_files_are_told_apart() {
    use std::os::unix::fs::PermissionsExt as _;
    let repo = small::started();
    let other = small::assessment("high", "2023-06-20").replace("CJ-05", "LA-05").replace("CJ-11", "LA-11").replace("3.4", "3.3");
    let rate = ["rate", "LA-11", "--likelihood", "low", "--impact", "low", "--rationale", "Seen."];
    // A new file that git does not know yet is edited, and its permissions stay.
    let file = repo.write("risks/3.3.yaml", &other);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("permissions can be set");
    done(&repo, &rate);
    assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o640);
    // One that git ignores is no document.
    repo.write("risks/3.3.yaml", &other);
    repo.write(".gitignore", "3.3.yaml\n");
    assert!(stuck(&repo, &rate).contains("there is no risk LA-11"));
    // A link is not followed, and what it leads to stays as it is.
    repo.write(".gitignore", "");
    fs::rename(&file, repo.path().join("elsewhere.txt")).expect("it can be moved");
    std::os::unix::fs::symlink("../elsewhere.txt", &file).expect("links can be made");
    let said = stuck(&repo, &rate);
    assert!(said.contains("risks/3.3.yaml cannot be read"), "{said}");
    assert_eq!(repo.read("elsewhere.txt"), other);
}

#[test]
fn without_git_the_files_are_edited_all_the_same() {
    let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
    fs::create_dir(folder.path().join("risks")).expect("a folder can be made");
    fs::write(folder.path().join("risklog.yaml"), project().replace("implementation", "design")).expect("it can be written");
    fs::write(folder.path().join(FILE), small::assessment("high", "2023-06-20")).expect("it can be written");
    let ran =
        risklog(folder.path()).args(TODAY).args(["-q", "add", "3.4", "--statement", "Because of briefings, suspects may be named."]).run();
    ran.assert_code(0);
    assert_eq!(ran.stdout, "CJ-U01\n");
    let ran = risklog(folder.path()).args(TODAY).args(["rate", "CJ-05", "--rationale", "Another reason."]).run();
    ran.assert_code(0);
    assert!(!ran.stdout.contains("git "), "{ran}");
}

#[test]
fn a_shallow_clone_does_not_guess_an_id() {
    let repo = small::with_history();
    let clone = repo.cloned(&["--depth", "1"]);
    let statement = "Because of weekly briefings, suspects may be named before charge.";
    let ran = risklog(clone.path()).args(TODAY).args(["add", "3.4", "--statement", statement]).run();
    ran.assert_code(2);
    assert!(ran.stderr.contains("--unshallow"), "{ran}");
}

#[test]
fn an_action_is_added_under_the_next_number_and_then_moves() {
    let repo = small::started();
    let text = "Keep a roster of lawyers for both provinces.";
    let said = done(&repo, &["mitigate", "CJ-05", "--action", text, "--owner", "project_coordinator", "--due", "2027-03-31"]);
    let added = "+      - {id: M2, action: Keep a roster of lawyers for both provinces., owner: project_coordinator, due: 2027-03-31}";
    assert_eq!(changed(&repo), [added]);
    for part in ["M2 added, planned, due 2027-03-31: Keep a roster", "git commit -m 'CJ-05: new action M2'"] {
        assert!(said.contains(part), "{part} is missing in\n{said}");
    }
    let bytes = repo.read(FILE);
    let again = done(&repo, &["mitigate", "CJ-05", "--action", text, "--due", "2027-03-31"]);
    assert_eq!((again.as_str(), repo.read(FILE)), ("Nothing to change: the file says this already.\n", bytes));
    repo.commit("an action");

    let said = done(&repo, &["mitigate", "CJ-05", "m2", "--status", "in_place", "--note", "The bar keeps it."]);
    let placed = added.replace('+', "").replace('}', ", status: in_place, note: The bar keeps it.}");
    assert_eq!(changed(&repo), [added.replace('+', "-"), format!("+{placed}")]);
    assert!(said.contains("M2 planned → in_place") && said.contains("'CJ-05: M2 in place'"), "{said}");
    repo.commit("in place");
    done(&repo, &["mitigate", "CJ-05", "M1", "--status", "dropped", "--note", "The ministry took the course over."]);
    done(&repo, &["mitigate", "CJ-11", "--action", "Agree with the unit who may look at what was recorded."]);
    assert!(repo.read(FILE).ends_with("{id: M1, action: Agree with the unit who may look at what was recorded.}\n"), "{}", repo.read(FILE));
    run(&repo, &["check"]).assert_code(0);
    let log = run(&repo, &["diff", "--format", "json"]).json();
    let kinds: Vec<&str> =
        log["changes"].as_array().into_iter().flatten().filter_map(|change| change["mitigation"][0]["change"].as_str()).collect();
    assert_eq!(kinds, ["changed", "added"], "{log}");
}

#[test]
fn an_action_without_an_id_gets_one_when_it_is_not_alone_any_more() {
    let repo = small::started();
    repo.write(
        FILE,
        repo.read(FILE)
            .replace("{id: M1, action", "{action")
            .replace("    owner: project_coordinator\n", "    # M2 and M23 were other things\n"),
    );
    repo.commit("no id");
    done(&repo, &["mitigate", "CJ-05", "M1", "--due", "2098-12-31"]);
    assert!(!repo.read(FILE).contains("id: M1"));
    repo.git(&["checkout", "--", "."]);
    let said = done(&repo, &["mitigate", "CJ-05", "--action", "Keep a roster of lawyers for both provinces."]);
    assert!(said.contains("M3 added") && !said.contains("removed"), "{said}");
    let ids: Vec<String> = changed(&repo).iter().filter(|line| line.starts_with('+')).map(|line| line[8..17].to_owned()).collect();
    assert_eq!(ids, [" {id: M1,", " {id: M3,"]);
    run(&repo, &["check"]).assert_code(0);
}

#[test]
fn an_action_that_cannot_be_is_refused_with_a_way_out() {
    let repo = small::started();
    let said = |args: &[&str], part: &str| {
        let told = stuck(&repo, args);
        assert!(told.contains(part), "{args:?}: {part} is missing in\n{told}");
    };
    said(&["mitigate", "CJ-05"], "nothing to set was given");
    said(&["mitigate", "CJ-05", "--status", "in_place"], "risklog mitigate CJ-05 M1 --status in_place");
    said(&["mitigate", "CJ-05", "M7", "--status", "in_place"], "it has: M1");
    said(&["mitigate", "CJ-11", "M1", "--status", "in_place"], "it has none yet");
    said(&["mitigate", "CJ-05", "M1", "--status", "dropped"], "say why with --note");
    said(&["mitigate", "CJ-05", "M1", "--status", "in-place"], "in_place");
    said(&["mitigate", "CJ-05", "M1", "--owner", "head_of_ofice"], "did you mean");
    said(&["mitigate", "CJ-05", "--action", " "], "--action is empty");
    let same = "Train defence lawyers beside every prosecutor course.";
    said(&["mitigate", "CJ-05", "--action", same, "--due", "2090-01-01"], "M1 of CJ-05 is the same action already");
    let refused = run(&repo, &["mitigate", "CJ-05", "--action", "TBD"]);
    refused.assert_code(1);
    assert!(refused.stdout.contains("mitigation-placeholder"), "{refused}");
    done(&repo, &["not-applicable", "CJ-11", "--reason", "The project buys no equipment."]);
    said(&["mitigate", "CJ-11", "--action", "Agree with the unit who may look."], "risklog reopen CJ-11");
}

#[test]
fn in_a_later_stage_a_rating_comes_with_its_action() {
    let repo = small::started();
    repo.write("risklog.yaml", small::manifest().replace("stage: design", "stage: implementation"));
    repo.commit("on the way");
    let rate = ["rate", "CJ-11", "--likelihood", "medium", "--impact", "medium", "--rationale", "The unit has no rules for it."];
    let refused = run(&repo, &rate);
    refused.assert_code(1);
    assert!(refused.stdout.contains("risklog mitigate CJ-11 --action") || refused.stdout.contains("--action"), "{refused}");
    let whole: Vec<&str> =
        rate.into_iter().chain(["--action", "Agree with the unit who may look.", "--owner", "me_officer", "--due", "2098-01-31"]).collect();
    let said = done(&repo, &whole);
    assert!(said.contains("M1 added, planned, due 2098-01-31"), "{said}");
    let checked = run(&repo, &["check"]);
    assert!(!checked.stdout.contains("mitigation-") && !checked.stdout.contains("owner-missing"), "{checked}");
    assert!(repo.read(FILE).contains("\n    owner: me_officer\n") && repo.read(FILE).contains("owner: me_officer, due: 2098-01-31}"));
    stuck(&repo, &["rate", "CJ-11", "--due", "2098-01-31"]);
    repo.commit("rated");
    let said = done(&repo, &["set", "CJ-11", "--owner", "project_coordinator", "--next-review", "2098-01-31"]);
    assert_eq!(changed(&repo), ["-    owner: me_officer", "+    owner: project_coordinator", "+    next_review: 2098-01-31"], "{said}");
    assert!(said.contains("CJ-11: owner project_coordinator, next review 2098-01-31"), "{said}");
    stuck(&repo, &["set", "CJ-11", "--owner", "nobody"]);
    stuck(&repo, &["set", "CJ-11"]);
}

/// Runs a command at a pseudo-terminal, types, and returns what was to be seen.
fn at_a_terminal(folder: &Path, command: &str, typed: &str) -> (i32, String) {
    let mut script = Command::new("script");
    hermetic(&mut script, Path::new(env!("CARGO_TARGET_TMPDIR")));
    let command = format!("'{}' --color never --today 2026-11-25 {command}", env!("CARGO_BIN_EXE_risklog"));
    script
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .env("SHELL", "/bin/sh")
        .env("TERM", "xterm")
        .current_dir(folder);
    let mut child =
        script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("`script` is part of the system");
    child.stdin.take().expect("standard input is a pipe").write_all(typed.as_bytes()).expect("it can be typed");
    let output = child.wait_with_output().expect("it ends");
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_it_asks_one_question_at_a_time() {
    let repo = small::started();
    let words = "criteria:\n  likelihood: {high: More than once a year., medium: Once a year., low: Hardly ever.}\n";
    repo.write("risklog.yaml", small::manifest() + words);
    repo.commit("words");
    let typed = "x\nm\n\n\nThe roster covers four provinces.\nTO-9\nsurvey\nyesterday\n2026-11-01\nSummary\n\ny\n";
    let (code, seen) = at_a_terminal(repo.path(), "rate CJ-05", typed);
    assert_eq!(code, 0, "{seen}");
    for part in [
        "More prosecutions may go ahead",
        "likelihood high, impact high",
        "More than once a year.",
        "Please type h, m or l",
        "Enter keeps high",
        "A rating that moves needs a reason of its own.",
        "write year, month and day",
        "This will be written:",
        "high → medium",
        "git add risks/3.4.yaml",
    ] {
        assert!(seen.contains(part), "{part} is missing in\n{seen}");
    }
    let hint = risklog::toolkit::default_edition().risk("CJ-05").expect("it is printed").mitigation_hint.clone();
    assert!(seen.contains(hint.split(' ').take(3).collect::<Vec<_>>().join(" ").as_str()), "{seen}");
    let lines = changed(&repo);
    assert!(lines.contains(&"+    rationale: The roster covers four provinces.".to_owned()), "{lines:?}");
    assert!(lines.contains(&"+      - {ref: TO-9, kind: survey, date: 2026-11-01, title: Summary}".to_owned()), "{lines:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn whoever_stops_before_the_end_has_changed_nothing() {
    let repo = small::started();
    let (code, seen) = at_a_terminal(repo.path(), "rate CJ-05", "m\nh\nFewer cases.\nTO-9\nsurvey\n2026-11-01\nSummary\n\nn\n");
    assert!(code == 0 && seen.contains("Nothing was written."), "{code} {seen}");
    let (code, seen) = at_a_terminal(repo.path(), "rate CJ-05", "\n\n\n");
    assert!(code == 0 && seen.contains("Nothing to change"), "{code} {seen}");
    let (code, seen) = at_a_terminal(repo.path(), "rate CJ-05", "m\n\u{4}");
    assert!(code == 2 && seen.contains("nothing was written"), "{code} {seen}");
    let (code, _) = at_a_terminal(repo.path(), "rate CJ-05", "m\nh\nFewer cases.\nTO-9\n\u{3}");
    assert_ne!(code, 0);
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_an_action_is_asked_for() {
    let repo = small::started();
    let typed = "m\nl\nThe unit has no rules for it.\n\nAgree with the unit who may look.\nnobody\nproject_coordinator\n2098-01-31\ny\n";
    let (code, seen) = at_a_terminal(repo.path(), "rate CJ-11", typed);
    assert!(code == 0 && seen.contains("M1 added, planned, due 2098-01-31"), "{code} {seen}");
    assert!(seen.contains("Please type one of these roles"), "{seen}");
    let (code, seen) = at_a_terminal(repo.path(), "mitigate CJ-11 M1", "soon\nin progress\n\n\ny\n");
    assert!(code == 0 && seen.contains("M1 planned, due 2098-01-31: Agree") && seen.contains("planned → in_progress"), "{code} {seen}");
    let (code, seen) = at_a_terminal(repo.path(), "mitigate CJ-11", "\nTell people what is recorded of them.\n\n\nn\n");
    assert!(code == 0 && seen.contains("Nothing was written."), "{code} {seen}");
    let (code, seen) = at_a_terminal(repo.path(), "mitigate CJ-11 M1", "dropped\nThe unit was closed.\ny\n");
    assert!(code == 0 && repo.read(FILE).contains("note: The unit was closed."), "{code} {seen}");
}

#[test]
fn a_risk_rated_high_is_set_aside_on_new_evidence_only() {
    let repo = small::started();
    let aside = ["not-applicable", "CJ-05", "--reason", "The project has no criminal cases any more."];
    let refused = run(&repo, &aside);
    refused.assert_code(1);
    assert!(refused.stdout.contains("closed-while-rated") && refused.stdout.contains("became not applicable"), "{refused}");
    assert!(changed(&repo).is_empty());
    done(&repo, &[&aside[..], &["--evidence", OVER]].concat());
    let lines = changed(&repo);
    assert!(lines.contains(&"+    status: not_applicable".to_owned()), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("ref: PR-2024-09")), "{lines:?}");
}

#[test]
fn a_rating_is_corrected_on_the_day_on_which_it_was_committed() {
    let repo = small::started();
    done(&repo, &["rate", "CJ-11", "--likelihood", "low", "--impact", "low", "--rationale", "Nothing is bought yet."]);
    repo.commit_as("programme_officer", "2026-11-25T10:00:00+01:00", "rated");
    done(&repo, &["rate", "CJ-11", "--likelihood", "medium", "--rationale", "Two radios are ordered, which the first answer overlooked."]);
    let later = risklog(repo.path()).args(["--today", "2026-11-26", "check"]).run();
    later.assert_code(0);
    repo.commit_as("programme_officer", "2026-11-25T11:00:00+01:00", "corrected");
    run(&repo, &["diff", "HEAD~1", "HEAD"]).assert_code(0);
}
