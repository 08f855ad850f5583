//! What the schema refuses, said in plain words and under the rule that names the slip; nothing is dropped.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

use super::shape;
use crate::finding::Part;
use crate::likeness;
use crate::route::{Route, Step};

/// One place where a document does not have its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule that names it.
    pub rule: &'static str,
    /// Where.
    pub route: Route,
    /// Which part of the place.
    pub part: Part,
    /// What is wrong.
    pub message: String,
    /// How to put it right.
    pub help: Option<String>,
}

/// The key that merges another block in; reading refuses it.
const MERGE: &str = "<<";

/// Words that stand in a rating cell when there is no rating.
const PLACEHOLDERS: [&str; 16] = [
    "tbd",
    "tbc",
    "n/a",
    "na",
    "?",
    "??",
    "none",
    "unknown",
    "0",
    "-",
    "--",
    "x",
    "pending",
    "not rated",
    "to be determined",
    "to be decided",
];

/// Words for the three levels that people use elsewhere.
const LEVEL_WORDS: [(&str, &[&str]); 3] = [
    ("high", &["h", "hi", "severe", "critical", "very high", "major", "3"]),
    ("medium", &["m", "med", "moderate", "mid", "middle", "average", "2"]),
    ("low", &["l", "lo", "minor", "very low", "negligible", "1"]),
];

/// Words for the answers of the forms that people use elsewhere.
const ANSWER_WORDS: [(&str, &[&str]); 4] = [
    ("yes", &["y", "true", "done"]),
    ("in_part", &["partly", "partial", "partially", "in part", "in progress", "some"]),
    ("no", &["n", "false", "not yet"]),
    ("not_applicable", &["n/a", "na", "not applicable", "none"]),
];

/// Puts the errors of a validation into words.
pub(super) fn tell<'e>(schema: &Value, document: &Value, errors: impl Iterator<Item = ValidationError<'e>>) -> Vec<Violation> {
    let mut found: Vec<Violation> = Vec::new();
    for error in errors {
        let route = Route::from_pointer(error.instance_path().as_str());
        let value = document.pointer(error.instance_path().as_str()).unwrap_or(&Value::Null);
        let place = Refused { schema, route: &route, value };
        found.extend(place.tell(error.kind()));
    }
    found.sort_by(|a, b| (&a.route, a.part, a.rule, &a.message).cmp(&(&b.route, b.part, b.rule, &b.message)));
    found.dedup();
    found
}

struct Refused<'a> {
    schema: &'a Value,
    route: &'a Route,
    value: &'a Value,
}

