//! Histories that are cut off, broken or told in another way: an answer is right, or says that it is not known.

use std::fs;

use serde_json::{Value, json};

use super::{audit, ids, list, misfits, word, words};
use crate::support::small::{FILE, assessment, lowered, manifest, rated, with_history};
use crate::support::{Repo, risklog};

fn answers(repo: &Repo, code: i32) -> Value {
    let ran = audit(repo.path(), &[]);
    let report = ran.assert_code(code).json();
    assert_eq!(misfits(repo.path(), &report), Vec::<String>::new());
    report
}

/// The questions that have no whole answer.
fn not_known(report: &Value) -> Vec<&str> {
    list(report, "not_known").iter().map(|one| word(&one["question"])).collect()
}

/// A first state on a day, ready for more steps.
fn begun(file: &str) -> Repo {
    let repo = Repo::init();
    repo.write("risklog.yaml", manifest());
    repo.write(FILE, file);
    repo.commit_as("programme_officer", "2023-06-20T10:00:00+02:00", "first draft");
    repo
}

fn then(repo: &Repo, day: &str, file: &str) -> String {
    repo.write(FILE, file);
    repo.commit_as("me_officer", &format!("{day}T10:00:00+02:00"), "step")
}

#[test]
fn a_shallow_clone_says_what_it_cannot_know_and_ends_with_2() {
    let repo = with_history();
    let clone = repo.cloned(&["--depth", "3"]);
    let ran = audit(clone.path(), &[]);
    let report = ran.assert_code(2).json();
    assert_eq!(misfits(repo.path(), &report), Vec::<String>::new());
    assert_eq!(
        (&report["trust"]["boundary"], &report["trust"]["shallow"], &report["incomplete"]),
        (&json!("shallow"), &json!(true), &json!(true))
    );
    let oldest = repo.git(&["rev-parse", "HEAD~2"]);
    let first = &report["first_rated_high"][0];
    assert_eq!((word(&first["id"]), word(&first["impact"]["commit"])), ("CJ-05", oldest.as_str()));
    assert_eq!((&first["impact"]["or_earlier"], &first["likelihood"]), (&json!(true), &Value::Null));
    assert_eq!(report["lowered"], json!([]), "what the oldest state changed is not known");
    for question in ["first_rated_high", "never_mitigated", "not_rated", "lowered", "dropped", "since_baseline", "findings"] {
        assert!(not_known(&report).contains(&question), "{question}: {report}");
    }
    let time = &report["time_to_mitigation"][0];
    assert_eq!((word(&time["id"]), &time["days"]), ("CJ-05", &Value::Null), "no days from a day that is not known");
    let told = risklog(clone.path()).args(["audit"]).env("COLUMNS", "200").run();
    assert!(told.stdout.contains("incomplete: the beginning of the range is not in this clone"), "{told}");
    assert!(told.stdout.contains("or earlier") && told.stdout.contains("not known: "), "{told}");
    assert!(told.stdout.contains("git fetch --unshallow"), "{told}");
}

#[test]
fn a_range_inside_a_shallow_clone_is_judged_whole_and_what_lasts_is_still_doubted() {
    let repo = with_history();
    let clone = repo.cloned(&["--depth", "3"]);
    let report = audit(clone.path(), &["HEAD~1..HEAD"]).assert_code(0).json();
    assert_eq!((&report["trust"]["boundary"], &report["incomplete"]), (&json!("range"), &json!(false)));
    assert!(not_known(&report).contains(&"first_rated_high") && !not_known(&report).contains(&"lowered"), "{report}");
    assert!(report["trust"]["history_begins_at"].is_object());
}

#[test]
fn a_missing_object_ends_with_2_and_nothing_from_before_is_told() {
    let repo = with_history();
    let blob = repo.git(&["rev-parse", &format!("baseline:{FILE}")]);
    let (folder, name) = blob.split_at(2);
    fs::remove_file(repo.path().join(".git/objects").join(folder).join(name)).expect("a loose object");
    let ran = audit(repo.path(), &[]);
    let report = ran.assert_code(2).json();
    assert_eq!(report["trust"]["boundary"], "missing_object", "{ran}");
    assert!(not_known(&report).contains(&"lowered"), "{ran}");
    assert_eq!(report["first_rated_high"][0]["impact"]["or_earlier"], true, "{ran}");
}

