//! The project manifest: what is true for all documents of a project, and how strictly they are judged.

use super::{Date, Field, Level, Waiver};
use crate::finding::Severity;

/// How far a project has come; demands grow with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Being planned.
    Design,
    /// Being set up.
    Inception,
    /// Under way.
    Implementation,
    /// Being wound up.
    Closing,
    /// Over.
    Closed,
}

impl Stage {
    /// All words, in their order.
    pub const ALL: [Self; 5] = [Self::Design, Self::Inception, Self::Implementation, Self::Closing, Self::Closed];

    /// Returns the word of the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Inception => "inception",
            Self::Implementation => "implementation",
            Self::Closing => "closing",
            Self::Closed => "closed",
        }
    }
}

/// How often the project looks at its risks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Every three months.
    Quarterly,
    /// Every six months.
    SemiAnnual,
    /// Every twelve months.
    Annual,
}

impl Frequency {
    /// All words, in their order.
    pub const ALL: [Self; 3] = [Self::Quarterly, Self::SemiAnnual, Self::Annual];

    /// Returns the word of the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Quarterly => "quarterly",
            Self::SemiAnnual => "semi_annual",
            Self::Annual => "annual",
        }
    }

    /// Returns the length of a period in months.
    #[must_use]
    pub const fn months(self) -> i32 {
        match self {
            Self::Quarterly => 3,
            Self::SemiAnnual => 6,
            Self::Annual => 12,
        }
    }
}

/// The review rhythm.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewPlan {
    /// How often.
    pub frequency: Field<Frequency>,
    /// The day on which the first period begins; the start of the project unless said.
    pub first_period_starts: Field<Date>,
    /// Days after a period in which its review may still be held.
    pub grace_days: u32,
}

/// A day in the project's life that people refer to by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Where it stands in the list, from 0.
    pub position: usize,
    /// Its name.
    pub name: String,
    /// Its day.
    pub date: Field<Date>,
    /// The git tag that marks it.
    pub tag: Option<String>,
}

impl Milestone {
    /// Returns the names of the tags that may mark it, the better one first: the tag that the manifest names, and the milestone's own name.
    pub fn tag_names(&self) -> impl Iterator<Item = &str> {
        let named = self.tag.as_deref().filter(|tag| *tag != self.name);
        named.into_iter().chain([self.name.as_str()])
    }
}

/// The two readings of the form's sentence about when a strategy is needed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MitigationReading {
    /// Needed where likelihood or impact is medium or high: eight of nine cells.
    #[default]
    Either,
    /// Needed where likelihood and impact are both medium or high: four of nine cells.
    Both,
}

impl MitigationReading {
    /// All words, in their order.
    pub const ALL: [Self; 2] = [Self::Either, Self::Both];

    /// Returns the word of the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Either => "either",
            Self::Both => "both",
        }
    }

    /// Says whether this reading asks for a mitigation strategy at a rating.
    #[must_use]
    pub fn requires(self, likelihood: Level, impact: Level) -> bool {
        let (likelihood, impact) = (likelihood >= Level::Medium, impact >= Level::Medium);
        match self {
            Self::Either => likelihood || impact,
            Self::Both => likelihood && impact,
        }
    }
}

/// The project's own words for high, medium and low; the toolkit has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScaleWords {
    /// What high means here.
    pub high: Option<String>,
    /// What medium means here.
    pub medium: Option<String>,
    /// What low means here.
    pub low: Option<String>,
}

impl ScaleWords {
    /// Returns the project's words for a level.
    #[must_use]
    pub fn of(&self, level: Level) -> Option<&str> {
        match level {
            Level::High => self.high.as_deref(),
            Level::Medium => self.medium.as_deref(),
            Level::Low => self.low.as_deref(),
        }
    }
}

/// How the project rates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Criteria {
    /// When a mitigation strategy is needed.
    pub mitigation_required_when: MitigationReading,
    /// Words for likelihood.
    pub likelihood: ScaleWords,
    /// Words for impact.
    pub impact: ScaleWords,
}

/// A severity as the manifest can set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeverityWord {
    /// The rule is silent.
    Off,
    /// The rule speaks at this level.
    On(Severity),
}

/// How authors are named in logs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Authors {
    /// Not at all.
    Hide,
    /// By role, where the account is a role's.
    Role,
    /// As the commit says, after `.mailmap`.
    #[default]
    Name,
}

impl Authors {
    /// All words, in their order.
    pub const ALL: [Self; 3] = [Self::Hide, Self::Role, Self::Name];

    /// Returns the word of the file and the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hide => "hide",
            Self::Role => "role",
            Self::Name => "name",
        }
    }
}

/// A function in the project; never a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The key that documents use.
    pub key: String,
    /// The function in words.
    pub title: String,
}

/// The manifest, `risklog.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Project {
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: String,
    /// ISO 3166-1 codes.
    pub countries: Vec<String>,
    /// First day.
    pub starts: Field<Date>,
    /// Last day.
    pub ends: Field<Date>,
    /// How far it is.
    pub stage: Field<Stage>,
    /// Marking.
    pub classification: Option<String>,
    /// Edition of the toolkit.
    pub edition: Option<String>,
    /// Files with more risks under prefixes of their own.
    pub overlays: Vec<String>,
    /// Functions that documents may name.
    pub roles: Vec<Role>,
    /// Review rhythm.
    pub reviews: ReviewPlan,
    /// Named days.
    pub milestones: Vec<Milestone>,
    /// How it rates.
    pub criteria: Criteria,
    /// Severities set by the project, by rule name.
    pub severities: Vec<(String, SeverityWord)>,
    /// Globs of its documents, relative to its root; empty means the usual folders.
    pub documents: Vec<String>,
    /// How logs name authors.
    pub authors: Option<Authors>,
    /// Rules silenced for the manifest.
    pub waivers: Vec<Waiver>,
}

impl Project {
    /// Says whether a key is one of the project's roles.
    #[must_use]
    pub fn has_role(&self, key: &str) -> bool {
        self.roles.iter().any(|role| role.key == key)
    }

    /// Returns the stage in force; a project that does not say it is judged as in implementation.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage.get().unwrap_or(Stage::Implementation)
    }
}
