//! The catalogue: editions of the toolkit with their tools, printed risks, topics, rights and people, in our own words.

mod edition;

use std::sync::LazyLock;

pub use edition::{Edition, PrintedRisk, Right, Slug, Tool, Topic};

use crate::yaml;

/// The edition that documents mean when they name none.
pub const DEFAULT_EDITION: &str = "unodc-2021";

static UNODC_2021: LazyLock<Edition> = LazyLock::new(|| {
    let read = Files {
        edition: include_str!("unodc-2021/edition.yaml"),
        tools: include_str!("unodc-2021/tools.yaml"),
        topics: include_str!("unodc-2021/topics.yaml"),
        rights: include_str!("unodc-2021/rights.yaml"),
        rights_holders: include_str!("unodc-2021/rights_holders.yaml"),
        duty_bearers: include_str!("unodc-2021/duty_bearers.yaml"),
        risks: [
            include_str!("unodc-2021/risks/3.2.yaml"),
            include_str!("unodc-2021/risks/3.3.yaml"),
            include_str!("unodc-2021/risks/3.4.yaml"),
            include_str!("unodc-2021/risks/3.5.yaml"),
            include_str!("unodc-2021/risks/3.6.yaml"),
        ],
    };
    read.edition().expect("the catalogue is well formed because a test reads it")
});

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

struct Files<'a> {
    edition: &'a str,
    tools: &'a str,
    topics: &'a str,
    rights: &'a str,
    rights_holders: &'a str,
    duty_bearers: &'a str,
    risks: [&'a str; 5],
}

impl Files<'_> {
    fn edition(&self) -> Result<Edition, String> {
        let head: edition::Head = yaml::from_data(self.edition)?;
        let tools: edition::Tools = yaml::from_data(self.tools)?;
        let topics: edition::Topics = yaml::from_data(self.topics)?;
        let rights: edition::Rights = yaml::from_data(self.rights)?;
        let holders: edition::RightsHolders = yaml::from_data(self.rights_holders)?;
        let bearers: edition::DutyBearers = yaml::from_data(self.duty_bearers)?;
        let mut risks = Vec::new();
        for file in self.risks {
            let table: edition::Risks = yaml::from_data(file)?;
            risks.extend(table.risks.into_iter().map(|risk| PrintedRisk { tool: table.tool.clone(), ..risk }));
        }
        Ok(Edition {
            id: head.id,
            title: head.title,
            publisher: head.publisher,
            note: head.note,
            tools: tools.tools,
            topics: topics.topics,
            rights: rights.rights,
            rights_holders: holders.rights_holders,
            duty_bearers: bearers.duty_bearers,
            risks,
        })
    }
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
}
