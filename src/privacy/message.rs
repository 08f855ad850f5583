//! A commit message as git keeps it, with every character at its place.

/// What git writes above the part of a message that it cuts off, behind the sign of a comment.
const SCISSORS: &str = " ------------------------ >8 ------------------------";

/// Returns a message with blanks in place of its comments, of what git cuts off, and of the addresses of those who sign.
/// Nothing moves: each byte that is left stands where it stood.
#[must_use]
pub fn without_comments(text: &str, sign: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut is_cut = false;
    for line in text.split_inclusive('\n') {
        is_cut |= line.strip_prefix(sign).is_some_and(|rest| rest.trim_end() == SCISSORS);
        if is_cut || line.starts_with(sign) {
            kept.push_str(&blank(line));
            continue;
        }
        match signed(line) {
            Some(at) => {
                let (name, address) = line.split_at(at);
                kept.push_str(name);
                kept.push_str(&blank(address));
            }
            None => kept.push_str(line),
        }
    }
    kept
}

/// Returns where the address of a signature begins: `…-by:` and `Cc:` name people who work on the repository, by git's own
/// custom, and git keeps their addresses anyway.
fn signed(line: &str) -> Option<usize> {
    let (key, _) = line.split_once(": ")?;
    let key = key.to_ascii_lowercase();
    let is_word = key.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    let is_signature = is_word && (key == "cc" || key.strip_suffix("-by").is_some_and(|who| !who.is_empty()));
    line.rfind('<').filter(|_| is_signature && line.trim_end().ends_with('>'))
}

fn blank(text: &str) -> String {
    text.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_what_is_cut_off_become_blank_and_nothing_moves() {
        let text = "one\n# twö\nthree # kept\n# ------------------------ >8 ------------------------\ndiff\n";
        let kept = without_comments(text, "#");
        assert_eq!(kept.len(), text.len());
        assert_eq!(kept.split_whitespace().collect::<Vec<_>>(), ["one", "three", "#", "kept"]);
        assert!(kept.find("three") == text.find("three"));
        assert_eq!(without_comments("; one\n# two\n", ";").trim(), "# two");
    }

    #[test]
    fn those_who_sign_may_have_an_address() {
        let text = "Words with a@b.example\n\nSigned-off-by: me_officer <me-officer@example.org>\nFrom: x <y@b.example>\n";
        let kept = without_comments(text, "#");
        assert!(kept.contains("a@b.example") && kept.contains("y@b.example") && !kept.contains("me-officer@"));
        assert_eq!(kept.len(), text.len());
        for trailer in ["Reported-by", "Helped-by", "Cc"] {
            assert!(!without_comments(&format!("{trailer}: me <me@b.example>\n"), "#").contains("me@"), "{trailer}");
        }
        assert!(without_comments("Go by: me <me@b.example>\n", "#").contains("me@"));
    }
}
