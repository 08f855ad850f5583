//! What became of the risks in each stretch of time: a heading each, and below it what rose, fell, came, was delivered and
//! reviewed, what stayed high, and what nobody looked at.

use super::{Block, Entry, Text, Tone, words};
use crate::diff::{ChangeKind, RiskChange};
use crate::model::Status;
use crate::questions::{Delivered, HeldRound, NamedRisk, NetChange, PeriodTold, StayedHigh};

/// Tells the stretches, oldest first.
pub(super) fn tell(blocks: &mut Vec<Block>, periods: &[PeriodTold]) {
    for period in periods {
        let steps = match period.steps {
            1 => "1 step with changes".to_owned(),
            steps => format!("{steps} steps with changes"),
        };
        blocks.push(Block::Heading { level: 2, text: heading(period), aside: Some(Text::plain(steps)) });
        let groups = groups(period);
        if groups.is_empty() {
            blocks.push(Block::Paragraph(Text::of(Tone::Muted, "nothing to tell")));
        }
        blocks.extend(groups.into_iter().map(Block::Entry));
    }
}

fn heading(period: &PeriodTold) -> Text {
    let window = &period.window;
    let days = match (window.first, window.last) {
        (Some(first), Some(last)) => format!("  {first} to {last}"),
        (None, Some(last)) => format!("  until {last}"),
        (Some(first), None) => format!("  from {first}"),
        (None, None) => String::new(),
    };
    let partial = if period.is_partial { ", told from the start of the range" } else { "" };
    let open = if window.is_over || window.last.is_none() { "" } else { ", not over" };
    Text::of(Tone::Strong, window.name.clone()).then(days).and(Tone::Caution, format!("{partial}{open}"))
}

fn groups(period: &PeriodTold) -> Vec<Entry> {
    let mut groups = Vec::new();
    let kinds = ChangeKind::ALL.into_iter().filter(|kind| !kind.is_minor());
    for kind in kinds {
        let changes = period.changes.iter().filter(|net| net.change.is(kind));
        group(&mut groups, words::kind_words(kind), changes.map(|net| (net.change.id.clone(), net_change(net))));
    }
    let moved = period.moved_back.iter().map(|risk| (risk.id.clone(), title(risk)));
    group(&mut groups, Text::plain("moved and moved back"), moved);
    let delivered = period.delivered.iter().map(|delivered| (delivered.risk.id.clone(), action(delivered)));
    group(&mut groups, Text::of(Tone::Good, "delivered"), delivered);
    group(&mut groups, Text::plain("reviewed"), period.reviews.iter().map(|review| (document(review), held(review))));
    group(
        &mut groups,
        Text::of(Tone::Caution, "high throughout"),
        period.stayed_high.iter().map(|high| (high.risk.id.clone(), stayed(high))),
    );
    let unseen = period.not_looked_at.iter().map(|risk| (risk.id.clone(), title(risk)));
    group(&mut groups, Text::of(Tone::Caution, "not looked at (no review, no change)"), unseen);
    groups
}

/// Adds a group, unless nothing is in it.
fn group(groups: &mut Vec<Entry>, name: Text, lines: impl Iterator<Item = (String, Text)>) {
    let mut entry = Entry::new(vec![name]);
    lines.for_each(|(label, text)| entry.say(label, text));
    if !entry.lines.is_empty() {
        groups.push(entry);
    }
}

fn net_change(net: &NetChange) -> Text {
    let told = Text::plain(format!("{}: ", net.change.title)).with(rating(&net.change));
    let told = match net.change.status().after {
        Some(status) if net.change.is(ChangeKind::Added) && status != Status::Open => {
            told.then(format!(", {}", status.word().replace('_', " ")))
        }
        _ => told,
    };
    let steps = net.steps.iter().map(|(recorded, review)| {
        let day = recorded.map_or_else(|| "on an unknown day".to_owned(), |day| day.to_string());
        Text::plain(match review {
            Some(review) => format!("{day} (review {review})"),
            None => day,
        })
    });
    let steps = Text::join(steps, ", ");
    if steps.is_empty() { told } else { told.then("; recorded ").with(steps) }
}

/// Returns both ratings, or the one that there is.
fn rating(change: &RiskChange) -> Text {
    let rating = change.rating();
    if rating.before.is_blank() && rating.after.is_blank() {
        return Text::of(Tone::Muted, "not rated");
    }
    let (likelihood, impact) = (words::rating_part(change, &change.likelihood()), words::rating_part(change, &change.impact()));
    Text::plain("likelihood ").with(likelihood).then(", impact ").with(impact)
}

fn title(risk: &NamedRisk) -> Text {
    Text::plain(risk.title.clone())
}

fn action(delivered: &Delivered) -> Text {
    let words = delivered.action.action.after.as_ref().map(|action| action.action.clone()).unwrap_or_default();
    Text::of(Tone::Strong, delivered.action.id.clone()).then(format!(" {words}"))
}

fn held(review: &HeldRound) -> Text {
    let held = review.held.map_or_else(|| "on a day that cannot be read".to_owned(), |day| format!("held {day}"));
    let late = review.recorded.filter(|recorded| review.held != Some(*recorded)).map(|recorded| format!(", recorded {recorded}"));
    let risks = match review.risks.len() {
        1 => "1 risk".to_owned(),
        risks => format!("{risks} risks"),
    };
    Text::plain(format!("{}, {held}{}, {risks}", review.round, late.unwrap_or_default()))
}

/// Names the document of a review by its tool.
fn document(review: &HeldRound) -> String {
    review.document.strip_prefix("risk_assessment ").unwrap_or(&review.document).to_owned()
}

fn stayed(high: &StayedHigh) -> Text {
    let parts = match (high.likelihood, high.impact) {
        (true, true) => "likelihood and impact",
        (true, false) => "likelihood",
        (false, _) => "impact",
    };
    title(&high.risk).then(format!(": {parts}"))
}