#[test]
fn without_a_baseline_nothing_is_said_of_the_time_since() {
    let repo = with_history();
    let text = manifest().replace("name: baseline", "name: adopted");
    repo.write("risklog.yaml", text);
    repo.commit_as("me_officer", "2025-02-01T08:00:00+01:00", "rename the milestone");
    let report = answers(&repo, 0);
    assert_eq!((&report["added_during_implementation"], &report["since_baseline"]), (&Value::Null, &Value::Null));
    let why = "the manifest at the end of the range has no milestone `baseline`";
    assert_eq!((&report["baseline"]["why_not"], not_known(&report)), (&json!(why), vec!["added_during_implementation", "since_baseline"]));
    let told = risklog(repo.path()).args(["audit"]).run();
    assert_eq!(told.stdout.replace("\n", " ").matches(&format!("not known: {why}")).count(), 2, "{told}");
}

#[test]
fn a_baseline_without_a_tag_is_the_last_step_by_its_day() {
    let repo = begun(&assessment("high", "2023-06-20"));
    let extra = "\n  - id: CJ-U01\n    statement: Weekly press briefings may make people identifiable before charge.\n    likelihood:\n    impact:\n";
    then(&repo, "2023-07-01", &format!("{}{extra}", assessment("high", "2023-06-20")));
    let report = answers(&repo, 0);
    let first = repo.git(&["rev-parse", "HEAD~1"]);
    assert_eq!((word(&report["baseline"]["by"]), word(&report["baseline"]["commit"])), ("day", first.as_str()));
    assert_eq!(ids(&report, "added_during_implementation"), ["CJ-U01"]);
    assert_eq!(report["added_during_implementation"][0]["origin"], "user");
}

#[test]
fn a_baseline_tag_on_another_line_is_named_and_the_day_counts() {
    let repo = begun(&assessment("high", "2023-06-20"));
    repo.branch("old");
    repo.write("README.md", "Rewritten later.\n");
    repo.commit_as("me_officer", "2023-06-25T10:00:00+02:00", "old line");
    repo.git(&["tag", "baseline"]);
    repo.checkout("main");
    then(&repo, "2023-07-01", &lowered().replace("2024-06-27", "2023-06-30"));
    let report = answers(&repo, 0);
    assert_eq!((&report["trust"]["rewritten_milestones"], &report["baseline"]["by"]), (&json!(["baseline"]), &json!("day")));
    assert_eq!(list(&report["since_baseline"], "changes").len(), 1);
}

#[test]
fn a_baseline_after_the_end_of_the_range_leaves_nothing_to_say() {
    let repo = with_history();
    repo.git(&["tag", "--force", "baseline", "HEAD"]);
    let report = audit(repo.path(), &["HEAD~1"]).assert_code(0).json();
    assert_eq!(report["since_baseline"], Value::Null);
    assert_eq!(report["baseline"]["why_not"], "the milestone `baseline` comes after the end of the range");
}

#[test]
fn a_file_that_cannot_be_read_for_a_while_loses_nothing() {
    let repo = begun(&assessment("high", "2023-06-20"));
    let broken = then(&repo, "2023-07-01", &assessment("high", "2023-06-20").replace("title: ", "title: Broken: "));
    let report = answers(&repo, 1);
    assert_eq!(report["unreadable_at_end"][0]["file"], FILE);
    assert_eq!((&report["dropped"], &report["incomplete"]), (&json!([]), &json!(true)));
    then(&repo, "2023-07-02", &lowered().replace("2024-06-27", "2023-06-30"));
    let report = answers(&repo, 1);
    assert_eq!((word(&report["unreadable"][0]["commit"]), word(&report["unreadable"][0]["file"])), (broken.as_str(), FILE));
    assert_eq!((&report["dropped"], &report["unreadable_at_end"]), (&json!([]), &json!([])));
    assert_eq!(ids(&report, "lowered"), ["CJ-05"], "compared with what it last said");
    let blank: Vec<_> = list(&report, "not_rated").iter().map(|row| (word(&row["id"]), &row["until"])).collect();
    assert_eq!(blank, [("CJ-11", &Value::Null)], "one stretch, through the gap");
    let told = risklog(repo.path()).args(["audit"]).run();
    assert!(told.stdout.contains("What could not be read") && told.stdout.contains("became unreadable"), "{told}");
}

