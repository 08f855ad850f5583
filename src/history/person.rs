//! How a log names people: not at all, by role, or as the commit says.

use super::Person;
use crate::git::Stamp;
use crate::model::{Authors, Project};

/// Names people the way a log was asked to.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    authors: Authors,
    with_email: bool,
    roles: Vec<String>,
}

impl Naming {
    /// Takes what was asked for, else what the manifest says, else names. Addresses show only where names were asked for.
    #[must_use]
    pub fn of(project: Option<&Project>, asked: Option<Authors>) -> Self {
        Self {
            authors: asked.or_else(|| project.and_then(|project| project.authors)).unwrap_or_default(),
            with_email: asked == Some(Authors::Name),
            roles: project.map(|project| project.roles.iter().map(|role| role.key.clone()).collect()).unwrap_or_default(),
        }
    }

    /// Names the person of a stamp.
    #[must_use]
    pub fn person(&self, stamp: &Stamp) -> Person {
        let role = self.roles.iter().find(|key| **key == stamp.name).cloned();
        match self.authors {
            Authors::Hide => Person::default(),
            Authors::Role => Person { name: Some(role.clone().unwrap_or_else(|| "role not known".to_owned())), email: None, role },
            Authors::Name => Person { name: Some(stamp.name.clone()), email: self.with_email.then(|| stamp.email.clone()), role },
        }
    }
}
