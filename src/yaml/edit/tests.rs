//! What edits do to texts, byte by byte.

use super::*;

const ORDER: &[&str] = &["id", "statement", "likelihood", "impact", "rated_on", "rationale", "evidence", "owner"];

/// Texts that need quotes.
#[rustfmt::skip]
const ODD: &[&str] = &[
    "no", "Yes", "on", "OFF", "y", "~", "null", "True", "12:30", "12:30:45", "2024-05-31",
    "2024-05-31 10:00:00", "01", "0x1F", "1e3", "1_000", ".5", ".inf", ".NaN", "-1", "+1", "- a", "-", "? a",
    ": a", "a: b", "a:", "a #b", "#a", "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a", "@a", "`a`", "[a]",
    "{a}", ", a", " a", "a ", "", "=", "<<", "3.4", "12", "a\tb", "a\u{0}b", "a\u{85}b", "a\u{2028}b",
    "\u{feff}a", "a\u{202e}b", "---", "...", "1,000", "0o14", "190:20:30", "\u{a0}a",
];

fn at(pointer: &str) -> Route {
    Route::from_pointer(pointer)
}

fn text(words: &str) -> Value {
    Value::text(words)
}

fn made(source: &str, edits: &[Edit]) -> String {
    match apply(&Source::new("a.yaml", source), edits) {
        Ok(text) => text,
        Err(error) => panic!("{source}\n{edits:?}\n{error}"),
    }
}

fn refused(source: &str, edit: Edit) -> EditError {
    apply(&Source::new("a.yaml", source), &[edit]).expect_err("this edit is refused")
}

fn set(source: &str, pointer: &str, value: &str) -> String {
    made(source, &[Edit::set(at(pointer), text(value)).among(ORDER)])
}

#[test]
fn a_word_is_replaced_where_it_stands() {
    for (before, after) in [
        ("a: low\n", "a: high\n"),
        ("a: low", "a: high"),
        ("\u{feff}a: low\r\nb: 1\r\n", "\u{feff}a: high\r\nb: 1\r\n"),
        ("a:   low   # why\n", "a:   high   # why\n"),
        ("a: 'low' # why\n", "a: 'high' # why\n"),
        ("a: \"low\"\n", "a: \"high\"\n"),
        ("a:\n  low\nb: 1\n", "a:\n  high\nb: 1\n"),
        ("a: # c\n  low\n", "a: # c\n  high\n"),
        ("a: low\n  and more\n  and more # c\nb:\n", "a: high # c\nb:\n"),
        ("{a: low, b: x}\n", "{a: high, b: x}\n"),
        ("a: ~ # c\n", "a: high # c\n"),
        ("a: null\n", "a: high\n"),
        ("a: 3\n", "a: high\n"),
        ("'a' : low\n", "'a' : high\n"),
    ] {
        assert_eq!(set(before, "/a", "high"), after);
    }
}

#[test]
fn a_blank_is_filled() {
    for (before, after) in [
        ("a:\nb: 1\n", "a: high\nb: 1\n"),
        ("a:", "a: high"),
        ("a: \n", "a: high\n"),
        ("a:    # hint\n", "a: high    # hint\n"),
        ("a:\n  # hint\n\nb: 1\n", "a: high\n  # hint\n\nb: 1\n"),
        ("a:\r\nb:\r\n", "a: high\r\nb:\r\n"),
        ("{a: , b: 1}\n", "{a: high, b: 1}\n"),
        ("{a:, b: 1}\n", "{a: high, b: 1}\n"),
        ("{a, b: 1}\n", "{a: high, b: 1}\n"),
        ("{a: }\n", "{a: high }\n"),
        ("a: ''\n", "a: 'high'\n"),
        ("a: >-\nb: 1\n", "a: >-\n  high\nb: 1\n"),
    ] {
        assert_eq!(set(before, "/a", "high"), after);
    }
    assert_eq!(set("- \n- b\n", "/0", "high"), "- high\n- b\n");
    assert_eq!(set("-\n-\n", "/1", "high"), "-\n- high\n");
}

