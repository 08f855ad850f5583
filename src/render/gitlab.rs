//! Code Quality of GitLab: an array of issues. What is waived is told as an info of its own, so that a reviewer sees a waiver
//! arrive; what could not be looked at is a blocker.

use serde_json::{Value, json};

use super::escape::Untrusted;
use super::json;
use crate::finding::Severity;
use crate::report::{CiReport, Gap, ToldFinding, ToldWaived};
use crate::source::Region;

/// Writes the issues.
pub(super) fn code_quality(report: &CiReport) -> String {
    let gaps = report.gaps.iter().map(gap);
    let waived = report.waived.iter().map(waived);
    json::write(&gaps.chain(report.findings.iter().map(finding)).chain(waived).collect())
}

fn issue(name: &str, severity: &str, fingerprint: &str, (file, region): (&str, Option<Region>), description: &str) -> Value {
    json!({
        "description": Untrusted::new(description).message(),
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": file, "lines": {"begin": region.map_or(1, |region| region.start.line)}},
    })
}

fn finding(told: &ToldFinding) -> Value {
    let severity = match told.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    issue(told.rule, severity, &told.fingerprint, (&told.file, told.region), &told.message)
}

fn waived(told: &ToldWaived) -> Value {
    let description = format!("waived: {} (reason: {})", told.finding.message, told.reason);
    issue(told.finding.rule, "info", &told.finding.fingerprint, (&told.finding.file, told.finding.region), &description)
}

fn gap(told: &Gap) -> Value {
    issue("incomplete", "blocker", &told.fingerprint, (told.file.as_deref().unwrap_or("risklog.yaml"), told.region), &told.message)
}
