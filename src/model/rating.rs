//! Likelihood and impact: the three words of the form, blank, and what a change of them is called.

use super::Field;

/// The form's three words, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
}

impl Level {
    /// All levels, the highest first, as the form prints them.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// Returns the word as the form prints it, in lower case.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }

    /// Reads the exact word; anything else is not a level.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }
}

/// Likelihood and impact of one risk: the current rating, with the measures already in place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rating {
    /// How likely it is.
    pub likelihood: Field<Level>,
    /// How much harm it would do.
    pub impact: Field<Level>,
}

impl Rating {
    /// Says whether both cells are blank: nobody has rated it yet.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        self.likelihood.is_blank() && self.impact.is_blank()
    }

    /// Returns both levels, where both can be read.
    #[must_use]
    pub fn levels(&self) -> Option<(Level, Level)> {
        Some((self.likelihood.get()?, self.impact.get()?))
    }

    /// Says whether a part is known to be medium or high.
    #[must_use]
    pub fn is_medium_or_high(&self) -> bool {
        self.parts().any(|level| level >= Level::Medium)
    }

    /// Says whether a part is known to be high.
    #[must_use]
    pub fn has_high(&self) -> bool {
        self.parts().any(|level| level == Level::High)
    }

    fn parts(&self) -> impl Iterator<Item = Level> {
        [self.likelihood.get(), self.impact.get()].into_iter().flatten()
    }
}
