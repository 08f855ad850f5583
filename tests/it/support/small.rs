//! A small project with a history that a test can tell by heart.

use super::Repo;

/// The one assessment of the project.
pub const FILE: &str = "risks/3.4.yaml";

/// The manifest: stage design, so that what nobody has filled in yet is not worth a warning.
pub fn manifest() -> String {
    let milestone = "milestones:\n  - {name: baseline, date: 2023-06-30}\nseverities: {toolkit-risk-missing: off}\n";
    super::project().replace("stage: implementation", "stage: design").replace("ends: 2026", "ends: 2099") + milestone
}

/// The assessment: CJ-05 with a likelihood and a high impact, judged on a day, and CJ-11 that nobody has rated.
pub fn assessment(likelihood: &str, rated_on: &str) -> String {
    format!(
        "\
schema: risklog/1
kind: risk_assessment
tool: \"3.4\"
title: Assessment for tests

risks:
  - id: CJ-05
    statement: More prosecutions may go ahead without the guarantees of a fair trial.
    likelihood: {likelihood}
    impact: high
    rated_on: {rated_on}
    rationale: What partners told the team up to {rated_on}.
    evidence:
      - {{ref: TO-{rated_on}, kind: monitoring, date: {rated_on}, title: Trial observation summary}}
    owner: project_coordinator
    mitigation:
      - {{id: M1, action: Train defence lawyers beside every prosecutor course., owner: project_coordinator, due: 2099-12-31, status: planned}}

  - id: CJ-11
    statement: Equipment may be used to follow people who did nothing wrong.
    likelihood:
    impact:
"
    )
}

/// A repository with the project in its first commit.
pub fn started() -> Repo {
    let repo = Repo::init();
    repo.write("risklog.yaml", manifest());
    repo.write(FILE, assessment("high", "2023-06-20"));
    repo.commit_as("programme_officer", "2023-06-20T10:00:00+02:00", "first draft");
    repo
}

/// The same, and then: tag `baseline`; the coordinator lowers CJ-05 on a branch, the officer merges it; a README; CJ-11 is
/// rated.
pub fn with_history() -> Repo {
    let repo = started();
    repo.git(&["tag", "baseline"]);
    repo.branch("review");
    repo.write(FILE, lowered());
    repo.commit_as("project_coordinator", "2024-06-28T09:00:00+02:00", "review: trials are fairer");
    repo.checkout("main").set_clock(1_719_910_800);
    repo.merge(&["review"], "Merge review");
    repo.write("README.md", "About this project.\n");
    repo.commit_as("programme_officer", "2024-09-02T08:00:00+02:00", "readme");
    repo.write(FILE, rated());
    repo.commit_as("me_officer", "2025-01-15T08:00:00+01:00", "rate CJ-11");
    repo
}

/// The assessment after the review: CJ-05 lowered, with evidence.
pub fn lowered() -> String {
    assessment("medium", "2024-06-27")
}

/// The assessment at the end: CJ-11 rated as well.
pub fn rated() -> String {
    let blank = "    likelihood:\n    impact:\n";
    let rated = "    likelihood: medium
    impact: medium
    rated_on: 2025-01-14
    rationale: Two cases were reported.
    owner: me_officer
    mitigation:
      - {id: M1, action: Agree with the court who may use it., owner: me_officer}
";
    lowered().replace(blank, rated)
}
