//! Who decides what counts: severities, waivers, `--fail-on`, `--today`, paths; and in a comparison always the base.

use serde_json::Value;

use crate::support::small::{FILE, assessment, lowered, manifest, started};
use crate::support::{Ran, Repo, risklog};

fn check(repo: &Repo, args: &[&str]) -> Ran {
    risklog(repo.path()).args(["--today", "2024-08-01", "check", "--format", "json"]).args(args).run()
}

/// The rules of findings at a severity.
fn rules(ran: &Ran, severity: &str) -> Vec<String> {
    let json = ran.json();
    let findings = json["findings"].as_array().expect("a list").iter().filter(|finding| finding["severity"] == severity);
    findings.map(|finding| finding["rule"].as_str().expect("a name").to_owned()).collect()
}

/// A repository whose manifest and assessment are as given, not committed.
fn with(severities: &str, assessment: &str) -> Repo {
    let repo = started();
    repo.write("risklog.yaml", manifest().replace("severities: {", &format!("severities: {{{severities}")));
    repo.write(FILE, assessment);
    repo
}

/// An assessment whose action is overdue (a warning).
fn overdue() -> String {
    assessment("high", "2023-06-20").replace("due: 2099-12-31", "due: 2024-07-31")
}

#[test]
fn a_project_sets_severities_and_fail_on_draws_the_line() {
    for (severity, codes) in [("error", [1, 1, 1]), ("warning", [0, 1, 1]), ("info", [0, 0, 1]), ("off", [0, 0, 1])] {
        let repo = with(&format!("mitigation-overdue: {severity}, "), &overdue());
        for (fail_on, code) in ["error", "warning", "info"].into_iter().zip(codes) {
            check(&repo, &["--fail-on", fail_on]).assert_code(code);
        }
        let found =
            ["error", "warning", "info"].map(|level| rules(&check(&repo, &[]), level).iter().any(|rule| rule == "mitigation-overdue"));
        assert_eq!(found, ["error", "warning", "info"].map(|level| level == severity));
    }
    let repo = with("no-such-rule: off, ", &overdue());
    assert_eq!(rules(&check(&repo, &[]), "error"), ["manifest-contradiction"]);
    let repo = with("mitigation-overdue: loud, ", &overdue());
    assert_eq!(check(&repo, &[]).code, 1, "a severity that is no word is a finding");
}

#[test]
fn today_decides_what_is_late_and_what_is_still_to_come() {
    let repo = with("", &overdue());
    for (today, late) in [("2024-07-31", 0), ("2024-08-01", 1)] {
        let ran = risklog(repo.path()).args(["--today", today, "check", "--format", "json"]).run();
        assert_eq!(ran.json()["summary"]["warnings"], late, "{today}");
    }
    let early = risklog(repo.path()).args(["check", "--today", "2023-06-19", "--format", "json"]).run();
    early.assert_code(1);
    assert_eq!(rules(&early, "error"), ["date-in-future", "date-in-future"]);
    repo.commit_as("me_officer", "2024-06-01T10:00:00+02:00", "overdue later");
    let then = risklog(repo.path()).args(["check", "--rev", "HEAD", "--format", "json"]).run();
    assert_eq!(then.json()["summary"]["warnings"], 0, "a revision is judged on its own day");
    let now = risklog(repo.path()).args(["--today", "2024-08-01", "check", "--rev", "HEAD", "--format", "json"]).run();
    assert_eq!(now.json()["summary"]["warnings"], 1, "unless a day is given");
}

