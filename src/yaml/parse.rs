//! Text to nodes: events of the YAML parser become a tree with spans; what a document must not contain is a finding.

use std::collections::BTreeSet;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span as EventSpan, options};

use super::{Content, Entry, MAX_BYTES, MAX_DEPTH, MAX_KEYS, Node, SENTENCE_KEYS, characters, repair, resolve};
use crate::finding::{Finding, Place};
use crate::source::{Source, Span};

/// What reading a text gave.
#[derive(Debug)]
pub struct Parsed {
    /// The tree, as far as there is one. Where slips were put right to go on reading, its spans belong to `text`.
    pub node: Option<Node>,
    /// The text that the spans belong to: line for line the one that was read, slips put right.
    pub text: Source,
    /// What is wrong with the text.
    pub findings: Vec<Finding>,
    /// Lines (from 1) that were put right to go on reading; nothing more is said about them.
    pub repaired_lines: BTreeSet<usize>,
    /// Says whether the text is one document that every reader takes for the same.
    pub readable: bool,
}

/// Reads a text. Never fails as a whole: what cannot be read is a finding.
#[must_use]
pub fn parse(source: &Source) -> Parsed {
    let mut parsed = Parsed { node: None, text: source.clone(), findings: Vec::new(), repaired_lines: BTreeSet::new(), readable: false };
    if source.text().len() > MAX_BYTES {
        let message = format!("this file has {} bytes; at most {MAX_BYTES} are read", source.text().len());
        let finding = Finding::new("too-large", Place::bytes(source.path(), &(0..0)), message);
        parsed.findings.push(finding.help("an assessment is text: keep evidence elsewhere and point to it"));
        return parsed;
    }
    let characters = characters::inspect(source);
    let refused = !characters.refused.is_empty();
    parsed.findings.extend(characters.refused);
    parsed.findings.extend(characters.hidden);
    if refused {
        return parsed;
    }
    if let Some(marker) = conflict(source) {
        parsed.findings.push(marker);
        return parsed;
    }
    let outcome = repair::build_with_repairs(source);
    parsed.readable = outcome.findings.is_empty() && outcome.tree.refused.is_empty();
    parsed.findings.extend(outcome.findings);
    parsed.findings.extend(outcome.tree.refused);
    parsed.findings.extend(outcome.tree.remarks);
    parsed.node = outcome.tree.root;
    parsed.text = outcome.text;
    parsed.repaired_lines = outcome.repaired_lines;
    parsed
}

/// Finds the markers that git leaves where it could not merge. They are one mistake, whatever the lines between them say.
fn conflict(source: &Source) -> Option<Finding> {
    let mut places = source.text().split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end()))
    });
    let (at, first) = places.find(|(_, line)| line.starts_with("<<<<<<< "))?;
    places.find(|(_, line)| *line == "=======")?;
    places.find(|(_, line)| line.starts_with(">>>>>>> "))?;
    let message = "the marks of a merge that nobody resolved are still in this file";
    let help = "keep the lines that are right, delete those that begin with <<<<<<<, ======= and >>>>>>>, then `git add` the file";
    Some(Finding::new("syntax", Place::bytes(source.path(), &(at..at + first.len())), message).help(help))
}

/// The tree of a text and what was seen while building it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) root: Option<Node>,
    /// Things that no document may contain.
    pub(super) refused: Vec<Finding>,
    /// Slips that leave the document readable.
    pub(super) remarks: Vec<Finding>,
}

/// Where and why the parser gave up.
#[derive(Debug)]
pub(super) struct Stop {
    pub(super) at: usize,
    pub(super) kind: StopKind,
    pub(super) message: String,
}

/// The reasons for giving up that are told apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum StopKind {
    TooDeep,
    TooManyKeys,
    Other,
}

