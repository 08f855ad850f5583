//! The manifest of a new project, with a note at each thing that a team has to decide.

use super::place;
use super::text::{item, quoted, sentence, value};
use crate::model::{Date, Stage};

/// Functions that most projects have. Keys for the files, words for people.
pub const ROLES: [(&str, &str); 5] = [
    ("programme_officer", "Programme officer"),
    ("project_coordinator", "Project coordinator"),
    ("hr_gender_focal_point", "Human rights and gender focal point"),
    ("head_of_office", "Head of office"),
    ("me_officer", "Monitoring and evaluation officer"),
];

/// What the manifest of a new project says.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// Its file, relative to the project's folder.
    pub path: String,
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Country codes.
    pub countries: Vec<String>,
    /// First day.
    pub starts: Date,
    /// Last day.
    pub ends: Date,
    /// How far the project is.
    pub stage: Stage,
    /// Marking.
    pub classification: String,
    /// Edition of the toolkit.
    pub edition: String,
}

impl Manifest {
    /// Writes the file.
    #[must_use]
    pub fn text(&self) -> String {
        let countries = self.countries.iter().map(|country| quoted(country)).collect::<Vec<_>>().join(", ");
        let roles: String = ROLES.iter().map(|(key, words)| format!("  {key}: {words}\n")).collect();
        format!(
            "\
{modeline}#
# What is true for the whole project. `risklog check` says what is missing or wrong in it.
# Lines that begin with # are notes. To use one that holds a setting, delete the # and the space behind it.

schema: risklog/1
kind: project

# For life: reports over several projects use it.
id: {id}
{title}
# Two-letter country codes (ISO 3166-1), in quotes. XX means that it is not said yet.
countries: [{countries}]
starts: {starts}
ends: {ends}

# design, inception, implementation, closing or closed: the further the project is, the more the rules ask for.
stage: {stage}

# unclassified or confidential. What is stricter than confidential does not belong in a repository.
classification: {classification}
toolkit: {{edition: {edition}}}

# Functions, never names of people: a short key, and what it stands for. Owners of risks and reviewers are named by these
# keys. Delete what you do not have, add what is missing.
roles:
{roles}
# How often the team looks at all risks: quarterly, semi_annual or annual.
reviews: {{frequency: semi_annual}}

# Days that people refer to by name; each can be used wherever a revision can.
# milestones:
#   - {{name: baseline, date: {starts}, tag: baseline}}

# What high, medium and low mean in this project: the toolkit leaves that to you. Agree on a sentence for each before the
# first rating, so that two people who rate mean the same.
# criteria:
#   mitigation_required_when: either   # either part medium or high; or `both`
#   likelihood:
#     high: It happens already, or it would surprise nobody.
#     medium: It has happened in comparable projects.
#     low: There is a reason to think that it will not happen.
#   impact:
#     high: Grave or lasting harm to people.
#     medium: Harm that can be made good.
#     low: Hardly any harm.
",
            modeline = place::modeline("project", &self.path),
            id = value(&self.id),
            title = sentence(0, "title", &self.title),
            starts = self.starts,
            ends = self.ends,
            stage = self.stage.word(),
            classification = value(&self.classification),
            edition = item(&self.edition),
        )
    }
}

/// Makes an id from the name of a folder: capital letters, digits and hyphens.
#[must_use]
pub fn id_from(folder: &str) -> String {
    let letters: String =
        folder.chars().map(|character| if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { ' ' }).collect();
    let id = letters.split_whitespace().collect::<Vec<_>>().join("-");
    if id.is_empty() { "PROJECT".to_owned() } else { id }
}

/// Makes a title from the name of a folder.
#[must_use]
pub fn title_from(folder: &str) -> String {
    let words = folder.replace(['-', '_', '.'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Project".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_folders_make_ids_and_titles() {
        assert_eq!(id_from("xa-tipsom_01"), "XA-TIPSOM-01");
        assert_eq!(id_from("مشروع"), "PROJECT");
        assert_eq!(title_from("border-project_2"), "Border project 2");
        assert_eq!(title_from("..."), "Project");
    }
}
