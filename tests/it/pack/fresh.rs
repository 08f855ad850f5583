//! What a folder holds, and that every full clone gives the same bytes.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::{Packed, assert_results, assert_shape, files, pack, verify};
use crate::support::{risklog, small};

#[test]
fn the_story_packed_here_is_equal_in_a_fresh_clone() {
    let place = TempDir::new().expect("a temporary folder can be made");
    risklog(place.path()).args(["demo", "story"]).run().assert_code(0);
    let (story, folder) = (place.path().join("story"), place.path().join("evidence"));
    let packed = pack(&story, &folder, &[]);
    packed.assert_code(0);
    let list = fs::read(folder.join("manifest.json")).expect("it is there");
    assert!(packed.stdout.contains(&risklog::pack::sha256(&list)), "what to note down is printed\n{packed}");
    let manifest: Value = serde_json::from_slice(&list).expect("it is JSON");
    assert_shape("output-pack", &manifest);
    assert_eq!(manifest["project"], "XA-TIPSOM-01");
    assert_eq!(manifest["mainline"].as_array().map(Vec::len), Some(24));
    assert_eq!(manifest["documents"]["after"].as_array().map(Vec::len), Some(10));
    assert_eq!(manifest["tags"].as_array().map(Vec::len), Some(8));
    assert!(manifest["tags"].as_array().expect("a list").iter().any(|tag| tag["milestone"] == "mid-term"), "{manifest:#}");

    let clone = place.path().join("clone");
    let git = crate::support::Repo::init();
    git.git_in(place.path(), &["clone", "--quiet", "story", "clone"]);
    let verified = verify(&clone, &folder);
    let all = ["sums", "commits", "objects", "replacements", "documents", "tags", "files", "manifest"];
    assert_results(&verified, "equal", "equal", &all);
    assert_shape("output-verify", &verified.json());
    let folder = folder.to_string_lossy();
    let told = risklog(&clone).args(["verify", &folder]).run();
    told.assert_code(0);
    for words in ["equal: ", &risklog::pack::sha256(&list), "Not checked", "who wrote the commits", "marking: confidential"] {
        assert!(told.stdout.contains(words), "{words}\n{told}");
    }
    let narrow = risklog(&clone).args(["verify", &folder]).env("COLUMNS", "60").run();
    assert!(narrow.assert_code(0).stdout.lines().all(|line| line.chars().count() <= 66), "{narrow}");
}

#[test]
fn the_files_fit_their_sums_and_the_page_names_each() {
    let packed = Packed::small();
    let manifest: Value = serde_json::from_str(&packed.read("manifest.json")).expect("it is JSON");
    let (page, sums) = (packed.read("README.txt"), packed.read("SHA256SUMS"));
    let mut listed: Vec<String> = vec!["manifest.json".to_owned()];
    for file in manifest["files"].as_array().expect("a list") {
        let name = file["name"].as_str().expect("a name");
        let bytes = fs::read(packed.folder().join(name)).expect("it is there");
        assert_eq!(file["size"], bytes.len(), "{name}");
        assert_eq!(file["sha256"], risklog::pack::sha256(&bytes), "{name}");
        assert!(name == "README.txt" || page.contains(name), "{name}");
        assert!(name == "SHA256SUMS" || sums.contains(&format!("{}  {name}\n", risklog::pack::sha256(&bytes))), "{name}");
        listed.push(name.to_owned());
    }
    listed.sort();
    assert_eq!(files(&packed.folder()).into_keys().collect::<Vec<_>>(), listed);
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
}

#[test]
fn the_same_range_gives_the_same_bytes_wherever_and_whenever() {
    let packed = Packed::small();
    let end = packed.repo.head();
    // A clone in another zone, with other files checked out, other names for people, and a history that went on.
    packed.repo.git(&["tag", "later", "HEAD~1"]);
    packed.repo.write("risks/3.4.yaml", small::assessment("low", "2025-02-01"));
    packed.repo.commit_as("me_officer", "2025-02-02T08:00:00+01:00", "goes on");
    let clone = packed.repo.cloned(&[]);
    packed.repo.git_in(clone.path(), &["checkout", "--quiet", "baseline"]);
    fs::write(clone.path().join(".mailmap"), "somebody_else <someone@example.org> <programme-officer@example.org>\n")
        .expect("it can be written");
    let again = clone.path().join("again");
    let folder = again.to_string_lossy().into_owned();
    let run = risklog(clone.path()).args(["pack", "-o", &folder, &end]).env("TZ", "Pacific/Auckland").env("LC_ALL", "de_DE.UTF-8").run();
    run.assert_code(0);
    let (one, mut other) = (files(&packed.folder()), files(&again));
    // The one thing that is new is the tag; without it the lists are the same.
    assert_ne!(one["manifest.json"], other["manifest.json"]);
    packed.repo.git_in(clone.path(), &["tag", "--delete", "later"]);
    risklog(clone.path()).args(["pack", "-o", &folder, &end, "--replace"]).env("TZ", "America/Lima").run().assert_code(0);
    other = files(&again);
    for (name, bytes) in &one {
        assert!(other.get(name) == Some(bytes), "{name} differs");
    }
    assert_eq!(one.len(), other.len());
}

#[test]
fn a_tag_that_came_later_is_told_and_changes_nothing() {
    let packed = Packed::small();
    packed.repo.git(&["tag", "-a", "-m", "accepted", "accepted-by-donor"]);
    let verified = packed.verify_in_clone();
    assert_results(&verified, "equal", "different", &[]);
    assert!(verified.json()["notes"][0].as_str().is_some_and(|note| note.contains("accepted-by-donor")), "{verified}");
}