#[test]
fn a_waiver_silences_one_rule_at_one_risk_until_its_last_day() {
    let waived = |waiver: &str| {
        overdue().replace("    owner: project_coordinator\n", &format!("    owner: project_coordinator\n    waivers: [{{{waiver}}}]\n"))
    };
    let repo = with("", &waived("rule: mitigation-overdue, reason: The course was moved to autumn., until: 2024-08-01"));
    let ran = check(&repo, &[]);
    assert_eq!((ran.code, rules(&ran, "warning")), (0, Vec::new()), "{ran}");
    let json = ran.json();
    assert_eq!(json["summary"]["waived"], 1);
    assert_eq!(
        (&json["waived"][0]["rule"], &json["waived"][0]["reason"]),
        (&"mitigation-overdue".into(), &"The course was moved to autumn.".into()),
        "{ran}"
    );
    let after = risklog(repo.path()).args(["--today", "2024-08-02", "check", "--format", "json"]).run();
    after.assert_code(1);
    assert_eq!(
        (rules(&after, "error"), rules(&after, "warning")),
        (vec!["waiver-expired".to_owned()], vec!["mitigation-overdue".to_owned()])
    );
    let repo = with("", &waived("rule: not-yet-rated, reason: Not needed here at all."));
    assert_eq!(rules(&check(&repo, &[]), "warning"), ["waiver-unused", "mitigation-overdue"], "in the order of the file");
    let repo = with("", &waived("rule: mitigation-overdu, reason: A slip of the pen."));
    assert_eq!(rules(&check(&repo, &[]), "error"), ["waiver-unknown-rule"]);
    let repo = with("", &waived("rule: mitigation-overdue"));
    assert_eq!(check(&repo, &[]).code, 1, "a waiver has a reason");
}

#[test]
fn paths_choose_what_is_shown_and_counted_but_not_what_is_compared() {
    let repo = started();
    let text = assessment("", "2023-06-20").replace("tool: \"3.4\"", "tool: \"3.3\"");
    let (text, _) = text.split_once("    rated_on").expect("a rated risk");
    repo.write("risks/3.3.yaml", text.replace("impact: high", "impact:").replace("likelihood: ", "likelihood:"));
    let whole = check(&repo, &[]);
    let second = check(&repo, &["risks/3.3.yaml"]);
    let first = check(&repo, &[FILE]);
    assert_eq!(
        whole.json()["summary"]["errors"].as_i64(),
        Some(second.json()["summary"]["errors"].as_i64().unwrap_or(0) + first.json()["summary"]["errors"].as_i64().unwrap_or(0))
    );
    second.assert_code(1);
    for (ran, file) in [(&second, "risks/3.3.yaml"), (&first, FILE)] {
        let json = ran.json();
        assert!(json["findings"].as_array().expect("a list").iter().all(|finding| finding["file"] == file), "{ran}");
    }
    let both = rules(&whole, "error");
    assert!(both.contains(&"duplicate-id".to_owned()) && both.contains(&"bad-id".to_owned()), "{both:?}");
}

#[test]
fn a_comparison_is_judged_by_the_policy_of_its_base() {
    let loose = manifest().replace("severities: {", "severities: {rating-lowered-no-evidence: off, rating-changed-same-rationale: off, ");
    let lower = lowered().replace("TO-2024-06-27", "TO-2023-06-20").replace("date: 2024-06-27", "date: 2023-06-20");
    let repo = started();
    repo.branch("proposal").write("risklog.yaml", &loose);
    repo.write(FILE, &lower);
    repo.commit_as("me_officer", "2024-07-01T10:00:00+02:00", "loosen and lower");
    let ran = risklog(repo.path()).args(["diff", "main...proposal", "--format", "json"]).run();
    ran.assert_code(1);
    assert_eq!(rules(&ran, "error"), ["policy-weakened", "rating-lowered-no-evidence"], "{ran}");
    repo.checkout("main").write("risklog.yaml", &loose);
    repo.commit_as("me_officer", "2024-07-01T11:00:00+02:00", "loosen");
    repo.write(FILE, &lower);
    let ran = risklog(repo.path()).args(["diff", "--format", "json"]).run();
    assert_eq!((ran.code, rules(&ran, "error")), (0, Vec::new()), "what the base allows passes\n{ran}");
}

