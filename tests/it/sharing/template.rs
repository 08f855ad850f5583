//! Files of a project in which every field that is not for everybody holds a word that can be searched for.

use std::fmt::Write as _;

/// The word in every field that only the team sees.
pub const SECRET: &str = "zqsecret";
/// The word in every field that partners see too.
pub const ROLE: &str = "zqrole";

/// A file with its lines. `{!}` becomes a secret, `{o}` a role; a line that begins with `?` is there or not.
pub struct Template {
    pub path: &'static str,
    text: &'static str,
}

impl Template {
    /// Writes the file of a state: `is_there` says for each line that may be missing whether it is there.
    pub fn text(&self, state: usize, is_there: &mut dyn FnMut() -> bool) -> String {
        let mut text = String::new();
        for (number, line) in self.text.lines().enumerate() {
            let line = match line.strip_prefix('?') {
                Some(_) if !is_there() => continue,
                Some(optional) => optional,
                None => line,
            };
            let line = line.replace("{!}", &format!("{SECRET}{number}x{state}")).replace("{o}", &format!("{ROLE}{number}x{state}"));
            writeln!(text, "{line}").expect("a text can be written to");
        }
        text
    }
}

pub const TEMPLATES: &[Template] = &[
    Template {
        path: "risklog.yaml",
        text: "\
schema: risklog/1
kind: project
id: XA-TIPSOM-01
title: A project
countries: [\"XA\"]
starts: 2023-01-01
ends: 2026-12-31
stage: implementation
classification: unclassified
toolkit: {edition: unodc-2021}
roles:
  programme_officer: Programme officer
?  office: An office, {o}
reviews: {frequency: semi_annual, first_period_starts: 2023-07-01, grace_days: 30}
?authors: name
?waivers: [{rule: toolkit-risk-missing, reason: \"{!}\"}]
milestones:
  - {name: baseline, date: 2023-06-30, tag: baseline}
",
    },
    Template {
        path: "risks/3.4.yaml",
        text: "\
schema: risklog/1
kind: risk_assessment
tool: \"3.4\"
title: An assessment
?notes: Notes {!}
?x_own: Local {!}
assessed_on: 2023-06-20
?waivers: [{rule: toolkit-risk-missing, reason: \"{!}\"}]
risks:
  - id: CJ-05
    statement: Something may happen.
    likelihood: high
    impact: medium
    rated_on: 2023-06-20
?    rationale: Because {!}.
?    evidence: [{ref: \"{!}\", kind: \"{!}\", date: 2023-06-01, title: \"{!}\"}]
?    owner: \"{o}\"
?    next_review: 2024-01-31
?    accepted_by: \"{o}\"
?    escalated_to: \"{o}\"
?    wording_note: \"{!}\"
?    status_reason: \"{!}\"
?    what_happened: \"{!}\"
?    x_local: \"{!}\"
?    waivers: [{rule: owner-missing, reason: \"{!}\", until: 2024-12-31}]
    mitigation:
      - id: M1
        action: Train.
?        owner: \"{o}\"
?        due: 2024-05-31
?        note: \"{!}\"
?      - {id: M2, action: Train more., status: dropped, note: \"{!}\", owner: \"{o}\"}
  - id: CJ-U01
    statement: First {!} second {!} third.
    public_statement: Softly said.
    likelihood:
    impact:
?    rationale: \"{!}\"
  - id: CJ-U02
    statement: First {!} second {!}.
?    public_statement: Softly said too.
?    likelihood: high
?    impact: high
?  - {id: CJ-U03, statement: Not a date., likelihood: low, impact: low, rated_on: \"{!}\", next_review: \"{!}\", response: \"{!}\"}
?  - {id: CJ-U04, statement: Not a level., likelihood: \"{!}\", impact: low, status: \"{!}\", mitigation: [{id: M1, action: Act., due: \"{!}\"}]}
reviews:
?  - {round: 2023-H2, date: 2023-12-14, covers: all, reviewed_by: [\"{o}\"], outcome: \"{!}\", trigger: \"{!}\", inputs: [\"{!}\"]}
  - {round: 2024-H1, date: 2024-06-14, covers: [CJ-05]}
",
    },
    Template {
        path: "planning/3.1.yaml",
        text: "\
schema: risklog/1
kind: planning_checklist
tool: \"3.1\"
title: A checklist
?notes: \"{!}\"
?completed_on: \"{!}\"
items:
  - id: PD-01
    answer: yes
?    how_addressed: \"{!}\"
?    responsible: \"{o}\"
?    evidence: [{ref: \"{!}\", title: \"{!}\"}]
?    x_local: \"{!}\"
?  - {id: PD-02, answer: no, reason: \"{!}\", due: \"{!}\"}
?  - {id: PD-03, answer: \"{!}\"}
",
    },
    Template {
        path: "materials/AWR-2024-01.yaml",
        text: "\
schema: risklog/1
kind: awareness_checklist
tool: \"3.8\"
title: A leaflet
?notes: \"{!}\"
material:
  id: AWR-2024-01
  title: A leaflet
?  status: \"{!}\"
items:
?  - {id: AR-01, answer: yes, comment: \"{!}\", responsible: \"{o}\"}
  - {id: AR-02, answer: yes}
?cleared_by: [\"{o}\"]
",
    },
    Template {
        path: "advocacy/3.7.yaml",
        text: "\
schema: risklog/1
kind: advocacy_log
tool: \"3.7\"
title: Arguments
entries:
  - id: AD-001
    topic: investigation
    concern: \"{!}\"
    advocacy_point: \"{!}\"
?    used_on: \"{!}\"
?    audience: \"{!}\"
?    outcome: persuaded
?    lesson: \"{!}\"
?    x_local: \"{!}\"
",
    },
    Template {
        path: "analysis/2.5.yaml",
        text: "\
schema: risklog/1
kind: situational_analysis
tool: \"2.5\"
title: An analysis
?completed_on: \"{!}\"
findings:
  - id: SA-2.5-01
    question: What is known?
?    finding: \"{!}\"
?    confidence: \"{!}\"
?    sources: [{ref: \"{!}\", title: \"{!}\", kind: \"{!}\"}]
?    waivers: [{rule: owner-missing, reason: \"{!}\"}]
due_diligence:
?  recipient: \"{!}\"
?  support: \"{!}\"
?  measures: [{id: M1, action: Check., owner: \"{o}\", due: \"{!}\", status: \"{!}\", note: \"{!}\"}]
?  decision: \"{!}\"
?  reason: \"{!}\"
?  decided_by: \"{o}\"
",
    },
    Template {
        path: "interventions/INT-2024-01.yaml",
        text: "\
schema: risklog/1
kind: intervention
id: INT-2024-01
title: Courses
?notes: \"{!}\"
period: {from: 2023-07-01}
intervention: Courses.
theory_of_change:
?  ref: \"{!}\"
?  entry_points_changed: {answer: no, note: \"{!}\"}
?  new_risks: {answer: \"{!}\", note: \"{!}\", risks: [CJ-05]}
",
    },
    Template {
        path: "indicators/4.3.3.yaml",
        text: "\
schema: risklog/1
kind: indicators
tool: \"4.3.3\"
title: Indicators
indicators:
  - id: IND-CJ-01
    statement: Courses
?    type: \"{!}\"
?    source: \"{!}\"
?    responsible: \"{o}\"
    values:
?      - {date: \"{!}\", value: 5}
?      - {date: 2024-12-15, value: 58, note: \"{!}\"}
",
    },
];
