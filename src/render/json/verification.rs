//! `risklog-verify/1`.

use serde_json::json;

use crate::report::VerifyReport;

/// Writes what became of looking at an evidence folder.
pub(in crate::render) fn verification(report: &VerifyReport) -> String {
    let pack = &report.pack;
    let checks =
        report.checks.iter().map(|check| json!({"what": check.aspect.word(), "result": check.verdict.word(), "message": check.said}));
    let differences = report.differences.iter().map(|difference| {
        json!({
            "what": difference.aspect.word(),
            "name": difference.name,
            "message": difference.message,
            "line": difference.line,
            "packed": difference.packed,
            "here": difference.here,
            "help": difference.help,
        })
    });
    let value = json!({
        "format": "risklog-verify/1",
        "result": report.verdict().word(),
        "reason": report.reason(),
        "pack": {
            "project": pack.project,
            "classification": pack.classification,
            "range": {"from": pack.from, "to": pack.to},
            "commits": pack.commits,
            "files": pack.files,
            "as_of": pack.as_of,
            "for": pack.audience,
            "version": pack.version,
            "manifest_sha256": pack.manifest_sha256,
        },
        "mainline": report.mainline,
        "checks": checks.collect::<Vec<_>>(),
        "differences": differences.collect::<Vec<_>>(),
        "notes": report.notes,
        "not_checked": report.not_checked,
        "version": report.version,
    });
    super::write(&super::hidden(value, &report.veil))
}
