//! The entries of the catalogue that every command needs: tools, topics, rights, people and printed risks.

use serde::Deserialize;

/// One tool of the toolkit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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

impl Right {
    /// Returns each instrument with its article.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.instrument.split("; ").zip(self.article.split("; "))
    }
}

/// A treaty, or another text that rights are read from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// How rights name it: `ICCPR`.
    #[serde(rename = "slug")]
    pub name: String,
    /// Its title.
    pub title: String,
    /// The year in which it was adopted.
    pub year: u16,
    /// Whether States join it.
    pub is_treaty: bool,
}

/// A name in files with its title.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slug {
    /// The name in files.
    pub slug: String,
    /// The title.
    pub title: String,
}

/// A risk that a table prints, in our own words, or one that an overlay adds to it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
    /// The file of the overlay that brought it, where it is not the toolkit's.
    #[serde(skip)]
    pub overlay: Option<String>,
    /// The file of the overlay that words it otherwise.
    #[serde(skip)]
    pub wording: Option<String>,
}
