//! The answers of an audit: those of the example's story, worked out by hand from its files, and those of odd histories.

mod days;
mod expected;
mod odd;
mod range;
mod story;

use std::path::Path;

use serde_json::Value;

use crate::support::{Ran, risklog};

/// Runs the audit of a folder, as JSON.
fn audit(folder: &Path, args: &[&str]) -> Ran {
    risklog(folder).args(["audit", "--format", "json"]).args(args).run()
}

/// Says where an output does not have the shape of its schema.
fn misfits(folder: &Path, report: &Value) -> Vec<String> {
    let schema = risklog(folder).args(["schema", "output-audit"]).run().json();
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    validator.iter_errors(report).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is a list, not {}", value[key]))
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

fn words(value: &Value) -> String {
    let words: Vec<&str> = value.as_array().map(Vec::as_slice).unwrap_or_default().iter().filter_map(Value::as_str).collect();
    if words.is_empty() { "-".to_owned() } else { words.join("+") }
}

/// `high>medium`
fn pair(value: &Value) -> String {
    format!("{}>{}", word(&value["before"]), word(&value["after"]))
}

/// The ids of the risks of an answer, in its order.
fn ids<'a>(report: &'a Value, key: &str) -> Vec<&'a str> {
    list(report, key).iter().map(|row| word(&row["id"])).collect()
}