#[test]
fn a_file_that_moves_and_is_renamed_is_no_event() {
    let repo = with_history();
    let before = answers(&repo, 0);
    repo.git(&["mv", FILE, "risks/criminal-justice.yaml"]);
    repo.commit_as("me_officer", "2025-02-01T08:00:00+01:00", "move");
    let after = answers(&repo, 0);
    for key in ["first_rated_high", "lowered", "added_during_implementation", "not_rated", "dropped", "time_to_mitigation"] {
        assert_eq!(before[key], after[key], "{key}");
    }
}

#[test]
fn a_removed_risk_is_dropped_and_its_return_is_noted_and_is_no_new_risk() {
    let repo = begun(&assessment("high", "2023-06-20"));
    let whole = assessment("high", "2023-06-20");
    let without = whole.split("  - id: CJ-11").next().expect("a text").to_owned();
    let gone = then(&repo, "2023-07-01", &without);
    let back = then(&repo, "2023-07-03", &whole);
    let report = answers(&repo, 1);
    let [dropped] = list(&report, "dropped") else { panic!("one: {report}") };
    assert_eq!((word(&dropped["id"]), word(&dropped["how"]), word(&dropped["commit"])), ("CJ-11", "removed", gone.as_str()));
    assert_eq!((word(&dropped["returned"]["commit"]), &dropped["likelihood"]), (back.as_str(), &Value::Null));
    assert_eq!(report["added_during_implementation"], json!([]));
    let blank: Vec<_> = list(&report, "not_rated").iter().map(|row| (word(&row["from"]["commit"]), word(&row["ended_by"]))).collect();
    assert_eq!(blank, [(repo.git(&["rev-parse", "HEAD~2"]).as_str(), "removed"), (back.as_str(), "-")]);
}

#[test]
fn a_risk_that_was_merged_into_another_is_dropped_with_its_successor() {
    let repo = begun(&rated());
    let merged = rated()
        .replace("  - id: CJ-11\n", "  - id: CJ-11\n    status: closed\n    status_reason: Told with CJ-05.\n    superseded_by: [CJ-05]\n")
        .replace("  - id: CJ-05\n", "  - id: CJ-05\n    merged_from: [CJ-11]\n");
    then(&repo, "2023-07-01", &merged);
    let report = answers(&repo, 0);
    let [dropped] = list(&report, "dropped") else { panic!("one: {report}") };
    assert_eq!(
        (word(&dropped["id"]), word(&dropped["how"]), words(&dropped["superseded_by"]).as_str()),
        ("CJ-11", "closed_while_rated", "CJ-05")
    );
}

#[test]
fn softer_words_are_told_also_where_the_rule_is_off() {
    let repo = begun(
        &rated().replace("Equipment may be used to follow people who did nothing wrong.", "Equipment may serve arbitrary detention."),
    );
    repo.write(
        "risklog.yaml",
        manifest().replace("severities: {", "severities: {explicit-language-removed: off, statement-changed: off, "),
    );
    repo.commit_as("me_officer", "2023-06-25T10:00:00+02:00", "rules");
    then(
        &repo,
        "2023-07-01",
        &rated().replace("Equipment may be used to follow people who did nothing wrong.", "Equipment may serve other ends."),
    );
    let ran = audit(repo.path(), &["HEAD~1..HEAD"]);
    let report = ran.assert_code(0).json();
    let [softened] = list(&report, "softened") else { panic!("one: {ran}") };
    assert_eq!((word(&softened["id"]), words(&softened["terms"]).as_str()), ("CJ-11", "arbitrary acts+detention"));
    assert_eq!(report["findings"], json!([]), "{ran}");
}

/// One risk with a rating, and what stands below it.
fn alone(likelihood: &str, impact: &str, more: &str) -> String {
    format!(
        "schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\ntitle: Alone\n\nrisks:\n  - id: CJ-05\n    statement: \
         Trials may go ahead without a lawyer.\n    likelihood: {likelihood}\n    impact: {impact}\n{more}"
    )
}

const ACTION: &str = "    mitigation:\n      - {id: M1, action: Train defence lawyers beside every course., status: planned}\n";

