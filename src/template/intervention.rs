//! The planning form of one activity: the change it is meant to bring, the theory behind it, and the tools that were used.

use super::head::head;
use super::text::quoted;
use super::{Form, Particulars, Setting};

const HOW: &str = "\
How to fill it in: say in expected_change, in 150 words at most, what will be different for whom. The three questions on the theory \
of change are answered with yes, in_part or no, and a note. Under tools stand the numbers, in quotes, of the tools that were used.";

/// Writes the form.
pub(super) fn text(particulars: &Particulars, setting: &Setting<'_>) -> String {
    let mut out = head(Form::Intervention, (HOW, ""), particulars, setting);
    let countries: Vec<String> = setting.countries.iter().map(|code| quoted(code)).collect();
    out.push_str(&format!(
        "\
period:
  from:
  to:
countries: [{}]

# What is done, with whom and where.
intervention:

# What will be different, and for whom.
expected_change:

theory_of_change:
  ref:  # where the theory of change is kept
  # Have the entry points changed?
  entry_points_changed:
    answer:
    note:
  # Are there new risks? List them by id, such as CJ-U01.
  new_risks:
    answer:
    note:
    risks: []
  # Do the assumptions still hold?
  assumptions_relevant:
    answer:
    note:

mainstreaming:
  tools: []
  how:
",
        countries.join(", "),
    ));
    out
}
