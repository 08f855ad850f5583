//! Going on after a slip: the line is put right in memory, the slip becomes a finding with the repaired line, and reading
//! starts again, so that three slips give three findings and none hides the next.

use std::collections::BTreeSet;

use super::parse::{Stop, StopKind, Tree, build};
use super::{MAX_DEPTH, MAX_KEYS, slip};
use crate::finding::{Finding, Place};
use crate::source::{Source, Span};

/// Most slips that are put right in one file before reading stops.
const MOST_REPAIRS: usize = 40;
/// Files above this size are not searched for repairs: every try reads them again.
const LARGEST_REPAIRED: usize = 256 * 1024;

/// What reading with repairs gave.
pub(super) struct Outcome {
    pub(super) tree: Tree,
    pub(super) text: Source,
    pub(super) findings: Vec<Finding>,
    pub(super) repaired_lines: BTreeSet<usize>,
}

/// Reads a text, puts right what it can, and says each time what it did.
pub(super) fn build_with_repairs(source: &Source) -> Outcome {
    let mut outcome = Outcome { tree: Tree::default(), text: source.clone(), findings: Vec::new(), repaired_lines: BTreeSet::new() };
    loop {
        let stop = match build(&outcome.text) {
            Ok(tree) => {
                outcome.tree = tree;
                return outcome;
            }
            Err(stop) => stop,
        };
        if stop.kind == StopKind::TooDeep {
            outcome.findings.push(too_deep(source, &outcome.text, &stop));
            return outcome;
        }
        if stop.kind == StopKind::TooManyKeys {
            outcome.findings.push(too_many_keys(source, &outcome.text, &stop));
            return outcome;
        }
        let may_repair = outcome.findings.len() < MOST_REPAIRS && source.text().len() <= LARGEST_REPAIRED;
        match may_repair.then(|| repair(&outcome, &stop)).flatten() {
            Some(repaired) => {
                outcome.findings.push(finding(source, repaired.line, &repaired));
                outcome.repaired_lines.insert(repaired.line);
                outcome.text = repaired.text;
            }
            None => {
                outcome.findings.push(unexplained(source, &outcome.text, &stop));
                return outcome;
            }
        }
    }
}

/// Writes a text in double quotes, so that every reader takes it as it stands.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

struct Repaired {
    line: usize,
    slip: slip::Slip,
    text: Source,
}

/// Tries the known slips on the lines near the stop, and takes the first that lets the parser get further.
fn repair(outcome: &Outcome, stop: &Stop) -> Option<Repaired> {
    let text = &outcome.text;
    let stopped = text.position(stop.at).line;
    for line in nearby(text, stopped).filter(|line| !outcome.repaired_lines.contains(line)) {
        for slip in slip::candidates(text, line) {
            let repaired = replace_line(text, line, &slip.line);
            let further = match build(&repaired) {
                Ok(_) => true,
                Err(next) => next.kind == StopKind::Other && repaired.position(next.at).line > stopped.max(line),
            };
            if further {
                return Some(Repaired { line, slip, text: repaired });
            }
        }
    }
    None
}

/// The line of the stop and the one behind it, then the lines before it that are not blank, the nearest first.
fn nearby(text: &Source, stopped: usize) -> impl Iterator<Item = usize> {
    let here = (stopped..=text.line_count()).take(2);
    let before = (1..stopped).rev().filter(|line| !text.line(*line).trim().is_empty()).take(3);
    here.chain(before)
}

fn replace_line(text: &Source, line: usize, with: &str) -> Source {
    let span = text.line_span(line);
    let whole = text.slice(&span);
    let ending = whole.get(text.line(line).len()..).unwrap_or("");
    let before = text.slice(&(0..span.start));
    let after = text.slice(&(span.end..text.text().len()));
    Source::new(text.path(), format!("{before}{with}{ending}{after}"))
}

fn finding(source: &Source, line: usize, repaired: &Repaired) -> Finding {
    let start = source.line_span(line).start;
    let written = source.line(line);
    let from = (start + repaired.slip.at).min(start + written.len());
    let place = Place::bytes(source.path(), &(from..start + written.trim_end().len().max(from - start)));
    let mut help = format!("write: {}", repaired.slip.line.trim());
    if let Some(more) = repaired.slip.more {
        help.push_str(&format!("\n{more}"));
    }
    Finding::new(repaired.slip.rule, place, repaired.slip.message.clone()).help(help)
}

fn too_deep(source: &Source, text: &Source, stop: &Stop) -> Finding {
    let message = format!("the nesting is deeper than {MAX_DEPTH} levels");
    Finding::new("too-large", Place::bytes(source.path(), &same_place(source, text, stop)), message)
        .help("an assessment needs about six levels: look for a `[`, `{` or `- ` too many")
}

fn too_many_keys(source: &Source, text: &Source, stop: &Stop) -> Finding {
    let message = format!("this block has more than {MAX_KEYS} keys");
    Finding::new("too-large", Place::bytes(source.path(), &same_place(source, text, stop)), message)
        .help("a risk has about twenty: write each one as an entry of a list, with `- ` before its first key")
}

fn unexplained(source: &Source, text: &Source, stop: &Stop) -> Finding {
    let message = format!("this is not YAML from here on ({})", stop.message);
    Finding::new("syntax", Place::bytes(source.path(), &same_place(source, text, stop)), message)
        .help("compare this line and the one above it with their neighbours: same indentation, `key: value`, quotes closed")
}

/// Finds the stop in the text as it was written: same line, and the same column as far as the line goes.
fn same_place(source: &Source, text: &Source, stop: &Stop) -> Span {
    let position = text.position(stop.at);
    let span = source.line_span(position.line);
    let line = source.line(position.line);
    let column = line.char_indices().map(|(at, _)| at).nth(position.column - 1).unwrap_or(line.len());
    span.start + column..span.start + line.len().max(column)
}
