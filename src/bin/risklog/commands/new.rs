//! `risklog new`: a form of the toolkit as a file, ready to be filled in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use risklog::document::Document;
use risklog::render::Untrusted;
use risklog::snapshot::{Loader, MANIFEST, Snapshot, State, belongs};
use risklog::template::{self, Form, Particulars, Setting};
use risklog::toolkit::Edition;

use super::init::site::write_new;
use super::init::{Said, accepted, manifest};
use super::toolkit::unknown_language;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::project::{self, Ground};

const FORMS: &str = "3.1 to 3.8, 2.1 to 2.6, 4.3.1 to 4.3.5, intervention, project";

/// Write a form of the toolkit, ready to be filled in
///
/// `risklog new 3.4` writes the table of Tool 3.4 with every printed risk, both ratings blank and the toolkit's hints as notes.
/// Nothing is overwritten.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Number of the tool (3.1 to 3.8, 2.1 to 2.6, 4.3.1 to 4.3.5), `intervention` or `project`
    tool: String,
    /// The file to write (default: the usual place in the project)
    #[arg(long, value_name = "FILE")]
    path: Option<PathBuf>,
    /// Which part of the project it covers, where there are several of one tool
    #[arg(long)]
    scope: Option<String>,
    /// Id of the project, the material or the activity (default: the next that is free)
    #[arg(long)]
    id: Option<String>,
    /// Title (default: that of the tool, with the project's)
    #[arg(long, allow_hyphen_values = true)]
    title: Option<String>,
    /// Write titles and notes in a language (BCP 47: fr, pt-BR); what nobody has translated stays English, and so do the keys
    #[arg(long, value_name = "LANG", default_value = "en")]
    lang: String,
    /// The project with this id
    #[arg(long, value_name = "ID")]
    project: Option<String>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    if args.tool == "project" {
        return new_project(args, context);
    }
    let repository = context.repository()?;
    let ground = Ground::of(context, repository.as_ref());
    let mut loader = Loader::new(&ground.root, repository.as_ref())?;
    let root = project::find(&mut loader, State::Worktree, &ground.folder, args.project.as_deref())?;
    let snapshot = loader.snapshot(State::Worktree, &root)?;
    let edition = snapshot.edition();
    let words = edition.in_language(&args.lang).map_err(|error| unknown_language(&error))?;
    if snapshot.lacks_overlays() {
        context.warn("an overlay of this project is missing or cannot be read, so its risks are not in the form; `risklog check` says why");
    }
    let Some(form) = Form::find(edition, &args.tool) else { return Err(unknown(&args.tool)) };
    let mut particulars = particulars(args, form, &snapshot, context)?;
    let path = match &args.path {
        Some(typed) => ground.path(context, typed)?,
        None => below(&root, &template::path(form, particulars.scope.as_deref(), particulars.id.as_deref())),
    };
    particulars.path = inside(&path, &snapshot)?;
    if let Some(repository) = &repository
        && repository.ignored()?.contains(&path)?
    {
        return Err(CliError::new(format!("git ignores {path}, so nobody would check it"))
            .hint("take the pattern out of .gitignore, or name another file with --path"));
    }
    let project = snapshot.project();
    let setting = Setting {
        words: &words,
        project: project.map(|project| project.title.as_str()).filter(|title| !title.is_empty()),
        countries: project.map(|project| project.countries.as_slice()).unwrap_or_default(),
        today: context.today,
    };
    let Some(text) = form.text(&particulars, &setting) else { return Err(unknown(&args.tool)) };
    accepted(&path, &text)?;
    if !write_new(&ground.root, &path, &text)? {
        return Err(CliError::new(format!("{path} is there already; nothing is overwritten")).hint("name another file with --path"));
    }
    let shown = from_folder(&path, &ground.folder);
    tell(context, (form, edition), &shown, &Document::read(&path, text.as_bytes()))?;
    Ok(Outcome::Clean)
}

/// Writes only the manifest, where `init` would be too much.
fn new_project(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    if args.scope.is_some() || args.project.is_some() {
        return Err(CliError::new("a project takes neither --scope nor --project"));
    }
    let path = args.path.clone().unwrap_or_else(|| PathBuf::from(MANIFEST));
    let whole = context.directory.join(&path);
    let folder = whole.parent().map(Path::to_owned).unwrap_or_else(|| context.directory.clone());
    if whole.file_name().is_none_or(|name| name != MANIFEST) {
        return Err(CliError::new(format!("the manifest of a project is called {MANIFEST}"))
            .hint(format!("name a folder: --path FOLDER/{MANIFEST}")));
    }
    let said = Said { id: args.id.clone(), title: args.title.clone(), ..Said::default() };
    let text = manifest(&said, &folder, MANIFEST, context.today)?;
    std::fs::create_dir_all(&folder).map_err(|error| CliError::new(format!("cannot make {}: {error}", folder.display())))?;
    if !write_new(&folder, MANIFEST, &text)? {
        return Err(CliError::new(format!("{} is there already; nothing is overwritten", path.display()))
            .hint("`risklog init` adds what a project lacks"));
    }
    if !context.quiet {
        let shown = Untrusted::new(&path.to_string_lossy()).terminal().to_string();
        output::write(&format!("Wrote {shown}.\n\nNext:\n  risklog init   the folders, the hook and the editor help around it\n"), None)?;
    }
    Ok(Outcome::Clean)
}

