//! An edit changes what it is asked to, in any layout: every other byte stays, and what is read again differs in exactly
//! that. A second reader of YAML agrees.

use std::ops::Range;

use proptest::prelude::*;
use risklog::document::Document;
use risklog::edit::{self, ActionCells, NewAction, NewEvidence, NewRating, NewReview, NewRisk, Step};
use risklog::model::{Action, ActionStatus, Covers, Date, Evidence, Field, Level, Rating, Review, Risk, RiskAssessment, Status};
use risklog::yaml::Node;
use similar::{ChangeTag, TextDiff};

use crate::support::layout::{self, Choices, Held};

const TODAY: Date = Date::constant(2026, 11, 25);
/// Texts that readers of YAML stumble over.
const NAUGHTY: [&str; 20] = [
    "no",
    "12:30",
    "2024-05-31",
    "007",
    "a: b",
    "a #b",
    "- a",
    "'",
    "\"",
    "\\n",
    "{a",
    "]",
    "~",
    "<<",
    "%",
    "a\u{202e}b",
    "\u{1b}[31m",
    "null",
    "a\u{85}b",
    "|",
];

fn word() -> impl Strategy<Value = String> {
    "[a-zé]{2,12}"
}

fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 4..24).prop_map(|words| format!("It {}.", words.join(" ")))
}

fn level() -> impl Strategy<Value = Option<Level>> {
    prop_oneof![Just(None), Just(Some(Level::High)), Just(Some(Level::Medium)), Just(Some(Level::Low))]
}

fn cell(level: Option<Level>) -> Held {
    level.map_or(Held::Blank, |level| Held::Word(level.word().to_owned()))
}

fn named(entries: Vec<(&str, Held)>) -> Vec<(String, Held)> {
    entries.into_iter().map(|(key, held)| (key.to_owned(), held)).collect()
}

/// A risk with some of the keys that it may have, in any order; its id is set later.
fn risk() -> impl Strategy<Value = Vec<(String, Held)>> {
    let optional = (any::<u16>(), sentence(), prop::collection::vec(sentence(), 0..3), prop::collection::vec(word(), 0..4));
    (level(), level(), sentence(), optional).prop_flat_map(|(likelihood, impact, statement, (keys, rationale, titles, words))| {
        let mut risk =
            vec![("id", Held::Blank), ("statement", Held::Sentence(statement)), ("likelihood", cell(likelihood)), ("impact", cell(impact))];
        let maps = |first: &str, second: &str| -> Vec<Vec<(String, Held)>> {
            let map = |(at, title): (usize, &String)| {
                named(vec![
                    (first, Held::Word(format!("R-{at}"))),
                    ("date", Held::Word("2024-05-31".to_owned())),
                    (second, Held::Sentence(title.clone())),
                ])
            };
            titles.iter().enumerate().map(map).collect()
        };
        let actions = |(at, title): (usize, &String)| {
            named(vec![
                ("id", Held::Word(format!("M{}", at + 1))),
                ("action", Held::Sentence(title.clone())),
                ("status", if at == 0 { Held::Blank } else { Held::Word("in_progress".to_owned()) }),
            ])
        };
        let actions: Vec<_> = titles.iter().enumerate().map(actions).collect();
        let all = [
            ("rationale", Held::Sentence(rationale.clone())),
            ("rated_on", Held::Word("2024-06-27".to_owned())),
            ("evidence", Held::Maps(maps("ref", "title"))),
            ("owner", Held::Word("head_of_office".to_owned())),
            ("rationale", Held::Blank),
            ("topics", Held::Words(words)),
            ("mitigation", if keys & 1 == 0 { Held::Maps(actions) } else { Held::Blank }),
            ("evidence", Held::Blank),
            ("x_note", Held::Sentence(rationale)),
        ];
        for (bit, (key, held)) in all.into_iter().enumerate() {
            if keys & (1 << bit) != 0 && !risk.iter().any(|(known, _)| *known == key) {
                risk.push((key, held));
            }
        }
        Just(named(risk)).prop_shuffle()
    })
}

