//! Patterns of numbers that stand for one person: documents, accounts, cases.

use super::Kind;
use super::pattern::{Hit, Written};
use super::signs::Clue;

/// The patterns.
pub(super) const PATTERNS: &[Written] = &[
    Written {
        kind: Kind::IdentityNumber,
        joins_words: false,
        clue: Clue::Digits(6),
        expression: r"[A-Z]{1,2}DIGIT{6,9}",
        counts: is_lettered,
    },
    Written { kind: Kind::IdentityNumber, joins_words: false, clue: Clue::Digits(9), expression: r"DIGIT{9,40}", counts: is_long },
    Written {
        kind: Kind::IdentityNumber,
        joins_words: false,
        clue: Clue::Digits(9),
        expression: r"DIGIT{5}-DIGIT{7}-DIGIT|DIGIT{3}-DIGIT{2}-DIGIT{4}",
        counts: is_whole,
    },
    Written {
        kind: Kind::IdentityNumber,
        joins_words: false,
        clue: Clue::Digits(5),
        expression: concat!(
            r"(?i)(?:passport|national id(?:entity)?(?: card)?|identity (?:card|document|number)|id card|id|travel document|visa",
            r"|residence (?:permit|card)|social security|cnic|driving licen[cs]e|driver'?s licen[cs]e|birth certificate|tax id|iqama",
            r"|refugee card|registration card|passeport|pasaporte|carte d'identité|cédula|dni)(?: ?(?:no|nr|number|№|n°|nº|núm))?[.:#]{0,3} {0,3}[:#]? ?",
            r"(?:[A-Z]{0,3}[\-/ ]?DIGIT[DIGIT\-/]{4,24}|DIGIT{2}[A-Z]{2}DIGIT{5})",
        ),
        counts: is_document,
    },
    Written {
        kind: Kind::IdentityNumber,
        joins_words: false,
        clue: Clue::OtherScript,
        expression: concat!(
            r"(?:جواز السفر|جواز سفر|جواز|الهوية|البطاقة|الإقامة|گذرنامه|کد ملی|کدملی|شناسنامه",
            r"|کارت ملی)[^\n0-9٠-٩۰-۹]{0,12}[A-Z]{0,3}DIGIT{5,20}",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::IdentityNumber,
        joins_words: false,
        clue: Clue::Digits(8),
        expression: r"[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?",
        counts: is_account,
    },
    Written {
        kind: Kind::CaseNumber,
        joins_words: false,
        clue: Clue::Digits(1),
        expression: concat!(
            r"(?i)(?:case|file|fir|docket|complaint|petition|dossier|police report|crime report)[ \t]{1,3}(?:no|nr|number|#",
            r"|№)\.?[ \t]{0,3}[:#]?[ \t]{0,3}[A-Z0-9٠-٩۰-۹][A-Z0-9٠-٩۰-۹/\-]{2,40}",
        ),
        counts: is_case,
    },
    Written {
        kind: Kind::CaseNumber,
        joins_words: false,
        clue: Clue::Digits(2),
        expression: concat!(
            r"(?i)(?:case|fir|docket|complaint|petition|dossier)[ \t]{1,3}#?[A-Z]{0,4}[\-. ]?[0-9]{1,6}/(?:19|20)[0-9]{2}|(?:fir",
            r"|docket)[ \t]{1,3}#?[0-9]{2,6}/[0-9]{2,4}",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::CaseNumber,
        joins_words: false,
        clue: Clue::OtherScript,
        expression: r"(?:قضية|القضية|ملف|الملف|محضر|پرونده|پروندهٔ)[ \t]{1,3}(?:رقم|شماره)[ \t:]{0,3}DIGIT[DIGIT/\-]{1,20}",
        counts: |_| true,
    },
];

/// A letter or two with digits; what begins with a year is the number of a paper (`XA202401`).
fn is_lettered(hit: &Hit<'_>) -> bool {
    let digits = hit.digits();
    let begins_with_year = matches!(digits.get(..3), Some("199" | "200" | "201" | "202" | "203")) && digits.len() <= 8;
    let is_booking = ["GL", "PO", "PR"].iter().any(|prefix| hit.matched.starts_with(prefix)) && digits.len() == 6;
    !begins_with_year && !is_booking && is_whole(hit)
}

fn is_long(hit: &Hit<'_>) -> bool {
    let digits = hit.digits();
    let is_moment = matches!(digits.len(), 12 | 14) && is_day(digits.get(..8).unwrap_or(""));
    let is_issue = hit.before.ends_with('#') && digits.len() < 12;
    let is_second = digits.len() == 10 && hit.words_before(2).iter().any(|word| ["timestamp", "epoch", "unix"].contains(&word.as_str()));
    let is_other = is_moment || is_issue || is_second;
    digits.len() < 40 && !digits.ends_with("00000") && !is_other && is_whole(hit) && !hit.is_amount() && !is_book(hit, &digits)
}

fn is_whole(hit: &Hit<'_>) -> bool {
    !hit.is_part_of_a_code()
}

fn is_book(hit: &Hit<'_>, digits: &str) -> bool {
    let named = hit.words_before(3).iter().any(|word| word == "isbn" || word == "issn" || word == "doi");
    named || (digits.len() == 13 && (digits.starts_with("9789") || digits.starts_with("9780")))
}

/// Says whether eight digits are a day of this age.
fn is_day(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or("").parse::<u32>();
    let (Ok(year), Ok(month), Ok(day)) = (part(0, 4), part(4, 6), part(6, 8)) else { return false };
    (1990..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// The word `id` alone needs a number that is none of ours (`id: 12345` is a key of many files) and no day.
fn is_document(hit: &Hit<'_>) -> bool {
    let digits = hit.digits();
    let is_years = digits.len() == 8 && (digits.starts_with("19") || digits.starts_with("20"));
    let is_bare = hit.matched.get(..2).is_some_and(|word| word.eq_ignore_ascii_case("id"))
        && !hit.matched.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("id card"));
    (5..=20).contains(&digits.len()) && !is_years && (!is_bare || digits.len() >= 7)
}

fn is_account(hit: &Hit<'_>) -> bool {
    hit.digits().len() >= 8
}

/// "In case no 2024 data exist" is no case.
fn is_case(hit: &Hit<'_>) -> bool {
    let begins_with_case = hit.matched.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("case"));
    let number = hit.matched.rsplit([' ', '\t', ':', '#']).next().unwrap_or("");
    let is_sentence = number.chars().all(char::is_numeric) && !hit.matched.contains(['.', ':', '#']);
    let is_condition = begins_with_case && is_sentence && hit.words_before(1).iter().any(|word| word == "in");
    number.chars().any(char::is_numeric) && !is_condition
}
