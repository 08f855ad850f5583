//! The lines of a document's fields as text for git to compare.

use super::Untrusted;
use crate::report::FieldLine;

/// Writes one line a field. What a value hides in escapes stays escaped: git shows the text on a terminal.
#[must_use]
pub fn fields(lines: &[FieldLine]) -> String {
    let line = |field: &FieldLine| {
        let (place, value) = (Untrusted::new(&field.place()).terminal(), Untrusted::new(&field.value).terminal());
        if field.value.is_empty() { format!("{place}:\n") } else { format!("{place}: {value}\n") }
    };
    lines.iter().map(line).collect()
}
