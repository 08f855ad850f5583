//! The slips that people make in YAML, line by line: what went wrong, and the line as it should be.

use super::repair::quoted;
use crate::source::Source;

/// One way in which a line may have gone wrong.
#[derive(Debug)]
pub(super) struct Slip {
    /// The rule that names it.
    pub(super) rule: &'static str,
    /// The byte in the line where it is.
    pub(super) at: usize,
    /// What is wrong.
    pub(super) message: String,
    /// The line put right.
    pub(super) line: String,
    /// Another way to put it right.
    pub(super) more: Option<&'static str>,
}

const UNDER_A_BLOCK: &str = "or put the sentence on the next line, indented, and `>-` behind the colon";

/// Lists what may be wrong with a line, the most telling first.
pub(super) fn candidates(text: &Source, line: usize) -> Vec<Slip> {
    let written = text.line(line);
    let mut found = Vec::new();
    let neighbour = indentation_before(text, line);
    found.extend(hard_space(written));
    found.extend(tab_indentation(written, neighbour));
    let parts = Parts::of(written);
    found.extend(no_space_after_colon(written));
    found.extend(unclosed_bracket(&parts));
    found.extend(unclosed_quote(&parts));
    found.extend(words_after_a_quote(&parts));
    found.extend(reserved_start(&parts));
    found.extend(colon_in_sentence(&parts));
    found.extend(no_colon(written));
    found.extend(uneven_indentation(text, line, written));
    found
}

/// A line taken apart: indentation with dashes, key with colon, value.
struct Parts<'a> {
    head: &'a str,
    value: &'a str,
}

impl<'a> Parts<'a> {
    fn of(line: &'a str) -> Self {
        let dashes = line.len() - line.trim_start_matches([' ', '-']).len();
        let rest = line.get(dashes..).unwrap_or("");
        let key_end = rest.find(':').filter(|at| {
            let key = rest.get(..*at).unwrap_or("");
            is_key(key) && rest.get(at + 1..).is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
        });
        let from = key_end.map_or(dashes, |at| dashes + at + 1);
        let value = line.get(from..).unwrap_or("");
        let blanks = value.len() - value.trim_start().len();
        Self { head: line.get(..from + blanks).unwrap_or(""), value: value.trim() }
    }

    fn with(&self, value: &str) -> String {
        let gap = if self.head.ends_with([' ', '\t']) || self.head.is_empty() { "" } else { " " };
        format!("{}{gap}{value}", self.head)
    }

    fn slip(&self, at: usize, message: String, value: &str) -> Slip {
        Slip { rule: "syntax", at: self.head.len() + at, message, line: self.with(value), more: None }
    }
}

