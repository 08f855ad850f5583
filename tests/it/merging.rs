//! Merging by what documents say: of random histories nothing gets lost and nothing is made up. The judge reads the three
//! states and the result with another reader of YAML, takes them apart into fields, and says by itself what must come of it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use risklog::merge::{self, Marks, Merged, Sides};
use risklog::route::Route;
use risklog::source::Source;
use risklog::yaml;
use risklog::yaml::edit::{self, Edit, Value};

use crate::support::layout::{self, Choices, Held};

/// Texts that a merge may stumble over.
const NAUGHTY: [&str; 9] = ["no", "a #b c", "12:30", "it's: \"so\"", "- a", "2024-05-31", "<<<<<<< HEAD", "{a", "say #1, then #2"];

/// A step that somebody takes on one side; the numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    Set(usize, usize, String),
    Drop(usize, usize),
    AddRisk(usize, usize, String),
    DropRisk(usize),
    MoveRisk(usize, usize),
    Rename(usize, usize),
    AddPart(usize, usize, usize, String),
    SetPart(usize, usize, usize, String),
    DropPart(usize, usize, usize),
    Words(usize, usize, bool),
    Review(usize, String),
    Head(usize, String),
    Comment(usize),
    LineEnds,
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec!["high", "medium", "low"]).prop_map(str::to_owned),
        3 => prop::collection::vec("[a-zé]{2,12}", 4..24).prop_map(|words| format!("It {}.", words.join(" "))),
        1 => prop::sample::select(NAUGHTY.to_vec()).prop_map(str::to_owned),
        1 => Just(String::new()),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let number = || 0usize..12;
    prop_oneof![
        6 => (number(), number(), text()).prop_map(|(risk, key, text)| Step::Set(risk, key, text)),
        1 => (number(), number()).prop_map(|(risk, key)| Step::Drop(risk, key)),
        2 => (number(), number(), text()).prop_map(|(id, place, text)| Step::AddRisk(id, place, text)),
        1 => number().prop_map(Step::DropRisk),
        1 => (number(), number()).prop_map(|(from, to)| Step::MoveRisk(from, to)),
        1 => (number(), number()).prop_map(|(risk, id)| Step::Rename(risk, id)),
        3 => (number(), number(), number(), text()).prop_map(|(risk, list, id, text)| Step::AddPart(risk, list, id, text)),
        2 => (number(), number(), number(), text()).prop_map(|(risk, list, part, text)| Step::SetPart(risk, list, part, text)),
        1 => (number(), number(), number()).prop_map(|(risk, list, part)| Step::DropPart(risk, list, part)),
        2 => (number(), number(), any::<bool>()).prop_map(|(risk, word, add)| Step::Words(risk, word, add)),
        1 => (number(), text()).prop_map(|(review, text)| Step::Review(review, text)),
        1 => (number(), text()).prop_map(|(key, text)| Step::Head(key, text)),
        2 => number().prop_map(Step::Comment),
        1 => Just(Step::LineEnds),
    ]
}

fn named(entries: Vec<(&str, Held)>) -> Vec<(String, Held)> {
    entries.into_iter().map(|(key, held)| (key.to_owned(), held)).collect()
}

