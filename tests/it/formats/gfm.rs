//! Markdown as a platform shows it: parsed by an implementation of GitHub's dialect, and then looked through for anything
//! that links, mentions, refers, loads or is markup of somebody else.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};

const TAGS: [&str; 12] =
    ["<b>", "</b>", "<del>", "</del>", "<ins>", "</ins>", "<br>", "<details>", "</details>", "<summary>", "</summary>", "<code>"];

fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.autolink = true;
    extension.table = true;
    extension.strikethrough = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.math_dollars = true;
    extension.math_code = true;
    extension.alerts = true;
    options
}

/// Returns what is alive in a page whose first line may be the marker; nothing else in it is ours but the listed tags.
pub fn alive(markdown: &str, marker: Option<&str>) -> Vec<String> {
    let mut found = Vec::new();
    let rest = match marker {
        Some(marker) => match markdown.trim_start_matches('\n').strip_prefix(&format!("<!-- {marker} -->\n")) {
            Some(rest) => rest,
            None => return vec!["the marker is not the first line".to_owned()],
        },
        None => markdown,
    };
    if rest.contains("<!--") {
        found.push("a comment, perhaps a forged marker".to_owned());
    }
    found.extend(rest.lines().filter(|line| line.starts_with('/')).map(|line| format!("a command to a bot: {line}")));
    let arena = Arena::new();
    for node in parse_document(&arena, rest, &options()).descendants() {
        match &node.data.borrow().value {
            NodeValue::Document
            | NodeValue::Paragraph
            | NodeValue::Heading(_)
            | NodeValue::Table(_)
            | NodeValue::TableRow(_)
            | NodeValue::TableCell
            | NodeValue::List(_)
            | NodeValue::Item(_)
            | NodeValue::SoftBreak
            | NodeValue::Code(_) => {}
            NodeValue::Text(text) => found.extend(live_words(text)),
            NodeValue::HtmlInline(tag) if TAGS.contains(&tag.as_str()) => {}
            NodeValue::HtmlBlock(block) => found.extend(in_html(&block.literal)),
            other => found.push(format!("{other:?}")),
        }
    }
    found
}

/// Returns what is alive in a block of HTML: foreign tags, and words outside of code.
fn in_html(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_code = false;
    for piece in html.split_inclusive('>') {
        let (text, tag) = piece.find('<').map_or((piece, ""), |at| piece.split_at(at));
        if !in_code {
            found.extend(live_words(&decoded(text)));
        }
        in_code = tag == "<code>" || in_code && tag != "</code>";
        if !tag.is_empty() && tag != "</code>" && !TAGS.contains(&tag) {
            found.push(format!("a tag {tag}"));
        }
    }
    found
}

/// Puts the numbered entities back, as a browser does.
fn decoded(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(';') {
            Some((number, rest)) => {
                out.extend(number.parse::<u32>().ok().and_then(char::from_u32));
                out.push_str(rest);
            }
            None => out.push_str(part),
        }
    }
    out
}

/// Returns the words that a platform turns into a mention, a reference or a link, once the page is made.
fn live_words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let before_digit = |mark: &str| lower.split(mark).skip(1).any(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
    let before_name = |mark: &str| lower.split(mark).skip(1).any(|rest| rest.starts_with(|next: char| next.is_alphanumeric()));
    let is_commit = |word: &str| {
        (7..=40).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_hexdigit())
            && word.bytes().any(|byte| byte.is_ascii_digit())
            && word.bytes().any(|byte| byte.is_ascii_alphabetic())
    };
    let mut found = Vec::new();
    if before_name("@") {
        found.push(format!("a mention in {text:?}"));
    }
    if ["#", "!", "gh-", "&"].iter().any(|mark| before_digit(mark)) {
        found.push(format!("a reference in {text:?}"));
    }
    if lower.contains("://") || lower.contains("www.") || lower.contains("mailto:") {
        found.push(format!("a link in {text:?}"));
    }
    found.extend(
        text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| is_commit(word)).map(|word| format!("a commit {word}")),
    );
    found
}

#[test]
fn the_reader_of_markdown_sees_what_is_alive() {
    let attacks = [
        "[x](javascript:alert)",
        "![x](y.png)",
        "hi @everyone",
        "closes #1",
        "see http://x.example",
        "www.x.example",
        "<img src=x>",
        "<b onclick=x>",
        "text\n\n<script>x</script>",
        "> quote",
        "- [ ] task",
        "a[^1]\n\n[^1]: note",
        "[a]: http://x.example\n\n[a]",
        "<!-- risklog:diff -->",
        "~~gone~~",
        "```\ncode\n```",
        "**bold**",
        "a\n/close",
        "0a1b2c3d4",
        "<details><summary>`@everyone`</summary>\n\nx\n\n</details>",
        "$x$",
        "<details><summary>&#64;everyone</summary>\n\nx\n\n</details>",
        "&#64;everyone",
    ];
    for attack in attacks {
        assert!(!alive(attack, None).is_empty(), "{attack}");
    }
    let tame = "<!-- m -->\n\n### Head\n\n| a | b |\n| --- | --- |\n| <b>x</b><br>y | `@everyone` `#1` |\n\n<details><summary>x <code>#1</code></summary>\n\ny\n\n</details>\n";
    assert_eq!(alive(tame, Some("m")), Vec::<String>::new());
}
