//! The folders of a project, each with a page that says what belongs there: it keeps the folder in git, and tells whoever
//! comes first how to begin.

/// A folder of documents.
#[derive(Debug, Clone, Copy)]
pub struct Folder {
    /// Its name.
    pub name: &'static str,
    /// What the page in it says.
    pub page: &'static str,
}

/// The folders, in the order in which a team comes to need them.
pub const FOLDERS: [Folder; 7] = [
    Folder {
        name: "analysis",
        page: "\
# Situational analysis (Tools 2.1 to 2.6)

What the team found out about country, law, institutions and people before it judged any risk. One file for each tool:

    risklog new 2.1
",
    },
    Folder {
        name: "planning",
        page: "\
# Planning checklist (Tool 3.1)

The questions to ask while the activity is designed, with what was done about each:

    risklog new 3.1
",
    },
    Folder {
        name: "risks",
        page: "\
# Risk assessments (Tools 3.2 to 3.6)

One file for each table that fits the project: 3.2 strategy and policy, 3.3 legislation, 3.4 criminal justice, 3.5 regional
cooperation, 3.6 protection and assistance. The first command writes the table with every printed risk, still unrated; the
second asks for a rating and writes it down; the third says what is missing:

    risklog new 3.4
    risklog rate CJ-05
    risklog check

Write functions and institutions, never the name of a person, and nothing about a single case.
",
    },
    Folder {
        name: "advocacy",
        page: "\
# Advocacy log (Tool 3.7)

Concerns that partners raise, and what was said in favour of rights and equality. It starts with examples for each topic:

    risklog new 3.7
",
    },
    Folder {
        name: "materials",
        page: "\
# Awareness-raising material (Tool 3.8)

One checklist for each poster, film or leaflet, filled in before it is released:

    risklog new 3.8
",
    },
    Folder {
        name: "interventions",
        page: "\
# Activities (the planning form)

One file for each activity: the change it is meant to bring, and how rights and gender equality are part of it:

    risklog new intervention
",
    },
    Folder {
        name: "indicators",
        page: "\
# Indicators (4.3.1 to 4.3.5)

What is measured to see whether the change comes. One file for each area, beside the risk table with the same subject:

    risklog new 4.3.3
",
    },
];
