//! The form of Tools 3.2 to 3.6: every printed risk, both ratings blank, with the toolkit's hints as notes.

use super::head::head;
use super::text::{list, note, references, sentence, value};
use super::{Form, Particulars, Setting};
use crate::toolkit::{PrintedRisk, Tool};

const HOW: &str = "\
How to fill it in: behind likelihood and impact stands high, medium or low; they stay blank until somebody has judged the risk. \
`risklog rate ID` asks for them and writes them down. A risk that does not apply here stays in the table: \
`risklog not-applicable ID`. A risk that the form does not print: `risklog add`. A mitigation stands below the impact of its risk, \
like this:";

const EXAMPLE: &str = "\
#     mitigation:
#       - action: What is done, by whom and for whom.
#         owner: project_coordinator
#         due: DAY
";

/// Writes the form.
pub(super) fn text(tool: &Tool, particulars: &Particulars, setting: &Setting<'_>) -> String {
    let example = EXAMPLE.replace("DAY", &setting.today.to_string());
    let mut out = head(Form::Tool(tool), (HOW, &example), particulars, setting);
    out.push_str(&format!("assessed_on:  # the day of the assessment, such as {}\n\nrisks:\n", setting.today));
    let is_here = |risk: &&PrintedRisk| !particulars.taken.contains(&risk.id);
    let printed: Vec<String> = setting.words.edition.risks_of(&tool.number).filter(is_here).map(|printed| risk(printed, setting)).collect();
    if printed.is_empty() {
        out.push_str(&note(
            2,
            "Every printed risk of this tool stands in another file of the project. `risklog add` writes your own here.",
        ));
    }
    out.push_str(&printed.join("\n"));
    out
}

fn risk(risk: &PrintedRisk, setting: &Setting<'_>) -> String {
    let title = setting.words.title(&risk.id, &risk.title);
    let mut out = match &risk.overlay {
        None => note(2, &format!("{}. {title}", risk.number)),
        Some(overlay) => note(2, &format!("{title} ({overlay})")),
    };
    let statement = setting.words.statement(&risk.id, &risk.statement);
    if statement != risk.statement {
        out.push_str(&note(2, statement));
    }
    if !risk.mitigation_hint.is_empty() {
        out.push_str(&note(2, &format!("{}: {}", setting.label("mitigation_hint", "Hint for the mitigation"), risk.mitigation_hint)));
    }
    out.push_str(&references(&risk.references, setting));
    out.push_str(&format!("  - id: {}\n", value(&risk.id)));
    out.push_str(&sentence(4, "statement", &risk.statement));
    out.push_str("    likelihood:\n    impact:\n");
    for (key, slugs) in [("topics", &risk.topics), ("rights_at_stake", &risk.rights_at_stake), ("rights_holders", &risk.rights_holders)] {
        if !slugs.is_empty() {
            out.push_str(&format!("    {key}: {}\n", list(slugs)));
        }
    }
    out
}
