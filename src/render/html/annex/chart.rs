//! The chart of a risk. What lies along time is placed in parts of a hundred, what lies below each other in pixels: so it
//! fits every width, and letters keep their size.

use maud::{Markup, html};

use super::super::anchor::Anchors;
use crate::model::{ActionStatus, Date, Field, Level, Status, period};
use crate::render::escape::Untrusted;
use crate::report::annex::{ActionBar, Axis, Mark, MarkKind, Phase, Standing, Stretch, Timeline, action_status};

/// Pixels from level to level.
const STEP: i64 = 14;
/// Pixels of a line of marks or of an action.
const ROW: i64 = 18;
/// Pixels of a band of three levels with its name.
const BAND: i64 = 62;
/// Pixels for the names of the rows.
const NAMES: i64 = 92;
/// How wide, in parts of a thousand, a stretch has to be for words to stand in it.
const ROOM: i64 = 180;

/// Shapes round a point, drawn once and used wherever they stand.
const SIGNS: [(&str, &str); 3] = [("happened", "M0-6L6 0L0 6L-6 0z"), ("closed", "M-4-4L4 4M-4 4L4-4"), ("reopened", "M-3-5L4 0L-3 5z")];

/// A risk with the rows that it has below its bands.
struct Rows<'a> {
    risk: &'a Timeline,
    reviews: bool,
    evidence: bool,
    status: bool,
}

/// Draws the chart.
pub(super) fn chart(axis: &Axis, risk: &Timeline, anchors: &mut Anchors) -> Markup {
    let has = |kind: MarkKind| risk.marks.iter().any(|mark| mark.kind == kind);
    let is_other = |stretch: &Stretch| stretch.standing.is_there && stretch.standing.status != Some(Status::Open);
    let rows =
        Rows { risk, reviews: has(MarkKind::Review), evidence: has(MarkKind::Evidence), status: risk.stretches.iter().any(is_other) };
    let height = rows.height();
    let (title, told) = (anchors.unique("chart"), anchors.unique("chart-told"));
    let place = Scale::of(axis);
    html! {
        figure.chart {
            svg.names width=(NAMES) height=(height) aria-hidden="true" direction="ltr" { (rows.names()) }
            svg.plot height=(height) role="img" aria-labelledby={ (title) " " (told) } direction="ltr" {
                title id=(title) { "Timeline of " (Untrusted::new(&risk.id)) ", " (axis.first) " to " (axis.last) }
                desc id=(told) { (Untrusted::new(&risk.summary)) }
                (grid(axis, &place, height))
                (band(&risk.stretches, &place, 0, |standing| &standing.likelihood))
                (band(&risk.stretches, &place, BAND, |standing| &standing.impact))
                (rows.lines(&place))
            }
        }
    }
}

/// Where the last day lies, in parts of ten thousand: what began on it still has to be seen.
const LAST: i64 = 9_750;

/// Days to parts of a hundred.
struct Scale {
    first: Date,
    last: Date,
    days: i64,
}

impl Scale {
    fn of(axis: &Axis) -> Self {
        Self { first: axis.first, last: axis.last, days: period::days_between(axis.first, axis.last).max(1) }
    }

    /// Returns the place of a day in parts of ten thousand.
    fn parts(&self, day: Date) -> i64 {
        (period::days_between(self.first, day) * LAST / self.days).clamp(0, LAST)
    }

    /// Returns where a stretch ends: what holds on the last day goes on.
    fn end(&self, day: Date) -> i64 {
        if day >= self.last { 10_000 } else { self.parts(day) }
    }

    fn at(&self, day: Date) -> String {
        percent(self.parts(day))
    }

    fn wide(&self, from: Date, to: Date) -> i64 {
        self.end(to) - self.parts(from)
    }
}

fn percent(parts: i64) -> String {
    format!("{}.{:02}%", parts / 100, parts % 100)
}

impl Rows<'_> {
    fn height(&self) -> i64 {
        let rows = i64::from(self.status) + i64::from(self.reviews) + i64::from(self.evidence);
        let actions = i64::try_from(self.risk.actions.len()).unwrap_or_default();
        2 * BAND + (rows + actions) * ROW + 24
    }

    /// Returns the names of the rows below the bands with the middle of each.
    fn middles(&self) -> Vec<(&str, i64)> {
        let marks = [("status", self.status), ("reviews", self.reviews), ("evidence", self.evidence)];
        let names = marks.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name);
        let names = names.chain(self.risk.actions.iter().map(|action| action.name.as_str()));
        names.zip(0_i64..).map(|(name, number)| (name, 2 * BAND + number * ROW + 9)).collect()
    }

    fn names(&self) -> Markup {
        html! {
            @for (name, top) in [("Likelihood", 0), ("Impact", BAND)] {
                text.band x="0" y=(top + 12) { (name) }
                @for level in Level::ALL { text.level x=(NAMES - 10) y=(top + height_of(level) + 4) text-anchor="end" { (level.word()) } }
            }
            @for (name, middle) in self.middles() { text.level x=(NAMES - 10) y=(middle + 4) text-anchor="end" { (Untrusted::new(name)) } }
        }
    }

    fn lines(&self, scale: &Scale) -> Markup {
        let mut middles = self.middles().into_iter().map(|(_, middle)| middle);
        let mut next = |is_there: bool| if is_there { middles.next() } else { None };
        let (status, reviews, evidence) = (next(self.status), next(self.reviews), next(self.evidence));
        let of = |kinds: &'static [MarkKind]| self.risk.marks.iter().filter(move |mark| kinds.contains(&mark.kind));
        html! {
            @if let Some(middle) = status { (status_bars(&self.risk.stretches, scale, middle)) }
            @if let Some(middle) = reviews { @for mark in of(&[MarkKind::Review]) { (mark_at(mark, scale, middle)) } }
            @if let Some(middle) = evidence { @for mark in of(&[MarkKind::Evidence]) { (mark_at(mark, scale, middle)) } }
            @for (action, middle) in self.risk.actions.iter().zip(middles) { (bar(action, scale, middle)) }
            @for mark in of(&[MarkKind::Happened, MarkKind::Closed, MarkKind::Reopened]) { (mark_at(mark, scale, status.unwrap_or(8))) }
        }
    }
}

