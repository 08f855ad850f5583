//! Writes a risk assessment in a layout that nobody chose: block or brackets, quotes, indentation, comments, order of keys,
//! line ends, all drawn from a list of bytes. What it says does not depend on the bytes.

/// Draws choices from bytes; behind their end everything is the first choice.
pub struct Choices {
    bytes: Vec<u8>,
    at: usize,
    comments: usize,
}

/// What a key holds.
#[derive(Clone, Debug)]
pub enum Held {
    Blank,
    Word(String),
    Sentence(String),
    Words(Vec<String>),
    Maps(Vec<Vec<(String, Self)>>),
}

/// Habits that hold for a whole file.
struct Habits {
    dash: usize,
    gap: usize,
    step: usize,
}

impl Choices {
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0, comments: 0 }
    }

    fn pick(&mut self, options: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % options
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        format!("# note-{}: it's \"so\"", self.comments)
    }

    /// A comment behind a value, now and then.
    fn aside(&mut self) -> String {
        if self.pick(4) == 1 { format!("   {}", self.comment()) } else { String::new() }
    }
}

/// Writes a document with these keys before the risks, these risks, and these reviews.
pub fn document(head: &[(String, Held)], risks: &[Vec<(String, Held)>], reviews: &[Vec<(String, Held)>], choices: &mut Choices) -> String {
    let step = [2, 4][choices.pick(2)];
    let habits = Habits { step, dash: [step, 0, 2][choices.pick(3)], gap: [2, 4, 3][choices.pick(3)] };
    let mut lines = Vec::new();
    for (key, held) in head {
        lines.extend(entry(key, held, 0, &habits, choices));
    }
    lines.push(String::new());
    lines.extend(list("risks", risks, 0, &habits, choices));
    if !reviews.is_empty() {
        lines.push(choices.comment());
        lines.extend(list("reviews", reviews, 0, &habits, choices));
    }
    let eol = ["\n", "\r\n"][choices.pick(2)];
    let mark = ["", "\u{feff}"][choices.pick(2)];
    let end = [eol, ""][choices.pick(2)];
    let start = ["", "---"][choices.pick(2)];
    if !start.is_empty() {
        lines.insert(0, start.to_owned());
    }
    format!("{mark}{}{end}", lines.join(eol))
}