fn base() -> impl Strategy<Value = String> {
    let risk = (any::<u8>(), "It [a-z]{3,9} [a-z]{3,9} [a-z]{3,9}\\.", 0usize..3, 0usize..3);
    (prop::collection::vec(risk, 1..5), 0usize..3, prop::collection::vec(any::<u8>(), 0..250)).prop_map(|(risks, reviews, bytes)| {
        let parts = |first: &str, second: &str, count: usize| {
            let part = |at: usize| {
                named(vec![(first, Held::Word(format!("R-{at}"))), (second, Held::Sentence(format!("The {at}th of these parts")))])
            };
            Held::Maps((0..count).map(part).collect())
        };
        let risk = |(at, (keys, statement, evidence, actions)): (usize, &(u8, String, usize, usize))| {
            let mut risk = vec![("id", Held::Word(format!("CJ-{:02}", at + 1))), ("statement", Held::Sentence(statement.clone()))];
            let all = [
                ("likelihood", Held::Word("high".to_owned())),
                ("impact", Held::Blank),
                ("rationale", Held::Sentence(format!("What was heard of that, {statement}"))),
                ("rated_on", Held::Word("2024-06-27".to_owned())),
                ("evidence", parts("ref", "title", *evidence)),
                ("topics", Held::Words(vec!["one".to_owned(), "two".to_owned(), "three".to_owned()])),
                ("mitigation", parts("id", "action", *actions)),
                ("owner", Held::Word("head_of_office".to_owned())),
            ];
            risk.extend(all.into_iter().enumerate().filter(|(bit, _)| keys & (1 << bit) != 0).map(|(_, entry)| entry));
            named(risk)
        };
        let head = named(vec![
            ("schema", Held::Word("risklog/1".to_owned())),
            ("kind", Held::Word("risk_assessment".to_owned())),
            ("tool", Held::Sentence("3.4x".to_owned())),
            ("title", Held::Sentence("An assessment for tests".to_owned())),
        ]);
        let review = |at: usize| {
            named(vec![
                ("round", Held::Word(format!("{}-H1", 2023 + at))),
                ("outcome", Held::Sentence("All is confirmed again".to_owned())),
            ])
        };
        let risks: Vec<_> = risks.iter().enumerate().map(risk).collect();
        let reviews: Vec<_> = (0..reviews).map(review).collect();
        layout::document(&head, &risks, &reviews, &mut Choices::new(bytes))
    })
}

/// The edits of a step, for the text as it is.
#[allow(clippy::too_many_lines, reason = "one arm a kind of step")]
fn edits(step: &Step, text: &str) -> Option<Vec<Edit>> {
    let source = Source::new("", text);
    let root = yaml::parse(&source).node?;
    let list = Route::root().key("risks");
    let risks = root.get("risks")?.items();
    let count = risks.len();
    let risk = |number: &usize| list.index(number % count.max(1));
    let cell = |text: &String| if text.is_empty() { Value::Blank } else { Value::text(text) };
    let map = |entries: Vec<(&str, Value)>| Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect());
    let key = |number: &usize| ["likelihood", "impact", "rationale", "statement", "owner", "rated_on", "x_note"][number % 7];
    let part = |number: &usize| [("evidence", "ref", "title"), ("mitigation", "id", "action")][number % 2];
    let known = |risk: &Route, list: &str| root.at(risk).and_then(|risk| risk.get(list)).map_or(0, |list| list.items().len());
    Some(match step {
        Step::Set(at, which, text) => vec![Edit::set(risk(at).key(key(which)), cell(text))],
        Step::Drop(at, which) => {
            let route = risk(at).key(["evidence", "mitigation", "topics", key(which)][which % 4]);
            root.at(&route)?;
            vec![Edit::remove(route)]
        }
        Step::AddRisk(id, place, text) => {
            let new = map(vec![
                ("id", Value::text(format!("CJ-U{:02}", id % 4))),
                ("statement", Value::text(format!("A {text}"))),
                ("likelihood", Value::Blank),
            ]);
            vec![Edit::insert(list, place % (count + 1), new)]
        }
        Step::DropRisk(at) => vec![Edit::remove(risk(at))],
        Step::MoveRisk(from, to) => {
            vec![Edit::remove(risk(from)), Edit::insert(list.clone(), to % count.max(1), Value::of(root.at(&risk(from))?))]
        }
        Step::Rename(at, id) => vec![Edit::set(risk(at).key("id"), Value::text(format!("CJ-U{:02}", id % 4)))],
        Step::AddPart(at, which, id, text) => {
            let (list, name, key) = part(which);
            vec![Edit::append(risk(at).key(list), map(vec![(name, Value::text(format!("R-{}", id % 5))), (key, cell(text))]))]
        }
        Step::SetPart(at, which, number, text) => {
            let (list, _, key) = part(which);
            let count = known(&risk(at), list);
            (count > 0).then(|| vec![Edit::set(risk(at).key(list).index(number % count).key(key), cell(text))])?
        }
        Step::DropPart(at, which, number) => {
            let (list, ..) = part(which);
            let count = known(&risk(at), list);
            (count > 0).then(|| vec![Edit::remove(risk(at).key(list).index(number % count))])?
        }
        Step::Words(at, word, true) => vec![Edit::append(risk(at).key("topics"), Value::text(["four", "five", "six"][word % 3]))],
        Step::Words(at, word, false) => {
            let count = known(&risk(at), "topics");
            (count > 0).then(|| vec![Edit::remove(risk(at).key("topics").index(word % count))])?
        }
        Step::Review(at, text) => {
            let reviews = root.get("reviews").map_or(0, |list| list.items().len());
            let list = Route::root().key("reviews");
            if at % 2 == 0 && reviews > 0 {
                vec![Edit::set(list.index(at % reviews).key("outcome"), cell(text))]
            } else {
                vec![Edit::append(list, map(vec![("round", Value::text(format!("{}-H2", 2024 + at % 3))), ("outcome", cell(text))]))]
            }
        }
        Step::Head(which, text) => vec![Edit::set(Route::root().key(["title", "description", "x_note"][which % 3]), cell(text))],
        Step::Comment(_) | Step::LineEnds => return None,
    })
}