fn is_key(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn hard_space(line: &str) -> Option<Slip> {
    const HARD: [char; 5] = ['\u{a0}', '\u{202f}', '\u{2007}', '\u{2009}', '\u{3000}'];
    let at = line.find(HARD)?;
    let character = line.get(at..)?.chars().next()?;
    Some(Slip {
        rule: "typographic-characters",
        at,
        message: format!(
            "here stands a no-break space (U+{:04X}), pasted from a word processor, which YAML does not take for a space",
            u32::from(character)
        ),
        line: line.replace(HARD, " "),
        more: None,
    })
}

fn tab_indentation(line: &str, neighbour: usize) -> Vec<Slip> {
    let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
    let Some(at) = line.get(..indentation).and_then(|blank| blank.find('\t')) else { return Vec::new() };
    let rest = line.trim_start_matches([' ', '\t']);
    let tabs = line.get(..indentation).unwrap_or("").matches('\t').count();
    let spaces = indentation - tabs;
    let mut widths = vec![neighbour, neighbour + 2, spaces + 2 * tabs, spaces + 4 * tabs, neighbour.saturating_sub(2)];
    widths.dedup();
    let slip = |width: usize| Slip {
        rule: "syntax",
        at,
        message: "a tab indents this line; YAML takes only spaces".to_owned(),
        line: format!("{}{rest}", " ".repeat(width)),
        more: Some("most editors can insert spaces for the tab key"),
    };
    widths.into_iter().map(slip).collect()
}

fn no_space_after_colon(line: &str) -> Option<Slip> {
    let start = line.len() - line.trim_start_matches([' ', '-']).len();
    let rest = line.get(start..)?;
    let colon = rest.find(':')?;
    let (key, value) = (rest.get(..colon)?, rest.get(colon + 1..)?);
    if !is_key(key) || value.is_empty() || value.starts_with([' ', '\t', '/']) {
        return None;
    }
    Some(Slip {
        rule: "syntax",
        at: start + colon,
        message: format!("a space is missing behind `{key}:`"),
        line: format!("{}{key}: {value}", line.get(..start)?),
        more: None,
    })
}

fn unclosed_bracket(parts: &Parts<'_>) -> Vec<Slip> {
    let value = without_comment(parts.value);
    let mut expected = Vec::new();
    let (mut quote, mut at) = (None, 0);
    for (index, character) in value.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"') | (None, '\'') if !expected.is_empty() && value.get(..index).is_some_and(|v| v.ends_with(['[', '{', ' ', ','])) => {
                quote = Some(character);
            }
            (None, '[') => expected.push(']'),
            (None, '{') => expected.push('}'),
            (None, ']' | '}') => {
                expected.pop();
            }
            (None, _) => {}
        }
        at = index;
    }
    if !value.starts_with(['[', '{']) || expected.is_empty() {
        return Vec::new();
    }
    let closing: String = expected.iter().rev().collect();
    let open = value.get(..1).unwrap_or("");
    vec![parts.slip(at.min(value.len()), format!("`{open}` opens here and is not closed on this line"), &format!("{value}{closing}"))]
}

fn unclosed_quote(parts: &Parts<'_>) -> Option<Slip> {
    let quote = parts.value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let inner = parts.value.get(1..)?;
    if inner.ends_with(quote) && inner.len() > 1 && !inner.ends_with("\\\"") {
        return None;
    }
    let message = "a quotation mark opens here and is not closed".to_owned();
    Some(parts.slip(0, message, &quoted(&inner.replace("\\\"", "\""))))
}

fn words_after_a_quote(parts: &Parts<'_>) -> Vec<Slip> {
    if !parts.value.starts_with(['"', '\'']) {
        return Vec::new();
    }
    let at = parts.value.get(1..).and_then(|rest| rest.find(['"', '\''])).map_or(0, |at| at + 1);
    let message = "a sentence that begins with a quotation mark ends, for YAML, at the next one".to_owned();
    let quote = parts.value.get(..1).unwrap_or("");
    let inner = parts.value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote)).unwrap_or(parts.value);
    vec![Slip { more: Some(UNDER_A_BLOCK), ..parts.slip(at, message, &quoted(inner)) }]
}

fn reserved_start(parts: &Parts<'_>) -> Option<Slip> {
    let first = parts
        .value
        .chars()
        .next()
        .filter(|first| matches!(first, '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>' | '?' | ',' | ']' | '}' | '-' | ':' | '#'))?;
    let message = format!("a value cannot begin with `{first}` in YAML unless it stands in quotes");
    Some(Slip { more: Some(UNDER_A_BLOCK), ..parts.slip(0, message, &quoted(parts.value)) })
}

fn colon_in_sentence(parts: &Parts<'_>) -> Option<Slip> {
    let value = parts.value;
    let at = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))?;
    if value.starts_with(['{', '[']) {
        return None;
    }
    let message = "a colon and a space inside a sentence start a new key for YAML".to_owned();
    Some(Slip { more: Some(UNDER_A_BLOCK), ..parts.slip(at, message, &quoted(value)) })
}

fn no_colon(line: &str) -> Option<Slip> {
    let start = line.len() - line.trim_start_matches([' ', '-']).len();
    let rest = line.get(start..)?;
    let word = rest.split([' ', '\t']).next().filter(|word| is_key(word))?;
    let value = rest.get(word.len()..)?.trim_start();
    Some(Slip {
        rule: "syntax",
        at: start + word.len(),
        message: format!("a colon is missing behind `{word}`"),
        line: format!("{}{word}: {value}", line.get(..start)?).trim_end().to_owned(),
        more: None,
    })
}

