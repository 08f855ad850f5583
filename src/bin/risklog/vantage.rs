//! The point in time that a command looks from: the files in the folder, or a day, milestone, tag or revision.

use std::sync::Arc;

use risklog::git::{Id, Repository};
use risklog::history::{self, Changelog, Request, Witness, clock};
use risklog::model::{Authors, Date};
use risklog::privacy::{DenyList, Veil};
use risklog::questions::{Coverage, ReviewCoverage};
use risklog::report::{PointInTime, StateName, StatusReport};
use risklog::snapshot::{Loader, Snapshot, State};
use risklog::source::Origin;

use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::project::{self, Ground};

/// Where to look from.
#[derive(Debug, clap::Args)]
pub struct At {
    /// Look at the project as it was on a day, at a milestone, tag or revision (default: the files in the folder)
    #[arg(long, value_name = "DATE|MILESTONE|REV")]
    pub at: Option<String>,
    /// The project with this id
    #[arg(long, value_name = "ID")]
    pub project: Option<String>,
}

/// How a history is to be read.
pub struct Telling {
    /// How to name people.
    pub authors: Option<Authors>,
    /// Whether the steps of branches are wanted.
    pub steps: bool,
    /// The command that makes it again.
    pub command: String,
}

/// A project, seen from a point in time.
pub struct Vantage<'repo> {
    repository: Option<&'repo Repository>,
    /// Root and folder.
    pub ground: Ground,
    /// What reads it.
    pub loader: Loader<'repo>,
    /// Folder of the project.
    pub root: String,
    /// The state.
    pub state: State,
    /// The point in time.
    pub point: PointInTime,
    words: Option<DenyList>,
    today: Date,
}

impl<'repo> Vantage<'repo> {
    /// Finds project and state.
    pub fn of(context: &Context, repository: Option<&'repo Repository>, at: &At) -> Result<Self, CliError> {
        let ground = Ground::of(context, repository);
        let mut loader = Loader::new(&ground.root, repository)?;
        let words = deny::list(repository)?;
        loader.deny(words.clone());
        let state = state(&mut loader, repository, &ground, at)?;
        let root = project::find(&mut loader, state, &ground.folder, at.project.as_deref())?;
        let point = point(context, repository, state, at)?;
        Ok(Self { repository, ground, loader, root, state, point, words, today: context.today })
    }

    /// Reads the project at this point in time.
    pub fn snapshot(&mut self) -> Result<Snapshot, CliError> {
        Ok(self.loader.snapshot(self.state, &self.root)?)
    }

    /// Reads the project as it is now: the files in the folder, else HEAD.
    pub fn newest(&mut self) -> Result<Snapshot, CliError> {
        let head = || self.repository.map(Repository::head).transpose();
        let state = match self.repository.map(Repository::work_dir) {
            Some(None) => head()?.flatten().map_or(State::Empty, State::Commit),
            Some(Some(_)) | None => State::Worktree,
        };
        let project = self.loader.manifest(self.state, &self.root)?;
        let root = project::root_at(&mut self.loader, state, &self.root, project.as_deref().and_then(|document| document.project()))?;
        Ok(self.loader.snapshot(state, &root)?)
    }

    /// Reads the history up to this point in time; `None` without git.
    pub fn follow(&mut self, telling: &Telling, witness: &mut dyn Witness) -> Result<Option<Changelog>, CliError> {
        let Some(repository) = self.repository else { return Ok(None) };
        let (to, with_worktree) = match self.state {
            State::Commit(id) => (Some(id), false),
            State::Worktree | State::Index | State::Empty => (repository.head()?, true),
        };
        let request = Request {
            root: self.root.clone(),
            from: None,
            to,
            trusted_keys: None,
            authors: telling.authors,
            steps: telling.steps,
            with_worktree,
            today: self.today,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: telling.command.clone(),
        };
        Ok(Some(history::follow(repository, &mut self.loader, &request, witness)?))
    }

    /// Finds out which risks were reviewed in which period; `None` where there is no history to know it from, or where a file
    /// could not be looked at.
    pub fn coverage(&mut self, snapshot: &Snapshot) -> Result<Option<ReviewCoverage>, CliError> {
        if !snapshot.unseen.is_empty() {
            return Ok(None);
        }
        let mut coverage = Coverage::default();
        let telling = Telling { authors: None, steps: false, command: String::new() };
        let log = self.follow(&telling, &mut coverage)?;
        Ok(log.map(|_| coverage.answer(self.point.as_of)))
    }

    /// Returns what takes personal data out of what is shown.
    pub fn veil(&self) -> Veil {
        Veil::with(self.words.clone().map(Arc::new))
    }
}

/// Returns how a command ends that told a register: with risks missing it could not do all of it.
pub const fn outcome(report: &StatusReport<'_>) -> Outcome {
    if report.is_incomplete() { Outcome::Incomplete } else { Outcome::Clean }
}

fn state(loader: &mut Loader<'_>, repository: Option<&Repository>, ground: &Ground, at: &At) -> Result<State, CliError> {
    match (&at.at, repository) {
        (None, Some(repository)) if repository.work_dir().is_none() => {
            let nothing = || CliError::new("nothing is committed yet, and a bare repository has no files to look at");
            Ok(State::Commit(repository.head()?.ok_or_else(nothing)?))
        }
        (None, _) => Ok(State::Worktree),
        (Some(_), None) => Err(CliError::new("this folder is in no git repository, so there is no other point in time")
            .hint("leave out --at to look at the files as they are")),
        (Some(name), Some(repository)) => {
            let here = loader.any_project(&ground.folder)?;
            Ok(State::Commit(project::commit(repository, here.as_deref().and_then(|document| document.project()), name)?))
        }
    }
}

/// A day is seen from that day, a commit from the day of its record; `--today` beats both.
fn point(context: &Context, repository: Option<&Repository>, state: State, at: &At) -> Result<PointInTime, CliError> {
    let commit: Option<(Id, &Repository)> = match (state, repository) {
        (State::Commit(id), Some(repository)) => Some((id, repository)),
        _ => None,
    };
    let Some((id, repository)) = commit else {
        return Ok(PointInTime { state: StateName { origin: Origin::Worktree, name: None }, recorded: None, as_of: context.today });
    };
    let stamp = repository.commit(id)?.committer;
    let named = at.at.as_deref().and_then(day);
    let as_of = match named.or(history::day_of(repository, id)?) {
        Some(day) if !context.today_is_given => day,
        _ => context.today,
    };
    let state = StateName { origin: Origin::Commit(id.to_string()), name: at.at.clone() };
    Ok(PointInTime { state, recorded: clock::moment(&stamp), as_of })
}

fn day(name: &str) -> Option<Date> {
    let Ok(day) = name.parse() else { return None };
    Some(day)
}
