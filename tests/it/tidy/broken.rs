//! Shows that each check fails when what it guards is broken, and is silent when it is not.

use std::collections::BTreeSet;

use super::*;

fn file(path: &str, text: &str) -> Vec<File> {
    vec![File { path: path.to_owned(), text: text.to_owned() }]
}

#[test]
fn a_row_of_the_table_uses_only_rows_above_it() {
    let mut above = BTreeSet::new();
    for (module, allowed) in LAYERS {
        for used in allowed.iter().copied().flatten() {
            assert!(above.contains(used), "{module} uses {used}");
        }
        assert!(above.insert(*module), "{module} stands twice");
    }
}

#[test]
fn imports_that_go_up_are_caught() {
    let samples = [
        ("src/yaml/parse.rs", "use crate::document::Document;"),
        ("src/yaml/parse.rs", "fn f() { let _ = crate::rules::all(); }"),
        ("src/yaml/parse.rs", "use super::super::document::Document;"),
        ("src/yaml/mod.rs", "use super::document::Document;"),
        ("src/route.rs", "use super::finding;"),
        ("src/route.rs", "mod inner {\n    use super::super::finding;\n}"),
        ("src/schema/mod.rs", "use crate::{\n    finding::{Finding, Part},\n    document::Body,\n};"),
        ("src/rules/snapshot/one.rs", "use crate::yaml;"),
        ("src/diff/mod.rs", "#[cfg(test)]\nmod tests;\n\nuse crate::rules::Rule;"),
        ("src/novelty/mod.rs", "//! A module that the table does not know."),
    ];
    for (path, text) in samples {
        assert_eq!(check_layers(&file(path, text)).len(), 1, "{path}: {text}");
    }
}

#[test]
fn imports_that_go_down_pass() {
    let samples = [
        ("src/document/mod.rs", "use crate::{schema::{self, Kind}, yaml};\nuse crate::document::Body;"),
        ("src/yaml/parse.rs", "use super::{MAX_DEPTH, document};\n// crate::document\nconst A: &str = \"crate::document\";"),
        ("src/yaml/parse.rs", "mod inner {\n    use super::super::document;\n}\npub(crate) fn f<'a>(x: &'a str) -> char { '\"' }"),
        ("src/yaml/parse.rs", "#[cfg(test)]\nmod tests {\n    use crate::document::Document;\n}"),
        ("src/yaml/parse.rs", "const A: &str = r#\"use \"crate::document\"#; const B: char = '\\''; // use crate::rules"),
        ("src/lib.rs", "use crate::render::Format;"),
        ("src/bin/risklog/main.rs", "use crate::args::Cli;"),
    ];
    for (path, text) in samples {
        assert_none(&check_layers(&file(path, text)));
    }
}

#[test]
fn a_crate_outside_its_folder_is_caught() {
    for (path, text) in [
        ("src/diff/mod.rs", "use gix::ObjectId;"),
        ("src/diff/mod.rs", "fn f() { serde_yaml::to_string(&1); }"),
        ("src/snapshot/mod.rs", "use tempfile as scratch;"),
        ("src/likeness_of.rs", "use similar::TextDiff;"),
        ("src/report/mod.rs", "use anstyle;"),
    ] {
        assert_eq!(check_fences(&file(path, text)).len(), 1, "{path}: {text}");
    }
    for (path, text) in [
        ("src/git/tree.rs", "use gix::ObjectId;"),
        ("src/likeness.rs", "use similar::TextDiff;"),
        ("src/report/mod.rs", "let similar = 1; words.similar::<u8>(); // gix::ObjectId\nuse crate::tabled::Row;"),
    ] {
        assert_none(&check_fences(&file(path, text)));
    }
    assert_eq!(check_fences_are_complete("[dependencies]\nclap = \"4\"\nnew-one = \"1\"\n\n[dev-dependencies]\nother = \"1\"\n").len(), 1);
}

