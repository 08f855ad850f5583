//! Holding an evidence folder against a repository: each aspect by itself, every difference with its likely reason.

use std::collections::{BTreeMap, BTreeSet};

use super::manifest::{DocumentAt, Manifest, TagAt};
use super::unchecked;
use crate::git::Examined;
use crate::model::Date;
use crate::report::{Aspect, Difference, Examination, VerifyVerdict};

/// Most commits, documents or objects that are named one by one.
const NAMED: usize = 10;
const UNSHALLOW: &str = "fetch the rest: git fetch --unshallow --tags";
const REFETCH: &str = "`git fsck` tells what is wrong; a fresh `git clone` has what the server has";

/// An evidence folder as it lies there.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// Its list, read.
    pub manifest: &'a Manifest,
    /// Its list, as bytes.
    pub bytes: &'a [u8],
    /// The files that the list names and that are there.
    pub files: &'a BTreeMap<String, Vec<u8>>,
    /// The size of those that were not read: they are not as large as the list says, or larger than any file of a folder.
    pub unread: &'a BTreeMap<String, u64>,
    /// What lies there and is not on the list, or is no plain file.
    pub strange: &'a [String],
}

/// What a repository says of the same range.
#[derive(Debug, Clone, Default)]
pub struct Derived {
    /// The revision whose main line the range should lie on.
    pub mainline: String,
    /// Whether the last commit is in this clone.
    pub has_end: bool,
    /// Whether the clone was cut off.
    pub is_shallow: bool,
    /// Whether the last commit lies on the main line; none where that could not be found out.
    pub is_on_mainline: Option<bool>,
    /// The commits of the main line in the range, oldest first, where they could be followed to its start.
    pub chain: Option<Vec<String>>,
    /// What came of looking at every object.
    pub examined: Option<Examined>,
    /// Whether replace refs or grafts are present.
    pub has_replacements: bool,
    /// Every tag of the repository.
    pub tags: Vec<TagAt>,
    /// The tags that stand for milestones at the end of the range, whatever the list says. Those of milestones that were still
    /// to come, and that lie on what was recorded later, are left out: nobody could have listed them.
    pub milestone_tags: Vec<TagAt>,
    /// The day on which the last commit was recorded.
    pub last_day: Option<Date>,
    /// The list and the files, made again; or why that could not be done.
    pub folder: Option<(Manifest, BTreeMap<String, Vec<u8>>)>,
    /// Why they could not be made again.
    pub obstacle: Option<String>,
    /// Version of the program that looks.
    pub version: String,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Judgement {
    /// Each aspect.
    pub checks: Vec<Examination>,
    /// Every difference.
    pub differences: Vec<Difference>,
    /// What is no difference.
    pub notes: Vec<String>,
    /// What nobody looked at.
    pub not_checked: Vec<String>,
}

/// Holds a folder against what a repository says.
#[must_use]
pub fn judge(found: Found<'_>, here: &Derived) -> Judgement {
    let mut judgement = Judgement::default();
    judgement.sums(found);
    judgement.commits(found.manifest, here);
    judgement.objects(here);
    judgement.replacements(here);
    judgement.documents(found.manifest, here);
    judgement.tags(found.manifest, here);
    judgement.files(found, here);
    judgement.manifest(found, here);
    judgement.day(found.manifest, here);
    judgement.not_checked = unchecked::sentences(found.manifest, here);
    judgement
}

impl Judgement {
    /// Concludes an aspect: different where it has differences, else as is said.
    pub(super) fn conclude(&mut self, aspect: Aspect, otherwise: VerifyVerdict, said: impl Into<String>) {
        let count = self.differences.iter().filter(|difference| difference.aspect == aspect).count();
        let (verdict, said) = match count {
            0 => (otherwise, said.into()),
            1 => (VerifyVerdict::Different, "1 difference, see below".to_owned()),
            _ => (VerifyVerdict::Different, format!("{count} differences, see below")),
        };
        self.checks.push(Examination { aspect, verdict, said });
    }

    pub(super) fn differ(&mut self, difference: Difference) {
        self.differences.push(difference);
    }

