//! Patterns of places that can be found on a map: coordinates, houses in streets.

use super::Kind;
use super::pattern::{Hit, Written, value};
use super::signs::Clue;

/// The patterns.
pub(super) const PATTERNS: &[Written] = &[
    Written {
        kind: Kind::Location,
        joins_words: false,
        clue: Clue::Digits(8),
        expression: r"-?DIGIT{1,2}[.٫]DIGIT{4,12}°? ?[NSns]?\s?[,;/ ]\s?-?DIGIT{1,3}[.٫]DIGIT{4,12}",
        counts: is_on_the_map,
    },
    Written {
        kind: Kind::Location,
        joins_words: false,
        clue: Clue::Digits(2),
        expression: concat!(
            r#"DIGIT{1,3} ?°(?: ?DIGIT{1,2}(?:\.DIGIT{1,4})? ?['′’])?(?: ?DIGIT{1,2}(?:\.DIGIT{1,4})? ?["″”])? ?[NSEW](?:[,; ]{1,2}DIGI"#,
            r#"T{1,3} ?°[0-9.'′’"″” ]{1,16}[EWew])?|[NSEW] ?DIGIT{1,3} ?° ?DIGIT{1,2}(?:\.DIGIT{1,6})? ?['′’]"#,
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::Location,
        joins_words: false,
        clue: Clue::Digits(1),
        expression: concat!(
            r"(?:DIGIT{1,4}[A-Za-z]?,?GAP(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est) )?(?:UPPER[LETTER.]+GAP){1,3}(?:(?i:street|road|avenue|lane",
            r"|boulevard|blvd|alley)|St|Rd|Ave))",
        ),
        counts: is_house,
    },
    Written {
        kind: Kind::Location,
        joins_words: false,
        clue: Clue::Digits(1),
        expression: concat!(
            r"(?i)(?:house|flat|apartment|apt|villa|building|door|room)[ ]{1,2}(?:no|nr|number|#)?\.? ?DIGIT{1,4}[a-z]?, ?(?:street|road|lane",
            r"|block|sector|[a-z]{2,30} (?:street|road|lane|avenue))",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::Location,
        joins_words: false,
        clue: Clue::Digits(1),
        expression: r"(?i)(?:street|road|lane) (?:no|nr|number|#)\.? ?DIGIT{1,4}",
        counts: |_| true,
    },
    Written {
        kind: Kind::Location,
        joins_words: false,
        clue: Clue::Digits(1),
        expression: concat!(
            r"DIGIT{1,4},? (?:bis |ter )?(?i:rue|avenue|boulevard|calle|impasse) (?:(?:de|du|des|del|la|las|los|le|les|d'",
            r"|di) ?){0,2}UPPERLETTER+",
        ),
        counts: is_house,
    },
    Written {
        kind: Kind::Location,
        joins_words: false,
        clue: Clue::Digits(1),
        expression: r"UPPERLOWER+(?:straße|strasse|gasse|weg|platz) DIGIT{1,4}[a-z]?",
        counts: |_| true,
    },
    Written { kind: Kind::Location, joins_words: false, clue: Clue::Web, expression: r"///LETTER+\.LETTER+\.LETTER+", counts: |_| true },
    Written {
        kind: Kind::Location,
        joins_words: true,
        clue: Clue::Web,
        expression: concat!(
            r"(?i)(?:maps\.google\.[a-z.]{2,6}|google\.[a-z.]{2,6}/maps|goo\.gl/maps|maps\.app\.goo\.gl|maps\.apple\.com",
            r"|openstreetmap\.org)/[^\s]{2,}",
        ),
        counts: |_| true,
    },
    Written {
        kind: Kind::Location,
        joins_words: false,
        clue: Clue::Plus,
        expression: r"[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}",
        counts: |_| true,
    },
    Written {
        kind: Kind::Location,
        joins_words: false,
        clue: Clue::OtherScript,
        expression: r"(?:شارع|خیابان|کوچه|زقاق)[ \t][\u{620}-\u{6ff}\u{200c} \t]+?(?:رقم|پلاک|منزل|عمارة)[ \t]{1,2}DIGIT{1,4}",
        counts: |_| true,
    },
];

/// Two shares are no place: one of the numbers is a degree or more, and neither lies beyond the map.
fn is_on_the_map(hit: &Hit<'_>) -> bool {
    let plain: String = hit.matched.chars().map(|c| value(c).unwrap_or(if c == '٫' { '.' } else { c })).collect();
    let numbers = plain.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(|part| part.parse::<f64>().ok());
    let numbers: Vec<f64> = numbers.collect();
    !hit.is_part_of_a_code() && numbers.iter().any(|number| *number >= 1.0) && numbers.iter().all(|number| *number <= 180.0)
}

/// "Phase 2 Silk Road" and "Article 5 …" are no houses, and a road with a programme behind it is none either.
fn is_house(hit: &Hit<'_>) -> bool {
    const BEFORE: [&str; 16] =
        ["article", "phase", "part", "tool", "chapter", "goal", "no", "risk", "section", "rule", "in", "since", "of", "by", "en", "de"];
    const BEHIND: [&str; 8] = ["initiative", "programme", "program", "project", "map", "strategy", "economic", "fund"];
    let is_year = hit.digits().len() == 4 && (hit.digits().starts_with("19") || hit.digits().starts_with("20"));
    let before = hit.words_before(1);
    let is_numbered = before
        .iter()
        .any(|word| BEFORE.contains(&word.as_str()) && (is_year || !["in", "of", "by", "since", "en", "de"].contains(&word.as_str())));
    !is_numbered && !hit.words_after(1).iter().any(|word| BEHIND.contains(&word.as_str())) && !hit.is_part_of_a_code()
}
