//! Patterns of people: their names with a title, and counts so small that they tell who is meant.

use super::Kind;
use super::pattern::{Hit, Written};
use super::signs::Clue;

/// The patterns.
pub(super) const PATTERNS: &[Written] = &[
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
        counts: is_arabic_name,
    },
    Written {
        kind: Kind::NamedPerson,
        joins_words: false,
        clue: Clue::Words,
        expression: r"(?:Judge|Prosecutor|Inspector|Colonel|Captain|Sergeant|Lieutenant)[ \t]UPPERLOWER{2,20}",
        counts: is_single_name,
    },
    Written {
        kind: Kind::NamedPerson,
        joins_words: false,
        clue: Clue::Words,
        expression: r"(?:M\.GAPUPPERLOWER+GAPUPPER|(?:Sra?|Srta|Dra)\.GAPUPPER)LETTER+(?:[ \t]UPPERLETTER+)?",
        counts: is_titled,
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
            r"(?i)(?:(?:only|just) (?:one|two|three|four|five|six|seven|eight|nine|NOT_ZERO) of (?:them|the ",
            r"(?:victims|survivors|witnesses|children|women|detainees))|(?:two|three|four|five|six|seven|eight|nine) of the (?:victims|survivors",
            r"|witnesses|girls|boys|children|women|detainees|complainants|defendants))",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::SmallNumber,
        joins_words: false,
        clue: Clue::Words,
        expression: concat!(
            r"(?i)bothGAP(?:theGAP)?(?:victims|survivors|witnesses|girls|boys|women|men|minors|children|complainants|detainees|defendants",
            r"|suspects)",
        ),
        counts: is_both,
    },
    Written {
        kind: Kind::SmallNumber,
        joins_words: false,
        clue: Clue::Words,
        expression: concat!(
            r"(?i)(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)GAP(?:victimes|témoins|femmes",
            r"|filles|garçons|enfants|mineurs|détenus|víctimas|testigos|mujeres|niñas|niños|menores|detenidos)",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::SmallNumber,
        joins_words: false,
        clue: Clue::OtherScript,
        expression: "ضحيتان|ضحيتين|شاهدان|شاهدتان|طفلان|طفلتان|فتاتان|امرأتان",
        counts: |_| true,
    },
];

/// Words that begin with a capital letter behind a title and are no name.
const OFFICES: [&str; 84] = [
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
    "officer",
    "adviser",
    "advisor",
    "manager",
    "rapporteur",
    "marshal",
    "president",
    "conduct",
    "evaluation",
    "marshals",
    "judge",
    "prosecutor",
    "inspector",
    "training-of",
    "jury",
    "sections",
    "teams",
    "offices",
    "services",
    "selection",
];

fn is_official(hit: &Hit<'_>) -> bool {
    let mut names = hit.matched.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| !word.is_empty()).skip(1);
    names.all(|word| !OFFICES.contains(&word.to_lowercase().as_str()))
}

fn is_titled(hit: &Hit<'_>) -> bool {
    let name = hit.matched.split(|c: char| c.is_whitespace()).filter(|word| word.chars().count() > 1).nth(1).unwrap_or("");
    let name = name.trim_end_matches('.').to_lowercase();
    let is_product =
        hit.matched.starts_with(['M']) && ["word", "excel", "teams", "outlook", "access", "powerpoint"].contains(&name.as_str());
    !OFFICES.contains(&name.as_str()) && !is_product && !hit.matched.starts_with("DR Congo")
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
const COMPOUND: [&str; 49] = [
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
    "policy",
    "policies",
    "labour",
    "marriage",
    "benefit",
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
    let is_small = joined
        && words.last().is_some_and(|word| word == "minor")
        && !hit.words_after(1).iter().all(|word| BEHIND_MINOR.contains(&word.as_str()));
    !is_other && !is_numbered && !is_compound && !is_small && !hit.is_part_of_a_code()
}

/// Words behind "one minor" that leave it a person; before a thing it is a small one.
const BEHIND_MINOR: [&str; 22] = [
    "was", "is", "were", "who", "in", "from", "at", "had", "has", "and", "with", "without", "to", "said", "told", "died", "on", "by",
    "girl", "boy", "victim", "witness",
];

/// "Both women and men" are everybody.
fn is_both(hit: &Hit<'_>) -> bool {
    let next = hit.words_after(1);
    let goes_on = next.iter().any(|word| ["and", "or", "as", "of"].contains(&word.as_str()) || COMPOUND.contains(&word.as_str()));
    !goes_on && !hit.after.starts_with([',', '/', '\'', '’', '-'])
}

/// One name alone behind a function: no office, and no sentence that begins there.
fn is_single_name(hit: &Hit<'_>) -> bool {
    let name = hit.matched.split_whitespace().nth(1).unwrap_or("").to_lowercase();
    let is_office = |word: &String| OFFICES.contains(&word.as_str());
    !OFFICES.contains(&name.as_str()) && !hit.words_after(1).iter().any(is_office)
}

/// Words behind an Arabic or Persian title that are no name.
const ARABIC_OFFICES: [&str; 24] = [
    "في",
    "من",
    "على",
    "إلى",
    "عن",
    "الذي",
    "التي",
    "أو",
    "أن",
    "هو",
    "كان",
    "لا",
    "الوزير",
    "الوزيرة",
    "الرئيس",
    "الرئيسة",
    "المدير",
    "المديرة",
    "المختص",
    "المختصة",
    "الأمين",
    "السفير",
    "المفوض",
    "المدعي",
];

/// "The judge at the court" and "the competent judge" are offices; a judge's name does not begin with an article.
fn is_arabic_name(hit: &Hit<'_>) -> bool {
    let mut words = hit.matched.split_whitespace();
    let title = words.next().unwrap_or("");
    let name = words.next().unwrap_or("");
    let is_adjective = title == "القاضي" && name.starts_with("ال");
    !ARABIC_OFFICES.contains(&name) && !is_adjective
}
