//! Where a new form goes by convention, and the line that tells an editor its schema.

use super::Form;

/// Folder of the schemas inside a project.
pub(super) const SCHEMAS: &str = ".risklog/schema";

/// Returns the file of a new form, relative to the project's folder. `id` is that of a material or an activity.
#[must_use]
pub fn path(form: Form<'_>, scope: Option<&str>, id: Option<&str>) -> String {
    let number = form.number().unwrap_or("form");
    let (folder, name) = match form.kind() {
        "planning_checklist" => ("planning", format!("{number}-checklist")),
        "advocacy_log" => ("advocacy", format!("{number}-log")),
        "situational_analysis" => ("analysis", format!("{number}-{}", short(number))),
        "indicators" => ("indicators", number.to_owned()),
        "awareness_checklist" => ("materials", id.unwrap_or(number).to_owned()),
        "intervention" => ("interventions", id.unwrap_or(number).to_owned()),
        _ => ("risks", format!("{number}-{}", short(number))),
    };
    match scope.map(slug) {
        Some(scope) => format!("{folder}/{name}-{scope}.yaml"),
        None => format!("{folder}/{name}.yaml"),
    }
}

/// Returns the line that makes an editor use the schema of a kind, for a file of the project.
pub(super) fn modeline(kind: &str, path: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    format!("# yaml-language-server: $schema={up}{SCHEMAS}/{kind}.schema.json\n")
}

/// Returns the part of a file name that says what a tool is about.
fn short(number: &str) -> &'static str {
    match number {
        "2.1" => "country-profile",
        "2.2" => "international-law",
        "2.3" => "national-law",
        "2.4" => "institutional",
        "2.5" => "security-forces",
        "2.6" => "barriers",
        "3.2" => "strategy-and-policy",
        "3.3" => "legislation",
        "3.4" => "criminal-justice",
        "3.5" => "cooperation",
        "3.6" => "protection",
        _ => "form",
    }
}

/// Makes a part of a file name that every file system takes; what is written in no Latin letters becomes `part`.
fn slug(text: &str) -> String {
    let letters: String =
        text.chars().map(|character| if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { ' ' }).collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    let slug: String = words.join("-").chars().take(60).collect();
    if slug.is_empty() { "part".to_owned() } else { slug.trim_end_matches('-').to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolkit::default_edition;

    #[test]
    fn files_go_where_they_are_looked_for() {
        let edition = default_edition();
        let place = |number: &str, scope, id| path(Form::find(edition, number).expect("a tool"), scope, id);
        assert_eq!(place("3.4", None, None), "risks/3.4-criminal-justice.yaml");
        assert_eq!(place("2.4", None, None), "analysis/2.4-institutional.yaml");
        assert_eq!(place("3.8", None, Some("AWR-2024-01")), "materials/AWR-2024-01.yaml");
        assert_eq!(place("3.4", Some("Norte & Sul / ../2"), None), "risks/3.4-criminal-justice-norte-sul-2.yaml");
        assert_eq!(place("3.4", Some("الشمال"), None), "risks/3.4-criminal-justice-part.yaml");
        for tool in &edition.tools {
            assert!(!place(&tool.number, None, Some("X-1")).contains("-form"), "{}", tool.number);
        }
    }

    #[test]
    fn the_schema_is_found_from_every_depth() {
        assert_eq!(modeline("project", "risklog.yaml"), "# yaml-language-server: $schema=.risklog/schema/project.schema.json\n");
        assert_eq!(modeline("x", "a/b/c.yaml"), "# yaml-language-server: $schema=../../.risklog/schema/x.schema.json\n");
    }
}
