//! The one word for two states of the same thing.

/// What something was and what it became.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change<T> {
    /// The earlier state.
    pub before: T,
    /// The later state.
    pub after: T,
}

impl<T> Change<T> {
    /// Pairs two states.
    pub const fn new(before: T, after: T) -> Self {
        Self { before, after }
    }

    /// Borrows both states.
    pub const fn as_ref(&self) -> Change<&T> {
        Change { before: &self.before, after: &self.after }
    }

    /// Applies a function to both states.
    pub fn map<U>(self, mut with: impl FnMut(T) -> U) -> Change<U> {
        Change { before: with(self.before), after: with(self.after) }
    }
}

impl<T: PartialEq> Change<T> {
    /// Says whether the two states differ.
    pub fn differs(&self) -> bool {
        self.before != self.after
    }
}