/// A document in some layout.
fn document() -> impl Strategy<Value = Document> {
    (prop::collection::vec(risk(), 1..4), 0usize..3, prop::collection::vec(any::<u8>(), 0..250)).prop_map(|(mut risks, reviews, bytes)| {
        for (at, risk) in risks.iter_mut().enumerate() {
            let id = risk.iter_mut().find(|(key, _)| key == "id").expect("every risk has an id");
            id.1 = Held::Word(format!("CJ-{:02}", at + 1));
        }
        let head = named(vec![
            ("schema", Held::Word("risklog/1".to_owned())),
            ("kind", Held::Word("risk_assessment".to_owned())),
            ("tool", Held::Sentence("3.4x".to_owned())),
            ("title", Held::Sentence("An assessment for tests".to_owned())),
        ]);
        let review = |at: usize| {
            named(vec![
                ("round", Held::Word(format!("2024-H{}", at + 1))),
                ("date", Held::Word("2024-06-27".to_owned())),
                ("covers", Held::Word("all".to_owned())),
                ("reviewed_by", Held::Words(vec!["head_of_office".to_owned(), "me_officer".to_owned()])),
                ("outcome", Held::Sentence("All ratings are confirmed again".to_owned())),
            ])
        };
        let reviews: Vec<_> = (0..reviews).map(review).collect();
        let text = layout::document(&head, &risks, &reviews, &mut Choices::new(bytes));
        let document = Document::read("risks/3.4.yaml", text.as_bytes());
        assert!(document.is_readable(), "{text}\n{:?}", document.findings());
        document
    })
}

fn reason() -> impl Strategy<Value = String> {
    prop_oneof![
        sentence(),
        "[ -~]{0,30}[!-~]",
        "\\PC{1,60}[a-z]",
        "[a-z\\n ]{0,80}[a-z]",
        prop::sample::select(NAUGHTY.to_vec()).prop_map(str::to_owned),
        (prop::sample::select(NAUGHTY.to_vec()), sentence()).prop_map(|(naughty, text)| format!("{text} {naughty} {text}")),
    ]
}

fn read(document: &Document) -> &RiskAssessment {
    document.risk_assessment().expect("the document can be read")
}

fn again(text: &str) -> Document {
    let document = Document::read("risks/3.4.yaml", text.as_bytes());
    assert!(document.is_readable(), "{text}\n{:?}", document.findings());
    document
}

