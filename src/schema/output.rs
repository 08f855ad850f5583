//! The shape of our own machine formats, as JSON Schemas that ship inside the program.

/// The outputs that have a schema, by the word of `risklog schema output-…`.
const OUTPUTS: [(&str, &str); 5] = [
    ("audit", include_str!("../../schema/output-audit.schema.json")),
    ("check", include_str!("../../schema/output-check.schema.json")),
    ("diff", include_str!("../../schema/output-diff.schema.json")),
    ("changelog", include_str!("../../schema/output-changelog.schema.json")),
    ("toolkit", include_str!("../../schema/output-toolkit.schema.json")),
];

/// Returns the JSON Schema (draft-07) of an output (`audit`, `check`, `diff`, `changelog`, `toolkit`), as text.
#[must_use]
pub fn output_schema(name: &str) -> Option<&'static str> {
    OUTPUTS.iter().find(|(output, _)| *output == name).map(|(_, schema)| *schema)
}

/// Says where an output does not have the shape of its schema.
#[cfg(test)]
pub(crate) fn output_violations(name: &str, output: &serde_json::Value) -> Vec<String> {
    let schema = output_schema(name).expect("an output with a schema");
    let schema = serde_json::from_str(schema).expect("JSON");
    let validator = jsonschema::options().with_draft(jsonschema::Draft::Draft7).build(&schema).expect("a schema");
    validator.iter_errors(output).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_refuses_what_is_no_such_output() {
        for (name, _) in OUTPUTS {
            assert!(!output_violations(name, &serde_json::json!({"format": "risklog-other/1"})).is_empty(), "{name}");
        }
        assert!(output_schema("nothing").is_none());
    }
}
