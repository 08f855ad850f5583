//! What short outputs look like.

use super::super::{Format, Style};
use super::sample;
use crate::finding::{Finding, Place, Severity};
use crate::report::{By, ChangelogReport, CheckReport, ProjectCheck};
use crate::route::Route;
use crate::rules::Verdict;
use crate::source::Origin;

const NARROW: Style = Style { color: false, width: 72 };

/// How the comparison of the samples begins.
const COMPARISON: &str = "\
1 raised, 1 lowered, 1 new, 1 with changed mitigation, 1 document
changed; 3 risks before, 4 after
marking: confidential
main (3f2c91a) → working tree

Ratings
┌──────────────────────┬───────────────┬────────┬──────────────────────┐
│ risk                 │ likelihood    │ impact │ why                  │
├──────────────────────┼───────────────┼────────┼──────────────────────┤
│ CJ-06 ▲ raised       │ low → medium  │ medium │ Courts sit part of   │
│ More convictions     │               │        │ the week only.       │
│ worsen treatment in  │               │        │                      │
│ prison               │               │        │                      │
├──────────────────────┼───────────────┼────────┼──────────────────────┤
│ CJ-05 ▼ lowered      │ high → medium │ high   │ Legal aid roster now │
│ Stronger prosecution │               │        │ covers the four      │
│ without fair trial   │               │        │ provinces where      │
│                      │               │        │ prosecutors are      │
│                      │               │        │ trained.             │
│                      │               │        │ + TO-2024-02 Trial   │
│                      │               │        │ observation summary  │
│                      │               │        │ (2024-05-31)         │
├──────────────────────┼───────────────┼────────┼──────────────────────┤
│ CJ-U01 new           │ high          │ low    │ no reason is given   │
│ A new risk that the  │               │        │                      │
│ team itself has …    │               │        │                      │
└──────────────────────┴───────────────┴────────┴──────────────────────┘

Matrix
┌────────────┬────────────────┬────────────────┬────────────┐
│ likelihood │ impact high    │ impact medium  │ impact low │
├────────────┼────────────────┼────────────────┼────────────┤
│ high       │ 0 (was 1)      │ 0              │ 1 (was 0)  │
│            │ [-CJ-05-]      │                │ {+CJ-U01+} │
├────────────┼────────────────┼────────────────┼────────────┤
│ medium     │ 1 (was 0)      │ 1 (was 0)      │ 0          │
│            │ {+CJ-05+} from │ {+CJ-06+} from │            │
│            │ high/high      │ low/medium     │            │
├────────────┼────────────────┼────────────────┼────────────┤
│ low        │ 0              │ 0 (was 1)      │ 0          │
│            │                │ [-CJ-06-]      │            │
└────────────┴────────────────┴────────────────┴────────────┘
in no cell, because not fully rated or not readable: 1 (before: 1):
CJ-07

Mitigation
";

fn check(text: &str, finding: Finding) -> String {
    let state = sample::snapshot(Origin::Worktree, text);
    let mut finding = finding;
    finding.severity = Severity::Warning;
    state.resolve(&mut finding);
    let verdict = Verdict { findings: vec![finding], waived: Vec::new() };
    super::super::check(&CheckReport { projects: vec![ProjectCheck::new(&state, &verdict)] }, Format::Terminal, &NARROW)
}

fn at_likelihood() -> Place {
    Place::value(sample::FILE, Route::root().key("risks").index(0).key("likelihood"))
}

fn wrong_word() -> Finding {
    Finding::new("wrong-rating-word", at_likelihood(), "`hgh` is not a rating; a rating is high, medium, low or blank")
        .help("did you mean `high`?")
}

#[test]
fn a_caret_stands_below_what_is_meant() {
    let text = "kind: risk_assessment\nrisks:\n  - {id: CJ-05, likelihood: 字 hgh}\n";
    let expected = "\
warning[wrong-rating-word]: `hgh` is not a rating; a rating is high,
    medium, low or blank
 --> risks/3.4.yaml:3:29
  |
3 |   - {id: CJ-05, likelihood: 字 hgh}
  |                             ^^^^^^
  = help: did you mean `high`?

1 risk in 1 document: 1 warning
";
    assert_eq!(check(text, wrong_word()), expected);
}

