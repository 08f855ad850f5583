//! What a file of the library names: modules by path, and crates.

use std::collections::BTreeSet;

use super::text::{is_word, word_at_end, word_at_start, words};

/// Returns the top-level module that a file of the library belongs to; none for `lib.rs` and the command line.
pub(super) fn top_module(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/").filter(|inside| *inside != "lib.rs" && !inside.starts_with("bin/"))?;
    inside.split('/').next().map(|name| name.trim_end_matches(".rs"))
}

/// Returns the top-level modules that a file names by `crate::` or by `super::` steps that reach the root.
pub(super) fn used_modules(path: &str, code: &str) -> BTreeSet<String> {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    let depth = inside.split('/').count();
    let mut used = BTreeSet::new();
    for (_, rest) in words(code, "crate") {
        used.extend(rest.strip_prefix("::").map(heads).unwrap_or_default());
    }
    for (before, rest) in words(code, "super").filter(|(before, _)| !before.ends_with("super::")) {
        let Some(mut rest) = rest.strip_prefix("::") else { continue };
        let mut steps = 1;
        while let Some(next) = rest.strip_prefix("super::") {
            (steps, rest) = (steps + 1, next);
        }
        if steps == depth + inline_modules(before) {
            used.extend(heads(rest));
        }
    }
    used
}

/// Returns the first names of what follows `crate::`: one, or those of a group in braces.
fn heads(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else { return vec![word_at_start(rest).to_owned()] };
    let mut heads = Vec::new();
    let (mut depth, mut is_head) = (0_usize, true);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => is_head = true,
            _ if is_head && !character.is_whitespace() => {
                heads.push(word_at_start(group.split_at(at).1).to_owned());
                is_head = false;
            }
            _ => {}
        }
    }
    heads
}

/// Counts the modules written out in the file that are open at the end of the text.
fn inline_modules(before: &str) -> usize {
    let mut open = Vec::new();
    for (at, character) in before.char_indices().filter(|(_, character)| "{}".contains(*character)) {
        if character == '}' {
            open.pop();
        } else {
            let head = before.split_at(at).0.trim_end();
            let name = head.rsplit(|character: char| !is_word(character)).next().unwrap_or("");
            open.push(head.trim_end_matches(name).trim_end().ends_with("mod"));
        }
    }
    open.into_iter().filter(|is_module| *is_module).count()
}

/// Says whether code names a crate: `name::…`, `use name;` or `use name as …`.
pub(super) fn names_crate(code: &str, name: &str) -> bool {
    words(code, name).any(|(before, rest)| {
        let is_root = !before.ends_with("::") && !before.ends_with('.');
        let is_use = word_at_end(before.trim_end()) == "use" && (rest.starts_with(';') || rest.starts_with(" as "));
        is_root && (rest.starts_with("::") || is_use)
    })
}
