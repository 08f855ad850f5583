//! Keeps the house in order by reading its text: imports follow the layers, foreign crates stay in their folder, the
//! library stays quiet, files stay small, rules are listed, and the documents name what exists.
//!
//! Every check is a function over files, so that a broken sample shows that it catches what it is for. Production code
//! is held to the layers; tests may look anywhere.

mod broken;
mod imports;
mod text;

use std::fs;
use std::path::Path;

use self::imports::{names_crate, top_module, used_modules};
use self::text::{Parts, production, word_at_start, words};

/// The vocabulary.
const L0: &[&str] = &["source", "route", "change", "finding", "model"];

/// Every top-level module of the library with what it may use, the lowest first: a row uses only rows above it.
const LAYERS: &[(&str, &[&[&str]])] = &[
    ("source", &[]),
    ("route", &[]),
    ("change", &[]),
    ("finding", &[&["source", "route"]]),
    ("model", &[&["source", "route", "change", "finding"]]),
    ("likeness", &[]),
    ("privacy", &[&["source"]]),
    ("signature", &[]),
    ("yaml", &[&["source", "route", "finding"]]),
    ("git", &[L0, &["signature"]]),
    ("toolkit", &[L0, &["yaml"]]),
    ("schema", &[&["finding", "route", "likeness"]]),
    ("document", &[L0, &["yaml", "schema", "likeness", "privacy", "toolkit"]]),
    ("edit", &[L0, &["yaml", "document"]]),
    ("template", &[L0, &["yaml", "toolkit", "schema"]]),
    ("snapshot", &[L0, &["git", "document", "privacy", "toolkit"]]),
    ("diff", &[L0, &["document", "snapshot", "toolkit", "likeness"]]),
    ("rules", &[L0, &["document", "snapshot", "diff", "toolkit", "likeness", "privacy"]]),
    ("merge", &[L0, &["yaml", "likeness"]]),
    ("history", &[L0, &["signature", "git", "snapshot", "document", "diff", "rules"]]),
    ("questions", &[L0, &["signature", "git", "toolkit", "document", "snapshot", "diff", "rules", "history"]]),
    ("sharing", &[L0, &["signature", "document", "snapshot", "diff", "rules", "history"]]),
    (
        "report",
        &[
            L0,
            &["likeness", "privacy", "yaml", "git", "toolkit", "schema", "document", "snapshot", "diff", "rules", "merge", "history"],
            &["questions", "sharing"],
        ],
    ),
    ("extract", &[L0, &["privacy", "document", "snapshot", "diff", "history", "sharing", "report"]]),
    ("render", &[L0, &["likeness", "privacy", "diff", "rules", "history", "questions", "sharing", "report", "extract"]]),
    ("sheet", &[L0, &["likeness", "yaml", "document", "snapshot", "edit", "sharing", "report", "extract"]]),
    ("pack", &[L0, &["privacy", "git", "snapshot", "sharing", "report", "render"]]),
    ("columnar", &[L0, &["sharing", "report", "extract"]]),
];

/// Every dependency with the places that may name it.
const FENCES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["src/render"]),
    ("anstyle", &["src/render", "src/bin"]),
    ("calamine", &["src/sheet"]),
    ("clap", &["src/bin"]),
    ("clap_complete", &["src/bin"]),
    ("clap_mangen", &["src/bin"]),
    ("data_encoding", &["src/render", "src/signature"]),
    ("ed25519_compact", &["src/signature"]),
    ("fast_glob", ANYWHERE),
    ("gix", &["src/git"]),
    ("granit_parser", &["src/yaml"]),
    ("jiff", ANYWHERE),
    ("jsonschema", &["src/schema"]),
    ("maud", &["src/render"]),
    ("parquet", &["src/columnar"]),
    ("pgp", &["src/signature"]),
    ("regex", &["src/privacy"]),
    ("rust_xlsxwriter", &["src/sheet"]),
    ("serde", ANYWHERE),
    ("serde_json", ANYWHERE),
    ("serde_yaml", &["src/yaml"]),
    ("sha2", &["src/bin", "src/pack", "src/render", "src/report", "src/sheet", "src/signature"]),
    ("similar", &["src/likeness.rs"]),
    ("ssh_key", &["src/signature"]),
    ("tabled", &["src/render"]),
    ("tempfile", &["src/bin", "src/git"]),
    ("terminal_size", &["src/bin"]),
    ("thiserror", ANYWHERE),
    ("unicode_normalization", &["src/privacy"]),
    ("unicode_segmentation", &["src/likeness.rs"]),
    ("unicode_width", &["src/render"]),
    ("zip", &["src/sheet"]),
];
const ANYWHERE: &[&str] = &["src"];

