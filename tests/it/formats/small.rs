//! Projects with something to tell: findings of every severity, a waiver, a file that cannot be read.

use crate::support::small::{FILE, assessment, manifest};
use crate::support::{Ran, Repo, risklog};

/// The formats for platforms.
pub const CI: [&str; 4] = ["github", "sarif", "gitlab", "junit"];

pub fn run(repo: &Repo, command: &[&str], format: &str) -> Ran {
    risklog(repo.path()).args(["--today", "2025-02-01"]).args(command).args(["--format", format]).run()
}

/// A project whose last commit lowers CJ-05 without new evidence and drops CJ-11; it has errors, warnings and infos, and a
/// waiver for each kind of rule.
pub fn judged() -> Repo {
    let repo = Repo::init();
    let manifest = manifest()
        .replace("classification: unclassified", "classification: confidential")
        .replace("stage: design", "stage: implementation");
    repo.write("risklog.yaml", manifest + "waivers: []\n");
    let waivers = "    waivers:\n      - {rule: rating-lowered-no-evidence, reason: The evidence is with the court., until: 2099-12-31}\n      - {rule: \
                   owner-not-a-role, reason: The role is new.}\n";
    let before = assessment("high", "2023-06-20")
        .replace("owner: project_coordinator\n    mitigation", &format!("owner: deputy_head\n{waivers}    mitigation"));
    repo.write(FILE, &before);
    repo.commit("first draft");
    let after = before.replace("likelihood: high", "likelihood: medium").replace("rated_on: 2023-06-20", "rated_on: 2024-06-27");
    let kept = after.split("  - id: CJ-11").next().unwrap_or_default().to_owned();
    let own = "  - id: CJ-U01\n    statement: Something may happen to people who wait.\n    likelihood: hgh\n    impact: low\n";
    repo.write(FILE, kept + own);
    repo.commit("review");
    repo
}

/// The same with another file that cannot be read.
pub fn broken() -> Repo {
    let repo = judged();
    repo.write("risks/3.6.yaml", "risks: [\n");
    repo.commit("breaks");
    repo
}

/// A project in which nothing is found.
pub fn clean() -> Repo {
    crate::support::small::with_history()
}