/// Builds the tree of a text, up to the first place where it is no YAML.
pub(super) fn build(source: &Source) -> Result<Tree, Stop> {
    // A block text at the very end would otherwise be read differently by different programs.
    let mut text = source.text().to_owned();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let options = options! {
        strict_indentation: true,
        emit_comments: false,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        max_buffered_comment_events: 100_000,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        simple_key_max_lookahead: 1024,
    };
    let mut builder = Builder::new(source);
    for event in Parser::new_from_str_with_options(&text, options) {
        let (event, span) = event.map_err(|error| stop(&error, source))?;
        builder.take(event, &span);
        if builder.stack.len() > MAX_DEPTH {
            let at = span.byte_range().map_or(0, |range| range.start);
            return Err(Stop { at, kind: StopKind::TooDeep, message: String::new() });
        }
        if builder.keys() > MAX_KEYS {
            let at = span.byte_range().map_or(0, |range| range.start);
            return Err(Stop { at, kind: StopKind::TooManyKeys, message: String::new() });
        }
    }
    Ok(builder.tree)
}

fn stop(error: &ScanError, source: &Source) -> Stop {
    let kind = match error.kind() {
        ErrorKind::RecursionLimitExceeded => StopKind::TooDeep,
        _ => StopKind::Other,
    };
    let at = error.marker().byte_offset().unwrap_or(0).min(source.text().len());
    Stop { at, kind, message: error.info() }
}

enum Open {
    List(Span, Vec<Node>),
    Map { span: Span, entries: Vec<Entry>, seen: BTreeSet<String>, key: Option<(String, Span)> },
}

struct Builder<'a> {
    source: &'a Source,
    tree: Tree,
    stack: Vec<Open>,
    documents: usize,
}

impl<'a> Builder<'a> {
    fn new(source: &'a Source) -> Self {
        let mut builder = Self { source, tree: Tree::default(), stack: Vec::new(), documents: 0 };
        builder.inspect_directives();
        builder
    }

