//! What a rule said, as an audience sees it: the rule and what it is about, in the rule's words. The message of a finding may
//! quote what is left out.

use super::{Audience, Sharing};
use crate::finding::{Finding, Place};
use crate::route::Route;
use crate::rules::{self, Waived};

/// What stands in the place of a waiver's reason.
const REASON: &str = "the reason is not shared";

impl Sharing {
    /// Returns a finding as the audience sees it.
    #[must_use]
    pub fn of_finding(&self, finding: &Finding) -> Finding {
        if self.audience == Audience::Internal {
            return finding.clone();
        }
        Finding {
            rule: finding.rule,
            severity: finding.severity,
            own_severity: finding.own_severity,
            place: Place::value(finding.place.file.clone(), Route::root()),
            region: None,
            id: finding.id.clone(),
            document: finding.document.clone(),
            message: rules::find(finding.rule).map_or_else(|| finding.rule.to_owned(), |rule| rule.checks.to_owned()),
            help: None,
            related: Vec::new(),
        }
    }

    /// Returns a silenced finding as the audience sees it.
    #[must_use]
    pub fn of_waived(&self, waived: &Waived) -> Waived {
        if self.audience == Audience::Internal {
            return waived.clone();
        }
        Waived { finding: self.of_finding(&waived.finding), reason: REASON.to_owned() }
    }
}