#[test]
fn mitigation_that_never_came_and_mitigation_that_came_late() {
    let repo = begun(&alone("", "", ""));
    let required = then(&repo, "2023-07-01", &alone("low", "medium", ""));
    let report = answers(&repo, 0);
    let [never] = list(&report, "never_mitigated") else { panic!("one: {report}") };
    assert_eq!((word(&never["id"]), word(&never["required_since"]["commit"])), ("CJ-05", required.as_str()));
    assert_eq!(report["time_to_mitigation"], json!([]));
    then(&repo, "2023-07-20", &alone("low", "medium", &ACTION.replace("planned", "dropped")));
    assert_eq!(ids(&answers(&repo, 0), "never_mitigated"), ["CJ-05"], "an action that was dropped is none");
    let live = then(&repo, "2023-08-11", &alone("low", "medium", ACTION));
    let report = answers(&repo, 0);
    assert_eq!(report["never_mitigated"], json!([]));
    let [time] = list(&report, "time_to_mitigation") else { panic!("one: {report}") };
    assert_eq!((word(&time["first_live"]["commit"]), &time["days"]), (live.as_str(), &json!(41)));
}

#[test]
fn what_is_required_is_read_from_the_manifest_of_that_time() {
    let both = || manifest() + "criteria: {mitigation_required_when: both}\n";
    let repo = begun(&alone("low", "medium", ""));
    repo.write("risklog.yaml", both());
    repo.commit_as("me_officer", "2023-07-01T10:00:00+02:00", "both");
    assert_eq!(ids(&answers(&repo, 0), "never_mitigated"), ["CJ-05"], "it was required by the first manifest");
    let other = Repo::init();
    other.write("risklog.yaml", both());
    other.write(FILE, alone("low", "medium", ""));
    other.commit_as("me_officer", "2023-06-20T10:00:00+02:00", "first");
    assert_eq!(answers(&other, 0)["never_mitigated"], json!([]));
    other.write("risklog.yaml", manifest());
    let read_anew = other.commit_as("me_officer", "2023-07-01T10:00:00+02:00", "either");
    let report = answers(&other, 0);
    assert_eq!(word(&report["never_mitigated"][0]["required_since"]["commit"]), read_anew);
}

#[test]
fn an_accepted_risk_needs_no_action_until_its_last_day() {
    let accepted =
        "    rationale: Nobody can be sent there.\n    response: accept\n    accepted_by: head_of_office\n    accept_until: 2023-12-31\n";
    let repo = begun(&alone("high", "high", accepted));
    assert_eq!(answers(&repo, 0)["never_mitigated"], json!([]));
    let over = then(&repo, "2024-01-01", &alone("high", "high", &format!("{accepted}    owner: head_of_office\n")));
    let report = answers(&repo, 0);
    assert_eq!(word(&report["never_mitigated"][0]["required_since"]["commit"]), over);
}

#[test]
fn a_risk_that_is_gone_is_not_asked_for_an_action_by_the_reading_that_came_with_the_step() {
    let accepted =
        "    rationale: Nobody can be sent there.\n    response: accept\n    accepted_by: head_of_office\n    accept_until: 2023-12-31\n";
    let repo = begun(&alone("high", "high", accepted));
    repo.write("risklog.yaml", manifest() + "criteria: {mitigation_required_when: both}\n");
    then(&repo, "2024-02-01", &alone("low", "low", "").replace("CJ-05", "CJ-06"));
    let report = audit(repo.path(), &[]).json();
    assert_eq!((ids(&report, "dropped"), ids(&report, "never_mitigated")), (vec!["CJ-05"], vec![]));
}

#[test]
fn a_risk_that_is_set_to_not_applicable_while_high_is_dropped() {
    let repo = begun(&alone("low", "high", ACTION));
    let gone =
        then(&repo, "2023-07-01", &alone("low", "high", &format!("    status: not_applicable\n    status_reason: No courts.\n{ACTION}")));
    let report = audit(repo.path(), &[]).json();
    assert_eq!(misfits(repo.path(), &report), Vec::<String>::new());
    let [dropped] = list(&report, "dropped") else { panic!("one: {report}") };
    assert_eq!((word(&dropped["how"]), word(&dropped["commit"])), ("not_applicable_while_rated", gone.as_str()));
    let told = risklog(repo.path()).args(["audit"]).run();
    assert!(told.stdout.contains("set to not applicable while medium or high"), "{told}");
    // What was dropped before a range is no reason to say that nothing was.
    then(&repo, "2023-08-01", &alone("low", "medium", &format!("    status: not_applicable\n    status_reason: No courts.\n{ACTION}")));
    let told = risklog(repo.path()).args(["audit", "HEAD~1..HEAD"]).run();
    assert!(told.stdout.contains("none in the range (1 before it)"), "{told}");
}

