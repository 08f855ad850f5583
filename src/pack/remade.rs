//! Holding the files of an evidence folder against those that a repository gives. The list says by which version it was made,
//! and that is only its word: what comes out otherwise is a difference, whatever version it names.

use super::compare::{Departure, departure};
use super::judge::{Derived, Found, Judgement};
use super::manifest::{MANIFEST, Manifest};
use crate::report::{Aspect, Difference, VerifyVerdict};

impl Judgement {
    pub(super) fn files(&mut self, found: Found<'_>, here: &Derived) {
        let Some((derived, files)) = &here.folder else { return self.not_derived(Aspect::Files, here) };
        let mut compared = 0;
        for file in &derived.files {
            let packed = found.files.get(&file.name);
            let (Some(packed), Some(made)) = (packed, files.get(&file.name)) else { continue };
            compared += 1;
            let Some(departure) = departure(packed, made) else { continue };
            let is_as_listed = found.manifest.file(&file.name).is_some_and(|listed| listed.fits(packed));
            let differs_before = [Aspect::Commits, Aspect::Objects, Aspect::Documents, Aspect::Tags];
            let message = match is_as_listed {
                true if self.differences.iter().any(|difference| differs_before.contains(&difference.aspect)) => {
                    "this file is as the list says; the repository gives another one, for it differs elsewhere too, see above".to_owned()
                }
                true if found.manifest.version != here.version => other_version(found.manifest),
                true => "the repository gives another file, though this one is as the list says: both may have been changed".to_owned(),
                false => "the repository gives another file than this one: it was changed after packing".to_owned(),
            };
            self.differ(told(Difference::new(Aspect::Files, &file.name, message), departure));
        }
        self.unequal_lists(found.manifest, derived, here);
        self.conclude(Aspect::Files, VerifyVerdict::Equal, format!("{compared} files made again are equal, byte for byte"));
    }

    /// Finds files that are made for one side only.
    fn unequal_lists(&mut self, packed: &Manifest, derived: &Manifest, here: &Derived) {
        let perhaps = if packed.version == here.version { "" } else { ", perhaps because of the other version" };
        for file in derived.files.iter().filter(|file| packed.file(&file.name).is_none()) {
            let message = format!("the repository gives this file too, but the list does not name it{perhaps}");
            self.differ(Difference::new(Aspect::Files, &file.name, message));
        }
        for file in packed.files.iter().filter(|file| derived.file(&file.name).is_none()) {
            let message = format!("the list names a file that this range and these options do not give{perhaps}");
            self.differ(Difference::new(Aspect::Files, &file.name, message));
        }
    }

    pub(super) fn manifest(&mut self, found: Found<'_>, here: &Derived) {
        let Some((derived, _)) = &here.folder else { return self.not_derived(Aspect::Manifest, here) };
        if found.manifest.version != here.version {
            let version = &found.manifest.version;
            self.notes.push(format!(
                "that risklog {version} made the folder is only what its list says; the files were made again by risklog {}, with that version written into them",
                here.version
            ));
        }
        let made = derived.write();
        let Some(departure) = departure(found.bytes, made.as_bytes()) else {
            return self.conclude(Aspect::Manifest, VerifyVerdict::Equal, "made again, the list is equal, byte for byte");
        };
        let message = match found.manifest.version == here.version {
            true => "the list is not the one that the repository gives for this range and these options".to_owned(),
            false => other_version(found.manifest),
        };
        self.differ(told(Difference::new(Aspect::Manifest, MANIFEST, message), departure));
        self.conclude(Aspect::Manifest, VerifyVerdict::Different, "");
    }
}

fn other_version(packed: &Manifest) -> String {
    format!("differs, perhaps because of the other version; to find out, look with risklog {}", packed.version)
}

/// Adds where two files part.
fn told(difference: Difference, departure: Departure) -> Difference {
    match departure {
        Departure::Line { number, one, other } => Difference { line: Some(number), ..difference }.sides(one, other),
        Departure::Byte { number } => Difference { message: format!("{} (from byte {number} on)", difference.message), ..difference },
    }
}
