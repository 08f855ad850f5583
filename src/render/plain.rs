//! One line a finding, for editors and scripts: `path:line:col: level[rule] message`.

use super::escape::Untrusted;
use crate::report::{CheckReport, ToldFinding};

/// Writes a check.
#[must_use]
pub fn check(report: &CheckReport) -> String {
    let mut out = String::new();
    for project in &report.projects {
        project.findings.iter().for_each(|finding| out.push_str(&line(finding)));
        for file in &project.unseen {
            let (path, reason) = (Untrusted::new(&file.path).terminal(), Untrusted::new(&file.reason).terminal());
            out.push_str(&format!("{path}:1:1: incomplete: could not be looked at: {reason}\n"));
        }
        if project.is_incomplete() {
            out.push_str(&format!("{}\n", Untrusted::new(&project.verdict()).terminal()));
        }
    }
    out
}

fn line(finding: &ToldFinding) -> String {
    let place = finding.region.map_or_else(|| "1:1".to_owned(), |region| format!("{}:{}", region.start.line, region.start.column));
    let (file, message) = (Untrusted::new(&finding.file).terminal(), Untrusted::new(&finding.message).terminal());
    format!("{file}:{place}: {}[{}] {message}\n", finding.severity.word(), finding.rule)
}
