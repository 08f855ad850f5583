//! The catalogue: editions of the toolkit with their tools, printed risks, topics, rights and people, in our own words.

mod advocacy;
mod checklist;
mod edition;
mod entry;
mod shelf;

use std::sync::LazyLock;

pub use advocacy::AdvocacyExample;
pub use checklist::{Checklist, ChecklistItem};
pub use edition::Edition;
pub use entry::{PrintedRisk, Right, Slug, Tool, Topic};

/// The edition that documents mean when they name none.
pub const DEFAULT_EDITION: &str = "unodc-2021";

static UNODC_2021: LazyLock<Edition> =
    LazyLock::new(|| shelf::UNODC_2021.edition().expect("the catalogue is well formed because a test reads it"));

/// Returns an edition by its id; `None` where the program does not ship it.
#[must_use]
pub fn edition(id: &str) -> Option<&'static Edition> {
    editions().into_iter().find(|edition| edition.id == id)
}

/// Returns the edition that documents mean when they name none.
#[must_use]
pub fn default_edition() -> &'static Edition {
    &UNODC_2021
}

/// Returns every edition that the program ships.
#[must_use]
pub fn editions() -> [&'static Edition; 1] {
    [&UNODC_2021]
}

#[cfg(test)]
mod tests {
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
        let ids: std::collections::BTreeSet<_> = all.iter().map(|(id, _)| id).collect();
        let titles: std::collections::BTreeSet<_> = all.iter().map(|(_, title)| title).collect();
        assert_eq!((ids.len(), titles.len()), (all.len(), all.len()));
        assert_eq!(all.len(), 56 + 22 + 19 + 25);
    }
}
