//! A small valid file of each kind of document, one change to it, and what that change is called.

/// One kind of document.
pub struct Case {
    /// The word behind `kind:`.
    pub kind: &'static str,
    /// What tells the document from others of its kind.
    pub key: &'static str,
    /// Its file, in the folder where its kind is looked for.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
    /// What is replaced, and by what.
    pub edit: (&'static str, &'static str),
    /// The path of the field that this changes, and its two values.
    pub field: (&'static str, &'static str, &'static str),
    /// What people are told about it, as far as it fits on a line.
    pub told: &'static [&'static str],
}

pub const PLANNING: &str = r#"schema: risklog/1
kind: planning_checklist
tool: "3.1"
title: Planning and design checklist, Country A
completed_on: 2024-02-15

items:
  - id: PD-08
    answer: yes
    how_addressed: Tool 3.4 is filled in and reviewed twice a year.
    responsible: programme_officer
    see: [CJ-05]
    evidence:
      - {ref: PLAN-2024, kind: plan, date: 2024-02-01, title: Mitigation plan}
  - id: PD-10
    answer: no
    reason: Nobody in the closed shelters can be heard safely.
    due: 2024-12-31
  - id: PD-U01
    question: Have journalists been told what they may film?
    answer:
"#;

pub const MATERIAL: &str = r#"schema: risklog/1
kind: awareness_checklist
tool: "3.8"
title: Checklist of the radio spots
material: {id: AWR-2024-01, title: Radio spots, format: audio, audience: Job seekers, languages: [fr], status: draft}
items:
  - {id: AR-01, answer: yes}
  - {id: AR-16, answer: yes}
  - {id: AR-17, answer: not_applicable, comment: Sound only.}
  - {id: AR-18, answer: no, comment: Two speakers are still to be asked.}
"#;

pub const CASES: [Case; 6] = [
    Case {
        kind: "planning_checklist",
        key: "3.1",
        path: "planning/3.1-checklist.yaml",
        text: PLANNING,
        edit: (
            "answer: yes\n    how_addressed: Tool 3.4 is filled in and reviewed twice a year.",
            "answer: in_part\n    how_addressed: The review of June was not held.",
        ),
        field: ("items.PD-08.answer", "yes", "in_part"),
        told: &["PD-08", "yes → in_part", "The review of June was not held."],
    },
    Case {
        kind: "awareness_checklist",
        key: "AWR-2024-01",
        path: "materials/AWR-2024-01.yaml",
        text: MATERIAL,
        edit: ("answer: no, comment: Two speakers are still to be asked.", "answer: yes, comment: Both have signed."),
        field: ("items.AR-18.answer", "no", "yes"),
        told: &["AR-18", "no → yes", "Both have signed."],
    },
    Case {
        kind: "advocacy_log",
        key: "3.7",
        path: "advocacy/3.7-log.yaml",
        text: r#"schema: risklog/1
kind: advocacy_log
tool: "3.7"
title: Arguments that we used
entries:
  - id: AD-001
    topic: investigation
    concern: Heads of unit take press coverage of arrests for proof of results.
    advocacy_point: Early publicity warns the rest of the network.
    used_on: 2024-04-16
    audience: joint task force
    outcome: not_known
    use_for: [reporting, advocacy]
    related_risks: [CJ-05]
"#,
        edit: ("outcome: not_known", "outcome: persuaded"),
        field: ("entries.AD-001.outcome", "not_known", "persuaded"),
        told: &["AD-001 outcome", "not_known → persuaded"],
    },
    Case {
        kind: "situational_analysis",
        key: "2.5",
        path: "analysis/2.5-security-forces.yaml",
        text: r#"schema: risklog/1
kind: situational_analysis
tool: "2.5"
title: Support for the border police
completed_on: 2024-01-30
valid_until: 2099-01-30
findings:
  - id: SA-2.5-01
    question: Is there a complaints body that people trust?
    finding: There is one, in the capital.
    confidence: medium
    sources:
      - {ref: OMB-2023, kind: report, date: 2023-12-31, title: Yearly report}
    rights_holders: [smuggled_migrants]
    duty_bearers: [police]
    related_risks: [CJ-05]
due_diligence:
  recipient: Border police, training department
  support: Training of instructors
  measures:
    - {id: M1, action: Hand over no equipment before the protocol is signed., owner: head_of_office, status: in_progress}
  decision: proceed_with_measures
  decided_by: head_of_office
  decided_on: 2024-02-10
  review_on: 2024-12-10
"#,
        edit: ("decision: proceed_with_measures", "decision: suspend"),
        field: ("due_diligence.decision", "proceed_with_measures", "suspend"),
        told: &["due_diligence.decision", "proceed_with_measures → suspend"],
    },
    Case {
        kind: "intervention",
        key: "INT-2024-03",
        path: "interventions/INT-2024-03.yaml",
        text: r#"schema: risklog/1
kind: intervention
id: INT-2024-03
title: Joint workshops for prosecutors and legal aid lawyers
period: {from: 2024-05-01, to: 2024-12-31}
countries: ["XA"]
intervention: Four paired workshops in two provinces.
expected_change: Prosecutors and legal aid lawyers who train together keep to one standard of a fair trial.
theory_of_change:
  ref: TOC-XA-2024
  entry_points_changed: {answer: no}
  new_risks: {answer: yes, risks: [CJ-05]}
  assumptions_relevant: {answer: yes}
mainstreaming:
  tools: ["1.8", "3.4"]
  how: Equal places for women and men.
"#,
        edit: ("assumptions_relevant: {answer: yes}", "assumptions_relevant: {answer: in_part, note: The budget is under review.}"),
        field: ("theory_of_change.assumptions_relevant.answer", "yes", "in_part"),
        told: &["assumptions_relevant", "yes → in_part", "The budget is under review."],
    },
    Case {
        kind: "indicators",
        key: "4.3.3",
        path: "indicators/4.3.3.yaml",
        text: r#"schema: risklog/1
kind: indicators
tool: "4.3.3"
title: Indicators for criminal justice capacity building
indicators:
  - id: IND-CJ-02
    statement: Accused people who had defence counsel at their hearing
    type: outcome
    unit: persons
    baseline: {value: 110, date: 2023-06-30}
    target: {value: 300, date: 2026-06-30}
    disaggregated_by: [sex]
    source: Trial observation programme
    frequency: semi_annual
    responsible: me_officer
    related_risks: [CJ-05]
    values:
      - {date: 2024-06-30, value: 151, note: Two courts did not report., breakdown: {sex: {female: 40, male: 111}}}
"#,
        edit: ("note: Two courts did not report.", "note: One court did not report."),
        field: ("indicators.IND-CJ-02.values.2024-06-30.note", "Two courts did not report.", "One court did not report."),
        told: &["IND-CJ-02 values.2024-06-30.note", "→ One court"],
    },
];