/// Returns how far below the top of its band a level lies.
const fn height_of(level: Level) -> i64 {
    match level {
        Level::High => 24,
        Level::Medium => 24 + STEP,
        Level::Low => 24 + 2 * STEP,
    }
}

fn grid(axis: &Axis, scale: &Scale, height: i64) -> Markup {
    let floor = height - 20;
    let mut named = -ROOM * 10;
    let milestones: Vec<(String, Option<&str>)> = axis
        .milestones
        .iter()
        .map(|(day, name)| {
            let place = scale.parts(*day);
            let is_named = place - named >= ROOM * 10 && place < 8_800;
            if is_named {
                named = place;
            }
            (percent(place), is_named.then_some(name.as_str()))
        })
        .collect();
    html! {
        @for top in [0, BAND] {
            @for level in Level::ALL { line.guide x1="0" x2="100%" y1=(top + height_of(level)) y2=(top + height_of(level)) {} }
        }
        @for (day, name) in &axis.years {
            line.year x1=(scale.at(*day)) x2=(scale.at(*day)) y1="14" y2=(floor + 4) {}
            text.level x=(scale.at(*day)) y=(floor + 16) text-anchor="middle" { (name) }
        }
        @for (place, name) in &milestones {
            line.milestone x1=(place) x2=(place) y1="14" y2=(floor) {}
            @if let Some(name) = name { text.level x=(place) y="10" { (Untrusted::new(name)) } }
        }
        line.floor x1="0" x2="100%" y1=(floor) y2=(floor) {}
    }
}

/// A stretch of one part of the rating: its level, where it has one, and whether the risk needed looking after.
struct Piece {
    from: Date,
    to: Date,
    level: Option<Level>,
    is_active: bool,
}

/// Draws one part of the rating as steps over three levels; what is blank is a gap, in which words say so.
fn band<'a>(stretches: &'a [Stretch], scale: &Scale, top: i64, of: impl Fn(&'a Standing) -> &'a Field<Level>) -> Markup {
    let mut pieces: Vec<Piece> = Vec::new();
    for stretch in stretches {
        let is_active = stretch.standing.is_active();
        let level = of(&stretch.standing).get().filter(|_| is_active);
        match pieces.last_mut() {
            Some(last) if last.level == level && last.is_active == is_active && last.to == stretch.from => last.to = stretch.to,
            _ => pieces.push(Piece { from: stretch.from, to: stretch.to, level, is_active }),
        }
    }
    let before = std::iter::once(None).chain(pieces.iter().map(Some));
    html! {
        @for (piece, before) in pieces.iter().zip(before) {
            @match piece.level {
                Some(level) => {
                    @if let Some(from) = before.filter(|before| before.to == piece.from).and_then(|before| before.level) {
                        line.step x1=(scale.at(piece.from)) x2=(scale.at(piece.from)) y1=(top + height_of(from)) y2=(top + height_of(level)) {}
                    }
                    (level_line(piece, level, scale, top))
                }
                None if piece.is_active && scale.wide(piece.from, piece.to) >= ROOM * 10 => {
                    text.gap x=(percent(scale.parts(piece.from) + 60)) y=(top + height_of(Level::Medium) + 4) { "not rated" }
                }
                None => {}
            }
        }
    }
}

fn level_line(piece: &Piece, level: Level, scale: &Scale, top: i64) -> Markup {
    let Piece { from, to, .. } = piece;
    let (y, floor) = (top + height_of(level), top + height_of(Level::Low) + 7);
    html! {
        rect.under x=(scale.at(*from)) y=(y) width=(percent(scale.wide(*from, *to))) height=(floor - y) {}
        line.step x1=(scale.at(*from)) x2=(percent(scale.end(*to))) y1=(y) y2=(y) { title { (level.word()) " from " (from) " to " (to) } }
    }
}

