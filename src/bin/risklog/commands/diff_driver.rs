//! `risklog diff-driver`: what git calls to show how a document changed.

use std::path::{Path, PathBuf};

use risklog::change::Change;
use risklog::render::{self, Untrusted};
use risklog::report::FileReport;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::input;
use crate::output;

/// Where git puts a side on which the file is not there.
const NOTHING: &str = "/dev/null";

/// Show how a document changed, field by field: `git diff` calls this
///
/// `risklog hook install` makes git call it (`diff.risklog.command`), with the seven arguments that git gives to such a program, or
/// nine where the file was renamed. `git diff --no-ext-diff` shows one line a field instead, `--no-textconv` the lines as they
/// are.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The path in the repository; git gives it alone while a conflict in the file is not resolved
    path: String,
    /// A file with the earlier content; /dev/null where there is none
    #[arg(requires = "new_mode")]
    old_file: Option<PathBuf>,
    /// Id of the earlier content
    old_id: Option<String>,
    /// Mode of the earlier content
    old_mode: Option<String>,
    /// A file with the later content; /dev/null where there is none
    new_file: Option<PathBuf>,
    /// Id of the later content
    new_id: Option<String>,
    /// Mode of the later content
    new_mode: Option<String>,
    /// The path that a renamed file has now
    new_path: Option<String>,
    /// What git says of the rename
    renamed: Option<String>,
}

/// Runs the command. It never fails because of what is in the files: git would stop showing anything.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let side = |file: &Path| -> Result<Option<Vec<u8>>, CliError> {
        if file == Path::new(NOTHING) { Ok(None) } else { input::read(&context.directory.join(file)).map(Some) }
    };
    let (Some(old), Some(new)) = (&args.old_file, &args.new_file) else {
        let path = Untrusted::new(&args.path).terminal();
        output::write(&format!("{path}: a conflict in it is not resolved; `git diff --no-ext-diff --no-textconv` shows it\n"), None)?;
        return Ok(Outcome::Clean);
    };
    let bytes = Change::new(side(old)?, side(new)?);
    let later = args.new_path.as_ref().unwrap_or(&args.path);
    let path = Change::new(bytes.before.is_some().then(|| args.path.clone()), bytes.after.is_some().then(|| later.clone()));
    let report = FileReport::new(path, bytes.as_ref().map(Option::as_deref));
    output::write(&render::file(&report, &context.style(false)), None)?;
    Ok(Outcome::Clean)
}
