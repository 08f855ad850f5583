//! Odd commits, objects and references: nothing ends a history early, and nothing is obeyed that hides a part of it.

use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::support::small::{FILE, assessment, lowered, manifest, rated, with_history};
use crate::support::{Repo, risklog};

fn log(folder: &Path, args: &[&str]) -> Value {
    let ran = risklog(folder).args(["changelog", "--format", "json"]).args(args).run();
    ran.assert_code(0);
    ran.json()
}

fn entries(log: &Value) -> &Vec<Value> {
    log["entries"].as_array().expect("a list")
}

/// Writes a commit as it stands, whatever git thinks of it, moves `main` to it, and returns its id.
fn raw_commit(repo: &Repo, head: &str, message: &[u8]) -> String {
    let tree = repo.git(&["write-tree"]);
    let mut text = head.replace("TREE", &tree).replace("PARENT", &repo.head()).into_bytes();
    text.push(b'\n');
    text.extend(message);
    let file = repo.write(".git/raw-commit", text);
    let id = repo.git(&["hash-object", "-t", "commit", "-w", "--literally", &file.to_string_lossy()]);
    repo.git(&["update-ref", "refs/heads/main", &id]);
    id
}

#[test]
fn a_commit_with_a_broken_author_or_message_is_a_step_like_any_other() {
    let sane = "committer me_officer <m@e.example> 1738400000 +0100\n";
    let cases: [(String, &[u8], &str, Value, Value); 5] = [
        (
            format!("author nobody at all\n{sane}"),
            b"subject\n",
            "subject",
            Value::from("nobody at all"),
            Value::from("2025-02-01T09:53:20+01:00"),
        ),
        (
            format!("author <> what ever\n{sane}"),
            b"\n\n  subject  \n",
            "subject",
            Value::from(""),
            Value::from("2025-02-01T09:53:20+01:00"),
        ),
        (sane.to_owned(), b"", "", Value::from(""), Value::from("2025-02-01T09:53:20+01:00")),
        (
            "author A <a> 1738400000 +0000\ncommitter B <b> 99999999999999999999 +9999\n".to_owned(),
            b"caf\xe9\n",
            "caf\u{e9}",
            Value::from("A"),
            Value::Null,
        ),
        (
            "author A <a> 1738400000 +0000\ncommitter B <b> 1738400000 -1159\nencoding latin-1\n".to_owned(),
            "zwei – два\n".as_bytes(),
            "zwei – два",
            Value::from("A"),
            Value::from("2025-01-31T20:54:20-11:59"),
        ),
    ];
    for (people, message, subject, author, recorded) in cases {
        let repo = with_history();
        repo.write(FILE, rated().replace("impact: high", "impact: low"));
        repo.git(&["add", "--all"]);
        let id = raw_commit(&repo, &format!("tree TREE\nparent PARENT\n{people}"), message);
        let log = log(repo.path(), &[]);
        assert_eq!(entries(&log).len(), 4, "nothing before it is lost: {people}");
        let last = entries(&log).last().expect("an entry");
        assert_eq!((&last["commit"], &last["subject"]), (&Value::from(id), &Value::from(subject)), "{people}");
        assert_eq!((&last["author"]["name"], &last["recorded"]), (&author, &recorded), "{people}");
        assert_eq!((&last["changes"][0]["id"], &last["changes"][0]["kinds"][0]), (&"CJ-05".into(), &"lowered".into()));
        for args in
            [&["changelog"][..], &["changelog", "--by", "commit"], &["changelog", "--format", "markdown"], &["check", "--rev", "HEAD"]]
        {
            risklog(repo.path()).args(args).run().assert_code(0);
        }
        risklog(repo.path()).args(["diff", "HEAD~1", "HEAD"]).run().assert_code(1);
    }
}

#[test]
fn clocks_that_run_backwards_do_not_change_the_order() {
    let repo = Repo::init();
    repo.set_step(-86_400 * 400);
    repo.write("risklog.yaml", manifest());
    for (rating, date) in [("high", "2023-06-20"), ("medium", "2022-05-01"), ("low", "2021-04-01")] {
        repo.write(FILE, assessment(rating, date));
        repo.commit(rating);
    }
    let log = log(repo.path(), &[]);
    let subjects: Vec<&str> = entries(&log).iter().filter_map(|entry| entry["subject"].as_str()).collect();
    assert_eq!(subjects, ["high", "medium", "low"]);
}

