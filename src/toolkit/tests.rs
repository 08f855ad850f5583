//! What has to hold for the data of the catalogue.

use std::collections::BTreeSet;

use super::*;

#[test]
fn the_tables_have_their_printed_number_of_risks() {
    let edition = default_edition();
    let counts = ["3.2", "3.3", "3.4", "3.5", "3.6"].map(|tool| edition.risks_of(tool).count());
    assert_eq!(counts, [11, 7, 19, 7, 12]);
    for tool in &edition.tools {
        if let Some(count) = tool.risks {
            assert_eq!(edition.risks_of(&tool.number).count(), count, "{}", tool.number);
        }
    }
}

#[test]
fn numbers_and_ids_agree_and_titles_are_short() {
    let edition = default_edition();
    for tool in edition.tools.iter().filter(|tool| tool.prefix.is_some()) {
        let prefix = tool.prefix.as_deref().expect("filtered");
        for (place, risk) in edition.risks_of(&tool.number).enumerate() {
            assert_eq!(usize::try_from(risk.number).expect("small"), place + 1);
            assert_eq!(risk.id, format!("{prefix}-{:02}", risk.number));
            assert!(risk.title.split_whitespace().count() <= 8, "{}", risk.title);
            assert!(!risk.mitigation_hint.is_empty() && risk.statement.ends_with('.'), "{}", risk.id);
        }
    }
}

#[test]
fn every_slug_of_a_risk_is_in_the_lists() {
    let edition = default_edition();
    for risk in &edition.risks {
        for slug in &risk.topics {
            assert!(edition.topic(slug).is_some(), "{} {slug}", risk.id);
        }
        for slug in &risk.rights_at_stake {
            assert!(edition.right(slug).is_some(), "{} {slug}", risk.id);
        }
        for slug in &risk.rights_holders {
            assert!(edition.rights_holders.iter().any(|known| known.slug == *slug), "{} {slug}", risk.id);
        }
    }
}

#[test]
fn printed_references_follow_the_numbering_of_part_three() {
    let edition = default_edition();
    for risk in &edition.risks {
        for reference in risk.references.iter().filter(|reference| reference.starts_with("1.")) {
            let topic = edition.topics.iter().find(|topic| topic.part_three == *reference).expect("a printed number");
            assert!(risk.topics.contains(&topic.slug), "{} {reference}", risk.id);
        }
    }
    assert_eq!(edition.risks.iter().map(|risk| risk.references.len()).sum::<usize>(), 50);
}

#[test]
fn six_rights_are_red_lines() {
    let red: Vec<_> = default_edition().rights.iter().filter(|right| right.red_line).map(|right| right.slug.as_str()).collect();
    let expected = [
        "life",
        "freedom_from_torture",
        "non_refoulement",
        "no_collective_expulsion",
        "limits_of_death_penalty",
        "no_enforced_disappearance",
    ];
    assert_eq!(red.len(), expected.len());
    assert!(expected.iter().all(|slug| red.contains(slug)));
}

#[test]
fn the_checklists_have_their_printed_number_of_items_and_sections() {
    let edition = default_edition();
    let plan = edition.checklist("3.1").expect("the planning checklist");
    let counts: Vec<usize> = plan.by_section().map(|(section, items)| section.map_or(0, |_| items.len())).collect();
    assert_eq!(counts, [2, 4, 3, 2, 4, 2, 3, 2]);
    let sections: Vec<_> = plan.by_section().map(|(section, _)| section.expect("a section").slug.as_str()).collect();
    assert_eq!(sections, plan.sections.iter().map(|section| section.slug.as_str()).collect::<Vec<_>>());
    let materials = edition.checklist("3.8").expect("the checklist for materials");
    assert_eq!((plan.items.len(), materials.items.len()), (22, 19));
    assert_eq!(materials.by_section().map(|(section, items)| (section.is_none(), items.len())).collect::<Vec<_>>(), [(true, 19)]);
}

