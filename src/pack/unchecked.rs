//! What verifying an evidence folder does not tell, in sentences: a verdict is worth only as much as people know its limits.

use super::judge::Derived;
use super::manifest::Manifest;

/// Lists what was not looked at.
pub(super) fn sentences(manifest: &Manifest, here: &Derived) -> Vec<String> {
    let mut said = vec![
        "whether what the files say is true: that is for people who know the project".to_owned(),
        "who wrote the commits: names and dates in git are what their authors' machines claimed".to_owned(),
        match manifest.options.trusted_keys {
            None => "signatures: no keys were handed over, so none was verified".to_owned(),
            Some(_) => "whether the keys that signatures were verified with belong to whom they name".to_owned(),
        },
        "whether history was rewritten, or a tag moved, before the folder was made".to_owned(),
        "whether the list itself was exchanged together with a repository that fits it: compare its SHA-256 with what was noted down when \
         the folder was made"
            .to_owned(),
        "documents whose ending is not .yaml or .yml, and branches that were never merged".to_owned(),
    ];
    if manifest.options.deny_list {
        said.push("whether the list of words that were hidden is the one in use here: it is kept outside of the repository".to_owned());
    }
    if manifest.version != here.version {
        said.push(format!(
            "whether the folder was made by risklog {}, as its list says: it was looked at by risklog {}",
            manifest.version, here.version
        ));
    }
    said
}
