//! What a reader gets to see. Ratings, actions and ids are the same for everybody.

/// What is shown besides ratings, actions and ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// Who recorded and proposed.
    pub people: bool,
    /// Reasons, evidence, and what happened in the team's words.
    pub reasons: bool,
    /// The roles that answer for risks and actions.
    pub owners: bool,
    /// Whether the wording for sharing stands in the place of the statement.
    pub is_public_wording: bool,
}

impl Sight {
    /// Everything.
    pub const WHOLE: Self = Self { people: true, reasons: true, owners: true, is_public_wording: false };
}
