//! Lines with public keys of SSH: of an `allowed_signers` file (who, for what, from when until when) or of a `.pub` file.

use super::KeysError;
use super::ssh::{PURPOSE, base64};
use super::wire;

/// A public key that the user trusts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AllowedKey {
    /// The key in its binary form.
    pub(super) blob: Vec<u8>,
    purposes: Option<String>,
    from: Option<i64>,
    until: Option<i64>,
}

impl AllowedKey {
    /// Says whether the key counts for commits and tags at a moment.
    pub(super) fn counts(&self, moment: Option<i64>) -> bool {
        let is_meant = self.purposes.as_deref().is_none_or(allows_git);
        let is_bound = self.from.is_some() || self.until.is_some();
        let in_time = |moment: i64| self.from.is_none_or(|from| from <= moment) && self.until.is_none_or(|until| moment <= until);
        is_meant && (!is_bound || moment.is_some_and(in_time))
    }
}

/// Says whether a list of patterns lets a key sign commits and tags; what it forbids counts more than what it allows.
fn allows_git(patterns: &str) -> bool {
    let matches = |pattern: &str| fast_glob::glob_match(pattern, PURPOSE);
    let mut patterns = patterns.split(',').map(str::trim);
    let (forbidden, allowed): (Vec<&str>, Vec<&str>) = patterns.by_ref().partition(|pattern| pattern.starts_with('!'));
    allowed.into_iter().any(matches) && !forbidden.into_iter().any(|pattern| matches(pattern.trim_start_matches('!')))
}

/// Reads a line; nothing where it is blank or a comment.
pub(super) fn line(text: &str, number: usize) -> Result<Option<AllowedKey>, KeysError> {
    let text = text.trim();
    if text.is_empty() || text.starts_with('#') {
        return Ok(None);
    }
    let wrong = |reason| KeysError::Line { line: number, reason };
    let (first, rest) = word(text);
    if is_algorithm(first) {
        return key(first, rest).map(Some).ok_or_else(|| wrong("this is no public key of SSH"));
    }
    let (second, after) = word(rest);
    let (options, algorithm, after) = if is_algorithm(second) {
        ("", second, after)
    } else {
        let (algorithm, after) = word(after);
        (second, algorithm, after)
    };
    if !is_algorithm(algorithm) {
        return Err(wrong("this is neither a public key nor a line of an allowed_signers file"));
    }
    let mut key = key(algorithm, after).ok_or_else(|| wrong("this is no public key of SSH"))?;
    for (name, value) in read_options(options).ok_or_else(|| wrong("its options have a quote without an end"))? {
        match name.to_ascii_lowercase().as_str() {
            "namespaces" => key.purposes = Some(value),
            "valid-after" => key.from = Some(moment(&value).ok_or_else(|| wrong("valid-after is no moment such as 20240131"))?),
            "valid-before" => key.until = Some(moment(&value).ok_or_else(|| wrong("valid-before is no moment such as 20240131"))?),
            "cert-authority" => return Err(wrong("keys that certify other keys are not supported; name the keys themselves")),
            _ => return Err(wrong("it has an option that is not known")),
        }
    }
    Ok(Some(key))
}

fn key(algorithm: &str, rest: &str) -> Option<AllowedKey> {
    let blob = base64(word(rest).0)?;
    (wire::algorithm(&blob) == Some(algorithm)).then_some(AllowedKey { blob, purposes: None, from: None, until: None })
}

fn is_algorithm(word: &str) -> bool {
    ["ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-"].iter().any(|start| word.starts_with(start))
}

/// Returns the first word and what comes after it; blanks between quotes belong to the word.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let mut quoted = false;
    let end = text.find(|letter: char| {
        quoted ^= letter == '"';
        letter.is_whitespace() && !quoted
    });
    text.split_at(end.unwrap_or(text.len()))
}

/// Reads `namespaces="git,file",valid-after="20240101"`.
fn read_options(text: &str) -> Option<Vec<(&str, String)>> {
    let mut options = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let name_end = rest.find(['=', ',']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end);
        let (value, after) = match (after.strip_prefix("=\""), after.strip_prefix('=')) {
            (Some(quoted), _) => quoted.split_once('"')?,
            (None, Some(plain)) => plain.split_at(plain.find(',').unwrap_or(plain.len())),
            (None, None) => ("", after),
        };
        options.push((name, value.to_owned()));
        rest = after.strip_prefix(',').unwrap_or(after);
    }
    Some(options)
}

/// Reads `20240131`, `202401311200` or `20240131120000`, with or without `Z`. NOTE: a moment without `Z` would be one of the
/// machine's time zone; here it counts as UTC everywhere, so that the same file says the same on every machine.
fn moment(text: &str) -> Option<i64> {
    let digits = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || ![8, 12, 14].contains(&digits.len()) {
        return None;
    }
    let whole = format!("{digits:0<14}");
    let Ok(moment) = jiff::civil::DateTime::strptime("%Y%m%d%H%M%S", &whole) else { return None };
    let Ok(zoned) = moment.to_zoned(jiff::tz::TimeZone::UTC) else { return None };
    Some(zoned.timestamp().as_second())
}
