//! Tests over all formats.

mod sample;
mod texts;

use std::collections::BTreeSet;

use serde_json::Value;

use super::{COMMENT, CiFormat, Format, Style, wrap};
use crate::change::Change;
use crate::document::Document;
use crate::finding::Severity;
use crate::history::{Changelog, Seen, Witness as _};
use crate::questions::{Kin, LastSet};
use crate::report::catalogue::Catalogue;
use crate::report::page::is_right_to_left;
use crate::report::{
    BlameReport, BlameSection, Blamed, By, ChangelogReport, CheckReport, CiReport, DiffReport, HistoryReport, PointInTime, ProjectCheck,
    StateName, StatusReport,
};
use crate::rules::Verdict;
use crate::schema::output_violations;
use crate::snapshot::Snapshot;
use crate::source::Origin;

const NASTY: [&str; 15] = [
    "/close",
    "\u{1b}[2J\u{1b}]0;owned\u{7}",
    "a | b || c",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "@everyone closes #1 GH-12",
    "--> <!-- risklog:diff -->",
    "::error file=x::pwned ##[error]x",
    "\u{202e}txet desrever\u{2066}\u{200f}",
    "zero\u{200b}width\u{feff}\u{2028}line",
    "line one\n# heading\n- item\r\nend\rx",
    "[link](https://example.test) https://example.test www.example.test",
    "`code` ```\nfence ~~~ *a* _b_ **c** __d__ ~~e~~ \\",
    "</details></summary>\u{9b}31m\u{85}\u{7f}",
    "&lt;b&gt; &#60;i&#62; $x$ :tada:",
];

fn check_of(state: &Snapshot, text: &str) -> CheckReport {
    let mut check = ProjectCheck::new(state, &sample::verdict(state, text));
    check.unseen.push(sample::unseen(text));
    let mut other = check.clone();
    other.project = Some(text.to_owned());
    other.root = text.to_owned();
    CheckReport { projects: vec![check, other] }
}

fn diff_of(text: &str) -> DiffReport {
    let (before, after) = (sample::saying("something else entirely, in a few more words than before", "high"), sample::saying(text, "low"));
    let mut report = sample::diff_of(&before, &after, &sample::verdict(&after, text)).judged_by(text).made_by(text);
    report.unseen.push(sample::unseen(text));
    report.classification = Some(text.to_owned());
    report.base.name = Some(text.to_owned());
    report
}

fn log_of(text: &str) -> Changelog {
    let mut log = sample::log_of(&sample::saying(text, "high"), &sample::saying("plain words only", "low"), text);
    log.project = Some(text.to_owned());
    log.classification = Some(text.to_owned());
    log.provenance.command = text.to_owned();
    log
}

/// Everything that can be said about a text, in one format.
fn all(text: &str, format: Format, style: &Style) -> Vec<String> {
    let (log, state) = (log_of(text), sample::saying(text, "wrong"));
    let mut told = looking_back(&log, &state, text, format, style);
    let log = |by| super::changelog(&ChangelogReport::new(&log, by), format, style);
    told.push(super::check(&check_of(&state, text), format, style));
    told.extend([super::diff(&diff_of(text), format, style), log(By::Risk), log(By::Commit)]);
    told
}

/// What is said of a register, of the life of its risk and of whoever set its fields.
fn looking_back(log: &Changelog, state: &Snapshot, text: &str, format: Format, style: &Style) -> Vec<String> {
    let id = "CJ-U01";
    let mut witness = (Kin::default(), LastSet::of([id.to_owned()].into(), BTreeSet::new()));
    let empty = Snapshot::empty(Origin::Empty, String::new());
    for entry in &log.entries {
        let (before, entry) = (Some(&empty), Some(entry));
        witness.see(&Seen { commit: None, recorded: None, counts_on: None, is_in_range: true, before, after: state, entry });
    }
    let as_of = crate::model::Date::constant(2025, 1, 1);
    let name = StateName { origin: Origin::Worktree, name: Some(text.to_owned()) };
    let at = PointInTime { state: name, recorded: None, as_of };
    let mut status = StatusReport::new(state, at.clone());
    status.classification = Some(text.to_owned());
    status.title = Some(text.to_owned());
    status.unreadable.push((text.to_owned(), text.to_owned()));
    status.unseen.push(sample::unseen(text));
    let (shown, stands) = (super::register(&status, format, style), super::status(&status, format, style));
    // A file with characters that no file may have holds no risk.
    let Some((risk, track)) = state.risk(id).zip(witness.1.risk(id)) else { return vec![shown, stands] };
    let blame = BlameReport {
        project: Some(text.to_owned()),
        classification: Some(text.to_owned()),
        at,
        about: Blamed::Risk(id.to_owned()),
        document: None,
        risks: vec![BlameSection::of_risk(risk.risk, text, text.to_owned(), track, log)],
        boundary: log.boundary.clone(),
        command: text.to_owned(),
        veil: crate::privacy::Veil::default(),
    };
    let life = HistoryReport::new(log, &witness.0, id).expect("it was seen");
    vec![shown, stands, super::history(&life, format, style), super::blame(&blame, format, style)]
}