/// Puts together what the user said and what the project already has.
fn particulars(args: &Args, form: Form<'_>, snapshot: &Snapshot, context: &Context) -> Result<Particulars, CliError> {
    if args.scope.is_some() && !form.takes_scope() {
        return Err(CliError::new(format!("a document of the kind {} has an id and no scope", form.kind()))
            .hint("leave out --scope, or choose an id with --id"));
    }
    if args.id.is_some() && form.id_prefix().is_none() {
        return Err(CliError::new(format!("a document of the kind {} is known by its tool and has no id", form.kind()))
            .hint("several of one tool differ in scope: --scope"));
    }
    let present: Vec<String> = snapshot.documents.iter().map(|document| document.identity()).collect();
    let free = |prefix: &str| {
        let id = |number: u32| format!("{prefix}-{}-{number:02}", context.today.year());
        (1..).map(id).find(|id| !present.contains(&format!("{} {id}", form.kind())))
    };
    let particulars = Particulars {
        path: String::new(),
        scope: args.scope.as_deref().map(str::trim).filter(|scope| !scope.is_empty()).map(str::to_owned),
        id: args.id.clone().or_else(|| form.id_prefix().and_then(free)),
        title: args.title.clone(),
        taken: taken(snapshot),
    };
    let identity = form.identity(&particulars);
    match snapshot.documents.iter().find(|document| document.identity() == identity) {
        None => Ok(particulars),
        Some(document) => {
            let error = CliError::new(format!("the project has this form already: {}", document.path()));
            Err(if form.takes_scope() {
                error.hint("a second one of the same tool needs a scope: --scope NAME")
            } else {
                error.hint("choose another id with --id")
            })
        }
    }
}

/// Returns every id that stands in a document of the project.
fn taken(snapshot: &Snapshot) -> BTreeSet<String> {
    let rows = snapshot.others().flat_map(|at| at.other.rows().into_iter().map(|row| row.id.to_owned()).collect::<Vec<_>>());
    snapshot.risks().map(|at| at.risk.id.clone()).chain(rows).collect()
}

/// Returns the path as seen from the project's folder, and makes sure that `check` would look at it.
fn inside(path: &str, snapshot: &Snapshot) -> Result<String, CliError> {
    let root = &snapshot.root;
    let inner = if root.is_empty() { Some(path) } else { path.strip_prefix(root.as_str()).and_then(|rest| rest.strip_prefix('/')) };
    let globs = snapshot.project().map(|project| project.documents.as_slice()).unwrap_or_default();
    match inner {
        Some(inner) if belongs(inner, globs) => Ok(inner.to_owned()),
        _ => {
            let error = CliError::new(format!("{path} would not count as a document of the project, and nobody would check it"));
            Err(if globs.is_empty() {
                error.hint("documents are .yaml files in risks, planning, materials, advocacy, analysis, interventions and indicators")
            } else {
                error.hint(format!("the manifest says where documents are: {}", globs.join(", "))).hint("name such a file with --path")
            })
        }
    }
}

fn tell(context: &Context, (form, edition): (Form<'_>, &Edition), shown: &str, document: &Document) -> Result<(), CliError> {
    if context.quiet {
        return Ok(());
    }
    let risks = document.risk_assessment().map(|assessment| assessment.risks.as_slice());
    let first = risks.and_then(<[_]>::first).map(|risk| risk.id.clone());
    let is_own = |risk: &&risklog::model::Risk| edition.risk(&risk.id).is_some_and(|printed| printed.overlay.is_some());
    let own = risks.map_or(0, |risks| risks.iter().filter(is_own).count());
    let what = match (form.number(), risks.map(<[_]>::len)) {
        (Some(number), Some(0)) => format!("Tool {number}; its printed risks stand in another file"),
        (Some(number), Some(count)) => format!("Tool {number} with {}, none rated yet", counted(count - own, own)),
        (Some(number), None) => format!("Tool {number}, {}", form.title()),
        (None, _) => form.title().to_lowercase(),
    };
    let shown = Untrusted::new(shown).terminal().to_string();
    let rate =
        first.map(|id| format!("  {:<22} asks for likelihood, impact and the reasons\n", format!("risklog rate {id}"))).unwrap_or_default();
    let text = format!("Wrote {shown}: {what}.\n\nNext:\n{rate}  {:<22} says what is missing\n", "risklog check");
    output::write(&text, None)
}

/// Says how many risks are printed, and how many the project's overlays bring.
fn counted(printed: usize, own: usize) -> String {
    let risks = |count: usize| if count == 1 { "risk" } else { "risks" };
    match (printed, own) {
        (printed, 0) => format!("{printed} printed {}", risks(printed)),
        (0, own) => format!("{own} {} of the project's overlays", risks(own)),
        (printed, own) => format!("{printed} printed {} and {own} of the project's overlays", risks(printed)),
    }
}

fn unknown(tool: &str) -> CliError {
    CliError::new(format!("there is no form `{tool}`")).hint(format!("there are: {FORMS}"))
}

fn below(root: &str, path: &str) -> String {
    if root.is_empty() { path.to_owned() } else { format!("{root}/{path}") }
}

/// Returns a path of the repository as seen from the folder that the command works in.
fn from_folder(path: &str, folder: &str) -> String {
    let mut parts = path.split('/').peekable();
    let mut above = folder.split('/').filter(|part| !part.is_empty()).peekable();
    while let (Some(one), Some(other)) = (parts.peek(), above.peek())
        && one == other
    {
        parts.next();
        above.next();
    }
    let up = "../".repeat(above.count());
    format!("{up}{}", parts.collect::<Vec<_>>().join("/"))
}
