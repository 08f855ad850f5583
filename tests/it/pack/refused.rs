//! Histories that were rewritten or cut off, and places where a folder must not be written.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Packed, assert_results, difference, files, pack, verify};
use crate::support::{risklog, small};

#[test]
fn a_rewritten_history_is_refused_with_and_without_its_old_commits() {
    let packed = Packed::small();
    let end = packed.repo.head();
    packed.repo.git(&["rebase", "--quiet", "--root", "--rebase-merges", "--force-rebase"]);
    packed.repo.git(&["commit", "--quiet", "--amend", "--message", "rate CJ-11, as it should have been"]);
    let here = verify(packed.repo.path(), &packed.folder());
    assert_results(&here, "different", "different", &["commits"]);
    assert!(difference(&here, "commits", &end)["message"].as_str().is_some_and(|text| text.contains("not on the main line")), "{here}");
    let clone = packed.verify_in_clone();
    assert_results(&clone, "different", "different", &["commits"]);
    let found = difference(&clone, "commits", &end);
    assert!(found["message"].as_str().is_some_and(|text| text.contains("rewritten, or this is another repository")), "{clone}");
    let folder = packed.folder().to_string_lossy().into_owned();
    let told = risklog(packed.repo.path()).args(["verify", &folder]).run();
    assert!(told.assert_code(1).stdout.contains("different: the history was rewritten after packing"), "{told}");
}

#[test]
fn a_range_on_another_branch_is_equal_once_that_is_named() {
    let packed = Packed::small();
    packed.repo.git(&["branch", "archive"]);
    packed.repo.git(&["checkout", "--quiet", "HEAD~2"]);
    let verified = verify(packed.repo.path(), &packed.folder());
    assert_results(&verified, "different", "different", &["commits"]);
    assert!(verified.stdout.contains("--mainline"), "{verified}");
    let folder = packed.folder().to_string_lossy().into_owned();
    let named = risklog(packed.repo.path()).args(["verify", &folder, "--mainline", "archive", "--format", "json"]).run();
    assert_results(&named, "equal", "different", &[]);
}

#[test]
fn a_shallow_clone_cannot_tell_and_cannot_pack() {
    let packed = Packed::small();
    let clone = packed.repo.cloned(&["--depth", "2"]);
    let verified = verify(clone.path(), &packed.folder());
    assert_results(&verified, "unknown", "unknown", &["commits", "objects", "documents", "tags", "files", "manifest"]);
    assert!(verified.stdout.contains("git fetch --unshallow --tags"), "{verified}");
    let refused = pack(clone.path(), &clone.path().join("new"), &[]);
    refused.assert_code(2);
    assert!(refused.stderr.contains("shallow") && refused.stderr.contains("git fetch --unshallow --tags"), "{refused}");
    assert!(!clone.path().join("new").exists());
}

#[test]
fn another_repository_or_none_is_told_apart_from_a_difference() {
    let packed = Packed::small();
    let other = small::started();
    assert_eq!(difference(&verify(other.path(), &packed.folder()), "commits", &packed.repo.head())["line"], serde_json::Value::Null);
    let nowhere = TempDir::new().expect("a temporary folder can be made");
    let ran = verify(nowhere.path(), &packed.folder());
    assert!(ran.assert_code(2).stderr.contains("no git repository"), "{ran}");
    let ran = verify(packed.repo.path(), nowhere.path());
    assert!(ran.assert_code(2).stderr.contains("no evidence folder"), "{ran}");
    for (text, words) in
        [("{", "no list of an evidence folder"), ("{\"format\": \"risklog-pack/2\"}", "risklog-pack/2"), ("[]", "names no format")]
    {
        fs::write(packed.folder().join("manifest.json"), text).expect("it can be written");
        let ran = verify(packed.repo.path(), &packed.folder());
        assert!(ran.assert_code(2).stderr.contains(words), "{ran}");
    }
}

#[test]
fn what_lies_in_a_folder_is_never_overwritten() {
    let repo = small::with_history();
    let place = TempDir::new().expect("a temporary folder can be made");
    let folder = place.path().join("mine");
    fs::create_dir(&folder).expect("it can be made");
    pack(repo.path(), &folder, &["baseline"]).assert_code(0);
    let first = files(&folder);
    let again = pack(repo.path(), &folder, &[]);
    assert!(again.assert_code(2).stderr.contains("--replace"), "{again}");
    assert_eq!(files(&folder), first);
    pack(repo.path(), &folder, &["--replace"]).assert_code(0);
    let second = files(&folder);
    assert_ne!(second, first);
    fs::write(folder.join("notes.txt"), "mine").expect("it can be written");
    let kept = pack(repo.path(), &folder, &["--replace"]);
    assert!(kept.assert_code(2).stderr.contains("notes.txt"), "{kept}");
    assert!(folder.join("notes.txt").exists());
    let foreign = place.path().join("foreign");
    fs::create_dir(&foreign).expect("it can be made");
    fs::write(foreign.join("letter.txt"), "mine").expect("it can be written");
    for options in [&[][..], &["--replace"]] {
        pack(repo.path(), &foreign, options).assert_code(2);
    }
    assert_eq!(names(&foreign), ["letter.txt"]);
    pack(repo.path(), &place.path().join("no/such/folder"), &[]).assert_code(2);
    assert_eq!(names(place.path()), ["foreign", "mine"], "nothing is left behind");
}

#[test]
fn a_day_before_the_last_record_is_refused_and_another_one_is_told() {
    let repo = small::with_history();
    let place = TempDir::new().expect("a temporary folder can be made");
    let folder = place.path().join("evidence");
    let early = pack(repo.path(), &folder, &["--today", "2025-01-14"]);
    assert!(early.assert_code(2).stderr.contains("2025-01-15") && !folder.exists(), "{early}");
    pack(repo.path(), &folder, &["--today", "2025-03-01"]).assert_code(0);
    let verified = verify(repo.path(), &folder);
    assert_results(&verified, "equal", "different", &[]);
    let notes = verified.json()["notes"].to_string();
    assert!(notes.contains("counts 2025-03-01 as today") && notes.contains("2025-01-15"), "{verified}");
    let log = fs::read_to_string(folder.join("changelog.json")).expect("text");
    assert!(log.contains(" --today 2025-03-01"), "{log}");
}

#[test]
fn a_folder_whose_name_must_not_be_written_down_is_refused_at_once() {
    let repo = crate::support::Repo::init();
    repo.write("ask-jane@example.org/risklog.yaml", small::manifest());
    repo.write("ask-jane@example.org/risks/3.4.yaml", small::rated());
    repo.commit("a name with an address");
    let place = TempDir::new().expect("a temporary folder can be made");
    let refused = pack(repo.path(), &place.path().join("evidence"), &[]);
    assert!(refused.assert_code(2).stderr.contains("rename the folder") && !place.path().join("evidence").exists(), "{refused}");
    assert!(!refused.stderr.contains("jane@"), "{refused}");
}

#[test]
fn only_commits_are_packed() {
    let packed = Packed::small();
    packed.repo.write("risks/3.4.yaml", "not: yaml: at all");
    packed.repo.git(&["add", "--all"]);
    let again = packed.place.path().join("again");
    pack(packed.repo.path(), &again, &[]).assert_code(0);
    assert_eq!(files(&packed.folder()), files(&again));
    let unborn = crate::support::Repo::init();
    assert!(pack(unborn.path(), &packed.place.path().join("new"), &[]).assert_code(2).stderr.contains("nothing is committed yet"));
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it can be read").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
