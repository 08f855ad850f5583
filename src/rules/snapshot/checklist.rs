//! The questions that the two checklists print, by their ids.

use crate::toolkit::Edition;

/// Returns the ids of the questions that a checklist prints, in their order.
pub(super) fn printed(_edition: &Edition, tool: &str) -> Vec<String> {
    let (prefix, last) = match tool {
        "3.1" => ("PD", 22),
        "3.8" => ("AR", 19),
        _ => return Vec::new(),
    };
    (1..=last).map(|number| format!("{prefix}-{number:02}")).collect()
}
