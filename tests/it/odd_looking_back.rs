//! Looking back in odd repositories: cut off, broken for a while, merged by hand, without git, not committed.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::looking_back::assert_shape;
use crate::support::small::{FILE, assessment, lowered, manifest, rated, started, with_history};
use crate::support::{Ran, Repo, risklog};

fn run(folder: impl AsRef<std::path::Path>, args: &[&str]) -> Ran {
    risklog(folder).args(["--today", "2025-03-01"]).args(args).run()
}

fn json_of(folder: impl AsRef<std::path::Path>, args: &[&str]) -> Value {
    json_that_ends(folder, args, 0)
}

fn json_that_ends(folder: impl AsRef<std::path::Path>, args: &[&str], code: i32) -> Value {
    let ran = run(folder, &[args, &["--format", "json"]].concat());
    ran.assert_code(code);
    let value = ran.json();
    assert_shape(&value);
    value
}

/// A page without its line breaks.
fn in_one_line(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn field<'a>(told: &'a Value, path: &str) -> &'a Value {
    let fields = told["fields"].as_array().expect("a list");
    fields.iter().find(|field| field["path"] == path).unwrap_or_else(|| panic!("no field {path} in {told:#}"))
}

#[test]
fn a_risk_that_was_removed_and_came_back_keeps_who_set_what() {
    let repo = with_history();
    let first = json_of(repo.path(), &["blame", "CJ-05"]);
    let text = repo.read(FILE);
    repo.remove(FILE);
    repo.commit("take the table out");
    let gone = run(repo.path(), &["blame", "CJ-05"]);
    gone.assert_code(2);
    assert!(gone.stderr.contains("not in the project at this point in time") && gone.stderr.contains("risklog history CJ-05"), "{gone}");
    // It is back in another file, with another owner.
    repo.write("risks/criminal-justice.yaml", text.replacen("owner: project_coordinator", "owner: head_of_office", 1));
    let back = repo.commit("bring it back");
    let told = json_of(repo.path(), &["blame", "CJ-05"]);
    assert_eq!(told["returned"]["commit"], json!(back));
    assert_eq!(field(&told, "likelihood"), field(&first, "likelihood"));
    assert_eq!(field(&told, "owner")["commit"], json!(back));
    let life = json_of(repo.path(), &["history", "CJ-05"]);
    let kinds: Vec<&Value> = life["entries"].as_array().expect("a list").iter().map(|entry| &entry["change"]["kinds"][0]).collect();
    assert_eq!(kinds, ["added", "lowered", "removed", "returned"]);
    let page = run(repo.path(), &["blame", "CJ-05"]).stdout;
    assert!(page.contains("it was removed once and came back"), "{page}");
}

#[test]
fn a_revision_that_cannot_be_read_sets_nothing_and_is_told() {
    let repo = with_history();
    let before = json_of(repo.path(), &["blame", "CJ-11"]);
    repo.write(FILE, "kind: [\n");
    repo.commit("broken by hand");
    let status = run(repo.path(), &["status", "--format", "json"]);
    status.assert_code(2);
    let told = status.json();
    assert_shape(&told);
    assert_eq!((&told["incomplete"], &told["unreadable"][0]["file"], &told["risks"]), (&json!(true), &json!(FILE), &json!([])));
    assert!(run(repo.path(), &["status"]).stdout.contains("incomplete: risks/3.4.yaml cannot be read"));
    let ran = run(repo.path(), &["blame", "CJ-05"]);
    ran.assert_code(2);
    assert!(ran.stderr.contains("the file of CJ-05 cannot be read"), "{ran}");
    run(repo.path(), &["blame", FILE]).assert_code(2);
    repo.write(FILE, rated());
    repo.commit("put right");
    assert_eq!(json_of(repo.path(), &["blame", "CJ-11"])["fields"], before["fields"]);
    let life = json_of(repo.path(), &["history", "CJ-11"]);
    assert_eq!((&life["unreadable"][0]["file"], &life["entries"].as_array().map(Vec::len)), (&json!(FILE), &Some(2)));
}

#[test]
fn at_the_edge_of_a_clone_a_value_is_of_that_commit_or_before() {
    let repo = with_history();
    let clone = repo.cloned(&["--depth", "2"]);
    let told = json_that_ends(clone.path(), &["blame", "CJ-05"], 2);
    let likelihood = field(&told, "likelihood");
    assert_eq!(
        (&likelihood["or_earlier"], &likelihood["author"]["name"], &likelihood["proposed_by"]),
        (&json!(true), &Value::Null, &json!([]))
    );
    assert_eq!(told["boundary"], "shallow");
    let newer = json_that_ends(clone.path(), &["blame", "CJ-11"], 2);
    assert_eq!((&field(&newer, "likelihood")["or_earlier"], &field(&newer, "statement")["or_earlier"]), (&json!(false), &json!(true)));
    let page = in_one_line(&run(clone.path(), &["blame", "CJ-11"]).stdout);
    assert!(page.contains("or before: the edge of this clone") && page.contains("git fetch --unshallow"), "{page}");
    let status = json_of(clone.path(), &["status"]);
    assert_eq!(status["reviews_known_from"], "2024-09-02");
    let periods: Vec<&Value> = status["reviews"].as_array().expect("a list").iter().map(|period| &period["period"]).collect();
    assert_eq!(periods, ["2024-H2", "2025-H1"]);
    let life = json_of(clone.path(), &["history", "CJ-05"]);
    assert_eq!((&life["entries"], &life["boundary"]), (&json!([]), &json!("shallow")));
}