#[test]
fn a_waiver_that_comes_with_the_change_does_not_cover_it() {
    let repo = started();
    let lower = lowered().replace("TO-2024-06-27", "TO-2023-06-20").replace("date: 2024-06-27", "date: 2023-06-20");
    let waiver = "    waivers: [{rule: rating-lowered-no-evidence, reason: Because the office wants it so.}]\n    mitigation:\n";
    repo.write(FILE, lower.replacen("    mitigation:\n", waiver, 1));
    let ran = risklog(repo.path()).args(["diff", "--format", "json"]).run();
    ran.assert_code(1);
    assert_eq!(rules(&ran, "error"), ["rating-lowered-no-evidence", "policy-weakened"], "{ran}");
    repo.write(FILE, assessment("high", "2023-06-20").replacen("    mitigation:\n", waiver, 1));
    repo.commit("waiver alone");
    repo.write(FILE, lower.replacen("    mitigation:\n", waiver, 1));
    let ran = risklog(repo.path()).args(["diff", "--format", "json"]).run();
    assert_eq!((ran.code, rules(&ran, "error")), (0, Vec::new()), "a waiver of the base counts\n{ran}");
}

#[test]
fn exit_codes_of_a_comparison_tell_changes_findings_and_failure_apart() {
    let repo = started();
    let diff = |args: &[&str]| risklog(repo.path()).args(["diff"]).args(args).run().code;
    assert_eq!((diff(&[]), diff(&["--exit-code"])), (0, 0));
    repo.write(FILE, lowered());
    assert_eq!((diff(&[]), diff(&["--exit-code"]), diff(&["--staged", "--exit-code"])), (0, 1, 0));
    repo.write(FILE, repo.read(FILE).replace("\n  - id: CJ-11", "\n  # moved\n  - id: CJ-11"));
    assert_eq!(diff(&["--exit-code"]), 1);
    repo.write(FILE, format!("# a comment\n{}", assessment("high", "2023-06-20")));
    assert_eq!(diff(&["--exit-code"]), 0, "a comment is no change in content");
    repo.write(FILE, assessment("low", "2023-06-20"));
    assert_eq!((diff(&[]), diff(&["--exit-code"]), diff(&["nowhere", "--exit-code"])), (1, 1, 2));
    let json = risklog(repo.path()).args(["diff", "--format", "json"]).run().json();
    assert_eq!(
        (&json["changes"][0]["kinds"], &json["changes"][0]["likelihood"]),
        (&Value::from(vec!["lowered"]), &serde_json::json!({"before": "high", "after": "low"}))
    );
}

/// The lowered assessment without younger evidence, and with a waiver that would cover it.
fn lowered_under_a_waiver() -> String {
    let lower = lowered().replace("TO-2024-06-27", "TO-2023-06-20").replace("date: 2024-06-27", "date: 2023-06-20");
    let waiver =
        "    waivers: [{rule: rating-lowered-no-evidence, reason: Because the office wants it so., until: 2024-12-31}]\n    mitigation:\n";
    lower.replacen("    mitigation:\n", waiver, 1)
}

/// The findings of a comparison at one severity: rule, file and what it is about.
fn named(ran: &Ran, severity: &str) -> Vec<String> {
    let json = ran.json();
    let findings = json["findings"].as_array().expect("a list").iter().filter(|finding| finding["severity"] == severity);
    findings.map(|finding| format!("{} {} {}", finding["rule"], finding["file"], finding["id"]).replace('"', "")).collect()
}

