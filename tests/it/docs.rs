//! Keeps the documentation true: what the program makes is what it prints now, quoted output is real, links lead somewhere,
//! and commands that are named exist. `RISKLOG_WRITE_DOCS=1 cargo test docs` writes `docs/rules.md` and `docs/cli.md` anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::risklog;

/// The day on which the example looks back.
const TODAY: &str = "2026-10-15";
/// Columns of the help texts in `docs/cli.md`.
const HELP_WIDTH: &str = "100";
/// What opens the help of the options that every command has.
const GLOBAL: &str = "Global options:\n";
/// What people read, apart from what the program makes.
const PAGES: [&str; 21] = [
    "README.md",
    "docs/README.md",
    "docs/audit.md",
    "docs/catalogue.md",
    "docs/changes.md",
    "docs/ci.md",
    "docs/editing.md",
    "docs/exports.md",
    "docs/for-evaluators.md",
    "docs/getting-started.md",
    "docs/files.md",
    "docs/git.md",
    "docs/history.md",
    "docs/looking-back.md",
    "docs/output.md",
    "docs/privacy.md",
    "docs/report.md",
    "docs/spreadsheets.md",
    "hooks/README.md",
    "schema/README.md",
    "example-repo/README.md",
];

#[test]
fn the_page_of_rules_is_what_the_program_prints() {
    assert_made("docs/rules.md", &print(&["rules", "--format", "markdown"]));
}

#[test]
fn the_page_of_commands_is_the_help_of_the_program() {
    let mut page = String::from(
        "# Command line\n\nMade from the help texts; a test keeps it so. The global options are the same for every command and stand here once.\n",
    );
    let mut global = None;
    for command in commands() {
        let help = help(&command);
        let (own, shared) = apart(&help);
        let first = global.get_or_insert_with(|| shared.to_owned());
        assert_eq!(first, shared, "the global options of {command:?}");
        let text = if command.is_empty() { help.trim_end().to_owned() } else { own };
        page.push_str(&format!("\n## {}\n\n```text\n{text}\n```\n", name(&command)));
    }
    assert_made("docs/cli.md", &page);
}

#[test]
fn quoted_output_is_real() {
    let demo = Demo::build();
    let mut seen = 0;
    for block in blocks(&read("README.md")) {
        let output = demo.run(&block);
        let mut rest = output.as_str();
        for part in block.text.split("…\n") {
            let found = at_line(rest, part);
            let found =
                found.unwrap_or_else(|| panic!("`{}` does not print, after what was found before:\n{part}\nbut:\n{rest}", block.command));
            rest = &rest[found + part.len()..];
        }
        seen += 1;
    }
    assert!(seen >= 5, "the blocks of the README are found");
}

#[test]
fn the_two_commands_stand_once_in_the_readme() {
    let readme = read("README.md");
    for command in ["cargo run --release -- demo", "cargo test"] {
        assert_eq!(readme.lines().filter(|line| *line == command).count(), 1, "{command}");
        assert_eq!(readme.matches(command).count(), 1, "{command}");
    }
}

#[test]
fn relative_links_lead_to_files() {
    for page in PAGES.iter().copied().chain(["docs/architecture.md", "docs/rules.md", "docs/cli.md", "CONTRIBUTING.md", "story/README.md"])
    {
        let folder = root().join(page).parent().expect("a file lies in a folder").to_owned();
        for target in links(&read(page)) {
            assert!(folder.join(&target).exists(), "{page}: {target} does not exist");
        }
    }
}

