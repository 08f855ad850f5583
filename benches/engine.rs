//! The parts of the engine, each by itself: `cargo bench --bench engine`. Whole commands are measured by `benches/compare.py`.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    reason = "measures the program, and is no part of it"
)]

mod generator;

use std::path::Path;
use std::sync::Arc;

use divan::{Bencher, black_box};
use risklog::change::Change;
use risklog::diff;
use risklog::document::Document;
use risklog::git::Repository;
use risklog::history::{self, Request};
use risklog::model::Date;
use risklog::render::{self, Format, Style};
use risklog::report::{By, ChangelogReport};
use risklog::rules;
use risklog::snapshot::{Loader, Snapshot};
use risklog::source::Origin;

use generator::document::{Document as Table, manifest};
use generator::edit::Edit;
use generator::history::FIRST_DAY;
use generator::random::Random;

fn main() {
    divan::main();
}

fn tables(number: usize) -> Vec<Table> {
    let mut random = Random::new(1);
    (0..number).map(|number| Table::new(number, FIRST_DAY, &mut random)).collect()
}

fn state(tables: &[Table]) -> Snapshot {
    let read = |path: &str, text: &str| Arc::new(Document::read(path, text.as_bytes()));
    let mut documents: Vec<_> = tables.iter().map(|table| read(&table.path(), &table.text())).collect();
    documents.sort_by(|one, other| one.path().cmp(other.path()));
    let manifest = Some(read("risklog.yaml", &manifest(FIRST_DAY)));
    Snapshot { manifest, documents, ..Snapshot::empty(Origin::Worktree, String::new()) }
}

/// Reads one document of about 13 KB.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let text = tables(1)[0].text();
    bencher.bench(|| Document::read("risks/a.yaml", black_box(text.as_bytes())));
}

/// Reads it again after an edit of one row.
#[divan::bench]
fn parse_again(bencher: Bencher<'_, '_>) {
    let mut table = tables(1).remove(0);
    let before = Document::read("risks/a.yaml", table.text().as_bytes());
    table.risks[9].likelihood = (table.risks[9].likelihood + 1) % 3;
    let text = table.text();
    bencher.bench(|| Document::read_after("risks/a.yaml", black_box(text.as_bytes()), &before));
}

/// Judges a project of five documents that were read.
#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let (tables, today) = (tables(5), Date::constant(2024, 1, 1));
    bencher.with_inputs(|| state(&tables)).bench_refs(|state| rules::judge(state, today));
}

/// Compares two states of a project of two hundred documents, of which five differ.
#[divan::bench]
fn compare(bencher: Bencher<'_, '_>) {
    let (before, mut after) = (tables(200), tables(200));
    let mut random = Random::new(2);
    (0..5).for_each(|number| Edit::choose(number, FIRST_DAY + 30, 0, &mut random).make(&mut after[number]));
    let (before, after) = (state(&before), state(&after));
    bencher.bench(|| diff::compare(Change::new(&before, &after)));
}

/// Reads the history of five documents over two hundred commits, and writes its log.
#[divan::bench]
fn changelog(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let repo = folder.path().join("r");
    generator::history::make(&generator::preset("small").expect("a preset"), &repo).expect("a repository");
    bencher.bench(|| log(&repo).len());
}

fn log(folder: &Path) -> String {
    let repository = Repository::discover(folder).expect("it can be opened").expect("a repository");
    let mut loader = Loader::new(folder, Some(&repository)).expect("a loader");
    let request = Request {
        root: String::new(),
        from: None,
        to: repository.head().expect("a head"),
        trusted_keys: None,
        authors: None,
        steps: false,
        with_worktree: false,
        today: Date::constant(2026, 1, 1),
        version: String::new(),
        command: String::new(),
    };
    let log = history::changelog(&repository, &mut loader, &request).expect("a log");
    render::changelog(&ChangelogReport::new(&log, By::Risk), Format::Json, &Style::default())
}
