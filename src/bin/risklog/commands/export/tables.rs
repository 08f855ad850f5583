//! Register and history as tables: the state and the log are read, shared with the audience, and written in one of the formats.

use std::path::{Path, PathBuf};

use risklog::extract::{self, Extract, Part, Source, Table};
use risklog::git::{Id, RangeEnds, Repository};
use risklog::history::{self, Changelog, Request};
use risklog::model::Project;
use risklog::report::StateName;
use risklog::snapshot::{Loader, Snapshot, State};
use risklog::{render, sheet};

use super::{Args, Format, What, sheets};
use crate::audience::Whom;
use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::project::{self, Ground};

/// Where the command works.
struct Place<'a> {
    context: &'a Context,
    ground: Ground,
    repository: Option<&'a Repository>,
}

/// What of the project is meant: the state, the start of the history, and how the state was named.
struct Meant {
    state: State,
    from: Option<Id>,
    name: Option<String>,
}

/// Writes them.
pub(super) fn run(args: &Args, what: What, format: Format, context: &Context) -> Result<Outcome, CliError> {
    if let Some(which) = &args.which {
        return Err(CliError::new(format!("`{which}` chooses among sheets, and --what {} has all risks", what.word()))
            .hint("leave it out, and filter by the columns `tool` and `file`"));
    }
    let parts = what.parts();
    let folder = args.folder(&parts, format)?;
    let repository = context.repository()?;
    let place = Place { context, ground: Ground::of(context, repository.as_ref()), repository: repository.as_ref() };
    let mut loader = Loader::new(&place.ground.root, repository.as_ref())?;
    loader.deny(deny::list(repository.as_ref())?);
    let extract = args.extract(what, &parts, &place, &mut loader)?;
    match &folder {
        Some(folder) => to_folder(&extract, format, folder, args)?,
        None => output::write_bytes(&bytes(&extract, format, args)?, args.output.as_deref())?,
    }
    // NOTE: what is no file may be the screen, and then the line would stand in the table.
    if let Some(named) = args.output.as_deref().filter(|named| !context.quiet && (named.is_file() || folder.is_some())) {
        output::write(&render::page(&extract.written(&named.display().to_string()), &context.style(false)), None)?;
    }
    // The file says where its history begins; whoever waits for the exit code must hear it as well.
    let is_cut = extract.told.boundary.as_ref().is_some_and(|(word, _)| matches!(*word, "shallow" | "missing_object"));
    Ok(if is_cut { Outcome::Incomplete } else { Outcome::Clean })
}

impl Args {
    /// Returns the folder that is written to: where several tables are asked for in a format that holds one, or a folder is named.
    fn folder(&self, parts: &[Part], format: Format) -> Result<Option<PathBuf>, CliError> {
        let holds_one = matches!(format, Format::Csv | Format::Parquet);
        let named = self.output.as_deref();
        let is_folder = |path: &Path| path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\']);
        match named {
            Some(path) if holds_one && is_folder(path) => Ok(Some(path.to_owned())),
            Some(path) if holds_one && parts.len() > 1 && path.extension().is_none() && !path.exists() => Ok(Some(path.to_owned())),
            _ if holds_one && parts.len() > 1 => {
                let error = CliError::new(format!("{} tables do not fit into one such file", parts.len()));
                Err(error.hint("name a folder: -o tables/").hint("or name one table, such as --what risks or --what events"))
            }
            _ => Ok(None),
        }
    }

    fn extract(&self, what: What, parts: &[Part], place: &Place<'_>, loader: &mut Loader<'_>) -> Result<Extract, CliError> {
        let has_history = parts.iter().any(|part| part.shape().is_history);
        let meant = self.meant(has_history, place, loader)?;
        let root = project::find(loader, meant.state, &place.ground.folder, self.project.as_deref())?;
        let snapshot = loader.snapshot(meant.state, &root)?;
        if parts.iter().any(|part| !part.shape().is_history) {
            whole(&snapshot)?;
        }
        let newest = match self.whom {
            Whom::Internal => snapshot.clone(),
            Whom::Partners | Whom::Public => newest(loader, place, &root, snapshot.project())?,
        };
        let log = if has_history { Some(self.log(what, place, loader, (&meant, &root))?) } else { None };
        let source = Source {
            state: &snapshot,
            name: StateName { origin: snapshot.origin.clone(), name: meant.name },
            newest: &newest,
            log: log.as_ref(),
            audience: self.whom.audience(),
            version: env!("CARGO_PKG_VERSION"),
            command: &self.command(what),
        };
        Ok(extract::extract(&source, parts)?)
    }

    /// Finds what is meant. Where the history is asked for, the state is that of its last commit, so that the two agree.
    fn meant(&self, has_history: bool, place: &Place<'_>, loader: &mut Loader<'_>) -> Result<Meant, CliError> {
        let Some(range) = self.range.as_deref() else {
            let head = if has_history { Some("HEAD") } else { None };
            let name = self.rev.as_deref().or(head);
            let state = super::state(name, loader, &place.ground, place.repository)?;
            return Ok(Meant { state, from: None, name: self.rev.clone() });
        };
        let here = loader.any_project(&place.ground.folder)?;
        let project = here.as_deref().and_then(|document| document.project());
        let repository = place.repository.ok_or_else(no_history)?;
        let find = |name: &str| project::commit(repository, project, if name.is_empty() { "HEAD" } else { name });
        let (from, to, name) = match RangeEnds::of(range) {
            RangeEnds::Single(name) => (None, find(name)?, name),
            RangeEnds::TwoDots(left, right) => (Some(find(left)?), find(right)?, right),
            RangeEnds::ThreeDots(..) => {
                return Err(CliError::new("a range with three dots begins at no step of the history").hint("write two dots: A..B"));
            }
        };
        Ok(Meant { state: State::Commit(to), from, name: Some(name).filter(|name| !name.is_empty()).map(str::to_owned) })
    }