#[test]
fn commands_that_are_named_exist() {
    let helps: BTreeMap<String, String> = commands().iter().map(|command| (name(command), help(command))).collect();
    for page in PAGES {
        for typed in typed(&read(page)) {
            let words: Vec<&str> = typed.split_whitespace().collect();
            // A command may begin with the folder: risklog -C FOLDER check.
            let rest = if words.get(1) == Some(&"-C") { &words[3..] } else { &words[1..] };
            let known = (0..=2.min(rest.len()))
                .rev()
                .map(|depth| (depth, name(&strings(&rest[..depth]))))
                .find(|(_, name)| helps.contains_key(name));
            let (depth, name) = known.expect("the program itself has a help");
            assert!(depth > 0 || rest.iter().all(|word| word.starts_with('-')), "{page}: `{typed}` is no command");
            let subcommands = &helps[&name];
            assert!(depth != 1 || !subcommands.contains("\nCommands:") || rest.len() == 1, "{page}: `{typed}` is no command");
            for flag in rest[depth..].iter().filter(|word| word.starts_with('-') && word.len() > 1) {
                let flag = flag.split('=').next().unwrap_or(flag);
                let has = subcommands.split(|c: char| c.is_whitespace() || c == ',').any(|word| word == flag);
                assert!(has, "{page}: `{typed}`: {name} has no {flag}");
            }
        }
    }
}

#[test]
fn rules_are_named_under_their_group() {
    let list = print(&["rules"]);
    let group_of = |rule: &str| {
        let line = list.lines().find(|line| line.split("  (").next() == Some(rule)).unwrap_or_else(|| panic!("there is no rule {rule}"));
        line.trim_end_matches(')').rsplit("; ").next().expect("a line has a group").to_owned()
    };
    let readme = read("README.md");
    let groups: Vec<&str> = readme.split("<!-- group: ").skip(1).collect();
    assert_eq!(groups.len(), 3);
    for text in groups {
        let (group, text) = text.split_once(" -->\n").expect("the mark is closed");
        let paragraph = text.split("\n\n").next().unwrap_or(text);
        for rule in spans(paragraph) {
            assert_eq!(group_of(&rule), group, "{rule}");
        }
    }
}

/// The example project with its history, in a folder that vanishes.
struct Demo {
    folder: TempDir,
}

impl Demo {
    fn build() -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let ran = risklog(folder.path()).args(["demo", "demo", "--today", TODAY]).run();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        Self { folder }
    }

    /// Runs a command as somebody would who made the edit first; the files are as before afterwards.
    fn run(&self, block: &Block) -> String {
        let project = self.folder.path().join("demo");
        let undo = block.edit.as_ref().map(|edit| edit.make(&project));
        let args = block.command.split_whitespace().skip(1).chain(["--today", TODAY]);
        let ran = risklog(&project).args(args).env("COLUMNS", "80").run();
        assert!(ran.code < 2, "`{}`: {}", block.command, ran.stderr);
        if let Some((path, text)) = undo {
            fs::write(path, text).expect("the file can be written back");
        }
        ran.stdout
    }
}

/// A change of one line of a risk: `FILE ID | OLD | NEW`.
struct Edit {
    file: String,
    id: String,
    old: String,
    new: String,
}

impl Edit {
    fn of(text: &str) -> Self {
        let parts: Vec<&str> = text.split(" | ").collect();
        let [place, old, new] = parts[..] else { panic!("an edit is FILE ID | OLD | NEW, not {text}") };
        let (file, id) = place.split_once(' ').expect("an edit names file and id");
        Self { file: file.to_owned(), id: id.to_owned(), old: old.to_owned(), new: new.to_owned() }
    }

    /// Makes the edit, and returns the file and what stood in it.
    fn make(&self, project: &Path) -> (PathBuf, String) {
        let path = project.join(&self.file);
        let before = fs::read_to_string(&path).expect("the edited file is there");
        let risk = before.find(&format!("id: {}\n", self.id)).expect("the edited risk is there");
        let (head, tail) = before.split_at(risk);
        assert!(tail.contains(&self.old), "{} holds `{}`", self.id, self.old);
        fs::write(&path, format!("{head}{}", tail.replacen(&self.old, &self.new, 1))).expect("the file can be written");
        (path, before)
    }
}

/// A block that is marked as real output.
struct Block {
    command: String,
    edit: Option<Edit>,
    text: String,
}

