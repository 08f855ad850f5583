//! Where things stand in a text: the whole bytes of a value, its line, its column, and the comments that belong to it.
//!
//! The tree knows where a value begins. Its end as people see it (a closing bracket, the last line of a folded sentence) and
//! the place behind a colon where a blank is filled are found here.

use super::layout::Layout;
use super::{EditError, flow};
use crate::route::{Route, Step};
use crate::source::{Source, Span};
use crate::yaml::{Content, Entry, Node};

/// A text with its tree and its habits.
pub(super) struct Ground<'a> {
    pub(super) source: &'a Source,
    pub(super) root: &'a Node,
    pub(super) layout: Layout,
}

/// A value in its surroundings.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) node: &'a Node,
    /// The byte behind the colon or the dash before it, or where it begins.
    pub(super) opening: usize,
    /// The column (from 0) of the key or the dash before it; what belongs to it is indented deeper.
    pub(super) column: usize,
    /// Says whether it stands between brackets.
    pub(super) in_flow: bool,
    /// Says whether it stands behind a dash.
    pub(super) is_item: bool,
}

/// How a value is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// Nothing is written.
    Nothing,
    /// A word or sentence without quotes.
    Plain,
    /// In single quotes.
    Single,
    /// In double quotes.
    Double,
    /// Lines below `|` or `>`; the bytes of that header word.
    Lines(Span),
    /// A list or map in brackets.
    Flow,
    /// A list or map in lines.
    Block,
}

impl<'a> Ground<'a> {
    pub(super) fn new(source: &'a Source, root: &'a Node) -> Self {
        let mut ground = Self { source, root, layout: Layout::default() };
        ground.layout = Layout::of(&ground);
        ground
    }