/// What the second reader reads.
fn second(text: &str) -> serde_yaml::Value {
    serde_yaml::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Lines (from 0) that a value and its key stand on.
fn lines(document: &Document, node: &Node, key: &str) -> Range<usize> {
    let entry = node.entries().iter().find(|entry| entry.key == key);
    let line = |at: usize| document.source.position(at).line - 1;
    entry.map_or(0..0, |entry| line(entry.key_span.start)..line(entry.value.span.end.max(entry.key_span.end)) + 1)
}

/// Insists that only lines of some keys of one risk changed, that no comment went, and that the other keys kept their bytes.
fn stays(before: &Document, after: &str, position: usize, keys: &[&str]) -> Result<(), TestCaseError> {
    let old = before.source.text();
    let node = &before.node().and_then(|node| node.get("risks")).expect("there are risks").items()[position];
    let allowed: Vec<Range<usize>> = keys.iter().map(|key| lines(before, node, key)).collect();
    let diff = TextDiff::from_lines(old, after);
    for change in diff.iter_all_changes().filter(|change| change.tag() == ChangeTag::Delete) {
        let line = change.old_index().expect("a deleted line was there");
        // NOTE: a last line without an end gets one where something is added below it.
        let is_last = line + 1 == old.lines().count() && after.contains(change.value().trim_end());
        prop_assert!(
            is_last || allowed.iter().any(|range| range.contains(&line)),
            "line {} went: {:?}\n{old}\n---\n{after}",
            line + 1,
            change.value()
        );
    }
    let comments =
        |text: &str| text.match_indices("# note-").map(|(at, _)| text[at..].split(':').next().unwrap_or("").to_owned()).collect::<Vec<_>>();
    prop_assert_eq!(comments(old), comments(after), "{}\n---\n{}", old, after);
    for entry in node.entries().iter().filter(|entry| !keys.contains(&entry.key.as_str())) {
        let bytes = old[entry.key_span.start..entry.value.span.end.max(entry.key_span.end)].trim_end();
        prop_assert!(after.contains(bytes), "{bytes:?} is not there\n{after}");
    }
    let ends =
        |text: &str| (text.contains("\r\n"), text.replace("\r\n", "").contains('\n'), text.starts_with('\u{feff}'), text.ends_with('\n'));
    if old.trim_end().contains('\n') {
        prop_assert_eq!(ends(old), ends(after));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rating_a_risk_changes_its_rating_and_nothing_else(
        document in document(), place in any::<prop::sample::Index>(), likelihood in level(), impact in level(),
        why in prop::option::of(reason()), titles in prop::collection::vec(reason(), 0..3),
    ) {
        let position = place.index(read(&document).risks.len());
        let evidence: Vec<NewEvidence> = titles.iter().enumerate().map(|(at, title)| NewEvidence {
            reference: format!("N-{at}"), kind: "survey".to_owned(), date: TODAY, title: title.clone(),
        }).collect();
        let rating = NewRating { likelihood, impact, rationale: why.clone(), rated_on: None, evidence, owner: None, action: None };
        let old = read(&document).risks[position].clone();
        let text = edit::rate(&document, &old.id, &rating, TODAY).unwrap_or_else(|error| panic!("{error}\n{}", document.source.text()));

        let mut expected = read(&document).clone();
        let risk = &mut expected.risks[position];
        for (cell, new) in [(&mut risk.rating.likelihood, likelihood), (&mut risk.rating.impact, impact)] {
            if let Some(new) = new { *cell = Field::Known(new); }
        }
        if let Some(why) = &why { risk.rationale = Some(why.clone()); }
        for (at, title) in titles.iter().enumerate() {
            let (reference, kind) = (format!("N-{at}"), Some("survey".to_owned()));
            risk.evidence.push(Evidence { position: risk.evidence.len(), reference, kind, date: Field::Known(TODAY), title: Some(title.clone()) });
        }
        if *risk == old {
            prop_assert_eq!(&text, document.source.text(), "nothing changes, so no byte does");
        } else {
            risk.rated_on = Field::Known(TODAY);
        }
        let after = again(&text);
        prop_assert_eq!(read(&after), &expected, "{}\n---\n{}", document.source.text(), text);
        stays(&document, &text, position, &["likelihood", "impact", "rated_on", "rationale", "evidence"])?;

        let (mut first, mut then) = (second(document.source.text()), second(&text));
        if let Some(why) = why { prop_assert_eq!(&then["risks"][position]["rationale"], &serde_yaml::Value::from(why)); }
        for value in [&mut first, &mut then] {
            let risk = value["risks"][position].as_mapping_mut().expect("a risk is a map");
            for key in ["likelihood", "impact", "rated_on", "rationale", "evidence"] { risk.remove(key); }
        }
        prop_assert_eq!(first, then);
    }

    #[test]
    fn adding_a_risk_adds_one_and_nothing_else(document in document(), statement in reason(), rated in any::<bool>(), why in prop::option::of(reason())) {
        let new = NewRisk {
            id: "CJ-U01".to_owned(), statement: statement.clone(), identified_on: TODAY,
            rating: rated.then_some((Level::High, Level::Low)), rationale: why.clone(), owner: Some("head_of_office".to_owned()),
        };
        let text = edit::add(&document, &new).unwrap_or_else(|error| panic!("{error}\n{}", document.source.text()));
        let mut expected = read(&document).clone();
        let rating = if rated { Rating { likelihood: Field::Known(Level::High), impact: Field::Known(Level::Low) } } else { Rating::default() };
        expected.risks.push(Risk {
            position: expected.risks.len(), id: new.id, statement, rating, rationale: why, owner: new.owner, identified_on: Field::Known(TODAY),
            rated_on: if rated { Field::Known(TODAY) } else { Field::Blank }, ..Risk::default()
        });
        prop_assert_eq!(read(&again(&text)).clone(), expected, "{}\n---\n{}", document.source.text(), text);
        stays(&document, &text, 0, &[])?;
    }

    #[test]
    fn a_review_is_appended_and_nothing_else(document in document(), outcome in reason(), all in any::<bool>()) {
        let covers = if all { Covers::All } else { Covers::Ids(vec!["CJ-01".to_owned()]) };
        let new = NewReview {
            round: "2026-H2".to_owned(), date: TODAY, covers: covers.clone(), reviewed_by: vec!["me_officer".to_owned()],
            trigger: None, outcome: outcome.clone(),
        };
        let text = edit::review(&document, &new).unwrap_or_else(|error| panic!("{error}\n{}", document.source.text()));
        let mut expected = read(&document).clone();
        expected.reviews.push(Review {
            position: expected.reviews.len(), round: new.round, date: Field::Known(TODAY), covers, reviewed_by: new.reviewed_by,
            outcome: Some(outcome), trigger: None, inputs: Vec::new(),
        });
        prop_assert_eq!(read(&again(&text)).clone(), expected, "{}\n---\n{}", document.source.text(), text);
        stays(&document, &text, 0, &[])?;
    }

    #[test]
    fn a_step_of_status_changes_the_status_and_what_belongs_to_it(document in document(), reason in reason(), which in 0usize..3) {
        let steps = [
            Step::Close { reason: reason.clone(), evidence: Vec::new() },
            Step::Materialise(reason.clone()),
            Step::NotApplicable { reason: reason.clone(), evidence: Vec::new() },
        ];
        let step = steps[which].clone();
        let text = edit::step(&document, "CJ-01", &step, TODAY).unwrap_or_else(|error| panic!("{error}\n{}", document.source.text()));
        let mut expected = read(&document).clone();
        let risk = &mut expected.risks[0];
        risk.status = Field::Known(step.status());
        match step.status() {
            Status::Materialised => (risk.what_happened, risk.materialised_on) = (Some(reason.clone()), Field::Known(TODAY)),
            Status::NotApplicable => (risk.status_reason, risk.rating) = (Some(reason.clone()), Rating::default()),
            _ => (risk.status_reason, risk.closed_on) = (Some(reason.clone()), Field::Known(TODAY)),
        }
        let closed = again(&text);
        prop_assert_eq!(read(&closed), &expected, "{}\n---\n{}", document.source.text(), text);
        stays(&document, &text, 0, &["likelihood", "impact"])?;

        let open = edit::step(&closed, "CJ-01", &Step::Reopen(reason.clone()), TODAY).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let risk = &mut expected.risks[0];
        (risk.status, risk.status_reason, risk.closed_on) = (Field::Known(Status::Open), Some(reason), Field::Blank);
        prop_assert_eq!(read(&again(&open)).clone(), expected, "{}\n---\n{}", text, open);
    }

    #[test]
    fn an_action_is_added_or_changed_and_nothing_else(
        document in document(), place in any::<prop::sample::Index>(), text in reason(), note in prop::option::of(reason()),
        owned in any::<bool>(), due in any::<bool>(), status in prop::option::of(prop::sample::select(ActionStatus::ALL.to_vec())),
    ) {
        let position = place.index(read(&document).risks.len());
        let old = read(&document).risks[position].clone();
        let cells = ActionCells { owner: owned.then(|| "me_officer".to_owned()), due: due.then_some(TODAY), status, note: note.clone() };
        let new = NewAction { action: text.clone(), cells: cells.clone() };
        let added = edit::add_action(&document, &old.id, &new).unwrap_or_else(|error| panic!("{error}\n{}", document.source.text()));

        let mut expected = read(&document).clone();
        let name = format!("M{}", old.mitigation.len() + 1);
        let field = |status: ActionStatus| if status == ActionStatus::Planned { Field::Blank } else { Field::Known(status) };
        expected.risks[position].mitigation.push(Action {
            position: old.mitigation.len(), id: Some(name.clone()), action: text, owner: cells.owner.clone(),
            due: cells.due.map_or(Field::Blank, Field::Known), status: status.map_or(Field::Blank, field), note: note.clone(),
        });
        let after = again(&added);
        prop_assert_eq!(read(&after), &expected, "{}\n---\n{}", document.source.text(), added);
        // A risk in braces stands on one line.
        let node = &document.node().and_then(|node| node.get("risks")).expect("there are risks").items()[position];
        let in_braces = document.source.text()[node.span.start..].starts_with('{');
        let keys: &[&str] = if in_braces { &["mitigation", "id"] } else { &["mitigation"] };
        stays(&document, &added, position, keys)?;

        let why = "The tender had no bidder.".to_owned();
        let change = ActionCells { owner: None, due: None, status: Some(ActionStatus::Dropped), note: Some(why.clone()) };
        let (name, last) = if owned { (name, old.mitigation.len()) } else { ("M1".to_owned(), 0) };
        let changed = edit::change_action(&after, &old.id, &name, None, &change).unwrap_or_else(|error| panic!("{error}\n{added}"));
        let action = &mut expected.risks[position].mitigation[last];
        (action.status, action.note) = (Field::Known(ActionStatus::Dropped), Some(why.clone()));
        let finished = again(&changed);
        prop_assert_eq!(read(&finished), &expected, "{}\n---\n{}", added, changed);
        stays(&after, &changed, position, keys)?;

        let (mut first, mut then) = (second(document.source.text()), second(&changed));
        prop_assert_eq!(&then["risks"][position]["mitigation"][last]["note"], &serde_yaml::Value::from(why));
        for value in [&mut first, &mut then] {
            value["risks"][position].as_mapping_mut().expect("a risk is a map").remove("mitigation");
        }
        prop_assert_eq!(first, then);
    }
}