    fn sums(&mut self, found: Found<'_>) {
        let listed = &found.manifest.files;
        for file in listed {
            if let Some(size) = found.unread.get(&file.name) {
                let message = match *size == file.size {
                    true => format!("has {size} bytes, more than any file of an evidence folder; it was not read"),
                    false => format!("is not the file that the list names ({size} bytes instead of {}); it was not read", file.size),
                };
                self.differ(Difference::new(Aspect::Sums, &file.name, message));
                continue;
            }
            match found.files.get(&file.name) {
                None if found.strange.contains(&file.name) => {}
                None => self.differ(
                    Difference::new(Aspect::Sums, &file.name, "is on the list and not in the folder")
                        .help("it was deleted, renamed or not copied along"),
                ),
                Some(bytes) if !file.fits(bytes) => {
                    let sizes = match bytes.len() as u64 {
                        size if size == file.size => "of the same size".to_owned(),
                        size => format!("{size} bytes instead of {}", file.size),
                    };
                    let message = format!("is not the file that the list names ({sizes}): it was changed after packing, or the list was");
                    self.differ(Difference::new(Aspect::Sums, &file.name, message));
                }
                Some(_) => {}
            }
        }
        for name in found.strange {
            let message = match found.manifest.file(name) {
                Some(_) => "is a link or a folder in the place of the file that the list names; links are not followed",
                None => "lies in the folder and is not on the list: it was added after packing",
            };
            self.differ(Difference::new(Aspect::Sums, name, message));
        }
        self.conclude(Aspect::Sums, VerifyVerdict::Equal, format!("{} files have the size and SHA-256 of the list", listed.len()));
    }

    fn commits(&mut self, manifest: &Manifest, here: &Derived) {
        let to = &manifest.range.to;
        if !here.has_end {
            if here.is_shallow {
                return self.conclude(
                    Aspect::Commits,
                    VerifyVerdict::Unknown,
                    format!("the last commit is not in this shallow clone; {UNSHALLOW}"),
                );
            }
            let message = "the last commit of the range is not in this clone: the history was rewritten, or this is another repository";
            self.differ(Difference::new(Aspect::Commits, to, message).help("`git fetch --all --tags` fetches what a server still has"));
            return self.conclude(Aspect::Commits, VerifyVerdict::Different, "");
        }
        if here.is_on_mainline == Some(false) {
            let message =
                format!("is not on the main line of {}: the history was rewritten since, or another branch is meant", here.mainline);
            self.differ(Difference::new(Aspect::Commits, to, message).help("if another branch is meant, name it: --mainline BRANCH"));
        }
        match &here.chain {
            Some(chain) => self.chain(&manifest.mainline, chain),
            None if here.is_shallow => {}
            None => {
                let message = "the range does not lead back to its first commit by first parents";
                self.differ(Difference::new(Aspect::Commits, manifest.range.from.as_deref().unwrap_or(to), message));
            }
        }
        if here.is_shallow && (here.chain.is_none() || here.is_on_mainline.is_none()) {
            return self.conclude(Aspect::Commits, VerifyVerdict::Unknown, format!("this clone is shallow; {UNSHALLOW}"));
        }
        let said = format!("{} commits in this order, on the main line of {}", manifest.mainline.len(), here.mainline);
        let verdict = if here.is_on_mainline.is_none() { VerifyVerdict::Unknown } else { VerifyVerdict::Equal };
        self.conclude(Aspect::Commits, verdict, said);
    }

    fn chain(&mut self, packed: &[String], here: &[String]) {
        if packed == here {
            return;
        }
        let place = packed.iter().zip(here).take_while(|(one, other)| one == other).count();
        let side = |commits: &[String]| commits.get(place).cloned();
        let message =
            format!("the commits of the main line differ from number {} on ({} on the list, {} here)", place + 1, packed.len(), here.len());
        self.differ(Difference::new(Aspect::Commits, "mainline", message).sides(side(packed), side(here)));
    }

    fn objects(&mut self, here: &Derived) {
        let Some(examined) = &here.examined else {
            return self.conclude(Aspect::Objects, VerifyVerdict::Unknown, "not looked at, since the last commit is not here");
        };
        for (id, reason) in examined.damaged.iter().take(NAMED) {
            let message = format!("is not what its id says: {reason}");
            self.differ(Difference::new(Aspect::Objects, id, message).help(REFETCH));
        }
        let said = match (examined.cut.first(), examined.missing.first()) {
            (Some(cut), _) => format!("this clone is shallow: what came before {cut} is not here; {UNSHALLOW}"),
            (None, Some(missing)) => format!("{} objects are not here, the first {missing}; {REFETCH}", examined.missing.len()),
            (None, None) => format!(
                "{} commits, {} folders and {} documents have the ids that their content gives",
                examined.commits, examined.trees, examined.blobs
            ),
        };
        let verdict = if examined.is_sound() { VerifyVerdict::Equal } else { VerifyVerdict::Unknown };
        self.conclude(Aspect::Objects, verdict, said);
    }

    fn replacements(&mut self, here: &Derived) {
        if here.has_replacements {
            let message = "this clone has replace refs or grafts: git shows other commits than those that are stored here";
            let help = "risklog reads what is stored; `git replace --list` and `.git/info/grafts` show them, a fresh clone is without";
            self.differ(Difference::new(Aspect::Replacements, "refs/replace", message).help(help));
        }
        self.conclude(Aspect::Replacements, VerifyVerdict::Equal, "no replace refs, no grafts");
    }

