//! `risklog ci`: one command for any CI. Checks the result of a change and judges how it changes what was there before.

use std::path::PathBuf;

use risklog::change::Change;
use risklog::git::{self, Repository};
use risklog::render::{self, CiFormat, Format};
use risklog::report::{CheckReport, CiReport, DiffReport, ToldFinding, page};
use risklog::rules::Said;
use risklog::snapshot::{Loader, State};

use super::{FailOn, Written, check, diff};
use crate::comparison::{self, Named};
use crate::context::Context;
use crate::deny;
use crate::error::{CliError, say};
use crate::exit::Outcome;
use crate::output;
use crate::platform::{self, Base, Platform, Proposal};
use crate::project::{self, Ground};
use crate::summary;

const EXAMPLES: &str = "\
Examples:
  risklog ci                                       on GitHub, GitLab, or as a hook before a push
  risklog ci --base origin/main                    anywhere else: what HEAD changes since it left origin/main
  risklog ci --write markdown=comment.md --write sarif=risklog.sarif";

/// Check the result of a change, and judge how it changes what was there: one command for any CI
///
/// Which states that are is found from the environment of GitHub Actions, GitLab CI or pre-commit, or given by --base and --head.
/// The rules of the earlier state judge the change. On GitHub annotations are printed, and a report is added to the job's
/// summary; elsewhere the report is printed as text. It needs the history: `fetch-depth: 0`, or `git fetch --unshallow --tags`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The earlier state: what HEAD changes since it left this branch, tag or commit
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// The later state (default: what the platform says, else HEAD)
    #[arg(long, value_name = "REV")]
    head: Option<String>,
    /// Exit with 1 from this severity on
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// Also write to a file in a format: markdown, sarif, gitlab, junit, github
    #[arg(long, value_name = "FORMAT=FILE", value_parser = wanted)]
    write: Vec<(FileFormat, PathBuf)>,
}

/// The formats of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileFormat {
    Markdown,
    Ci(CiFormat),
}

/// What was found: the change of each project, and its result.
struct Judged {
    diffs: Vec<DiffReport>,
    check: CheckReport,
    command: String,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Some(repository) = context.repository()? else {
        return Err(CliError::new("this folder is in no git repository, so there is no change to judge")
            .hint("`risklog check` looks at the files alone"));
    };
    let proposal = proposal(args)?;
    let judged = judge(&repository, &proposal, args, context)?;
    let told = CiReport::of_all(reports(&judged, args.fail_on));
    let page = page::proposal(&judged.diffs, &judged.check, &judged.command);
    for (format, file) in &args.write {
        let text = match format {
            FileFormat::Markdown => render::comment(&page),
            FileFormat::Ci(format) => render::ci(&told, *format),
        };
        output::write(&text, Some(&context.directory.join(file)))?;
    }
    if proposal.platform == Platform::GitHub {
        output::write(&render::ci(&told, CiFormat::Github), None)?;
        summary::append(Written::Ci(CiFormat::Github), &page, context)?;
    } else {
        let style = context.style(false);
        let mut text: String = judged.diffs.iter().map(|diff| render::diff(diff, Format::Terminal, &style) + "\n").collect();
        text.push_str(&render::check(&judged.check, Format::Terminal, &style));
        output::write(&text, None)?;
    }
    let outcomes = judged.diffs.iter().map(|report| diff::outcome(report, args.fail_on, false));
    Ok(outcomes.chain([check::outcome(&judged.check, args.fail_on)]).max().unwrap_or(Outcome::Clean))
}

/// What was asked for on the command line goes before what the environment says.
fn proposal(args: &Args) -> Result<Proposal, CliError> {
    let given = args.base.clone().map(Base::LeftAt);
    // An event that cannot be read is no obstacle where the states are named.
    let mut proposal = match platform::proposal(&Context::variable) {
        Err(error) if given.is_none() => return Err(error),
        Err(_) => Proposal { platform: Platform::Other, base: None, head: "HEAD".to_owned(), proposed: None },
        Ok(found) => found,
    };
    if given.is_some() || args.head.is_some() {
        proposal.proposed = None;
    }
    proposal.base = given.or(proposal.base);
    proposal.head = args.head.clone().unwrap_or(proposal.head);
    Ok(proposal)
}

fn judge(repository: &Repository, proposal: &Proposal, args: &Args, context: &Context) -> Result<Judged, CliError> {
    let ground = Ground::of(context, Some(repository));
    let mut loader = Loader::new(&ground.root, Some(repository))?;
    loader.deny(deny::list(Some(repository))?);
    let head = project::commit(repository, None, &proposal.head)?;
    let after = Named { state: State::Commit(head), name: Some(proposal.head.clone()) };
    let before = before(repository, proposal, head)?;
    let states = Change::new(before.as_ref().map_or(State::Empty, |before| before.state), after.state);
    let pairs = project::pairs(&mut loader, states, &ground.folder)?;
    if pairs.is_empty() {
        return Err(project::none(after.state));
    }
    let mut diffs = Vec::new();
    let mut command = format!("risklog check --rev {}", proposal.head);
    if let Some(before) = before {
        command =
            format!("risklog ci --base {} --head {}", args.base.as_deref().or(before.name.as_deref()).unwrap_or_default(), proposal.head);
        let ends = Change::new(before, after.clone());
        for roots in &pairs {
            let report = comparison::compare(repository, &mut loader, &ends, roots, context)?;
            diffs.push(report.made_by(command.clone()));
        }
    }
    // NOTE: whoever commits chooses the date of the commit: what is still to come does not become the past by that.
    let today = comparison::recorded(repository, after.state, context)?.min(context.today);
    let checked: Vec<String> = pairs.into_iter().filter_map(|roots| roots.after).collect();
    let check = check::judge(&mut loader, after.state, &checked, (today, context))?;
    let mut judged = Judged { diffs, check, command };
    tell_once(&mut judged);
    Ok(judged)
}