#[test]
fn a_value_that_only_the_merge_brought_is_of_the_merge() {
    let repo = started();
    repo.branch("review").write(FILE, lowered());
    repo.commit("lower it");
    repo.checkout("main");
    repo.git(&["merge", "--quiet", "--no-ff", "--no-commit", "review"]);
    repo.write(FILE, assessment("low", "2024-06-27"));
    repo.commit("Merge review, and lower it further");
    let told = json_of(repo.path(), &["blame", "CJ-05"]);
    let likelihood = field(&told, "likelihood");
    assert_eq!((&likelihood["value"], &likelihood["by_merge"], &likelihood["is_merge"]), (&json!("low"), &json!(true), &json!(true)));
    assert_eq!(field(&told, "rated_on")["proposed_by"][0]["subject"], "lower it");
    assert!(run(repo.path(), &["blame", "CJ-05"]).stdout.contains("set by the merge itself"));
}

#[test]
fn what_is_not_committed_is_marked_and_a_bare_repository_shows_its_head() {
    let repo = with_history();
    repo.write(FILE, rated().replacen("impact: high", "impact: low", 1));
    let told = json_of(repo.path(), &["blame", "CJ-05"]);
    assert_eq!((&field(&told, "impact")["committed"], &field(&told, "impact")["commit"]), (&json!(false), &Value::Null));
    assert_eq!(field(&told, "likelihood")["committed"], true);
    assert_eq!(field(&json_of(repo.path(), &["blame", "CJ-05", "--at", "HEAD"]), "impact")["value"], "high");
    assert!(run(repo.path(), &["blame", "CJ-05"]).stdout.contains("not committed"));
    let life = json_of(repo.path(), &["history", "CJ-05", "--with-worktree"]);
    assert_eq!(life["entries"].as_array().and_then(|entries| entries.last()).map(|entry| &entry["committed"]), Some(&json!(false)));
    let bare = repo.cloned(&["--bare"]);
    let status = json_of(bare.path(), &["status"]);
    assert_eq!((&status["at"]["kind"], &status["at"]["commit"]), (&json!("commit"), &json!(repo.head())));
    assert_eq!(field(&json_of(bare.path(), &["blame", "CJ-05"]), "impact")["value"], "high");
}

#[test]
fn without_git_there_is_a_status_and_no_history() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    std::fs::create_dir(folder.path().join("risks")).expect("the folder can be made");
    std::fs::write(folder.path().join("risklog.yaml"), manifest()).expect("the file can be written");
    std::fs::write(folder.path().join(FILE), rated()).expect("the file can be written");
    let status = json_of(folder.path(), &["status"]);
    assert_eq!((&status["reviews"], status["risks"].as_array().map(Vec::len)), (&Value::Null, Some(2)));
    json_of(folder.path(), &["show", "CJ-05"]);
    for args in [&["history", "CJ-05"][..], &["blame", "CJ-05"], &["status", "--at", "baseline"], &["show", "--at", "2024-01-01"]] {
        run(folder.path(), args).assert_code(2);
    }
    // In a repository without a commit the files are all there is.
    let unborn = Repo::init();
    unborn.write("risklog.yaml", manifest());
    unborn.write(FILE, rated());
    assert_eq!(json_of(unborn.path(), &["status"])["counts"]["open"], 2);
    assert_eq!(field(&json_of(unborn.path(), &["blame", "CJ-05"]), "impact")["committed"], false);
    run(unborn.path(), &["history", "CJ-05"]).assert_code(2);
}

#[test]
fn a_merged_risk_begins_with_the_lives_of_those_it_was_merged_from() {
    let repo = with_history();
    let merged = "  - id: CJ-U01\n    statement: Trials and equipment go wrong together.\n    merged_from: [CJ-05, CJ-11]\n    likelihood:\n    impact:\n";
    repo.write(FILE, format!("{}\n{merged}", rated()));
    repo.commit("merge two risks");
    repo.write(FILE, format!("{}\n{merged}", rated().replacen("impact: high", "impact: low", 1)));
    repo.commit("the old one goes on");
    let life = json_of(repo.path(), &["history", "CJ-U01"]);
    assert_eq!(life["ancestors"], json!(["CJ-05", "CJ-11"]));
    let told: Vec<String> = life["entries"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| format!("{} {}", entry["change"]["id"], entry["change"]["kinds"][0]).replace('"', ""))
        .collect();
    assert_eq!(told, ["CJ-05 added", "CJ-11 added", "CJ-05 lowered", "CJ-11 first_rated", "CJ-U01 added"]);
}

#[test]
fn what_files_say_is_no_markup_and_names_can_be_left_out() {
    let repo = with_history();
    let nasty = "More <b>prosecutions</b> | may go | @everyone ![x](y) ahead.";
    repo.write(
        FILE,
        rated().replacen("More prosecutions may go ahead without the guarantees of a fair trial.", &format!("\"{nasty}\""), 1),
    );
    repo.commit("nasty");
    for args in [&["show"][..], &["blame", "CJ-05"], &["history", "CJ-05"], &["status"]] {
        let markdown = run(repo.path(), &[args, &["--format", "markdown"]].concat());
        markdown.assert_code(0);
        assert!(!markdown.stdout.contains("<b>prosecutions") && !markdown.stdout.contains(" @everyone"), "{markdown}");
        assert!(markdown.stdout.starts_with("<!-- risklog:"), "{markdown}");
    }
    let hidden = json_of(repo.path(), &["blame", "CJ-05", "--authors", "hide"]);
    assert!(!hidden.to_string().contains("programme_officer"), "{hidden:#}");
    let twice = [run(repo.path(), &["status"]).stdout, run(repo.path(), &["status"]).stdout];
    assert_eq!(twice[0], twice[1]);
}
