//! A risk assessment as plain values, and the one function that writes it.

use std::fmt::Write as _;

use super::random::{Random, day};

/// The tools with the prefix of their ids and the number of their printed risks.
pub const TOOLS: [(&str, &str, usize); 5] = [("3.2", "SP", 11), ("3.3", "LA", 7), ("3.4", "CJ", 19), ("3.5", "RC", 7), ("3.6", "PA", 12)];
/// The roles of the project.
pub const ROLES: [&str; 4] = ["programme_officer", "project_coordinator", "head_of_office", "me_officer"];
const LEVELS: [&str; 3] = ["low", "medium", "high"];
const STATUSES: [&str; 3] = ["planned", "in_progress", "in_place"];
const RIGHTS: [&str; 5] = ["fair_trial", "liberty_and_security", "life", "movement", "freedom_from_torture"];
/// Risks of a document at its beginning.
pub const RISKS: usize = 19;

/// A risk assessment.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its number, from 0.
    pub number: usize,
    /// The folder below `risks` that it lies in.
    pub region: usize,
    /// Where its lines are broken: another width says nothing else.
    pub width: usize,
    /// How often somebody left a comment.
    pub comments: usize,
    /// The day on which it was made.
    pub made: i64,
    /// Its rows.
    pub risks: Vec<Risk>,
    /// Its reviews.
    pub reviews: Vec<Review>,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Risk {
    pub id: String,
    pub statement: String,
    pub likelihood: usize,
    pub impact: usize,
    pub rated_on: i64,
    pub identified_on: Option<i64>,
    pub rationale: String,
    pub evidence: Vec<(String, i64)>,
    pub owner: &'static str,
    pub actions: Vec<Action>,
    pub rights: &'static str,
}

/// An action.
#[derive(Debug, Clone)]
pub struct Action {
    pub action: String,
    pub due: i64,
    pub status: usize,
}

/// A review.
#[derive(Debug, Clone)]
pub struct Review {
    pub round: String,
    pub day: i64,
    pub outcome: String,
}

impl Document {
    /// Makes a document: of the first five, one a tool, each holds the printed risks.
    #[must_use]
    pub fn new(number: usize, made: i64, random: &mut Random) -> Self {
        let (_, prefix, printed) = TOOLS[number % TOOLS.len()];
        let printed = if number < TOOLS.len() { printed } else { 0 };
        let id = |place: usize| match place < printed {
            true => format!("{prefix}-{:02}", place + 1),
            false => format!("{prefix}-U{:02}", number / TOOLS.len() * RISKS + place + 1),
        };
        let risks = (0..RISKS).map(|place| Risk::new(id(place), made, random)).collect();
        Self { number, region: number % 40, width: 100, comments: 0, made, risks, reviews: Vec::new() }
    }

    /// Returns the path of its file.
    #[must_use]
    pub fn path(&self) -> String {
        format!("risks/region-{:02}/{}-{:05}.yaml", self.region, TOOLS[self.number % TOOLS.len()].0, self.number)
    }

    /// Writes the file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(16 * 1024);
        let (tool, ..) = TOOLS[self.number % TOOLS.len()];
        let number = self.number;
        put(&mut text, format_args!("schema: risklog/1\nkind: risk_assessment\ntool: \"{tool}\"\nscope: unit {number:05}\n"));
        put(&mut text, format_args!("title: Assessment of unit {number:05}\nassessed_on: {}\n", day(self.made)));
        (0..self.comments).for_each(|place| put(&mut text, format_args!("# looked through, round {}\n", place + 1)));
        text.push_str("\nrisks:\n");
        for risk in &self.risks {
            risk.write(&mut text, self.width);
            text.push('\n');
        }
        if !self.reviews.is_empty() {
            text.push_str("reviews:\n");
        }
        for review in &self.reviews {
            let (round, date, outcome) = (&review.round, day(review.day), &review.outcome);
            put(
                &mut text,
                format_args!("  - {{round: {round}, date: {date}, covers: all, reviewed_by: [me_officer], outcome: {outcome}}}\n"),
            );
        }
        text
    }
}

impl Risk {
    /// Makes a risk that is rated from its first day.
    #[must_use]
    pub fn new(id: String, made: i64, random: &mut Random) -> Self {
        let identified_on = id.contains("-U").then_some(made);
        let action = |random: &mut Random| Action { action: random.sentence(9), due: made + 400, status: random.below(3) };
        let actions = (0..1 + random.below(2)).map(|_| action(random)).collect();
        Self {
            id,
            statement: random.sentence(22),
            likelihood: random.below(3),
            impact: random.below(3),
            rated_on: made,
            identified_on,
            rationale: random.sentence(16),
            evidence: Vec::new(),
            owner: random.of(&ROLES),
            actions,
            rights: random.of(&RIGHTS),
        }
    }

    fn write(&self, text: &mut String, width: usize) {
        put(text, format_args!("  - id: {}\n", self.id));
        if let Some(identified) = self.identified_on {
            put(text, format_args!("    identified_on: {}\n", day(identified)));
        }
        folded(text, "statement", &self.statement, width);
        put(text, format_args!("    likelihood: {}\n    impact: {}\n", LEVELS[self.likelihood], LEVELS[self.impact]));
        put(text, format_args!("    rated_on: {}\n", day(self.rated_on)));
        folded(text, "rationale", &self.rationale, width);
        if !self.evidence.is_empty() {
            text.push_str("    evidence:\n");
        }
        for (reference, date) in &self.evidence {
            let date = day(*date);
            put(text, format_args!("      - {{ref: {reference}, kind: monitoring, date: {date}, title: Summary of visits}}\n"));
        }
        put(text, format_args!("    owner: {}\n    mitigation:\n", self.owner));
        for (place, action) in self.actions.iter().enumerate() {
            let (id, due, status) = (place + 1, day(action.due), STATUSES[action.status]);
            let what = &action.action;
            put(text, format_args!("      - {{id: M{id}, action: {what}, owner: me_officer, due: {due}, status: {status}}}\n"));
        }
        put(text, format_args!("    rights_at_stake: [{}]\n", self.rights));
    }
}

/// Writes a sentence as a folded block, its lines broken at a width.
fn folded(text: &mut String, key: &str, sentence: &str, width: usize) {
    put(text, format_args!("    {key}: >-\n     "));
    let mut column = 5;
    for word in sentence.split(' ') {
        if column > 6 && column + word.len() >= width {
            text.push_str("\n     ");
            column = 5;
        }
        text.push(' ');
        text.push_str(word);
        column += word.len() + 1;
    }
    text.push('\n');
}

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    text.write_fmt(what).expect("a text takes what is written into it");
}

/// Writes the manifest of the project.
#[must_use]
pub fn manifest(starts: i64) -> String {
    let mut text = String::new();
    let (start, end) = (day(starts), day(starts + 12_000));
    put(
        &mut text,
        format_args!(
            "schema: risklog/1\nkind: project\nid: XA-BENCH-01\ntitle: A project to measure with\ncountries: [\"XA\"]\nstarts: {start}\n\
             ends: {end}\nstage: implementation\nclassification: confidential\ntoolkit: {{edition: unodc-2021}}\nroles:\n"
        ),
    );
    for role in ROLES {
        put(&mut text, format_args!("  {role}: The function {}\n", role.replace('_', " ")));
    }
    put(&mut text, format_args!("reviews: {{frequency: annual, first_period_starts: {start}, grace_days: 30}}\n"));
    text
}
