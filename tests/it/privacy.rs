//! The search for personal data: what it finds, what it leaves alone, what it never repeats.

use std::fs;
use std::path::{Path, PathBuf};

use risklog::privacy::{Veil, scan};
use risklog::rules::privacy::rule_of;

/// Rule (none for `-`) and text of each sample.
fn samples() -> Vec<(Option<String>, String)> {
    let text = read("tests/fixtures/privacy/samples.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let sample = |line: &str| {
        let (rule, text) = line.split_once(" | ").expect("RULE | text");
        ((rule != "-").then(|| rule.to_owned()), text.replace("\\n", "\n"))
    };
    lines.map(sample).collect()
}

fn found(text: &str) -> Vec<(&'static str, String)> {
    scan(text).into_iter().map(|trace| (rule_of(trace.kind).name, text[trace.range()].to_owned())).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path, endings));
        } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn every_sample_is_found_or_left_alone() {
    let mut wrong = Vec::new();
    for (rule, text) in samples() {
        let found = found(&text);
        let rules: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
        if rules != rule.iter().map(String::as_str).collect::<Vec<_>>() {
            wrong.push(format!("{rule:?} | {text:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} samples\n{}", wrong.len(), wrong.join("\n"));
    assert!(samples().len() >= 250);
}

#[test]
fn a_sample_is_found_inside_a_sentence_of_any_script() {
    let mut wrong = Vec::new();
    for (rule, text) in samples().into_iter().filter_map(|(rule, text)| Some((rule?, text))) {
        for around in [format!("Wörter, {text}; mehr"), format!("كلمات {text} كلمات"), format!("({text})"), format!("- «{text}»")]
        {
            if found(&around).iter().all(|(found, _)| *found != rule) {
                wrong.push(format!("{rule} | {around:?}: {:?}", found(&around)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} samples\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_mask_hides_what_it_stands_for_and_keeps_its_length() {
    let veil = Veil::default();
    for (rule, text) in samples().into_iter().filter_map(|(rule, text)| Some((rule?, text))) {
        let hidden = veil.hide_all(&text);
        assert_eq!(hidden.chars().count(), text.chars().count(), "{text}");
        for (_, value) in found(&text) {
            assert!(!hidden.contains(&value), "{rule}: `{value}` is in `{hidden}`");
        }
        assert!(hidden.contains('*'), "{rule}: {hidden}");
    }
    for (text, masked) in [
        ("+99 300 1234567", "+99 3** *****67"),
        ("(+99-1) 26060-0", "(+9*-*) *****-0"),
        ("hotline@shelter.example.org", "h******@*******.*******.***"),
        ("passport no. XA1234567", "passport no. *********"),
        ("born on 3 March 2001", "born on * ***** ****"),
        ("Dr Example", "Dr E******"),
        ("12 Harbour Street", "** ******* Street"),
        ("two victims", "*** victims"),
        ("t.me/example", "t.me/*******"),
    ] {
        assert_eq!(veil.hide_all(text), masked);
    }
}

#[test]
fn nothing_is_found_in_our_catalogue_the_story_and_the_examples() {
    let mut wrong = Vec::new();
    for folder in ["src/toolkit", "story", "example-repo"] {
        let files = files_below(&root().join(folder), &["yaml", "yml", "md", "json"]);
        // The script of the story names who commits; it is no document of a project.
        for file in files.into_iter().filter(|file| !file.ends_with("story.yaml")) {
            let text = fs::read_to_string(&file).expect("text");
            wrong.extend(found(&text).into_iter().map(|found| format!("{}: {found:?}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A folder of texts that are not ours to keep here: `RISKLOG_CLEAN_TEXTS=FOLDER cargo test clean_texts`.
#[test]
fn nothing_is_found_in_the_clean_texts_that_somebody_names() {
    let Some(folder) = std::env::var_os("RISKLOG_CLEAN_TEXTS") else { return };
    let files = files_below(Path::new(&folder), &["txt", "yaml", "md"]);
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("text");
        wrong.extend(found(&text).into_iter().map(|found| format!("{}: {found:?}", file.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
