//! Patterns of ways to reach somebody: addresses, telephone numbers, accounts.

use super::Kind;
use super::pattern::{Hit, Written, value};
use super::signs::Clue;

/// The patterns.
pub(super) const PATTERNS: &[Written] = &[
    Written {
        kind: Kind::Email,
        joins_words: true,
        clue: Clue::At,
        expression: r"ADDRESS+@(?:[^\s@<>()\[\]{},;:.\x22\x27`«»„“”،|=/\\*#!?&\^]+\.)+[^\s@<>()\[\]{},;:.\x22\x27`«»„“”،|=/\\*#!?&\^0-9_\-]{2,40}",
        counts: is_mailbox,
    },
    Written {
        kind: Kind::Email,
        joins_words: true,
        clue: Clue::At,
        expression: r"(?i)[a-z0-9._%+\-\u{c0}-\u{24f}]+ ?[\[({] ?at ?[\])}] ?[a-z0-9\-]+(?: ?(?:\.|[\[({] ?dot ?[\])}]) ?[a-z0-9\-]{2,40}){1,4}",
        counts: |_| true,
    },
    Written {
        kind: Kind::Phone,
        joins_words: false,
        clue: Clue::Digits(8),
        expression: r"(?:[+＋][ (]{0,2}|00[ (]{0,2})NOT_ZERO(?:BETWEENDIGIT){6,14}",
        counts: is_international,
    },
    Written {
        kind: Kind::Phone,
        joins_words: false,
        clue: Clue::Digits(9),
        expression: r"\(?[0٠۰]DIGIT{1,4}\)?[ .\-–/]?DIGIT{3,4}[ .\-–]?DIGIT{3,4}",
        counts: is_national,
    },
    Written {
        kind: Kind::Phone,
        joins_words: false,
        clue: Clue::Digits(6),
        expression: concat!(
            r"(?i)(?:phone|telephone|tel|tél|téléphone|teléfono|móvil|mobile|cell|cellphone|whatsapp|viber|fax|call|ring|هاتف|الهاتف|موبايل|جوال|تلفن|موبایل",
            r"|همراه)(?: ?(?:no|nr|number|n°|رقم|شماره))?[.:#]{0,2} ?[(+]?DIGIT(?:BETWEENDIGIT){5,14}",
        ),
        counts: is_called,
    },
    Written {
        kind: Kind::SocialAccount,
        joins_words: true,
        clue: Clue::Web,
        expression: concat!(
            r#"(?i)(?:facebook|fb|instagram|t|telegram|vk|wa|tiktok|twitter|x|linkedin|youtube|snapchat|threads|signal)\.(?:com|me|org"#,
            r#"|net)/[^\s"'<>()\[\]{},;]+"#,
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::SocialAccount,
        joins_words: true,
        clue: Clue::Web,
        expression: concat!(
            r"(?i)(?:(?:telegram|snapchat|skype|signal|whatsapp|discord|instagram|tiktok)(?: (?:handle|account|id|user|username|profile))?|(?:twitter",
            r"|facebook) (?:handle|account|user|username|profile))[ :#]{1,3}@ADDRESS+",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::SocialAccount,
        joins_words: true,
        clue: Clue::Web,
        expression: r"(?i)@[a-z0-9_.]{3,40} (?:on|via) (?:telegram|instagram|twitter|facebook|tiktok|snapchat|signal|discord)",
        counts: |_| true,
    },
    Written {
        kind: Kind::Phone,
        joins_words: false,
        clue: Clue::Digits(9),
        expression: r"0[1-9](?:[ .\u{a0}][0-9]{2}){4}",
        counts: |hit| !hit.is_part_of_a_code() && !hit.is_amount(),
    },
];

/// `git@host:path` is where a repository lies, and nobody's mailbox.
fn is_mailbox(hit: &Hit<'_>) -> bool {
    let goes_on = hit.after.strip_prefix([':', '/']).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    !(hit.matched.starts_with("git@") && goes_on)
}

/// Words before a number that belongs to a budget, a paper or a register.
const CODES: [&str; 20] = [
    "budget",
    "code",
    "fund",
    "grant",
    "award",
    "project",
    "activity",
    "output",
    "outcome",
    "document",
    "doc",
    "reference",
    "ref",
    "symbol",
    "resolution",
    "decree",
    "law",
    "version",
    "account",
    "invoice",
];

/// A number with the prefix of a country has eight to fifteen digits; one that ends in many zeros is an amount.
fn is_international(hit: &Hit<'_>) -> bool {
    let digits = hit.digits();
    let number = digits.strip_prefix("00").unwrap_or(&digits);
    let is_prefixed = !hit.matched.starts_with(['0', '٠', '۰']);
    (8..=15).contains(&number.len()) && !number.ends_with("000000") && !hit.is_amount() && (is_prefixed || !hit.is_part_of_a_code())
}

fn is_national(hit: &Hit<'_>) -> bool {
    let digits = hit.digits();
    (9..=12).contains(&digits.len())
        && !digits.ends_with("00000")
        && !hit.is_part_of_a_code()
        && !hit.is_amount()
        && !hit.words_before(2).iter().any(|word| CODES.contains(&word.as_str()))
        && !has_year_group(hit.matched)
}

/// What follows the word for a telephone is a number unless it is a day, years or an amount.
fn is_called(hit: &Hit<'_>) -> bool {
    let number = hit.matched.trim_start_matches(|c: char| value(c).is_none());
    let groups: Vec<usize> = number.split(|c: char| value(c).is_none()).map(|group| group.chars().count()).collect();
    let is_date = matches!(groups.as_slice(), [4, 2, 2] | [2, 2, 4] | [4, 4] | [1 | 2, 1 | 2, 4]);
    !is_date && !hit.is_amount() && !hit.digits().ends_with("00000")
}

/// Says whether a group of the number reads as a year, as in `0512-2024-0033`.
fn has_year_group(matched: &str) -> bool {
    let groups: Vec<&str> = matched.split(['-', '–', '.', '/', ' ']).collect();
    groups.iter().skip(1).any(|group| group.len() == 4 && (group.starts_with("19") || group.starts_with("20")))
}
