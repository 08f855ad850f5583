//! Where an edit is prepared, judged and written: the project as it lies in the folder, the new texts, and what the rules
//! say of them before the first byte is written.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use risklog::change::Change;
use risklog::diff;
use risklog::document::Document;
use risklog::edit::Refusal;
use risklog::finding::{Finding, Severity};
use risklog::git::Repository;
use risklog::history;
use risklog::likeness;
use risklog::model::Project;
use risklog::render;
use risklog::report::{EditOutcome, EditReport, ToldFinding, fingerprint, page};
use risklog::rules::{self, Verdict};
use risklog::snapshot::{Loader, OtherAt, RiskAt, Snapshot, State};

use crate::comparison;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::project::{self, Ground};

/// Options that every editing command has.
#[derive(Debug, Default, clap::Args)]
pub struct Options {
    /// Write even where the result breaks a rule at error level
    #[arg(long)]
    pub force: bool,
    /// The project with this id
    #[arg(long, value_name = "ID")]
    pub project: Option<String>,
}

/// A project, opened for editing.
pub struct Desk<'a> {
    context: &'a Context,
    repository: Option<&'a Repository>,
    ground: Ground,
    loader: Loader<'a>,
    /// The files as they lie in the folder.
    pub now: Snapshot,
    force: bool,
}

/// The new text of a document.
pub struct NewText {
    document: Arc<Document>,
    text: String,
}

/// An edit that was judged.
pub struct Prepared {
    texts: Vec<NewText>,
    found: Vec<Finding>,
    /// What is to be said of it.
    pub report: EditReport,
}

impl<'a> Desk<'a> {
    /// Opens the project that a command is about.
    pub fn open(context: &'a Context, repository: Option<&'a Repository>, options: &Options) -> Result<Self, CliError> {
        if repository.is_some_and(|repository| repository.work_dir().is_none()) {
            return Err(CliError::new("a bare repository has no files to edit").hint("work in a clone: git clone"));
        }
        let ground = Ground::of(context, repository);
        let mut loader = Loader::new(&ground.root, repository)?;
        let root = project::find(&mut loader, State::Worktree, &ground.folder, options.project.as_deref())?;
        let now = loader.snapshot(State::Worktree, &root)?;
        context.tell(&format!("read {} documents", now.documents.len()));
        Ok(Self { context, repository, ground, loader, now, force: options.force })
    }

