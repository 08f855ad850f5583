//! Turning the steps of the story into commits, branches, merges and tags.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Zoned;
use risklog::git::{Id, NewCommit, Stamp, Writer};
use risklog::model::Date;
use serde::Deserialize;

use super::files;
use crate::error::CliError;

/// The files of a state, by path.
type Files = BTreeMap<String, Vec<u8>>;

/// The story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// The day on which the demonstration looks back.
    pub today: Date,
    people: BTreeMap<String, String>,
    steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// Folder with the files that this step writes.
    dir: Option<String>,
    branch: String,
    /// Where a new branch starts; main unless said.
    from: Option<String>,
    /// The branch that this step merges.
    merge: Option<String>,
    /// Says that the step was squashed from drafts; it is an ordinary commit.
    #[serde(default)]
    squash: bool,
    author: String,
    committer: Option<String>,
    date: String,
    committed: Option<String>,
    #[serde(default)]
    remove: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    message: String,
}

/// A branch while the story is told.
#[derive(Clone)]
struct Branch {
    tip: Id,
    files: Files,
    /// What the branch started from.
    base: Files,
}

impl Story {
    /// Reads the story inside the binary.
    pub fn shipped() -> Result<Self, CliError> {
        risklog::yaml::from_data(files::STEPS)
            .map_err(|error| CliError::new(format!("the story inside this program cannot be read: {error}")))
    }
}

/// Builds the story as a repository in an empty folder, and returns how many commits it has.
pub fn build(story: &Story, folder: &Path) -> Result<usize, CliError> {
    let writer = Writer::create(folder)?;
    let mut branches: BTreeMap<String, Branch> = BTreeMap::new();
    for step in &story.steps {
        let start = branches.get(&step.branch).cloned().or_else(|| {
            branches.get(step.from.as_deref().unwrap_or("main")).cloned().map(|start| Branch { base: start.files.clone(), ..start })
        });
        let mut files = start.as_ref().map(|start| start.files.clone()).unwrap_or_default();
        let mut parents: Vec<Id> = start.iter().map(|start| start.tip).collect();
        if step.squash && step.merge.is_some() {
            return Err(broken("a squashed step cannot be a merge"));
        }
        if let Some(name) = &step.merge {
            let merged = branches.get(name).ok_or_else(|| broken(&format!("there is no branch {name} to merge")))?;
            bring_in(&mut files, merged);
            parents.push(merged.tip);
        }
        lay_over(&mut files, step);
        let commit = NewCommit {
            files: &files,
            parents: &parents,
            author: stamp(story, &step.author, &step.date)?,
            committer: stamp(story, step.committer.as_ref().unwrap_or(&step.author), step.committed.as_ref().unwrap_or(&step.date))?,
            message: &step.message,
        };
        let tip = writer.commit(&commit)?;
        for tag in &step.tags {
            writer.tag(tag, tip, &commit.committer, &format!("{tag}\n"))?;
        }
        let base = start.map(|start| start.base).unwrap_or_default();
        branches.insert(step.branch.clone(), Branch { tip, files, base });
    }
    let main = branches.get("main").ok_or_else(|| broken("it has no main branch"))?;
    writer.branch("main", main.tip)?;
    writer.check_out("main", &main.files)?;
    Ok(story.steps.len())
}

/// Takes over what a branch changed since it started.
fn bring_in(files: &mut Files, merged: &Branch) {
    let mut paths: Vec<&String> = merged.files.keys().chain(merged.base.keys()).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let (before, after) = (merged.base.get(path), merged.files.get(path));
        if before == after {
            continue;
        }
        match after {
            Some(content) => files.insert(path.clone(), content.clone()),
            None => files.remove(path),
        };
    }
}

/// Lays the files of a step over a state.
fn lay_over(files: &mut Files, step: &Step) {
    for path in &step.remove {
        files.remove(path);
    }
    let Some(folder) = &step.dir else { return };
    let below = format!("{folder}/");
    for (path, content) in files::FILES {
        if let Some(path) = path.strip_prefix(&below) {
            files.insert(path.to_owned(), content.as_bytes().to_vec());
        }
    }
}

fn stamp(story: &Story, role: &str, moment: &str) -> Result<Stamp, CliError> {
    let email = story.people.get(role).ok_or_else(|| broken(&format!("{role} is nobody in it")))?;
    let (_, offset) = moment.split_at_checked(19).ok_or_else(|| broken(&format!("{moment} is no moment")))?;
    let zoned: Zoned = format!("{moment}[{offset}]").parse().map_err(|error| broken(&format!("{moment}: {error}")))?;
    Ok(Stamp {
        name: role.to_owned(),
        email: email.clone(),
        seconds: Some(zoned.timestamp().as_second()),
        offset_minutes: zoned.offset().seconds() / 60,
    })
}

fn broken(reason: &str) -> CliError {
    CliError::new(format!("the story inside this program is broken: {reason}"))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn every_file_of_the_story_is_inside_the_binary() {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("story");
        let mut found = Vec::new();
        let mut open = vec![root.clone()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder of the story") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    open.push(path);
                } else if path.parent() != Some(&root) {
                    found.push(path.strip_prefix(&root).expect("below the story").to_string_lossy().into_owned());
                }
            }
        }
        found.sort();
        let shipped: Vec<String> = files::FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(found, shipped);
    }

    #[test]
    fn a_squashed_step_is_an_ordinary_commit() {
        let story = Story::shipped().expect("the story reads");
        assert!(story.steps.iter().filter(|step| step.squash).count() == 1);
        assert!(story.steps.iter().filter(|step| step.squash).all(|step| step.merge.is_none()));
    }
}