impl Refused<'_> {
    fn tell(&self, kind: &ValidationErrorKind) -> Vec<Violation> {
        use ValidationErrorKind as K;
        match kind {
            K::AdditionalProperties { unexpected } => {
                unexpected.iter().filter(|key| *key != MERGE).map(|key| self.unknown_key(key)).collect()
            }
            K::Required { property } => self.missing(property.as_str().unwrap_or_default()).into_iter().collect(),
            K::Enum { options } => vec![self.wrong_word(options)],
            K::Type { kind } => vec![self.wrong_type(kind)],
            K::Format { .. } => vec![self.wrong_date()],
            K::Pattern { .. } => vec![self.wrong_pattern()],
            K::Constant { expected_value } => vec![self.wrong_constant(expected_value)],
            K::MinLength { .. } => vec![self.schema("must not be empty", None)],
            K::MinItems { .. } => vec![self.schema("needs at least one entry", None)],
            K::MinProperties { .. } => vec![self.schema("needs at least one entry", None)],
            K::MaxItems { limit } => vec![Violation { rule: "too-large", ..self.schema(&format!("has more than {limit} entries"), None) }],
            K::Minimum { limit } => vec![self.schema(&format!("must be at least {limit}"), None)],
            K::Maximum { limit } => vec![self.schema(&format!("must be at most {limit}"), None)],
            K::AnyOf { .. } => vec![self.neither()],
            K::PropertyNames { error } => vec![self.wrong_name(error)],
            other => vec![self.schema(&format!("does not have the expected shape ({})", other.keyword()), None)],
        }
    }

    fn violation(&self, rule: &'static str, message: String, help: Option<String>) -> Violation {
        Violation { rule, route: self.route.clone(), part: Part::Value, message, help }
    }

    fn schema(&self, what: &str, help: Option<String>) -> Violation {
        self.violation("schema", format!("{} {what}", self.name()), help)
    }

    /// The key (or the entry of a list) that is meant, as people would say it.
    fn name(&self) -> String {
        match (self.route.steps().last(), self.route.last_key()) {
            (None, _) | (_, None) => "this document".to_owned(),
            (Some(Step::Index(index)), Some(key)) => format!("entry {} of `{key}`", index + 1),
            (Some(Step::Key(_)), Some(key)) => format!("`{key}`"),
        }
    }

    fn key(&self) -> &str {
        self.route.last_key().unwrap_or("")
    }

    fn written(&self) -> String {
        match self.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }

    fn unknown_key(&self, key: &str) -> Violation {
        let allowed = shape::keys_at(self.schema, self.route);
        let help = match likeness::nearest(key, &allowed) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "delete it, or begin it with `x_` if your office needs a key of its own".to_owned(),
        };
        let message = format!("`{key}` is not a key that can stand here");
        Violation { rule: "unknown-key", route: self.route.key(key), part: Part::Key, message, help: Some(help) }
    }

    fn missing(&self, property: &str) -> Option<Violation> {
        let allowed = shape::keys_at(self.schema, self.route);
        let present = self.value.as_object();
        // One slip, one finding: a misspelt key is named as unknown, and is not missing as well.
        let misspelt = present.is_some_and(|map| {
            map.keys().any(|key| !allowed.contains(&key.as_str()) && likeness::nearest(key, &allowed) == Some(property))
        });
        // A merge key was refused already, and may have brought the key in.
        if misspelt || present.is_some_and(|map| map.contains_key(MERGE)) {
            return None;
        }
        let help = match property {
            "likelihood" | "impact" => format!("add the line `{property}:` and leave it blank while nobody has rated the risk"),
            "reviews" => "add `reviews: {frequency: semi_annual}` or another rhythm".to_owned(),
            _ => format!("add the line `{property}: …`"),
        };
        let mut violation = self.schema(&format!("lacks the key `{property}`"), Some(help));
        if let Some(Step::Index(index)) = self.route.steps().last() {
            let id = self.value.get("id").and_then(Value::as_str).map_or_else(|| format!("entry {}", index + 1), str::to_owned);
            violation.message = format!("{id} lacks the key `{property}`");
        }
        violation.part = Part::FirstKey;
        Some(violation)
    }

    fn wrong_word(&self, options: &Value) -> Violation {
        let key = self.key();
        if self.is_bare_number() {
            return self.needs_quotes();
        }
        let words: Vec<&str> = options.as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
        let written = self.written();
        if let Some(word) = unwrapped(&written).and_then(|inner| words.iter().find(|word| inner.eq_ignore_ascii_case(word))) {
            let message =
                format!("the curly quotation marks are part of the word `{written}`, so it is not one of the words that can stand here");
            return self.violation("typographic-characters", message, Some(format!("write: {key}: {word}")));
        }
        if matches!(key, "likelihood" | "impact") && words.contains(&"medium") {
            return self.wrong_rating(&written);
        }
        if words.is_empty() {
            return self.schema("cannot stand in a document of this tool", Some("take it out".to_owned()));
        }
        if self.value.is_null() {
            return self.schema(&format!("must not be blank; it is one of {}", listed(&words)), None);
        }
        let meant = meant_answer(&written).filter(|word| key == "answer" && words.contains(word));
        let help = meant.or_else(|| likeness::nearest(&written, &words)).map(|near| format!("did you mean `{near}`?"));
        self.schema(&format!("is one of {}; `{written}` is none of them", listed(&words)), help)
    }

    fn wrong_rating(&self, written: &str) -> Violation {
        let key = self.key();
        let plain = written.trim().to_lowercase();
        if PLACEHOLDERS.contains(&plain.as_str()) {
            let message = format!("`{written}` is not a rating; a blank cell says that nobody has rated it yet");
            return self.violation(
                "rating-placeholder",
                message,
                Some(format!("write `{key}:` with nothing behind it, or `status: not_applicable` with a reason")),
            );
        }
        let words = ["high", "medium", "low"];
        let known = LEVEL_WORDS.iter().find(|(word, others)| *word == plain || others.contains(&plain.as_str())).map(|(word, _)| *word);
        let help = known.or_else(|| likeness::nearest(&plain, &words)).map(|near| format!("did you mean `{key}: {near}`?"));
        let message = format!("`{key}` is high, medium, low or blank; `{written}` is none of them");
        self.violation("wrong-rating-word", message, help.or_else(|| Some("use the form's own words".to_owned())))
    }

    /// Says whether the number of a tool stands here without quotes.
    fn is_bare_number(&self) -> bool {
        matches!(self.key(), "tool" | "tools") && self.value.is_number()
    }

    fn needs_quotes(&self) -> Violation {
        let (key, written) = (self.key(), self.written());
        let message = format!("`{key}` without quotes is a number, and 3.10 would be read as 3.1");
        let in_list = matches!(self.route.steps().last(), Some(Step::Index(_)));
        let help = if in_list { format!("write \"{written}\" in the list") } else { format!("write: {key}: \"{written}\"") };
        self.violation("number-needs-quotes", message, Some(help))
    }

    fn wrong_type(&self, kind: &TypeKind) -> Violation {
        let key = self.key();
        if self.is_bare_number() {
            return self.needs_quotes();
        }
        if shape::is_day(self.schema, self.route) && !self.value.is_null() {
            return self.wrong_date();
        }
        let expected = expected(kind);
        if self.value.is_null() {
            return self.schema(&format!("must not be blank: {expected} belongs here"), None);
        }
        if expected == "text" && (self.value.is_number() || self.value.is_boolean()) {
            let written = self.written();
            return self.schema(
                &format!("must be text, and `{written}` is not text without quotes"),
                Some(format!("write: {key}: \"{written}\"")),
            );
        }
        self.schema(&format!("must be {expected}, and here stands {}", described(self.value)), None)
    }

    fn wrong_date(&self) -> Violation {
        let message = format!("`{}` is not a day of the calendar", self.written());
        self.violation("date-invalid", message, Some("write year, month and day with hyphens, such as 2024-06-27".to_owned()))
    }

    fn wrong_pattern(&self) -> Violation {
        let (key, written) = (self.key(), self.written());
        if let Some(inner) = unwrapped(&written) {
            let message = format!("the curly quotation marks are part of `{written}`");
            return self.violation("typographic-characters", message, Some(format!("write: {key}: {inner}")));
        }
        match key {
            "id" | "covers" | "superseded_by" | "split_from" | "merged_from" => {
                let (what, help) = self.id_words();
                self.violation("bad-id", format!("`{written}` is not the id of {what}"), Some(help.to_owned()))
            }
            "title" => {
                self.schema("has more than eight words", Some("say it in a few words; the statement is the place for the rest".to_owned()))
            }
            "countries" => self.schema(&format!("must be a country code of two capital letters, not `{written}`"), None),
            _ => self.schema(
                &format!("has characters that cannot stand in it: `{written}`"),
                Some("use small letters, digits and `_`".to_owned()),
            ),
        }
    }

    /// Says what an id at this place is the id of, and how it is written.
    fn id_words(&self) -> (&'static str, &'static str) {
        let mut keys = self.route.steps().iter().rev().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        let block = keys.nth(1).unwrap_or_default();
        match (shape::kind(self.schema), block) {
            (_, "mitigation" | "measures") => ("an action", "use M and a number: M1, M2, …"),
            ("project", _) => ("a project", "use capital letters, digits and hyphens"),
            ("planning_checklist", _) => (
                "a question of the planning checklist",
                "use PD and the printed number (PD-08), or U and the next number never used (PD-U01)",
            ),
            ("awareness_checklist", "items") => (
                "a question of the awareness raising checklist",
                "use AR and the printed number (AR-16), or U and the next number never used (AR-U01)",
            ),
            ("awareness_checklist", _) => ("a piece of material", "use capital letters, digits and hyphens, such as AWR-2024-01"),
            ("advocacy_log", _) => ("an entry of the advocacy log", "use AD and the next number never used, with three digits: AD-001"),
            ("situational_analysis", _) => {
                ("a finding of an analysis", "use SA, the tool and the next number never used, such as SA-2.4-01")
            }
            ("intervention", _) => ("an intervention", "use capital letters, digits and hyphens, such as INT-2024-03"),
            ("toolkit_overlay", _) => ("a risk of an overlay", "use a prefix of the overlay, a hyphen and a number of two digits: WA-01"),
            ("indicators", _) => ("an indicator", "use capital letters, digits and hyphens, such as IND-CJ-02"),
            _ => ("a risk", "use the tool's prefix with the printed number (CJ-05), or U and the next number never used (CJ-U01)"),
        }
    }

    fn wrong_constant(&self, expected: &Value) -> Violation {
        let word = expected.as_str().unwrap_or_default();
        self.schema(&format!("must be `{word}`, not `{}`", self.written()), Some(format!("write: {}: {word}", self.key())))
    }

    fn neither(&self) -> Violation {
        let key = self.key();
        let help = match key {
            "covers" => "write `covers: all`, or the ids in brackets: [CJ-05, CJ-U01]",
            _ => "write an id, or several in brackets: [CJ-U03, CJ-U04]",
        };
        let written = match self.value {
            Value::Null => "blank".to_owned(),
            Value::String(text) => format!("`{text}`"),
            other => described(other).to_owned(),
        };
        let rule = if key != "covers" && self.value.is_string() { "bad-id" } else { "schema" };
        self.violation(rule, format!("`{key}` cannot be {written}"), Some(help.to_owned()))
    }

    fn wrong_name(&self, error: &ValidationError<'_>) -> Violation {
        let name = error.instance().as_str().unwrap_or_default().to_owned();
        let message = format!("`{name}` cannot be a key here");
        let help = match self.key() {
            "prefixes" => "a prefix has two to four capital letters, such as WA",
            "translations" => "name a language by its tag (BCP 47), such as ar or pt-BR",
            _ => "use small letters, digits and `_`",
        };
        Violation { rule: "schema", route: self.route.key(&name), part: Part::Key, message, help: Some(help.to_owned()) }
    }
}