    /// Returns the loader, for looking at other states.
    pub const fn loader(&mut self) -> &mut Loader<'a> {
        &mut self.loader
    }

    /// Finds a risk by its id; an unknown one gets the nearest as a hint.
    pub fn risk(&self, id: &str) -> Result<RiskAt<'_>, CliError> {
        let mut found = self.now.risks().filter(|at| at.risk.id == id);
        let Some(at) = found.next() else { return Err(self.unknown(id)) };
        match found.next() {
            None => Ok(at),
            Some(other) => Err(CliError::new(format!("{id} stands twice: in {} and in {}", at.document.path(), other.document.path()))
                .hint("`risklog check` shows both places; give one of the two an id of its own")),
        }
    }

    /// Finds the document that holds a risk.
    pub fn document_of(&self, id: &str) -> Result<Arc<Document>, CliError> {
        let path = self.risk(id)?.document.path().to_owned();
        self.document(&path)
    }

    /// Returns a document of the project by its path.
    pub fn document(&self, path: &str) -> Result<Arc<Document>, CliError> {
        let found = self.now.documents.iter().find(|document| document.path() == path);
        found.cloned().ok_or_else(|| CliError::new(format!("{path} is no document of this project")))
    }

    /// Returns the manifest.
    pub fn project(&self) -> Option<&Project> {
        self.now.project()
    }

    /// Insists that a role is one of the manifest's.
    pub fn known_role(&self, role: &str) -> Result<(), CliError> {
        let Some(project) = self.project() else {
            return Err(
                CliError::new("the manifest cannot be read, so nobody knows which roles there are").hint("`risklog check` says why")
            );
        };
        if project.has_role(role) {
            return Ok(());
        }
        let keys: Vec<&str> = project.roles.iter().map(|role| role.key.as_str()).collect();
        let error = CliError::new(format!("`{role}` is no role of this project"));
        let error = match likeness::nearest(role, &keys) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error,
        };
        Err(error.hint(format!("roles are functions, not names; this project has: {}", keys.join(", "))))
    }

    /// Turns a path as typed into one relative to the root.
    pub fn path(&self, typed: &std::path::Path) -> Result<String, CliError> {
        self.ground.path(self.context, typed)
    }

    /// Judges new texts; nothing is written.
    pub fn prepare(&mut self, texts: Vec<(Arc<Document>, String)>) -> Result<Prepared, CliError> {
        let texts: Vec<NewText> = texts
            .into_iter()
            .filter(|(document, text)| document.source.text() != text)
            .map(|(document, text)| NewText { document, text })
            .collect();
        let mut after = self.now.clone();
        for new in &texts {
            let path = new.document.path();
            let read = Arc::new(Document::read(path, new.text.as_bytes()));
            after.documents.iter_mut().filter(|document| document.path() == path).for_each(|document| *document = Arc::clone(&read));
        }
        let new = self.new_findings(&after)?;
        let told = |severity: Severity| -> Vec<ToldFinding> {
            new.iter().filter(|finding| finding.severity == severity).map(|finding| ToldFinding::at(finding, &after)).collect()
        };
        let (errors, warnings) = (told(Severity::Error), told(Severity::Warning));
        let outcome = match (texts.is_empty(), errors.is_empty() || self.force) {
            (true, _) => EditOutcome::Nothing,
            (false, true) => EditOutcome::Planned,
            (false, false) => EditOutcome::Refused,
        };
        let diff = diff::compare(Change::new(&self.now, &after));
        let files: Vec<String> = texts.iter().map(|new| self.seen_from_here(new.document.path())).collect();
        Ok(Prepared { texts, found: new, report: EditReport { outcome, diff, errors, warnings, files, next: Vec::new() } })
    }

    /// Writes what was prepared, and says what to do next; a refused edit is told with its findings.
    pub fn finish(&self, mut prepared: Prepared, message: &str) -> Result<Outcome, CliError> {
        let outcome = match prepared.report.outcome {
            EditOutcome::Refused => Outcome::Found,
            EditOutcome::Nothing => Outcome::Clean,
            EditOutcome::Planned | EditOutcome::Written => {
                self.write(&prepared.texts)?;
                prepared.report.outcome = EditOutcome::Written;
                if self.repository.is_some() {
                    let files: Vec<String> = prepared.report.files.iter().map(|file| quoted(file)).collect();
                    let git = self.git();
                    prepared.report.next = vec![format!("{git} add {}", files.join(" ")), format!("{git} commit -m {}", quoted(message))];
                }
                Outcome::Clean
            }
        };
        if !self.context.quiet || outcome == Outcome::Found {
            self.show(&prepared)?;
            output::write(&next(&prepared.report.next), None)?;
        }
        Ok(outcome)
    }

    /// Shows what was prepared.
    pub fn show(&self, prepared: &Prepared) -> Result<(), CliError> {
        output::write(&render::page(&page::edited(&prepared.report), &self.context.style(false)), None)
    }

    /// Says something between two questions.
    pub fn say(&self, text: &str) -> Result<(), CliError> {
        output::write(&render::page(&page::remark(text), &self.context.style(false)), None)
    }

    /// Errors and warnings that the new state has and the present one has not: of the files as they are, and of the change
    /// since the last commit.
    fn new_findings(&mut self, after: &Snapshot) -> Result<Vec<Finding>, CliError> {
        let today = self.context.today;
        let mut new = beyond(&rules::judge(&self.now, today), rules::judge(after, today));
        let head = self.repository.map(Repository::head).transpose()?.flatten();
        if let (Some(repository), Some(head)) = (self.repository, head) {
            let state = State::Commit(head);
            let root = project::root_at(&mut self.loader, state, &self.now.root, self.now.project())?;
            let mut committed = self.loader.snapshot(state, &root)?;
            history::recall(repository, &mut self.loader, &mut committed, Some(head))?;
            let mut judged = |later: &Snapshot| -> Result<Verdict, CliError> {
                let ends =
                    Change::new(comparison::end(repository, &committed, state)?, comparison::end(repository, later, State::Worktree)?);
                Ok(comparison::judge(repository, &mut self.loader, ends, today)?.1)
            };
            let (now, then) = (judged(&self.now)?, judged(after)?);
            for finding in beyond(&now, then) {
                if !new.iter().any(|known| fingerprint(known) == fingerprint(&finding)) {
                    new.push(finding);
                }
            }
        }
        Ok(new)
    }

    /// Writes all texts or none, as far as a file system can promise that.
    fn write(&self, texts: &[NewText]) -> Result<(), CliError> {
        for new in texts {
            let on_disk = fs::read(self.ground.root.join(new.document.path())).unwrap_or_default();
            if on_disk != new.document.source.text().as_bytes() {
                return Err(CliError::new(format!("{} was changed by somebody else in this moment", new.document.path()))
                    .hint("nothing was written; look at the file, then try again"));
            }
        }
        for (place, new) in texts.iter().enumerate() {
            let Err(error) = output::to_file(&new.text, &self.ground.root.join(new.document.path())) else { continue };
            let mut stuck = CliError::new(format!("cannot write {}: {error}", new.document.path()));
            for old in texts.iter().take(place) {
                if let Err(error) = output::to_file(old.document.source.text(), &self.ground.root.join(old.document.path())) {
                    stuck = stuck.hint(format!("{} was written before that and could not be put back: {error}", old.document.path()));
                }
            }
            return Err(stuck.hint("look at the folder, its permissions and the free space, then try again"));
        }
        Ok(())
    }

    fn unknown(&self, id: &str) -> CliError {
        if let Some(error) = self.elsewhere(id) {
            return error;
        }
        let ids: Vec<&str> = self.now.risks().map(|at| at.risk.id.as_str()).collect();
        let lower: Vec<String> = ids.iter().map(|id| id.to_lowercase()).collect();
        let options: Vec<&str> = lower.iter().map(String::as_str).collect();
        let near =
            likeness::nearest(id, &options).and_then(|near| options.iter().position(|option| *option == near)).and_then(|at| ids.get(at));
        let mut error = CliError::new(format!("there is no risk {id} in this project"));
        if let Some(near) = near {
            error = error.hint(format!("did you mean {near}?"));
        }
        for document in self.now.unreadable() {
            error = error.hint(format!(
                "{} cannot be read, and may hold it: risklog check {}",
                document.path(),
                self.seen_from_here(document.path())
            ));
        }
        if near.is_none() { error.hint("`risklog check` says which files belong to the project") } else { error }
    }

    /// Says what an id is that stands in a document of another kind, or that a form of the toolkit prints.
    fn elsewhere(&self, id: &str) -> Option<CliError> {
        let is_it = |known: &str| known.eq_ignore_ascii_case(id);
        let holds =
            |at: &OtherAt<'_>| at.other.rows().iter().any(|row| is_it(row.id)) || at.other.own_id().is_some_and(|(own, _)| is_it(own));
        let error = if let Some(at) = self.now.others().find(holds) {
            let what = match self.now.checklist_items().any(|row| is_it(&row.item.id)) {
                true => "a question",
                false => "an entry",
            };
            CliError::new(format!("{id} is no risk: it is {what} of {}", at.other.called()))
                .hint(format!("it stands in {}, and is edited there", self.seen_from_here(at.document.path())))
        } else {
            let form = self.now.edition().checklists().iter().find(|form| form.items.iter().any(|item| is_it(&item.id)))?;
            CliError::new(format!("{id} is no risk: it is a question of Tool {}", form.tool))
                .hint(format!("this project has no file of it yet; `risklog new {}` begins one", form.tool))
        };
        Some(error.hint("the ids of risks stand in the tables of Tools 3.2 to 3.6"))
    }

    /// Calls git so that the files are found from where the user stands, who may have named the folder with `-C`.
    fn git(&self) -> String {
        let folder = self.context.named.as_ref();
        folder.map_or_else(|| "git".to_owned(), |folder| format!("git -C {}", quoted(&folder.to_string_lossy())))
    }

    /// Names a file as one would from the folder of the command.
    fn seen_from_here(&self, path: &str) -> String {
        let folder = &self.ground.folder;
        if folder.is_empty() {
            return path.to_owned();
        }
        match path.strip_prefix(folder.as_str()).and_then(|rest| rest.strip_prefix('/')) {
            Some(below) => below.to_owned(),
            None => format!("{}{path}", "../".repeat(folder.split('/').count())),
        }
    }
}