/// What the library must not say: output, processes, sockets, environment, clock.
const LOUD: &[&str] = &[
    "print!",
    "println!",
    "eprint!",
    "eprintln!",
    "dbg!",
    "std::process",
    "process::",
    "std::env",
    "env::",
    "std::net",
    "SystemTime",
    "Instant",
    "now(",
];

const MOST_LINES: usize = 420;
const LONGEST_LINE: usize = 200;
const UNFINISHED_WORDS: &[&str] = &["TODO", "FIXME", "XXX"];
const UNFINISHED_CODE: &[&str] = &["todo!", "unimplemented!", "#[ignore"];

/// The folders that a path in a document may start with, to be taken for one of this repository.
const FOLDERS: &[&str] = &["src/", "docs/", "tests/", "schema/", "hooks/", "example-repo/", "story/"];

/// A text file with its path from the repository's root.
struct File {
    path: String,
    text: String,
}

#[test]
fn imports_follow_the_layers() {
    assert_none(&check_layers(&files("src", "rs")));
}

#[test]
fn foreign_crates_stay_in_their_folder() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest is there");
    assert_none(&check_fences_are_complete(&manifest));
    assert_none(&check_fences(&files("src", "rs")));
}

#[test]
fn the_library_neither_speaks_nor_looks_at_clock_and_environment() {
    assert_none(&check_quiet(&files("src", "rs")));
}

#[test]
fn files_say_what_they_are_for_and_stay_small_and_finished() {
    assert_none(&check_sizes(&files("src", "rs")));
    let all: Vec<File> = files("src", "rs").into_iter().chain(files("tests", "rs")).collect();
    assert_none(&check_form(&all));
}

#[test]
fn every_rule_file_is_in_the_list() {
    assert_none(&check_rules(&files("src/rules", "rs")));
}

#[test]
fn documents_name_what_exists() {
    let documents: Vec<File> = documents();
    assert!(documents.iter().any(|file| file.path == "docs/architecture.md"), "the documents are read");
    assert_none(&check_paths(&documents, &|path| root().join(path).exists()));
    let code = files("src", "rs").into_iter().chain(files("src/render/tests", "rs")).chain(files("tests", "rs"));
    assert_none(&check_named_tests(&documents, &code.collect::<Vec<_>>()));
}

fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Finds imports that go up or aside, and modules that the table does not know.
fn check_layers(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files {
        let Some(module) = top_module(&file.path) else { continue };
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            complaints.push(format!("{}: `{module}` has no row in the table of layers", file.path));
            continue;
        };
        let used = used_modules(&file.path, &production(&Parts::of(&file.text).code));
        for used in used.iter().filter(|used| *used != module) {
            if !allowed.iter().any(|group| group.contains(&used.as_str())) {
                complaints.push(format!("{}: `{module}` must not use `{used}`", file.path));
            }
        }
    }
    complaints
}

/// Finds foreign crates named outside their folder.
fn check_fences(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files {
        let code = production(&Parts::of(&file.text).code);
        for (name, places) in FENCES {
            let at_home = places.iter().any(|place| file.path == *place || file.path.starts_with(&format!("{place}/")));
            if !at_home && names_crate(&code, name) {
                complaints.push(format!("{}: `{name}` belongs in {}", file.path, places.join(" or ")));
            }
        }
    }
    complaints
}

/// Finds dependencies of the manifest for which nobody decided where they belong.
fn check_fences_are_complete(manifest: &str) -> Vec<String> {
    let section = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1).take_while(|line| !line.starts_with('['));
    let names = section.filter_map(|line| line.split_once('=')).map(|(name, _)| name.trim().replace('-', "_"));
    names.filter(|name| !FENCES.iter().any(|(known, _)| known == name)).map(|name| format!("Cargo.toml: `{name}` has no fence")).collect()
}

/// Finds output, processes, environment and clock in the library.
fn check_quiet(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| !file.path.starts_with("src/bin/")) {
        let code = production(&Parts::of(&file.text).code);
        for word in LOUD.iter().filter(|word| words(&code, word).next().is_some()) {
            complaints.push(format!("{}: `{word}` is for the command line", file.path));
        }
    }
    complaints
}

/// Finds files that do not fit in the head.
fn check_sizes(files: &[File]) -> Vec<String> {
    let lines = files.iter().map(|file| (file, production(&Parts::of(&file.text).code).lines().count()));
    lines.filter(|(_, lines)| *lines > MOST_LINES).map(|(file, lines)| format!("{}: {lines} lines before the tests", file.path)).collect()
}

