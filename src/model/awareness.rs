//! The awareness raising checklist, Tool 3.8: one for each piece of material.

use super::other::{Mention, Mentioned, Mentions, OtherDocument, Row};
use super::{ChecklistItem, Field, Heading, checklist};
use crate::route::Route;

/// How far a piece of material has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MaterialStatus {
    /// In the making.
    Draft,
    /// Approved for use.
    Cleared,
    /// In use.
    Released,
    /// Taken back.
    Withdrawn,
}

impl MaterialStatus {
    /// All words, in their order.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Cleared, Self::Released, Self::Withdrawn];

    /// Returns the word of the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Cleared => "cleared",
            Self::Released => "released",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A piece of material: a leaflet, a spot, a campaign.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Material {
    /// `AWR-2024-01`: for life.
    pub id: String,
    /// What it is called.
    pub title: Option<String>,
    /// Text, audio, video, event, … (free text).
    pub format: Option<String>,
    /// Whom it is for.
    pub audience: Option<String>,
    /// Its languages.
    pub languages: Vec<String>,
    /// How far it has come; a draft unless said.
    pub status: Field<MaterialStatus>,
}

impl Material {
    /// Returns the status in force: a draft unless the file says otherwise. Something unreadable has none.
    #[must_use]
    pub fn status(&self) -> Option<MaterialStatus> {
        match &self.status {
            Field::Blank => Some(MaterialStatus::Draft),
            Field::Known(status) => Some(*status),
            Field::Unreadable(_) => None,
        }
    }

    /// Returns its route inside the document.
    #[must_use]
    pub fn route() -> Route {
        Route::root().key("material")
    }
}

/// The checklist of one piece of material.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AwarenessChecklist {
    /// The keys at its top.
    pub heading: Heading,
    /// What it is about.
    pub material: Material,
    /// The questions with their answers.
    pub items: Vec<ChecklistItem>,
    /// The roles that cleared it.
    pub cleared_by: Vec<String>,
}

impl OtherDocument for AwarenessChecklist {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn key(&self) -> String {
        self.material.id.clone()
    }

    fn called(&self) -> String {
        format!("the checklist of the material {}", self.material.id)
    }

    fn own_id(&self) -> Option<(&str, Route)> {
        Some((&self.material.id, Material::route().key("id")))
    }

    fn rows(&self) -> Vec<Row<'_>> {
        checklist::rows(&self.items)
    }

    fn mentions(&self) -> Vec<Mention<'_>> {
        let mut found = Mentions::of(None, Route::root()).words("cleared_by", &self.cleared_by, Mentioned::Role).found();
        found.extend(self.items.iter().flat_map(checklist::mentions));
        found
    }
}