    fn take(&mut self, event: Event<'_>, span: &EventSpan) {
        let range = span.byte_range().unwrap_or(0..0);
        let end = self.source.text().len();
        let range = range.start.min(end)..range.end.min(end);
        if let Some(tag) = span.tag_start.and_then(|mark| mark.byte_offset()) {
            self.refuse(
                &(tag..tag + 1),
                "a tag (`!…`) is not allowed: it can make one program read another value than the next",
                "put the text in quotes",
            );
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    self.refuse(
                        &range,
                        "a second document begins here; a file holds one",
                        "delete the `---`, or keep the second document in a file of its own",
                    );
                }
            }
            Event::Anchor(..) => {
                self.refuse(
                    &range,
                    "an anchor (`&name`) is not allowed: a reviewer could not see what changes with it",
                    "write the value out, or put the text in quotes",
                );
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(
                    &range,
                    "an alias (`*name`) is not allowed: a reviewer could not see what it stands for",
                    "write the value out, or put the text in quotes",
                );
                self.value(Node { span: range, content: Content::Null });
            }
            Event::Scalar(text, style, ..) => self.scalar(&text, style, range),
            Event::SequenceStart(..) => self.open(Open::List(range, Vec::new())),
            Event::MappingStart(..) => {
                self.open(Open::Map { span: range, entries: Vec::new(), seen: BTreeSet::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            _ => {}
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: Span) {
        let written = self.source.slice(&range);
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let trimmed = if block { range.start..range.start + written.trim_end().len() } else { range };
        let content = match style {
            ScalarStyle::Plain if trimmed.is_empty() => Content::Null,
            ScalarStyle::Plain => resolve(text),
            _ => Content::Text(text.to_owned()),
        };
        if style == ScalarStyle::Plain {
            self.remark_lost_text(&trimmed);
        }
        self.value(Node { span: trimmed, content });
    }

    /// Takes a finished value: as a key, behind a key, or as an item of a list.
    fn value(&mut self, node: Node) {
        if self.documents > 1 {
            return;
        }
        match self.stack.last_mut() {
            None => self.tree.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map { key: Some(_), .. }) => self.keep(node),
            Some(Open::Map { .. }) => self.begin_key(node),
        }
    }

    fn begin_key(&mut self, node: Node) {
        let text = match node.content {
            Content::Text(text) => text,
            Content::List(_) | Content::Map(_) => {
                self.refuse(&node.span, "a key must be a word", "put one word before the colon");
                String::new()
            }
            _ => self.source.slice(&node.span).to_owned(),
        };
        if text == "<<" {
            self.refuse(
                &node.span,
                "a merge key (`<<`) is not allowed: a reviewer could not see what it brings in",
                "write the values out",
            );
        }
        if let Some(Open::Map { key, .. }) = self.stack.last_mut() {
            *key = Some((text, node.span));
        }
    }

    fn keep(&mut self, value: Node) {
        let Some(Open::Map { entries, seen, key, .. }) = self.stack.last_mut() else { return };
        let Some((key, key_span)) = key.take() else { return };
        if seen.insert(key.clone()) {
            entries.push(Entry { key, key_span, value });
            return;
        }
        let first = entries.iter().find(|entry| entry.key == key).map_or(0..0, |entry| entry.key_span.clone());
        let message = format!("`{key}` stands twice in the same block; programs differ in which one they take");
        let finding = Finding::new("duplicate-key", Place::bytes(self.source.path(), &key_span), message)
            .help("keep one of the two lines")
            .related(Place::bytes(self.source.path(), &first), format!("`{key}` stands here first"));
        self.tree.refused.push(finding);
    }

    /// Counts the keys of the block that is being read.
    fn keys(&self) -> usize {
        match self.stack.last() {
            Some(Open::Map { entries, .. }) => entries.len(),
            Some(Open::List(..)) | None => 0,
        }
    }

    fn open(&mut self, open: Open) {
        self.stack.push(open);
    }

    fn close(&mut self, end: usize) {
        let node = match self.stack.pop() {
            Some(Open::List(span, items)) => {
                let end = items.last().map_or(span.end.max(end), |item| item.span.end.max(span.start));
                Node { span: span.start..end, content: Content::List(items) }
            }
            Some(Open::Map { span, entries, .. }) => {
                let end = entries.last().map_or(span.end.max(end), |entry| entry.value.span.end.max(entry.key_span.end));
                Node { span: span.start..end, content: Content::Map(entries) }
            }
            None => return,
        };
        self.value(node);
    }

    fn refuse(&mut self, range: &Span, message: &str, help: &str) {
        let finding = Finding::new("yaml-feature-not-allowed", Place::bytes(self.source.path(), range), message);
        self.tree.refused.push(finding.help(help));
    }

    /// Only `%YAML 1.2` may stand before a document.
    fn inspect_directives(&mut self) {
        let source = self.source;
        for number in 1..=source.line_count() {
            let line = source.line(number).trim_start_matches('\u{feff}');
            if line.starts_with("---") || !(line.is_empty() || line.starts_with(['#', '%'])) {
                return;
            }
            if line.starts_with('%') && line.split_whitespace().take(2).ne(["%YAML", "1.2"]) {
                self.refuse(&source.line_span(number), "a directive is not allowed", "delete this line");
            }
        }
    }

    /// A sentence without quotes ends at ` #`; what follows is silently lost.
    fn remark_lost_text(&mut self, range: &Span) {
        let Some(Open::Map { key: Some((key, _)), .. }) = self.stack.last() else { return };
        if !SENTENCE_KEYS.contains(&key.as_str()) || range.is_empty() {
            return;
        }
        let line_end = self.source.line_span(self.source.position(range.end).line).end;
        let rest = self.source.slice(&(range.end..line_end));
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let lost = rest.trim_start_matches([' ', '\t']).trim_end();
        if blanks == 0 || !lost.starts_with('#') {
            return;
        }
        let at = range.end + blanks;
        let whole = format!("{} {lost}", self.source.slice(range));
        let message = format!("YAML drops everything from ` #` on, so `{key}` ends before `{lost}`");
        let finding = Finding::new("possible-lost-text", Place::bytes(self.source.path(), &(at..at + lost.len())), message);
        self.tree.remarks.push(finding.help(format!("put the sentence in quotes: {key}: {}", repair::quoted(&whole))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Part;
    use crate::route::Route;

    fn read(text: &str) -> Parsed {
        parse(&Source::new("a.yaml", text))
    }

    fn rules(parsed: &Parsed) -> Vec<&str> {
        parsed.findings.iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn every_value_knows_its_bytes() {
        let text = "a: 1\nb:\n  - x: é\n    y: >-\n      one\n      two\n  - {z: \"q\"}\nc:\n";
        let parsed = read(text);
        let node = parsed.node.expect("the text is YAML");
        let slice = |pointer: &str, part| text.get(node.locate(&Route::from_pointer(pointer), part)).expect("a span of the text");
        assert_eq!(slice("/b/0/x", Part::Value), "é");
        assert_eq!(slice("/b/0/y", Part::Value), "one\n      two");
        assert_eq!(slice("/b/1/z", Part::Value), "\"q\"");
        assert_eq!(slice("/b/1/missing", Part::Value), "z");
        assert_eq!(slice("/c", Part::Value), "c");
        assert!(parsed.readable);
    }

    #[test]
    fn what_no_document_may_contain_is_named() {
        for text in ["a: &x 1\n", "a: *x\n", "a: !t 1\n", "a: {<<: 1}\n", "a: 1\n---\nb: 2\n", "%TAG ! x\n---\na: 1\n", "? [a]\n: 1\n"] {
            let parsed = read(text);
            assert!(rules(&parsed).contains(&"yaml-feature-not-allowed"), "{text}: {:?}", parsed.findings);
            assert!(!parsed.readable);
        }
        for text in ["---\na: 1\n", "a: 1\n...\n", "%YAML 1.2\n---\na: 1\n", "\u{feff}a: 1\r\n"] {
            assert!(read(text).readable, "{text}: {:?}", read(text).findings);
        }
    }

    #[test]
    fn a_block_with_too_many_keys_is_not_searched() {
        let keys = |count: usize| (0..count).map(|key| format!("k{key}: {key}\n")).collect::<String>();
        assert!(read(&keys(1000)).readable);
        assert_eq!(rules(&read(&keys(50_000))), ["too-large"]);
    }

    #[test]
    fn the_marks_of_a_merge_are_one_finding() {
        let parsed = read("risks:\n<<<<<<< HEAD\n  - id: a\n=======\n  - id: b\n>>>>>>> side\n");
        assert_eq!(rules(&parsed), ["syntax"]);
        assert_eq!(parsed.findings.first().and_then(|finding| finding.place.span), Some((7, 19)));
        assert!(!parsed.readable);
        assert!(read("a: |\n  <<<<<<< HEAD\n").readable);
    }

    #[test]
    fn a_key_that_stands_twice_names_both_places() {
        let parsed = read("a: 1\na: 2\n");
        assert_eq!(rules(&parsed), ["duplicate-key"]);
        assert_eq!(parsed.findings[0].related.len(), 1);
    }

    #[test]
    fn a_sentence_that_yaml_cuts_off_is_named() {
        let parsed = read("rationale: See action #3\nid: X  # fine\nstatement: \"a\" # fine\n");
        assert_eq!(rules(&parsed), ["possible-lost-text"]);
        assert_eq!(parsed.text.position(parsed.findings[0].place.span.expect("bytes").0).column, 23);
    }

    #[test]
    fn deep_nesting_ends_in_a_finding_and_not_in_a_crash() {
        for text in ["[".repeat(200_000), "- ".repeat(20_000), "? ".repeat(40_000), "{a: ".repeat(5_000)] {
            let parsed = read(&text);
            assert!(!parsed.readable);
            assert!(!parsed.findings.is_empty());
        }
    }
}
