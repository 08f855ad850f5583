//! Evidence folders: packed in one clone, checked in another, and checked again after everything that could go wrong did.

mod fresh;
mod refused;
mod tampered;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Ran, Repo, risklog, small};

/// A small history, packed from its beginning to its end.
struct Packed {
    repo: Repo,
    place: TempDir,
}

impl Packed {
    fn small() -> Self {
        Self::of(small::with_history(), &[])
    }

    fn of(repo: Repo, options: &[&str]) -> Self {
        let place = TempDir::new().expect("a temporary folder can be made");
        let packed = Self { repo, place };
        pack(packed.repo.path(), &packed.folder(), options).assert_code(0);
        packed
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("evidence")
    }

    /// Looks at the folder in a fresh clone.
    fn verify_in_clone(&self) -> Ran {
        verify(self.repo.cloned(&[]).path(), &self.folder())
    }

    fn change(&self, name: &str, change: impl Fn(&str) -> String) {
        let path = self.folder().join(name);
        let text = fs::read_to_string(&path).expect("it is text");
        let changed = change(&text);
        assert_ne!(text, changed, "{name} is changed");
        fs::write(path, changed).expect("it can be written");
    }

    /// Puts the sizes and checksums of the files into the list, as somebody would who wants to hide a change.
    fn make_the_list_fit(&self) {
        let mut manifest: Value = serde_json::from_str(&self.read("manifest.json")).expect("it is JSON");
        for file in manifest["files"].as_array_mut().expect("a list") {
            let bytes = fs::read(self.folder().join(file["name"].as_str().expect("a name"))).expect("it is there");
            file["size"] = Value::from(bytes.len());
            file["sha256"] = Value::from(risklog::pack::sha256(&bytes));
        }
        fs::write(self.folder().join("manifest.json"), format!("{manifest:#}\n")).expect("it can be written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder().join(name)).expect("it is text")
    }
}

fn pack(repository: &Path, folder: &Path, options: &[&str]) -> Ran {
    let folder = folder.to_string_lossy();
    risklog(repository).args([&["pack", "-o", &folder][..], options].concat()).run()
}

fn verify(repository: &Path, folder: &Path) -> Ran {
    let folder = folder.to_string_lossy();
    risklog(repository).args(["verify", &folder, "--format", "json"]).run()
}

/// Every file of a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the folder can be read").map(|entry| entry.expect("the entry can be read"));
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("it can be read"))).collect()
}

/// Insists on the verdict, and that each of these aspects, and no other, has this result.
#[track_caller]
fn assert_results(ran: &Ran, verdict: &str, result: &str, aspects: &[&str]) {
    let code = ["equal", "different", "unknown"].iter().position(|word| *word == verdict).expect("a verdict");
    ran.assert_code(code.try_into().expect("a small number"));
    let report = ran.json();
    assert_eq!(report["result"], verdict, "{ran}");
    let checks = report["checks"].as_array().expect("a list");
    let with: Vec<&str> = checks.iter().filter(|check| check["result"] == result).filter_map(|check| check["what"].as_str()).collect();
    assert_eq!(with, aspects, "{ran}");
    let about: Vec<&Value> = report["differences"].as_array().expect("a list").iter().collect();
    for check in checks {
        let has = about.iter().any(|difference| difference["what"] == check["what"]);
        assert_eq!(has, check["result"] == "different", "every difference is named: {check}");
    }
}

/// Finds the difference about a name.
#[track_caller]
fn difference(ran: &Ran, what: &str, name: &str) -> Value {
    let report = ran.json();
    let all = report["differences"].as_array().expect("a list");
    let found = all.iter().find(|difference| difference["what"] == what && difference["name"] == name);
    found.unwrap_or_else(|| panic!("no difference {what} {name}\n{ran}")).clone()
}

#[track_caller]
fn assert_shape(output: &str, value: &Value) {
    let place = TempDir::new().expect("a temporary folder can be made");
    let schema = risklog(place.path()).args(["schema", output]).run().json();
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let wrong: Vec<String> = validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{output}: {wrong:#?}");
    let mut broken = value.clone();
    broken["format"] = Value::from("risklog-other/1");
    assert!(!validator.is_valid(&broken), "a schema that takes anything checks nothing");
}