/// Returns the fenced blocks behind `<!-- output: COMMAND -->`, each with the `<!-- edit: … -->` in the line before.
fn blocks(page: &str) -> Vec<Block> {
    let lines: Vec<&str> = page.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(command) = comment(line, "output: ") else { continue };
        assert!(lines[at + 1].starts_with("```"), "a fence follows {line}");
        let text: String = lines[at + 2..].iter().take_while(|line| !line.starts_with("```")).map(|line| format!("{line}\n")).collect();
        let edit = at.checked_sub(1).and_then(|before| comment(lines[before], "edit: ")).map(Edit::of);
        found.push(Block { command: command.to_owned(), edit, text });
    }
    found
}

fn comment<'a>(line: &'a str, kind: &str) -> Option<&'a str> {
    line.strip_prefix("<!-- ")?.strip_suffix(" -->")?.strip_prefix(kind)
}

/// Finds a text that begins at the beginning of a line.
fn at_line(text: &str, part: &str) -> Option<usize> {
    text.match_indices(part).map(|(at, _)| at).find(|at| *at == 0 || text[..*at].ends_with('\n'))
}

/// Returns every command of the program as its words, the program itself first.
fn commands() -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(command) = open.pop() {
        let help = help(&command);
        let list = help.split_once("\nCommands:\n").map_or("", |(_, rest)| rest.split("\n\n").next().unwrap_or(rest));
        let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
        let inner: Vec<Vec<String>> = names.map(|name| [command.clone(), vec![name.to_owned()]].concat()).collect();
        open.extend(inner.into_iter().rev());
        found.push(command);
    }
    found
}

/// Takes a help text apart: the command's own part, and the options of every command.
fn apart(help: &str) -> (String, &str) {
    let (head, rest) = help.split_once(GLOBAL).expect("every help lists the global options");
    let end = rest.match_indices("\n\n").map(|(at, _)| at).find(|at| rest[at + 2..].starts_with(|c: char| !c.is_whitespace()));
    let (shared, tail) = rest.split_at(end.unwrap_or(rest.len()));
    let own = format!("{}{}", head.trim_end(), tail.trim_end());
    (own, shared.trim_end())
}

fn help(command: &[String]) -> String {
    let args = command.iter().map(String::as_str).chain(["--help"]);
    let ran = risklog(root()).args(args).env("COLUMNS", HELP_WIDTH).run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn name(command: &[String]) -> String {
    ["risklog".to_owned()].iter().chain(command).cloned().collect::<Vec<_>>().join(" ")
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Returns the commands that a page shows: in backticks, and as lines of a block.
fn typed(page: &str) -> Vec<String> {
    let shown = page.lines().map(|line| line.split(" # ").next().unwrap_or(line).trim());
    let mut found: Vec<String> = shown.filter(|line| line.starts_with("risklog ")).map(str::to_owned).collect();
    found.extend(spans(page).into_iter().filter(|span| span.starts_with("risklog ")));
    found
}

/// Returns what stands in backticks outside of fenced blocks.
fn spans(page: &str) -> Vec<String> {
    let prose: Vec<&str> = page.split("```").step_by(2).collect();
    prose.iter().flat_map(|text| text.split('`').skip(1).step_by(2)).map(|span| span.replace('\n', " ")).collect()
}

/// Returns the targets of relative links.
fn links(page: &str) -> Vec<String> {
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let targets = targets.map(|target| target.split('#').next().unwrap_or(target));
    targets.filter(|target| !target.is_empty() && !target.contains("://")).map(str::to_owned).collect()
}

/// Compares a page with what the program makes of it now, or writes it where that is asked for.
fn assert_made(page: &str, text: &str) {
    if std::env::var_os("RISKLOG_WRITE_DOCS").is_some() {
        fs::write(root().join(page), text).expect("the page can be written");
    }
    assert!(read(page) == text, "{page} is not what the program makes: RISKLOG_WRITE_DOCS=1 cargo test docs");
}

fn print(args: &[&str]) -> String {
    let ran = risklog(root()).args(args).run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
