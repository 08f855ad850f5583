//! What the oracle knows of a project: documents, risks, and the state that is in force at a commit.

use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Low,
    Medium,
    High,
}

impl Level {
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Open,
    Materialised,
    Closed,
    NotApplicable,
}

impl Status {
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Materialised => "materialised",
            Self::Closed => "closed",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// A mitigation action; its id is the key of `Risk::mitigation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub action: String,
    pub owner: Option<String>,
    pub due: Option<String>,
    pub status: String,
}

impl Action {
    pub fn fields(&self) -> [(&'static str, Option<&str>); 4] {
        [("action", Some(&self.action)), ("owner", self.owner.as_deref()), ("due", self.due.as_deref()), ("status", Some(&self.status))]
    }
}

/// An evidence entry; its ref is the key of `Risk::evidence`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub date: String,
    pub title: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    pub id: String,
    pub statement: String,
    pub likelihood: Option<Level>,
    pub impact: Option<Level>,
    /// `status_reason`, or `what_happened` of a materialised risk.
    pub status: (Status, Option<String>),
    pub rated_on: Option<String>,
    pub rationale: Option<String>,
    pub owner: Option<String>,
    pub identified_on: Option<String>,
    pub evidence: BTreeMap<String, Evidence>,
    pub mitigation: BTreeMap<String, Action>,
}

impl Risk {
    pub fn status_word(&self) -> &'static str {
        self.status.0.word()
    }

    /// Every field as text that is equal exactly when the field is.
    pub fn fields(&self) -> Fields {
        BTreeMap::from([
            ("present", "yes".to_owned()),
            ("statement", self.statement.clone()),
            ("likelihood", format!("{:?}", self.likelihood)),
            ("impact", format!("{:?}", self.impact)),
            ("status", self.status_word().to_owned()),
            ("reason", format!("{:?}", self.status.1)),
            ("rated_on", format!("{:?}", self.rated_on)),
            ("rationale", format!("{:?}", self.rationale)),
            ("owner", format!("{:?}", self.owner)),
            ("identified_on", format!("{:?}", self.identified_on)),
            ("evidence", format!("{:?}", self.evidence)),
            ("mitigation", format!("{:?}", self.mitigation)),
        ])
    }
}

pub type Fields = BTreeMap<&'static str, String>;

/// The names of the fields that differ; an absent risk has no fields.
pub fn changed_fields(before: Option<&Placed>, after: Option<&Placed>) -> BTreeSet<&'static str> {
    let fields = |placed: Option<&Placed>| placed.map(|p| p.risk.fields()).unwrap_or_default();
    match (before, after) {
        (Some(_), None) => BTreeSet::from(["present"]),
        (before, after) => {
            let (before, after) = (fields(before), fields(after));
            let differs = |name: &&&'static str| before.get(**name) != after.get(**name);
            after.keys().filter(differs).copied().collect()
        }
    }
}

/// An entry of `reviews`; without ids it covers all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub round: String,
    pub date: String,
    pub covers: Option<Vec<String>>,
}

/// A risk assessment file.
#[derive(Clone, Debug)]
pub struct Doc {
    /// Known to the oracle alone; tool and scope are as lasting.
    pub key: u32,
    pub tool: &'static str,
    pub scope: Option<String>,
    pub path: String,
    /// Decides layout, quoting and comments: everything that is no content.
    pub style: u64,
    /// How the file is spoilt, when it cannot be read.
    pub broken: Option<usize>,
    /// In file order.
    pub risks: Vec<Risk>,
    pub reviews: Vec<Review>,
}

/// The files of one commit.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub docs: BTreeMap<u32, Doc>,
    pub others: BTreeMap<String, String>,
}

impl Snapshot {
    pub fn holds(&self, id: &str) -> bool {
        self.place_of(id).is_some()
    }

    pub fn place_of(&self, id: &str) -> Option<(u32, &Risk)> {
        self.docs.values().find_map(|doc| {
            let risk = doc.risks.iter().find(|risk| risk.id == id)?;
            Some((doc.key, risk))
        })
    }

    pub fn any_broken(&self) -> bool {
        self.docs.values().any(|doc| doc.broken.is_some())
    }
}

/// A risk and where it stands.
#[derive(Clone, Debug)]
pub struct Placed {
    pub risk: Risk,
    pub path: String,
    pub tool: &'static str,
}

/// What is in force at a commit. The risks of a file that cannot be read stand still.
#[derive(Clone, Debug, Default)]
pub struct Effective {
    pub risks: BTreeMap<String, Placed>,
    /// Unreadable files and the risks that stand still in them.
    pub unreadable: BTreeMap<String, BTreeSet<String>>,
    /// Tool, scope and reviews of every document, readable or not.
    pub documents: BTreeSet<String>,
}

impl Effective {
    pub fn of(snapshot: &Snapshot, first_parent: Option<&Self>) -> Self {
        let mut state = Self::default();
        for doc in snapshot.docs.values() {
            let name = format!("{} {:?} {:?}", doc.tool, doc.scope, doc.reviews);
            state.documents.insert(name);
            if doc.broken.is_none() {
                state.risks.extend(doc.risks.iter().map(|risk| {
                    let placed = Placed { risk: risk.clone(), path: doc.path.clone(), tool: doc.tool };
                    (risk.id.clone(), placed)
                }));
                continue;
            }
            let still = first_parent.into_iter().flat_map(|before| &before.risks);
            let still: Vec<_> = still.filter(|(_, old)| old.path == doc.path).collect();
            let ids = still.iter().map(|(id, _)| (*id).clone()).collect();
            state.unreadable.insert(doc.path.clone(), ids);
            state.risks.extend(still.into_iter().map(|(id, old)| (id.clone(), old.clone())));
        }
        state
    }
}