fn list(key: &str, items: &[Vec<(String, Held)>], column: usize, habits: &Habits, choices: &mut Choices) -> Vec<String> {
    if items.is_empty() {
        return vec![format!("{}{key}:{}{}", " ".repeat(column), [" []", ""][choices.pick(2)], choices.aside())];
    }
    let mut lines = vec![format!("{}{key}:{}", " ".repeat(column), choices.aside())];
    let dash = column + habits.dash;
    for item in items {
        for _ in 0..choices.pick(3) {
            lines.push(String::new());
        }
        if choices.pick(4) == 1 {
            lines.push(format!("{}{}", " ".repeat([dash, column, dash + 3][choices.pick(3)]), choices.comment()));
        }
        let behind = format!("{}-{}", " ".repeat(dash), " ".repeat(habits.gap - 1));
        if choices.pick(3) == 1 {
            lines.push(format!("{behind}{}{}", map_in_brackets(item, choices), choices.aside()));
            continue;
        }
        let inner = dash + habits.gap;
        let mut block = Vec::new();
        for (key, held) in item {
            block.extend(entry(key, held, inner, habits, choices));
        }
        let first = block.iter().position(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')).expect("a key is there");
        let early: Vec<String> = block.drain(..first).collect();
        lines.extend(early);
        block[0] = format!("{behind}{}", block[0].trim_start());
        lines.extend(block);
    }
    lines
}

fn entry(key: &str, held: &Held, column: usize, habits: &Habits, choices: &mut Choices) -> Vec<String> {
    let indent = " ".repeat(column);
    let mut lines = Vec::new();
    match choices.pick(12) {
        1 => lines.push(String::new()),
        2 => lines.push(format!("{indent}{}", choices.comment())),
        _ => {}
    }
    let quoted = [key.to_owned(), format!("\"{key}\""), key.to_owned(), key.to_owned()][choices.pick(4)].clone();
    let space = [" ", "   "][choices.pick(2)];
    let key_text = format!("{indent}{quoted}:");
    match held {
        Held::Blank => lines.push(format!("{key_text}{}{}", ["", " ", " ~", " null"][choices.pick(4)], choices.aside())),
        Held::Word(word) => {
            let word = [word.clone(), single(word), double(word)][choices.pick(3)].clone();
            if choices.pick(6) == 1 {
                lines.push(format!("{key_text}{}", choices.aside()));
                lines.push(format!("{indent}{}{word}{}", " ".repeat(habits.step), choices.aside()));
            } else {
                lines.push(format!("{key_text}{space}{word}{}", choices.aside()));
            }
        }
        Held::Sentence(text) => lines.extend(sentence(&key_text, text, column + habits.step, choices)),
        Held::Words(words) => lines.extend(words_of(&key_text, words, column, habits, choices)),
        Held::Maps(maps) if !maps.is_empty() && choices.pick(3) == 1 => {
            let maps: Vec<String> = maps.iter().map(|map| map_in_brackets(map, choices)).collect();
            let text = if choices.pick(2) == 1 {
                let inner = format!("\n{indent}{}", " ".repeat(habits.step));
                format!("{key_text} [{inner}{}\n{indent} ]{}", maps.join(&format!(",{inner}")), choices.aside())
            } else {
                format!("{key_text} [ {} ]{}", maps.join(", "), choices.aside())
            };
            lines.extend(text.split('\n').map(str::to_owned));
        }
        Held::Maps(maps) => lines.extend(list(key, maps, column, habits, choices)),
    }
    lines
}

fn sentence(key: &str, text: &str, indent: usize, choices: &mut Choices) -> Vec<String> {
    let inner = " ".repeat(indent);
    let wrapped = |width: usize| {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let last = lines.last_mut().expect("one line is there");
            if !last.is_empty() && last.len() + word.len() >= width {
                lines.push(word.to_owned());
            } else {
                let space = if last.is_empty() { "" } else { " " };
                last.push_str(&format!("{space}{word}"));
            }
        }
        lines
    };
    match choices.pick(7) {
        0 => vec![format!("{key} {}{}", double(text), choices.aside())],
        1 => vec![format!("{key}  {}{}", single(text), choices.aside())],
        form @ (2 | 3) => {
            let header = ["", "", ">-", ">-"][form];
            let mut lines = vec![format!("{key} {header}{}", choices.aside())];
            lines.extend(wrapped([40, 70][choices.pick(2)]).iter().map(|line| format!("{inner}{line}")));
            lines
        }
        4 => vec![format!("{key} |-{}", choices.aside()), format!("{inner}{text}")],
        5 => {
            let mut lines = wrapped(50);
            let last = lines.len() - 1;
            lines[last].push_str(&choices.aside());
            let mut out = vec![format!("{key} {}", lines[0])];
            out.extend(lines.iter().skip(1).map(|line| format!("{inner}{line}")));
            out
        }
        _ => vec![format!("{key} {text}{}", choices.aside())],
    }
}

fn words_of(key: &str, words: &[String], column: usize, habits: &Habits, choices: &mut Choices) -> Vec<String> {
    if words.is_empty() || choices.pick(2) == 0 {
        return vec![format!("{key} [{}]{}", words.join(", "), choices.aside())];
    }
    let indent = " ".repeat(column + habits.dash);
    let mut lines = vec![format!("{key}{}", choices.aside())];
    lines.extend(words.iter().map(|word| format!("{indent}-{}{word}", " ".repeat(habits.gap - 1))));
    lines
}

fn map_in_brackets(map: &[(String, Held)], choices: &mut Choices) -> String {
    let entries: Vec<String> = map
        .iter()
        .map(|(key, held)| match held {
            Held::Blank => [format!("{key}: "), format!("{key}: ~"), format!("{key}: null"), key.clone()][choices.pick(4)].clone(),
            Held::Word(word) => format!("{key}: {}", [word.clone(), single(word), double(word)][choices.pick(3)]),
            Held::Sentence(text) => format!("{key}: {}", [double(text), single(text)][choices.pick(2)]),
            Held::Words(words) => format!("{key}: [{}]", words.join(", ")),
            Held::Maps(maps) => format!("{key}: [{}]", maps.iter().map(|map| map_in_brackets(map, choices)).collect::<Vec<_>>().join(", ")),
        })
        .collect();
    let space = ["", " "][choices.pick(2)];
    format!("{{{space}{}{space}}}", entries.join(", "))
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
