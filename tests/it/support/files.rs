//! Texts of small valid project files, so that a test spells out only what it is about.

use std::fmt::Write;

/// A manifest at stage implementation with every required key.
pub fn project() -> String {
    r#"schema: risklog/1
kind: project
id: XA-TIPSOM-01
title: Stronger criminal justice response in Country A
countries: ["XA"]
starts: 2023-01-01
ends: 2026-12-31
stage: implementation
classification: unclassified
toolkit: {edition: unodc-2021}
roles:
  programme_officer: Programme officer, country office
  project_coordinator: National project coordinator
  hr_gender_focal_point: Human rights and gender focal point
  head_of_office: Head of country office
  me_officer: Monitoring and evaluation officer
reviews: {frequency: semi_annual, first_period_starts: 2023-07-01, grace_days: 30}
"#
    .to_owned()
}

/// A risk assessment; `text` writes the file.
#[derive(Clone, Debug)]
pub struct Assessment {
    pub tool: &'static str,
    pub scope: Option<&'static str>,
    pub risks: Vec<Risk>,
}

/// A risk; the default is an open one that nobody has rated.
#[derive(Clone, Debug, Default)]
pub struct Risk {
    pub id: &'static str,
    pub statement: &'static str,
    /// `high`, `medium`, `low` or empty for blank; so is `impact`.
    pub likelihood: &'static str,
    pub impact: &'static str,
    pub rated_on: Option<&'static str>,
    pub rationale: Option<&'static str>,
    pub owner: Option<&'static str>,
    pub mitigation: Vec<Action>,
    /// More lines of the risk as they stand, without indentation.
    pub more: &'static str,
}

/// A mitigation action.
#[derive(Clone, Debug, Default)]
pub struct Action {
    pub id: &'static str,
    pub action: &'static str,
    pub owner: Option<&'static str>,
    pub due: Option<&'static str>,
    pub status: Option<&'static str>,
}

impl Assessment {
    pub fn new(tool: &'static str, risks: impl IntoIterator<Item = Risk>) -> Self {
        Self { tool, scope: None, risks: risks.into_iter().collect() }
    }

    /// The document in the layout that `risklog new` would choose.
    pub fn text(&self) -> String {
        let mut text = format!("schema: risklog/1\nkind: risk_assessment\ntool: \"{}\"\ntitle: Assessment for tests\n", self.tool);
        if let Some(scope) = self.scope {
            line(&mut text, "", "scope", scope);
        }
        text.push_str("assessed_on: 2023-06-20\n\nrisks:");
        text.push_str(if self.risks.is_empty() { " []\n" } else { "\n" });
        for risk in &self.risks {
            risk.write(&mut text);
        }
        text
    }
}

impl Risk {
    fn write(&self, text: &mut String) {
        line(text, "  - ", "id", self.id);
        line(text, "    ", "statement", &quoted(self.statement));
        line(text, "    ", "likelihood", self.likelihood);
        line(text, "    ", "impact", self.impact);
        if let Some(date) = self.rated_on {
            line(text, "    ", "rated_on", date);
        }
        if let Some(rationale) = self.rationale {
            line(text, "    ", "rationale", &quoted(rationale));
        }
        if let Some(owner) = self.owner {
            line(text, "    ", "owner", owner);
        }
        for more in self.more.lines() {
            writeln!(text, "    {more}").expect("a String takes all text");
        }
        if !self.mitigation.is_empty() {
            line(text, "    ", "mitigation", "");
        }
        for action in &self.mitigation {
            line(text, "      - ", "id", action.id);
            line(text, "        ", "action", &quoted(action.action));
            let rest = [("owner", action.owner), ("due", action.due), ("status", action.status)];
            for (key, value) in rest {
                if let Some(value) = value {
                    line(text, "        ", key, value);
                }
            }
        }
    }
}

fn line(text: &mut String, indent: &str, key: &str, value: &str) {
    let space = if value.is_empty() { "" } else { " " };
    writeln!(text, "{indent}{key}:{space}{value}").expect("a String takes all text");
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[test]
fn the_texts_are_yaml_and_hold_what_the_test_put_in() {
    let action = Action { id: "M1", action: "Agree a \"protocol\": now", status: Some("in_place"), ..Action::default() };
    let risk = Risk {
        id: "CJ-05",
        statement: "Trials may be unfair: no lawyers.",
        impact: "high",
        mitigation: vec![action],
        more: "topics: [data]\nevidence:\n  - {ref: A-1}",
        ..Risk::default()
    };
    let read = |text: &str| serde_yaml::from_str::<serde_yaml::Value>(text).expect("it is YAML");
    assert_eq!(read(&project())["stage"], "implementation");
    let read = read(&Assessment::new("3.4", [risk]).text());
    assert_eq!(read["tool"], "3.4");
    assert!(read["risks"][0]["likelihood"].is_null());
    assert_eq!(read["risks"][0]["evidence"][0]["ref"], "A-1");
    let action = &read["risks"][0]["mitigation"][0];
    assert_eq!(action["action"], "Agree a \"protocol\": now");
}
