//! A changed risk as an audience sees it: both states as they are shared, compared again, so that a change of what is left
//! out shows nowhere.

use super::{Audience, Part, Sharing, risk};
use crate::change::Change;
use crate::diff::{self, ProjectDiff, RiskChange, WaiverChange};
use crate::model::Risk;

impl Sharing {
    /// Returns a changed risk as the audience sees it; none where nothing that it is shown has changed.
    #[must_use]
    pub fn of_change(&self, change: &RiskChange) -> Option<RiskChange> {
        if self.audience == Audience::Internal {
            return Some(change.clone());
        }
        let known = self.wordings.get(&change.id).map(String::as_str);
        let after = change.risk.after.as_ref().and_then(risk::wording).or(known);
        let shared = |risk: &Option<Risk>, wording| risk.as_ref().map(|risk| self.in_wording(risk, wording));
        let states = Change::new(shared(&change.risk.before, after), shared(&change.risk.after, known));
        let title = title(change, states.as_ref());
        diff::compare_again(change, states, title)
    }

    /// Returns a comparison as the audience sees it. Both states have to be shared by `of_snapshot` too, where they are shown.
    #[must_use]
    pub fn of_diff(&self, compared: &ProjectDiff) -> ProjectDiff {
        if self.audience == Audience::Internal {
            return compared.clone();
        }
        let mut shared = ProjectDiff {
            changes: compared.changes.iter().filter_map(|change| self.of_change(change)).collect(),
            documents: compared.documents.iter().filter_map(|change| self.of_document_change(change)).collect(),
            waivers: compared.waivers.iter().filter_map(|change| self.of_waiver_change(change)).collect(),
            risks: compared.risks,
        };
        diff::sort_changes(&mut shared.changes);
        shared
    }

    /// Returns a changed waiver as the audience sees it; none where only its reason changed.
    #[must_use]
    pub fn of_waiver_change(&self, change: &WaiverChange) -> Option<WaiverChange> {
        let waiver = change.waiver.as_ref().map(|waiver| waiver.as_ref().map(|waiver| risk::waiver(waiver, self.audience)));
        let says_nothing = !self.audience.sees(Part::Reasons)
            && waiver.before.as_ref().zip(waiver.after.as_ref()).is_some_and(|(before, after)| before.until == after.until);
        let shared = WaiverChange {
            rule: change.rule.clone(),
            id: change.id.clone(),
            document: change.document.clone(),
            file: change.file.clone(),
            waiver,
        };
        (!says_nothing).then_some(shared)
    }
}

/// Returns the title: that of the catalogue stays, that of a user's own risk is made of its shared statement.
fn title(change: &RiskChange, shared: Change<&Option<Risk>>) -> String {
    let words = |risk: &Option<Risk>| risk.as_ref().map(|risk| diff::first_words(&risk.statement));
    let own = change.risk.as_ref().map(words);
    let is_own = [own.after, own.before].into_iter().flatten().any(|words| words == change.title);
    let shared = words(shared.after).or_else(|| words(shared.before));
    shared.filter(|_| is_own).unwrap_or_else(|| change.title.clone())
}
