//! Patterns of people: their birth and age, their names with a title, and counts so small that they tell who is meant.

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
        clue: Clue::Digits(1),
        expression: concat!(
            r"(?i)bornGAP(?:on|in)GAP(?:the )?(?:[a-zà-ÿ]{3,9}GAP)?DIGIT{1,4}(?:st|nd|rd|th)?(?:[ \-./,]{1,2}(?:of )?(?:DIGIT{1,2}",
            r"|[a-zà-ÿ]{3,9})(?:[ \-./,]{1,2}DIGIT{2,4})?)?",
        ),
        counts: |_| true,
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
        kind: Kind::NamedPerson,
        joins_words: false,
        clue: Clue::Words,
        expression: concat!(
            r"(?:Mr|MR|Mrs|MRS|Ms|MS|Mx|Miss|Dr|DR|Prof|Capt|Lt|Sgt|Col|Insp|Adv|Mme|Mlle|Herr|Frau|Señora?|Sheikh",
            r"|Haji)\.?GAPUPPER(?:\.GAPUPPER)?LETTER+(?:[ \t]UPPERLETTER+)?",
        ),
        counts: is_titled,
    },
    Written {
        kind: Kind::NamedPerson,
        joins_words: false,
        clue: Clue::Words,
        expression: concat!(
            r"(?:Judge|Prosecutor|Inspector|Officer|Colonel|Captain|Major|Minister|Commissioner|Sergeant|Lieutenant|Brigadier|Superintendent",
            r"|Warden|Constable|Governor)GAPUPPERLOWER+(?:-UPPERLOWER+)?GAPUPPER[LOWER'’]+",
        ),
        counts: is_official,
    },
    Written {
        kind: Kind::NamedPerson,
        joins_words: false,
        clue: Clue::Words,
        expression: concat!(
            r"(?i:victim|survivor|witness|woman|man|girl|boy|official|officer|person|judge|prosecutor|lawyer|suspect|activist",
            r"|journalist),?GAP(?:named|called|known as|identified as)GAPUPPERLETTER+(?:[ \t]UPPER[LETTER.]*)?",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::NamedPerson,
        joins_words: false,
        clue: Clue::OtherScript,
        expression: concat!(
            r"(?:السيدة|السيد|الدكتورة|الدكتور|الأستاذة|الأستاذ|القاضي|آقای|خانم دکتر",
            r"|دکتر)[ \t]{1,3}[\u{620}-\u{6ff}\u{200c}]+(?:[ \t][\u{620}-\u{6ff}\u{200c}]+)?",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::SmallNumber,
        joins_words: false,
        clue: Clue::Words,
        expression: concat!(
            r"(?i)(?:one|two|three|four|five|six|seven|eight|nine|(?:NOT_ZERO ?(?:-|–|to|or) ?)?NOT_ZERO)GAP(?:[a-z\-]{1,24}GAP){0,3}?(?:victim",
            r"|survivor|witness|girl|boy|minor|child|children|woman|women|man|men|informant|complainant|detainee|defendant|suspect|prisoner",
            r"|inmate|migrant|refugee|asylum[ -]seeker)(?:e?s)?",
        ),
        counts: is_count_of_people,
    },
    Written {
        kind: Kind::SmallNumber,
        joins_words: false,
        clue: Clue::Words,
        expression: concat!(
            r"(?i)(?:only|just) (?:one|two|three|four|five|six|seven|eight|nine|NOT_ZERO) of (?:them|the victims|the survivors|the witnesses",
            r"|the children|the women|the detainees)",
        ),
        counts: |_| true,
    },
];

/// Things that have an age and are nobody.
const THINGS: [&str; 26] = [
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
];
/// What turns an age into a limit or a range.
const LIMITS: [&str; 12] = ["under", "over", "below", "above", "least", "than", "to", "and", "from", "until", "or", "between"];

fn is_age(hit: &Hit<'_>) -> bool {
    let word = hit.matched.split([' ', '-', '\u{2010}', '\u{2011}']).next().unwrap_or("").to_lowercase();
    let is_number = word.chars().all(char::is_numeric) || AGES.contains(&word.as_str());
    let is_limit = hit.words_before(1).iter().any(|word| LIMITS.contains(&word.as_str()));
    let is_range = hit.before.ends_with(['-', '–']) && hit.before.chars().rev().nth(1).is_some_and(char::is_numeric);
    let is_thing = hit.words_after(1).iter().any(|word| THINGS.contains(&word.as_str()));
    is_number && !is_limit && !is_range && !is_thing
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
    let is_group = next.iter().any(|word| ["to", "and", "or", "through"].contains(&word.as_str()));
    !is_group && !hit.after.trim_start().starts_with(['-', '–', '+', '/'])
}

/// Words that begin with a capital letter behind a title and are no name.
const OFFICES: [&str; 64] = [
    "general",
    "of",
    "office",
    "training",
    "justice",
    "crime",
    "crimes",
    "unit",
    "court",
    "courts",
    "advocate",
    "corps",
    "programme",
    "program",
    "human",
    "rights",
    "national",
    "public",
    "police",
    "border",
    "ministry",
    "department",
    "academy",
    "school",
    "association",
    "council",
    "commission",
    "review",
    "country",
    "regional",
    "senior",
    "deputy",
    "chief",
    "organised",
    "organized",
    "groups",
    "cases",
    "affairs",
    "interior",
    "foreign",
    "labour",
    "social",
    "and",
    "for",
    "the",
    "in",
    "to",
    "head",
    "team",
    "section",
    "support",
    "development",
    "risk",
    "state",
    "district",
    "supreme",
    "high",
    "criminal",
    "special",
    "investigation",
    "reform",
    "protection",
    "events",
    "incidents",
];

fn is_official(hit: &Hit<'_>) -> bool {
    let mut names = hit.matched.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| !word.is_empty()).skip(1);
    names.all(|word| !OFFICES.contains(&word.to_lowercase().as_str()))
}

