//! A risk assessment read again after an edit: rows whose text is the same are taken over as they were read, and only what
//! stands between them is parsed. Where anything about that could be doubtful, nothing is taken over and the whole is read.
//!
//! It rests on one property of the parser: it reads from front to back, so that a row means the same wherever it stands in the
//! list, as long as it begins and ends at the dash of a row.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::{Body, Document, assessment};
use crate::finding::Place;
use crate::model::{Risk, RiskAssessment};
use crate::privacy::{self, Trace};
use crate::route::{Route, Step};
use crate::source::{Region, Source, Span};
use crate::yaml::{self, MAX_BYTES, Node};

/// What stands before a list of rows that is read by itself.
const HEAD: &str = "risks:\n";
/// Lines within which a trace is found whatever stands further away: none is longer.
const NEAR: usize = 12;
/// What git leaves behind is a matter of the whole text.
const MARKS: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];

/// Where the rows of a risk assessment stand in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rows {
    /// The first byte of each row's first line.
    starts: Vec<usize>,
    /// The byte behind the last row.
    end: usize,
    /// Blanks before the dash.
    indent: usize,
}

/// What two texts share at their rows.
struct Shared {
    /// Rows at the front that are the same.
    front: usize,
    /// The first of the rows at the back that are the same.
    back: usize,
    /// The bytes between them, before and after.
    before: Span,
    after: Span,
}

impl Rows {
    /// Finds the rows of a list in block style, each on lines of its own; `None` where it is written another way.
    pub(super) fn of(node: &Node, text: &str) -> Option<Self> {
        let list = node.get("risks")?;
        let first = list.items().first()?;
        let (start, indent) = dash(text, first.span.start)?;
        let mut rows = Self { starts: vec![start], end: text.len(), indent };
        for row in list.items().iter().skip(1) {
            let (start, blanks) = dash(text, row.span.start)?;
            if blanks != indent {
                return None;
            }
            rows.starts.push(start);
        }
        // The list ends with the key behind it, whose line begins at the margin.
        let next = node.entries().iter().map(|entry| entry.key_span.start).find(|key| *key > start);
        if let Some(key) = next {
            let is_at_margin = key == 0 || text.get(..key).is_some_and(|before| before.ends_with('\n'));
            rows.end = key;
            if !is_at_margin {
                return None;
            }
        }
        let is_plain = indent > 0 && !text.contains('\r') && rows.starts.last().is_some_and(|last| *last < rows.end);
        is_plain.then_some(rows)
    }

    fn bytes(&self, row: usize) -> Option<Span> {
        let start = *self.starts.get(row)?;
        Some(start..self.starts.get(row + 1).copied().unwrap_or(self.end))
    }

    /// Compares two texts; `None` where they differ before or behind the rows.
    fn share(&self, before: &str, after: &str) -> Option<Shared> {
        let (old, new) = (before.as_bytes(), after.as_bytes());
        let prefix = old.iter().zip(new).take_while(|(one, other)| one == other).count();
        let most = old.len().min(new.len()) - prefix;
        let suffix = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
        // A row is known by the dash of the next one.
        let dash = self.indent + 2;
        let reached = self.starts.iter().take_while(|start| **start + dash <= prefix).count();
        let front = reached.checked_sub(1)?;
        let kept = old.len() - suffix;
        if self.end < kept {
            return None;
        }
        let back = self.starts.iter().position(|start| *start >= kept).unwrap_or(self.starts.len()).max(front);
        let from = *self.starts.get(front)?;
        let to = self.starts.get(back).copied().unwrap_or(self.end);
        let end = (to + new.len()).checked_sub(old.len()).filter(|end| *end >= from)?;
        Some(Shared { front, back, before: from..to, after: from..end })
    }
}

/// Returns the first byte of the line on which a row begins, and the blanks before its dash; `None` where anything else stands
/// there.
fn dash(text: &str, item: usize) -> Option<(usize, usize)> {
    let before = text.get(..item)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let written = before.get(start..)?;
    let indent = written.len() - written.trim_start_matches(' ').len();
    (written.trim_start_matches(' ') == "- ").then_some((start, indent))
}

