//! The summary of a job on GitHub: a file that each step may add Markdown to, and that is dropped whole where it is too long.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use risklog::render::{self, CiFormat};
use risklog::report::page::Page;

use crate::commands::Written;
use crate::context::Context;
use crate::error::{CliError, say};

/// Bytes that the summary of a step may have: 1 MiB, and a little less.
const MOST: usize = 1_040_000;
/// With less room than this nothing is added.
const LEAST: usize = 8_000;

/// Adds a page to the summary, where annotations are written and the platform has one.
pub fn append(written: Written, page: &Page, context: &Context) -> Result<(), CliError> {
    let Some(path) = Context::job_summary() else { return Ok(()) };
    if !matches!(written, Written::Ci(CiFormat::Github)) {
        return Ok(());
    }
    let used = fs::metadata(&path).map_or(0, |data| usize::try_from(data.len()).unwrap_or(usize::MAX));
    let room = MOST.saturating_sub(used);
    if room < LEAST {
        say("risklog: the job summary is full, so nothing was added to it; another step has a summary of its own\n");
        return Ok(());
    }
    context.tell(&format!("adding to the job summary {}", path.display()));
    add(&path, &format!("\n{}", render::summary(page, room - 1))).map_err(|error| {
        CliError::new(format!("cannot add to the job summary {}: {error}", path.display()))
            .hint("GITHUB_STEP_SUMMARY names the file; without the variable nothing is added")
    })
}

fn add(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.flush()
}