    pub(super) fn text(&self) -> &'a str {
        self.source.text()
    }

    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.text().get(at..).unwrap_or("")
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.text().get(span).unwrap_or("")
    }

    pub(super) fn line(&self, at: usize) -> usize {
        self.source.position(at).line
    }

    /// The end of the line that a byte stands in, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.rest(at);
        let line = rest.split('\n').next().unwrap_or(rest);
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The first byte of the line that a byte stands in; a byte order mark is no part of it.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let before = self.slice(0..at);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        if start == 0 && before.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start }
    }

    /// The column of a byte, from 0.
    pub(super) fn column(&self, at: usize) -> usize {
        self.slice(self.line_start(at)..at).chars().count()
    }

    /// The line break that is used at a byte.
    pub(super) fn eol(&self, at: usize) -> &'static str {
        let rest = self.rest(self.line_end(at));
        match rest.chars().next() {
            Some('\r') => "\r\n",
            Some(_) => "\n",
            None => self.layout.eol,
        }
    }

    /// The root in its surroundings.
    pub(super) fn root_spot(&self) -> Spot<'a> {
        let at = self.root.span.start;
        // NOTE: what is in the root stands at column 0, as if its key were one step outside.
        Spot { node: self.root, opening: at, column: 0, in_flow: self.is_flow(self.root), is_item: false }
    }

    /// Finds a value, or says that it is not there.
    pub(super) fn find(&self, route: &Route) -> Result<Spot<'a>, EditError> {
        let missing =
            || EditError::NoSuchPlace { route: route.clone(), line: self.line(self.root.locate(route, crate::finding::Part::Value).start) };
        route.steps().iter().try_fold(self.root_spot(), |spot, step| self.child(spot, step)).ok_or_else(missing)
    }

    fn child(&self, parent: Spot<'a>, step: &Step) -> Option<Spot<'a>> {
        match step {
            Step::Key(key) => Some(self.of_entry(parent, parent.node.entries().iter().find(|entry| entry.key == *key)?)),
            Step::Index(index) => self.of_item(parent, *index),
        }
    }

    /// The value of an entry in its surroundings.
    pub(super) fn of_entry(&self, parent: Spot<'a>, entry: &'a Entry) -> Spot<'a> {
        let in_flow = parent.in_flow || self.is_flow(parent.node);
        Spot { node: &entry.value, opening: self.behind_colon(entry), column: self.column(entry.key_span.start), in_flow, is_item: false }
    }

    /// An item of a list in its surroundings.
    pub(super) fn of_item(&self, parent: Spot<'a>, index: usize) -> Option<Spot<'a>> {
        let node = parent.node.items().get(index)?;
        if parent.in_flow || self.is_flow(parent.node) {
            return Some(Spot { node, opening: node.span.start, column: parent.column, in_flow: true, is_item: false });
        }
        let dash = self.dash(parent, index)?;
        Some(Spot { node, opening: dash + 1, column: self.column(dash), in_flow: false, is_item: true })
    }

    /// The first dash of a list in lines.
    // NOTE: where dashes stand below their key without indentation, the span of the list begins behind the dash.
    pub(super) fn first_dash(&self, list: Spot<'a>) -> usize {
        self.skip_blank(list.opening)
    }

    /// The dash before an item of a list in lines.
    fn dash(&self, list: Spot<'a>, index: usize) -> Option<usize> {
        let first = self.first_dash(list);
        let Some(before) = index.checked_sub(1) else { return Some(first) };
        let items = list.node.items();
        let item = items.get(index)?;
        // A blank or a sentence in lines begins behind its dash or lines below it; all others right behind it.
        let trimmed = self.slice(0..item.span.start).trim_end_matches([' ', '\t']);
        let column = self.column(first);
        if trimmed.ends_with('-') && self.column(trimmed.len() - 1) == column {
            return Some(trimmed.len() - 1);
        }
        let mut at = self.line_end(items.get(before)?.span.start);
        while at < item.span.start {
            let start = at + self.rest(at).find('\n')? + 1;
            let line = self.slice(start..self.line_end(start));
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let rest = line.get(spaces..).unwrap_or("");
            if spaces == column && (rest == "-" || rest.starts_with("- ")) {
                return Some(start + spaces);
            }
            at = self.line_end(start);
        }
        None
    }

    /// Says whether a list or map stands in brackets.
    pub(super) fn is_flow(&self, node: &Node) -> bool {
        let rest = self.rest(node.span.start);
        match &node.content {
            Content::Map(_) => rest.starts_with('{'),
            // NOTE: a list in lines may begin, as its span has it, with the bracket of its first item.
            Content::List(items) => rest.starts_with('[') && items.first().is_none_or(|first| first.span.start != node.span.start),
            _ => false,
        }
    }

    /// How a value is written.
    pub(super) fn form(&self, spot: Spot<'a>) -> Form {
        let written = self.rest(spot.node.span.start);
        match &spot.node.content {
            Content::List(_) | Content::Map(_) if self.is_flow(spot.node) => Form::Flow,
            Content::List(_) | Content::Map(_) => Form::Block,
            Content::Text(_) => match self.header(spot) {
                Some(header) => Form::Lines(header),
                None if written.starts_with('\'') => Form::Single,
                None if written.starts_with('"') => Form::Double,
                None => Form::Plain,
            },
            _ if spot.node.span.is_empty() => Form::Nothing,
            _ => Form::Plain,
        }
    }

    /// The bytes of `>-` or the like before a sentence in lines.
    fn header(&self, spot: Spot<'a>) -> Option<Span> {
        if spot.in_flow {
            return None;
        }
        let at = self.skip_blank(spot.opening);
        let word = self.rest(at).split([' ', '\t', '\r', '\n']).next()?;
        word.starts_with(['|', '>']).then(|| at..at + word.len())
    }

    /// The first byte from here on that is neither space, line break nor comment.
    pub(super) fn skip_blank(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            let rest = self.rest(at);
            at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            if !self.rest(at).starts_with('#') {
                return at;
            }
            at = self.line_end(at);
        }
    }

    /// The byte behind the colon of an entry, or behind its key where none is written.
    fn behind_colon(&self, entry: &Entry) -> usize {
        let at = self.skip_blank(entry.key_span.end);
        if self.rest(at).starts_with(':') { at + 1 } else { entry.key_span.end }
    }

    /// The end of a value as people see it; a comment behind it is no part of it.
    pub(super) fn end(&self, spot: Spot<'a>) -> usize {
        match self.form(spot) {
            Form::Nothing if spot.in_flow => flow::blank_end(self, spot),
            Form::Nothing => spot.opening,
            Form::Plain | Form::Single | Form::Double => spot.node.span.end,
            Form::Lines(header) => self.lines_end(&header, spot),
            Form::Flow => flow::end(self, spot),
            Form::Block => match &spot.node.content {
                Content::Map(entries) => entries.last().map_or(spot.opening, |entry| self.end(self.of_entry(spot, entry))),
                Content::List(items) => {
                    let last = items.len().checked_sub(1).and_then(|index| self.of_item(spot, index));
                    last.map_or(spot.node.span.end, |item| self.end(item))
                }
                _ => spot.node.span.end,
            },
        }
    }

    /// The end of the last line of a sentence in lines.
    fn lines_end(&self, header: &Span, spot: Spot<'a>) -> usize {
        let keeps_blank_lines = self.slice(header.clone()).contains('+');
        let first = self.line_end(header.end);
        let mut end = first;
        let mut indent = None;
        let mut at = first;
        while let Some(next) = self.rest(at).find('\n').map(|to| at + to + 1).filter(|next| *next < self.text().len()) {
            let line_end = self.line_end(next);
            let line = self.slice(next..line_end);
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let is_blank = spaces == line.len();
            if !is_blank && (spaces < indent.unwrap_or(spot.min_indent())) {
                break;
            }
            if !is_blank {
                indent = indent.or(Some(spaces));
                end = line_end;
            } else if keeps_blank_lines {
                end = line_end;
            }
            at = line_end;
        }
        end
    }

    /// The indentation of the lines of a sentence, where it has any.
    pub(super) fn lines_indent(&self, header: &Span, spot: Spot<'a>) -> Option<usize> {
        let end = self.lines_end(header, spot);
        let mut lines = self.slice(self.line_end(header.end)..end).split('\n').map(|line| line.trim_end_matches('\r'));
        let first = lines.find(|line| !line.trim_matches(' ').is_empty())?;
        Some(first.len() - first.trim_start_matches(' ').len())
    }

    /// Where a line below a value goes: the end of its last line, behind comments that are indented deeper and belong to it.
    pub(super) fn below(&self, spot: Spot<'a>) -> usize {
        let mut at = self.line_end(self.end(spot));
        while let Some(next) = self.rest(at).find('\n').map(|to| at + to + 1) {
            let line = self.slice(next..self.line_end(next));
            let spaces = line.len() - line.trim_start_matches(' ').len();
            if !line.trim_start_matches(' ').starts_with('#') || spaces <= spot.column {
                break;
            }
            at = self.line_end(next);
        }
        at
    }

    /// Refuses where a comment stands between the beginning and the end of a value.
    pub(super) fn refuse_comments(&self, spot: Spot<'a>) -> Result<(), EditError> {
        match self.comment(spot, self.end(spot)) {
            Some(at) => Err(EditError::Comment { line: self.line(at) }),
            None => Ok(()),
        }
    }

    /// The first comment within a value, before `end`.
    fn comment(&self, spot: Spot<'a>, end: usize) -> Option<usize> {
        let mut at = spot.opening;
        for part in self.scalars(spot) {
            if let Some(found) = self.comment_in(at..part.start) {
                return Some(found);
            }
            at = part.end.max(at);
        }
        self.comment_in(at..end)
    }

    /// The first comment within a value that begins below its key, behind the line of the key.
    pub(super) fn comment_behind(&self, spot: Spot<'a>, line_end: usize, end: usize) -> Option<usize> {
        self.comment(Spot { opening: line_end, ..spot }, end)
    }

    fn comment_in(&self, gap: Span) -> Option<usize> {
        self.slice(gap.clone()).find('#').map(|at| gap.start + at)
    }

    /// The bytes of everything written inside a value, in their order: keys and scalars.
    pub(super) fn scalars(&self, spot: Spot<'a>) -> Vec<Span> {
        match &spot.node.content {
            Content::Map(entries) => entries
                .iter()
                .flat_map(|entry| {
                    let inner = self.scalars(self.of_entry(spot, entry));
                    std::iter::once(entry.key_span.clone()).chain(inner).collect::<Vec<_>>()
                })
                .collect(),
            Content::List(items) => {
                (0..items.len()).filter_map(|index| self.of_item(spot, index)).flat_map(|item| self.scalars(item)).collect()
            }
            _ => match self.form(spot) {
                Form::Nothing => Vec::new(),
                Form::Lines(header) => vec![header.clone(), self.line_end(header.end)..self.lines_end(&header, spot)],
                _ => vec![spot.node.span.clone()],
            },
        }
    }
}

impl Spot<'_> {
    /// The least indentation of lines that belong to it.
    const fn min_indent(&self) -> usize {
        self.column + 1
    }
}
