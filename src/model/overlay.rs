//! An overlay: what a project adds to the catalogue of the toolkit, as its file says it.

use crate::route::Route;

/// The content of an overlay file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    /// What it is, for people.
    pub title: Option<String>,
    /// The edition that it adds to.
    pub base: Option<String>,
    /// Its prefixes, each with the tool whose table its risks belong to.
    pub prefixes: Vec<(String, String)>,
    /// Its risks.
    pub risks: Vec<OverlayRisk>,
    /// Other wording for entries of the catalogue.
    pub wording: Vec<Wording>,
    /// Titles and statements in other languages.
    pub translations: Vec<Tongue>,
    /// Notes.
    pub notes: Option<String>,
    /// Keys of its own, with their values as JSON text.
    pub local: Vec<(String, String)>,
}

/// A risk that an overlay adds to a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlayRisk {
    /// Where it stands in the list, from 0.
    pub position: usize,
    /// Its id, with a prefix of the overlay.
    pub id: String,
    /// Its number, where the file repeats it.
    pub number: Option<u32>,
    /// A few words.
    pub title: String,
    /// One sentence.
    pub statement: String,
    /// What a mitigation could be.
    pub mitigation_hint: Option<String>,
    /// Topics, by slug.
    pub topics: Vec<String>,
    /// What the custodian's own form refers to.
    pub references: Vec<String>,
    /// Rights, by slug.
    pub rights_at_stake: Vec<String>,
    /// People, by slug.
    pub rights_holders: Vec<String>,
}

/// Other wording for one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The entry.
    pub id: String,
    /// Its statement, question or concern.
    pub statement: Option<String>,
    /// Its hint, or the point that can be made.
    pub mitigation_hint: Option<String>,
}

/// One language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tongue {
    /// Its tag, as written.
    pub language: String,
    /// What is said in it.
    pub entries: Vec<Translated>,
}

/// What one entry, or one label, is called in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// The entry or label.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its statement, question or concern.
    pub statement: Option<String>,
}

impl OverlayRisk {
    /// Returns its route in the file.
    #[must_use]
    pub fn route(&self) -> Route {
        Route::root().key("risks").index(self.position)
    }

    /// Returns prefix and number of its id; `None` where it is not written like one.
    #[must_use]
    pub fn parts(&self) -> Option<(&str, u32)> {
        let (prefix, digits) = self.id.split_once('-')?;
        let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
        let number = digits.bytes().try_fold(0u32, |number, byte| number.checked_mul(10)?.checked_add(digit(byte)?))?;
        (digits.len() >= 2 && number > 0).then_some((prefix, number))
    }
}
