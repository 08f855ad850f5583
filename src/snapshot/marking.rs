//! The strictest marking of what is shown: a document may be marked more strictly than its project.

use super::Snapshot;
use crate::document::Document;

/// The one marking that keeps nothing back.
const OPEN: &str = "unclassified";
/// The strictest one. NOTE: a word that is not known counts for more than open, and for less than this.
const STRICT: &str = "confidential";

impl Snapshot {
    /// Returns the strictest marking of what is in it.
    #[must_use]
    pub fn marking(&self) -> Option<String> {
        let own = self.project().and_then(|project| project.classification.as_deref());
        let last_known = self.last_known.iter().map(AsRef::as_ref);
        strictest(own, self.all_documents().chain(last_known).filter_map(Document::classification))
    }
}

/// Returns the strictest of some markings; that of the project where no other is stricter.
#[must_use]
pub fn strictest<'a>(own: Option<&'a str>, others: impl Iterator<Item = &'a str>) -> Option<String> {
    let closed = own.into_iter().chain(others).filter(|word| *word != OPEN);
    // Of equally strict ones the first: the project's own word.
    let found = closed.reduce(|one, other| if other == STRICT { other } else { one });
    found.or(own).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strictest_word_counts_and_an_unknown_one_is_not_open() {
        let of = |own, others: &[&str]| strictest(own, others.iter().copied());
        assert_eq!(of(Some("unclassified"), &["unclassified"]).as_deref(), Some("unclassified"));
        assert_eq!(of(Some("unclassified"), &["secret", "confidential"]).as_deref(), Some("confidential"));
        assert_eq!(of(Some("confidential"), &["secret", "unclassified"]).as_deref(), Some("confidential"));
        assert_eq!(of(Some("unclassified"), &["secret"]).as_deref(), Some("secret"));
        assert_eq!(of(None, &["unclassified"]), None, "the marking of one document is not that of all");
        assert_eq!(of(None, &["confidential"]).as_deref(), Some("confidential"));
    }
}
