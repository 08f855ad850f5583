//! The rules that are found while a document is read: by the parser, the schema or the reader of values. What they check
//! stands where it is found (`yaml/`, `schema/`); here they have their name, reason and examples.

use crate::rules::{Check, Group, Levels, Rule};

/// A rule of ours that is an error at every stage.
const fn reading(name: &'static str, words: [&'static str; 2], examples: [&'static str; 2]) -> Rule {
    let ([checks, why], [bad, good]) = (words, examples);
    Rule { name, group: Group::Ours, levels: Levels::ERROR, checks, why, bad, good, check: Check::Reading }
}

/// `syntax`: it is YAML.
pub const SYNTAX: Rule = reading(
    "syntax",
    [
        "The file is YAML that every program reads in the same way.",
        "Programs guess at a broken line, each in its own way, and a rating may be lost in the guess.",
    ],
    ["rationale: As agreed: wide discretion for the police.", "rationale: \"As agreed: wide discretion for the police.\""],
);

/// `schema`: keys and values have the shape that the format gives them.
pub const SCHEMA: Rule = reading(
    "schema",
    [
        "Every required key is there, and every value is of the kind that belongs behind its key.",
        "A value of another kind cannot be compared, counted or followed through time.",
    ],
    ["status: finished", "status: in_progress"],
);

/// `unknown-key`: keys outside the format.
pub const UNKNOWN_KEY: Rule = reading(
    "unknown-key",
    [
        "Every key is one of the format's, or begins with `x_`.",
        "What stands behind a misspelt key is read by nobody: it is lost without a word.",
    ],
    ["next_reveiw: 2024-12-31", "next_review: 2024-12-31"],
);

/// `wrong-rating-word`: the form has three words.
pub const WRONG_RATING_WORD: Rule = Rule {
    group: Group::Toolkit,
    ..reading(
        "wrong-rating-word",
        [
            "Likelihood and impact are high, medium, low or blank.",
            "The form has three words; ratings in other words cannot be laid beside each other.",
        ],
        ["impact: moderate", "impact: medium"],
    )
};

/// `rating-placeholder`: blank is the word for not yet.
pub const RATING_PLACEHOLDER: Rule = reading(
    "rating-placeholder",
    [
        "A cell without a rating is left blank, not filled with TBD, n/a, ?, none or 0.",
        "A blank cell says that nobody has rated the risk yet; a filled one looks like an answer.",
    ],
    ["impact: n/a", "impact:"],
);

/// `number-needs-quotes`: tool numbers are text.
pub const NUMBER_NEEDS_QUOTES: Rule = reading(
    "number-needs-quotes",
    ["The number of a tool stands in quotes.", "Without quotes it is a number, and 3.10 would turn into 3.1."],
    ["tool: 3.3", "tool: \"3.3\""],
);

/// `possible-lost-text`: what YAML takes for a comment.
pub const POSSIBLE_LOST_TEXT: Rule = reading(
    "possible-lost-text",
    [
        "No sentence without quotes goes on behind a space and a `#`.",
        "YAML takes the rest of the line for a comment, so the end of the sentence is lost.",
    ],
    ["rationale: See item #3 of the minutes.", "rationale: \"See item #3 of the minutes.\""],
);

/// `typographic-characters`: what word processors put in.
pub const TYPOGRAPHIC_CHARACTERS: Rule = reading(
    "typographic-characters",
    [
        "No curly quotation marks stand round a word that must match, and no no-break space beside a colon.",
        "Text pasted from a word processor looks right and is read as another word.",
    ],
    ["impact: \u{201c}high\u{201d}", "impact: high"],
);

/// `hidden-characters`: what nobody sees.
pub const HIDDEN_CHARACTERS: Rule = Rule {
    levels: Levels::WARNING,
    ..reading(
        "hidden-characters",
        [
            "No invisible character changes the order in which the text is shown.",
            "A reviewer would see another text than the one that is kept.",
        ],
        [
            "rationale: The first draft leaves \u{202e}wide discretion to the police.",
            "rationale: The first draft leaves wide discretion to the police.",
        ],
    )
};

/// `duplicate-key`: one value behind one key.
pub const DUPLICATE_KEY: Rule = reading(
    "duplicate-key",
    [
        "No key stands twice in the same block.",
        "Programs differ in which of the two values they take, so nobody knows which one was meant.",
    ],
    ["impact: high\nimpact: medium", "impact: high"],
);

/// `yaml-feature-not-allowed`: anchors, aliases, tags, several documents.
pub const YAML_FEATURE_NOT_ALLOWED: Rule = reading(
    "yaml-feature-not-allowed",
    [
        "A document has no anchors, aliases, merge keys or tags, and a file holds one document.",
        "They let a line change the meaning of another one, which a reviewer cannot see.",
    ],
    ["impact: &usual high", "impact: high"],
);

/// `too-large`: limits.
pub const TOO_LARGE: Rule = reading(
    "too-large",
    [
        "A file has at most 5 MiB, 64 levels of nesting, 1,000 keys in a block and 10,000 risks.",
        "An assessment is text that people read; beyond these limits something else was pasted in.",
    ],
    [
        "x_annex: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        "x_annex: [[[]]]",
    ],
);

/// `date-invalid`: days of the calendar.
pub const DATE_INVALID: Rule = reading(
    "date-invalid",
    [
        "Every date is a day of the calendar, written as year, month and day with hyphens.",
        "Offices write days and months in another order; only one order can be compared.",
    ],
    ["rated_on: 2024-02-30", "rated_on: 2024-02-29"],
);