fn expected(kind: &TypeKind) -> &'static str {
    let types: Vec<String> = match kind {
        TypeKind::Single(single) => vec![single.to_string()],
        TypeKind::Multiple(several) => several.iter().map(|one| one.to_string()).filter(|one| one != "null").collect(),
    };
    // Where several will do, text is what people write.
    let named = types.iter().find(|one| *one == "string").or_else(|| types.first());
    match named.map_or("", String::as_str) {
        "string" => "text",
        "array" => "a list",
        "object" => "a block of `key: value` lines",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        _ => "something else",
    }
}

const fn described(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a block of keys",
    }
}

/// Returns the form's word for an answer in other words.
fn meant_answer(written: &str) -> Option<&'static str> {
    let plain = written.trim().to_lowercase().replace('_', " ");
    ANSWER_WORDS.iter().find(|(word, others)| word.replace('_', " ") == plain || others.contains(&plain.as_str())).map(|(word, _)| *word)
}

fn listed(words: &[&str]) -> String {
    words.join(", ")
}

/// Returns what stands between curly quotation marks.
fn unwrapped(text: &str) -> Option<&str> {
    const CURLY: [char; 10] =
        ['\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}', '\u{2018}', '\u{2019}', '\u{201a}', '\u{ab}', '\u{bb}', '\u{2032}'];
    let inner = text.trim().trim_matches(CURLY);
    (inner.len() < text.trim().len()).then(|| inner.trim())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schema::{Kind, violations};

    fn one(change: impl Fn(&mut Value)) -> Vec<Violation> {
        let mut document = json!({"schema": "risklog/1", "kind": "risk_assessment", "tool": "3.4", "title": "T",
            "risks": [{"id": "CJ-05", "statement": "S", "likelihood": "high", "impact": null}]});
        change(&mut document);
        violations(Kind::RiskAssessment, &document)
    }

    fn rule_of(change: impl Fn(&mut Value)) -> (&'static str, String, Option<String>) {
        let found = one(change);
        assert_eq!(found.len(), 1, "{found:?}");
        (found[0].rule, found[0].route.to_pointer(), found[0].help.clone())
    }

    #[test]
    fn every_shipped_schema_compiles_and_accept_a_small_document() {
        assert_eq!(one(|_| {}), []);
        for kind in Kind::ALL {
            assert!(!violations(kind, &json!({})).is_empty());
        }
    }

    #[test]
    fn the_named_rule_beats_the_schema() {
        assert_eq!(rule_of(|d| d["tool"] = json!(3.4)).0, "number-needs-quotes");
        assert_eq!(
            rule_of(|d| d["risks"][0]["likelihood"] = json!("Moderate")),
            ("wrong-rating-word", "/risks/0/likelihood".into(), Some("did you mean `likelihood: medium`?".into()))
        );
        assert_eq!(rule_of(|d| d["risks"][0]["impact"] = json!("TBD")).0, "rating-placeholder");
        assert_eq!(rule_of(|d| d["risks"][0]["impact"] = json!("\u{201c}high\u{201d}")).0, "typographic-characters");
        assert_eq!(rule_of(|d| d["risks"][0]["rated_on"] = json!("2024-02-30")).0, "date-invalid");
        assert_eq!(rule_of(|d| d["risks"][0]["rated_on"] = json!(2024)).0, "date-invalid");
        assert_eq!(rule_of(|d| d["risks"][0]["id"] = json!("cj5")).0, "bad-id");
        assert_eq!(rule_of(|d| d["risks"][0]["split_from"] = json!("cj5")).0, "bad-id");
        assert_eq!(rule_of(|d| d["risks"][0]["status"] = json!("opn")).2, Some("did you mean `open`?".into()));
        assert_eq!(rule_of(|d| d["title"] = json!(2024)).2, Some("write: title: \"2024\"".into()));
    }

    #[test]
    fn a_misspelt_key_is_one_finding() {
        let misspell = |d: &mut Value| {
            let risk = d["risks"][0].as_object_mut().expect("a map");
            let value = risk.remove("likelihood").expect("there");
            risk.insert("liklihood".into(), value);
        };
        assert_eq!(rule_of(misspell), ("unknown-key", "/risks/0/liklihood".into(), Some("did you mean `likelihood`?".into())));
    }

    #[test]
    fn two_unknown_keys_are_two_findings() {
        let found = one(|d| {
            d["foo"] = json!(1);
            d["bar"] = json!(2);
            d["x_own"] = json!(3);
        });
        assert_eq!(found.iter().map(|v| v.rule).collect::<Vec<_>>(), ["unknown-key", "unknown-key"]);
    }
}