#[test]
fn of_a_long_line_the_part_that_matters_is_shown() {
    let statement = "A long statement that goes on and on for more than a line of the page";
    let text =
        format!("kind: risk_assessment\nrisks:\n  - {{id: CJ-05, statement: {statement}, likelihood: hgh, rationale: {statement}}}\n");
    let expected = "\
warning[wrong-rating-word]: `hgh` is not a rating; a rating is high,
    medium, low or blank
 --> risks/3.4.yaml:3:111
  |
3 | …n a line of the page, likelihood: hgh, rationale: A long statement…
  |                                    ^^^
  = help: did you mean `high`?

1 risk in 1 document: 1 warning
";
    assert_eq!(check(&text, wrong_word()), expected);
}

#[test]
fn where_a_line_turns_its_direction_the_part_is_repeated() {
    let text = "kind: risk_assessment\nrisks:\n  - {id: CJ-05, statement: قد يحاكم, likelihood: hgh}\n";
    let out = check(text, wrong_word());
    assert!(out.contains("\n  | hgh\n") && !out.contains('^'), "{out}");
}

#[test]
fn between_right_to_left_texts_words_say_which_was_first() {
    let (before, after) = (sample::saying("قد يُحاكم الأشخاص", "high"), sample::saying("قد يُحاكم الناس", "high"));
    let out = super::super::diff(&sample::diff_of(&before, &after, &Verdict::default()), Format::Terminal, &NARROW);
    assert!(out.contains("was: قد يُحاكم الأشخاص, now: قد يُحاكم الناس"), "{out}");
}

#[test]
fn a_comparison_begins_with_its_verdict() {
    let out = super::super::diff(&sample::diff(), Format::Terminal, &NARROW);
    assert!(out.starts_with(COMPARISON), "{out}");
}

#[test]
fn a_comparison_of_equals_says_so() {
    let same = sample::diff_of(&sample::before(), &sample::before(), &Verdict::default());
    let out = super::super::diff(&same, Format::Terminal, &NARROW);
    assert_eq!(out.lines().next(), Some("no change in content; 3 risks before, 3 after"));
    assert!(!out.contains("Matrix"));
}

#[test]
fn a_biography_shows_both_clocks() {
    let log = sample::log();
    let out = super::super::changelog(&ChangelogReport::new(&log, By::Risk), Format::Terminal, &Style { color: false, width: 100 });
    let expected = "\
CJ-05  Stronger prosecution without fair trial                                             3.4 no. 5
  judged 2023-06-22  likelihood high  impact high  new
    recorded    2023-06-23 by project_coordinator (1a1a1a1)
    why         No legal aid in four provinces.
    mitigation  M1 added, planned: Set up a legal aid roster.
    mitigation  M2 added, in_progress, due 2025-03-31: Observe trials in every province.
    statement   + Prosecutions may go ahead without a fair trial.
  judged 2024-06-27  likelihood high → medium  impact high (unchanged)  ▼ lowered
    recorded    2024-06-28 by project_coordinator (3f2c91a), brought in 2024-07-02 by head_of_office
                (7c2e91a), review 2024-H1, tagged project_coordinator
";
    assert!(out.contains(expected), "{out}");
    for needed in
        ["Reviews and documents", "review 2024-H1", "unreadable here", "not committed", "git fetch --unshallow", "1 of 12, not verified"]
    {
        assert!(out.contains(needed), "{needed}: {out}");
    }
    assert!(out.starts_with("marking: confidential\n") && out.ends_with("marking: confidential\n"));
}

#[test]
fn a_log_by_commit_shows_reviews_that_changed_nothing() {
    let log = sample::log();
    let out = super::super::changelog(&ChangelogReport::new(&log, By::Commit), Format::Markdown, &NARROW);
    for needed in ["review 2024-H1", "unreadable here", "`git fetch --unshallow`", "signed, not verified", "45 days lie between"] {
        assert!(out.contains(needed), "{needed}: {out}");
    }
}
