//! A value as a form holds it: filled in, left blank, or filled with something that cannot be read.

use crate::route::Route;

/// One field of a form. Blank is a value of its own, and an unreadable entry is never taken for another.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field<T> {
    /// The key is not there, or nothing stands behind it.
    #[default]
    Blank,
    /// A value.
    Known(T),
    /// Something else; the text as written.
    Unreadable(String),
}

impl<T> Field<T> {
    /// Returns the value, if there is one that can be read.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Blank | Self::Unreadable(_) => None,
        }
    }

    /// Says whether nothing was filled in.
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// Says whether something stands there that cannot be read.
    pub const fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable(_))
    }
}

impl<T: Copy> Field<T> {
    /// Returns a copy of the value, if there is one that can be read.
    pub fn get(&self) -> Option<T> {
        self.known().copied()
    }
}

/// The route of the entry at `position` of the list under `key`.
pub(super) fn entry(parent: &Route, key: &str, position: usize) -> Route {
    parent.key(key).index(position)
}
