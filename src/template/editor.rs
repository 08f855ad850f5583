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
    use super::*;

    #[test]
    fn settings_are_json() {
        for (path, text) in EDITOR_FILES {
            let read: Result<serde_json::Value, _> = serde_json::from_str(text);
            assert!(read.is_ok(), "{path}");
        }
    }
}