#[test]
fn a_missing_key_finds_its_place() {
    for (before, after) in [
        ("id: X\nimpact: low\nowner: o\n", "id: X\nimpact: low\nrated_on: high\nowner: o\n"),
        ("id: X\nimpact: low # c\n# below\nowner: o\n", "id: X\nimpact: low # c\nrated_on: high\n# below\nowner: o\n"),
        ("owner: o\n", "rated_on: high\nowner: o\n"),
        ("x: 1", "x: 1\nrated_on: high"),
        ("impact: >-\n  one\n  two\n\nowner: o\n", "impact: >-\n  one\n  two\nrated_on: high\n\nowner: o\n"),
        ("impact: |+\n  one\n\nowner: o\n", "impact: |+\n  one\n\nrated_on: high\nowner: o\n"),
        ("impact: a\r\n  b\r\nowner: o\r\n", "impact: a\r\n  b\r\nrated_on: high\r\nowner: o\r\n"),
        ("{impact: low, owner: o}", "{impact: low, rated_on: high, owner: o}"),
        ("{owner: o}", "{rated_on: high, owner: o}"),
        ("{impact: , owner: o}", "{impact: , rated_on: high, owner: o}"),
        ("{}", "{rated_on: high}"),
        ("impact: [\n  a, # c\n ]\nx: 1\n", "impact: [\n  a, # c\n ]\nrated_on: high\nx: 1\n"),
        ("impact:\n  # hint\nowner: o\n", "impact:\n  # hint\nrated_on: high\nowner: o\n"),
    ] {
        assert_eq!(set(before, "/rated_on", "high"), after);
    }
    assert_eq!(
        set("risks:\n  - owner: o\n    x: 1\n", "/risks/0/rated_on", "high"),
        "risks:\n  - rated_on: high\n    owner: o\n    x: 1\n"
    );
}

#[test]
fn a_long_sentence_is_folded_at_the_width_of_the_file() {
    let words = "Two prisons that would receive new convicts are above their stated capacity and the third was closed in spring.";
    let folded = "Two prisons that would receive new convicts are above their stated capacity and the third was\n      closed in spring.";
    let source = |value: &str| format!("risks:\n  - id: X\n    rationale: {value}\n    owner: o\n");
    assert_eq!(set(&source("short # c"), "/risks/0/rationale", words), source(&format!(">- # c\n      {folded}")));
    assert_eq!(set(&source("'short'"), "/risks/0/rationale", words), source(&format!(">-\n      {folded}")));
    assert_eq!(set(&source(">- # c\n      old\n\n      old"), "/risks/0/rationale", words), source(&format!(">- # c\n      {folded}")));
    assert_eq!(set(&source("|\n      old"), "/risks/0/rationale", "new"), source("|-\n      new"));
    let narrow = format!("n: >-\n    {}\n    {}\nx:\n", "word ".repeat(13).trim_end(), "word");
    let expected = narrow.replace(
        "x:",
        "x: >-\n    Two prisons that would receive new convicts are above their\n    stated capacity and the third was closed in spring.",
    );
    assert_eq!(set(&narrow, "/x", words), expected);
    assert_eq!(set("risks: [{rationale: a}]\n", "/risks/0/rationale", words), format!("risks: [{{rationale: {words}}}]\n"));
}

#[test]
fn a_sentence_in_lines_ends_where_its_lines_end() {
    let source = "a: >-\n  one\n  two\n\n# about b\nb: 1\n";
    assert_eq!(set(source, "/a", "new"), "a: >-\n  new\n\n# about b\nb: 1\n");
    assert_eq!(made(source, &[Edit::set(at("/a"), Value::Blank)]), "a:\n\n# about b\nb: 1\n");
    assert_eq!(made(source, &[Edit::set(at("/a"), Value::Day("2024-05-31".into()))]), "a: 2024-05-31\n\n# about b\nb: 1\n");
    assert_eq!(made("- >-\n  a\n- >-\n  b\n", &[Edit::set(at("/1"), text("c"))]), "- >-\n  a\n- >-\n  c\n");
    assert_eq!(made("a: |2-\n   x\n", &[Edit::set(at("/a"), text("y"))]), "a: |-\n   y\n");
}