impl Prepared {
    /// Tells each finding in another way, as where the text is not what people see.
    pub fn retell(&mut self, other: impl Fn(&mut ToldFinding, &Finding)) {
        for (severity, told) in [(Severity::Error, &mut self.report.errors), (Severity::Warning, &mut self.report.warnings)] {
            let found = self.found.iter().filter(|finding| finding.severity == severity);
            told.iter_mut().zip(found).for_each(|(told, finding)| other(told, finding));
        }
    }
}

/// Says how to keep the change: commands that can be copied, so no line is wrapped.
fn next(commands: &[String]) -> String {
    if commands.is_empty() {
        return String::new();
    }
    let lines: String = commands.iter().map(|command| format!("  {}\n", render::Untrusted::new(command).terminal())).collect();
    format!("\nNot in the history yet. When you are done with your changes, keep them with:\n{lines}")
}

/// Findings of the later verdict beyond those of the earlier.
fn beyond(before: &Verdict, after: Verdict) -> Vec<Finding> {
    let mut known: BTreeMap<(Severity, String), usize> = BTreeMap::new();
    for finding in &before.findings {
        *known.entry((finding.severity, fingerprint(finding))).or_default() += 1;
    }
    let mut is_new = |finding: &Finding| match known.get_mut(&(finding.severity, fingerprint(finding))) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    after.findings.into_iter().filter(|finding| is_new(finding)).collect()
}

