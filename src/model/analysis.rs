//! A situational analysis, Tools 2.1 to 2.6: questions with what was found, and, for 2.5, the decision on supporting
//! security forces.

use super::other::{Mention, Mentioned, Mentions, OtherDocument, Row, Sort};
use super::{Action, Date, Evidence, Field, Heading, Level, Waiver, field};
use crate::route::Route;

/// What was decided about the support of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Give it.
    Proceed,
    /// Give it, with measures.
    ProceedWithMeasures,
    /// Do not give it.
    Withhold,
    /// Stop it for a time.
    Suspend,
    /// Stop it for good.
    Withdraw,
}

impl Decision {
    /// All words, in their order.
    pub const ALL: [Self; 5] = [Self::Proceed, Self::ProceedWithMeasures, Self::Withhold, Self::Suspend, Self::Withdraw];

    /// Returns the word of the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proceed => "proceed",
            Self::ProceedWithMeasures => "proceed_with_measures",
            Self::Withhold => "withhold",
            Self::Suspend => "suspend",
            Self::Withdraw => "withdraw",
        }
    }
}

/// The decision that Tool 2.5 leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DueDiligence {
    /// The unit that would receive the support; never a person.
    pub recipient: Option<String>,
    /// What it would receive.
    pub support: Option<String>,
    /// What is done so that the support does no harm.
    pub measures: Vec<Action>,
    /// What was decided; blank while it is open.
    pub decision: Field<Decision>,
    /// Why.
    pub reason: Option<String>,
    /// The role that decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_on: Field<Date>,
    /// When it is looked at again.
    pub review_on: Field<Date>,
}

impl DueDiligence {
    /// Returns its route inside the document.
    #[must_use]
    pub fn route() -> Route {
        Route::root().key("due_diligence")
    }

    /// Returns the route of one of its measures.
    #[must_use]
    pub fn measure_route(measure: &Action) -> Route {
        field::entry(&Self::route(), "measures", measure.position)
    }

    fn mentions(&self) -> Vec<Mention<'_>> {
        let mut block = Mentions::of(None, Self::route())
            .role("decided_by", self.decided_by.as_ref())
            .day("decided_on", &self.decided_on, Sort::Record)
            .day("review_on", &self.review_on, Sort::Plan);
        for measure in &self.measures {
            let action = block.inside(Self::measure_route(measure));
            block = block.with(action.role("owner", measure.owner.as_ref()).day("due", &measure.due, Sort::Plan));
        }
        block.found()
    }
}

/// One question with what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnalysisFinding {
    /// Where it stands in the list, from 0.
    pub position: usize,
    /// `SA-2.4-01`: for life.
    pub id: String,
    /// What was asked.
    pub question: String,
    /// What was found; blank while nobody has looked.
    pub finding: Option<String>,
    /// How sure the team is.
    pub confidence: Field<Level>,
    /// What it rests on.
    pub sources: Vec<Evidence>,
    /// People whom it is about, by slug.
    pub rights_holders: Vec<String>,
    /// Bodies that it is about, by slug.
    pub duty_bearers: Vec<String>,
    /// Risks that follow from it.
    pub related_risks: Vec<String>,
    /// Rules silenced here.
    pub waivers: Vec<Waiver>,
    /// Local keys (`x_…`), kept as text and never interpreted.
    pub local: Vec<(String, String)>,
}

impl AnalysisFinding {
    /// Returns its route inside the document.
    #[must_use]
    pub fn route(&self) -> Route {
        field::entry(&Route::root(), "findings", self.position)
    }

    fn mentions(&self) -> Vec<Mention<'_>> {
        let mut row = Mentions::of(Some(&self.id), self.route())
            .words("rights_holders", &self.rights_holders, Mentioned::RightsHolder)
            .words("duty_bearers", &self.duty_bearers, Mentioned::DutyBearer)
            .words("related_risks", &self.related_risks, Mentioned::Risk);
        for source in &self.sources {
            let paper = row.inside(field::entry(&self.route(), "sources", source.position));
            row = row.with(paper.day("date", &source.date, Sort::Paper));
        }
        row.found()
    }
}

/// One situational analysis.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SituationalAnalysis {
    /// The keys at its top.
    pub heading: Heading,
    /// The day on which it was finished.
    pub completed_on: Field<Date>,
    /// The last day on which it can be relied on.
    pub valid_until: Field<Date>,
    /// Its questions.
    pub findings: Vec<AnalysisFinding>,
    /// The decision, in Tool 2.5.
    pub due_diligence: Option<DueDiligence>,
}

impl OtherDocument for SituationalAnalysis {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn called(&self) -> String {
        format!("the analysis of tool {}", self.heading.key())
    }

    fn rows(&self) -> Vec<Row<'_>> {
        self.findings.iter().map(|finding| Row::in_project(&finding.id, finding.route(), &finding.waivers)).collect()
    }

    fn mentions(&self) -> Vec<Mention<'_>> {
        let mut found = Mentions::of(None, Route::root())
            .day("completed_on", &self.completed_on, Sort::Record)
            .day("valid_until", &self.valid_until, Sort::Plan)
            .found();
        found.extend(self.due_diligence.iter().flat_map(DueDiligence::mentions));
        found.extend(self.findings.iter().flat_map(AnalysisFinding::mentions));
        found
    }
}