#[test]
fn a_low_risk_may_become_not_applicable() {
    let repo = begun(&alone("low", "low", ""));
    then(&repo, "2023-07-01", &alone("low", "low", "    status: not_applicable\n    status_reason: No courts.\n"));
    assert_eq!(audit(repo.path(), &[]).json()["dropped"], json!([]));
}

#[test]
fn a_risk_that_is_closed_for_the_day_of_the_review_is_asked_for() {
    let one = alone("low", "high", ACTION);
    let other = "\n  - id: CJ-06\n    statement: Courts may close.\n    likelihood: low\n    impact: low\n";
    let repo = begun(&format!("{one}{other}"));
    let closed = alone("low", "high", &format!("    status: closed\n    status_reason: Over.\n{ACTION}"));
    then(&repo, "2023-12-10", &format!("{closed}{other}"));
    let review = "\nreviews:\n  - {round: 2023-H2, date: 2023-12-11, covers: [CJ-06], attendees: [me_officer]}\n";
    then(&repo, "2023-12-11", &format!("{closed}{other}{review}"));
    then(&repo, "2023-12-12", &format!("{one}{other}{review}"));
    then(&repo, "2024-03-01", &format!("{one}{other}{review}\n# read again\n"));
    let report = audit(repo.path(), &["--today", "2024-03-01"]).json();
    let period = list(&report, "review_coverage").iter().find(|told| told["period"] == "2023-H2").expect("it has begun");
    let told: Vec<_> = list(period, "risks").iter().map(|risk| (word(&risk["id"]), word(&risk["result"]))).collect();
    assert_eq!(told, [("CJ-05", "no"), ("CJ-06", "yes")]);
}

#[test]
fn a_shallow_clone_does_not_say_that_a_milestone_has_no_tag() {
    let repo = begun(&alone("low", "low", ""));
    let clone = repo.cloned(&["--depth", "1"]);
    let report = audit(clone.path(), &[]).json();
    assert!(not_known(&report).contains(&"trust"), "{report}");
    let told = risklog(clone.path()).args(["audit"]).env("COLUMNS", "200").run();
    assert!(told.stdout.contains("no tag in this shallow clone; whether there is one is not known"), "{told}");
    let whole = risklog(repo.path()).args(["audit"]).env("COLUMNS", "60").run();
    assert!(whole.stdout.contains("baseline of 2023-06-30, no tag"), "{whole}");
}

#[test]
fn a_risk_that_is_reopened_blank_is_not_rated_a_second_time() {
    let repo = begun(&alone("", "", ""));
    then(&repo, "2023-07-01", &alone("", "", "    status: not_applicable\n    status_reason: No court here.\n"));
    let reopened = then(&repo, "2023-08-01", &alone("", "high", "    status: open\n    status_reason: There is one now.\n"));
    let report = answers(&repo, 0);
    let stretches: Vec<_> = list(&report, "not_rated").iter().map(|row| (word(&row["from"]["commit"]), word(&row["ended_by"]))).collect();
    let first = repo.git(&["rev-parse", "HEAD~2"]);
    assert_eq!(stretches, [(first.as_str(), "not_open"), (reopened.as_str(), "-")], "one part blank is not rated");
    assert_eq!(word(&report["first_rated_high"][0]["impact"]["commit"]), reopened);
}

#[test]
fn hostile_text_and_personal_data_get_out_through_no_format() {
    let repo = begun(&alone("high", "high", ACTION));
    let evil = "    rationale: Ask the witness at +99 300 1234567 now.\n    evidence:\n      - {ref: \"E\\u001b[31m\", date: 2023-06-30, title: Notes}\n    rated_on: 2023-06-30\n";
    then(&repo, "2023-07-01", &alone("low", "high", &format!("{evil}{ACTION}")));
    for format in ["terminal", "markdown", "json"] {
        let ran = risklog(repo.path()).args(["audit", "--format", format]).run();
        assert!(!ran.stdout.contains('\u{1b}') && !ran.stdout.contains("1234567"), "{format}\n{ran}");
    }
}
