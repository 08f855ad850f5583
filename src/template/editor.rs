//! What makes editors helpful: the schemas as files of the project, so that nothing is fetched from anywhere, and settings
//! for an editor that asks for them.

use super::place::SCHEMAS;
use crate::schema::Kind;

/// Files for editors that are written only where there are none.
pub const EDITOR_FILES: [(&str, &str); 2] = [
    (
        ".vscode/settings.json",
        r#"{
  "[yaml]": {
    "editor.formatOnSave": false,
    "editor.insertSpaces": true,
    "editor.tabSize": 2,
    "editor.wordWrap": "on",
    "editor.quickSuggestions": {"other": true, "comments": false, "strings": true}
  },
  "files.encoding": "utf8",
  "files.eol": "\n",
  "yaml.schemaStore.enable": false,
  "yaml.format.enable": false
}
"#,
    ),
    (
        ".vscode/extensions.json",
        r#"{
  "recommendations": ["redhat.vscode-yaml"]
}
"#,
    ),
];

const README: &str = "\
# Written by risklog

The schemas in this folder make completion, hover texts and red squiggles work in editors with a YAML language server. The first
line of each document names its schema. Nothing is fetched from the network. `risklog init` brings the files up to date;
changes made by hand are lost then.
";

/// Returns the files that belong to the program inside a project, path and text: `init` keeps them up to date.
#[must_use]
pub fn schema_files() -> Vec<(String, &'static str)> {
    let schemas = Kind::ALL.iter().map(|kind| (format!("{SCHEMAS}/{}.schema.json", kind.word()), kind.schema()));
    std::iter::once((".risklog/README.md".to_owned(), README)).chain(schemas).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::toolkit::default_edition;

    #[test]
    fn settings_are_json() {
        for (path, text) in EDITOR_FILES {
            let read: Result<Value, _> = serde_json::from_str(text);
            assert!(read.is_ok(), "{path}");
        }
    }

    fn json(kind: Kind) -> Value {
        serde_json::from_str(kind.schema()).expect("the schema is JSON")
    }

    /// Calls for every map of a schema outside of conditions, with the last key on the way to it.
    fn each<'a>(value: &'a Value, name: &'a str, tell: &mut dyn FnMut(&'a str, &'a Value)) {
        match value {
            Value::Object(map) => {
                tell(name, value);
                for (key, inner) in map.iter().filter(|(key, _)| !["if", "then", "else"].contains(&key.as_str())) {
                    each(inner, if matches!(key.as_str(), "items" | "anyOf") { name } else { key }, tell);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| each(item, name, tell)),
            _ => {}
        }
    }

    #[test]
    fn every_word_that_can_be_chosen_is_explained() {
        for kind in Kind::ALL {
            let schema = json(kind);
            let mut seen = 0;
            each(&schema, "", &mut |name, place| {
                let Some(words) = place.get("enum").and_then(Value::as_array) else { return };
                let told = place.get("enumDescriptions").and_then(Value::as_array).unwrap_or_else(|| panic!("{} {name}", kind.word()));
                assert_eq!(told.len(), words.len(), "{} {name}", kind.word());
                assert!(told.iter().all(|text| text.as_str().is_some_and(|text| text.len() > 2)), "{} {name}: {told:?}", kind.word());
                seen += 1;
            });
            assert!(seen > 0, "{}", kind.word());
        }
    }

    #[test]
    fn the_words_of_the_catalogue_are_offered() {
        let edition = default_edition();
        let slugs = |list: &[crate::toolkit::Slug]| list.iter().map(|slug| slug.slug.clone()).collect::<Vec<_>>();
        let topics: Vec<String> = edition.topics.iter().map(|topic| topic.slug.clone()).collect();
        let rights: Vec<String> = edition.rights.iter().map(|right| right.slug.clone()).collect();
        let lists = [
            ("topic", topics.clone()),
            ("topics", topics),
            ("rights_at_stake", rights),
            ("rights_holders", slugs(&edition.rights_holders)),
            ("duty_bearers", slugs(&edition.duty_bearers)),
        ];
        let mut seen = 0;
        for kind in Kind::ALL {
            let schema = json(kind);
            each(&schema, "", &mut |name, place| {
                let Some((_, expected)) = lists.iter().find(|(list, _)| *list == name) else { return };
                let Some(words) = place.get("enum").and_then(Value::as_array) else { return };
                let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
                assert_eq!(words, *expected, "{} {name}", kind.word());
                seen += 1;
            });
        }
        assert_eq!(seen, 7);
    }
}
