//! `risklog check --message`: personal data in the message of a commit, before it is in the history for good.

use std::fs;
use std::path::Path;

use risklog::git::Repository;
use risklog::privacy::{DenyList, without_comments};
use risklog::report::{CheckReport, ProjectCheck};
use risklog::rules;
use risklog::source::Source;

use super::Args;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;

/// Largest message that is read, in bytes.
const MAX_BYTES: u64 = 1024 * 1024;

/// Looks at a message as git would keep it. With `--quiet` a message without findings is passed over in silence.
pub fn run(
    file: &Path,
    args: &Args,
    (context, repository): (&Context, Option<&Repository>),
    deny: Option<DenyList>,
) -> Result<Outcome, CliError> {
    let shown = Source::new(file.to_string_lossy(), read(&context.directory.join(file), file)?);
    let sign = repository.map_or_else(|| "#".to_owned(), Repository::comment_sign);
    let kept = without_comments(shown.text(), &sign);
    let findings = rules::privacy::in_message(&shown, &kept, deny.as_ref());
    let report = CheckReport { projects: vec![ProjectCheck::of_message(&shown, &findings, deny)] };
    let is_clean = findings.is_empty();
    if !is_clean || !context.quiet || args.output.is_some() {
        super::tell(&report, args, context, is_clean)?;
    }
    Ok(args.format.written().outcome(super::outcome(&report, args.fail_on)))
}

fn read(path: &Path, typed: &Path) -> Result<String, CliError> {
    let stuck = |why: String| CliError::new(format!("cannot read the message {}: {why}", typed.display()));
    let data = fs::metadata(path).map_err(|error| stuck(error.to_string()))?;
    if data.len() > MAX_BYTES {
        return Err(stuck(format!("it has more than {MAX_BYTES} bytes")));
    }
    let bytes = fs::read(path).map_err(|error| stuck(error.to_string()))?;
    // A message in another encoding is read byte by byte, so that what it holds is seen.
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect()))
}
