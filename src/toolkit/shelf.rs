//! The files of an edition that ship inside the program; what a check does not need is read only when somebody asks.

use serde::Deserialize;
use std::sync::OnceLock;

use super::edition::Edition;
use super::entry::{Instrument, PrintedRisk, Right, Slug, Tool, Topic};
use crate::yaml;

/// The files of an edition, as text.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) edition: &'static str,
    pub(super) tools: &'static str,
    pub(super) topics: &'static str,
    pub(super) rights: &'static str,
    pub(super) rights_holders: &'static str,
    pub(super) duty_bearers: &'static str,
    pub(super) risks: [&'static str; 5],
    pub(super) checklists: [&'static str; 2],
    pub(super) advocacy: &'static str,
    pub(super) translations: [&'static str; 2],
}

/// The edition of 2021.
pub(super) static UNODC_2021: Shelf = Shelf {
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
    checklists: [include_str!("unodc-2021/checklists/3.1.yaml"), include_str!("unodc-2021/checklists/3.8.yaml")],
    advocacy: include_str!("unodc-2021/advocacy/3.7.yaml"),
    translations: [include_str!("unodc-2021/translations/en.yaml"), include_str!("unodc-2021/translations/fr.yaml")],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    title: String,
    publisher: String,
    note: String,
}

#[derive(Deserialize)]
struct Tools {
    tools: Vec<Tool>,
}

#[derive(Deserialize)]
struct Topics {
    topics: Vec<Topic>,
}

#[derive(Deserialize)]
struct Rights {
    instruments: Vec<Instrument>,
    rights: Vec<Right>,
}

#[derive(Deserialize)]
struct RightsHolders {
    rights_holders: Vec<Slug>,
}

#[derive(Deserialize)]
struct DutyBearers {
    duty_bearers: Vec<Slug>,
}

#[derive(Deserialize)]
struct Risks {
    tool: String,
    risks: Vec<PrintedRisk>,
}

impl Shelf {
    /// Reads what every command needs.
    pub(super) fn edition(&'static self) -> Result<Edition, String> {
        let head: Head = yaml::from_data(self.edition)?;
        let tools: Tools = yaml::from_data(self.tools)?;
        let topics: Topics = yaml::from_data(self.topics)?;
        let rights: Rights = yaml::from_data(self.rights)?;
        let holders: RightsHolders = yaml::from_data(self.rights_holders)?;
        let bearers: DutyBearers = yaml::from_data(self.duty_bearers)?;
        let mut risks = Vec::new();
        for file in self.risks {
            let table: Risks = yaml::from_data(file)?;
            risks.extend(table.risks.into_iter().map(|risk| PrintedRisk { tool: table.tool.clone(), ..risk }));
        }
        Ok(Edition {
            id: head.id,
            title: head.title,
            publisher: head.publisher,
            note: head.note,
            tools: tools.tools,
            topics: topics.topics,
            instruments: rights.instruments,
            rights: rights.rights,
            rights_holders: holders.rights_holders,
            duty_bearers: bearers.duty_bearers,
            risks,
            own_prefixes: Vec::new(),
            own_wording: Vec::new(),
            own_translations: Vec::new(),
            shelf: self,
            shipped: OnceLock::new(),
            checklists: OnceLock::new(),
            advocacy: OnceLock::new(),
        })
    }
}
