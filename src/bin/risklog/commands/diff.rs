//! `risklog diff`: what changed in the ratings between two states.

use std::path::PathBuf;

use clap::ValueEnum;
use risklog::change::Change;
use risklog::git::{RangeEnds, Repository};
use risklog::model::Project;
use risklog::render::{self, CiFormat};
use risklog::report::{CiReport, DiffReport, page};
use risklog::snapshot::{Loader, State};

use super::{FailOn, Written};
use crate::comparison::{self, Named};
use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::project::{self, Ground};
use crate::summary;

const EXAMPLES: &str = "\
Examples:
  risklog diff                      what is not committed yet
  risklog diff --staged             what the next commit brings
  risklog diff baseline mid-term    net changes between two milestones
  risklog diff main...HEAD          what a branch proposes";

/// Compare risk ratings between two states, by risk and not by line
///
/// Without arguments: the last commit against the files in the folder. A revision may be a branch, a tag, a commit, a
/// milestone of the project or a day. Reordering, layout, comments and moved files are no change in content.
#[derive(Debug, clap::Args)]
#[command(
    after_help = EXAMPLES
)]
pub struct Args {
    /// The earlier state, or a range: A..B, or A...B (from the merge base of A and B)
    base: Option<String>,
    /// The later state
    head: Option<String>,
    /// Take what is staged as the later state
    #[arg(long)]
    staged: bool,
    /// Exit with 1 where there are changes
    #[arg(long)]
    exit_code: bool,
    /// Exit with 1 from this severity of findings on
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The project with this id
    #[arg(long, value_name = "ID")]
    project: Option<String>,
}

/// How to print the changes.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Terminal,
    /// For the comment under a pull request
    Markdown,
    /// For machines (risklog-diff/1)
    Json,
    /// One page for a browser or a printer, with everything in it
    Html,
    /// Annotations of GitHub for the findings; the whole goes to the job summary
    Github,
    /// SARIF 2.1.0 of the findings, for upload: exits with 0 whatever was found
    Sarif,
    /// Code Quality of GitLab for the findings
    Gitlab,
    /// A test report, a case a changed risk and rule
    Junit,
}

impl Format {
    const fn written(self) -> Written {
        match self {
            Self::Terminal => Written::Page(render::Format::Terminal),
            Self::Markdown => Written::Page(render::Format::Markdown),
            Self::Json => Written::Page(render::Format::Json),
            Self::Html => Written::Page(render::Format::Html),
            Self::Github => Written::Ci(CiFormat::Github),
            Self::Sarif => Written::Ci(CiFormat::Sarif),
            Self::Gitlab => Written::Ci(CiFormat::Gitlab),
            Self::Junit => Written::Ci(CiFormat::Junit),
        }
    }
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Some(repository) = context.repository()? else {
        return Err(CliError::new("this folder is in no git repository, so there is nothing to compare with").hint("`git init` makes one"));
    };
    let ground = Ground::of(context, Some(&repository));
    let mut loader = Loader::new(&ground.root, Some(&repository))?;
    loader.deny(deny::list(Some(&repository))?);
    Context::prepare(&mut loader);
    let here = loader.any_project(&ground.folder)?;
    let ends = ends(args, &repository, here.as_deref().and_then(|document| document.project()))?;
    let root = root(&mut loader, &ends, &ground, args.project.as_deref())?;
    let manifest = loader.manifest(ends.after.state, &root)?;
    let project = manifest.as_deref().and_then(|document| document.project());
    let roots = Change::new(Some(project::root_at(&mut loader, ends.before.state, &root, project)?), Some(root));
    let report = comparison::compare(&repository, &mut loader, &ends, &roots, context)?;
    let report = report.made_by(command(args));
    let written = args.format.written();
    let text = match written {
        Written::Page(format) => render::diff(&report, format, &context.style(args.output.is_some())),
        Written::Ci(format) => render::ci(&CiReport::of_diff(&report, args.fail_on.severity()), format),
    };
    output::write(&text, args.output.as_deref())?;
    summary::append(written, &page::diff(&report), context)?;
    Ok(written.outcome(outcome(&report, args.fail_on, args.exit_code)))
}

/// Resolves what was typed to two states.
fn ends(args: &Args, repository: &Repository, project: Option<&Project>) -> Result<Change<Named>, CliError> {
    let commit = |name: &str| -> Result<Named, CliError> {
        Ok(Named { state: State::Commit(project::commit(repository, project, name)?), name: Some(name.to_owned()) })
    };
    let later = || -> Result<Named, CliError> {
        if args.staged {
            return Ok(Named { state: State::Index, name: None });
        }
        if repository.work_dir().is_none() {
            return Err(CliError::new("a bare repository has no files to compare with").hint("name two revisions: risklog diff A B"));
        }
        Ok(Named { state: State::Worktree, name: None })
    };
    let one_later = |name: &str| {
        CliError::new(format!("--staged compares with what is staged, and `{name}` is a second later state"))
            .hint("leave out one of the two")
    };
    match (args.base.as_deref(), args.head.as_deref()) {
        (None, _) => {
            let head = repository.head()?;
            let before = head
                .map_or(Named { state: State::Empty, name: None }, |id| Named { state: State::Commit(id), name: Some("HEAD".to_owned()) });
            Ok(Change::new(before, later()?))
        }
        (Some(_), Some(head)) | (Some(head), None) if args.staged && (args.head.is_some() || head.contains("..")) => Err(one_later(head)),
        (Some(base), Some(head)) => Ok(Change::new(commit(base)?, commit(head)?)),
        (Some(base), None) => match RangeEnds::of(base) {
            RangeEnds::Single(base) => Ok(Change::new(commit(base)?, later()?)),
            RangeEnds::TwoDots(left, right) => Ok(Change::new(commit(left)?, commit(right)?)),
            RangeEnds::ThreeDots(left, right) => {
                let (one, other) = (project::commit(repository, project, left)?, project::commit(repository, project, right)?);
                let Some(shared) = repository.merge_base(one, other)? else {
                    return Err(risklog::git::Error::NoMergeBase { left: left.to_owned(), right: right.to_owned() }.into());
                };
                let before = Named { state: State::Commit(shared), name: Some(format!("merge base of {left} and {right}")) };
                Ok(Change::new(before, Named { state: State::Commit(other), name: Some(right.to_owned()) }))
            }
        },
    }
}

/// Finds the project in the later state, else in the earlier one.
fn root(loader: &mut Loader<'_>, ends: &Change<Named>, ground: &Ground, wanted: Option<&str>) -> Result<String, CliError> {
    let after = project::find(loader, ends.after.state, &ground.folder, wanted);
    if after.is_err()
        && ends.before.state != State::Empty
        && let Ok(root) = project::find(loader, ends.before.state, &ground.folder, wanted)
    {
        return Ok(root);
    }
    after
}

/// How a comparison ends; with `changes_count` any change is something found.
pub fn outcome(report: &DiffReport, fail_on: FailOn, changes_count: bool) -> Outcome {
    if !report.unseen.is_empty() {
        Outcome::Incomplete
    } else if report.reaches(fail_on.severity()) || report.is_incomplete() || (changes_count && !report.diff.is_empty()) {
        Outcome::Found
    } else {
        Outcome::Clean
    }
}

/// The command that shows the whole comparison again.
fn command(args: &Args) -> String {
    let mut words = vec!["risklog diff".to_owned()];
    words.extend(args.base.iter().chain(&args.head).cloned());
    if args.staged {
        words.push("--staged".to_owned());
    }
    words.join(" ")
}
