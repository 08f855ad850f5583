//! SARIF 2.1.0: one run with every rule, its findings as results, those that a waiver silences as suppressed results, and
//! what could not be looked at as notifications of a run that did not succeed.

use serde_json::{Map, Value, json};

use super::escape::Untrusted;
use super::json;
use crate::finding::Severity;
use crate::report::{CiReport, Gap, ToldFinding, ToldRelated, ToldWaived};
use crate::rules::{self, Rule};
use crate::source::Region;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The folder that the paths are relative to.
const ROOT: &str = "%SRCROOT%";

/// Writes a log of one run.
pub(super) fn log(report: &CiReport) -> String {
    let rules = rules::all();
    let results = report.findings.iter().map(|told| result(told, &rules));
    let waived = report.waived.iter().map(|told| suppressed(told, &rules));
    let notifications: Vec<Value> = report.gaps.iter().map(notification).collect();
    json::write(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "risklog",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|known| rule(known)).collect::<Vec<_>>(),
            }},
            // Two uploads of one commit, of a check and of a comparison, must not replace each other.
            "automationDetails": {"id": format!("risklog-{}/", report.command)},
            "invocations": [{"executionSuccessful": !report.is_incomplete(), "toolExecutionNotifications": notifications}],
            "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
            "columnKind": "unicodeCodePoints",
            "results": results.chain(waived).collect::<Vec<_>>(),
            "properties": {
                "verdict": message(&report.verdict),
                "incomplete": report.is_incomplete(),
                "waived": report.waived.len(),
                "classification": report.classification,
            },
        }],
    }))
}

/// Describes a rule. Its texts are ours.
fn rule(rule: &Rule) -> Value {
    let Rule { name, checks, why, bad, good, .. } = rule;
    let lines = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
    let plain = format!("{checks}\nWhy: {why}\nNot so:\n{}But so:\n{}", lines(bad), lines(good));
    let fenced = |text: &str| format!("```yaml\n{text}\n```");
    let markdown = format!("{checks}\n\n**Why:** {why}\n\nNot so:\n\n{}\n\nBut so:\n\n{}\n", fenced(bad), fenced(good));
    let level = rule.levels.implementation.map_or("none", level);
    json!({
        "id": name,
        "shortDescription": {"text": checks},
        "fullDescription": {"text": format!("{checks} {why}")},
        "help": {"text": plain, "markdown": markdown},
        "defaultConfiguration": {"enabled": rule.levels.implementation.is_some(), "level": level},
        "properties": {"tags": [rule.group.words()]},
    })
}

fn result(told: &ToldFinding, rules: &[&Rule]) -> Value {
    let help = told.help.as_ref().map(|help| format!("\nHelp: {}", message(help))).unwrap_or_default();
    let markdown = told.help.as_ref().map(|help| format!("\n\nHelp: {}", Untrusted::new(help).markdown())).unwrap_or_default();
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), told.rule.into());
    if let Some(index) = rules.iter().position(|rule| rule.name == told.rule) {
        result.insert("ruleIndex".to_owned(), index.into());
    }
    result.insert("level".to_owned(), level(told.severity).into());
    let text = format!("{}{help}", message(&told.message));
    result
        .insert("message".to_owned(), json!({"text": text, "markdown": format!("{}{markdown}", Untrusted::new(&told.message).markdown())}));
    result.insert("locations".to_owned(), json!([{"physicalLocation": place(&told.file, told.region)}]));
    if !told.related.is_empty() {
        result.insert("relatedLocations".to_owned(), told.related.iter().enumerate().map(related).collect());
    }
    result.insert("partialFingerprints".to_owned(), json!({"primaryLocationLineHash": told.fingerprint}));
    if let Some(id) = &told.id {
        result.insert("properties".to_owned(), json!({"id": id}));
    }
    Value::Object(result)
}

fn suppressed(told: &ToldWaived, rules: &[&Rule]) -> Value {
    let mut result = result(&told.finding, rules);
    if let Some(keys) = result.as_object_mut() {
        let reason = json!([{"kind": "inSource", "status": "accepted", "justification": message(&told.reason)}]);
        keys.insert("suppressions".to_owned(), reason);
    }
    result
}

fn related((place_in_list, told): (usize, &ToldRelated)) -> Value {
    json!({"id": place_in_list + 1, "message": {"text": message(&told.message)}, "physicalLocation": place(&told.file, told.region)})
}

fn notification(gap: &Gap) -> Value {
    let mut told = Map::new();
    told.insert("level".to_owned(), "error".into());
    told.insert("message".to_owned(), json!({"text": message(&gap.message)}));
    if let Some(file) = &gap.file {
        told.insert("locations".to_owned(), json!([{"physicalLocation": place(file, gap.region)}]));
    }
    Value::Object(told)
}

fn place(file: &str, region: Option<Region>) -> Value {
    let artifact = json!({"uri": Untrusted::new(file).uri(), "uriBaseId": ROOT});
    match region {
        None => json!({"artifactLocation": artifact}),
        Some(Region { start, end }) => json!({"artifactLocation": artifact, "region": {
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        }}),
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn message(text: &str) -> String {
    Untrusted::new(text).message()
}