    fn log(&self, what: What, place: &Place<'_>, loader: &mut Loader<'_>, of: (&Meant, &str)) -> Result<Changelog, CliError> {
        let (meant, root) = of;
        let (Some(repository), State::Commit(to)) = (place.repository, meant.state) else {
            return Err(no_history());
        };
        let request = Request {
            root: root.to_owned(),
            from: meant.from,
            to: Some(to),
            trusted_keys: None,
            authors: None,
            steps: false,
            with_worktree: false,
            today: place.context.today,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: self.command(what),
        };
        let log = history::changelog(repository, loader, &request)?;
        place.context.tell(&format!(
            "read {} commits of the main line and {} of merged branches",
            log.provenance.commits_read, log.provenance.branch_commits_read
        ));
        Ok(log)
    }

    /// The command that makes the tables again.
    fn command(&self, what: What) -> String {
        let mut words = vec![format!("risklog export --what {}", what.word())];
        words.extend(self.rev.iter().map(|name| format!("--rev {name}")));
        words.extend(self.range.iter().map(|range| format!("--range {range}")));
        words.push(format!("--for {}", self.whom.audience().word()));
        words.join(" ")
    }
}

fn no_history() -> CliError {
    CliError::new("this folder is in no git repository, so there is no history to read")
        .hint("--what register writes how things are, without the history")
}

/// Refuses a state of which something could not be read: a table that lacks rows must not pass for a whole one.
fn whole(snapshot: &Snapshot) -> Result<(), CliError> {
    if let Some(unseen) = snapshot.unseen.first() {
        return Err(CliError::new(format!("{} could not be looked at: {}", unseen.path, unseen.reason)));
    }
    match snapshot.unreadable().next().or_else(|| snapshot.manifest.as_deref().filter(|manifest| !manifest.is_readable())) {
        Some(document) => Err(sheets::unreadable(document)),
        None => Ok(()),
    }
}

/// Finds the newest state of the project of which everything can be read: the files as they are, else the last commit. Its
/// wordings for sharing protect older states, so there must be one.
fn newest(loader: &mut Loader<'_>, place: &Place<'_>, root: &str, project: Option<&Project>) -> Result<Snapshot, CliError> {
    let files = place.repository.is_none_or(|repository| repository.work_dir().is_some()).then_some(State::Worktree);
    let head = place.repository.map(Repository::head).transpose()?.flatten().map(State::Commit);
    let mut verdict = Err(CliError::new("nothing is committed yet"));
    for state in [files, head].into_iter().flatten() {
        let root = project::root_at(loader, state, root, project)?;
        let snapshot = loader.snapshot(state, &root)?;
        match whole(&snapshot) {
            Ok(()) => return Ok(snapshot),
            Err(error) => verdict = Err(error),
        }
    }
    verdict
}

/// Writes everything as one file.
fn bytes(extract: &Extract, format: Format, args: &Args) -> Result<Vec<u8>, CliError> {
    let only = || extract.tables.first().ok_or_else(|| CliError::new("there is no table to write"));
    match format {
        Format::Xlsx => Ok(sheet::write_register(extract)?),
        Format::Jsonl => Ok(render::json_lines(extract).into_bytes()),
        Format::Csv | Format::Parquet => table(extract, only()?, format, args),
    }
}

fn table(extract: &Extract, table: &Table, format: Format, args: &Args) -> Result<Vec<u8>, CliError> {
    match format {
        Format::Parquet => parquet(extract, table),
        Format::Csv | Format::Xlsx | Format::Jsonl => Ok(sheet::write_csv(table, !args.no_bom).into_bytes()),
    }
}

/// Writes a file a table.
fn to_folder(extract: &Extract, format: Format, folder: &Path, args: &Args) -> Result<(), CliError> {
    let files = extract.tables.iter().map(|one| Ok((one, table(extract, one, format, args)?)));
    let files: Vec<(&Table, Vec<u8>)> = files.collect::<Result<_, CliError>>()?;
    output::make_folder(folder)?;
    let ending = if format == Format::Parquet { "parquet" } else { "csv" };
    for (table, bytes) in files {
        output::write_bytes(&bytes, Some(&folder.join(format!("{}.{ending}", table.shape.name))))?;
    }
    Ok(())
}

#[cfg(feature = "parquet")]
fn parquet(extract: &Extract, table: &Table) -> Result<Vec<u8>, CliError> {
    risklog::columnar::write(&extract.told, table).map_err(|error| CliError::new(format!("the parquet file could not be written: {error}")))
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &Extract, _: &Table) -> Result<Vec<u8>, CliError> {
    Err(CliError::new("this risklog was built without Parquet")
        .hint("build it with: cargo install --path . --features parquet")
        .hint("--format jsonl holds the same tables, and DuckDB and Spark read it too"))
}
