//! The catalogue: editions of the toolkit with their tools, printed risks, topics, rights and people, in our own words.

mod advocacy;
mod checklist;
mod edition;
mod entry;
mod language;
mod overlay;
mod shelf;
mod translation;

use std::sync::LazyLock;

pub use advocacy::AdvocacyExample;
pub use checklist::{Checklist, ChecklistItem};
pub use edition::Edition;
pub use entry::{Instrument, PrintedRisk, Right, Slug, Tool, Topic};
pub use language::Language;
pub use overlay::OwnPrefix;
pub use translation::{LanguageError, Translated};

/// The edition that documents mean when they name none.
pub const DEFAULT_EDITION: &str = "unodc-2021";

static UNODC_2021: LazyLock<Edition> =
    LazyLock::new(|| shelf::UNODC_2021.edition().expect("the catalogue is well formed because a test reads it"));

/// Returns an edition by its id; `None` where the program does not ship it.
#[must_use]
pub fn edition(id: &str) -> Option<&'static Edition> {
    editions().into_iter().find(|edition| edition.id == id)
}

/// Returns the edition that documents mean when they name none.
#[must_use]
pub fn default_edition() -> &'static Edition {
    &UNODC_2021
}

/// Returns every edition that the program ships.
#[must_use]
pub fn editions() -> [&'static Edition; 1] {
    [&UNODC_2021]
}

#[cfg(test)]
mod tests;