fn uneven_indentation(text: &Source, line: usize, written: &str) -> Vec<Slip> {
    let rest = written.trim_start_matches(' ');
    let now = written.len() - rest.len();
    let mut widths: Vec<usize> = (1..line)
        .rev()
        .map(|before| text.line(before))
        .filter(|before| !before.trim().is_empty())
        .take(12)
        .flat_map(|before| {
            let outer = before.len() - before.trim_start_matches(' ').len();
            let inner = before.len() - before.trim_start_matches([' ', '-']).len();
            [inner, outer]
        })
        .filter(|width| *width != now)
        .collect();
    widths.sort_by_key(|width| width.abs_diff(now));
    widths.dedup();
    let slip = |width: usize| Slip {
        rule: "syntax",
        at: 0,
        message: format!("this line is indented by {now} spaces, which fits none of the lines above it"),
        line: format!("{}{rest}", " ".repeat(width)),
        more: None,
    };
    widths.into_iter().take(4).map(slip).collect()
}

fn indentation_before(text: &Source, line: usize) -> usize {
    let before = (1..line).rev().map(|number| text.line(number)).find(|line| !line.trim().is_empty()).unwrap_or("");
    before.len() - before.trim_start_matches([' ', '-']).len()
}

fn without_comment(value: &str) -> &str {
    value.find(" #").and_then(|at| value.get(..at)).unwrap_or(value).trim_end()
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::yaml::parse;

    /// Reads a text and gives rule, line, column and the first line of the way out.
    fn slips(text: &str) -> Vec<(String, usize, usize, String)> {
        let source = Source::new("a.yaml", text);
        let parsed = parse(&source);
        let tell = |finding: &crate::finding::Finding| {
            let position = source.position(finding.place.span.expect("bytes").0);
            let help = finding.help.clone().unwrap_or_default();
            (finding.rule.to_owned(), position.line, position.column, help.lines().next().unwrap_or("").to_owned())
        };
        parsed.findings.iter().map(tell).collect()
    }

    fn one(text: &str, rule: &str, line: usize, help: &str) {
        let found = slips(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!((found[0].0.as_str(), found[0].1, found[0].3.as_str()), (rule, line, help), "{text}");
    }

    #[test]
    fn each_usual_slip_gives_its_repaired_line() {
        one("a: 1\nstatement: Don't ask: why\nb: 2\n", "syntax", 2, "write: statement: \"Don't ask: why\"");
        one("a:\n  b: 1\n\tc: 2\n", "syntax", 3, "write: c: 2");
        one("a: \"open\nb: 2\n", "syntax", 1, "write: a: \"open\"");
        one("a: @me\nb: 2\n", "syntax", 1, "write: a: \"@me\"");
        one("a: %x\nb: 2\n", "syntax", 1, "write: a: \"%x\"");
        one("a: [x, y\nb: 2\n", "syntax", 1, "write: a: [x, y]");
        one("a: 1\nlikelihood:\u{a0}high\nb: 2\n", "typographic-characters", 2, "write: likelihood: high");
        one("a: 1\nlikelihood:high\nb: 2\n", "syntax", 2, "write: likelihood: high");
        one("a: 1\nlikelihood high\nb: 2\n", "syntax", 2, "write: likelihood: high");
        one("a: 'it's here'\nb: 2\n", "syntax", 1, "write: a: \"it's here\"");
        one("r:\n  - id: a\n    b: 1\n   c: 2\n    d: 3\n", "syntax", 4, "write: c: 2");
    }

    #[test]
    fn three_slips_give_three_findings_each_at_its_line() {
        let text = "a: 1\nb: x: y\nc: 2\nlist:\n  - d: @e\n\tf: 3\ng: 4\n";
        let found = slips(text);
        let lines: Vec<usize> = found.iter().map(|slip| slip.1).collect();
        assert_eq!(lines, [2, 5, 6], "{found:?}");
    }
}
