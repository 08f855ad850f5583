//! The border: text that somebody else wrote. It cannot be printed without naming the medium, and each medium makes it
//! harmless in its own way.

/// A text that came from a repository.
#[derive(Debug, Clone, Copy)]
pub struct Untrusted<'a>(&'a str);

impl<'a> Untrusted<'a> {
    /// Marks a text.
    #[must_use]
    pub const fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// Returns it as one line for a terminal or a log: what cannot be seen, or would steer the terminal, the reading
    /// direction or a CI runner, is shown as an escape; line breaks and tabs are blanks.
    #[must_use]
    pub fn terminal(self) -> String {
        // NOTE: CI runners obey lines that begin with `::` or hold `##[`, wherever a log prints them.
        visible(self.0).replace("::", ":\\u{3a}").replace("##", "#\\u{23}")
    }

    /// Returns it as inline Markdown in which nothing is markup, a mention, a reference or a link.
    #[must_use]
    pub fn markdown(self) -> String {
        // NOTE: platforms look for mentions and links in the finished text, where an entity is a character again;
        // only code is left alone. No token holds a backtick or a bar.
        self.inline(|escaped, token| escaped.push_str(&format!("`{token}`")))
    }

    /// Returns it as inline HTML within Markdown, where backticks make no code.
    #[must_use]
    pub fn markdown_html(self) -> String {
        self.inline(|escaped, token| {
            escaped.push_str("<code>");
            push_markdown(escaped, token, false);
            escaped.push_str("</code>");
        })
    }

    fn inline(self, push_code: impl Fn(&mut String, &str)) -> String {
        let visible = visible(self.0);
        let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut escaped = String::with_capacity(line.len() * 2);
        for token in tokens(&line) {
            if is_reference(token) {
                push_code(&mut escaped, token);
            } else {
                let at_start = escaped.is_empty();
                push_markdown(&mut escaped, token, at_start);
            }
        }
        escaped
    }

    /// Returns it as the path of a file, on one line. Unlike a text it keeps every mark that can be seen, so that a program
    /// finds the file.
    #[must_use]
    pub fn path(self) -> String {
        visible(self.0)
    }

    /// Returns it as the path of a relative URI: every byte but letters, digits, `-._~` and the bars between folders is
    /// percent-encoded.
    #[must_use]
    pub fn uri(self) -> String {
        let mut escaped = String::with_capacity(self.0.len());
        for byte in self.0.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => escaped.push(char::from(byte)),
                other => escaped.push_str(&format!("%{other:02X}")),
            }
        }
        escaped
    }

    /// Returns it as a plain message of a report that knows links written `[text](target)`: none is left.
    #[must_use]
    pub fn message(self) -> String {
        self.terminal().replace("](", "] (")
    }

    /// Returns it as text of an XML element or attribute, on one line; what XML cannot hold is shown as an escape.
    #[must_use]
    pub fn xml(self) -> String {
        let mut escaped = String::with_capacity(self.0.len());
        for character in self.terminal().chars() {
            match character {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&apos;"),
                '\u{fffe}' | '\u{ffff}' => escaped.push_str(&format!("\\u{{{:x}}}", u32::from(character))),
                other => escaped.push(other),
            }
        }
        escaped
    }

    /// Returns it as text of an HTML element or attribute.
    #[must_use]
    pub fn html(self) -> String {
        let mut escaped = String::with_capacity(self.0.len());
        for character in visible(self.0).chars() {
            match character {
                '&' | '<' | '>' | '"' | '\'' | '`' => entity(&mut escaped, character),
                other => escaped.push(other),
            }
        }
        escaped
    }
}

/// Escapes in finished JSON what cannot be seen, and what a CI runner would obey where a log prints it; outside of strings
/// there is nothing of the kind, and within them the value stays the same.
pub(super) fn json(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if character != '\n' && is_hidden(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(character);
        }
    }
    escaped.replace("##", "#\\u0023")
}

