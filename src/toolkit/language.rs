//! Languages by their tags (BCP 47): reading a tag, what to try in its place, and the direction of writing.

use std::fmt;

/// A language, in the usual spelling of its tag: `fr`, `fr-CA`, `zh-Hant-TW`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language(String);

/// Languages that are written from right to left, where the tag names no script.
const RIGHT_TO_LEFT: [&str; 14] = ["ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "nqo", "ps", "sd", "ug", "ur", "yi"];
/// Scripts that are written from right to left.
const SCRIPTS: [&str; 10] = ["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"];

impl Language {
    /// The language that the catalogue is written in.
    #[must_use]
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// Reads a tag; `None` where it is none. Case does not count, and `_` counts as a hyphen.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let mut parts = tag.split('-');
        let first = parts.next()?;
        if !(2..=8).contains(&first.len()) || !first.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let mut written = first.to_ascii_lowercase();
        let mut is_private = false;
        for part in parts {
            if !(1..=8).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return None;
            }
            let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
            let part = match part.len() {
                4 if letters && !is_private => title_case(part),
                2 if letters && !is_private => part.to_ascii_uppercase(),
                _ => part.to_ascii_lowercase(),
            };
            is_private |= part.len() == 1;
            written.push('-');
            written.push_str(&part);
        }
        (!written.ends_with('-')).then_some(Self(written))
    }

    /// Returns the tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// Returns the tags to look for, the nearest first: `fr-CA`, `fr`.
    #[must_use]
    pub fn lookup(&self) -> Vec<Self> {
        let mut found = vec![self.clone()];
        let mut rest = self.0.as_str();
        while let Some((shorter, _)) = rest.rsplit_once('-') {
            // A single letter opens an extension and says nothing by itself.
            let shorter = match shorter.rsplit_once('-') {
                Some((before, last)) if last.len() == 1 => before,
                _ => shorter,
            };
            found.push(Self(shorter.to_owned()));
            rest = shorter;
        }
        found
    }

    /// Says whether it is written from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        let mut parts = self.0.split('-');
        let language = parts.next().unwrap_or_default();
        let script =
            parts.take_while(|part| part.len() > 1).find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        script.map_or_else(|| RIGHT_TO_LEFT.contains(&language), |script| SCRIPTS.contains(&script))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn title_case(part: &str) -> String {
    part.char_indices().map(|(place, letter)| if place == 0 { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(written: &str) -> Option<String> {
        Language::parse(written).map(|language| language.to_string())
    }

    #[test]
    fn tags_get_their_usual_spelling() {
        assert_eq!(tag("FR").as_deref(), Some("fr"));
        assert_eq!(tag("fr_ca").as_deref(), Some("fr-CA"));
        assert_eq!(tag("ZH-hant-tw").as_deref(), Some("zh-Hant-TW"));
        assert_eq!(tag("en-x-US").as_deref(), Some("en-x-us"));
        for wrong in ["", "f", "français", "fr-", "-fr", "fr--CA", "123", "french-language-of-canada-with-toolongpart", "fr CA"] {
            assert_eq!(tag(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_region_falls_back_to_its_language() {
        let lookup = |written| Language::parse(written).expect("a tag").lookup().iter().map(Language::to_string).collect::<Vec<_>>();
        assert_eq!(lookup("zh-Hant-TW"), ["zh-Hant-TW", "zh-Hant", "zh"]);
        assert_eq!(lookup("fr-x-office"), ["fr-x-office", "fr"]);
        assert_eq!(lookup("fr"), ["fr"]);
    }

    #[test]
    fn the_script_decides_about_the_direction() {
        let turned = |written| Language::parse(written).expect("a tag").is_right_to_left();
        assert!(turned("ar") && turned("fa-IR") && turned("uz-Arab-AF") && turned("he"));
        assert!(!turned("fr") && !turned("ar-Latn") && !turned("ku") && !turned("en"));
    }
}
