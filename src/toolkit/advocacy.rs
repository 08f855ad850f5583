//! The examples of the advocacy table, Tool 3.7: a concern that is heard, and what can be said to it, in our own words.

use serde::Deserialize;

use super::overlay::replace;
use crate::model::Wording;
use crate::yaml;

/// A row of the advocacy table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdvocacyExample {
    /// `AE-01`: "advocacy example" and its number.
    pub id: String,
    /// The place of the row in the printed table, counted over all topics, from 1.
    pub number: u32,
    /// The topic of Part 1 that it stands under, by slug.
    pub topic: String,
    /// At most eight words.
    pub title: String,
    /// What is heard or done.
    pub concern: String,
    /// What can be said to it.
    pub point: String,
    /// The file of the overlay that words it otherwise.
    pub wording: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "tool")]
    _tool: String,
    topics: Vec<String>,
    examples: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    number: u32,
    topic: String,
    title: String,
    concern: String,
    point: String,
}

/// Reads the table that ships inside the program, and puts the wording of overlays in. Rows stand in the order of topics.
pub(super) fn read(file: &str, wording: &[(String, Wording)]) -> Vec<AdvocacyExample> {
    let table: Table = yaml::from_data(file).expect("the shipped table is well formed because a test reads it");
    let mut examples: Vec<AdvocacyExample> = table.examples.into_iter().map(example).collect();
    let place = |topic: &String| table.topics.iter().position(|known| known == topic);
    examples.sort_by_key(|example| (place(&example.topic), example.number));
    for example in &mut examples {
        for (path, other) in wording.iter().filter(|(_, other)| other.id == example.id) {
            replace(&mut example.concern, other.statement.as_ref());
            replace(&mut example.point, other.mitigation_hint.as_ref());
            example.wording = Some(path.clone());
        }
    }
    examples
}

fn example(row: Row) -> AdvocacyExample {
    AdvocacyExample {
        id: format!("AE-{:02}", row.number),
        number: row.number,
        topic: row.topic,
        title: row.title,
        concern: row.concern,
        point: row.point,
        wording: None,
    }
}