#[test]
fn every_checklist_item_has_its_number_and_short_words() {
    let edition = default_edition();
    for (tool, prefix) in [("3.1", "PD"), ("3.8", "AR")] {
        for (place, item) in edition.checklist(tool).expect("a checklist").items.iter().enumerate() {
            assert_eq!(usize::try_from(item.number).expect("small"), place + 1);
            assert_eq!(item.id, format!("{prefix}-{:02}", item.number));
            assert!(item.title.split_whitespace().count() <= 8, "{}", item.title);
            assert!(item.question.ends_with('?') && item.question.matches('?').count() == 1, "{}", item.id);
            assert!(item.hint.as_ref().is_none_or(|hint| !hint.trim().is_empty()), "{}", item.id);
            assert!(item.topics.iter().all(|slug| edition.topic(slug).is_some()), "{}", item.id);
            assert_eq!(edition.checklist_item(&item.id), Some(item));
        }
    }
}

#[test]
fn the_advocacy_table_has_its_printed_rows_under_its_topics() {
    let edition = default_edition();
    let counts: Vec<(&str, usize)> = edition.advocacy_topics().map(|(topic, rows)| (topic.part_three.as_str(), rows.len())).collect();
    let printed = [("1.1", 2), ("1.2", 5), ("1.3", 3), ("1.4", 2), ("1.5", 2), ("1.6", 3), ("1.7", 5), ("1.8", 1), ("1.9", 2)];
    assert_eq!(counts, printed);
    for (place, example) in edition.advocacy().iter().enumerate() {
        assert_eq!(usize::try_from(example.number).expect("small"), place + 1);
        assert!(example.title.split_whitespace().count() <= 8, "{}", example.title);
        assert!(example.concern.ends_with('.') && example.point.ends_with('.'), "{}", example.id);
    }
    assert_eq!(edition.advocacy().len(), 25);
}

#[test]
fn no_two_entries_of_the_catalogue_share_an_id_or_a_title() {
    let edition = default_edition();
    let items = edition.checklists().iter().flat_map(|checklist| &checklist.items).map(|item| (&item.id, &item.title));
    let risks = edition.risks.iter().map(|risk| (&risk.id, &risk.title));
    let rows = edition.advocacy().iter().map(|row| (&row.id, &row.title));
    let all: Vec<_> = risks.chain(items).chain(rows).collect();
    let ids: BTreeSet<_> = all.iter().map(|(id, _)| id).collect();
    let titles: BTreeSet<_> = all.iter().map(|(_, title)| title).collect();
    assert_eq!((ids.len(), titles.len()), (all.len(), all.len()));
    assert_eq!(all.len(), 56 + 22 + 19 + 25);
}

#[test]
fn the_topics_have_both_their_numbers() {
    let table = [
        ("legislation", "1.1", "1.1"),
        ("prevention", "1.2", "1.9"),
        ("identification_and_referral", "1.3", "1.6"),
        ("protection_and_assistance", "1.4", "1.7"),
        ("return_and_reintegration", "1.5", "1.8"),
        ("investigation", "1.6", "1.2"),
        ("data", "1.7", "1.3"),
        ("prosecution_and_defence", "1.8", "1.4"),
        ("sentencing", "1.9", "1.5"),
    ];
    let topics: Vec<_> =
        default_edition().topics.iter().map(|topic| (topic.slug.as_str(), topic.published.as_str(), topic.part_three.as_str())).collect();
    assert_eq!(topics, table);
}