/// Says whether a character may not reach anybody.
fn is_harmful(character: char) -> bool {
    let hidden = matches!(
        u32::from(character),
        0x061c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff
    );
    hidden || character.is_control() && character != '\n'
}

#[test]
fn nasty_text_reaches_no_terminal_and_no_runner() {
    for format in [Format::Terminal, Format::Plain] {
        for text in NASTY {
            for out in all(text, format, &Style { color: false, width: 60 }) {
                assert!(!out.chars().any(is_harmful), "{text:?}: {out}");
                assert!(!out.lines().any(|line| line.trim().starts_with("::")) && !out.contains("##["), "{text:?}: {out}");
            }
        }
    }
}

#[test]
fn nasty_text_is_no_markup_in_markdown() {
    let ours = ["details", "/details", "summary", "/summary", "b", "/b", "del", "/del", "ins", "/ins", "br"];
    for text in NASTY {
        for out in all(text, Format::Markdown, &Style::default()) {
            assert!(!out.chars().any(is_harmful), "{text:?}: {out}");
            let (marker, rest) = out.split_once('\n').expect("a marker");
            assert!(marker.starts_with("<!-- risklog:") && !rest.contains("<!--"), "{text:?}: {out}");
            let outside = without_code(rest);
            for tag in outside.split('<').skip(1) {
                let name = tag.split_once('>').map(|(name, _)| name);
                assert!(name.is_some_and(|name| ours.contains(&name)), "{text:?}: <{tag}");
            }
            assert!(
                !outside.contains(['@', '*', '_', '~', '[', ']', '`']) && !outside.contains("://") && !outside.contains("www."),
                "{text:?}: {out}"
            );
            assert!(!outside.replace("&#", "").contains("#1"), "{text:?}: {out}");
            assert!(!rest.lines().any(|line| line.starts_with(['/', '+', '=', '>', ' '])), "{text:?}: {out}");
            for line in outside.lines().filter(|line| line.starts_with('|')) {
                assert_eq!(line.matches('|').count(), 5, "{text:?}: {line}");
            }
        }
    }
}

/// Takes the stretches of code out of Markdown that holds no other backticks, and those of HTML.
fn without_code(markdown: &str) -> String {
    let inline = |line: &str| line.split('`').step_by(2).collect::<String>() + "\n";
    let text: String = markdown.lines().map(inline).collect();
    text.split("<code>").map(|part| part.split_once("</code>").map_or(part, |(_, rest)| rest)).collect()
}

#[test]
fn nasty_text_comes_back_from_json_as_it_was() {
    for text in NASTY {
        for out in all(text, Format::Json, &Style::default()) {
            assert!(!out.chars().any(is_harmful), "{text:?}: {out}");
            let value: Value = serde_json::from_str(&out).expect("JSON");
            assert!(holds(&value, text), "{text:?}: {out}");
            assert!(out.ends_with("}\n"));
        }
    }
}