#[test]
fn an_item_is_added_as_its_list_is_written() {
    let item = || Value::Map(vec![("ref".into(), text("R-2")), ("date".into(), Value::Day("2024-05-31".into()))]);
    let add = |source: &str| made(source, &[Edit::append(at("/r/evidence"), item()).among(ORDER)]);
    for (before, after) in [
        ("r:\n  evidence: []\n", "r:\n  evidence:\n    - {ref: R-2, date: 2024-05-31}\n"),
        ("r:\n  evidence: [] # none\n", "r:\n  evidence: # none\n    - {ref: R-2, date: 2024-05-31}\n"),
        ("r:\n  evidence:\n", "r:\n  evidence:\n    - {ref: R-2, date: 2024-05-31}\n"),
        ("r:\n  evidence: # none\n  owner: o", "r:\n  evidence: # none\n    - {ref: R-2, date: 2024-05-31}\n  owner: o"),
        ("r:\n  impact: x\n  owner: o\n", "r:\n  impact: x\n  evidence:\n    - {ref: R-2, date: 2024-05-31}\n  owner: o\n"),
        ("r:\n  evidence:\n  - {ref: R-1}\n", "r:\n  evidence:\n  - {ref: R-1}\n  - {ref: R-2, date: 2024-05-31}\n"),
        (
            "r:\n  evidence:\n    - ref: R-1 # c\n  # d\n",
            "r:\n  evidence:\n    - ref: R-1 # c\n    - ref: R-2\n      date: 2024-05-31\n  # d\n",
        ),
        ("r:\r\n  evidence:\r\n    -   ref: R-1", "r:\r\n  evidence:\r\n    -   ref: R-1\r\n    -   ref: R-2\r\n        date: 2024-05-31"),
        ("r:\n  evidence: [ {ref: R-1} ] # c\n", "r:\n  evidence: [ {ref: R-1}, {ref: R-2, date: 2024-05-31} ] # c\n"),
        ("r:\n  evidence: [{ref: R-1,},]\n", "r:\n  evidence: [{ref: R-1,}, {ref: R-2, date: 2024-05-31},]\n"),
        (
            "r:\n  evidence: [\n    {ref: R-1} # c\n    ]\n",
            "r:\n  evidence: [\n    {ref: R-1}, # c\n    {ref: R-2, date: 2024-05-31}\n    ]\n",
        ),
        (
            "r:\n  evidence: [\n    {ref: R-1}, # c\n    ]\n",
            "r:\n  evidence: [\n    {ref: R-1}, # c\n    {ref: R-2, date: 2024-05-31},\n    ]\n",
        ),
        ("r: {evidence: [{ref: R-1}]}\n", "r: {evidence: [{ref: R-1}, {ref: R-2, date: 2024-05-31}]}\n"),
        ("r: {evidence: [], x: 1}\n", "r: {evidence: [{ref: R-2, date: 2024-05-31}], x: 1}\n"),
        ("r: {x: 1}\n", "r: {x: 1, evidence: [{ref: R-2, date: 2024-05-31}]}\n"),
        (
            "r:\n  evidence:\n    - ref: a\n\n    # second\n    - ref: b\n\nx: 1\n",
            "r:\n  evidence:\n    - ref: a\n\n    # second\n    - ref: b\n\n    - ref: R-2\n      date: 2024-05-31\n\nx: 1\n",
        ),
        (
            "r:\n  evidence:\n    - ref: a\n      # about a\n# out\n",
            "r:\n  evidence:\n    - ref: a\n      # about a\n    - ref: R-2\n      date: 2024-05-31\n# out\n",
        ),
    ] {
        assert_eq!(add(before), after);
    }
}

