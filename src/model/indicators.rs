//! Indicators, Tools 4.3.1 to 4.3.5: what is measured, from where to where, and what was measured.

use serde_json::Number;

use super::other::{Mention, Mentioned, Mentions, OtherDocument, Row, Sort};
use super::{Date, Field, Heading, Waiver, field};
use crate::route::Route;

/// What an indicator looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndicatorType {
    /// Laws, institutions, commitments.
    Structure,
    /// What is being done.
    Process,
    /// What was delivered.
    Output,
    /// What it changed.
    Outcome,
    /// What it changed for good.
    Impact,
}

impl IndicatorType {
    /// All words, in their order.
    pub const ALL: [Self; 5] = [Self::Structure, Self::Process, Self::Output, Self::Outcome, Self::Impact];

    /// Returns the word of the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Process => "process",
            Self::Output => "output",
            Self::Outcome => "outcome",
            Self::Impact => "impact",
        }
    }
}

/// A number, or words where the indicator is not one that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// A number.
    Number(Number),
    /// Words.
    Words(String),
}

/// An amount with its day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Measure {
    /// The amount; none where the cell is blank.
    pub value: Option<Amount>,
    /// Its day.
    pub date: Field<Date>,
}

/// One cell of a breakdown: a count under the names of its groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The groups from the outermost, such as `sex`, `female`.
    pub groups: Vec<String>,
    /// How many.
    pub count: Number,
}

/// What was measured on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Measured {
    /// Where it stands in the list, from 0.
    pub position: usize,
    /// Amount and day.
    pub measure: Measure,
    /// Anything about it.
    pub note: Option<String>,
    /// The amount by groups of people.
    pub breakdown: Vec<Cell>,
}

/// One indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Indicator {
    /// Where it stands in the list, from 0.
    pub position: usize,
    /// `IND-CJ-02`: for life.
    pub id: String,
    /// What is measured.
    pub statement: String,
    /// What it looks at.
    pub sort: Field<IndicatorType>,
    /// What is counted: `persons`, `percent`, …
    pub unit: Option<String>,
    /// Where it started.
    pub baseline: Measure,
    /// Where it should get.
    pub target: Measure,
    /// The groups that it is broken down by.
    pub disaggregated_by: Vec<String>,
    /// Where the numbers come from.
    pub source: Option<String>,
    /// How often they are taken.
    pub frequency: Option<String>,
    /// The role that takes them.
    pub responsible: Option<String>,
    /// Risks that it watches.
    pub related_risks: Vec<String>,
    /// What was measured.
    pub values: Vec<Measured>,
    /// Rules silenced here.
    pub waivers: Vec<Waiver>,
    /// Local keys (`x_…`), kept as text and never interpreted.
    pub local: Vec<(String, String)>,
}

impl Indicator {
    /// Returns its route inside the document.
    #[must_use]
    pub fn route(&self) -> Route {
        field::entry(&Route::root(), "indicators", self.position)
    }

    /// Returns the route of something that was measured.
    #[must_use]
    pub fn value_route(&self, measured: &Measured) -> Route {
        field::entry(&self.route(), "values", measured.position)
    }

    /// Says whether it counts people.
    #[must_use]
    pub fn counts_people(&self) -> bool {
        self.unit.as_deref().is_some_and(|unit| unit.trim().eq_ignore_ascii_case("persons"))
    }

    fn mentions(&self) -> Vec<Mention<'_>> {
        let mut row = Mentions::of(Some(&self.id), self.route()).role("responsible", self.responsible.as_ref()).words(
            "related_risks",
            &self.related_risks,
            Mentioned::Risk,
        );
        for (key, measure, sort) in [("baseline", &self.baseline, Sort::Record), ("target", &self.target, Sort::Plan)] {
            let block = row.inside(self.route().key(key));
            row = row.with(block.day("date", &measure.date, sort));
        }
        for measured in &self.values {
            let block = row.inside(self.value_route(measured));
            row = row.with(block.day("date", &measured.measure.date, Sort::Record));
        }
        row.found()
    }
}

/// The indicators of one tool.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndicatorList {
    /// The keys at its top.
    pub heading: Heading,
    /// The indicators.
    pub indicators: Vec<Indicator>,
}

impl OtherDocument for IndicatorList {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn called(&self) -> String {
        format!("the indicators of tool {}", self.heading.key())
    }

    fn rows(&self) -> Vec<Row<'_>> {
        self.indicators.iter().map(|indicator| Row::in_project(&indicator.id, indicator.route(), &indicator.waivers)).collect()
    }

    fn mentions(&self) -> Vec<Mention<'_>> {
        self.indicators.iter().flat_map(Indicator::mentions).collect()
    }
}
