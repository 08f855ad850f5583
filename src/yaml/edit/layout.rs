//! The habits of a file: how far it indents, how wide its sentences are, which of its lists stand in brackets. What is
//! written new follows them.

use std::collections::BTreeMap;

use super::ground::{Form, Ground, Spot};
use crate::yaml::Content;

/// Widths that a file can teach; wider and narrower lines are not taken for a habit.
const NARROWEST: usize = 60;
const WIDEST: usize = 120;
const USUAL: usize = 100;

/// The habits of a file.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) eol: &'static str,
    /// From a key to what is below it.
    pub(super) step: usize,
    /// From a key to the dashes below it.
    pub(super) dash: usize,
    /// From a dash to the key behind it.
    pub(super) gap: usize,
    /// The widest line of a sentence in lines.
    pub(super) width: usize,
    /// Per key of a list: how its maps are written.
    pub(super) items: BTreeMap<String, ItemHabit>,
}

/// How the maps of the lists under one key are written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ItemHabit {
    pub(super) in_brackets: usize,
    pub(super) in_lines: usize,
    /// The longest line with one in brackets.
    pub(super) longest: usize,
}

impl Default for Layout {
    fn default() -> Self {
        Self { eol: "\n", step: 2, dash: 2, gap: 2, width: USUAL, items: BTreeMap::new() }
    }
}

/// How often each distance occurs.
#[derive(Default)]
struct Votes(BTreeMap<usize, usize>);

impl Votes {
    fn add(&mut self, distance: usize) {
        *self.0.entry(distance).or_default() += 1;
    }

    fn most(&self) -> Option<usize> {
        self.0.iter().max_by_key(|(distance, count)| (**count, std::cmp::Reverse(**distance))).map(|(distance, _)| *distance)
    }
}

#[derive(Default)]
struct Survey {
    sentences: Votes,
    blocks: Votes,
    dashes: Votes,
    gaps: Votes,
    widest: usize,
    items: BTreeMap<String, ItemHabit>,
}

impl Layout {
    /// Looks at the whole file.
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        let mut survey = Survey::default();
        survey.visit(ground, ground.root_spot(), None);
        let usual = Self::default();
        let dash = survey.dashes.most().unwrap_or(usual.dash);
        let step = survey.sentences.most().or_else(|| survey.blocks.most()).filter(|step| (1..=8).contains(step));
        let crlf = ground.text().find('\n').is_some_and(|at| ground.slice(0..at).ends_with('\r'));
        Self {
            eol: if crlf { "\r\n" } else { "\n" },
            step: step.unwrap_or(if dash > 2 { dash } else { usual.step }),
            dash,
            gap: survey.gaps.most().filter(|gap| (2..=8).contains(gap)).unwrap_or(usual.gap),
            width: if survey.widest < NARROWEST { USUAL } else { survey.widest.min(WIDEST) },
            items: survey.items,
        }
    }
}

impl Survey {
    fn visit<'a>(&mut self, ground: &Ground<'a>, spot: Spot<'a>, key: Option<&str>) {
        let form = ground.form(spot);
        if let Form::Lines(header) = &form {
            self.sentence(ground, spot, header);
        }
        match &spot.node.content {
            Content::Map(entries) => {
                if let (Some(first), Form::Block) = (entries.first(), &form) {
                    let distance = ground.column(first.key_span.start).saturating_sub(spot.column);
                    if spot.is_item {
                        self.gaps.add(distance);
                    } else if key.is_some() {
                        self.blocks.add(distance);
                    }
                }
                for entry in entries {
                    self.visit(ground, ground.of_entry(spot, entry), Some(&entry.key));
                }
            }
            Content::List(items) => {
                if let (Form::Block, false, Some(_)) = (&form, spot.is_item, key) {
                    self.dashes.add(ground.column(ground.first_dash(spot)).saturating_sub(spot.column));
                }
                for item in (0..items.len()).filter_map(|index| ground.of_item(spot, index)) {
                    self.item(ground, item, key);
                    self.visit(ground, item, None);
                }
            }
            _ => {}
        }
    }

    fn sentence(&mut self, ground: &Ground<'_>, spot: Spot<'_>, header: &crate::source::Span) {
        let Some(indent) = ground.lines_indent(header, spot) else { return };
        if !spot.is_item {
            self.sentences.add(indent.saturating_sub(spot.column));
        }
        let lines: Vec<&str> = ground.slice(ground.line_end(header.end)..ground.end(spot)).lines().skip(1).collect();
        if ground.slice(header.clone()).starts_with('>') && lines.len() > 1 {
            let widest = lines.iter().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
            self.widest = self.widest.max(widest);
        }
    }

    fn item(&mut self, ground: &Ground<'_>, item: Spot<'_>, key: Option<&str>) {
        let (Some(key), Content::Map(_)) = (key, &item.node.content) else { return };
        let habit = self.items.entry(key.to_owned()).or_default();
        if ground.is_flow(item.node) {
            let (start, end) = (item.node.span.start, ground.end(item));
            habit.in_brackets += 1;
            habit.longest = habit.longest.max(ground.column(start) + ground.slice(start..end).chars().count());
        } else {
            habit.in_lines += 1;
        }
    }
}