#[test]
fn an_item_is_put_anywhere_in_a_list() {
    let put = |source: &str, index| made(source, &[Edit::insert(at("/a"), index, text("z"))]);
    assert_eq!(put("a: [x, w]\n", 0), "a: [z, x, w]\n");
    assert_eq!(put("a: [x, w]\n", 1), "a: [x, z, w]\n");
    assert_eq!(put("a:\n  - x\n  - w\n", 0), "a:\n  - z\n  - x\n  - w\n");
    assert_eq!(put("a:\n- x # c\n- w\n", 1), "a:\n- x # c\n- z\n- w\n");
    assert_eq!(put("a:\n- 'x\n  v'\n- |\n  w\n", 2), "a:\n- 'x\n  v'\n- |\n  w\n- z\n");
    assert_eq!(put("b: 1\n", 0), "b: 1\na: [z]\n");
    assert!(matches!(refused("a: [x]\n", Edit::insert(at("/a"), 5, text("n"))), EditError::NoSuchPlace { .. }));
    assert!(matches!(refused("a: x\n", Edit::append(at("/a"), text("n"))), EditError::WrongKind { .. }));
}

#[test]
fn keys_and_items_are_taken_out() {
    let remove = |source: &str, pointer: &str| made(source, &[Edit::remove(at(pointer))]);
    assert_eq!(remove("a: 1\nb: 2 # c\nc: 3\n", "/b"), "a: 1\nc: 3\n");
    assert_eq!(remove("a: 1\nb: 2 # c\n# about c\nc: 3\n", "/a"), "b: 2 # c\n# about c\nc: 3\n");
    assert_eq!(remove("a: 1\r\nb: >-\r\n  x\r\n  y", "/b"), "a: 1");
    assert_eq!(remove("- a: 1\n  b: 2\n", "/0/a"), "- b: 2\n");
    assert_eq!(remove("- a: 1\n  b: 2\n", "/0/b"), "- a: 1\n");
    assert_eq!(remove("{a: 1, b: 2, c: 3}\n", "/a"), "{b: 2, c: 3}\n");
    assert_eq!(remove("{a: 1, b: 2, c: 3}\n", "/c"), "{a: 1, b: 2}\n");
    assert_eq!(remove("x: [a, b, c]\n", "/x/1"), "x: [a, c]\n");
    assert_eq!(remove("x:\n  - a\n  - b # c\n  - c\n", "/x/1"), "x:\n  - a\n  - c\n");
    assert_eq!(remove("x:\n  - a # c\n  - b\n", "/x/0"), "x:\n  - b\n");
    assert_eq!(remove("x:\n  - a\ny: 1\n", "/x/0"), "x: []\ny: 1\n");
    assert_eq!(remove("x: [a] # c\n", "/x/0"), "x: [] # c\n");
    assert_eq!(remove("x:\n  k: 1\ny: 1\n", "/x/k"), "x: {}\ny: 1\n");
    assert!(matches!(refused("a: 1\nb:\n  # why\n  - 1\n", Edit::remove(at("/b"))), EditError::Comment { line: 3 }));
}