#[test]
fn the_risks_carry_the_references_that_are_printed_behind_them() {
    let printed = [
        ("SP", "2:1.3 3:1.9 4:1.9 5:1.9 9:4.2 10:1.1 11:1.6,1.7,1.9"),
        ("LA", "1:1.1 2:1.1,1.5 3:1.1,1.6 4:1.1 5:1.1 6:1.1 7:1.5"),
        ("CJ", "1:2.4 5:1.4 6:1.5 7:1.2,1.4,1.5 8:1.2,1.4,1.5 9:1.6 10:1.6 11:1.6 12:1.2 13:1.4 14:1.5 15:1.5 16:1.6 18:1.7 19:1.9"),
        ("RC", "4:1.2 6:1.8"),
        ("PA", "1:1.6 2:1.6,1.7 3:1.7 4:1.7 5:1.7 6:1.7 7:1.7 8:1.7 10:1.6 12:1.6"),
    ];
    for (prefix, expected) in printed {
        let tool = default_edition().tool_of_prefix(prefix).expect("a tool");
        let with = default_edition().risks_of(&tool.number).filter(|risk| !risk.references.is_empty());
        let found: Vec<String> = with.map(|risk| format!("{}:{}", risk.number, risk.references.join(","))).collect();
        assert_eq!(found.join(" "), expected, "{prefix}");
    }
}

#[test]
fn every_tool_has_title_goal_and_a_kind_of_document() {
    let tools = &default_edition().tools;
    let numbers: Vec<&str> = tools.iter().map(|tool| tool.number.as_str()).collect();
    let expected = "2.1 2.2 2.3 2.4 2.5 2.6 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 4.3.1 4.3.2 4.3.3 4.3.4 4.3.5 intervention";
    assert_eq!(numbers.join(" "), expected);
    for tool in tools {
        assert!(tool.goal.as_ref().is_some_and(|goal| goal.ends_with('.')), "{}", tool.number);
        assert!(!tool.title.is_empty());
        if let Some(indicators) = &tool.indicators {
            assert!(default_edition().tool(indicators).is_some(), "{indicators}");
        }
    }
}

#[test]
fn every_right_names_known_instruments_with_an_article_each() {
    let edition = default_edition();
    let mut used = BTreeSet::new();
    for right in &edition.rights {
        let (instruments, articles) = (right.instrument.split("; ").count(), right.article.split("; ").count());
        assert_eq!(instruments, articles, "{}", right.slug);
        for (instrument, article) in right.sources() {
            assert!(edition.instrument(instrument).is_some(), "{instrument}");
            let begins = ["art. ", "arts. ", "principle "].iter().any(|word| article.starts_with(word));
            assert!(begins && article.chars().any(|digit| digit.is_ascii_digit()), "{article}");
            used.insert(instrument);
        }
    }
    let known: BTreeSet<&str> = edition.instruments.iter().map(|instrument| instrument.name.as_str()).collect();
    assert_eq!(used, known);
    assert_eq!((edition.rights.len(), edition.rights_holders.len(), edition.duty_bearers.len()), (29, 22, 19));
}

#[test]
fn a_slug_stands_for_one_thing() {
    let edition = default_edition();
    let sections = edition.checklists().iter().flat_map(|checklist| &checklist.sections).map(|section| &section.slug);
    let slugs: Vec<&String> = edition
        .topics
        .iter()
        .map(|topic| &topic.slug)
        .chain(edition.rights.iter().map(|right| &right.slug))
        .chain(edition.rights_holders.iter().chain(&edition.duty_bearers).map(|slug| &slug.slug))
        .chain(sections)
        .collect();
    assert_eq!(slugs.iter().collect::<BTreeSet<_>>().len(), slugs.len());
}

#[test]
fn every_shipped_language_has_all_labels_and_titles() {
    let edition = default_edition();
    let languages: Vec<String> = edition.languages().iter().map(Language::to_string).collect();
    assert_eq!(languages, ["en", "fr"]);
    let shipped = edition.shipped();
    let english = shipped.iter().find(|(language, _)| language.tag() == "en").expect("English");
    let names: BTreeSet<String> = edition.names().into_iter().collect();
    assert_eq!(names.len(), edition.names().len(), "a name stands for one thing");
    let labels: BTreeSet<String> = english.1.keys().cloned().collect();
    assert!(labels.is_disjoint(&names), "{:?}", labels.intersection(&names).collect::<Vec<_>>());
    for (language, entries) in shipped.iter().filter(|(language, _)| language.tag() != "en") {
        let expected: BTreeSet<&String> = names.union(&labels).collect();
        let found: BTreeSet<&String> = entries.keys().collect();
        assert_eq!(found, expected, "{language}");
        for (name, words) in entries {
            let title = words.title.as_deref().unwrap_or_default();
            assert!(!title.trim().is_empty() && title.split_whitespace().count() <= 14, "{language} {name}: {title}");
        }
    }
}

