//! Making the files of an evidence folder from a repository, for the command that writes them and the one that compares.

mod exhibits;
pub mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use risklog::extract::{self, Extract, Part, Source};
use risklog::git::{Examined, Id, Repository};
use risklog::history::{self, Changelog, Request, clock};
use risklog::model::{Authors, Date};
use risklog::pack::{self, Ends, FileSum, LeftOut, Manifest, Options, README, Range, SUMS, TagAt};
use risklog::privacy::{DenyList, Veil};
use risklog::questions::{self, Answers, Baseline, Questions, Trust};
use risklog::report::StateName;
use risklog::report::annex::{Annex, Tracker};
use risklog::sharing::{Audience, Sharing};
use risklog::signature::TrustedKeys;
use risklog::snapshot::{Loader, Snapshot, State};

use self::exhibits::{EXHIBITS, Made};
use crate::annex;
use crate::desk::quoted;
use crate::error::CliError;
use crate::project;

/// What a folder is to be made of.
pub struct Wanted {
    /// Folder of the project at the end of the range.
    pub folder: String,
    /// The state before the range; none for the beginning.
    pub from: Option<Id>,
    /// The last step.
    pub to: Id,
    /// The day that counts as today.
    pub as_of: Date,
    /// How to name people, where that was said.
    pub authors: Option<Authors>,
    /// Whom the files are for.
    pub audience: Audience,
    /// The keys that signatures are verified with, and the checksum of their file.
    pub keys: Option<(Arc<TrustedKeys>, String)>,
    /// The words that must not be written down.
    pub deny: Option<DenyList>,
    /// The tags that count; all, where none is said.
    pub tags: Option<BTreeSet<String>>,
    /// The version of the program that stands in the files.
    pub version: String,
}

