//! Building a change log: the mainline from its beginning, one step a commit, each compared with its first parent.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::{Draft, Gone};
use super::held::{Held, Stuck, origin};
use super::person::Naming;
use super::roots::Roots;
use super::walk::{self, Reached};
use super::witness::{Nobody, Seen, Witness};
use super::{Boundary, Changelog, Entry, LogRange, Provenance, clock, line};
use crate::change::Change;
use crate::git::{CommitInfo, Error, Id, Repository};
use crate::model::{Authors, Date};
use crate::rules::change::Past;
use crate::signature::TrustedKeys;
use crate::snapshot::{Loader, Snapshot, State, strictest};
use crate::source::Origin;

/// What a change log is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Folder of the project.
    pub root: String,
    /// The state that the log starts from; none for the beginning.
    pub from: Option<Id>,
    /// The last step; none for an unborn branch.
    pub to: Option<Id>,
    /// The keys to verify signatures with, where the user handed any over.
    pub trusted_keys: Option<Arc<TrustedKeys>>,
    /// How to name people, where the command line says so.
    pub authors: Option<Authors>,
    /// Whether to list the steps of merged branches.
    pub steps: bool,
    /// Whether the working tree is the newest state.
    pub with_worktree: bool,
    /// What counts as today for what is not committed.
    pub today: Date,
    /// Version of the program.
    pub version: String,
    /// The command that makes the log again.
    pub command: String,
}

/// Builds the change log of one project.
///
/// # Errors
/// Returns an error where the history cannot be read. A history that is cut off is no error: the log says where it ends.
pub fn changelog(repository: &Repository, loader: &mut Loader<'_>, request: &Request) -> Result<Changelog, Error> {
    follow(repository, loader, request, &mut Nobody)
}

/// Builds the change log of one project, and shows each step to somebody on the way.
///
/// # Errors
/// Returns an error where the history cannot be read. A history that is cut off is no error: the log says where it ends.
pub fn follow(repository: &Repository, loader: &mut Loader<'_>, request: &Request, witness: &mut dyn Witness) -> Result<Changelog, Error> {
    let mainline = match request.to {
        Some(to) => walk::mainline(repository, to)?,
        None => walk::Mainline { commits: Vec::new(), boundary: Boundary::Root },
    };
    let first = first_in_range(repository, &mainline.commits, request)?;
    loader.be_lean();
    let mut log = Builder::new(repository, loader, request, witness)?;
    log.boundary = mainline.boundary;
    log.roots = Roots::find(log.loader, &mainline.commits, request)?;
    let plan = walk::plan(repository, &mainline.commits, &mut log.reached)?;
    log.children = plan.children;
    let days = line::counted(mainline.commits.iter().map(|commit| clock::day(&commit.committer)));
    for (place, (commit, day)) in mainline.commits.iter().zip(days).enumerate() {
        log.day = day;
        if place == first && place > 0 {
            log.boundary = Boundary::Range;
        }
        log.loader.is_at("commits read:", place, mainline.commits.len());
        let brought = plan.brought.get(&place).map(Vec::as_slice).unwrap_or_default();
        log.step(commit, brought, place >= first)?;
        log.let_go(commit);
    }
    if first >= mainline.commits.len() && request.from.is_some() {
        log.boundary = Boundary::Range;
    }
    if request.with_worktree {
        log.not_committed()?;
    }
    Ok(log.finish())
}

/// Returns the place of the first mainline commit behind the start of the range. The start must be a step of the mainline:
/// from any other state the steps would not add up.
fn first_in_range(repository: &Repository, commits: &[CommitInfo], request: &Request) -> Result<usize, Error> {
    let (Some(from), Some(to)) = (request.from, request.to) else { return Ok(0) };
    if let Some(place) = commits.iter().position(|commit| commit.id == from) {
        return Ok(place + 1);
    }
    let is_later = walk::ancestors(repository, from)?.contains(&to);
    let name = |id: Id| id.to_string().chars().take(10).collect();
    Err(Error::NotOnMainline { from: name(from), to: name(to), is_later })
}

/// The log while it is being read.
pub(super) struct Builder<'a, 'repo> {
    pub(super) repository: &'a Repository,
    pub(super) loader: &'a mut Loader<'repo>,
    pub(super) request: &'a Request,
    pub(super) witness: &'a mut dyn Witness,
    pub(super) tags: BTreeMap<Id, Vec<String>>,
    pub(super) reached: Reached,
    pub(super) roots: Roots,
    /// States by commit, shared where nothing changed.
    pub(super) states: BTreeMap<Id, Arc<Held>>,
    /// Commits to come that have each commit as a parent.
    pub(super) children: BTreeMap<Id, u32>,
    /// The state of the last mainline commit; none while nothing before it is known.
    pub(super) now: Option<Arc<Held>>,
    pub(super) gone: BTreeMap<String, Gone>,
    /// The day on which the step that is being taken counts.
    pub(super) day: Option<Date>,
    /// What rules have to know about the steps so far.
    pub(super) past: Past,
    pub(super) drafts: Vec<Draft>,
    pub(super) boundary: Boundary,
    pub(super) provenance: Provenance,
}

impl<'a, 'repo> Builder<'a, 'repo> {
    fn new(
        repository: &'a Repository,
        loader: &'a mut Loader<'repo>,
        request: &'a Request,
        witness: &'a mut dyn Witness,
    ) -> Result<Self, Error> {
        let provenance = Provenance {
            replace_refs: repository.has_replacements()?,
            has_trusted_keys: request.trusted_keys.is_some(),
            version: request.version.clone(),
            command: request.command.clone(),
            ..Provenance::default()
        };
        Ok(Self {
            repository,
            loader,
            request,
            witness,
            tags: walk::tags(repository)?,
            reached: Reached::new(repository)?,
            roots: Roots::default(),
            states: BTreeMap::new(),
            children: BTreeMap::new(),
            now: Some(Arc::default()),
            gone: BTreeMap::new(),
            day: None,
            past: Past::default(),
            drafts: Vec::new(),
            boundary: Boundary::Root,
            provenance,
        })
    }