/// Finds the earlier state; none where the change replaces nothing.
fn before(repository: &Repository, proposal: &Proposal, head: git::Id) -> Result<Option<Named>, CliError> {
    let resolved = |name: &str| project::commit(repository, None, name).map_err(|error| error.hint(proposal.platform.whole_history()));
    match &proposal.base {
        None => {
            Err(CliError::new("nothing says with which state this one is to be compared").hint("name it: risklog ci --base origin/main"))
        }
        Some(Base::Nothing(reason)) => {
            say(&format!("risklog: {reason}; only the result is checked\n"));
            Ok(None)
        }
        Some(Base::Exactly(name)) => {
            let replaced = |error: CliError| {
                error.hint(format!("the push threw it away, or this clone does not have it: fetch it with `git fetch origin {name}`, or name a base with --base"))
            };
            let commit = resolved(name).map_err(replaced)?;
            Ok(Some(Named { state: State::Commit(commit), name: Some(name.clone()) }))
        }
        Some(Base::LeftAt(name)) => {
            if let Some(first) = merged_into(repository, proposal, head)? {
                return Ok(Some(Named { state: State::Commit(first), name: Some(name.clone()) }));
            }
            let base = resolved(name)?;
            let Some(shared) = repository.merge_base(base, head)? else {
                let error = CliError::new(format!("{name} and {} have no common ancestor in this clone", proposal.head));
                return Err(error.hint(proposal.platform.whole_history()));
            };
            Ok(Some(Named { state: State::Commit(shared), name: Some(name.clone()) }))
        }
    }
}

/// Returns the state that the platform merged the proposal into, where the state after is such a merge: the event may name an
/// older one. A state after that has nothing to do with the proposal is an error: nobody would have looked at it.
fn merged_into(repository: &Repository, proposal: &Proposal, head: git::Id) -> Result<Option<git::Id>, CliError> {
    let Some(proposed) = &proposal.proposed else { return Ok(None) };
    let parents = repository.commit(head)?.parents;
    match parents.as_slice() {
        [first, others @ ..] if others.iter().any(|parent| parent.to_string() == *proposed) => Ok(Some(*first)),
        _ if head.to_string() == *proposed => Ok(None),
        _ => Err(CliError::new(format!("{} is neither what the pull request proposes ({proposed}) nor a merge of it", proposal.head))
            .hint("check out the pull request: the event `pull_request` does, `pull_request_target` does not")
            .hint("or name the states: risklog ci --base REV --head REV")),
    }
}

/// A rating word with a slip is told once: the check says it better than the comparison.
fn tell_once(judged: &mut Judged) {
    let Judged { check, diffs, .. } = judged;
    let told: Vec<Said<'_>> = check.projects.iter().flat_map(|project| &project.findings).map(said).filter(Said::is_slip).collect();
    for report in diffs {
        report.findings.retain(|finding| !told.iter().any(|told| said(finding).repeats(told)));
    }
}

fn said(finding: &ToldFinding) -> Said<'_> {
    Said { rule: finding.rule, severity: finding.severity, file: &finding.file, id: finding.id.as_deref() }
}

fn reports(judged: &Judged, fail_on: FailOn) -> Vec<CiReport> {
    let check = CiReport::of_check(&judged.check, fail_on.severity());
    judged.diffs.iter().map(|diff| CiReport::of_diff(diff, fail_on.severity())).chain([check]).collect()
}

/// Reads `FORMAT=FILE`.
fn wanted(text: &str) -> Result<(FileFormat, PathBuf), String> {
    let formats = [
        ("markdown", FileFormat::Markdown),
        ("sarif", FileFormat::Ci(CiFormat::Sarif)),
        ("gitlab", FileFormat::Ci(CiFormat::Gitlab)),
        ("junit", FileFormat::Ci(CiFormat::Junit)),
        ("github", FileFormat::Ci(CiFormat::Github)),
    ];
    let known = || formats.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    match text.split_once('=') {
        Some((word, file)) if !file.is_empty() => match formats.iter().find(|(known, _)| *known == word) {
            Some((_, format)) => Ok((*format, PathBuf::from(file))),
            None => Err(format!("`{word}` is none of the formats {}", known())),
        },
        _ => Err(format!("write a format and a file, such as sarif=risklog.sarif; formats: {}", known())),
    }
}