#[test]
fn a_commit_that_loosens_waives_and_lowers_at_once_is_stopped_and_all_three_are_named() {
    let repo = started();
    repo.write("risklog.yaml", manifest().replace("severities: {", "severities: {rating-lowered-no-evidence: warning, "));
    repo.write(FILE, lowered_under_a_waiver());
    let three =
        ["policy-weakened risklog.yaml null", "rating-lowered-no-evidence risks/3.4.yaml CJ-05", "policy-weakened risks/3.4.yaml CJ-05"];
    let ran = risklog(repo.path()).args(["--today", "2024-07-01", "diff", "--format", "json"]).run();
    ran.assert_code(1);
    assert_eq!(named(&ran, "error"), three, "{ran}");
    let staged = risklog(repo.path()).args(["--today", "2024-07-01", "hook", "run"]).run();
    assert_eq!(staged.code, 0, "nothing is staged yet\n{staged}");
    repo.git(&["add", "-A"]);
    let staged = risklog(repo.path()).args(["--today", "2024-07-01", "hook", "run"]).env("COLUMNS", "240").run();
    staged.assert_code(1);
    for rule in ["error[rating-lowered-no-evidence]", "error[policy-weakened]", "`rating-lowered-no-evidence` is waived for CJ-05"] {
        assert!(staged.stdout.contains(rule), "{rule}\n{staged}");
    }
    assert!(staged.stdout.contains("`rating-lowered-no-evidence` goes from error to warning"), "{staged}");
}

#[test]
fn what_is_loosened_by_itself_takes_effect_after_the_merge() {
    let repo = started();
    repo.write("risklog.yaml", manifest().replace("severities: {", "severities: {rating-lowered-no-evidence: warning, "));
    repo.git(&["add", "-A"]);
    let ran = risklog(repo.path()).args(["diff", "--format", "json"]).run();
    assert_eq!(
        (ran.code, named(&ran, "error"), named(&ran, "warning")),
        (0, Vec::new(), vec!["policy-weakened risklog.yaml null".to_owned()])
    );
    let hook = risklog(repo.path()).args(["hook", "run"]).env("COLUMNS", "240").run();
    hook.assert_code(0);
    assert!(hook.stdout.contains("takes effect after the merge"), "the hook looks at a manifest that is staged alone\n{hook}");
}

#[test]
fn a_role_that_comes_with_its_first_owner_and_a_document_that_is_left_out_are_errors() {
    let repo = started();
    let roles = |more: &str| manifest().replace("  project_coordinator:", &format!("{more}  project_coordinator:"));
    assert_ne!(roles("  x: X\n"), manifest());
    repo.write("risklog.yaml", roles("  interim_lead: Interim lead\n"));
    repo.write(FILE, assessment("high", "2023-06-20").replacen("owner: project_coordinator", "owner: interim_lead", 1));
    let ran = risklog(repo.path()).args(["diff", "--format", "json"]).run();
    ran.assert_code(1);
    assert_eq!(named(&ran, "error"), ["policy-weakened risklog.yaml null"], "{ran}");
    repo.write(FILE, assessment("high", "2023-06-20"));
    repo.write("risklog.yaml", format!("{}documents: [\"risks/3.3*.yaml\"]\n", manifest()));
    let ran = risklog(repo.path()).args(["diff", "--format", "json"]).run();
    ran.assert_code(1);
    let errors = named(&ran, "error");
    assert!(errors.contains(&"policy-weakened risklog.yaml null".to_owned()), "{ran}");
    assert_eq!(errors.iter().filter(|error| error.starts_with("risk-removed")).count(), 2, "{ran}");
}