/// What comes of a text when somebody takes steps; one that cannot be taken is left out.
fn side(base: &str, steps: &[Step], name: &str) -> String {
    let mut text = base.to_owned();
    for (number, step) in steps.iter().enumerate() {
        let next = match step {
            Step::LineEnds if text.contains("\r\n") => text.replace("\r\n", "\n"),
            Step::LineEnds => text.replace('\n', "\r\n"),
            Step::Comment(place) => commented(&text, *place, &format!("# said-{name}-{number}")),
            _ => match edits(step, &text).map(|edits| edit::apply(&Source::new("", text.as_str()), &edits)) {
                Some(Ok(next)) => next,
                _ => continue,
            },
        };
        if fields(&next).is_some() {
            text = next;
        }
    }
    text
}

/// Puts a comment behind a rating, or on a line of its own before a key of the document.
fn commented(text: &str, place: usize, comment: &str) -> String {
    let fits = |line: &&str| {
        ["likelihood: high", "rated_on: 2024-06-27"].iter().any(|end| line.trim_end().ends_with(end))
            || line.starts_with("risks:")
            || line.starts_with("title:")
    };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let places: Vec<usize> = lines.iter().enumerate().filter(|(_, line)| fits(line)).map(|(at, _)| at).collect();
    let Some(at) = places.get(place % places.len().max(1)) else { return text.to_owned() };
    let line = lines[*at];
    let eol = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
    let new = if line.starts_with(['r', 't']) { format!("{comment}{eol}{line}") } else { format!("{}  {comment}{eol}", line.trim_end()) };
    [lines[..*at].concat(), new, lines[*at + 1..].concat()].concat()
}

type Fields = BTreeMap<Vec<String>, String>;

/// Every field by the names on the way to it; nothing where the text is no document or names are used twice.
fn fields(text: &str) -> Option<Fields> {
    let value: serde_yaml::Value = serde_yaml::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let mut fields = Fields::new();
    take_apart(&value, &mut Vec::new(), &mut fields)?;
    Some(fields)
}

fn take_apart(value: &serde_yaml::Value, path: &mut Vec<String>, fields: &mut Fields) -> Option<()> {
    let (kind, parts): (String, Vec<(String, &serde_yaml::Value)>) = match value {
        serde_yaml::Value::Mapping(map) => {
            ("a block".to_owned(), map.iter().map(|(key, value)| (key.as_str().expect("keys are words").to_owned(), value)).collect())
        }
        serde_yaml::Value::Sequence(items) => {
            let name = |item: &serde_yaml::Value| match item {
                serde_yaml::Value::Mapping(map) => {
                    ["id", "ref", "round"].iter().find_map(|key| map.get(*key)).and_then(|name| name.as_str()).map(str::to_owned)
                }
                other => other.as_str().map(str::to_owned),
            };
            ("a list".to_owned(), items.iter().map(|item| Some((name(item)?, item))).collect::<Option<_>>()?)
        }
        leaf => (format!("{leaf:?}"), Vec::new()),
    };
    if fields.insert(path.clone(), kind).is_some() {
        return None;
    }
    for (name, part) in parts {
        path.push(name);
        take_apart(part, path, fields)?;
        path.pop();
    }
    Some(())
}

/// What must come of a merge: the fields, with ours and with theirs where both set one, and the places of the conflicts.
struct Verdict {
    ours: Fields,
    theirs: Fields,
    places: BTreeSet<String>,
}

