//! Holding an evidence folder against a repository: each aspect by itself, every difference with its likely reason.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{Departure, departure};
use super::manifest::{DocumentAt, MANIFEST, Manifest, TagAt};
use super::unchecked;
use crate::git::Examined;
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
    /// What lies there and is not on the list.
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
    /// Every tag of the repository, and those on the main line of the range.
    pub tags: Vec<TagAt>,
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
    judgement.not_checked = unchecked::sentences(found.manifest, here);
    judgement
}

impl Judgement {
    /// Concludes an aspect: different where it has differences, else as is said.
    fn conclude(&mut self, aspect: Aspect, otherwise: VerifyVerdict, said: impl Into<String>) {
        let count = self.differences.iter().filter(|difference| difference.aspect == aspect).count();
        let (verdict, said) = match count {
            0 => (otherwise, said.into()),
            1 => (VerifyVerdict::Different, "1 difference, see below".to_owned()),
            _ => (VerifyVerdict::Different, format!("{count} differences, see below")),
        };
        self.checks.push(Examination { aspect, verdict, said });
    }

    fn differ(&mut self, difference: Difference) {
        self.differences.push(difference);
    }

    fn sums(&mut self, found: Found<'_>) {
        let listed = &found.manifest.files;
        for file in listed {
            match found.files.get(&file.name) {
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
            self.differ(Difference::new(Aspect::Sums, name, "lies in the folder and is not on the list: it was added after packing"));
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
        let is_new = |tag: &&TagAt| !manifest.tags.iter().any(|packed| packed.name == tag.name);
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

    fn files(&mut self, found: Found<'_>, here: &Derived) {
        let Some((derived, files)) = &here.folder else { return self.not_derived(Aspect::Files, here) };
        let mut other_version = 0;
        for file in &derived.files {
            let packed = found.files.get(&file.name);
            let (Some(packed), Some(made)) = (packed, files.get(&file.name)) else { continue };
            let Some(departure) = departure(packed, made) else { continue };
            let is_as_listed = found.manifest.file(&file.name).is_some_and(|listed| listed.fits(packed));
            if is_as_listed && found.manifest.version != here.version {
                other_version += 1;
                self.notes.push(format!("{} comes out otherwise here, first {}", file.name, place(&departure)));
                continue;
            }
            let differs_before = [Aspect::Commits, Aspect::Objects, Aspect::Documents, Aspect::Tags];
            let message = match is_as_listed {
                true if self.differences.iter().any(|difference| differs_before.contains(&difference.aspect)) => {
                    "this file is as the list says; the repository gives another one, for it differs elsewhere too, see above"
                }
                true => "the repository gives another file, though this one is as the list says: both may have been changed",
                false => "the repository gives the file that was packed, and not this one: it was changed after packing",
            };
            self.differ(told(Difference::new(Aspect::Files, &file.name, message), departure));
        }
        self.unequal_lists(found.manifest, derived, here);
        if other_version > 0 {
            let said = format!(
                "{other_version} files come out otherwise, which another version of the program may do: look with risklog {}",
                found.manifest.version
            );
            return self.conclude(Aspect::Files, VerifyVerdict::Unknown, said);
        }
        self.conclude(Aspect::Files, VerifyVerdict::Equal, format!("{} files made again are equal, byte for byte", derived.files.len()));
    }

    /// Finds files that are made for one side only. Another version may make more.
    fn unequal_lists(&mut self, packed: &Manifest, derived: &Manifest, here: &Derived) {
        if packed.version != here.version {
            return;
        }
        for file in derived.files.iter().filter(|file| packed.file(&file.name).is_none()) {
            self.differ(Difference::new(Aspect::Files, &file.name, "the repository gives this file too, but the list does not name it"));
        }
        for file in packed.files.iter().filter(|file| derived.file(&file.name).is_none()) {
            self.differ(Difference::new(Aspect::Files, &file.name, "the list names a file that this range and these options do not give"));
        }
    }

    fn manifest(&mut self, found: Found<'_>, here: &Derived) {
        let Some((derived, _)) = &here.folder else { return self.not_derived(Aspect::Manifest, here) };
        let made = derived.write();
        let Some(departure) = departure(found.bytes, made.as_bytes()) else {
            return self.conclude(Aspect::Manifest, VerifyVerdict::Equal, "made again, the list is equal, byte for byte");
        };
        if found.manifest.version != here.version {
            self.notes.push(format!("{MANIFEST} comes out otherwise here, first {}", place(&departure)));
            let said = format!("it comes out otherwise, which another version may do: look with risklog {}", found.manifest.version);
            return self.conclude(Aspect::Manifest, VerifyVerdict::Unknown, said);
        }
        let message = "the list is not the one that the repository gives for this range and these options";
        self.differ(told(Difference::new(Aspect::Manifest, MANIFEST, message), departure));
        self.conclude(Aspect::Manifest, VerifyVerdict::Different, "");
    }

    fn not_derived(&mut self, aspect: Aspect, here: &Derived) {
        let why = here.obstacle.as_deref().unwrap_or("the range could not be read here");
        self.conclude(aspect, VerifyVerdict::Unknown, format!("not made again: {why}"));
    }
}

/// Names the place where two files part.
fn place(departure: &Departure) -> String {
    match departure {
        Departure::Line { number, .. } => format!("in line {number}"),
        Departure::Byte { number } => format!("at byte {number}"),
    }
}

/// Adds where two files part.
fn told(difference: Difference, departure: Departure) -> Difference {
    match departure {
        Departure::Line { number, one, other } => Difference { line: Some(number), ..difference }.sides(one, other),
        Departure::Byte { number } => Difference { message: format!("{} (from byte {number} on)", difference.message), ..difference },
    }
}