/// Rows that were read by themselves.
struct Middle {
    rows: Vec<Risk>,
    starts: Vec<usize>,
}

impl Document {
    /// Says whether an edit may have taken personal data out: whether any stands in the rows that are another text, or near
    /// them. What stands further away stands in both texts.
    #[must_use]
    pub fn may_have_lost_traces(before: &Self, after: &Self) -> bool {
        let shared = before.rows.as_ref().and_then(|rows| rows.share(before.source.text(), after.source.text()));
        let is_grave = |trace: &Trace| trace.kind.is_grave();
        let Some(shared) = shared else { return before.traces().iter().any(is_grave) };
        let source = &before.source;
        let (first, last) = (source.position(shared.before.start).line, source.position(shared.before.end).line);
        let from = source.line_span(first.saturating_sub(NEAR).max(1)).start;
        let to = source.line_span((last + NEAR).min(source.line_count())).end;
        // What the lines seem to tell may be a code, which only the whole document shows.
        !privacy::scan_grave(source.slice(&(from..to))).is_empty() && before.traces().iter().any(is_grave)
    }

    /// Reads the bytes of a file that was another text before. What it says does not depend on that text.
    #[must_use]
    pub fn read_after(path: &str, bytes: &[u8], earlier: &Self) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => earlier.edited(path, text).unwrap_or_else(|| Self::read(path, bytes)),
            Err(_) => Self::read(path, bytes),
        }
    }

    /// Lets go of the tree where it is seldom asked for: it takes more room than the text, and can be made again from it.
    #[must_use]
    pub fn lean(mut self) -> Self {
        if self.rows.is_some() {
            self.node = OnceLock::new();
        }
        self
    }

    /// Finds at once what would be looked for once somebody asks.
    pub fn look_through(&self) {
        let (_, _) = (self.findings(), self.traces());
    }

    fn edited(&self, path: &str, text: &str) -> Option<Self> {
        let (rows, assessment) = (self.rows.as_ref()?, self.risk_assessment()?);
        // A manifest is known by its name.
        let is_manifest = |path: &str| path.rsplit('/').next() == Some(super::MANIFEST);
        if !self.slips.is_empty() || text.len() > MAX_BYTES || text.contains('\r') || is_manifest(path) || is_manifest(self.path()) {
            return None;
        }
        let shared = rows.share(self.source.text(), text)?;
        let middle = middle(text.get(shared.after.clone())?, rows.indent)?;
        let (assessment, rows) = put_together(assessment, rows, &shared, middle)?;
        Some(Self {
            source: Source::new(path, text),
            body: Body::RiskAssessment(Box::new(assessment)),
            kind: self.kind,
            node: OnceLock::new(),
            text: None,
            repaired: Default::default(),
            slips: Vec::new(),
            rows: Some(rows),
            findings: OnceLock::new(),
            traces: OnceLock::new(),
        })
    }

    /// Returns line and column of a place in a row, from the text of that row alone.
    pub(super) fn locate_in_row(&self, place: &Place) -> Option<Region> {
        let [Step::Key(list), Step::Index(row), rest @ ..] = place.route.steps() else { return None };
        let bytes = self.rows.as_ref().filter(|_| list == "risks")?.bytes(*row)?;
        let alone = Source::new(self.path(), format!("{HEAD}{}", self.source.slice(&bytes)));
        let parsed = yaml::parse(&alone);
        let node = parsed.node.filter(|_| parsed.readable && parsed.findings.is_empty())?;
        let mut route = Route::root().key("risks").index(0);
        for step in rest {
            route = match step {
                Step::Key(key) => route.key(key),
                Step::Index(index) => route.index(*index),
            };
        }
        let span = node.locate(&route, place.part);
        let moved = |byte: usize| (byte + bytes.start).checked_sub(HEAD.len());
        Some(self.source.region(&(moved(span.start)?..moved(span.end)?)))
    }

    /// Counts the lines of both texts of a risk assessment on which they can differ, where these are those of some rows, and no
    /// row came, went or changed its place.
    #[must_use]
    pub fn lines_of_other_rows(before: &Self, after: &Self) -> Option<usize> {
        let (old, new) = (before.rows.as_ref()?, after.rows.as_ref()?);
        let shared = old.share(before.source.text(), after.source.text())?;
        let is_named_once = |document: &Self| {
            let risks = document.risk_assessment().map(|assessment| assessment.risks.as_slice()).unwrap_or_default();
            risks.iter().map(|risk| &risk.id).collect::<BTreeSet<_>>().len() == risks.len()
        };
        if old.starts.len() != new.starts.len() || old.indent != new.indent || !is_named_once(before) || !is_named_once(after) {
            return None;
        }
        let ends = |rows: &Rows, source: &Source| source.text().len().checked_sub(rows.end);
        let is_aligned = new.starts.get(shared.front) == Some(&shared.after.start)
            && new.starts.get(shared.back).copied().unwrap_or(new.end) == shared.after.end
            && ends(old, &before.source) == ends(new, &after.source);
        let lines = |source: &Source, span: &Span| source.slice(span).lines().count();
        is_aligned.then(|| lines(&before.source, &shared.before) + lines(&after.source, &shared.after))
    }
}