/// Shows what cannot be seen; line breaks and tabs are blanks.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\t' => shown.push(' '),
            // It only asks for a colourful picture, and makes the width of a line unknowable.
            '\u{fe0f}' => {}
            // Between letters of scripts that need them, joiners are spelling.
            '\u{200c}' | '\u{200d}' if is_joined(before) && characters.peek().copied().is_some_and(is_joined) => shown.push(character),
            hidden if is_hidden(hidden) => {
                shown.push_str(&format!("\\u{{{:x}}}", u32::from(hidden)));
            }
            other => shown.push(other),
        }
        before = character;
    }
    shown
}

fn is_joined(character: char) -> bool {
    character.is_alphabetic() && u32::from(character) >= 0x0600
}

/// Says whether a character is invisible, steers a terminal, or turns the reading direction.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            u32::from(character),
            0x00ad | 0x034f | 0x061c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f | 0x2028..=0x202e
                | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0e | 0xfeff | 0xffa0 | 0xfff0..=0xfffb | 0xe_0000..=0xe_0fff
        )
}

/// Cuts a line into blanks, marks that end a word, and words.
fn tokens(line: &str) -> Vec<&str> {
    let ends = |character: char| character.is_whitespace() || matches!(character, '`' | '|' | '<' | '>' | '"' | '(' | ')' | '[' | ']');
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let length = if ends(first) { first.len_utf8() } else { rest.find(ends).unwrap_or(rest.len()) };
        let Some((token, behind)) = rest.split_at_checked(length) else { break };
        tokens.push(token);
        rest = behind;
    }
    tokens
}

