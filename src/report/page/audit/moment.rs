//! Moments on the page of an audit: the day of the record and the commit, and whether it lies before the range.

use super::super::{Text, Tone, words};
use crate::questions::Moment;
use crate::report::AuditReport;
use crate::report::state::short;

/// Returns a moment: `2024-07-02 (7c2e91a)`.
pub(super) fn moment(report: &AuditReport<'_>, moment: &Moment) -> Text {
    let Some(commit) = &moment.commit else { return Text::of(Tone::Caution, "not committed") };
    let day = moment.recorded.as_deref().map_or_else(|| "no readable date".to_owned(), words::day_of);
    let mut text = Text::plain(format!("{day} ({})", short(commit)));
    if moment.or_earlier {
        text = text.and(Tone::Caution, " or earlier");
    }
    if !moment.is_in_range && report.log.range.from.is_some() {
        text = text.and(Tone::Muted, ", before the range");
    }
    text
}

/// Returns a moment that may not be there.
pub(super) fn maybe(report: &AuditReport<'_>, at: Option<&Moment>, none: &str) -> Text {
    at.map_or_else(|| Text::plain(none), |at| moment(report, at))
}