#[test]
fn lists_and_blocks_are_written_anew_where_no_comment_is_lost() {
    let list = |items: &[&str]| Value::texts(items.iter().copied());
    let set = |source: &str, value: Value| made(source, &[Edit::set(at("/a"), value)]);
    assert_eq!(set("a: [x, y] # c\nb: 1\n", list(&["z"])), "a: [z] # c\nb: 1\n");
    assert_eq!(set("a: # c\n  - x\n  - y\nb: 1\n", list(&["z", "w"])), "a: # c\n  - z\n  - w\nb: 1\n");
    assert_eq!(set("a:\n- x\nb: 1\n", list(&["z"])), "a:\n- z\nb: 1\n");
    assert_eq!(set("a:\n- x\nb: 1\n", list(&[])), "a: []\nb: 1\n");
    assert_eq!(set("a:\n- x\nb: 1\n", Value::Blank), "a:\nb: 1\n");
    assert_eq!(set("a: [x]\nb: 1\n", Value::Blank), "a:\nb: 1\n");
    assert_eq!(set("a: x # c\nb: 1\n", list(&["z"])), "a: [z] # c\nb: 1\n");
    assert_eq!(set("a:\nb: 1\n", Value::Map(vec![("k".into(), text("v"))])), "a: {k: v}\nb: 1\n");
    assert!(matches!(refused("a:\n  - x # c\n  - y\n", Edit::set(at("/a"), list(&["z"]))), EditError::Comment { line: 2 }));
    assert!(matches!(refused("a: [\n  x, # c\n  ]\n", Edit::set(at("/a"), list(&["z"]))), EditError::Comment { line: 2 }));
}

#[test]
fn what_some_reader_takes_for_something_else_is_quoted() {
    for odd in ODD.iter().copied() {
        let written = set("a: x\n", "/a", odd);
        assert!(written.starts_with("a: \""), "{odd:?} is written {written}");
        let in_flow = set("r: {a: x, b: y}\n", "/r/a", odd);
        assert!(in_flow.starts_with("r: {a: \""), "{odd:?} is written {in_flow}");
        let again = crate::yaml::from_data::<std::collections::BTreeMap<String, String>>(&written);
        if !odd.contains(['\u{feff}']) {
            assert_eq!(again.expect("the second reader reads it").get("a").map(String::as_str), Some(odd));
        }
    }
    for plain in [
        "high",
        "2023-H2",
        "Don't",
        "a:b",
        "See action #3".trim_end_matches(" #3"),
        "3 prisons are full",
        "{x".trim_start_matches('{'),
        "é",
        "مخاطر",
        "a, b",
    ] {
        assert_eq!(set("a: x\n", "/a", plain), format!("a: {plain}\n"));
    }
    assert_eq!(set("{a: x}", "/a", "a, b"), "{a: \"a, b\"}");
    assert_eq!(set("a: 'x'\n", "/a", "it's"), "a: 'it''s'\n");
    assert_eq!(set("a: 'x'\n", "/a", "a\tb"), "a: \"a\\tb\"\n");
}

#[test]
fn paragraphs_keep_their_breaks() {
    assert_eq!(set("a: x\n", "/a", "one\ntwo"), "a: |-\n  one\n  two\n");
    assert_eq!(set("a: >-\n  x\n", "/a", "one\n\ntwo"), "a: >-\n  one\n\n\n  two\n");
    assert_eq!(set("a: x\r\n", "/a", "one\ntwo"), "a: |-\r\n  one\r\n  two\r\n");
    assert_eq!(set("a: x\n", "/a", "one\n  two\n"), "a: \"one\\n  two\\n\"\n");
    assert_eq!(set("{a: x}\n", "/a", "one\ntwo"), "{a: \"one\\ntwo\"}\n");
}

#[test]
fn many_edits_are_made_at_once_or_not_at_all() {
    let source = Source::new("a.yaml", "r:\n  - a: 1\n  - a: 2\n");
    let edits = [
        Edit::set(at("/r/0/a"), text("x")),
        Edit::set(at("/r/1/b"), text("w")),
        Edit::append(at("/r"), Value::Map(vec![("a".into(), Value::Blank)])),
        Edit::set(at("/r/2/a"), text("z")),
        Edit::remove(at("/r/0")),
    ];
    assert_eq!(apply(&source, &edits).expect("all can be made"), "r:\n  - a: 2\n    b: w\n  - a: z\n");
    let missing = [Edit::set(at("/r/0/a"), text("x")), Edit::set(at("/r/7/a"), text("x"))];
    assert!(matches!(apply(&source, &missing), Err(EditError::NoSuchPlace { .. })));
    assert!(matches!(apply(&Source::new("a.yaml", "a: [\n"), &[]), Err(EditError::Unreadable { .. })));
    assert_eq!(apply(&source, &[Edit::set(at("/r/0/a"), Value::Int(1))]).expect("nothing changes"), source.text());
}

