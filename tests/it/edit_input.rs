//! What can be typed behind the options of the commands that edit, and what they say where it cannot be.

use crate::support::small::{self, FILE};
use crate::support::{Ran, Repo, project, risklog};

fn run(repo: &Repo, args: &[&str]) -> Ran {
    risklog(repo.path()).args(["--today", "2026-11-25"]).args(args).run()
}

/// Runs, insists that it could not be done, and returns what it said on one line.
fn stuck(repo: &Repo, args: &[&str]) -> String {
    let ran = run(repo, args);
    ran.assert_code(2);
    assert_eq!(repo.git(&["status", "--porcelain"]), "", "{ran}");
    ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn with_a_folder_named_the_lines_for_git_work_from_where_one_stands() {
    let repo = small::started();
    std::fs::create_dir(repo.path().join("a place")).expect("a folder");
    repo.write("a place/x.txt", "");
    let outside = repo.path().join("a place");
    let ran = risklog(&outside)
        .args(["--today", "2026-11-25", "-C", "..", "rate", "CJ-11", "--likelihood", "low", "--impact", "low", "--rationale", "Seen."])
        .run();
    ran.assert_code(0);
    assert!(ran.stdout.contains("\n  git -C .. add risks/3.4.yaml\n  git -C .. commit -m 'CJ-11: likelihood low, impact low'\n"), "{ran}");
    let plain = risklog(&outside).args(["set", "CJ-11", "--owner", "me_officer"]).run();
    assert!(plain.stdout.contains("\n  git add ../risks/3.4.yaml\n"), "{plain}");
}

#[test]
fn a_text_may_begin_with_a_hyphen_and_a_level_be_written_in_any_case() {
    let repo = small::started();
    run(&repo, &["rate", "CJ-11", "--likelihood", "LOW", "--impact", "Low", "--rationale", "- none is bought"]).assert_code(0);
    assert!(repo.read(FILE).contains("rationale: \"- none is bought\"") || repo.read(FILE).contains("rationale: '- none is bought'"));
    run(&repo, &["mitigate", "CJ-11", "--action", "-15 % of the devices are kept back.", "--note", "--as agreed"]).assert_code(0);
    run(&repo, &["review", "--round", "2026-H2", "--by", "me_officer", "--outcome", "-", "--trigger", "-1"]).assert_code(0);
}

#[test]
fn characters_that_nobody_sees_are_refused_and_line_breaks_become_blanks() {
    let repo = small::started();
    for hidden in ["\u{202e}", "\u{2066}", "\u{1b}", "\u{9b}", "\u{7f}"] {
        let text = format!("Seen{hidden}by the team.");
        let said = stuck(&repo, &["rate", "CJ-11", "--rationale", &text]);
        assert!(said.contains("--rationale: it holds the invisible character U+"), "{said}");
        let said = stuck(&repo, &["review", "--round", &text, "--by", "me_officer", "--outcome", "Seen."]);
        assert!(said.contains("--round: it holds the invisible character U+"), "{said}");
        let said = stuck(&repo, &["rate", "CJ-11", "--evidence", &format!("R-1,report,2026-01-01,{text}")]);
        assert!(said.contains("invisible character"), "{said}");
    }
    let review =
        ["review", "--round", "2026\nH2", "--by", "me_officer,me_officer", "--covers", "CJ-05, CJ-05", "--outcome", "Seen\r\n  by all."];
    run(&repo, &review).assert_code(0);
    let text = repo.read(FILE);
    for part in ["round: 2026 H2\n", "covers: [CJ-05]\n", "reviewed_by: [me_officer]\n", "outcome: Seen by all.\n"] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
}

#[test]
fn what_is_wrong_with_a_day_or_with_evidence_is_said_in_plain_words() {
    let repo = small::started();
    let day = "write year, month and day with hyphens, such as 2024-06-27";
    for args in [&["mitigate", "CJ-05", "M1", "--due", "30/06/2027"][..], &["set", "CJ-05", "--next-review", ""]] {
        let said = stuck(&repo, args);
        assert!(said.contains(day) && !said.contains("parse") && !said.contains("failed"), "{said}");
    }
    for (evidence, wrong) in [
        ("a,b,c,d", "the third part, `c`, is no day"),
        ("a,,2024-01-01,d", "the kind is empty"),
        ("a,b", "the day is missing"),
        ("a,b,2024-01-01", "the title is missing"),
    ] {
        let said = stuck(&repo, &["rate", "CJ-05", "--evidence", evidence]);
        assert!(said.contains(wrong), "{said}");
    }
}

#[test]
fn an_id_of_another_document_is_told_with_its_file() {
    let repo = small::started();
    let said = stuck(&repo, &["rate", "PD-01", "--likelihood", "low"]);
    assert!(said.contains("PD-01 is no risk: it is a question of Tool 3.1") && said.contains("risklog new 3.1"), "{said}");
    run(&repo, &["new", "3.1"]).assert_code(0);
    repo.commit("a checklist");
    let said = stuck(&repo, &["rate", "PD-01", "--likelihood", "low"]);
    assert!(said.contains("PD-01 is no risk: it is a question of") && said.contains("it stands in ") && said.contains(".yaml"), "{said}");
    assert!(!said.contains("did you mean"), "{said}");
}

#[test]
fn of_many_projects_ten_are_listed_and_the_folders_told_where_ids_repeat() {
    let repo = Repo::init();
    for number in 0..13 {
        repo.write(format!("p{number:02}/risklog.yaml"), project().replace("id: ", &format!("id: X{number:02}")));
        repo.write(format!("p{number:02}/risks/3.4.yaml"), small::assessment("high", "2023-06-20"));
    }
    repo.commit("many");
    let said = stuck(&repo, &["changelog"]);
    assert!(said.contains("there are 13 projects here") && said.contains("in p09") && !said.contains("in p10"), "{said}");
    assert!(said.contains("… and 3 more") && said.contains("choose one with --project ID"), "{said}");
    let said = stuck(&repo, &["changelog", "--project", "none"]);
    assert!(said.contains("… and 3 more") && said.len() < 600, "{said}");
    repo.write("p01/risklog.yaml", repo.read("p00/risklog.yaml"));
    repo.commit("twice");
    assert!(stuck(&repo, &["changelog"]).contains("some have the same id"));
    let id = repo.read("p00/risklog.yaml").lines().find_map(|line| line.strip_prefix("id: ").map(str::to_owned)).expect("an id");
    let said = stuck(&repo, &["changelog", "--project", &id]);
    assert!(said.contains("2 projects here have the id") && said.contains("p00") && said.contains("p01"), "{said}");
    risklog(repo.path().join("p01")).args(["changelog", "--project", &id]).run().assert_code(0);
}

#[test]
fn a_comparison_in_which_no_risk_moved_shows_no_matrix() {
    let repo = small::started();
    run(&repo, &["set", "CJ-05", "--next-review", "2027-01-31"]).assert_code(0);
    let still = run(&repo, &["diff"]);
    assert!(still.stdout.contains("next_review") && !still.stdout.contains("impact high"), "{still}");
    run(&repo, &["rate", "CJ-11", "--likelihood", "low", "--impact", "low", "--rationale", "Seen."]).assert_code(0);
    let moved = run(&repo, &["diff"]);
    assert!(moved.stdout.contains("impact high"), "{moved}");
}