#[test]
fn a_history_that_went_on_still_holds_the_packed_range() {
    let packed = Packed::of(small::with_history(), &["baseline..HEAD~1"]);
    packed.repo.write("risks/3.4.yaml", small::assessment("low", "2025-02-01"));
    packed.repo.commit_as("me_officer", "2025-02-02T08:00:00+01:00", "goes on");
    let manifest: Value = serde_json::from_str(&packed.read("manifest.json")).expect("it is JSON");
    assert_eq!(manifest["range"]["from"], packed.repo.git(&["rev-parse", "baseline"]));
    assert_eq!(manifest["as_of"], "2024-09-02");
    assert_eq!(manifest["mainline"].as_array().map(Vec::len), Some(2));
    let blob = |revision: &str| packed.repo.git(&["rev-parse", &format!("{revision}:risks/3.4.yaml")]);
    assert_eq!(manifest["documents"]["before"][1]["blob"], blob("baseline"));
    assert_eq!(manifest["documents"]["after"][1]["blob"], blob("HEAD~2"));
    assert_results(&packed.verify_in_clone(), "equal", "different", &[]);
}

#[test]
fn the_named_range_is_the_same_as_the_bare_one() {
    let packed = Packed::of(small::with_history(), &["baseline..main"]);
    let other = packed.place.path().join("other");
    pack(packed.repo.path(), &other, &["--range", "baseline..main"]).assert_code(0);
    assert_eq!(files(&packed.folder()), files(&other));
    let authors = packed.place.path().join("hidden");
    pack(packed.repo.path(), &authors, &["baseline..main", "--authors", "hide"]).assert_code(0);
    let log = fs::read_to_string(authors.join("changelog.json")).expect("it is text");
    let name = "\"name\": \"project_coordinator\"";
    assert!(!log.contains(name) && packed.read("changelog.json").contains(name), "{log}");
    assert_results(&verify(packed.repo.path(), &authors), "equal", "different", &[]);
}

#[test]
fn a_file_that_cannot_be_made_is_named_with_the_reason() {
    let repo = small::with_history();
    repo.write("risks/3.4.yaml", small::rated().replace("impact: medium", "impact: [medium"));
    repo.commit("a slip");
    let place = TempDir::new().expect("a temporary folder can be made");
    let folder = place.path().join("evidence");
    let ran = pack(repo.path(), &folder, &[]);
    ran.assert_code(2);
    assert!(ran.stdout.contains("left out") && ran.stdout.contains("cannot be read"), "{ran}");
    let unread: Vec<&str> = ran.stdout.lines().filter(|line| line.trim_start().starts_with("not read")).collect();
    assert!(unread.len() == 1 && unread[0].contains("risks/3.4.yaml: "), "{ran}");
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).expect("it is there")).expect("it is JSON");
    assert!(manifest["left_out"][0]["reason"].as_str().is_some_and(|reason| reason.contains("risks/3.4.yaml")), "{manifest:#}");
    assert!(manifest["documents"]["after"][1]["unreadable"].is_string(), "{manifest:#}");
    let left: Vec<&str> = manifest["left_out"].as_array().expect("a list").iter().filter_map(|left| left["name"].as_str()).collect();
    assert_eq!(left, ["register.jsonl", "register.xlsx", "risks.csv"], "what happened is known all the same");
    let events = fs::read_to_string(folder.join("events.csv")).expect("text");
    assert!(events.contains("CJ-05") && events.contains(",unreadable,"), "{events}");
    assert!(fs::read_to_string(folder.join("README.txt")).expect("text").contains("Not in this folder"));
    assert_results(&verify(repo.cloned(&[]).path(), &folder), "equal", "different", &[]);
}

#[test]
fn partners_are_shown_no_reasons_and_the_public_nothing_confidential() {
    let packed = Packed::of(small::with_history(), &["--for", "partners"]);
    for (name, bytes) in files(&packed.folder()) {
        let text = String::from_utf8_lossy(&bytes);
        for secret in ["What partners told the team", "Trial observation summary", "project_coordinator (", "readme"] {
            assert!(!text.contains(secret) || name == "README.txt" && secret == "readme", "{name}: {secret}");
        }
    }
    assert!(packed.read("README.txt").contains("For partners"));
    assert_results(&packed.verify_in_clone(), "equal", "different", &[]);
    let repo = small::with_history();
    repo.write("risklog.yaml", small::manifest().replace("classification: unclassified", "classification: confidential"));
    repo.commit("marking");
    let refused = pack(repo.path(), &packed.place.path().join("public"), &["--for", "public"]);
    refused.assert_code(2);
    assert!(refused.stderr.contains("confidential") && !packed.place.path().join("public").exists(), "{refused}");
}

#[test]
fn keys_that_a_folder_was_made_with_have_to_be_the_same() {
    let repo = small::with_history();
    let place = TempDir::new().expect("a temporary folder can be made");
    let keys = place.path().join("keys");
    let key = "role@example.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICM+XKNEHKEwQDCMs1IAz9zy8RtWqUr0bLqtnC26cc4o\n";
    fs::write(&keys, key).expect("it can be written");
    let (folder, keys) = (place.path().join("evidence"), keys.to_string_lossy().into_owned());
    pack(repo.path(), &folder, &["--trusted-keys", &keys]).assert_code(0);
    let without = verify(repo.path(), &folder);
    assert_results(&without, "unknown", "unknown", &["documents", "files", "manifest"]);
    assert!(without.stdout.contains("--trusted-keys"), "{without}");
    let folder = folder.to_string_lossy().into_owned();
    let with = risklog(repo.path()).args(["verify", &folder, "--trusted-keys", &keys, "--format", "json"]).run();
    assert_results(&with, "equal", "different", &[]);
}
