//! Building a change log: the mainline from its beginning, one step a commit, each compared with its first parent.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::{self, Draft, Gone, Proposed, come_back, covering_review, gap};
use super::held::{Held, Stuck, origin};
use super::person::Naming;
use super::roots::Roots;
use super::walk::{self, Reached};
use super::{Boundary, Changelog, Entry, LogRange, Provenance, Signature, attribution, clock};
use crate::change::Change;
use crate::diff::{self, ChangeKind, ProjectDiff, RiskChange};
use crate::git::{CommitInfo, Error, Id, Repository, Signed};
use crate::model::{Authors, Date};
use crate::rules;
use crate::rules::change::{Past, Subject};
use crate::snapshot::{Loader, Snapshot, State};
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
    let mainline = match request.to {
        Some(to) => walk::mainline(repository, to)?,
        None => walk::Mainline { commits: Vec::new(), boundary: Boundary::Root },
    };
    let first = first_in_range(repository, &mainline.commits, request)?;
    let mut log = Builder::new(repository, loader, request)?;
    log.boundary = mainline.boundary;
    log.roots = Roots::find(log.loader, &mainline.commits, request)?;
    for (place, commit) in mainline.commits.iter().enumerate() {
        if place == first && place > 0 {
            log.boundary = Boundary::Range;
        }
        log.step(commit, place >= first)?;
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

struct Builder<'a, 'repo> {
    repository: &'a Repository,
    loader: &'a mut Loader<'repo>,
    request: &'a Request,
    tags: BTreeMap<Id, Vec<String>>,
    reached: Reached,
    roots: Roots,
    /// States by commit, shared where nothing changed.
    states: BTreeMap<Id, Arc<Held>>,
    /// The state of the last mainline commit; none while nothing before it is known.
    now: Option<Arc<Held>>,
    gone: BTreeMap<String, Gone>,
    /// What rules have to know about the steps so far.
    past: Past,
    drafts: Vec<Draft>,
    boundary: Boundary,
    provenance: Provenance,
}

/// What a commit of a merged branch changed.
struct Brought {
    commit: CommitInfo,
    changes: Vec<RiskChange>,
    /// Documents that are told row by row.
    documents: Vec<String>,
}

impl<'a, 'repo> Builder<'a, 'repo> {
    fn new(repository: &'a Repository, loader: &'a mut Loader<'repo>, request: &'a Request) -> Result<Self, Error> {
        let provenance = Provenance {
            replace_refs: repository.has_replacements()?,
            version: request.version.clone(),
            command: request.command.clone(),
            ..Provenance::default()
        };
        Ok(Self {
            repository,
            loader,
            request,
            tags: walk::tags(repository)?,
            reached: Reached::new(repository)?,
            roots: Roots::default(),
            states: BTreeMap::new(),
            now: Some(Arc::default()),
            gone: BTreeMap::new(),
            past: Past::default(),
            drafts: Vec::new(),
            boundary: Boundary::Root,
            provenance,
        })
    }

    /// Takes one mainline commit; inside the range it may become an entry.
    fn step(&mut self, commit: &CommitInfo, in_range: bool) -> Result<(), Error> {
        match self.try_step(commit, in_range) {
            Ok(()) => Ok(()),
            Err(Stuck::Missing) => {
                self.give_up(commit);
                Ok(())
            }
            Err(Stuck::Failed(error)) => Err(error),
        }
    }

    fn try_step(&mut self, commit: &CommitInfo, in_range: bool) -> Result<(), Stuck> {
        let is_cut = self.boundary == Boundary::Shallow(commit.id.to_string());
        let brought = self.reached.take(self.repository, commit)?;
        let branch = self.branch(&brought, commit.id)?;
        let before = if is_cut { None } else { self.now.clone() };
        let root = self.roots.at(commit.id);
        let after = before.clone().unwrap_or_default().advance(self.loader, State::Commit(commit.id), &root)?;
        self.states.insert(commit.id, Arc::clone(&after));
        self.now = Some(Arc::clone(&after));
        if in_range {
            self.provenance.commits_read += 1;
            self.provenance.branch_commits_read += brought.len();
            self.provenance.signed += usize::from(commit.signed == Signed::Yes);
        }
        let Some(before) = before else { return Ok(()) };
        if Arc::ptr_eq(&before, &after) && branch.iter().all(|brought| brought.changes.is_empty()) {
            return Ok(());
        }
        let draft = self.draft(commit, Change::new(&before, &after), branch)?;
        if in_range && !draft.is_empty() {
            self.provenance.commits_with_changes += 1;
            self.drafts.push(draft);
        }
        Ok(())
    }

    /// An object is missing: what came before cannot be told, and what comes after starts from the next state.
    fn give_up(&mut self, commit: &CommitInfo) {
        self.boundary = Boundary::MissingObject(commit.id.to_string());
        self.drafts.clear();
        self.gone.clear();
        self.past = Past::default();
        self.now = None;
        self.provenance = Provenance {
            replace_refs: self.provenance.replace_refs,
            version: self.request.version.clone(),
            command: self.request.command.clone(),
            ..Provenance::default()
        };
    }

    /// Finds out what each commit of a merged branch changed against its own first parent.
    fn branch(&mut self, brought: &[CommitInfo], merge: Id) -> Result<Vec<Brought>, Stuck> {
        let mut found = Vec::new();
        for commit in brought {
            if self.reached.is_cut(commit.id) {
                // What it changed cannot be told without its parents; it is no reason to stop.
                found.push(Brought { commit: commit.clone(), changes: Vec::new(), documents: Vec::new() });
                continue;
            }
            let root = self.roots.on_branch(self.loader, commit, merge)?;
            let before = match commit.parents.first() {
                Some(parent) => self.state_of(*parent)?,
                None => Arc::default(),
            };
            let after = before.advance(self.loader, State::Commit(commit.id), &root)?;
            self.states.insert(commit.id, Arc::clone(&after));
            let (mut changes, mut documents) = (Vec::new(), Vec::new());
            if !Arc::ptr_eq(&before, &after) {
                let states = self.in_force(Change::new(&before, &after), commit.id);
                let compared = diff::compare(states.as_ref());
                documents = entry::told_by_row(&compared).collect();
                changes = compared.changes;
            }
            if commit.parents.len() > 1 {
                // A merge inside the branch only passes on what its parents' own commits propose.
                let parents = self.parent_snapshots(commit)?;
                changes.retain(|change| attribution::is_made_by_merge(change, &parents));
                documents.clear();
            }
            found.push(Brought { commit: commit.clone(), changes, documents });
        }
        Ok(found)
    }

    fn state_of(&mut self, commit: Id) -> Result<Arc<Held>, Stuck> {
        if let Some(known) = self.states.get(&commit) {
            return Ok(Arc::clone(known));
        }
        let root = self.roots.at(commit);
        let state = Arc::<Held>::default().advance(self.loader, State::Commit(commit), &root)?;
        self.states.insert(commit, Arc::clone(&state));
        Ok(state)
    }

    fn parent_snapshots(&mut self, commit: &CommitInfo) -> Result<Vec<Snapshot>, Stuck> {
        let mut snapshots = Vec::new();
        for parent in &commit.parents {
            snapshots.push(self.state_of(*parent)?.in_force(origin(*parent), &self.request.root));
        }
        Ok(snapshots)
    }

    /// Returns both states in force, as they are compared.
    fn in_force(&self, held: Change<&Arc<Held>>, commit: Id) -> Change<Snapshot> {
        let root = &self.request.root;
        Change::new(held.before.in_force(Origin::Empty, root), held.after.in_force(origin(commit), root))
    }

    fn draft(&mut self, commit: &CommitInfo, held: Change<&Arc<Held>>, branch: Vec<Brought>) -> Result<Draft, Stuck> {
        let states = self.in_force(held, commit.id);
        let mut compared = diff::compare(states.as_ref());
        self.returned(&mut compared, held.before, &states);
        let is_merge = commit.parents.len() > 1;
        let parents = if is_merge { self.parent_snapshots(commit)? } else { Vec::new() };
        let mut proposals: BTreeMap<usize, Proposed> = BTreeMap::new();
        let mut own = Proposed::default();
        // Beyond the edge of a shallow clone somebody may have proposed it.
        let is_cut = branch.iter().any(|brought| self.reached.is_cut(brought.commit.id));
        for change in &mut compared.changes {
            let touching: Vec<usize> = branch
                .iter()
                .enumerate()
                .filter(|(_, brought)| brought.changes.iter().any(|other| other.id == change.id))
                .map(|(place, _)| place)
                .collect();
            for place in &touching {
                proposals.entry(*place).or_default().risks.push(change.id.clone());
            }
            let told_by_branch = !touching.is_empty() || is_cut;
            change.by_merge = is_merge && (!told_by_branch || attribution::is_made_by_merge(change, &parents));
            if change.by_merge || touching.is_empty() || !is_merge {
                own.risks.push(change.id.clone());
            }
        }
        for document in entry::told_by_row(&compared) {
            let touching = branch.iter().enumerate().filter(|(_, brought)| brought.documents.contains(&document));
            let touching: Vec<usize> = touching.map(|(place, _)| place).collect();
            if touching.is_empty() {
                own.documents.push(document);
                continue;
            }
            for place in touching {
                proposals.entry(place).or_default().documents.push(document.clone());
            }
        }
        let entry = self.entry(commit, held, &states, compared);
        self.past.learn(&entry.changes, clock::day(&commit.committer));
        let mut made: Vec<(CommitInfo, Proposed)> =
            proposals.into_iter().filter_map(|(place, proposed)| Some((branch.get(place)?.commit.clone(), proposed))).collect();
        if own != Proposed::default() || made.is_empty() {
            made.push((commit.clone(), own));
        }
        let steps = if self.request.steps && is_merge {
            branch.into_iter().filter(|brought| !brought.changes.is_empty()).map(|brought| (brought.commit, brought.changes)).collect()
        } else {
            Vec::new()
        };
        Ok(Draft { entry, commit: Some(commit.clone()), proposals: made, steps })
    }

    fn entry(&self, commit: &CommitInfo, held: Change<&Arc<Held>>, states: &Change<Snapshot>, compared: ProjectDiff) -> Entry {
        let recorded = clock::day(&commit.committer);
        let committed = held.after.as_committed(origin(commit.id), &self.request.root);
        let subject = Subject {
            before: &states.before,
            after: &committed,
            diff: &compared,
            recorded: recorded.unwrap_or(self.request.today),
            past: &self.past,
            is_one_step: commit.parents.len() <= 1,
        };
        let verdict = rules::judge_change(&subject);
        let mut entry = Entry {
            commit: Some(commit.id.to_string()),
            recorded: clock::moment(&commit.committer),
            subject: commit.subject.clone(),
            tags: self.tags.get(&commit.id).cloned().unwrap_or_default(),
            is_merge: commit.parents.len() > 1,
            signature: if commit.signed == Signed::Yes { Signature::UnknownKey } else { Signature::None },
            ..Entry::of(compared, held.after.newly_broken(held.before), verdict)
        };
        for change in &mut entry.changes {
            change.review = recorded.and_then(|recorded| covering_review(states.as_ref(), change, recorded));
            let Some(days) = recorded.and_then(|recorded| gap(change, recorded)) else { continue };
            entry.clock_gaps.push((change.id.clone(), days));
        }
        entry
    }

    /// Marks risks that were gone and are back, and compares them with what they last were.
    fn returned(&mut self, compared: &mut ProjectDiff, before: &Held, states: &Change<Snapshot>) {
        for change in &mut compared.changes {
            if change.is(ChangeKind::Removed) {
                let document = before
                    .documents
                    .values()
                    .map(|held| &held.in_force)
                    .find(|document| states.before.risk(&change.id).is_some_and(|at| at.document.path() == document.path()));
                if let Some(document) = document {
                    self.gone.insert(change.id.clone(), Gone { document: Arc::clone(document), id: change.id.clone() });
                }
            } else if change.is(ChangeKind::Added)
                && let Some(gone) = self.gone.remove(&change.id)
            {
                come_back(change, &gone, &states.after);
            }
        }
        compared.sort();
    }

    /// Adds what lies in the working tree and is not committed.
    fn not_committed(&mut self) -> Result<(), Error> {
        let before = self.now.clone().unwrap_or_default();
        let after = match before.advance(self.loader, State::Worktree, &self.request.root) {
            Ok(after) => after,
            Err(Stuck::Missing) => {
                return Err(Error::Other { action: "reading the working tree", reason: "a file cannot be read".to_owned() });
            }
            Err(Stuck::Failed(error)) => return Err(error),
        };
        let root = &self.request.root;
        let (earlier, later) = (before.in_force(Origin::Empty, root), after.in_force(Origin::Worktree, root));
        let mut compared = diff::compare(Change::new(&earlier, &later));
        for change in &mut compared.changes {
            if let Some(gone) = self.gone.get(&change.id).filter(|_| change.is(ChangeKind::Added)) {
                come_back(change, gone, &later);
            }
            change.review = covering_review(Change::new(&earlier, &later), change, self.request.today);
        }
        let judged = after.as_committed(Origin::Worktree, root);
        let subject = Subject {
            before: &earlier,
            after: &judged,
            diff: &compared,
            recorded: self.request.today,
            past: &self.past,
            is_one_step: true,
        };
        let verdict = rules::judge_change(&subject);
        let entry = Entry::of(compared, after.newly_broken(&before), verdict);
        let draft = Draft { entry, commit: None, proposals: Vec::new(), steps: Vec::new() };
        if !draft.is_empty() {
            self.drafts.push(draft);
        }
        self.now = Some(after);
        Ok(())
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
            classification: last.project().and_then(|project| project.classification.clone()),
            range: LogRange { from: self.request.from.map(|id| id.to_string()), to: self.request.to.map(|id| id.to_string()) },
            entries,
            boundary: self.boundary,
            provenance: self.provenance,
        }
    }
}
