//! A path inside a document: keys and positions from its root. The one way in which the program names a place.

use std::fmt;

/// One step of a route.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into an entry of a list, counted from 0.
    Index(usize),
}

/// Keys and positions from the root of a document; the empty route is the document itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Vec<Step>);

impl Route {
    /// Returns the route of the document itself.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Returns the route one key further.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Key(key.to_owned()));
        Self(steps)
    }

    /// Returns the route one list entry further.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Index(index));
        Self(steps)
    }

    /// Returns the steps from the root.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Returns the route without its last step; the root has none.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, rest) = self.0.split_last()?;
        Some(Self(rest.to_vec()))
    }

    /// Returns the last key on the route.
    #[must_use]
    pub fn last_key(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
    }

    /// Says whether this route is `other` or lies below it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// Reads a JSON Pointer (RFC 6901); a segment of digits only is a position.
    #[must_use]
    pub fn from_pointer(pointer: &str) -> Self {
        let step = |segment: &str| match segment.parse::<usize>() {
            Ok(index) => Step::Index(index),
            Err(_) => Step::Key(segment.replace("~1", "/").replace("~0", "~")),
        };
        Self(pointer.split('/').skip(1).map(step).collect())
    }

    /// Writes the route as a JSON Pointer (RFC 6901).
    #[must_use]
    pub fn to_pointer(&self) -> String {
        self.0.iter().fold(String::new(), |mut pointer, step| {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
            pointer
        })
    }
}

impl fmt::Display for Route {
    /// Writes `risks[3].likelihood`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if place == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_comes_back_as_it_went() {
        for pointer in ["", "/risks/3/likelihood", "/x~1y/~0z"] {
            assert_eq!(Route::from_pointer(pointer).to_pointer(), pointer);
        }
    }

    #[test]
    fn people_read_dots_and_brackets() {
        assert_eq!(Route::root().key("risks").index(3).key("owner").to_string(), "risks[3].owner");
    }
}