/// An evidence folder: its list and its files.
pub struct Folder {
    /// The list.
    pub manifest: Manifest,
    /// The other files, by name.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// What every file of the folder is made from.
pub struct Matter {
    /// Whom it is for.
    pub audience: Audience,
    /// The annex of an evaluation, as the audience sees it.
    pub annex: Annex,
    /// The change log of the range.
    pub log: Changelog,
    /// The same, as the audience sees it.
    pub shared_log: Changelog,
    /// The state at the end of the range.
    pub last: Snapshot,
    /// The history as a table, as the audience sees it.
    pub events: Extract,
    /// State and history as tables, as the audience sees them; or why there are none.
    pub tables: Result<Extract, String>,
    /// The answers to an evaluator's questions: for the team only.
    pub answers: Answers,
    /// What can be seen of whether the record can be trusted.
    pub trust: Trust,
    /// The day of the answers.
    pub as_of: Date,
    /// What takes personal data out of what is shown.
    pub veil: Veil,
}

/// Looks whether a history is whole and sound: from anything else no evidence is made.
pub fn examine(repository: &Repository, to: Id) -> Result<Examined, CliError> {
    Ok(repository.examine(to, pack::is_document_file)?)
}

/// Makes the files and their list.
pub fn assemble(repository: &mut Repository, wanted: &Wanted) -> Result<Folder, CliError> {
    repository.stand_at(wanted.to)?;
    let (mainline, _) = pack::chain(repository, wanted.to, None)?;
    let tags = known_tags(repository, &mainline, wanted)?;
    repository.know_only_tags(tags.iter().map(|tag| tag.name.clone()).collect());
    let repository = &*repository;
    let mut loader = Loader::new(Path::new(""), Some(repository))?;
    loader.deny(wanted.deny.clone());
    let veil = Veil::with(wanted.deny.clone().map(Arc::new));
    let last = last(&mut loader, wanted, &veil)?;
    let baseline = Baseline::find(repository, Some(wanted.to), last.project())?;
    let mut seen = (Questions::new(baseline.clone()), Tracker::new(baseline));
    let request = wanted.request();
    let mut log = history::follow(repository, &mut loader, &request, &mut seen)?;
    let (asked, mut tracker) = seen;
    let annex = wanted.annex(repository, (&log, &last), veil.clone()).annex(&mut tracker)?;
    let trust = questions::trust(repository, &log, last.project(), request.trusted_keys.as_deref())?;
    let sharing = Sharing::with(wanted.audience).knowing(&last);
    let shared_log = sharing.of_log(&log, &last)?;
    let (events, tables) = (extracted(wanted, &last, &log, &[Part::Events])?, tables(wanted, &last, &log, &veil)?);
    let documents = ends(&mut loader, wanted, &last, &veil)?;
    let (chain, is_whole) = pack::chain(repository, wanted.to, wanted.from)?;
    if !is_whole {
        return Err(CliError::new("the range does not lead back to its first commit by first parents"));
    }
    // What is left of the log goes into the answers, which another command gives.
    log.provenance.command = wanted.command("audit", &format!("{}{}", wanted.range(), wanted.named()));
    let mut manifest = Manifest {
        format: Manifest::current_format(),
        project: log.project.as_deref().map(|id| veil.hide(id).into_owned()),
        folder: veil.hide_path(&wanted.folder),
        classification: annex.cover.marking.clone(),
        version: wanted.version.clone(),
        range: Range { from: wanted.from.map(|id| id.to_string()), to: wanted.to.to_string() },
        as_of: wanted.as_of,
        options: wanted.options(),
        mainline: chain.iter().map(Id::to_string).collect(),
        documents,
        tags,
        left_out: Vec::new(),
        files: Vec::new(),
    };
    let files = fill(
        &mut manifest,
        &Matter {
            audience: wanted.audience,
            annex,
            as_of: wanted.as_of,
            answers: asked.answers(wanted.as_of),
            log,
            shared_log,
            last,
            events,
            tables,
            trust,
            veil,
        },
    )?;
    Ok(Folder { manifest, files })
}

/// Reads the state at the end of the range.
fn last(loader: &mut Loader<'_>, wanted: &Wanted, veil: &Veil) -> Result<Snapshot, CliError> {
    if veil.hide_path(&wanted.folder) != wanted.folder {
        return Err(CliError::new(
            "the name of the project's folder holds what must not be written down, and nobody could find the folder without it",
        )
        .hint("rename the folder, commit, then pack; or change the list of words that are hidden (`git config risklog.denyList`)"));
    }
    let last = loader.snapshot(State::Commit(wanted.to), &wanted.folder)?;
    if last.manifest.is_none() {
        return Err(CliError::new(format!("the commit {} has no project in the folder `{}`", wanted.to, wanted.folder)));
    }
    Ok(last)
}

/// Makes the tables. One of the state that lacks rows must not pass for a whole one; what happened is known all the same.
fn tables(wanted: &Wanted, last: &Snapshot, log: &Changelog, veil: &Veil) -> Result<Result<Extract, String>, CliError> {
    if let Some(document) = last.unreadable().next() {
        return Ok(Err(format!("{} cannot be read at the end of the range", veil.hide_path(document.path()))));
    }
    extracted(wanted, last, log, &Part::ALL).map(Ok)
}

fn extracted(wanted: &Wanted, last: &Snapshot, log: &Changelog, parts: &[Part]) -> Result<Extract, CliError> {
    let source = Source {
        state: last,
        name: StateName { origin: last.origin.clone(), name: None },
        // NOTE: wordings for sharing that came after the range do not count: the folder would then depend on the day.
        newest: last,
        log: Some(log),
        audience: wanted.audience,
        version: &wanted.version,
        command: &wanted.export(),
    };
    Ok(extract::extract(&source, parts)?)
}

/// Lists the documents at both ends of the range.
fn ends(loader: &mut Loader<'_>, wanted: &Wanted, last: &Snapshot, veil: &Veil) -> Result<Ends, CliError> {
    let before = match wanted.from {
        Some(from) => {
            let root = project::root_at(loader, State::Commit(from), &wanted.folder, last.project())?;
            pack::documents(loader, State::Commit(from), &root, veil)?
        }
        None => Vec::new(),
    };
    let mut ends = Ends { before, after: pack::documents(loader, State::Commit(wanted.to), &wanted.folder, veil)? };
    if wanted.audience != Audience::Internal {
        // The reason may quote the file.
        let reasons = ends.before.iter_mut().chain(&mut ends.after).filter_map(|document| document.unreadable.as_mut());
        reasons.for_each(|reason| *reason = "it cannot be read".to_owned());
    }
    Ok(ends)
}

/// Makes every exhibit, then the page and the sums that list them.
fn fill(manifest: &mut Manifest, matter: &Matter) -> Result<BTreeMap<String, Vec<u8>>, CliError> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for exhibit in EXHIBITS {
        match (exhibit.make)(matter)? {
            Made::File(bytes) => {
                manifest.files.push(FileSum::of(exhibit.name, exhibit.about, &bytes));
                files.insert(exhibit.name.to_owned(), bytes);
            }
            Made::Nothing(reason) => manifest.left_out.push(LeftOut { name: exhibit.name.to_owned(), reason }),
        }
    }
    let page = pack::readme(manifest).into_bytes();
    manifest.files.push(FileSum::of(README, "what this folder is and how to check it", &page));
    files.insert(README.to_owned(), page);
    manifest.files.sort_by(|one, other| one.name.cmp(&other.name));
    let sums = pack::sums(&manifest.files).into_bytes();
    manifest.files.push(FileSum::of(SUMS, "the checksums of the other files, for the tools of every system", &sums));
    files.insert(SUMS.to_owned(), sums);
    manifest.files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

/// The tags that stand for milestones at the end of the range, whatever a list says. Left out are those of milestones that are
/// still to come by then and that lead to what was recorded later: they were put there in the course of the project.
pub fn milestone_tags(repository: &Repository, wanted: &Wanted) -> Result<Vec<TagAt>, CliError> {
    let project = manifest_at(repository, wanted)?;
    let last_day = clock::day(&repository.commit(wanted.to)?.committer);
    let day_of = |name: &str| project.iter().flat_map(|project| &project.milestones).find(|milestone| milestone.name == name)?.date.get();
    let mut tags = Vec::new();
    for tag in pack::tags(repository, &[], project.as_ref())? {
        let is_ahead = tag.milestone.as_deref().and_then(day_of).zip(last_day).is_some_and(|(day, last)| day > last);
        let Ok(commit) = tag.commit.parse::<Id>() else { continue };
        if !(is_ahead && commit != wanted.to && history::ancestors(repository, commit)?.contains(&wanted.to)) {
            tags.push(tag);
        }
    }
    Ok(tags)
}

/// The tags that the folder names: what was tagged after it was made does not count.
fn known_tags(repository: &Repository, mainline: &[Id], wanted: &Wanted) -> Result<Vec<TagAt>, CliError> {
    let project = manifest_at(repository, wanted)?;
    let mut tags = pack::tags(repository, mainline, project.as_ref())?;
    tags.retain(|tag| wanted.tags.as_ref().is_none_or(|known| known.contains(&tag.name)));
    // A tag that is no milestone says what people wrote for git.
    tags.retain(|tag| wanted.audience == Audience::Internal || tag.milestone.is_some());
    Ok(tags)
}

fn manifest_at(repository: &Repository, wanted: &Wanted) -> Result<Option<risklog::model::Project>, CliError> {
    // NOTE: a reader of its own, since one remembers the tags that it saw first.
    let mut loader = Loader::new(Path::new(""), Some(repository))?;
    let document = loader.manifest(State::Commit(wanted.to), &wanted.folder)?;
    Ok(document.as_deref().and_then(|document| document.project().cloned()))
}

impl Wanted {
    fn request(&self) -> Request {
        Request {
            root: self.folder.clone(),
            from: self.from,
            to: Some(self.to),
            authors: self.authors,
            steps: true,
            with_worktree: false,
            trusted_keys: self.keys.as_ref().map(|(keys, _)| Arc::clone(keys)),
            today: self.as_of,
            version: self.version.clone(),
            command: self.command("changelog", &format!("{} --steps{}", self.range(), self.named())),
        }
    }

