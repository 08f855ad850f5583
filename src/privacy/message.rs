//! A commit message as git keeps it, with every character at its place.

/// What git writes above the part of a message that it cuts off, behind the sign of a comment.
const SCISSORS: &str = " ------------------------ >8 ------------------------";
/// Lines at the end of a message that name people who work on the repository: git keeps their addresses anyway.
const SIGNATURES: [&str; 6] = ["signed-off-by", "co-authored-by", "reviewed-by", "acked-by", "tested-by", "approved-by"];

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

/// Returns where the address of a signature begins.
fn signed(line: &str) -> Option<usize> {
    let (key, _) = line.split_once(": ")?;
    let is_signature = SIGNATURES.contains(&key.to_ascii_lowercase().as_str());
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
    }
}
