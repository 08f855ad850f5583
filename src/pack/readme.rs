//! The page for people who open an evidence folder: what it is, what each file is for, how to check it. And the checksums in
//! the form that the tools of every system read.

use super::manifest::{FileSum, MANIFEST, Manifest};
use crate::render::Untrusted;
use crate::sharing::Audience;

/// The name of the page.
pub const README: &str = "README.txt";
/// The name of the list of checksums.
pub const SUMS: &str = "SHA256SUMS";

/// Columns of the page.
const WIDTH: usize = 78;

/// Writes the checksums as `sha256sum` does.
#[must_use]
pub fn sums(files: &[FileSum]) -> String {
    files.iter().map(|file| format!("{}  {}\n", file.sha256, file.name)).collect()
}

/// Writes the page. The list names the files that are made from the repository.
#[must_use]
pub fn readme(manifest: &Manifest) -> String {
    let name = manifest.project.as_deref().map_or_else(|| "a project without a readable id".to_owned(), safe);
    let marking = manifest.classification.as_deref().map(|marking| format!("[{}]\n\n", safe(marking).to_uppercase())).unwrap_or_default();
    let title = format!("Evidence folder: risk assessment of {name}");
    let from = manifest.range.from.as_deref().unwrap_or("the beginning of the history");
    let mut page = format!("{marking}{title}\n{}\n\n", "=".repeat(title.chars().count().min(WIDTH)));
    page.push_str(&wrapped(
        "This folder shows how a team rated the human-rights risks of its project over time, what it did about them, and when. Everything in it \
         was made by the program risklog from the project's git repository; nothing was typed in by hand. Whoever has a full copy of the \
         repository can make all files again and compare them.",
    ));
    page.push_str(&format!(
        "\nFrom     {from}\nTo       {}\nAs of    {}\nFor      {}\nMade by  risklog {}\n",
        manifest.range.to, manifest.as_of, manifest.options.audience, manifest.version
    ));
    page.push_str(&note(manifest));
    page.push_str("\nThe files\n---------\n\n");
    for file in &manifest.files {
        page.push_str(&format!("{}\n{}", file.name, indented(&file.about)));
    }
    page.push_str(&format!("{MANIFEST}\n{}", indented("the list: commits, documents, tags, options, and each file with its checksum")));
    page.push_str(&format!("{SUMS}\n{}", indented("the same checksums for the tools that come with your system")));
    left_out(manifest, &mut page);
    page.push_str(HOW);
    page.push_str(&marking.trim_end().lines().map(|line| format!("\n{line}\n")).collect::<String>());
    page
}

const HOW: &str = "
How to check it
---------------

1. Has a file been changed since? In this folder:

     sha256sum -c SHA256SUMS

   (on a Mac: shasum -a 256 -c SHA256SUMS)

   This finds accidents, and not somebody who changed a file and its checksum.

2. Does it come from the repository? In a full clone of the repository:

     risklog verify THIS_FOLDER

   All files are made again and compared byte for byte. The answer is `equal`,
   or names every difference, and says what it did not look at.

3. Is it still the same folder? The list cannot protect itself. Compare the
   SHA-256 of manifest.json, which `risklog verify` prints, with the one that
   was noted down when the folder was handed over.

What it does not prove
----------------------

That what the team wrote is true, that the people named wrote it, and that the
history was not rewritten before this folder was made. Git and checksums make
later changes visible. They do not make earlier ones impossible.
";

/// Says what this audience is not shown.
fn note(manifest: &Manifest) -> String {
    let audience = Audience::ALL.into_iter().find(|audience| audience.word() == manifest.options.audience);
    audience.and_then(Audience::note).map(|note| format!("\n{}", wrapped(note))).unwrap_or_default()
}

fn left_out(manifest: &Manifest, page: &mut String) {
    if manifest.left_out.is_empty() {
        return;
    }
    page.push_str("\nNot in this folder\n------------------\n\n");
    for left in &manifest.left_out {
        page.push_str(&format!("{}\n{}", left.name, indented(&safe(&left.reason))));
    }
}

/// Returns a text of the repository without what a terminal would obey.
fn safe(text: &str) -> String {
    Untrusted::new(text).terminal()
}

fn indented(text: &str) -> String {
    wrapped(text).lines().map(|line| format!("    {line}\n")).collect()
}

/// Breaks a text into lines between words.
fn wrapped(text: &str) -> String {
    let (mut lines, mut line) = (String::new(), String::new());
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH - 4 {
            lines.push_str(&line);
            lines.push('\n');
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push_str(&line);
        lines.push('\n');
    }
    lines
}