    /// What the annex is made of. Its changes are told since the beginning of the range.
    fn annex<'a>(&'a self, repository: &'a Repository, (log, end): (&'a Changelog, &'a Snapshot), veil: Veil) -> annex::Matter<'a> {
        annex::Matter {
            repository,
            log,
            to: self.to,
            end,
            as_of: Some(self.as_of),
            today: self.as_of,
            since: None,
            audience: self.audience,
            lang: "en",
            keys: self.keys.as_ref().map(|(keys, _)| keys.as_ref()),
            command: self.command("report", &format!("{}{}", self.range(), self.whom())),
            veil,
        }
    }

    /// The command that makes the same again from the root of the repository, wherever the branches stand by then. Where keys
    /// are kept is for whoever types it to know.
    fn command(&self, name: &str, words: &str) -> String {
        let folder = if self.folder.is_empty() { String::new() } else { format!("-C {} ", quoted(&self.folder)) };
        let keys = self.keys.as_ref().filter(|_| name != "export").map(|_| " --trusted-keys FILE").unwrap_or_default();
        format!("risklog {folder}{name} {words}{keys} --today {}", self.as_of)
    }

    fn range(&self) -> String {
        self.from.map_or_else(|| self.to.to_string(), |from| format!("{from}..{}", self.to))
    }

    fn named(&self) -> String {
        self.authors.map(|authors| format!(" --authors {}", authors.word())).unwrap_or_default()
    }

    fn whom(&self) -> String {
        if self.audience == Audience::Internal { String::new() } else { format!(" --for {}", self.audience.word()) }
    }

    /// The command that writes the same tables.
    fn export(&self) -> String {
        let range = self.from.map_or_else(|| format!("--rev {}", self.to), |from| format!("--range {from}..{}", self.to));
        self.command("export", &format!("--what all {range} --for {}", self.audience.word()))
    }

    fn options(&self) -> Options {
        Options {
            audience: self.audience.word().to_owned(),
            authors: self.authors.map(|authors| authors.word().to_owned()),
            deny_list: self.deny.is_some(),
            trusted_keys: self.keys.as_ref().map(|(_, sha256)| sha256.clone()),
        }
    }
}