/// Says whether a platform would turn a word into a mention, a reference or a link.
fn is_reference(word: &str) -> bool {
    let lower = word.to_lowercase();
    let numbered = |mark: &str| lower.split(mark).skip(1).any(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
    let is_commit = |part: &str| {
        (7..=64).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
            && part.bytes().any(|byte| byte.is_ascii_alphabetic())
    };
    word.contains('@')
        || lower.contains("://")
        || lower.contains("www.")
        || ["http:", "https:", "ftp:", "mailto:", "xmpp:"].iter().any(|scheme| lower.contains(scheme))
        || ["#", "!", "&", "~", "%", "gh-"].iter().any(|mark| numbered(mark))
        || word.split(|character: char| !character.is_ascii_alphanumeric()).any(is_commit)
}

fn push_markdown(escaped: &mut String, word: &str, at_start: bool) {
    // NOTE: a line that begins with `/` is a command to GitLab and to many bots.
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    for (place, character) in word.chars().enumerate() {
        let opens_line = at_start
            && (place == 0 && matches!(character, '-' | '+' | '=' | '/')
                || digits > 0 && place == digits && matches!(character, '.' | ')'));
        match character {
            '&' | '<' | '>' | '"' | '`' | '*' | '_' | '[' | ']' | '#' | '!' | '~' | '|' | '\\' | '$' | '{' | '}' => {
                entity(escaped, character);
            }
            mark if opens_line => entity(escaped, mark),
            // A colon makes emoji of words; between other characters it is a colon.
            ':' if word.matches(':').count() > 1 => entity(escaped, ':'),
            other => escaped.push(other),
        }
    }
}

fn entity(escaped: &mut String, character: char) {
    escaped.push_str(&format!("&#{};", u32::from(character)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_no_control_and_no_change_of_direction() {
        let text = Untrusted::new("a\u{1b}[31m\u{9b}b\u{202e}c\u{2066}\u{feff}\u{200b}\u{7f}\r\nd\te\u{2028}").terminal();
        assert_eq!(text, "a\\u{1b}[31m\\u{9b}b\\u{202e}c\\u{2066}\\u{feff}\\u{200b}\\u{7f} d e\\u{2028}");
    }

    #[test]
    fn a_runner_gets_no_command() {
        assert_eq!(Untrusted::new("::error::x ##[error]y").terminal(), ":\\u{3a}error:\\u{3a}x #\\u{23}[error]y");
    }

    #[test]
    fn joiners_stay_where_a_script_needs_them() {
        assert_eq!(Untrusted::new("می\u{200c}شود").terminal(), "می\u{200c}شود");
        assert_eq!(Untrusted::new("lo\u{200d}w").terminal(), "lo\\u{200d}w");
    }

    #[test]
    fn markdown_gets_no_markup() {
        let markup =
            ["|", "<script>", "<img onerror=x>", "-->", "<!-- risklog:diff -->", "*a*", "__b__", "[c](d)", "![e](f)", "~~g~~", "# h", "\\"];
        for text in markup {
            let escaped = Untrusted::new(text).markdown();
            let plain: String = escaped.split("&#").map(|part| part.split_once(';').map_or(part, |(_, rest)| rest)).collect();
            assert!(!plain.contains(['<', '>', '|', '*', '_', '[', ']', '!', '~', '#', '\\', '`']), "{text}: {escaped}");
        }
        assert_eq!(Untrusted::new("a|b").markdown(), "a&#124;b");
    }

    #[test]
    fn mentions_references_and_links_are_code() {
        assert_eq!(Untrusted::new("hi @everyone, closes #1").markdown(), "hi `@everyone,` closes `#1`");
        assert_eq!(Untrusted::new("GH-12 a/b#3 https://x.test/`y").markdown(), "`GH-12` `a/b#3` `https://x.test/`&#96;y");
        assert_eq!(Untrusted::new("(www.x.test) a@b.test").markdown(), "(`www.x.test`) `a@b.test`");
        assert_eq!(Untrusted::new("reverts 0a1b2c3d, not decade or 20240627").markdown(), "reverts `0a1b2c3d,` not decade or 20240627");
    }

    #[test]
    fn nothing_begins_a_block() {
        assert_eq!(Untrusted::new("- a").markdown(), "&#45; a");
        assert_eq!(Untrusted::new("1. a").markdown(), "1&#46; a");
        assert_eq!(Untrusted::new("/merge").markdown(), "&#47;merge");
        assert_eq!(Untrusted::new("> a").markdown(), "&#62; a");
        assert_eq!(Untrusted::new("\n\n    code\n# x").markdown(), "code &#35; x");
    }

    #[test]
    fn within_html_references_are_code_of_html() {
        assert_eq!(Untrusted::new("<i> @all `x` #1").markdown_html(), "&#60;i&#62; <code>@all</code> &#96;x&#96; <code>&#35;1</code>");
    }

    #[test]
    fn xml_gets_no_markup_and_nothing_that_it_cannot_hold() {
        assert_eq!(Untrusted::new("]]><a b='\"'>&\u{0}\u{fffe}\n").xml(), "]]&gt;&lt;a b=&apos;&quot;&apos;&gt;&amp;\\u{0}\\u{fffe} ");
    }

    #[test]
    fn a_uri_is_relative_and_has_no_other_part() {
        assert_eq!(Untrusted::new("a b/c:d?e#f%\nü.yaml").uri(), "a%20b/c%3Ad%3Fe%23f%25%0A%C3%BC.yaml");
    }

    #[test]
    fn a_message_holds_no_link() {
        assert_eq!(Untrusted::new("[a](javascript:b)").message(), "[a] (javascript:b)");
    }

    #[test]
    fn html_gets_no_tags() {
        assert_eq!(Untrusted::new("<b a='\"'>&").html(), "&#60;b a=&#39;&#34;&#39;&#62;&#38;");
    }

    #[test]
    fn json_keeps_its_values() {
        let value = serde_json::json!({"a": "x\u{202e}y\u{9b}\u{e0041}\u{7f} ###[error]####\\##"});
        let text = json(&value.to_string());
        assert!(text.is_ascii() && !text.contains("##"));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), value);
    }
}
