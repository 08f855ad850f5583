//! Which files are documents of a project: YAML in the usual folders, or what the manifest's globs say.

use crate::git::EntryKind;

pub use crate::document::MANIFEST;

/// Folders that hold documents where the manifest says nothing.
pub(super) const FOLDERS: [&str; 7] = ["risks", "planning", "materials", "advocacy", "analysis", "interventions", "indicators"];

/// Says whether a file (path relative to the project's root) is one of the project's documents.
#[must_use]
pub fn belongs(path: &str, globs: &[String]) -> bool {
    let is_yaml = path.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && matches!(ending, "yaml" | "yml"));
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    if !is_yaml || is_hidden || path == MANIFEST {
        return false;
    }
    if globs.is_empty() {
        return path.split_once('/').is_some_and(|(folder, _)| FOLDERS.contains(&folder));
    }
    globs.iter().any(|glob| fast_glob::glob_match(glob, path))
}

/// Returns patterns, as `.gitattributes` has them, for the manifests and the documents in the usual folders, wherever in the
/// repository a project is.
#[must_use]
pub fn patterns() -> Vec<String> {
    let folders = FOLDERS.iter().flat_map(|folder| ["yaml", "yml"].map(|ending| format!("**/{folder}/**/*.{ending}")));
    std::iter::once(format!("**/{MANIFEST}")).chain(folders).collect()
}

/// Says whether a file (path from the project's root) stands where a folder with documents would be, and hides what is in
/// it: a link or another repository, at such a folder or inside it.
pub(super) fn hides(path: &str, kind: EntryKind, folder: &str) -> bool {
    let is_other = matches!(kind, EntryKind::Link | EntryKind::Submodule);
    let name = path.rsplit('/').next().unwrap_or(path);
    let leads_here = folder == path || folder.starts_with(&format!("{path}/"));
    let is_inside = !folder.is_empty() && !name.contains('.') && !path.split('/').any(|part| part.starts_with('.'));
    is_other && (leads_here || is_inside)
}

/// Says whether a file (path from the project's root) that is no document lies in a folder of documents. The root of the
/// project is none, wherever the globs begin: it holds what every repository holds.
pub(super) fn lies_beside(path: &str, folder: &str) -> bool {
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    !folder.is_empty() && !is_hidden && path != MANIFEST && path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Returns a folder and the folders above it, the outermost first.
pub(super) fn way_to(folder: &str) -> impl Iterator<Item = &str> {
    let ends = folder.match_indices('/').map(|(at, _)| at).chain((!folder.is_empty()).then_some(folder.len()));
    ends.filter_map(|end| folder.get(..end))
}

/// Returns the folders (relative to the project's root) that can hold documents; an empty one is the root itself.
pub(super) fn folders(globs: &[String]) -> Vec<String> {
    if globs.is_empty() {
        return FOLDERS.iter().map(|folder| (*folder).to_owned()).collect();
    }
    let fixed = |glob: &String| {
        let whole: Vec<&str> = glob.split('/').take_while(|part| !part.contains(['*', '?', '[', '{', '\\'])).collect();
        let names_a_file = whole.len() == glob.split('/').count();
        let parts = whole.len() - usize::from(names_a_file && !whole.is_empty());
        whole.into_iter().take(parts).collect::<Vec<_>>().join("/")
    };
    let mut found: Vec<String> = globs.iter().map(fixed).collect();
    found.sort();
    found.dedup();
    // A folder inside another one that is looked at is looked at once.
    let all = found.clone();
    found.retain(|folder| !all.iter().any(|outer| outer != folder && (outer.is_empty() || folder.starts_with(&format!("{outer}/")))));
    found
}

/// Returns the path of the manifest of the project in a folder.
#[must_use]
pub fn manifest_path(root: &str) -> String {
    join(root, MANIFEST)
}

/// Returns the path of a file that the manifest names, from the root of the repository; `None` where it leads out of the
/// project or is no plain path of a YAML file.
pub(super) fn inside(root: &str, named: &str) -> Option<String> {
    let is_yaml = named.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && matches!(ending, "yaml" | "yml"));
    let is_plain = named.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
    (is_yaml && is_plain && !named.contains(['\\', ':']) && named != MANIFEST).then(|| join(root, named))
}

/// Joins a folder and a path inside it; an empty folder is the root.
pub(super) fn join(folder: &str, path: &str) -> String {
    match (folder.is_empty(), path.is_empty()) {
        (true, _) => path.to_owned(),
        (_, true) => folder.to_owned(),
        _ => format!("{folder}/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globs(all: &[&str]) -> Vec<String> {
        all.iter().map(|glob| (*glob).to_owned()).collect()
    }

    #[test]
    fn the_usual_folders_hold_documents() {
        assert!(belongs("risks/3.4.yaml", &[]));
        assert!(belongs("risks/old/3.4.yml", &[]));
        for path in ["risks/.draft.yaml", "risks/.git/x.yaml", "other/3.4.yaml", "risks/readme.md", "3.4.yaml", "risklog.yaml"] {
            assert!(!belongs(path, &[]), "{path}");
        }
    }

    #[test]
    fn an_overlay_lies_inside_the_project() {
        assert_eq!(inside("a/b", "toolkit/x.yaml").as_deref(), Some("a/b/toolkit/x.yaml"));
        assert_eq!(inside("", "x.yml").as_deref(), Some("x.yml"));
        for path in [
            "../x.yaml",
            "a/../../x.yaml",
            "/etc/x.yaml",
            "./x.yaml",
            "a//x.yaml",
            "C:\\x.yaml",
            "x.txt",
            "risklog.yaml",
            ".git/x.yaml",
            "",
        ] {
            assert_eq!(inside("a", path), None, "{path}");
        }
    }

    #[test]
    fn globs_replace_the_usual_folders() {
        let globs = globs(&["docs/**/*.yaml", "plan.yaml"]);
        assert!(belongs("docs/a/b.yaml", &globs) && belongs("plan.yaml", &globs));
        assert!(!belongs("risks/3.4.yaml", &globs));
        assert_eq!(folders(&globs), [""]);
        assert_eq!(folders(&[String::from("docs/**/*.yaml"), String::from("docs/x/*.yaml")]), ["docs"]);
    }
}
