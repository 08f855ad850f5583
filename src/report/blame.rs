//! What `blame` has to say: field by field, who last set it, when it was judged and recorded, and why.

use super::PointInTime;
use crate::diff::{self, Facts};
use crate::history::{Boundary, Changelog, Entry, Person, Proposal, Step};
use crate::model::Risk;
use crate::privacy::Veil;
use crate::questions::{DocumentName, SetBy, Track};

/// Fields that are told first, in this order; the others follow by name.
const FIRST: [&str; 13] = [
    "likelihood",
    "impact",
    "rated_on",
    "rationale",
    "evidence.",
    "residual.",
    "status",
    "status_reason",
    "what_happened",
    "statement",
    "public_statement",
    "owner",
    "mitigation.",
];

/// Who last set what.
#[derive(Debug, Clone)]
pub struct BlameReport {
    /// The project's id, where it can be read.
    pub project: Option<String>,
    /// Its marking.
    pub classification: Option<String>,
    /// The state whose fields are told.
    pub at: PointInTime,
    /// What was asked for.
    pub about: Blamed,
    /// The document's own fields, where a file was asked for.
    pub document: Option<BlameSection>,
    /// The risks, in the order of the file.
    pub risks: Vec<BlameSection>,
    /// Where the history that was read ends.
    pub boundary: Boundary,
    /// The command that makes it again.
    pub command: String,
    /// What takes personal data out of what is shown.
    pub veil: Veil,
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blamed {
    /// A risk.
    Risk(String),
    /// A file, and which document it is.
    File(String, DocumentName),
}

/// The fields of one risk or document.
#[derive(Debug, Clone)]
pub struct BlameSection {
    /// The risk; nothing for a document.
    pub id: String,
    /// Its tool.
    pub tool: String,
    /// Its title.
    pub title: String,
    /// The commit that brought it back after it was removed, and when; the commit is missing where it is not committed.
    pub returned: Option<(Option<String>, Option<String>)>,
    /// Its fields: rating first.
    pub fields: Vec<BlameField>,
}

/// One field.
#[derive(Debug, Clone)]
pub struct BlameField {
    /// Its path (`likelihood`, `mitigation.M1.status`).
    pub path: String,
    /// Its value and the step that set it.
    pub set: SetBy,
    /// Who wrote the mainline commit.
    pub author: Person,
    /// Who brought it in.
    pub committer: Person,
    /// First line of the message.
    pub subject: String,
    /// Tags on the commit.
    pub tags: Vec<String>,
    /// Whether the commit is a merge.
    pub is_merge: bool,
    /// Whether the merge itself brought the value, which no commit of its branch had.
    pub by_merge: bool,
    /// The commits that proposed the value; the commit itself where it is no merge.
    pub proposed_by: Vec<Proposal>,
}

/// What is asked: a risk, or the own fields of a document.
#[derive(Debug, Clone, Copy)]
enum Of<'a> {
    Risk(&'a str),
    Document(&'a str),
}

impl BlameSection {
    /// Tells the fields of a risk.
    #[must_use]
    pub fn of_risk(risk: &Risk, tool: &str, title: String, track: &Track, log: &Changelog) -> Self {
        Self { id: risk.id.clone(), tool: tool.to_owned(), title, ..Self::new(Of::Risk(&risk.id), track, log) }
    }

    /// Tells the own fields of a document.
    #[must_use]
    pub fn of_document(name: &DocumentName, track: &Track, log: &Changelog) -> Self {
        let identity = format!("{} {}", name.0, name.1);
        Self::new(Of::Document(&identity), track, log)
    }

    fn new(of: Of<'_>, track: &Track, log: &Changelog) -> Self {
        let mut fields: Vec<BlameField> = track.fields.iter().map(|(path, set)| field(of, path, set, log)).collect();
        fields.sort_by_key(|field| (rank(&field.path), field.path.clone()));
        Self {
            id: String::new(),
            tool: String::new(),
            title: String::new(),
            returned: track.returned.as_ref().map(|step| (step.commit.clone(), step.recorded.clone())),
            fields,
        }
    }
}

fn rank(path: &str) -> usize {
    let is_of = |name: &str| if name.ends_with('.') { path.starts_with(name) } else { path == name };
    FIRST.iter().position(|name| is_of(name)).unwrap_or(FIRST.len())
}

fn field(of: Of<'_>, path: &str, set: &SetBy, log: &Changelog) -> BlameField {
    let mut told = BlameField {
        path: path.to_owned(),
        set: set.clone(),
        author: Person::default(),
        committer: Person::default(),
        subject: String::new(),
        tags: Vec::new(),
        is_merge: false,
        by_merge: false,
        proposed_by: Vec::new(),
    };
    let Some(entry) = log.entries.iter().find(|entry| entry.commit == set.step.commit).filter(|_| !set.step.is_edge) else { return told };
    told.author = entry.author.clone();
    told.committer = entry.committer.clone();
    told.subject.clone_from(&entry.subject);
    told.tags.clone_from(&entry.tags);
    told.is_merge = entry.is_merge;
    (told.proposed_by, told.by_merge) = match of {
        _ if !entry.is_merge => (entry.proposed_by.clone(), false),
        Of::Risk(id) => proposed(entry, id, path, set),
        Of::Document(identity) => {
            let of_branch = entry.proposed_by.iter().filter(|proposal| proposal.documents.iter().any(|name| name == identity));
            (of_branch.cloned().collect(), false)
        }
    };
    told
}

/// Returns the commit of the branch that last gave a field its value; where none did, what is known of who touched the risk, and
/// whether the merge itself brought the value.
fn proposed(entry: &Entry, id: &str, path: &str, set: &SetBy) -> (Vec<Proposal>, bool) {
    let gives = |step: &&Step| {
        step.changes.iter().filter(|change| change.id == id).any(|change| {
            let facts = change.risk.as_ref().map(|risk| risk.as_ref().map(diff::facts_of));
            let value = |facts: &Option<Facts>| facts.as_ref().and_then(|facts| facts.get(path)).cloned().unwrap_or_default();
            // A part of the rating that is blank comes with the risk.
            let is_new = facts.before.is_none() || value(&facts.before) != set.value;
            is_new && value(&facts.after) == set.value
        })
    };
    if let Some(step) = entry.steps.iter().rfind(gives) {
        let known = entry.proposed_by.iter().find(|proposal| proposal.commit.as_deref() == Some(&step.commit)).cloned();
        let proposal = known.unwrap_or_else(|| Proposal {
            commit: Some(step.commit.clone()),
            author: step.author.clone(),
            date: Some(step.date.clone()),
            subject: step.subject.clone(),
            risks: vec![id.to_owned()],
            documents: Vec::new(),
        });
        return (vec![proposal], false);
    }
    let by_merge = entry.changes.iter().any(|change| change.id == id && change.by_merge);
    let touching = entry.proposed_by.iter().filter(|proposal| proposal.risks.iter().any(|risk| risk == id));
    (touching.filter(|proposal| !by_merge || proposal.commit == entry.commit).cloned().collect(), by_merge)
}