/// Draws the stretches in which a risk is not simply open, each with its word.
fn status_bars(stretches: &[Stretch], scale: &Scale, middle: i64) -> Markup {
    let mut bars: Vec<(Date, Date, &str)> = Vec::new();
    for stretch in stretches {
        let Some(word) = status_word(&stretch.standing) else { continue };
        match bars.last_mut() {
            Some((_, to, last)) if *last == word && *to == stretch.from => *to = stretch.to,
            _ => bars.push((stretch.from, stretch.to, word)),
        }
    }
    html! {
        @for (from, to, word) in &bars {
            @let (start, wide) = (scale.parts(*from), scale.wide(*from, *to));
            rect.status x=(percent(start)) y=(middle - 6) width=(percent(wide)) height="12" { title { (word) " from " (from) " to " (to) } }
            @if wide >= ROOM * 10 { text.word x=(percent(start)) dx="10" y=(middle + 4) { (word) } }
        }
    }
}

const fn status_word(standing: &Standing) -> Option<&'static str> {
    match standing.status {
        _ if !standing.is_there => None,
        Some(Status::Open) => None,
        Some(Status::Materialised) => Some("happened"),
        Some(Status::Closed) => Some("closed"),
        Some(Status::NotApplicable) => Some("not applicable"),
        None => Some("cannot be read"),
    }
}

fn mark_at(mark: &Mark, scale: &Scale, middle: i64) -> Markup {
    let x = scale.at(mark.day);
    let title = html! { title { (Untrusted::new(&mark.words)) ", " (mark.day) } };
    match mark.kind {
        MarkKind::Review => html! { line.review x1=(x) x2=(x) y1=(middle - 6) y2=(middle + 6) { (title) } },
        MarkKind::Evidence => html! { circle.evidence cx=(x) cy=(middle) r="4" { (title) } },
        MarkKind::Happened => sign(&x, middle, "happened", &title),
        MarkKind::Closed => sign(&x, middle, "closed", &title),
        MarkKind::Reopened => sign(&x, middle, "reopened", &title),
    }
}

/// Draws one of the shapes of the legend round a point.
fn sign(x: &str, y: i64, name: &str, title: &Markup) -> Markup {
    html! { use href={ "#sign-" (name) } x=(x) y=(y) { (title) } }
}

fn bar(action: &ActionBar, scale: &Scale, middle: i64) -> Markup {
    html! {
        @for phase in &action.phases { (phase_bar(action, phase, scale, middle)) }
        @if let Some(due) = action.due.filter(|due| *due >= scale.first && *due <= scale.last) {
            line.due.late[action.is_late] x1=(scale.at(due)) x2=(scale.at(due)) y1=(middle - 8) y2=(middle + 8) {
                title { (Untrusted::new(&action.name)) " due " (due) @if action.is_late { ", late" } }
            }
        }
    }
}

fn phase_bar(action: &ActionBar, phase: &Phase, scale: &Scale, middle: i64) -> Markup {
    let (x, wide) = (scale.at(phase.from), scale.wide(phase.from, phase.to));
    let words = phase.status.map_or("status cannot be read", action_status);
    let title = html! { title { (Untrusted::new(&action.name)) " " (words) " from " (phase.from) " to " (phase.to) } };
    let class = match phase.status {
        Some(ActionStatus::Planned) => "planned",
        Some(ActionStatus::InProgress) => "progress",
        Some(ActionStatus::InPlace) => "place",
        Some(ActionStatus::Dropped) => return sign(&x, middle, "closed", &title),
        None => "unknown",
    };
    html! { rect class={ "bar " (class) } x=(x) y=(middle - 4) width=(percent(wide)) height="8" { (title) } }
}

/// Writes what the shapes mean.
pub(super) fn legend() -> Markup {
    let sample = |content: Markup| html! { svg.sample width="34" height="18" aria-hidden="true" { (content) } };
    let bar = |class: &str| html! { rect class={ "bar " (class) } x="2" y="5" width="30" height="8" {} };
    let shape = |name: &str| sign("17", 9, name, &html! {});
    html! {
        svg.signs width="0" height="0" aria-hidden="true" {
            defs { @for (name, path) in SIGNS { path class=(name) id={ "sign-" (name) } d=(path) {} } }
        }
        ul.legend aria-label="What the shapes mean" {
            li { (sample(html! { line.step x1="2" x2="17" y1="13" y2="13" {} line.step x1="17" x2="17" y1="13" y2="5" {} line.step x1="17" x2="32" y1="5" y2="5" {} })) "rating in force" }
            li { (sample(html! { line.review x1="17" x2="17" y1="3" y2="15" {} })) "review" }
            li { (sample(html! { circle.evidence cx="17" cy="9" r="4" {} })) "evidence came" }
            li { (sample(bar("planned"))) "planned" }
            li { (sample(bar("progress"))) "in progress" }
            li { (sample(bar("place"))) "in place" }
            li { (sample(html! { line.due x1="17" x2="17" y1="1" y2="17" {} })) "day it is due" }
            li { (sample(shape("happened"))) "happened" }
            li { (sample(shape("closed"))) "closed or dropped" }
            li { (sample(shape("reopened"))) "open again" }
            li { (sample(html! { line.milestone x1="17" x2="17" y1="1" y2="17" {} })) "milestone" }
        }
    }
}
