//! The fingerprint of a finding: what stays the same when lines move and words are improved.

use sha2::{Digest, Sha256};

use crate::finding::Finding;
use crate::route::{Route, Step};

/// Bytes of the digest that are shown: 16 hexadecimal digits.
const BYTES: usize = 8;

/// Returns the first 16 hexadecimal digits of SHA-256 over rule, document, risk and the path inside the risk.
#[must_use]
pub fn fingerprint(finding: &Finding) -> String {
    let path = path_inside(&finding.place.route, finding.id.is_some());
    digest(&[finding.rule, &finding.document, finding.id.as_deref().unwrap_or(""), &path])
}

/// Returns the fingerprint of a finding among several projects: those in the root of the repository keep theirs.
pub(super) fn fingerprint_of(root: &str, fingerprint: &str) -> String {
    if root.is_empty() { fingerprint.to_owned() } else { digest(&[root, fingerprint]) }
}

/// Returns the first digits of SHA-256 over some texts.
pub(super) fn digest(parts: &[&str]) -> String {
    // NOTE: a zero byte between the parts, so that no two lists of parts give one text.
    let text = parts.join("\0");
    Sha256::digest(text.as_bytes()).iter().take(BYTES).fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

/// Returns the route from the entry that the id names; where there is no id, from the document. The place of a risk in its
/// list does not count, and other lists keep only their name.
fn path_inside(route: &Route, has_id: bool) -> String {
    let (list, rest) = match route.steps() {
        [Step::Key(list), Step::Index(_), rest @ ..] if has_id && list == "risks" => (None, rest),
        [Step::Key(list), Step::Index(_), rest @ ..] if has_id => (Some(list), rest),
        steps => (None, steps),
    };
    let start = list.map_or_else(Route::root, |list| Route::root().key(list));
    let further = |route: Route, step: &Step| match step {
        Step::Key(key) => route.key(key),
        Step::Index(index) => route.index(*index),
    };
    rest.iter().fold(start, further).to_pointer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;

    fn at(position: usize, message: &str) -> Finding {
        let route = Route::root().key("risks").index(position).key("likelihood");
        Finding::new("wrong-rating-word", Place::value("risks/3.4.yaml", route), message).about("CJ-05")
    }

    #[test]
    fn a_moved_risk_and_better_words_keep_the_fingerprint() {
        assert_eq!(fingerprint(&at(0, "one")), fingerprint(&at(7, "two")));
        assert_eq!(fingerprint(&at(0, "one")).len(), 16);
    }

    #[test]
    fn another_risk_or_another_field_has_another_fingerprint() {
        let other = at(0, "one").about("CJ-06");
        assert_ne!(fingerprint(&at(0, "one")), fingerprint(&other));
        let mut impact = at(0, "one");
        impact.place.route = Route::root().key("risks").index(0).key("impact");
        assert_ne!(fingerprint(&at(0, "one")), fingerprint(&impact));
    }
}