fn judge(base: &Fields, ours: &Fields, theirs: &Fields) -> Verdict {
    let below = |fields: &Fields, path: &[String]| {
        fields.iter().filter(|(key, _)| key.starts_with(path)).map(|(key, value)| (key.clone(), value.clone())).collect::<Fields>()
    };
    let paths: BTreeSet<&Vec<String>> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    let mut disputed: Vec<&Vec<String>> = Vec::new();
    let mut verdict = Verdict { ours: Fields::new(), theirs: Fields::new(), places: BTreeSet::new() };
    for path in paths {
        if disputed.iter().any(|known| path.starts_with(known)) {
            continue;
        }
        let [b, o, t] = [base, ours, theirs].map(|fields| fields.get(path));
        let is_changed = |side: &Fields| below(side, path) != below(base, path);
        let is_conflict = if o == t { words_replaced(base, ours, theirs, path) } else { is_changed(ours) && is_changed(theirs) };
        if is_conflict {
            disputed.push(path);
            verdict.ours.extend(below(ours, path));
            verdict.theirs.extend(below(theirs, path));
            let known = path.len() > 1 && path[0] == "risks";
            verdict.places.insert(path[usize::from(known)..].join(" "));
        } else if let Some(value) = if b == t { o } else { t } {
            verdict.ours.insert(path.clone(), value.clone());
            verdict.theirs.insert(path.clone(), value.clone());
        }
    }
    verdict
}

/// Says whether both sides put other words in the place of a word that both took out.
fn words_replaced(base: &Fields, ours: &Fields, theirs: &Fields, path: &[String]) -> bool {
    let words = |fields: &Fields| {
        fields.keys().filter(|key| key.len() == path.len() + 1 && key.starts_with(path)).cloned().collect::<BTreeSet<_>>()
    };
    let is_words = path.last().is_some_and(|key| key == "topics") && ours.get(path).is_some_and(|kind| kind == "a list");
    let [base, ours, theirs] = [base, ours, theirs].map(words);
    let only = |one: &BTreeSet<_>, two: &BTreeSet<_>, three: &BTreeSet<_>| {
        one.iter().any(|word: &Vec<String>| !two.contains(word) && !three.contains(word))
    };
    is_words && only(&base, &ours, &theirs) && only(&ours, &base, &theirs) && only(&theirs, &base, &ours)
}

fn marks() -> Marks {
    Marks { size: 9, names: Sides { base: "base".to_owned(), ours: "ours".to_owned(), theirs: "theirs".to_owned() } }
}

/// The two texts that stand in a text with markers.
fn halves(text: &str) -> [String; 2] {
    let mut halves = [String::new(), String::new()];
    let mut state = 0;
    for line in text.split_inclusive('\n') {
        let marker = line.trim_end();
        match (marker, state) {
            ("<<<<<<<<< ours", 0) => state = 1,
            ("=========", 1) => state = 2,
            (">>>>>>>>> theirs", 2) => state = 0,
            _ => {
                if state != 2 {
                    halves[0].push_str(line);
                }
                if state != 1 {
                    halves[1].push_str(line);
                }
            }
        }
    }
    assert_eq!(state, 0, "{text}");
    halves
}

fn comments(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for start in ["# note-", "# said-"] {
        for (at, _) in text.match_indices(start) {
            let comment = text[at..].split([':', '\r', '\n']).next().expect("there is a first part").trim_end().to_owned();
            *counts.entry(comment).or_insert(0) += 1;
        }
    }
    counts
}

