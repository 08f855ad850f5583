//! Q12: was the wording of a risk softened?
//!
//! Every step of the range in which the statement of a risk lost a term for the harm, in all of its forms, while neither part
//! of its rating moved. The terms are those that the rule `explicit-language-removed` goes by; the question is answered also
//! where that rule is off or waived.

use super::Moment;
use super::step::Step;
use crate::change::Change;
use crate::diff::RiskChange;
use crate::rules;

/// A statement that lost terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Softened {
    /// The risk.
    pub id: String,
    /// When.
    pub moment: Moment,
    /// The terms that are gone.
    pub terms: Vec<&'static str>,
    /// Both statements.
    pub statement: Change<String>,
}

/// Returns the statements that a step softened.
pub(super) fn softened(step: &Step<'_>) -> impl Iterator<Item = Softened> {
    step.changes().into_iter().filter_map(|change| of(change, &step.moment))
}

fn of(change: &RiskChange, moment: &Moment) -> Option<Softened> {
    let (before, after) = (change.risk.before.as_ref()?, change.risk.after.as_ref()?);
    let terms = rules::change::terms_lost(before, after);
    let statement = || Change::new(before.statement.clone(), after.statement.clone());
    (!terms.is_empty()).then(|| Softened { id: change.id.clone(), moment: moment.clone(), terms, statement: statement() })
}