#[test]
fn a_language_is_looked_up_by_its_tag() {
    let edition = default_edition();
    let french = edition.in_language("fr-CA").expect("French");
    assert_eq!(french.label("high"), "élevé");
    assert_eq!(french.title("legislation", "Legislation"), "Législation");
    assert_eq!(french.statement("CJ-05", "what it says"), "what it says");
    assert_eq!(french.label("something"), "something");
    assert_eq!(edition.in_language("en-GB").expect("English").label("high"), "high");
    let known = vec![Language::english(), Language::parse("fr").expect("a tag")];
    let wanted = Language::parse("de").expect("a tag");
    assert_eq!(edition.in_language("de").err(), Some(LanguageError::Unknown { wanted, known }));
    assert_eq!(edition.in_language("??").err(), Some(LanguageError::NotATag("??".to_owned())));
}

#[test]
fn an_overlay_adds_and_rewords_and_takes_nothing_away() {
    use crate::model::{Overlay, OverlayRisk, Tongue, Translated, Wording};
    let risk = |position, id: &str, title: &str| OverlayRisk {
        position,
        id: id.to_owned(),
        number: None,
        title: title.to_owned(),
        statement: "Border forces may turn boats away.".to_owned(),
        mitigation_hint: None,
        topics: Vec::new(),
        references: Vec::new(),
        rights_at_stake: vec!["life".to_owned()],
        rights_holders: Vec::new(),
    };
    let wording =
        |id: &str, statement: Option<&str>| Wording { id: id.to_owned(), statement: statement.map(str::to_owned), mitigation_hint: None };
    let entry = |id: &str, title: &str| Translated { id: id.to_owned(), title: Some(title.to_owned()), statement: None };
    let overlay = Overlay {
        base: Some(DEFAULT_EDITION.to_owned()),
        prefixes: vec![("WA".to_owned(), "3.4".to_owned()), ("CJ".to_owned(), "3.4".to_owned()), ("WB".to_owned(), "3.1".to_owned())],
        risks: vec![
            risk(0, "WA-01", "Boats turned away"),
            risk(1, "CJ-05", "Hidden"),
            risk(2, "CJ-20", "Not ours"),
            risk(3, "WB-01", "No table"),
        ],
        wording: vec![
            wording("PD-01", Some("Which treaties bind the State?")),
            wording("CJ-05", Some("Licensed words.")),
            wording("CJ-06", Some("  ")),
        ],
        translations: vec![Tongue {
            language: "ar".to_owned(), entries: vec![entry("CJ-05", "محاكمة عادلة"), entry("high", "مرتفع")]
        }],
        ..Overlay::default()
    };
    let base = default_edition();
    let laid = base.with_overlays([("toolkit/wa.yaml", &overlay)]);
    assert_eq!(laid.risks_of("3.4").count(), 20);
    assert_eq!(laid.printed_of("3.4").count(), 19);
    assert_eq!(laid.tool_of_prefix("WA").map(|tool| tool.number.as_str()), Some("3.4"));
    assert_eq!(laid.prefixes_of("3.4").collect::<Vec<_>>(), ["CJ", "WA"]);
    assert!(laid.tool_of_prefix("WB").is_none() && laid.risk("CJ-20").is_none());
    for printed in &base.risks {
        let own = laid.risk(&printed.id).expect("nothing of the base is hidden");
        assert_eq!((&own.title, &own.rights_at_stake, &own.tool), (&printed.title, &printed.rights_at_stake, &printed.tool));
        assert_eq!(own.statement == printed.statement, printed.id != "CJ-05");
    }
    assert_eq!(laid.checklist_item("PD-01").map(|item| item.question.as_str()), Some("Which treaties bind the State?"));
    assert_ne!(base.checklist_item("PD-01"), laid.checklist_item("PD-01"));
    let arabic = laid.in_language("ar-EG").expect("Arabic");
    assert!(arabic.is_right_to_left());
    assert_eq!((arabic.title("CJ-05", "x"), arabic.label("high"), arabic.label("low")), ("محاكمة عادلة", "مرتفع", "low"));
    let other = Overlay { base: Some("unodc-1999".to_owned()), ..overlay };
    assert_eq!(base.with_overlays([("a.yaml", &other)]).risks.len(), base.risks.len());
}