#[test]
fn odd_but_valid_texts_are_edited_or_refused_and_never_broken() {
    let item = || Value::Map(vec![("id".into(), text("B")), ("likelihood".into(), Value::Blank)]);
    let add = |source: &str| made(source, &[Edit::append(at("/risks"), item())]);
    assert_eq!(add("risks: [{id: A}]\n"), "risks: [{id: A}, {id: B, likelihood: null}]\n");
    assert_eq!(add("risks: []\n...\n"), "risks:\n  - id: B\n    likelihood:\n...\n");
    assert_eq!(add("%YAML 1.2\n---\nrisks:\n-\n  id: A\n"), "%YAML 1.2\n---\nrisks:\n-\n  id: A\n- id: B\n  likelihood:\n");
    assert_eq!(
        add("risks:\n  - id: A\n    # about A\n\n# end\n"),
        "risks:\n  - id: A\n    # about A\n  - id: B\n    likelihood:\n\n# end\n"
    );
    assert_eq!(made("{\"a\":b}\n", &[Edit::set(at("/a"), Value::Blank)]), "{\"a\": }\n");
    assert_eq!(made("[a, b]\n", &[Edit::set(at("/0"), Value::Blank)]), "[null, b]\n");
    assert_eq!(set("? a\n: b\n", "/a", "c"), "? a\n: c\n");
    assert!(matches!(refused("a: 1\n", Edit::set(Route::root(), Value::Blank)), EditError::Layout { .. }));
    assert!(matches!(refused("a: 1\n", Edit::remove(at("/a"))), EditError::Layout { .. }));
    assert!(matches!(refused("a: 1\n", Edit::set(at("/b/c"), text("x"))), EditError::NoSuchPlace { .. }));
    assert!(matches!(refused("a: 1\n", Edit::set(at("/a/c"), text("x"))), EditError::WrongKind { line: 1, .. }));
    assert!(matches!(refused("a: &x 1\n", Edit::set(at("/a"), text("x"))), EditError::Unreadable { line: 1, .. }));
    assert_eq!(refused("a: 1\nb: [1\n", Edit::set(at("/a"), text("x"))).line(), 2);
}

#[test]
fn several_items_go_in_at_once() {
    let new = || vec![text("u"), text("v")];
    for (before, index, after) in [
        ("a:\n  - b\n  - c\n", 1, "a:\n  - b\n  - u\n  - v\n  - c\n"),
        ("a:\n- b\n", 0, "a:\n- u\n- v\n- b\n"),
        ("a: [b, c]\n", 2, "a: [b, c, u, v]\n"),
        ("a: [b]\n", 0, "a: [u, v, b]\n"),
        ("a: [\n  b,\n  c,\n  ]\n", 1, "a: [\n  b,\n  u,\n  v,\n  c,\n  ]\n"),
    ] {
        assert_eq!(made(before, &[Edit::insert_all(at("/a"), index, new())]), after);
    }
}

#[test]
fn behind_a_blank_in_brackets_the_comma_keeps_its_distance() {
    assert_eq!(set("a: [{b: 1, c: }]\n", "/a/0/d", "x"), "a: [{b: 1, c: , d: x }]\n");
    assert_eq!(set("a: [{b: 1, c:}]\n", "/a/0/d", "x"), "a: [{b: 1, c: , d: x}]\n");
}

#[test]
fn comments_are_found_outside_of_what_is_written() {
    let source = Source::new("a.yaml", "# top\na: \"b # c\" # one  \nd: >-\n  e # f\n  g\n# two\nh: [i, # three\n  j]");
    let node = parse(&source).node.expect("it can be read");
    let found: Vec<&str> = comments(&source, &node).iter().map(|span| source.slice(span)).collect();
    assert_eq!(found, ["# top", "# one", "# two", "# three"]);
}