    /// Takes one mainline commit; inside the range it may become an entry.
    fn step(&mut self, commit: &CommitInfo, brought: &[CommitInfo], in_range: bool) -> Result<(), Error> {
        match self.try_step(commit, brought, in_range) {
            Ok(()) => Ok(()),
            Err(Stuck::Missing) => {
                self.give_up(commit);
                Ok(())
            }
            Err(Stuck::Failed(error)) => Err(error),
        }
    }

    fn try_step(&mut self, commit: &CommitInfo, brought: &[CommitInfo], in_range: bool) -> Result<(), Stuck> {
        let is_cut = self.boundary == Boundary::Shallow(commit.id.to_string());
        let branch = self.branch(brought, commit.id)?;
        let before = if is_cut { None } else { self.now.clone() };
        let root = self.roots.at(commit.id);
        self.loader.stand_on(commit.id, commit.tree);
        let after = before.clone().unwrap_or_default().advance(self.loader, State::Commit(commit.id), &root)?;
        self.states.insert(commit.id, Arc::clone(&after));
        self.now = Some(Arc::clone(&after));
        if in_range {
            self.provenance.commits_read += 1;
            self.provenance.branch_commits_read += brought.len();
        }
        let signature = self.signature(commit, brought, in_range)?;
        let Some(before) = before else {
            if !self.witness.wants_states() {
                return Ok(());
            }
            let state = after.in_force(origin(commit.id), &self.request.root);
            self.witness.see(&Seen {
                commit: Some(commit),
                recorded: clock::day(&commit.committer),
                counts_on: self.day,
                is_in_range: in_range,
                before: None,
                after: &state,
                entry: None,
            });
            return Ok(());
        };
        if Arc::ptr_eq(&before, &after) && branch.iter().all(|brought| brought.changes.is_empty()) {
            return Ok(());
        }
        let held = Change::new(before.as_ref(), after.as_ref());
        let focus = Held::differing(held).filter(|focus| !self.loader.is_plain() && Held::is_judged_alone(focus));
        let narrow = focus.as_ref().map_or(held, Change::as_ref);
        let states = self.in_force(narrow, commit.id);
        let mut draft = self.draft(commit, narrow, &states, branch)?;
        draft.entry.signature = signature;
        if self.witness.wants_states() {
            let whole = focus.is_some().then(|| self.in_force(held, commit.id));
            let states = whole.as_ref().unwrap_or(&states);
            self.witness.see(&Seen {
                commit: Some(commit),
                recorded: clock::day(&commit.committer),
                counts_on: self.day,
                is_in_range: in_range,
                before: Some(&states.before),
                after: &states.after,
                entry: Some(&draft.entry),
            });
        }
        if in_range && !draft.is_empty() {
            self.provenance.commits_with_changes += 1;
            self.drafts.push(draft);
        }
        Ok(())
    }

    /// An object is missing: what came before cannot be told, and what comes after starts from the next state.
    fn give_up(&mut self, commit: &CommitInfo) {
        self.boundary = Boundary::MissingObject(commit.id.to_string());
        self.witness.forget();
        self.drafts.clear();
        self.gone.clear();
        self.past = Past::default();
        self.now = None;
        self.provenance = Provenance {
            replace_refs: self.provenance.replace_refs,
            has_trusted_keys: self.provenance.has_trusted_keys,
            version: self.request.version.clone(),
            command: self.request.command.clone(),
            ..Provenance::default()
        };
    }

    /// Returns both states in force, as they are compared.
    pub(super) fn in_force(&self, held: Change<&Held>, commit: Id) -> Change<Snapshot> {
        let root = &self.request.root;
        Change::new(held.before.in_force(Origin::Empty, root), held.after.in_force(origin(commit), root))
    }

    fn finish(mut self) -> Changelog {
        let last = self.now.take().unwrap_or_default().in_force(Origin::Empty, &self.request.root);
        let naming = Naming::of(last.project(), self.request.authors);
        let mut entries: Vec<Entry> = self.drafts.into_iter().map(|draft| draft.name(&naming)).collect();
        self.provenance.documents = last.documents.len();
        self.provenance.unreadable_entries = entries.iter().filter(|entry| !entry.unreadable.is_empty()).count();
        let gaps = entries.iter().flat_map(|entry| &entry.clock_gaps).map(|(_, days)| days.abs());
        self.provenance.largest_clock_gap_days = gaps.max().unwrap_or(0);
        for entry in &mut entries {
            entry.clock_gaps.retain(|(_, days)| days.abs() > clock::GAP_DAYS);
        }
        Changelog {
            project: last.project().map(|project| project.id.clone()),
            classification: strictest(last.marking().as_deref(), markings(&entries)),
            range: LogRange { from: self.request.from.map(|id| id.to_string()), to: self.request.to.map(|id| id.to_string()) },
            entries,
            boundary: self.boundary,
            provenance: self.provenance,
        }
    }
}

/// Returns the markings that the steps changed, before and after: what was confidential once is told as such.
fn markings(entries: &[Entry]) -> impl Iterator<Item = &str> {
    let fields = entries.iter().flat_map(|entry| &entry.documents).flat_map(|change| &change.fields);
    let markings = fields.filter(|field| field.path == "classification").flat_map(|field| [&field.values.before, &field.values.after]);
    markings.filter_map(|value| value.as_str())
}
