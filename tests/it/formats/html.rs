//! HTML as a browser reads it: cut into tags and text by the rules of the standard, then looked through for anything that is
//! not ours.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{StartTag, Token, Tokenizer};

/// The elements of a document, with the attributes that each may have beside `class`, `dir`, `id`, `role` and those for readers.
const OURS: [(&str, &[&str]); 38] = [
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
    ("html", &[]),
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
];
const EVERYWHERE: [&str; 7] = ["class", "dir", "id", "lang", "role", "aria-hidden", "aria-labelledby"];

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

/// Reads a document that may have more elements, each with its attributes; `*` stands for all.
pub fn read_with(html: &str, more: &'static [(&str, &[&str])]) -> Read {
    let mut reader = Reader { more, ..Reader::default() };
    let mut emitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reader.open(&tag),
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                if reader.open.pop().as_deref() != Some(&name) {
                    reader.read.faults.push(format!("</{name}> closes something else"));
                }
            }
            Token::String(string) => reader.say(&text(&string)),
            Token::Comment(comment) => reader.read.faults.push(format!("a comment: {}", text(&comment))),
            Token::Doctype(_) => {}
            Token::Error(error) => reader.read.faults.push(format!("not as the standard wants it: {error:?}")),
        }
    }
    reader.end()
}

/// A document on its way: what is open, and the places that have names or are jumped to.
#[derive(Debug, Default)]
struct Reader {
    read: Read,
    open: Vec<String>,
    ids: BTreeSet<String>,
    targets: Vec<String>,
    more: &'static [(&'static str, &'static [&'static str])],
}

impl Reader {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = text(&tag.name);
        *self.read.elements.entry(name.clone()).or_default() += 1;
        let known = || OURS.iter().chain(self.more).filter(|(ours, _)| *ours == name || *ours == "*").map(|(_, allowed)| *allowed);
        let allowed: Vec<&str> = known().flatten().copied().collect();
        if !OURS.iter().chain(self.more).any(|(ours, _)| *ours == name) {
            self.read.faults.push(format!("<{name}>"));
            return;
        }
        for (key, value) in &tag.attributes {
            let (key, value) = (text(key), text(value));
            if !EVERYWHERE.contains(&key.as_str()) && !allowed.contains(&key.as_str()) {
                self.read.faults.push(format!("<{name} {key}>"));
            }
            match key.as_str() {
                "id" if !self.ids.insert(value.clone()) => self.read.faults.push(format!("two places are called {value}")),
                "href" => match value.strip_prefix('#') {
                    Some(target) => self.targets.push(target.to_owned()),
                    None => self.read.faults.push(format!("a link to {value}")),
                },
                _ => {}
            }
        }
        if is_heading(&name) {
            let level = name.trim_start_matches('h').parse();
            self.read.headings.extend(level.map(|level| (level, String::new())));
        }
        if name != "meta" && name != "input" && name != "br" {
            self.open.push(name);
        }
    }

    fn say(&mut self, words: &str) {
        if self.open.last().is_some_and(|name| name == "style" || name == "script") {
            return;
        }
        if self.open.iter().any(|name| is_heading(name))
            && let Some((_, heading)) = self.read.headings.last_mut()
        {
            heading.push_str(words);
        }
        self.read.text.push_str(words);
    }

    fn end(self) -> Read {
        let Self { mut read, open, ids, targets, .. } = self;
        read.faults.extend(open.iter().map(|name| format!("<{name}> is not closed")));
        let lost = targets.iter().filter(|target| !ids.contains(*target));
        read.faults.extend(lost.map(|target| format!("a link to #{target}, which is not there")));
        read.faults.extend(heading_faults(&read.headings));
        read
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4")
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
