//! A folder, or a repository, that somebody changed: every difference is named.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Packed, assert_results, difference, verify};
use crate::support::risklog;

#[test]
fn an_edited_report_is_named_with_its_first_line_that_differs() {
    let packed = Packed::small();
    let line = 1 + packed.read("changelog.md").lines().position(|line| line.contains("lowered")).expect("it was lowered");
    packed.change("changelog.md", |text| text.replacen("lowered", "reworded", 1));
    let verified = packed.verify_in_clone();
    assert_results(&verified, "different", "different", &["sums", "files"]);
    let found = difference(&verified, "files", "changelog.md");
    assert_eq!(found["line"], line, "{verified}");
    assert!(found["packed"].as_str().is_some_and(|text| text.contains("reworded")), "{verified}");
    assert!(found["here"].as_str().is_some_and(|text| text.contains("lowered")), "{verified}");
    let folder = packed.folder().to_string_lossy().into_owned();
    let told = risklog(packed.repo.path()).args(["verify", &folder]).run();
    told.assert_code(1);
    assert!(told.stdout.contains(&format!("changelog.md, line {line}")) && told.stdout.contains("different: "), "{told}");
}

#[test]
fn an_edited_report_whose_sum_was_made_to_fit_is_found_by_making_it_again() {
    let packed = Packed::small();
    packed.change("changelog.md", |text| text.replacen("lowered", "reworded", 1));
    packed.make_the_list_fit();
    let verified = packed.verify_in_clone();
    assert_results(&verified, "different", "different", &["files", "manifest"]);
    assert!(difference(&verified, "files", "changelog.md")["message"].as_str().is_some_and(|text| text.contains("as the list says")));
}

#[test]
fn a_workbook_is_compared_byte_by_byte() {
    let packed = Packed::small();
    let path = packed.folder().join("register.xlsx");
    let mut bytes = fs::read(&path).expect("it is there");
    let place = bytes.len() / 2;
    bytes[place] ^= 1;
    fs::write(&path, bytes).expect("it can be written");
    let verified = packed.verify_in_clone();
    assert_results(&verified, "different", "different", &["sums", "files"]);
    let found = difference(&verified, "files", "register.xlsx");
    assert!(found["message"].as_str().is_some_and(|text| text.contains(&format!("from byte {} on", place + 1))), "{verified}");
}

