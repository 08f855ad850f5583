//! `attachment-not-allowed`: nothing but text lies in the document folders.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::{Attached, OtherFile, TEXT_ENDINGS};

/// The rule.
pub const RULE: Rule = Rule {
    name: "attachment-not-allowed",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "The document folders hold text files only: yaml, yml, md, txt, json, toml, csv.",
    why: "Scans, photos, recordings and office files hold what nobody can see in a comparison, and git keeps them for good.",
    bad: "# risks/interview.pdf",
    good: "# risks/interview.md",
    check: Check::Privacy,
};

/// Names the files that are no text.
pub(super) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    findings.extend(subject.snapshot.others.iter().filter_map(|file| Some(tell(file, file.attached.as_ref()?))));
}

fn tell(file: &OtherFile, attached: &Attached) -> Finding {
    let message = match attached {
        Attached::Ending(ending) => format!("a file `.{ending}` lies in a folder of documents; only text is kept there"),
        Attached::Binary => "this file is named like a text and is none".to_owned(),
        Attached::TooLarge(size) => format!("this file has {size} bytes, too many to be looked at"),
        Attached::NotAFile => "this is a link or another repository, and what it leads to is not looked at".to_owned(),
    };
    let help = format!(
        "keep it where records are kept, point to it with `evidence.ref`, and take it out with `git rm --cached`; allowed are {}",
        TEXT_ENDINGS.join(", ")
    );
    Finding::new(RULE.name, Place::bytes(file.path(), &(0..0)), message).help(help)
}