fn merged(base: &str, ours: &str, theirs: &str) -> Option<([String; 2], BTreeSet<String>)> {
    match merge::by_meaning(Sides { base, ours, theirs }, &marks()) {
        Merged::Clean(text) => Some(([text.clone(), text], BTreeSet::new())),
        Merged::Conflicts(text, conflicts) => Some((halves(&text), conflicts.into_iter().map(|conflict| conflict.place).collect())),
        Merged::NotUnderstood(_) => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 400, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn nothing_of_either_side_gets_lost_and_nothing_is_made_up(
        base in base(), ours in prop::collection::vec(step(), 0..6), theirs in prop::collection::vec(step(), 0..6), adds in prop::bool::weighted(0.1),
    ) {
        let (ours, theirs) = (side(&base, &ours, "ours"), side(&base, &theirs, "theirs"));
        let base = if adds { String::new() } else { base };
        let shown = || format!("--- base\n{base}\n--- ours\n{ours}\n--- theirs\n{theirs}");
        let read = |text: &str| fields(text).unwrap_or_else(|| panic!("it can be read:\n{text}\n{}", shown()));
        let known = if adds { Fields::new() } else { read(&base) };
        let verdict = judge(&known, &read(&ours), &read(&theirs));

        let Some((texts, places)) = merged(&base, &ours, &theirs) else { return Ok(()) };
        prop_assert_eq!(&places, &verdict.places, "{}", shown());
        for (text, expected) in texts.iter().zip([&verdict.ours, &verdict.theirs]) {
            prop_assert_eq!(&read(text), expected, "{}\n--- merged\n{}", shown(), text);
            let findings = |text: &String| yaml::parse(&Source::new("", text.as_str())).findings.len();
            prop_assert!(findings(text) <= findings(&ours) + findings(&theirs), "{}\n--- merged\n{}", shown(), text);
        }
        // What stands between the markers on their side may lack a comment of ours: ours is right above it.
        let (mine, other, all) = (comments(&ours), comments(&theirs), comments(&texts[0]));
            let everybody: BTreeSet<&String> = mine.keys().chain(other.keys()).collect();
            let old = comments(&base);
            for comment in everybody {
                let count = |counts: &BTreeMap<String, usize>| counts.get(comment).copied().unwrap_or(0);
                let (mine, other, old) = (count(&mine), count(&other), count(&old));
                let wanted = if mine > old && other > old { mine.max(other) } else { (mine + other).saturating_sub(old) };
                prop_assert!(count(&all) >= wanted, "{comment} is lost\n{}\n--- merged\n{}", shown(), texts[0]);
            }
        if let Some((turned, places)) = merged(&base, &theirs, &ours) {
            prop_assert_eq!(&places, &verdict.places);
            prop_assert_eq!(read(&turned[0]), verdict.theirs);
            prop_assert_eq!(read(&turned[1]), verdict.ours);
        }
        if !adds {
            let alone = |ours: &str, theirs: &str| merged(&base, ours, theirs).map(|(texts, places)| (texts[0].clone(), places));
            prop_assert_eq!(alone(&ours, &base), Some((ours.clone(), BTreeSet::new())));
            prop_assert_eq!(alone(&base, &theirs), Some((theirs.clone(), BTreeSet::new())));
        }
    }
}

/// How many of some histories are merged by what they say, of how many.
fn understood(may: impl Fn(&Step) -> bool) -> (usize, usize) {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let steps = || prop::collection::vec(step(), 1..6);
    let histories = (base(), steps(), steps());
    let merges = |_| {
        let (base, ours, theirs) = histories.new_tree(&mut runner).expect("there is a history").current();
        let [ours, theirs] = [(ours, "ours"), (theirs, "theirs")]
            .map(|(steps, name)| side(&base, &steps.into_iter().filter(|step| may(step)).collect::<Vec<_>>(), name));
        let result = merge::by_meaning(Sides { base: &base, ours: &ours, theirs: &theirs }, &marks());
        !matches!(result, Merged::NotUnderstood(_))
    };
    ((0..100).map(merges).filter(|understood| *understood).count(), 100)
}

#[test]
fn nearly_every_history_is_understood() {
    let (without_comments, all) = understood(|step| !matches!(step, Step::Comment(_)));
    assert!(without_comments >= all - 4, "{without_comments} of {all}");
    let (with_comments, all) = understood(|_| true);
    assert!(with_comments >= all * 3 / 4, "{with_comments} of {all}");
}

const HEAD: &str = "schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\n";

/// Merges three texts behind the same head; says what came of it in one line, or the text without the head.
fn short(base: &str, ours: &str, theirs: &str) -> String {
    let [base, ours, theirs] = [base, ours, theirs].map(|text| format!("{HEAD}{text}"));
    match merge::by_meaning(Sides { base: &base, ours: &ours, theirs: &theirs }, &marks()) {
        Merged::Clean(text) => text.replace(HEAD, ""),
        Merged::Conflicts(text, conflicts) => {
            let told: Vec<String> = conflicts.iter().map(|one| format!("{}: {:?} {:?}", one.place, one.ours, one.theirs)).collect();
            format!("{}\n{}", told.join("\n"), text.replace(HEAD, ""))
        }
        Merged::NotUnderstood(why) => format!("not understood: {why}"),
    }
}

#[test]
fn entries_that_nothing_tells_apart_are_added_by_both_or_left_to_lines() {
    let list = |entries: &[&str]| format!("x_list:\n{}", entries.iter().map(|entry| format!("  - {{a: {entry}}}\n")).collect::<String>());
    assert_eq!(short(&list(&["1"]), &list(&["1", "2", "3"]), &list(&["1", "3", "4"])), list(&["1", "2", "3", "4"]));
    assert_eq!(short(&list(&["1"]), &list(&["1"]), &list(&["2", "3"])), list(&["2", "3"]));
    let why = "not understood: both sides changed a list whose entries nothing tells apart";
    assert_eq!(short(&list(&["1", "5"]), &list(&["2", "5"]), &list(&["1", "6"])), why);
    let twice = |one: &str, two: &str| format!("risks:\n  - {{id: CJ-05, impact: {one}}}\n  - {{id: CJ-05, impact: {two}}}\n");
    assert_eq!(short(&twice("low", "low"), &twice("high", "low"), &twice("low", "high")), why);
    let sentences = |one: &str, two: &str| format!("x_list:\n  - {one} words\n  - {two} words\n");
    assert_eq!(short(&sentences("some", "more"), &sentences("our", "more"), &sentences("their", "more")), why);
}

#[test]
fn words_go_and_come_on_both_sides_but_one_word_has_one_successor() {
    let words = |words: &str| format!("countries: [{words}]\n");
    assert_eq!(short(&words("XA, XB"), &words("XA, XB, XC"), &words("XB, XD")), words("XB, XC, XD"));
    let said = short(&words("XA"), &words("XB"), &words("XC"));
    assert!(said.starts_with("countries: Some(\"[XB]\") Some(\"[XC]\")\n<<<<<<<<< ours\ncountries: [XB]\n"), "{said}");
}

#[test]
fn the_same_new_id_with_other_content_is_a_conflict_in_the_fields_that_differ() {
    let risk = |impact: &str, more: &str| format!("risks:\n  - id: CJ-U01\n    likelihood: low\n    impact: {impact}\n{more}");
    let said = short("risks: []\n", &risk("low", "    owner: me_officer\n"), &risk("high", "    rationale: Words.\n"));
    let marked =
        "<<<<<<<<< ours\n    impact: low\n=========\n    impact: high\n>>>>>>>>> theirs\n    owner: me_officer\n    rationale: Words.\n";
    let told = "CJ-U01 impact: Some(\"low\") Some(\"high\")\n";
    assert_eq!(said, format!("{told}risks:\n  - id: CJ-U01\n    likelihood: low\n{marked}"));
}

#[test]
fn line_ends_layout_and_a_missing_last_line_end_of_one_side_are_no_conflict() {
    let text = "risks:\n  - id: CJ-05\n    likelihood: low\n    impact: low\n  - id: CJ-11\n    impact: low";
    let ours = text.replace("likelihood: low", "likelihood: high").replace('\n', "\r\n");
    let theirs = text.replace("- id: CJ-05\n    likelihood: low\n    impact: low", "- {id: CJ-05, likelihood: low, impact: medium}");
    let expected = text.replace("likelihood: low\n    impact: low", "likelihood: high\n    impact: medium").replace('\n', "\r\n");
    assert_eq!(short(text, &ours, &theirs), expected);
    assert_eq!(short(text, &theirs, &ours).trim_end(), theirs.replace("likelihood: low", "likelihood: high"));
}

#[test]
fn a_number_sign_in_a_sentence_is_no_comment_and_one_behind_it_is() {
    let risk = |statement: &str, impact: &str| format!("risks:\n  - id: CJ-05\n    statement: {statement}\n    impact: {impact}\n");
    let sentence = |number: usize| format!("\"Point #{number} of #{number}\"");
    let merged = short(&risk(&sentence(1), "low"), &risk(&sentence(1), "high"), &risk(&sentence(2), "low"));
    assert_eq!(merged, risk(&sentence(2), "high"));
    let said = short(&risk("Words", "low"), &risk("Words", "high"), &risk("Words  # asked twice", "medium"));
    assert_eq!(said, "not understood: a comment of one side would be lost");
}
