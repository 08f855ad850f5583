//! Patterns of the birth and the age of one person.

use super::Kind;
use super::pattern::{Hit, Written};
use super::signs::Clue;

/// The patterns.
pub(super) const PATTERNS: &[Written] = &[
    Written {
        kind: Kind::BirthDetail,
        joins_words: false,
        clue: Clue::Words,
        expression: concat!(
            r"(?i)(?:d\.?o\.?b\.?|date of birth|birth ?date|day of birth|birthday|year of birth)[^\n]{0,20}?DIGIT{1,4}(?:[ \-./](?:DIGIT{1,2}",
            r"|[a-zà-ÿ]{3,9})[ \-./]DIGIT{1,4})?",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::BirthDetail,
        joins_words: false,
        clue: Clue::Words,
        expression: concat!(
            r"(?i)bornGAP(?:(?:on|in)GAP)?(?:the )?(?:[a-zà-ÿ]{3,9}GAP)?DIGIT{1,4}(?:st|nd|rd|th)?(?:[ \-./,]{1,2}(?:of )?(?:DIGIT{1,2}",
            r"|[a-zà-ÿ]{3,9})(?:[ \-./,]{1,2}DIGIT{2,4})?)?",
        ),
        counts: is_birth,
    },
    Written {
        kind: Kind::BirthDetail,
        joins_words: false,
        clue: Clue::Words,
        expression: concat!(
            r"(?i)(?:DIGIT{1,2}|(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty",
            r"|sixty|seventy)(?:[ -][a-z]{3,5})?|[a-z]{3,5}))[ \-\u{2010}\u{2011}]{1,2}(?:years?|yrs?)[ \-\u{2010}\u{2011}]{1,2}old",
        ),
        counts: is_age,
    },
    Written {
        kind: Kind::BirthDetail,
        joins_words: false,
        clue: Clue::Digits(1),
        expression: concat!(
            r"(?i)(?:girl|boy|man|woman|child|minor|male|female|victim|survivor|witness|person|migrant|detainee|complainant|suspect",
            r"|national),?GAP(?:is |was )?(?:aged?|age of)[: ]{1,2}DIGIT{1,2}",
        ),
        counts: is_single_age,
    },
    Written {
        kind: Kind::BirthDetail,
        joins_words: false,
        clue: Clue::OtherScript,
        expression: concat!(
            r"(?:تاريخ الميلاد|تاريخ ميلاد|تاریخ تولد|متولد|مواليد|مولود في|عمره|عمرها",
            r"|سنش)[^\n0-9٠-٩۰-۹]{0,12}DIGIT{1,4}(?:[/\-.]DIGIT{1,2}[/\-.]DIGIT{1,4})?",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::BirthDetail,
        joins_words: false,
        clue: Clue::Digits(1),
        expression: concat!(
            r"(?i)(?:girl|boy|man|woman|child|minor|victim|survivor|witness|migrant|detainee|complainant|suspect)GAP(?:ofGAPDIGIT{1,2}|",
            r"\(DIGIT{1,2}\))",
        ),
        counts: is_age_behind,
    },
    Written {
        kind: Kind::BirthDetail,
        joins_words: false,
        clue: Clue::Digits(1),
        expression: r"(?i)DIGIT{1,2} ?(?:y\. ?o\.|y/o|yo)",
        counts: is_short_age,
    },
    Written {
        kind: Kind::BirthDetail,
        joins_words: false,
        clue: Clue::Digits(1),
        expression: concat!(
            r"(?i)(?:née?|nacid[oa])GAP(?:le|el)GAPDIGIT{1,2}(?:er)?(?:GAP|[./\-])(?:deGAP)?(?:[a-zà-ÿ]{3,10}|DIGIT{1,2})(?:GAP|[./\-])",
            r"(?:del?GAP)?DIGIT{2,4}",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::BirthDetail,
        joins_words: false,
        clue: Clue::Digits(1),
        expression: concat!(
            r"(?i)(?:âgée?|niñ[oa]|chic[oa]|mujer|hombre|joven|víctima|fille|garçon|femme|homme|enfant|victime|adolescente?)GAPdeGAP",
            r"DIGIT{1,2}GAP(?:ans|años)",
        ),
        counts: is_single_age,
    },
];

/// Things that have an age and are nobody.
const THINGS: [&str; 36] = [
    "law",
    "laws",
    "act",
    "treaty",
    "convention",
    "constitution",
    "agreement",
    "project",
    "programme",
    "program",
    "policy",
    "building",
    "system",
    "conflict",
    "code",
    "statute",
    "decree",
    "dispute",
    "case",
    "protocol",
    "tradition",
    "practice",
    "institution",
    "strategy",
    "plan",
    "database",
    "prison",
    "facility",
    "centre",
    "court",
    "ministry",
    "agency",
    "camp",
    "school",
    "network",
    "form",
];
/// What turns an age into a limit or a range.
const LIMITS: [&str; 12] = ["under", "over", "below", "above", "least", "than", "to", "and", "from", "until", "or", "between"];

fn is_age(hit: &Hit<'_>) -> bool {
    let word = hit.matched.split([' ', '-', '\u{2010}', '\u{2011}']).next().unwrap_or("").to_lowercase();
    let is_number = word.chars().all(char::is_numeric) || AGES.contains(&word.as_str());
    let is_limit = hit.words_before(1).iter().any(|word| LIMITS.contains(&word.as_str()));
    let is_range = hit.before.ends_with(['-', '–']) && hit.before.chars().rev().nth(1).is_some_and(char::is_numeric);
    let is_thing = hit.words_after(1).iter().any(|word| THINGS.contains(&word.as_str()));
    is_number && !is_limit && !is_range && !is_thing && is_somebody(hit)
}

/// Ages as words, as far as their first word.
const AGES: [&str; 25] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
];

/// "A child aged 5 to 12" and "a person aged 18 or over" are groups.
fn is_single_age(hit: &Hit<'_>) -> bool {
    let next = hit.words_after(1);
    let is_group = next.iter().any(|word| ["to", "and", "or", "through", "à", "a", "et", "ou", "y", "o"].contains(&word.as_str()));
    !is_group && !hit.after.trim_start().starts_with(['-', '–', '+', '/'])
}

/// Words for one person.
const PERSONS: [&str; 40] = [
    "she",
    "he",
    "they",
    "who",
    "i",
    "girl",
    "boy",
    "man",
    "woman",
    "child",
    "minor",
    "victim",
    "survivor",
    "witness",
    "person",
    "migrant",
    "refugee",
    "detainee",
    "complainant",
    "suspect",
    "defendant",
    "prisoner",
    "inmate",
    "daughter",
    "son",
    "mother",
    "father",
    "sister",
    "brother",
    "wife",
    "husband",
    "girls",
    "boys",
    "sisters",
    "brothers",
    "both",
    "national",
    "informant",
    "applicant",
    "client",
];
/// Words for people as a group, whom a law or a programme is for.
const GROUPS: [&str; 13] =
    ["children", "girls", "boys", "women", "men", "persons", "people", "those", "all", "anyone", "everybody", "everyone", "citizens"];

fn is_one_of(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}

/// "The penal code is 40 years old" is about nobody: behind `is`, somebody has to stand before it, by a word or by a name.
fn is_somebody(hit: &Hit<'_>) -> bool {
    let before = hit.words_before(6);
    let is_said = before.first().is_some_and(|verb| ["is", "are", "was", "were"].contains(&verb.as_str()));
    let Some(noun) = before.get(1).filter(|_| is_said) else { return true };
    let raw = hit.before.split_whitespace().rev().nth(1).unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_name = raw.chars().next().is_some_and(char::is_uppercase) && !["it", "this", "that"].contains(&noun.as_str());
    !THINGS.contains(&noun.as_str()) && (is_name || is_one_of(&before, &PERSONS))
}

/// "Born in 2010" tells of a cohort where a group is born; without `on` or `in` a year, and somebody, is needed.
fn is_birth(hit: &Hit<'_>) -> bool {
    let digits = hit.digits();
    let linked = hit.matched.split_whitespace().nth(1).is_some_and(|word| ["on", "in"].contains(&word.to_lowercase().as_str()));
    let before = hit.words_before(3);
    if digits.chars().count() <= 4 {
        let is_year = digits.starts_with("19") || digits.starts_with("20");
        return if linked { !is_one_of(&before, &GROUPS) } else { is_year && digits.len() == 4 && is_one_of(&before, &PERSONS) };
    }
    linked || digits.get(digits.len() - 4..).is_some_and(|year| year.starts_with("19") || year.starts_with("20")) || digits.len() >= 8
}

/// "A girl of 15" and "girl (15)" are; "a woman of 15 countries" and "rights of the child (24)" are not.
fn is_age_behind(hit: &Hit<'_>) -> bool {
    const GOES_ON: [&str; 18] = [
        "who", "was", "is", "in", "from", "at", "had", "has", "and", "years", "with", "without", "said", "told", "on", "when", "whose",
        "but",
    ];
    if hit.matched.ends_with(')') {
        return !is_one_of(&hit.words_before(3), &["rights", "of"]);
    }
    let ends = hit.after.chars().next().is_none_or(|next| !next.is_whitespace() && !matches!(next, '-' | '–' | '%' | '/'));
    (ends && !hit.is_part_of_a_code())
        || is_one_of(&hit.words_after(1), &GOES_ON)
        || hit.after.trim_start().starts_with(|c: char| !c.is_ascii())
}

fn is_short_age(hit: &Hit<'_>) -> bool {
    !is_one_of(&hit.words_before(1), &LIMITS) && !hit.before.ends_with(['-', '–'])
}