/// Finds files that do not say what they are for, long lines, and what is not finished.
fn check_form(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files {
        let mut complain = |what: String| complaints.push(format!("{}: {what}", file.path));
        // NOTE: an empty program, which stands for one that is still to be written, has nothing to say yet.
        if !file.text.starts_with("//!") && file.text.trim() != "fn main() {}" {
            complain("does not begin with `//!`".to_owned());
        }
        for (at, line) in file.text.lines().enumerate().filter(|(_, line)| line.chars().count() > LONGEST_LINE) {
            complain(format!("line {} has {} characters", at + 1, line.chars().count()));
        }
        let parts = Parts::of(&file.text);
        for word in UNFINISHED_WORDS.iter().filter(|word| words(&parts.comments, word).next().is_some()) {
            complain(format!("`{word}` in a comment"));
        }
        for word in UNFINISHED_CODE.iter().filter(|word| words(&parts.code, word).next().is_some()) {
            complain(format!("`{word}`"));
        }
    }
    complaints
}

/// Finds rules that are not in the list of their folder.
fn check_rules(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for folder in ["src/rules/snapshot/", "src/rules/privacy/", "src/rules/change/"] {
        let list = files.iter().find(|file| file.path == format!("{folder}mod.rs")).map(|file| Parts::of(&file.text).code);
        let list = list.unwrap_or_default();
        let list = list.split_once("RULES:").and_then(|(_, rest)| rest.split_once("];")).map_or("", |(list, _)| list);
        for file in files {
            let Some(name) = file.path.strip_prefix(folder).filter(|name| *name != "mod.rs") else { continue };
            let name = name.split('/').next().unwrap_or(name).trim_end_matches(".rs");
            for rule in declared_rules(&Parts::of(&file.text).code) {
                if words(list, &format!("{name}::{rule}")).next().is_none() {
                    complaints.push(format!("{}: `{name}::{rule}` is not in RULES of {folder}mod.rs", file.path));
                }
            }
        }
    }
    complaints
}

/// Returns the names of the constants that are rules.
fn declared_rules(code: &str) -> Vec<&str> {
    let consts = words(code, "const").filter_map(|(_, rest)| rest.split_once(':'));
    consts.filter(|(_, rest)| word_at_start(rest.trim_start()) == "Rule").map(|(name, _)| name.trim()).collect()
}

/// Finds paths of this repository, in backticks, where nothing is.
fn check_paths(documents: &[File], exists: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in documents {
        for quoted in in_backticks(&file.text).filter(|quoted| FOLDERS.iter().any(|folder| quoted.starts_with(folder))) {
            let path = quoted.split_whitespace().next().unwrap_or(quoted);
            let path =
                path.split_once(['*', '{', '<', '…']).map_or(path, |(fixed, _)| fixed.rsplit_once('/').map_or(fixed, |(folder, _)| folder));
            if !exists(path.split_once(':').map_or(path, |(path, _)| path)) {
                complaints.push(format!("{}: `{quoted}` does not exist", file.path));
            }
        }
    }
    complaints
}

/// Finds tests that are named in a document, in backticks, and are not there.
fn check_named_tests(documents: &[File], code: &[File]) -> Vec<String> {
    let is_sentence = |quoted: &str| {
        let plain = quoted.chars().all(|character| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_');
        plain && quoted.matches('_').count() >= 3
    };
    let mut complaints = Vec::new();
    for file in documents.iter().filter(|file| file.path == "docs/architecture.md") {
        for quoted in in_backticks(&file.text).filter(|quoted| is_sentence(quoted)) {
            if !code.iter().any(|code| code.text.contains(&format!("fn {quoted}("))) {
                complaints.push(format!("{}: no test is called `{quoted}`", file.path));
            }
        }
    }
    complaints
}

/// Returns what stands between single backticks, outside of blocks.
fn in_backticks(text: &str) -> impl Iterator<Item = &str> {
    let mut in_block = false;
    let prose = text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        in_block ^= fence;
        !fence && !in_block
    });
    prose.flat_map(|line| line.split('`').skip(1).step_by(2))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the documents for people: those of the root, and those of `docs` and `hooks`.
fn documents() -> Vec<File> {
    let at_root = ["README.md", "CONTRIBUTING.md"].into_iter().filter(|path| root().join(path).exists()).map(read);
    at_root.chain(files("docs", "md")).chain(files("hooks", "md")).collect()
}

/// Returns the files below a folder whose name ends so, in the order of their paths.
fn files(folder: &str, extension: &str) -> Vec<File> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if folder.starts_with("src") && entry.file_name() == "tests" {
            // A folder of tests beside the code: not part of the program.
            continue;
        }
        if entry.path().is_dir() {
            found.extend(files(&path, extension));
        } else if entry.path().extension().is_some_and(|own| own == extension) {
            found.push(read(&path));
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn read(path: &str) -> File {
    File { path: path.to_owned(), text: fs::read_to_string(root().join(path)).expect("the file is text") }
}
