//! Comparing a project at two states, as `diff` and `ci` do it.

use risklog::change::Change;
use risklog::diff::{self, ProjectDiff};
use risklog::git::{Id, Repository};
use risklog::history::{self, End, clock};
use risklog::model::Date;
use risklog::report::{DiffReport, StateName, States};
use risklog::rules::{self, Verdict, change::Subject};
use risklog::snapshot::{Loader, Snapshot, State};
use risklog::source::Origin;

use crate::context::Context;
use crate::error::CliError;

/// A state with the name it was asked for by.
#[derive(Debug, Clone)]
pub struct Named {
    /// The state.
    pub state: State,
    /// The name.
    pub name: Option<String>,
}

/// Compares a project at two states, by the rules of the earlier one. `roots` are its folders; none where it is not there.
pub fn compare(
    repository: &Repository,
    loader: &mut Loader<'_>,
    ends: &Change<Named>,
    roots: &Change<Option<String>>,
    context: &Context,
) -> Result<DiffReport, CliError> {
    let mut before = read(loader, ends.before.state, roots.before.as_deref())?;
    let mut after = read(loader, ends.after.state, roots.after.as_deref())?;
    for (snapshot, state) in [(&mut before, ends.before.state), (&mut after, ends.after.state)] {
        history::recall(repository, loader, snapshot, history_of(repository, state)?)?;
    }
    context.tell(&format!("compared {} documents with {}", before.documents.len(), after.documents.len()));
    let recorded = recorded(repository, ends.after.state, context)?;
    let beside = Change::new(end(repository, &before, ends.before.state)?, end(repository, &after, ends.after.state)?);
    let (compared, verdict) = judge(repository, loader, beside, recorded)?;
    let named = |snapshot: &Snapshot, end: &Named| StateName { origin: snapshot.origin.clone(), name: end.name.clone() };
    let names = Change::new(named(&before, &ends.before), named(&after, &ends.after));
    let states = States { snapshots: Change::new(&before, &after), names };
    let report = DiffReport::new(&states, compared, &verdict);
    if before.project().is_none() && after.project().is_some() {
        return Ok(report.judged_by("the earlier state has no project, so the later one's own manifest judges"));
    }
    Ok(report)
}

/// Judges a change by the rules of its earlier state, with what the history knows of the risks in question. `recorded` is the day
/// of the later state.
pub fn judge(
    repository: &Repository,
    loader: &mut Loader<'_>,
    ends: Change<End<'_>>,
    recorded: Date,
) -> Result<(ProjectDiff, Verdict), CliError> {
    let Change { before, after } = ends.map(|end| end.state);
    let compared = diff::compare(Change::new(before, after));
    let past = history::past(repository, loader, &compared, ends, recorded)?;
    let is_one_step = past.is_one_step();
    let verdict = rules::judge_change(&Subject { before, after, diff: &compared, recorded, past: &past, is_one_step });
    Ok((compared, verdict))
}

/// Reads a project at a state; where it is not there, it is an empty one.
pub fn read(loader: &mut Loader<'_>, state: State, root: Option<&str>) -> Result<Snapshot, CliError> {
    match root {
        Some(root) => Ok(loader.snapshot(state, root)?),
        None => Ok(Snapshot::empty(origin(state), String::new())),
    }
}

fn origin(state: State) -> Origin {
    match state {
        State::Worktree => Origin::Worktree,
        State::Index => Origin::Index,
        State::Commit(id) => Origin::Commit(id.to_string()),
        State::Empty => Origin::Empty,
    }
}

/// Returns the day on which a state was recorded; today for what is not committed.
pub fn recorded(repository: &Repository, state: State, context: &Context) -> Result<Date, CliError> {
    match state {
        State::Commit(id) if !context.today_is_given => Ok(clock::day(&repository.commit(id)?.committer).unwrap_or(context.today)),
        _ => Ok(context.today),
    }
}

/// The commit from which the history of a state goes back.
fn history_of(repository: &Repository, state: State) -> Result<Option<Id>, CliError> {
    match state {
        State::Commit(id) => Ok(Some(id)),
        State::Worktree | State::Index => Ok(repository.head()?),
        State::Empty => Ok(None),
    }
}

/// A state with the commit that it is, or lies on.
pub fn end<'a>(repository: &Repository, snapshot: &'a Snapshot, state: State) -> Result<End<'a>, CliError> {
    Ok(End { state: snapshot, commit: history_of(repository, state)?, is_committed: matches!(state, State::Commit(_)) })
}