#[test]
fn added_missing_and_misleading_files_are_named() {
    let packed = Packed::small();
    fs::write(packed.folder().join("annex-2.pdf"), "not ours").expect("it can be written");
    fs::create_dir(packed.folder().join("more")).expect("it can be made");
    fs::remove_file(packed.folder().join("risks.csv")).expect("it is there");
    let verified = packed.verify_in_clone();
    assert_results(&verified, "different", "different", &["sums"]);
    for name in ["annex-2.pdf", "more"] {
        assert!(difference(&verified, "sums", name)["message"].as_str().is_some_and(|text| text.contains("added")), "{verified}");
    }
    assert!(difference(&verified, "sums", "risks.csv")["message"].as_str().is_some_and(|text| text.contains("not in the folder")));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_not_followed() {
    let packed = Packed::small();
    let (inside, outside) = (packed.folder().join("changelog.md"), packed.place.path().join("elsewhere.md"));
    fs::rename(&inside, &outside).expect("it can be moved");
    std::os::unix::fs::symlink(&outside, &inside).expect("a link can be made");
    let verified = packed.verify_in_clone();
    assert_results(&verified, "different", "different", &["sums"]);
    let found = difference(&verified, "sums", "changelog.md");
    assert!(found["message"].as_str().is_some_and(|text| text.contains("links are not followed")), "{verified}");
}

#[test]
fn a_changed_list_is_named_by_its_first_line_that_differs() {
    let end = "\"commit\": \"";
    for (aspects, change) in [
        (&["commits", "manifest"][..], &(|text: &str| dropped(text, "mainline")) as &dyn Fn(&str) -> String),
        (&["documents", "manifest"], &|text: &str| {
            text.replacen("\"blob\": \"", "\"blob\": \"0", 1).replacen("0\",\n        \"unreadable", "\",\n        \"unreadable", 1)
        }),
        (&["tags", "manifest"], &|text: &str| {
            let (before, after) = text.split_once(end).expect("there is a tag");
            format!("{before}{end}{}{}", "0".repeat(40), &after[40..])
        }),
        (&["manifest"], &|text: &str| text.replacen("\"unclassified\"", "\"confidential\"", 1)),
        (&["manifest"], &|text: &str| format!("{text}\n")),
    ] {
        let packed = Packed::small();
        packed.change("manifest.json", change);
        let verified = packed.verify_in_clone();
        let differing: Vec<&str> = aspects.to_vec();
        let report = verified.json();
        let found: Vec<&str> = report["checks"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|check| check["result"] == "different")
            .filter_map(|check| check["what"].as_str())
            .collect();
        assert!(differing.iter().all(|aspect| found.contains(aspect)), "{differing:?} in {found:?}\n{verified}");
        verified.assert_code(1);
        assert!(difference(&verified, "manifest", "manifest.json")["line"].is_number(), "{verified}");
    }
}

/// Takes the last entry out of a list of texts.
fn dropped(text: &str, key: &str) -> String {
    let mut manifest: Value = serde_json::from_str(text).expect("it is JSON");
    manifest[key].as_array_mut().expect("a list").pop();
    format!("{manifest:#}\n")
}

#[test]
fn naming_another_version_excuses_nothing() {
    let packed = Packed::small();
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    packed.change("manifest.json", |text| text.replace(&version, "\"version\": \"9.9.9\""));
    // Somebody changed a report, added one, and says that another program made them.
    packed.change("risks.csv", |text| text.replacen("medium", "low", 1));
    fs::write(packed.folder().join("annex-2.md"), "all is well\n").expect("it can be written");
    packed.change("manifest.json", |text| {
        let entry = "{\"name\": \"annex-2.md\", \"about\": \"a second annex\", \"size\": 0, \"sha256\": \"\"}, ";
        text.replacen("\"files\": [", &format!("\"files\": [{entry}"), 1)
    });
    packed.make_the_list_fit();
    let verified = packed.verify_in_clone();
    assert_results(&verified, "different", "different", &["files", "manifest"]);
    let found = difference(&verified, "files", "risks.csv");
    let message = found["message"].as_str().unwrap_or_default();
    assert!(message.contains("perhaps because of the other version") && message.contains("risklog 9.9.9"), "{verified}");
    let added = difference(&verified, "files", "annex-2.md");
    assert!(added["message"].as_str().is_some_and(|text| text.contains("do not give")), "{verified}");
    let notes = verified.json()["notes"].to_string();
    assert!(notes.contains("only what its list says"), "{verified}");
    let folder = packed.folder().to_string_lossy().into_owned();
    let told = risklog(packed.repo.path()).args(["verify", &folder]).run();
    assert!(!told.assert_code(1).stdout.contains("no difference was found"), "{told}");
}

#[test]
fn a_short_answer_points_to_what_is_noted() {
    let packed = Packed::small();
    packed.repo.git(&["tag", "later", "HEAD~1"]);
    let folder = packed.folder().to_string_lossy().into_owned();
    let told = risklog(packed.repo.path()).args(["verify", &folder]).env("COLUMNS", "200").run();
    assert!(told.assert_code(0).stdout.contains("see also what is worth knowing"), "{told}");
}

#[test]
fn a_list_with_misleading_names_or_versions_is_refused() {
    for (from, to, words) in [
        ("\"name\": \"risks.csv\"", "\"name\": \"../risks.csv\"", "no plain file name"),
        ("\"name\": \"risks.csv\"", "\"name\": \"a/risks.csv\"", "no plain file name"),
        ("\"name\": \"risks.csv\"", "\"name\": \"..\"", "no plain file name"),
        ("\"name\": \"risks.csv\"", "\"name\": \"manifest.json\"", "the list itself"),
        ("\"name\": \"risks.csv\"", "\"name\": \"audit.md\"", "twice"),
        ("\"version\": \"", "\"version\": \"as approved by the donor, ", "no version"),
    ] {
        let packed = Packed::small();
        packed.change("manifest.json", |text| text.replacen(from, to, 1));
        let refused = packed.verify_in_clone();
        assert!(refused.assert_code(2).stderr.contains(words), "{to}: {refused}");
    }
}

#[test]
fn a_large_file_of_another_size_is_not_read() {
    let packed = Packed::small();
    let file = fs::File::options().write(true).open(packed.folder().join("risks.csv")).expect("it is there");
    file.set_len(16 * 1024 * 1024 * 1024).expect("it can be made longer");
    let verified = packed.verify_in_clone();
    assert_results(&verified, "different", "different", &["sums"]);
    let found = difference(&verified, "sums", "risks.csv");
    assert!(found["message"].as_str().is_some_and(|text| text.contains("was not read")), "{verified}");
    // A list that claims such a size changes nothing about that.
    packed.change("manifest.json", |text| {
        let mut manifest: Value = serde_json::from_str(text).expect("it is JSON");
        let files = manifest["files"].as_array_mut().expect("a list");
        files.iter_mut().filter(|file| file["name"] == "risks.csv").for_each(|file| file["size"] = Value::from(17_179_869_184_u64));
        format!("{manifest:#}\n")
    });
    let claimed = packed.verify_in_clone();
    let found = difference(&claimed, "sums", "risks.csv");
    assert!(found["message"].as_str().is_some_and(|text| text.contains("more than any file")), "{claimed}");
}

#[test]
fn a_list_cannot_decide_which_milestones_exist() {
    let repo = crate::support::small::with_history();
    let first = repo.git(&["rev-parse", "baseline"]);
    repo.git(&["tag", "--delete", "baseline"]);
    // Packed without the tag, as somebody would who wants to hide that it was moved.
    let packed = Packed::of(repo, &[]);
    assert_results(&packed.verify_in_clone(), "equal", "different", &[]);
    packed.repo.git(&["tag", "baseline", "HEAD~1"]);
    let hidden = packed.verify_in_clone();
    assert_results(&hidden, "different", "different", &["tags"]);
    let found = difference(&hidden, "tags", "baseline");
    assert!(found["message"].as_str().is_some_and(|text| text.contains("the milestone baseline and is not on the list")), "{hidden}");
    packed.repo.git(&["tag", "--force", "baseline", &first]);
    assert_results(&packed.verify_in_clone(), "different", "different", &["tags"]);
}

#[test]
fn a_milestone_that_was_to_come_is_tagged_later_and_nothing_differs() {
    let repo = crate::support::small::with_history();
    let manifest = crate::support::small::manifest();
    repo.write("risklog.yaml", manifest.replace("2023-06-30}", "2023-06-30}\n  - {name: final, date: 2025-06-30}"));
    repo.commit_as("programme_officer", "2025-01-20T08:00:00+01:00", "the end is planned");
    let packed = Packed::of(repo, &[]);
    packed.repo.write("README.md", "The project has ended.\n");
    packed.repo.commit_as("programme_officer", "2025-06-30T08:00:00+01:00", "the end");
    packed.repo.git(&["tag", "final"]);
    assert_results(&packed.verify_in_clone(), "equal", "different", &[]);
    packed.repo.git(&["tag", "--force", "final", "HEAD~1"]);
    assert_results(&packed.verify_in_clone(), "different", "different", &["tags"]);
}

#[test]
fn a_moved_or_deleted_tag_is_named() {
    let packed = Packed::small();
    packed.repo.git(&["tag", "--force", "baseline", "HEAD"]);
    let moved = packed.verify_in_clone();
    // The answers say where the baseline is.
    assert_results(&moved, "different", "different", &["tags", "files", "manifest"]);
    assert!(difference(&moved, "tags", "baseline")["message"].as_str().is_some_and(|text| text.contains("moved")), "{moved}");
    packed.repo.git(&["tag", "--delete", "baseline"]);
    let gone = packed.verify_in_clone();
    let found = difference(&gone, "tags", "baseline");
    assert_eq!((found["here"].is_null(), found["help"].as_str()), (true, Some("git fetch --tags")), "{gone}");
}

#[test]
fn a_damaged_object_is_found_by_its_own_id() {
    let packed = Packed::small();
    let clone = packed.repo.cloned(&[]);
    let git = |args: &[&str]| packed.repo.git_in(clone.path(), args);
    loosen(clone.path(), &git);
    let (one, other) = (git(&["rev-parse", "HEAD:risks/3.4.yaml"]), git(&["rev-parse", "baseline:risks/3.4.yaml"]));
    // NOTE: a content that is another version of the same file: git shows it without a word.
    put_in_place_of(&object(clone.path(), &other), &object(clone.path(), &one));
    let verified = verify(clone.path(), &packed.folder());
    assert_results(&verified, "different", "different", &["objects"]);
    let found = difference(&verified, "objects", &one);
    assert!(found["message"].as_str().is_some_and(|text| text.contains(&other)), "{verified}");
    assert!(risklog(clone.path()).args(["pack", "-o", "new"]).run().assert_code(2).stderr.contains("damaged"));
}

#[test]
fn a_missing_object_is_no_difference_and_nothing_is_decided() {
    let packed = Packed::small();
    let clone = packed.repo.cloned(&[]);
    let git = |args: &[&str]| packed.repo.git_in(clone.path(), args);
    loosen(clone.path(), &git);
    let blob = git(&["rev-parse", "baseline:risks/3.4.yaml"]);
    let file = object(clone.path(), &blob);
    writable(&file);
    fs::remove_file(file).expect("it is there");
    let verified = verify(clone.path(), &packed.folder());
    assert_results(&verified, "unknown", "unknown", &["objects", "documents", "files", "manifest"]);
    assert!(verified.stdout.contains(&blob), "{verified}");
    let refused = risklog(clone.path()).args(["pack", "-o", "new"]).run();
    assert!(refused.assert_code(2).stderr.contains("git fetch --refetch") && !clone.path().join("new").exists(), "{refused}");
}

#[test]
fn replace_refs_and_grafts_are_told() {
    let packed = Packed::small();
    let clone = packed.repo.cloned(&[]);
    packed.repo.git_in(clone.path(), &["replace", "HEAD", "HEAD~1"]);
    let replaced = verify(clone.path(), &packed.folder());
    assert_results(&replaced, "different", "different", &["replacements"]);
    assert!(risklog(clone.path()).args(["pack", "-o", "new"]).run().assert_code(2).stderr.contains("replace refs"));
    packed.repo.git_in(clone.path(), &["replace", "--delete", &packed.repo.head()]);
    assert_results(&verify(clone.path(), &packed.folder()), "equal", "different", &[]);
    fs::create_dir_all(clone.path().join(".git/info")).expect("it can be made");
    fs::write(clone.path().join(".git/info/grafts"), format!("{}\n", packed.repo.head())).expect("it can be written");
    let grafted = verify(clone.path(), &packed.folder());
    assert_results(&grafted, "different", "different", &["replacements"]);
}

/// Writes every object into a file of its own.
fn loosen(clone: &Path, git: &dyn Fn(&[&str]) -> String) {
    let packs = clone.join(".git/objects/pack");
    let away = clone.join(".git/away");
    fs::rename(&packs, &away).expect("it can be moved");
    for entry in fs::read_dir(&away).expect("it can be read") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "pack") {
            git(&["-c", "core.hooksPath=/dev/null", "--no-replace-objects", "version"]);
            let status = std::process::Command::new("sh")
                .args(["-c", "git unpack-objects -q < \"$1\"", "sh"])
                .arg(&path)
                .current_dir(clone)
                .status()
                .expect("git can be started");
            assert!(status.success());
        }
    }
}

fn object(clone: &Path, id: &str) -> PathBuf {
    clone.join(".git/objects").join(&id[..2]).join(&id[2..])
}

fn put_in_place_of(from: &Path, to: &Path) {
    writable(to);
    fs::remove_file(to).expect("it is there");
    fs::copy(from, to).expect("it can be copied");
}

fn writable(file: &Path) {
    let mut permissions = fs::metadata(file).expect("it is there").permissions();
    #[allow(clippy::permissions_set_readonly_false, reason = "the file is deleted next")]
    permissions.set_readonly(false);
    fs::set_permissions(file, permissions).expect("they can be set");
}
