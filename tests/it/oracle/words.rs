//! Words for the oracle's documents: prose with the characters people trip over, dates, fresh ids.

use std::collections::BTreeMap;

use super::model::{Level, Risk, Status};
use super::random::Random;

pub const ROLES: [&str; 5] = ["programme_officer", "project_coordinator", "hr_gender_focal_point", "head_of_office", "me_officer"];

const WORDS: [&str; 40] = [
    "police",
    "training",
    "may",
    "lead",
    "to",
    "detention",
    "of",
    "migrants",
    "without",
    "access",
    "lawyers",
    "prosecutors",
    "courts",
    "delay",
    "referral",
    "shelter",
    "victims",
    "procedure",
    "border",
    "officers",
    "unlawful",
    "searches",
    "evidence",
    "witness",
    "protection",
    "measures",
    "province",
    "women",
    "children",
    "return",
    "pressure",
    "quota",
    "targets",
    "raids",
    "état",
    "naïve",
    "Übergabe",
    "reporting",
    "legal",
    "aid",
];

const TAILS: [&str; 9] = [
    ": see the annex",
    " #3 of the plan",
    " – n° 4",
    " in the team's own words",
    ", \"as agreed\"",
    " (100 % of cases)",
    " [draft] {annex}",
    " \\ both",
    " – 评估 и оценка",
];

/// A sentence on one line with single spaces, so that folding it changes nothing.
pub fn prose(random: &mut Random, words: usize) -> String {
    let mut text = String::from("Where");
    for _ in 0..words {
        text.push(' ');
        text.push_str(random.pick(&WORDS));
    }
    if random.chance(30) {
        text.push_str(random.pick(&TAILS));
    }
    text
}

pub fn date(random: &mut Random) -> String {
    let (year, month, day) = (random.between(2023, 2025), random.between(1, 12), random.between(1, 28));
    format!("{year}-{month:02}-{day:02}")
}

pub fn role(random: &mut Random) -> String {
    random.pick(&ROLES).to_owned()
}

pub fn level(random: &mut Random) -> Option<Level> {
    const LEVELS: [Option<Level>; 7] =
        [None, Some(Level::Low), Some(Level::Medium), Some(Level::High), Some(Level::Low), Some(Level::Medium), Some(Level::High)];
    random.pick(&LEVELS)
}

pub const TOOLS: [(&str, &str, u32); 5] = [("3.2", "SP", 11), ("3.3", "LA", 7), ("3.4", "CJ", 19), ("3.5", "RC", 7), ("3.6", "PA", 12)];

/// Hands out every id, path and scope once in a history.
#[derive(Default)]
pub struct Fresh {
    given: BTreeMap<&'static str, u32>,
    user: BTreeMap<&'static str, u32>,
    count: u32,
}

impl Fresh {
    pub fn number(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    fn risk_id(&mut self, tool: &'static str, random: &mut Random) -> String {
        let (_, prefix, printed) = TOOLS.into_iter().find(|(name, ..)| *name == tool).expect("documents are of a known tool");
        let given = self.given.entry(tool).or_default();
        if *given < printed && random.chance(60) {
            *given += 1;
            format!("{prefix}-{given:02}")
        } else {
            let own = self.user.entry(tool).or_default();
            *own += 1;
            format!("{prefix}-U{own:02}")
        }
    }

    pub fn risk(&mut self, tool: &'static str, random: &mut Random) -> Risk {
        let id = self.risk_id(tool, random);
        let words = random.between(6, 14);
        let mut risk = Risk {
            identified_on: id.contains("-U").then(|| date(random)),
            id,
            statement: prose(random, words),
            likelihood: None,
            impact: None,
            status: (Status::Open, None),
            rated_on: None,
            rationale: None,
            owner: None,
            evidence: BTreeMap::new(),
            mitigation: BTreeMap::new(),
        };
        if random.chance(60) {
            risk.likelihood = level(random);
            risk.impact = level(random);
            risk.rated_on = Some(date(random));
            risk.rationale = Some(prose(random, 7));
            risk.owner = Some(role(random));
        }
        risk
    }
}