mod any_overlay {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Overlay, OverlayRisk, Wording};

    fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = String> {
        prop::sample::select(words).prop_map(str::to_owned)
    }

    fn prefix() -> impl Strategy<Value = String> {
        one_of(&["CJ", "LA", "PD", "AR", "WA", "XX", "INT", "", "é"])
    }

    fn risk() -> impl Strategy<Value = OverlayRisk> {
        (prefix(), one_of(&["01", "05", "99", "1", "U01", "", "4294967296"]), 0usize..9).prop_map(|(prefix, digits, position)| {
            OverlayRisk {
                position,
                id: format!("{prefix}-{digits}"),
                number: None,
                title: "Another title".to_owned(),
                statement: String::new(),
                mitigation_hint: None,
                topics: vec!["none".to_owned()],
                references: Vec::new(),
                rights_at_stake: Vec::new(),
                rights_holders: Vec::new(),
            }
        })
    }

    fn overlay() -> impl Strategy<Value = Overlay> {
        let prefixes = prop::collection::vec((prefix(), one_of(&["3.3", "3.4", "3.1", "9.9"])), 0..4);
        let texts = || prop::option::of(one_of(&["", "  ", "Other words."]));
        let wording = (one_of(&["CJ-05", "PD-01", "AE-01", "WA-01", "none"]), texts(), texts());
        let wording = wording.prop_map(|(id, statement, mitigation_hint)| Wording { id, statement, mitigation_hint });
        (prefixes, prop::collection::vec(risk(), 0..6), prop::collection::vec(wording, 0..4)).prop_map(|(prefixes, risks, wording)| {
            Overlay { base: Some(DEFAULT_EDITION.to_owned()), prefixes, risks, wording, ..Overlay::default() }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_overlay_hides_or_empties_anything_of_the_base(first in overlay(), second in overlay()) {
            let base = default_edition();
            let laid = base.with_overlays([("a.yaml", &first), ("b.yaml", &second)]);
            for (own, printed) in laid.risks.iter().zip(&base.risks) {
                prop_assert_eq!((&own.id, &own.title, &own.tool, own.number), (&printed.id, &printed.title, &printed.tool, printed.number));
                prop_assert_eq!((&own.topics, &own.rights_at_stake, &own.overlay), (&printed.topics, &printed.rights_at_stake, &None));
                prop_assert!(!own.statement.trim().is_empty() && !own.mitigation_hint.trim().is_empty());
            }
            let ids: BTreeSet<&String> = laid.risks.iter().map(|risk| &risk.id).collect();
            prop_assert_eq!(ids.len(), laid.risks.len());
            for risk in laid.risks.iter().skip(base.risks.len()) {
                let own = laid.own_prefix(risk.id.split('-').next().unwrap_or_default());
                prop_assert_eq!(own.map(|own| &own.tool), Some(&risk.tool));
            }
            for own in &laid.own_prefixes {
                prop_assert!(base.taken_prefix(&own.prefix).is_none());
            }
            for (own, printed) in laid.checklists().iter().zip(base.checklists()) {
                prop_assert_eq!(own.items.len(), printed.items.len());
                prop_assert!(own.items.iter().all(|item| !item.question.trim().is_empty()));
            }
            prop_assert_eq!(laid.advocacy().len(), 25);
        }
    }
}