/// Reads rows by themselves; `None` where they are not rows and nothing else, or where there is anything to say about them.
fn middle(text: &str, indent: usize) -> Option<Middle> {
    if text.is_empty() {
        return Some(Middle { rows: Vec::new(), starts: Vec::new() });
    }
    let stands_alone = |line: &str| line.trim().is_empty() || line.starts_with(' ') || line.starts_with('#');
    if !text.ends_with('\n') || !text.lines().all(stands_alone) || MARKS.iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let source = Source::new("", format!("{HEAD}{text}"));
    let parsed = yaml::parse(&source);
    let node = parsed.node.filter(|_| parsed.readable && parsed.findings.is_empty())?;
    let rows = Rows::of(&node, source.text())?;
    if node.entries().len() != 1 || rows.indent != indent || rows.starts.first() != Some(&HEAD.len()) {
        return None;
    }
    let starts = rows.starts.iter().map(|start| start - HEAD.len()).collect();
    Some(Middle { rows: assessment::read(&node, &source)?.risks, starts })
}

/// Puts the rows that stayed and those that were read together.
fn put_together(assessment: &RiskAssessment, rows: &Rows, shared: &Shared, middle: Middle) -> Option<(RiskAssessment, Rows)> {
    let (front, back) = (assessment.risks.get(..shared.front)?, assessment.risks.get(shared.back..)?);
    // A list without rows is written another way.
    if assessment.risks.len() != rows.starts.len() || front.len() + middle.rows.len() + back.len() == 0 {
        return None;
    }
    let moved = |start: &usize| (start + shared.after.end).checked_sub(shared.before.end);
    let mut starts: Vec<usize> = rows.starts.get(..shared.front)?.to_vec();
    starts.extend(middle.starts.iter().map(|start| start + shared.after.start));
    for start in rows.starts.get(shared.back..)? {
        starts.push(moved(start)?);
    }
    let mut risks = front.to_vec();
    risks.extend(middle.rows);
    risks.extend_from_slice(back);
    for (position, risk) in risks.iter_mut().enumerate().skip(shared.front) {
        if risk.position != position {
            risk.position = position;
            for (place, waiver) in risk.waivers.iter_mut().enumerate() {
                waiver.route = Route::root().key("risks").index(position).key("waivers").index(place);
            }
        }
    }
    let assessment = RiskAssessment {
        tool: assessment.tool.clone(),
        scope: assessment.scope.clone(),
        title: assessment.title.clone(),
        classification: assessment.classification.clone(),
        edition: assessment.edition.clone(),
        notes: assessment.notes.clone(),
        assessed_on: assessment.assessed_on.clone(),
        risks,
        reviews: assessment.reviews.clone(),
        waivers: assessment.waivers.clone(),
        local: assessment.local.clone(),
    };
    let rows = Rows { starts, end: moved(&rows.end)?, indent: rows.indent };
    Some((assessment, rows))
}
