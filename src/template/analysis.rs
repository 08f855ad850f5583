//! Tools 2.1 to 2.6: questions with what was found; for 2.5 also the decision on supporting security forces.

use super::head::head;
use super::text::{sentence, value};
use super::{Form, Particulars, Setting};
use crate::toolkit::Tool;

const HOW: &str = "\
How to fill it in: one row for each question, with what was found, how sure the team is (confidence: high, medium or low) and \
the sources. The first question is a suggestion: reword it, and add your own rows with the next number.";

const DECISION: &str = "
# The decision on support, with the reasons and the measures that go with it.
due_diligence:
  recipient:  # the unit, never a person
  support:
  measures: []
  decision:  # proceed, proceed_with_measures, withhold, suspend or withdraw
  reason:
  decided_by:  # one of the roles of the manifest
  decided_on:
  review_on:
";

/// Writes the form.
pub(super) fn text(tool: &Tool, particulars: &Particulars, setting: &Setting<'_>) -> String {
    let mut out = head(Form::Tool(tool), (HOW, ""), particulars, setting);
    let ids = (1..).map(|number| format!("SA-{}-{number:02}", tool.number));
    let id = ids.into_iter().find(|id| !particulars.taken.contains(id)).unwrap_or_default();
    out.push_str("completed_on:\nvalid_until:\n\nfindings:\n");
    out.push_str(&format!("  - id: {}\n", value(&id)));
    out.push_str(&sentence(4, "question", question(&tool.number)));
    out.push_str("    finding:\n    confidence:\n    sources: []\n    rights_holders: []\n    duty_bearers: []\n");
    if tool.number == "2.5" {
        out.push_str(DECISION);
    }
    out
}

/// A first question, ours: the printed tools are known to the catalogue by their titles only.
fn question(number: &str) -> &'static str {
    match number {
        "2.1" => "Which features of the country bear on trafficking, on smuggling and on the people affected?",
        "2.2" => "Which international instruments bind the State, and with which reservations?",
        "2.3" => "Where does national law live up to these obligations, and where does it fall short?",
        "2.4" => "Which institutions act on trafficking and smuggling, and what are they able to do?",
        "2.5" => "What is known about the conduct of the units that would receive support?",
        _ => "What keeps particular groups of people from their rights in practice?",
    }
}
