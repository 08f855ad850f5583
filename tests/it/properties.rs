//! What holds for any input: reading never panics and points into the text, and what is laid over each other comes back.

use proptest::prelude::*;
use risklog::change::Change;
use risklog::diff;
use risklog::document::Document;
use risklog::finding::Part;
use risklog::likeness::{self, Piece};
use risklog::route::{Route, Step};
use risklog::snapshot::Snapshot;
use risklog::source::{Origin, Source};
use risklog::yaml;

/// Text that looks like a document, with everything that goes wrong in one.
fn written() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("- "),
        Just("  "),
        Just("id: CJ-05"),
        Just("likelihood: "),
        Just("high"),
        Just(": "),
        Just("\n"),
        Just("\r\n"),
        Just("\t"),
        Just(">-\n"),
        Just("\""),
        Just("'"),
        Just("["),
        Just("{"),
        Just("}"),
        Just(" #"),
        Just("&a"),
        Just("*a"),
        Just("\u{a0}"),
        Just("é中"),
        Just("---\n"),
        Just("\u{feff}"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn state(document: Document) -> Snapshot {
    Snapshot { documents: vec![std::sync::Arc::new(document)], ..Snapshot::empty(Origin::Worktree, String::new()) }
}

proptest! {
    #[test]
    fn reading_never_panics_and_every_finding_points_into_the_text(text in written()) {
        let document = Document::read("risks/a.yaml", text.as_bytes());
        for finding in document.findings() {
            let region = finding.region.expect("every finding has a place");
            prop_assert!(region.start.line >= 1 && region.start.column >= 1 && region.start <= region.end);
            prop_assert!(region.end.line <= document.source.line_count());
        }
    }

    #[test]
    fn a_quoted_value_is_found_at_its_bytes(value in "[^\\x00-\\x1f\\x7f-\\u{9f}\\u{2028}\\u{2029}\\u{feff}]{0,40}", layout in 0usize..3) {
        let quoted = format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
        let text = match layout {
            0 => format!("a: 1\nb:\n  - c: {quoted}\n"),
            1 => format!("a: é中\nb: [{{c: {quoted}}}]\n"),
            _ => format!("\u{feff}b:\r\n  -   c:   {quoted}   # note\r\n"),
        };
        let parsed = yaml::parse(&Source::new("a.yaml", text.clone()));
        let node = parsed.node.expect("it is YAML");
        let route = Route::root().key("b").index(0).key("c");
        prop_assert_eq!(node.at(&route).and_then(yaml::Node::text), Some(value.as_str()));
        prop_assert_eq!(text.get(node.locate(&route, Part::Value)), Some(quoted.as_str()));
    }

    #[test]
    fn a_state_compared_with_itself_has_no_change(text in written()) {
        let document = Document::read("risks/a.yaml", format!("schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\nrisks:\n{text}").as_bytes());
        let one = state(document);
        prop_assert!(diff::compare(Change::new(&one, &one)).changes.is_empty());
    }

    #[test]
    fn both_texts_come_back_from_their_word_changes(before in "[a-e ]{0,60}", after in "[a-e ]{0,60}") {
        let pieces = likeness::word_changes(&before, &after);
        let (mut old, mut new) = (String::new(), String::new());
        for piece in &pieces {
            match piece {
                Piece::Same(text) => { old.push_str(text); new.push_str(text); }
                Piece::Gone(text) => old.push_str(text),
                Piece::New(text) => new.push_str(text),
            }
        }
        prop_assert_eq!((old, new), (before, after));
    }

    #[test]
    fn a_route_comes_back_from_its_pointer(keys in prop::collection::vec("[a-z~/]{1,6}", 0..5)) {
        let route = keys.iter().fold(Route::root(), |route, key| route.key(key));
        prop_assert_eq!(Route::from_pointer(&route.to_pointer()), route.clone());
        prop_assert!(route.steps().iter().all(|step| matches!(step, Step::Key(_))));
    }
}