/// Says why an operation was refused, with a way out.
pub fn refused(refusal: &Refusal) -> CliError {
    let error = CliError::new(refusal.to_string());
    match refusal {
        Refusal::Unreadable { path } => error.hint(format!("`risklog check {path}` says what is wrong with it")),
        Refusal::NoSuchRisk { .. } => error,
        Refusal::NotRated { id, .. } | Refusal::NoAction { id, .. } => {
            error.hint(format!("`risklog reopen {id} --reason …` makes it an open risk again"))
        }
        Refusal::BadStep { .. } => error.hint(
            "allowed: open to closed, materialised or not applicable; materialised to closed or open; closed and not applicable to open",
        ),
        Refusal::OtherEvidence { .. } => error.hint("give the further document a reference of its own"),
        Refusal::NoSuchAction { id, known, .. } if known.is_empty() => {
            error.hint(format!("it has none yet; add the first: risklog mitigate {id} --action \"…\""))
        }
        Refusal::NoSuchAction { known, .. } => error.hint(format!("it has: {}", known.join(", "))),
        Refusal::SameAction { id, action } => {
            error.hint(format!("change it: risklog mitigate {id} {action} --status in_progress, --owner, --due or --note"))
        }
        Refusal::DroppedWithoutReason { .. } => error.hint("say why with --note: it is the first question of whoever reads it later"),
        Refusal::Text { .. } => error.hint("nothing was changed; edit these lines by hand, or write the value on one line and try again"),
    }
}

/// Makes one line of a text of the command line; an empty one is refused, and one with invisible characters.
pub fn sentence(option: &str, text: &str) -> Result<String, CliError> {
    let line = one_line(text).map_err(|why| CliError::new(format!("{option}: {why}")).hint("type it anew instead of pasting it"))?;
    if line.is_empty() {
        return Err(CliError::new(format!("{option} is empty")).hint("write a sentence, in quotes"));
    }
    Ok(line)
}

/// Makes one line of a text: line breaks and tabs become blanks. Control characters and marks that reorder what is shown are
/// refused, since nobody sees them in the file.
pub fn one_line(text: &str) -> Result<String, String> {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\t');
    let is_hidden =
        |c: char| (c.is_control() && !is_break(c)) || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
        return Err(format!("it holds the invisible character U+{:04X}, which has no place in a text", u32::from(hidden)));
    }
    Ok(text.split(is_break).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Drops what was given twice; the first place counts.
pub fn once(words: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for word in words.iter().map(|word| word.trim()) {
        if !kept.iter().any(|known| known == word) {
            kept.push(word.to_owned());
        }
    }
    kept
}

/// Puts a word in quotes for a shell, where it needs them.
pub fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '_');
    if word.chars().all(is_plain) && !word.starts_with('-') { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}
