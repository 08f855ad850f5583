//! The legend of a workbook: what the words mean in this project, and how to fill in the columns.

use super::columns::COLUMNS;
use super::table::Section;
use crate::model::{ActionStatus, Level, Project, Response, ScaleWords, Status};

/// The heading above the roles: the drop-downs for roles look below it.
pub const ROLES: &str = "Roles";
const NOT_SAID: &str = "Not described by the project yet (criteria in risklog.yaml).";

/// Returns the sections of the legend.
#[must_use]
pub fn sections(project: Option<&Project>) -> Vec<Section> {
    let criteria = project.map(|project| project.criteria.clone()).unwrap_or_default();
    let roles =
        project.map(|project| project.roles.iter().map(|role| (role.key.clone(), role.title.clone())).collect()).unwrap_or_default();
    vec![
        scale("Likelihood in this project", &criteria.likelihood),
        scale("Impact in this project", &criteria.impact),
        section(ROLES, roles),
        words("Status", Status::ALL.map(|status| (status.word(), status_words(status)))),
        words("Response", Response::ALL.map(|response| (response.word(), response_words(response)))),
        words("How far an action is", ActionStatus::ALL.map(|status| (status.word(), action_words(status)))),
        words("Columns", COLUMNS.iter().map(|column| (column.title, column.help))),
        words(
            "Good to know",
            [
                ("Blank", "An empty cell is a value of its own: nobody has rated it yet, or nobody has said it."),
                ("A new risk", "Use the first empty row, and leave Id and Exported state blank: the import gives it its id."),
                ("A risk that is over", "Set its status and the reason. Rows that are deleted here stay in the file."),
                ("Back into the files", "risklog import THIS-FILE shows and takes over what was changed; with --dry-run it only shows it."),
            ],
        ),
    ]
}

pub(super) fn scale(heading: &str, scale: &ScaleWords) -> Section {
    section(heading, Level::ALL.map(|level| (level.word().to_owned(), scale.of(level).unwrap_or(NOT_SAID).to_owned())).to_vec())
}

pub(super) fn words<'a>(heading: &str, lines: impl IntoIterator<Item = (&'a str, &'a str)>) -> Section {
    section(heading, lines.into_iter().map(|(word, meaning)| (word.to_owned(), meaning.to_owned())).collect())
}

pub(super) fn section(heading: &str, lines: Vec<(String, String)>) -> Section {
    Section { heading: heading.to_owned(), lines }
}

pub(super) const fn status_words(status: Status) -> &'static str {
    match status {
        Status::Open => "It may happen.",
        Status::Materialised => "It has happened: say what happened, and what was done.",
        Status::Closed => "It is over, or another risk took its place: say why.",
        Status::NotApplicable => "It cannot happen here: say why.",
    }
}

pub(super) const fn response_words(response: Response) -> &'static str {
    match response {
        Response::Mitigate => "Make it less likely or less harmful. This is meant where nothing is said.",
        Response::Avoid => "Do not do what brings it about.",
        Response::Share => "Carry it together with somebody.",
        Response::Accept => "Live with it: on somebody's authority, until a day, for a reason.",
    }
}

pub(super) const fn action_words(status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::Planned => "Not begun.",
        ActionStatus::InProgress => "Begun.",
        ActionStatus::InPlace => "Working.",
        ActionStatus::Dropped => "Given up; it stays in the list.",
    }
}
