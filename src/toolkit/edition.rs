//! One edition of the toolkit, as data.

use serde::Deserialize;

/// One edition.
#[derive(Debug)]
pub struct Edition {
    /// Its id in manifests.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// What the data is and is not.
    pub note: String,
    /// Its tools.
    pub tools: Vec<Tool>,
    /// The topics of Part 1.
    pub topics: Vec<Topic>,
    /// Rights with instrument and article.
    pub rights: Vec<Right>,
    /// People whose rights may be at stake.
    pub rights_holders: Vec<Slug>,
    /// Bodies that owe them.
    pub duty_bearers: Vec<Slug>,
    /// The printed risks of Tools 3.2 to 3.6.
    pub risks: Vec<PrintedRisk>,
}

impl Edition {
    /// Returns a tool by its number.
    #[must_use]
    pub fn tool(&self, number: &str) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.number == number)
    }

    /// Returns the tool whose risks carry a prefix.
    #[must_use]
    pub fn tool_of_prefix(&self, prefix: &str) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.prefix.as_deref() == Some(prefix))
    }

    /// Returns the printed risks of a tool, in their order.
    pub fn risks_of<'a>(&'a self, tool: &'a str) -> impl Iterator<Item = &'a PrintedRisk> {
        self.risks.iter().filter(move |risk| risk.tool == tool)
    }

    /// Returns a printed risk by its id.
    #[must_use]
    pub fn risk(&self, id: &str) -> Option<&PrintedRisk> {
        self.risks.iter().find(|risk| risk.id == id)
    }

    /// Returns a topic of Part 1 by its slug.
    #[must_use]
    pub fn topic(&self, slug: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.slug == slug)
    }

    /// Returns a right by its slug.
    #[must_use]
    pub fn right(&self, slug: &str) -> Option<&Right> {
        self.rights.iter().find(|right| right.slug == slug)
    }

    /// Says whether a right is one that no project may trade away (a red line).
    #[must_use]
    pub fn is_red_line(&self, slug: &str) -> bool {
        self.right(slug).is_some_and(|right| right.red_line)
    }
}

/// One tool of the toolkit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Its number, such as `3.4`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The kind of document that holds it.
    pub kind: String,
    /// The prefix of its risks' ids.
    pub prefix: Option<String>,
    /// What it is for.
    pub goal: Option<String>,
    /// The tool with the indicators that belong to it.
    pub indicators: Option<String>,
    /// How many risks it prints.
    pub risks: Option<usize>,
}

/// One topic of Part 1, which is numbered in two ways.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its name in files.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its number in the published order.
    pub published: String,
    /// Its number in the references inside Part 3.
    pub part_three: String,
}

/// A right with its source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Right {
    /// Its name in files.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The instrument or instruments, separated by `; `.
    pub instrument: String,
    /// The article in each instrument, in the same order.
    pub article: String,
    /// Whether no project may trade it away.
    pub red_line: bool,
}

/// A name in files with its title.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slug {
    /// The name in files.
    pub slug: String,
    /// The title.
    pub title: String,
}

/// A risk that a table prints, in our own words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintedRisk {
    /// `CJ-05`.
    pub id: String,
    /// The tool that prints it; filled in from the table.
    #[serde(skip)]
    pub tool: String,
    /// Its printed number.
    pub number: u32,
    /// At most eight words.
    pub title: String,
    /// One sentence: cause, event, consequence.
    pub statement: String,
    /// What a mitigation could be; to be made specific.
    pub mitigation_hint: String,
    /// Topics of Part 1, by slug.
    pub topics: Vec<String>,
    /// Numbers as printed behind the risk.
    pub references: Vec<String>,
    /// Rights, by slug.
    pub rights_at_stake: Vec<String>,
    /// People, by slug.
    pub rights_holders: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) publisher: String,
    pub(super) note: String,
}

#[derive(Deserialize)]
pub(super) struct Tools {
    pub(super) tools: Vec<Tool>,
}

#[derive(Deserialize)]
pub(super) struct Topics {
    pub(super) topics: Vec<Topic>,
}

#[derive(Deserialize)]
pub(super) struct Rights {
    pub(super) rights: Vec<Right>,
}

#[derive(Deserialize)]
pub(super) struct RightsHolders {
    pub(super) rights_holders: Vec<Slug>,
}

#[derive(Deserialize)]
pub(super) struct DutyBearers {
    pub(super) duty_bearers: Vec<Slug>,
}

#[derive(Deserialize)]
pub(super) struct Risks {
    pub(super) tool: String,
    pub(super) risks: Vec<PrintedRisk>,
}
