//! `risklog hook run`: what the hook does at a commit. Says nothing where nothing is wrong and no document is staged.

use risklog::change::Change;
use risklog::finding::{Finding, Severity};
use risklog::git::Repository;
use risklog::render::{self, Format};
use risklog::report::{CheckReport, ProjectCheck};
use risklog::rules::{self, Check, Said, Verdict};
use risklog::snapshot::{Loader, State};

use crate::comparison;
use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::project::{self, Ground};

/// What a stopped commit says last.
const STOPPED: &str = "\nThe commit was stopped; nothing is lost. Put right what is marked error, `git add` the files, and commit again.\n";

/// What a commit that passes says last, where there are warnings.
const PASSED: &str = "`risklog check` shows the warnings; they do not stop the commit.\n";

/// Judges what is staged, and how it changes what is committed.
pub fn run(repository: &Repository, context: &Context) -> Result<Outcome, CliError> {
    let ground = Ground::of(context, Some(repository));
    let mut loader = Loader::new(&ground.root, Some(repository))?;
    loader.deny(deny::list(Some(repository))?);
    let committed = repository.head()?.map_or(State::Empty, State::Commit);
    let mut report = CheckReport::default();
    for roots in project::pairs(&mut loader, Change::new(committed, State::Index), "")? {
        report.projects.extend(judge(repository, &mut loader, &roots, context)?);
    }
    if report.projects.is_empty() {
        return Ok(Outcome::Clean);
    }
    let stopped = report.reaches(Severity::Error);
    let incomplete = report.has_unseen();
    if stopped {
        // What stops the commit must not drown in what does not; the verdict still counts the rest.
        report.projects.iter_mut().for_each(|project| project.findings.retain(|finding| finding.severity == Severity::Error));
    }
    let counted = report.total();
    if !stopped && !incomplete {
        // What was there before this commit is counted; what the commit itself does is shown.
        let is_about_the_change = |rule: &str| rules::find(rule).is_some_and(|rule| matches!(rule.check, Check::Change(_)));
        report.projects.iter_mut().for_each(|project| {
            project.findings.retain(|finding| finding.severity == Severity::Warning && is_about_the_change(finding.rule));
        });
    }
    if stopped || incomplete || (counted.warnings > 0 && !context.quiet) {
        let mut text = render::check(&report, Format::Terminal, &context.style(false));
        if stopped {
            text.push_str(STOPPED);
        } else if !incomplete {
            text.push_str(PASSED);
        }
        output::write(&text, None)?;
    }
    Ok(match (incomplete, stopped) {
        (true, _) => Outcome::Incomplete,
        (false, true) => Outcome::Found,
        (false, false) => Outcome::Clean,
    })
}

/// Judges one project; nothing where none of its files is staged differently from what is committed.
fn judge(
    repository: &Repository,
    loader: &mut Loader<'_>,
    roots: &Change<Option<String>>,
    context: &Context,
) -> Result<Option<ProjectCheck>, CliError> {
    let committed = repository.head()?.map_or(State::Empty, State::Commit);
    if let (Some(before), Some(after)) = (&roots.before, &roots.after) {
        let mut unseen = Vec::new();
        if loader.files(State::Index, after, &mut unseen)? == loader.files(committed, before, &mut unseen)? {
            return Ok(None);
        }
    }
    let after = comparison::read(loader, State::Index, roots.after.as_deref())?;
    let before = comparison::read(loader, committed, roots.before.as_deref())?;
    let ends = Change::new(comparison::end(repository, &before, committed)?, comparison::end(repository, &after, State::Index)?);
    let (_, change) = comparison::judge(repository, loader, ends, context.today)?;
    let mut verdict = if after.manifest.is_some() { rules::judge(&after, context.today) } else { Verdict::default() };
    // A rating word with a slip is told once: what is staged says it better than the comparison.
    let is_told = |finding: &Finding| verdict.findings.iter().any(|told| Said::of(finding).repeats(&Said::of(told)));
    let new: Vec<Finding> = change.findings.into_iter().filter(|finding| !is_told(finding)).collect();
    verdict.findings.extend(new);
    verdict.waived.extend(change.waived);
    verdict.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    Ok(Some(ProjectCheck::new(&after, &verdict)))
}