fn is_titled(hit: &Hit<'_>) -> bool {
    let name = hit.matched.split(|c: char| c.is_whitespace()).filter(|word| word.chars().count() > 1).nth(1).unwrap_or("");
    !OFFICES.contains(&name.to_lowercase().as_str()) && !hit.matched.starts_with("DR Congo")
}

/// Words inside or right behind a count that make it none of people: a share, a list, an institution.
const NOT_COUNTED: [&str; 26] = [
    "or",
    "of",
    "in",
    "to",
    "out",
    "and",
    "per",
    "more",
    "than",
    "types",
    "kinds",
    "groups",
    "categories",
    "hundred",
    "thousand",
    "million",
    "percent",
    "dozen",
    "for",
    "with",
    "by",
    "the",
    "on",
    "a",
    "an",
    "ways",
];
/// Nouns that make what stands before them an attribute: "two victim support centres".
const COMPOUND: [&str; 44] = [
    "group",
    "groups",
    "support",
    "association",
    "associations",
    "organisation",
    "organisations",
    "shelter",
    "shelters",
    "service",
    "services",
    "centre",
    "centres",
    "center",
    "centers",
    "protection",
    "hotline",
    "unit",
    "units",
    "network",
    "networks",
    "rights",
    "desk",
    "desks",
    "assistance",
    "smuggling",
    "judge",
    "judges",
    "lawyer",
    "lawyers",
    "officer",
    "officers",
    "prosecutors",
    "police",
    "investigators",
    "staff",
    "trainers",
    "experts",
    "interviews",
    "statements",
    "committee",
    "committees",
    "s",
    "friendly",
];
/// Words before a figure that is the number of something else.
const NUMBERED: [&str; 30] = [
    "article",
    "articles",
    "art",
    "tool",
    "tools",
    "section",
    "part",
    "chapter",
    "annex",
    "goal",
    "sdg",
    "target",
    "rule",
    "point",
    "number",
    "no",
    "step",
    "phase",
    "level",
    "tier",
    "question",
    "item",
    "risk",
    "guideline",
    "principle",
    "objective",
    "output",
    "outcome",
    "para",
    "paragraph",
];

fn is_count_of_people(hit: &Hit<'_>) -> bool {
    let words: Vec<String> = hit.matched.split(char::is_whitespace).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let is_range = words.iter().take(3).filter(|word| word.chars().any(char::is_numeric)).count() > 1;
    let inner = words.get(if is_range { 3 } else { 1 }..words.len().saturating_sub(1)).unwrap_or_default();
    let is_share = hit.words_before(1).iter().any(|word| word == "in" || word == "of");
    let is_other = is_share || inner.iter().any(|word| NOT_COUNTED.contains(&word.as_str()) || COMPOUND.contains(&word.as_str()));
    let is_numbered =
        hit.words_before(1).iter().any(|word| NUMBERED.contains(&word.as_str()) || ["not", "every", "any"].contains(&word.as_str()));
    let joined = hit.after.starts_with([' ', '-', '\'', '’', '\n']);
    let is_compound = joined && hit.words_after(1).iter().any(|word| COMPOUND.contains(&word.as_str()));
    !is_other && !is_numbered && !is_compound && !hit.is_part_of_a_code()
}
