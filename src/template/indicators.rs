//! Tools 4.3.1 to 4.3.5: what is measured. The catalogue knows these tools by number and title only, so that the list begins empty.

use super::head::head;
use super::{Form, Particulars, Setting};
use crate::toolkit::Tool;

const HOW: &str = "\
How to fill it in: one row for each indicator. type is structure, process, output, outcome or impact; unit is persons where people \
are counted. A cell that counts fewer than ten people is refused: it could be recognised who they are.";

/// Writes the form.
pub(super) fn text(tool: &Tool, particulars: &Particulars, setting: &Setting<'_>) -> String {
    let head = head(Form::Tool(tool), (HOW, ""), particulars, setting);
    format!(
        "\
{head}
indicators:
  # To begin, delete the # and the space behind it in the lines of this example.
  # - id: IND-{number}-01
  #   statement: What is counted or observed
  #   type: output
  #   unit: persons
  #   baseline:
  #     value: 0
  #     date: {today}
  #   target:
  #     value:
  #     date:
  #   disaggregated_by: []
  #   source: Where the numbers come from
  #   responsible: me_officer
",
        number = tool.number,
        today = setting.today,
    )
}
