//! Checksums, and the names that files in a folder may have.

use sha2::{Digest as _, Sha256};

/// Returns the SHA-256 of bytes, in lower-case hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Says whether a name is that of a file directly in the folder: a list from elsewhere must not lead out of it.
#[must_use]
pub fn is_plain_name(name: &str) -> bool {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_');
    !name.is_empty() && !name.starts_with('.') && name.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_one_that_others_compute() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_name_never_leads_out_of_the_folder() {
        assert!(is_plain_name("changelog.json") && is_plain_name("SHA256SUMS"));
        for name in ["", ".", "..", "../x", "a/b", "a\\b", "/etc", ".git", "C:x", "ü.md"] {
            assert!(!is_plain_name(name), "{name}");
        }
    }
}