#[test]
fn a_criterion_that_is_loosened_with_the_action_it_asked_for_is_an_error() {
    let strict = manifest().replace("stage: design", "stage: implementation");
    let repo = started();
    repo.write("risklog.yaml", &strict);
    let one_sided = |actions: &str| {
        let text = assessment("low", "2023-06-20");
        let start = text.find("    mitigation:").expect("it is there");
        let end = text.find("\n  - id: CJ-11").expect("it is there");
        format!("{}{actions}{}", &text[..start], &text[end..])
    };
    let action = "    mitigation:\n      - {id: M1, action: Train defence lawyers beside every prosecutor course., status: STATUS}\n";
    repo.write(FILE, one_sided(&action.replace("STATUS", "planned")));
    repo.commit("an action");
    repo.write(FILE, one_sided(&action.replace("STATUS", "dropped")));
    repo.write("risklog.yaml", format!("{strict}criteria: {{mitigation_required_when: both}}\n"));
    let ran = risklog(repo.path()).args(["diff", "--format", "json"]).run();
    ran.assert_code(1);
    assert_eq!(named(&ran, "error"), ["policy-weakened risklog.yaml null"], "{ran}");
    assert!(ran.stdout.contains("mitigation-required at CJ-05"), "{ran}");
}

#[test]
fn waivers_that_come_change_and_go_are_in_the_log_with_reason_and_end() {
    let repo = started();
    let waiver = |until: &str| {
        let line = format!("    waivers: [{{rule: rating-lowered-no-evidence, reason: Agreed with the institution., until: {until}}}]\n");
        move |text: String| text.replacen("    mitigation:\n", &format!("{line}    mitigation:\n"), 1)
    };
    repo.write(FILE, waiver("2024-06-30")(assessment("high", "2023-06-20")));
    repo.commit_as("programme_officer", "2024-05-02T10:00:00+02:00", "waive");
    repo.write(FILE, waiver("2024-12-31")(assessment("high", "2023-06-20")));
    repo.commit_as("programme_officer", "2024-06-03T10:00:00+02:00", "prolong");
    let lower = lowered().replace("TO-2024-06-27", "TO-2023-06-20").replace("date: 2024-06-27", "date: 2023-06-20");
    repo.write(FILE, waiver("2024-12-31")(lower.clone()));
    repo.commit_as("programme_officer", "2024-06-28T10:00:00+02:00", "lower");
    repo.write(FILE, lower);
    repo.write("risklog.yaml", format!("{}waivers: [{{rule: scale-not-described, reason: Next year.}}]\n", manifest()));
    repo.commit_as("programme_officer", "2024-07-02T10:00:00+02:00", "take out");
    let log = risklog(repo.path()).args(["changelog", "--format", "json"]).run().json();
    let mut told = Vec::new();
    for entry in log["entries"].as_array().expect("a list") {
        for waiver in entry["waivers"].as_array().expect("a list") {
            let place = if waiver["id"].is_null() { &waiver["document"]["kind"] } else { &waiver["id"] };
            told.push(
                format!("{} {} {}>{}", waiver["change"], place, waiver["until"]["before"], waiver["until"]["after"]).replace('"', ""),
            );
        }
        for waived in entry["waived"].as_array().expect("a list") {
            told.push(format!("used {} {}", waived["rule"], waived["reason"]).replace('"', ""));
        }
    }
    let expected = [
        "added CJ-05 null>2024-06-30",
        "changed CJ-05 2024-06-30>2024-12-31",
        "used rating-lowered-no-evidence Agreed with the institution.",
        "added project null>null",
        "removed CJ-05 2024-12-31>null",
    ];
    assert_eq!(told, expected);
    for args in [&["changelog"][..], &["changelog", "--by", "commit"], &["changelog", "--format", "markdown"]] {
        let text = risklog(repo.path()).args(args.iter().copied()).env("COLUMNS", "240").run().stdout;
        for words in ["Agreed with the institution.", "until 2024-06-30", "until 2024-12-31", "(waived: ", "Next year.", "without an end"] {
            assert!(text.replace('\\', "").contains(words), "{args:?}: {words}\n{text}");
        }
    }
    for format in ["terminal", "markdown"] {
        let text = risklog(repo.path()).args(["diff", "HEAD~3", "HEAD~2", "--format", format]).env("COLUMNS", "240").run().stdout;
        assert!(text.contains("Waivers") && text.contains("until 2024-12-31"), "{format}\n{text}");
    }
}