    fn documents(&mut self, manifest: &Manifest, here: &Derived) {
        let Some((derived, _)) = &here.folder else { return self.not_derived(Aspect::Documents, here) };
        for (end, packed, here) in [
            ("before the range", &manifest.documents.before, &derived.documents.before),
            ("at its end", &manifest.documents.after, &derived.documents.after),
        ] {
            self.documents_at(end, packed, here);
        }
        let documents = &manifest.documents;
        self.conclude(
            Aspect::Documents,
            VerifyVerdict::Equal,
            format!("{} before and {} after the range have the same content", documents.before.len(), documents.after.len()),
        );
    }

    fn documents_at(&mut self, end: &str, packed: &[DocumentAt], here: &[DocumentAt]) {
        let paths: BTreeSet<&str> = packed.iter().chain(here).map(|document| document.path.as_str()).collect();
        for path in paths {
            let of =
                |documents: &[DocumentAt]| documents.iter().find(|document| document.path == path).map(|document| document.blob.clone());
            let (one, other) = (of(packed), of(here));
            if one != other {
                let message = format!("{end}: the list names another content than the commit holds");
                self.differ(Difference::new(Aspect::Documents, path, message).sides(one, other));
            }
        }
    }

    fn tags(&mut self, manifest: &Manifest, here: &Derived) {
        let mut beyond = 0;
        for packed in &manifest.tags {
            let stands_for = |tag: &TagAt| format!("{} (commit {})", tag.object, tag.commit);
            match here.tags.iter().find(|tag| tag.name == packed.name) {
                Some(tag) if (&tag.object, &tag.commit) == (&packed.object, &packed.commit) => {}
                Some(tag) => {
                    let message =
                        if tag.commit == packed.commit { "was made anew on the same commit" } else { "was moved to another commit" };
                    self.differ(
                        Difference::new(Aspect::Tags, &packed.name, message).sides(Some(stands_for(packed)), Some(stands_for(tag))),
                    );
                }
                // What a tag stands for may lie beyond the edge of the clone.
                None if here.is_shallow => beyond += 1,
                None => self.differ(
                    Difference::new(Aspect::Tags, &packed.name, "is not in this clone: it was deleted, or never fetched")
                        .sides(Some(stands_for(packed)), None)
                        .help("git fetch --tags"),
                ),
            }
        }
        self.untold_milestones(manifest, here);
        let is_milestone = |tag: &TagAt| here.milestone_tags.iter().any(|other| other.name == tag.name);
        let is_new = |tag: &&TagAt| !is_milestone(tag) && !manifest.tags.iter().any(|packed| packed.name == tag.name);
        let on_range: BTreeSet<&str> = manifest.mainline.iter().map(String::as_str).collect();
        for tag in here.tags.iter().filter(is_new).filter(|tag| on_range.contains(tag.commit.as_str())) {
            self.notes.push(format!("the tag {} was put on a commit of the range later; the files are compared without it", tag.name));
        }
        if beyond > 0 {
            let said = format!("{beyond} tags are not in this shallow clone; {UNSHALLOW}");
            return self.conclude(Aspect::Tags, VerifyVerdict::Unknown, said);
        }
        self.conclude(Aspect::Tags, VerifyVerdict::Equal, format!("{} tags stand for the same objects", manifest.tags.len()));
    }

    /// Finds tags of milestones that the list does not name: a list must not decide which of them exist.
    fn untold_milestones(&mut self, manifest: &Manifest, here: &Derived) {
        for tag in here.milestone_tags.iter().filter(|tag| !manifest.tags.iter().any(|packed| packed.name == tag.name)) {
            let milestone = tag.milestone.as_deref().unwrap_or(&tag.name);
            let message =
                format!("stands for the milestone {milestone} and is not on the list: it was put there later, or taken off the list");
            let here = format!("{} (commit {})", tag.object, tag.commit);
            let help = "the files were compared as if it did not exist; if the milestone was tagged after packing, pack again";
            self.differ(Difference::new(Aspect::Tags, &tag.name, message).sides(None, Some(here)).help(help));
        }
    }

    /// Notes a day that nobody would expect: what is due, late or reviewed depends on it.
    fn day(&mut self, manifest: &Manifest, here: &Derived) {
        let as_of = manifest.as_of;
        match here.last_day {
            Some(day) if as_of < day => self.notes.push(format!(
                "the folder counts {as_of} as today, which is before its last commit was recorded ({day}): what was due by then does not \
                 show as late"
            )),
            Some(day) if as_of != day => {
                self.notes.push(format!("the folder counts {as_of} as today; its last commit was recorded on {day}"));
            }
            Some(_) | None => {}
        }
    }

    pub(super) fn not_derived(&mut self, aspect: Aspect, here: &Derived) {
        let why = here.obstacle.as_deref().unwrap_or("the range could not be read here");
        self.conclude(aspect, VerifyVerdict::Unknown, format!("not made again: {why}"));
    }
}
