//! The JSON Schemas of what the program prints for machines.

/// Returns the JSON Schema of an output (`check`, `diff`, `changelog`).
#[must_use]
pub fn output_schema(name: &str) -> Option<&'static str> {
    let _ = name;
    None
}
