//! The catalogue in a language: titles, statements and labels, from the overlays of the project first, then from what
//! ships inside the program, then in English. Stored values, ids, keys and rule names have no translation.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use thiserror::Error;

use super::edition::Edition;
use super::language::Language;
use crate::yaml;

/// What an entry or a label is called in a language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) title: Option<String>,
    pub(super) statement: Option<String>,
}

/// Words of one language by entry or label.
pub(super) type Entries = BTreeMap<String, Words>;

/// A language was asked for that the catalogue does not have.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LanguageError {
    /// It is no tag of a language.
    #[error("`{0}` is not the tag of a language")]
    NotATag(String),
    /// Nobody has translated the catalogue into it.
    #[error("the catalogue has no words in the language `{wanted}`")]
    Unknown {
        /// What was asked for.
        wanted: Language,
        /// What there is.
        known: Vec<Language>,
    },
}

/// An edition in a language.
#[derive(Debug, Clone)]
pub struct Translated<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// The language that was asked for.
    pub language: Language,
    /// Where words are looked for, the nearest first.
    layers: Vec<&'a Entries>,
}

impl Edition {
    /// Returns the languages that the catalogue has words in, English first, overlays included.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        let own = self.own_translations.iter().map(|(language, _)| language.clone());
        let all: BTreeSet<Language> = self.shipped().iter().map(|(language, _)| language.clone()).chain(own).collect();
        let english = Language::english();
        std::iter::once(english.clone()).chain(all.into_iter().filter(|language| *language != english)).collect()
    }

    /// Returns the edition in a language; a region falls back to its language (`fr-CA` to `fr`).
    ///
    /// # Errors
    /// Returns an error where the tag is none, or where nobody has translated anything into the language.
    pub fn in_language(&self, wanted: &str) -> Result<Translated<'_>, LanguageError> {
        let language = Language::parse(wanted).ok_or_else(|| LanguageError::NotATag(wanted.to_owned()))?;
        let known = self.languages();
        let lookup = language.lookup();
        if !lookup.iter().any(|tag| known.contains(tag)) {
            return Err(LanguageError::Unknown { wanted: language, known });
        }
        let mut layers = Vec::new();
        for tag in &lookup {
            // Of two overlays the later one in the manifest has the last word.
            layers.extend(self.own_translations.iter().rev().filter(|(own, _)| own == tag).map(|(_, entries)| entries));
            layers.extend(self.shipped().iter().filter(|(shipped, _)| shipped == tag).map(|(_, entries)| entries));
        }
        layers.extend(self.shipped().iter().filter(|(shipped, _)| *shipped == Language::english()).map(|(_, entries)| entries));
        Ok(Translated { edition: self, language, layers })
    }

    /// Says whether a key or a stored value has a label for people.
    pub(super) fn has_label(&self, key: &str) -> bool {
        self.shipped().iter().any(|(language, entries)| *language == Language::english() && entries.contains_key(key))
    }

    /// Returns the words that ship inside the program; they are read once somebody asks.
    pub(super) fn shipped(&self) -> &[(Language, Entries)] {
        self.shipped.get_or_init(|| self.shelf.translations.iter().map(|file| read(file)).collect())
    }
}

impl<'a> Translated<'a> {
    /// Returns the title of an entry, or what it is called in English.
    #[must_use]
    pub fn title(&self, id: &str, english: &'a str) -> &'a str {
        self.words(id).find_map(|words| words.title.as_deref()).unwrap_or(english)
    }

    /// Returns the statement (or question, or concern) of an entry, or the one in English.
    #[must_use]
    pub fn statement(&self, id: &str, english: &'a str) -> &'a str {
        self.words(id).find_map(|words| words.statement.as_deref()).unwrap_or(english)
    }

    /// Returns a label: the word for people for a key or a stored value (`likelihood`, `high`). A word without a label is
    /// its own.
    #[must_use]
    pub fn label<'b>(&'b self, key: &'b str) -> &'b str {
        self.words(key).find_map(|words| words.title.as_deref()).unwrap_or(key)
    }

    /// Says whether the language is written from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        self.language.is_right_to_left()
    }

    fn words(&self, id: &str) -> impl Iterator<Item = &'a Words> {
        self.layers.iter().filter_map(move |layer| layer.get(id))
    }
}

/// A file of the program: labels of the forms, and short titles by id.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: String,
    labels: BTreeMap<String, String>,
    #[serde(default)]
    titles: BTreeMap<String, String>,
}

fn read(file: &str) -> (Language, Entries) {
    let file: File = yaml::from_data(file).expect("a shipped translation is well formed because a test reads it");
    let language = Language::parse(&file.language).expect("a shipped translation names its language because a test reads it");
    let words = |(id, title): (String, String)| (id, Words { title: Some(title), statement: None });
    (language, file.labels.into_iter().chain(file.titles).map(words).collect())
}
