//! HTML as a browser reads it: cut into tags and text by the rules of the standard, then looked through for anything that is
//! not ours.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{Token, Tokenizer};

/// The elements of a document, with the attributes that each may have beside `class`, `dir`, `id`, `role` and those for readers.
const OURS: [(&str, &[&str]); 41] = [
    ("a", &["href"]),
    ("bdi", &[]),
    ("body", &[]),
    ("caption", &[]),
    ("code", &[]),
    ("dd", &[]),
    ("del", &[]),
    ("details", &["open"]),
    ("div", &["tabindex"]),
    ("dl", &[]),
    ("dt", &[]),
    ("footer", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("head", &[]),
    ("header", &[]),
    ("html", &["lang"]),
    ("ins", &[]),
    ("li", &[]),
    ("main", &["tabindex"]),
    ("meta", &["charset", "http-equiv", "content", "name"]),
    ("nav", &[]),
    ("p", &[]),
    ("section", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("style", &[]),
    ("summary", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["data-label"]),
    ("th", &["scope"]),
    ("thead", &[]),
    ("title", &[]),
    ("tr", &[]),
    ("ul", &[]),
    ("br", &[]),
    ("b", &[]),
    ("wbr", &[]),
];
const EVERYWHERE: [&str; 7] = ["class", "dir", "id", "role", "aria-hidden", "aria-labelledby", "aria-label"];
const VOID: [&str; 4] = ["meta", "br", "wbr", "input"];

/// A document, read.
#[derive(Debug, Default)]
pub struct Read {
    /// Everything in it that is not ours, or stands where it may not.
    pub faults: Vec<String>,
    /// Its text, without style sheets.
    pub text: String,
    /// The headings, with their levels.
    pub headings: Vec<(usize, String)>,
    /// How often each element occurs.
    pub elements: BTreeMap<String, usize>,
}

/// Reads a document.
pub fn read(html: &str) -> Read {
    read_with(html, &[])
}

/// Reads a document that may have more elements, each with its attributes.
pub fn read_with(html: &str, more: &[(&str, &[&str])]) -> Read {
    let mut read = Read::default();
    let mut open: Vec<String> = Vec::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut targets: Vec<String> = Vec::new();
    let mut emitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                *read.elements.entry(name.clone()).or_default() += 1;
                let known: Vec<&[&str]> = OURS.iter().chain(more).filter(|(ours, _)| *ours == name).map(|(_, allowed)| *allowed).collect();
                if known.is_empty() {
                    read.faults.push(format!("<{name}>"));
                    continue;
                }
                for (key, value) in &tag.attributes {
                    let (key, value) = (text(key), text(value));
                    if !EVERYWHERE.contains(&key.as_str()) && !known.iter().any(|allowed| allowed.contains(&key.as_str())) {
                        read.faults.push(format!("<{name} {key}>"));
                    }
                    match key.as_str() {
                        "id" if !ids.insert(value.clone()) => read.faults.push(format!("two places are called {value}")),
                        "href" => match value.strip_prefix('#') {
                            Some(target) => targets.push(target.to_owned()),
                            None => read.faults.push(format!("a link to {value}")),
                        },
                        _ => {}
                    }
                }
                if name.starts_with('h') && name.len() == 2 {
                    let level = name.trim_start_matches('h').parse();
                    read.headings.extend(level.map(|level| (level, String::new())));
                }
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                if open.pop().as_deref() != Some(&name) {
                    read.faults.push(format!("</{name}> closes something else"));
                }
            }
            Token::String(string) => {
                let words = text(&string);
                if open.last().is_some_and(|name| name == "style" || name == "script") {
                    continue;
                }
                if open.iter().any(|name| name.starts_with('h') && name.len() == 2)
                    && let Some((_, heading)) = read.headings.last_mut()
                {
                    heading.push_str(&words);
                }
                read.text.push_str(&words);
            }
            Token::Comment(comment) => read.faults.push(format!("a comment: {}", text(&comment))),
            Token::Doctype(_) => {}
            Token::Error(error) => read.faults.push(format!("not as the standard wants it: {error:?}")),
        }
    }
    read.faults.extend(open.iter().map(|name| format!("<{name}> is not closed")));
    read.faults
        .extend(targets.iter().filter(|target| !ids.contains(*target)).map(|target| format!("a link to #{target}, which is not there")));
    read.faults.extend(heading_faults(&read.headings));
    read
}

fn heading_faults(headings: &[(usize, String)]) -> Vec<String> {
    let mut faults = Vec::new();
    if headings.iter().filter(|(level, _)| *level == 1).count() != 1 || headings.first().is_none_or(|(level, _)| *level != 1) {
        faults.push("not exactly one heading of the first level, before all others".to_owned());
    }
    let jumps = headings.iter().zip(headings.iter().skip(1)).filter(|((one, _), (next, _))| next > &(one + 1));
    faults.extend(jumps.map(|(_, (level, heading))| format!("a jump to level {level}: {heading}")));
    faults
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