#[test]
fn replaced_objects_are_not_followed_and_their_presence_is_told() {
    let repo = with_history();
    let before = log(repo.path(), &[]);
    assert_eq!(before["provenance"]["replace_refs"], false);
    repo.git(&["replace", "HEAD~2", "baseline"]);
    repo.git(&["replace", "HEAD:risks/3.4.yaml", "baseline:risks/3.4.yaml"]);
    let mut after = log(repo.path(), &[]);
    assert_eq!(after["provenance"]["replace_refs"], true);
    after["provenance"]["replace_refs"] = Value::from(false);
    assert_eq!(before, after);
    let text = risklog(repo.path()).args(["changelog"]).run().stdout;
    assert!(text.contains("replace refs or grafts: present in the repository; not followed"), "{text}");
    let diff = risklog(repo.path()).args(["diff", "baseline", "HEAD", "--format", "json"]).run();
    assert_eq!(diff.json()["summary"]["lowered"], 1, "{diff}");
    repo.git(&["replace", "-d", "HEAD~2"]);
    repo.write(".git/info/grafts", format!("{}\n", repo.head()));
    assert_eq!(log(repo.path(), &[])["provenance"]["replace_refs"], true);
    assert_eq!(entries(&log(repo.path(), &[])).len(), 3);
}

#[test]
fn longer_object_names_are_read_too() {
    let repo = Repo::init();
    std::fs::remove_dir_all(repo.path().join(".git")).expect("removed");
    repo.git(&["init", "--quiet", "--initial-branch=main", "--object-format=sha256"]);
    repo.set_clock(1_720_000_000);
    repo.write("risklog.yaml", manifest());
    repo.write(FILE, assessment("high", "2023-06-20"));
    repo.commit("first");
    repo.write(FILE, lowered());
    repo.git(&["add", "--all"]);
    let staged = risklog(repo.path()).args(["diff", "--staged", "--format", "json"]).run();
    assert_eq!((staged.code, &staged.json()["summary"]["lowered"]), (0, &Value::from(1)), "{staged}");
    let head = repo.commit("second");
    assert_eq!(head.len(), 64);
    let log = log(repo.path(), &[]);
    assert_eq!(entries(&log).iter().map(|entry| entry["commit"].as_str().map_or(0, str::len)).collect::<Vec<_>>(), [64, 64]);
    assert_eq!(log["range"]["to"], Value::from(head));
    risklog(repo.path()).args(["check", "--rev", "HEAD~1"]).run().assert_code(0);
    repo.git(&["gc", "--quiet"]);
    assert_eq!(entries(&self::log(repo.path(), &[])).len(), 2);
}

#[test]
fn a_storage_that_is_not_known_is_refused_with_what_to_do() {
    let repo = Repo::init();
    std::fs::remove_dir_all(repo.path().join(".git")).expect("removed");
    if !repo.try_git(&["init", "--quiet", "--ref-format=reftable"]).status.success() {
        return;
    }
    repo.write("risklog.yaml", manifest());
    let ran = risklog(repo.path()).args(["changelog"]).run();
    ran.assert_code(2);
    assert!(ran.stderr.contains("reftable") && ran.stderr.contains("help:"), "{ran}");
}

#[test]
fn a_damaged_object_is_named_and_never_passed_over() {
    let repo = with_history();
    let blob = repo.git(&["rev-parse", "baseline:risks/3.4.yaml"]);
    let (folder, rest) = blob.split_at(2);
    let object = repo.path().join(".git/objects").join(folder).join(rest);
    std::fs::remove_file(&object).expect("it is loose");
    std::fs::write(&object, b"no object").expect("written");
    let check = risklog(repo.path()).args(["check", "--rev", "baseline"]).run();
    check.assert_code(2);
    assert!(check.stdout.contains(FILE) && check.stdout.contains("incomplete"), "{check}");
    risklog(repo.path()).args(["check", "--rev", "HEAD"]).run().assert_code(0);
    let log = risklog(repo.path()).args(["changelog", "--format", "json"]).run();
    assert!(log.code == 2 || log.json()["boundary"] == "missing_object", "a history that is not whole never passes as whole\n{log}");
}

#[test]
fn several_roots_and_histories_without_a_shared_commit_are_told_apart() {
    let repo = with_history();
    repo.git(&["checkout", "--quiet", "--orphan", "other"]);
    repo.write(FILE, assessment("low", "2025-01-20"));
    repo.commit("other root");
    assert_eq!(entries(&log(repo.path(), &[])).len(), 1);
    let apart = risklog(repo.path()).args(["diff", "main...other"]).run();
    apart.assert_code(2);
    assert!(apart.stderr.contains("no common ancestor") && apart.stderr.contains("main..other"), "{apart}");
    repo.checkout("main");
    repo.git(&["merge", "--quiet", "--allow-unrelated-histories", "--strategy=ours", "--no-edit", "other"]);
    let log = log(repo.path(), &[]);
    assert_eq!((entries(&log).len(), &log["boundary"]), (3, &Value::from("root")), "a merge that keeps ours changes nothing");
}

#[test]
fn a_closed_pipe_in_front_of_a_long_log_is_quiet() {
    let repo = with_history();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_risklog"));
    child.current_dir(repo.path()).args(["changelog", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = child.spawn().expect("the binary runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