fn holds(value: &Value, text: &str) -> bool {
    match value {
        Value::String(other) => other == text,
        Value::Array(values) => values.iter().any(|value| holds(value, text)),
        Value::Object(values) => values.values().any(|value| holds(value, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[test]
fn json_has_the_shape_of_its_schema() {
    let log = sample::log();
    let json = |text: String| serde_json::from_str::<Value>(&text).expect("JSON");
    let style = Style::default();
    let state = sample::after();
    let check = CheckReport { projects: vec![ProjectCheck::new(&state, &sample::verdict(&state, "x"))] };
    let edition = crate::toolkit::default_edition();
    let catalogue = Catalogue { words: edition.in_language("fr").expect("French"), project: Some(&state) };
    let names = edition.names().into_iter().flat_map(|name| catalogue.about(&name));
    let entries: Vec<Value> = names.map(|told| json(super::catalogue(&told, Format::Json, &style))).collect();
    assert_eq!(entries.len(), edition.names().len() - 8, "everything but the sections of a checklist can be told");
    for output in entries {
        assert_eq!(output_violations("toolkit", &output), Vec::<String>::new(), "{output:#}");
    }
    let outputs = [
        ("toolkit", json(super::catalogue(&catalogue.tools(), Format::Json, &style))),
        ("check", json(super::check(&check, Format::Json, &style))),
        ("check", json(super::check(&check_of(&state, "x"), Format::Json, &style))),
        ("check", json(super::check(&CheckReport::default(), Format::Json, &style))),
        ("diff", json(super::diff(&sample::diff(), Format::Json, &style))),
        ("diff", json(super::diff(&diff_of("x"), Format::Json, &style))),
        ("changelog", json(super::changelog(&ChangelogReport::new(&log, By::Risk), Format::Json, &style))),
    ];
    for (name, output) in outputs {
        assert_eq!(output_violations(name, &output), Vec::<String>::new(), "{name}: {output:#}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for format in Format::ALL {
        let style = Style { color: true, width: 90 };
        assert_eq!(all("صحيح 人身取引", format, &style), all("صحيح 人身取引", format, &style));
    }
    for format in CiFormat::ALL {
        let ci = || super::ci(&CiReport::of_check(&check_of(&sample::after(), "صحيح"), Severity::Warning), format);
        assert_eq!(ci(), ci());
    }
}

#[test]
fn no_line_is_wider_than_the_page() {
    let texts = [
        "قد يُحاكم الأشخاص دون محاكمة عادلة لأن المساعدة القانونية لا تصل إلى جميع المقاطعات",
        "人身取引の被害者が保護されないまま送還されるおそれがあり、支援が届かない",
        "Prosecutions may go ahead without a fair trial because legal aid does not reach every province",
        "e\u{301}galite\u{301} des armes 👩🏽 averylongwordthatdoesnotfitintoanycolumnofanytablewhateverthewidthofthepagemaybe",
    ];
    for width in [60, 100] {
        for text in texts {
            let (log, style) = (log_of(text), Style { color: false, width });
            let mut outs = vec![super::diff(&diff_of(text), Format::Terminal, &style)];
            outs.extend([By::Risk, By::Commit].map(|by| super::changelog(&ChangelogReport::new(&log, by), Format::Terminal, &style)));
            for line in outs.iter().flat_map(|out| out.lines()) {
                assert!(wrap::width(line) <= width, "{width}: {} {line}", wrap::width(line));
            }
        }
    }
}

#[test]
fn however_narrow_the_page_is_there_is_an_output() {
    let (diff, log, state) = (diff_of("字 e\u{301} قد word"), log_of("字 e\u{301} قد word"), sample::saying("字 قد", "x"));
    for width in 0..40 {
        let style = Style { color: true, width };
        assert!(!super::diff(&diff, Format::Terminal, &style).is_empty());
        assert!(!super::check(&check_of(&state, "字 قد"), Format::Terminal, &style).is_empty());
        assert!(!super::changelog(&ChangelogReport::new(&log, By::Risk), Format::Terminal, &style).is_empty());
    }
}

#[test]
fn right_to_left_text_never_shares_a_line_with_a_border() {
    let out = super::diff(&diff_of("قد يُحاكم الأشخاص دون محاكمة عادلة"), Format::Terminal, &Style { color: false, width: 100 });
    assert!(out.lines().filter(|line| is_right_to_left(line)).all(|line| !line.contains(['│', '|'])), "{out}");
}

#[test]
fn a_comment_is_never_too_long_and_counts_what_is_left_out() {
    let risk = |number: usize, level: &str, why: &str| {
        format!(
            "  - id: CJ-U{number:02}\n    statement: Something may happen.\n    likelihood: {level}\n    impact: low\n    rationale: {why}\n"
        )
    };
    let state = |level: &str, why: &str| {
        let risks: String = (1..900).map(|number| risk(number, level, why)).collect();
        sample::snapshot(Origin::Worktree, &format!("kind: risk_assessment\ntool: \"3.4\"\nrisks:\n{risks}"))
    };
    let long = "words that go on ".repeat(40);
    let report = sample::diff_of(&state("high", "short"), &state("low", &long), &Verdict::default());
    let out = super::diff(&report, Format::Markdown, &Style::default());
    assert!(out.chars().count() < COMMENT, "{}", out.chars().count());
    assert!(out.starts_with("<!-- risklog:diff -->\n") && out.contains("899 lowered"));
    assert!(
        out.contains(" more not shown here") && out.ends_with("`risklog diff main`\n"),
        "{}",
        out.chars().rev().take(300).collect::<String>()
    );
}

#[test]
fn incomplete_is_clean_in_no_format() {
    let mut state = sample::after();
    state.documents.push(std::sync::Arc::new(Document::read("risks/3.6.yaml", b"risks: [\n")));
    let check = CheckReport { projects: vec![ProjectCheck::new(&state, &Verdict::default())] };
    let diff = sample::diff_of(&sample::before(), &state, &Verdict::default());
    for format in Format::ALL {
        for out in [super::check(&check, format, &Style::default()), super::diff(&diff, format, &Style::default())] {
            assert!(out.contains("incomplete") && !out.contains("\"incomplete\": false"), "{out}");
        }
    }
    for ci in [CiReport::of_check(&check, Severity::Error), CiReport::of_diff(&diff, Severity::Error)] {
        for format in CiFormat::ALL {
            let out = super::ci(&ci, format);
            assert!(out.contains("incomplete") && !out.contains("\"executionSuccessful\": true"), "{}: {out}", format.word());
        }
    }
    assert!(check.clone().only(&["risks/3.4.yaml".to_owned()]).is_incomplete());
    assert!(CiReport::of_check(&CheckReport::default(), Severity::Error).is_incomplete(), "where nothing was found nothing was checked");
}

#[test]
fn a_rating_that_cannot_be_read_is_never_low() {
    let report = sample::diff_of(&sample::saying("x", "high"), &sample::saying("x", "lwo"), &Verdict::default());
    let out = super::diff(&report, Format::Terminal, &Style { color: false, width: 120 });
    assert!(out.contains("high → cannot be read"), "{out}");
    let json: Value = serde_json::from_str(&super::diff(&report, Format::Json, &Style::default())).expect("JSON");
    assert_eq!(json.pointer("/changes/0/likelihood/after"), Some(&Value::Null));
    assert_eq!(report.matrix.as_ref().map(|matrix| matrix.unrated.len()), Change::new(0, 1));
}

#[test]
fn colour_adds_nothing_but_colour() {
    let (plain, color) = (Style { color: false, width: 100 }, Style { color: true, width: 100 });
    let strip = |text: &str| {
        let mut parts = text.split('\u{1b}');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |out, part| out + part.split_once('m').map_or(part, |(_, rest)| rest))
    };
    let colored = super::diff(&sample::diff(), Format::Terminal, &color);
    assert!(colored.contains('\u{1b}'));
    assert_eq!(strip(&colored), super::diff(&sample::diff(), Format::Terminal, &plain));
}

#[test]
fn only_the_named_files_are_counted() {
    let state = sample::after();
    let check = CheckReport { projects: vec![ProjectCheck::new(&state, &sample::verdict(&state, "x"))] };
    let counted = |path: &str| {
        let only = check.clone().only(&[path.to_owned()]);
        only.projects.iter().map(|project| (project.counts.errors, project.counts.waived)).collect::<Vec<_>>()
    };
    assert_eq!(counted("risks/"), [(1, 1)]);
    assert_eq!(counted("risks/3.4.yaml"), [(1, 1)]);
    assert_eq!(counted("risks/3.4"), [(0, 0)]);
}

#[test]
fn the_keys_stand_in_the_order_of_the_format() {
    let (log, style, state) = (sample::log(), Style::default(), sample::after());
    let check = CheckReport { projects: vec![ProjectCheck::new(&state, &sample::verdict(&state, "x"))] };
    let keys = |text: &str, pointer: &str| -> String {
        let value: Value = serde_json::from_str(text).expect("JSON");
        let object = value.pointer(pointer).and_then(Value::as_object).expect("an object");
        object.keys().map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    let check = super::check(&check, Format::Json, &style);
    assert!(keys(&check, "").starts_with("format project source summary findings"));
    assert_eq!(keys(&check, "/summary"), "documents risks not_yet_rated errors warnings infos waived");
    let finding = "rule severity file line column end_line end_column id message help fingerprint related";
    assert!(keys(&check, "/findings/0").starts_with(finding));
    let diff = super::diff(&sample::diff(), Format::Json, &style);
    assert!(keys(&diff, "").starts_with("format base head summary changes documents findings"));
    let summary = "raised lowered mixed first_rated withdrawn added removed returned materialised closed reopened not_applicable mitigation text other";
    assert_eq!(keys(&diff, "/summary"), summary);
    let change = "id tool title kinds file likelihood impact status rated_on rationale evidence_added mitigation fields";
    assert!(keys(&diff, "/changes/0").starts_with(change));
    let log = super::changelog(&ChangelogReport::new(&log, By::Risk), Format::Json, &style);
    assert!(keys(&log, "").starts_with("format project range entries boundary boundary_commit provenance"));
    assert!(
        keys(&log, "/entries/0")
            .starts_with("commit recorded author subject tags committed proposed_by signature changes unreadable findings")
    );
    assert!(keys(&log, "/provenance").starts_with("commits_read commits_with_changes signed largest_clock_gap_days version command"));
}

#[test]
fn what_a_branch_did_and_undid_is_told() {
    let mut log = sample::log();
    log.entries.iter_mut().for_each(|entry| entry.changes.clear());
    for by in [By::Risk, By::Commit] {
        for format in [Format::Terminal, Format::Markdown] {
            let out = super::changelog(&ChangelogReport::new(&log, by), format, &Style::default());
            assert!(out.contains("changed on the branch, without a net change") && out.contains("step"), "{out}");
        }
    }
}