#[test]
fn a_library_that_speaks_is_caught() {
    for text in [
        "println!(\"x\");",
        "eprint!(\"x\");",
        "use std::process::Command;",
        "use std::{env, fs};\nfn f() { env::var(\"X\"); }",
        "let t = std::time::Instant::now;",
        "let t = jiff::Zoned::now();",
    ] {
        assert!(!check_quiet(&file("src/git/mod.rs", text)).is_empty(), "{text}");
        assert_none(&check_quiet(&file("src/bin/risklog/main.rs", text)));
        assert_none(&check_quiet(&file("src/git/mod.rs", &format!("#[cfg(test)]\nmod tests {{\n{text}\n}}"))));
    }
    assert_none(&check_quiet(&file("src/git/mod.rs", "// println!\nenv!(\"CARGO_PKG_VERSION\"); write!(out, \"std::env\");")));
}

#[test]
fn large_files_are_caught() {
    let lines = |count: usize| "//! A line.\n".repeat(count);
    assert_eq!(check_sizes(&file("src/a.rs", &lines(MOST_LINES + 1))).len(), 1);
    assert_none(&check_sizes(&file("src/a.rs", &format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", lines(MOST_LINES - 1), lines(300)))));
}

#[test]
fn files_without_purpose_and_unfinished_ones_are_caught() {
    let wide = format!("//! {}", "x".repeat(LONGEST_LINE));
    let marked = UNFINISHED_WORDS.iter().map(|word| format!("//! A file.\n// {word}: later\n"));
    let stubs = UNFINISHED_CODE.iter().map(|code| format!("//! A file.\nfn f() {{ {code}\n}}\n"));
    for text in ["fn f() {}".to_owned(), wide].into_iter().chain(marked).chain(stubs) {
        assert_eq!(check_form(&file("src/a.rs", &text)).len(), 1, "{text}");
    }
    assert_none(&check_form(&file("src/a.rs", "//! A file.\nconst PLACEHOLDERS: [&str; 2] = [\"TODO\", \"XXX\"];\n")));
}

#[test]
fn a_rule_that_is_not_listed_is_caught() {
    let rule = "/// The rule.\npub const RULE: Rule = Rule {\n    name: \"one\",\n};\n";
    let with_list = |list: &str| {
        let mut files = file("src/rules/snapshot/one.rs", rule);
        files.extend(file("src/rules/snapshot/mod.rs", &format!("mod one;\npub const RULES: &[&Rule] = &[{list}];\n")));
        files.extend(file("src/rules/snapshot/subject.rs", "const LIMIT: usize = 4;\n"));
        files
    };
    assert_none(&check_rules(&with_list("&another::RULE, &one::RULE")));
    assert_eq!(check_rules(&with_list("&another::RULE")).len(), 1);
    assert_eq!(check_rules(&with_list("&another_one::RULE")).len(), 1);
    assert_eq!(check_rules(&file("src/rules/change/one.rs", rule)).len(), 1);
}

#[test]
fn a_path_and_a_test_that_are_not_there_are_caught() {
    let exists = |path: &str| ["src/yaml", "src/yaml/mod.rs"].contains(&path.trim_end_matches('/'));
    for text in ["see `src/gone.rs`", "`src/yaml/` and `docs/gone/*.md`", "`hooks/gone:3`"] {
        assert_eq!(check_paths(&file("README.md", text), &exists).len(), 1, "{text}");
    }
    let fine = "`src/yaml/`, `src/yaml/mod.rs:12`, `src/yaml/*.rs`, `risks/3.4.yaml`\n```text\n`src/gone.rs`\n```\n";
    assert_none(&check_paths(&file("README.md", fine), &exists));
    let code = file("tests/it/a.rs", "fn the_house_has_a_roof() {}");
    assert_none(&check_named_tests(&file("docs/architecture.md", "`the_house_has_a_roof`, `risk_assessment`"), &code));
    assert_eq!(check_named_tests(&file("docs/architecture.md", "`the_house_has_a_cellar`"), &code).len(), 1);
}
