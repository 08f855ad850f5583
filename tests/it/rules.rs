//! Every rule has a bad fixture that it alone finds, at the expected place, and a good twin in which nothing is found.
//!
//! `tests/fixtures/rules/project/` is a project without a fault, with all printed risks of Tool 3.3 but LA-01. A fixture
//! of a rule is a file (`bad.yaml`, put beside the project as `risks/3.3-main.yaml`) or a folder (`bad/`) whose files are
//! added to the project or replace its own; a file `omit` in it lists paths of the project to leave out. There may be
//! more of them (`bad-second.yaml`). Comments in the files say the rest: `# expect: LINE:COLUMN` in the file of the
//! finding, `# severity: error` (any, where not said), `# today: 2025-01-01`,
//! `# tags: baseline mid-term`, and a file `deny` beside `omit` is the deny list.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use risklog::document::Document;
use risklog::finding::Finding;
use risklog::model::Date;
use risklog::privacy::DenyList;
use risklog::rules::{self, Check, Rule, snapshot::RULES};
use risklog::snapshot::{OtherFile, Snapshot};
use risklog::source::Origin;

pub(crate) const MANIFEST: &str = "risklog.yaml";
pub(crate) const MAIN: &str = "risks/3.3-main.yaml";

/// Files by their path in the project.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn every_bad_fixture_gives_one_finding_of_its_rule_at_its_place() {
    let mut wrong = Vec::new();
    for (rule, name, fixture) in fixtures("bad") {
        let found = fixture.findings();
        let expected = fixture.expected();
        let fits = match found.as_slice() {
            [one] => one.rule == rule && Some(place(one)) == expected && fixture.severity().is_none_or(|word| word == one.severity.word()),
            _ => false,
        };
        if !fits {
            wrong.push(format!("{rule}/{name}: expected {rule} at {expected:?}, found{}", told(&found)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_good_fixture_gives_no_finding() {
    let found = |(rule, name, fixture): (String, String, Fixture)| {
        let found = fixture.findings();
        (!found.is_empty()).then(|| format!("{rule}/{name}:{}", told(&found)))
    };
    let wrong: Vec<String> = fixtures("good").into_iter().filter_map(found).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_project_beside_the_fixtures_has_no_fault() {
    let fixture = Fixture { own: Files::new(), omit: BTreeSet::new(), deny: None };
    let found = fixture.findings();
    // LA-01 is what the fixtures bring.
    assert!(found.iter().all(|finding| finding.rule == "toolkit-risk-missing"), "{}", told(&found));
}

#[test]
fn every_rule_has_a_bad_and_a_good_fixture_and_every_folder_a_rule() {
    let names = |kind: &str| fixtures(kind).into_iter().map(|(rule, ..)| rule).collect::<BTreeSet<String>>();
    let rules: BTreeSet<String> = tested_rules().map(|rule| rule.name.to_owned()).collect();
    let folders: BTreeSet<String> = names_in(&root()).into_iter().filter(|name| name != "project").collect();
    assert_eq!(folders, rules, "folders and rules");
    assert_eq!(names("bad"), rules, "bad fixtures and rules");
    assert_eq!(names("good"), rules, "good fixtures and rules");
}

#[test]
fn the_examples_of_every_rule_stand_in_its_fixtures() {
    for rule in tested_rules() {
        for (kind, example) in [("bad", rule.bad), ("good", rule.good)] {
            let of_rule = fixtures(kind).into_iter().filter(|(name, ..)| name == rule.name);
            let texts: Vec<String> = of_rule.map(|(.., fixture)| fixture.text()).collect();
            for line in example.lines().map(str::trim).filter(|line| *line != "…") {
                let stands = texts.iter().any(|text| text.lines().any(|written| written.trim() == line));
                assert!(stands, "{} has the {kind} example line `{line}`, which no {kind} fixture holds", rule.name);
            }
        }
    }
}

#[test]
fn names_are_kebab_case_and_used_once() {
    let mut seen = BTreeSet::new();
    for rule in rules::all() {
        assert!(rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{}", rule.name);
        assert!(seen.insert(rule.name), "{} stands twice", rule.name);
        assert!(rule.checks.ends_with('.') && rule.why.ends_with('.'), "{}: whole sentences", rule.name);
    }
}

/// The project with what a fixture changes in it.
struct Fixture {
    own: Files,
    omit: BTreeSet<String>,
    deny: Option<Vec<u8>>,
}

impl Fixture {
    fn read(path: &Path) -> Self {
        if path.is_file() {
            let text = fs::read(path).expect("the fixture can be read");
            return Self { own: Files::from([(MAIN.to_owned(), text)]), omit: BTreeSet::new(), deny: None };
        }
        let mut own = files_below(path);
        let omit = own.remove("omit").unwrap_or_default();
        let omit = String::from_utf8(omit).expect("`omit` is text").lines().map(str::to_owned).collect();
        let deny = own.remove("deny");
        Self { own, omit, deny }
    }

    fn findings(&self) -> Vec<Finding> {
        let mut files = files_below(&root().join("project"));
        files.retain(|path, _| !self.omit.contains(path));
        files.extend(self.own.clone());
        let manifest = files.remove(MANIFEST).map(|bytes| Arc::new(Document::read(MANIFEST, &bytes)));
        let mut state = Snapshot::empty(Origin::Worktree, String::new());
        let overlays = manifest.as_deref().and_then(Document::project).map(|project| project.overlays.clone()).unwrap_or_default();
        let overlays: Vec<(String, Vec<u8>)> = overlays.iter().filter_map(|path| files.remove_entry(path)).collect();
        state.manifest = manifest;
        state.overlays = overlays.iter().map(|(path, bytes)| Arc::new(Document::read(path, bytes))).collect();
        (state.documents, state.others) = apart(&files);
        state.deny = self.deny.as_deref().map(|words| Arc::new(DenyList::read(words).expect("a list of words")));
        state.tags = self.said("tags").map(|(_, tags)| tags.split_whitespace().map(str::to_owned).collect());
        rules::judge(&state, self.today()).findings
    }

    fn today(&self) -> Date {
        let today = self.said("today").map_or("2024-07-01".to_owned(), |(_, today)| today);
        today.parse().expect("a day")
    }

    /// File, line and column of the finding.
    fn expected(&self) -> Option<(String, usize, usize)> {
        let (file, place) = self.said("expect")?;
        let (line, column) = place.split_once(':').expect("line:column");
        Some((file, line.parse().expect("a line"), column.parse().expect("a column")))
    }

    fn severity(&self) -> Option<String> {
        self.said("severity").map(|(_, word)| word)
    }

    /// Returns what a comment `# key: …` says, and the file that says it.
    fn said(&self, key: &str) -> Option<(String, String)> {
        let mark = format!("# {key}:");
        self.own.iter().find_map(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            let said = text.lines().find_map(|line| line.split_once(&mark))?.1.trim().to_owned();
            Some((path.clone(), said))
        })
    }

    fn text(&self) -> String {
        self.own.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
    }
}

/// Returns all fixtures of a kind (`bad` or `good`) with their rule and file name.
fn fixtures(kind: &str) -> Vec<(String, String, Fixture)> {
    let rules = names_in(&root()).into_iter().filter(|name| name != "project");
    let of_rule = |rule: String| {
        let folder = root().join(&rule);
        let names = names_in(&folder).into_iter().filter(|name| name.starts_with(kind)).collect::<Vec<_>>();
        names.into_iter().map(move |name| (rule.clone(), name.clone(), Fixture::read(&folder.join(name))))
    };
    rules.flat_map(of_rule).collect()
}

fn tested_rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(rules::privacy::RULES).copied().filter(|rule| !matches!(rule.check, Check::Change(_)))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules")
}

pub(crate) fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in UTF-8")).collect()
}

pub(crate) fn files_below(folder: &Path) -> Files {
    let mut files = Files::new();
    for name in names_in(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            files.extend(files_below(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            files.insert(name, fs::read(&path).expect("the file can be read"));
        }
    }
    files
}

/// Reads files as a project would: YAML is a document, all else is a file beside it.
pub(crate) fn apart(files: &Files) -> (Vec<Arc<Document>>, Vec<Arc<OtherFile>>) {
    let is_document = |path: &str| path.ends_with(".yaml") || path.ends_with(".yml");
    let documents = files.iter().filter(|(path, _)| is_document(path)).map(|(path, bytes)| Arc::new(Document::read(path, bytes)));
    let others = files.iter().filter(|(path, _)| !is_document(path)).map(|(path, bytes)| Arc::new(OtherFile::read(path, bytes)));
    (documents.collect(), others.collect())
}

pub(crate) fn place(finding: &Finding) -> (String, usize, usize) {
    let (line, column) = finding.region.map_or((0, 0), |region| (region.start.line, region.start.column));
    (finding.place.file.clone(), line, column)
}

pub(crate) fn told(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return " nothing".to_owned();
    }
    let tell = |finding: &Finding| {
        let (file, line, column) = place(finding);
        let help = finding.help.as_deref().unwrap_or("-");
        format!("\n    {file}:{line}:{column} {} {}: {} (help: {help})", finding.severity.word(), finding.rule, finding.message)
    };
    findings.iter().map(tell).collect()
}
