//! `risklog init`: everything a new project needs, made once; what is there already is kept.

pub mod site;
mod surroundings;

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use risklog::document::Document;
use risklog::model::{Date, Stage};
use risklog::render::Untrusted;
use risklog::snapshot::MANIFEST;
use risklog::template::{self, EDITOR_FILES, FOLDERS, Manifest};
use risklog::toolkit::DEFAULT_EDITION;

use self::site::Site;
use crate::args::day;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::project::Ground;

/// Years that a project lasts where nobody says otherwise.
const YEARS: i32 = 3;

/// Start a project: manifest, folders, editor help, git hook, CI file
///
/// Asks nothing and overwrites nothing: a file that is there is kept and named, so that the command can be run again at any
/// time. What it decides by itself (id and title from the folder's name, dates, roles) stands in risklog.yaml, to be
/// changed there.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The project's folder; made where there is none
    dir: Option<PathBuf>,
    #[command(flatten)]
    said: Said,
    /// Which CI file to make
    #[arg(long, value_enum, default_value_t = Ci::Auto, value_name = "WHERE")]
    ci: Ci,
}

/// What the user can say about a new project.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Said {
    /// Id for life: capital letters, digits and hyphens (default: from the folder's name)
    #[arg(long)]
    pub id: Option<String>,
    /// Title (default: from the folder's name)
    #[arg(long, allow_hyphen_values = true)]
    pub title: Option<String>,
    /// Country code of two letters, such as XA; several with commas (default: XX, not said yet)
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = country)]
    pub country: Vec<String>,
    /// First day (default: today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub starts: Option<Date>,
    /// Last day (default: three years later)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub ends: Option<Date>,
    /// How far the project is: design, inception, implementation, closing or closed (default: design)
    #[arg(long, value_parser = stage)]
    pub stage: Option<Stage>,
    /// Marking: unclassified or confidential (default: confidential)
    #[arg(long, value_parser = ["unclassified", "confidential"], hide_possible_values = true)]
    pub classification: Option<String>,
}

/// Which CI file to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// That of the host which the remote names, if any
    Auto,
    /// GitHub Actions
    Github,
    /// GitLab CI
    Gitlab,
    /// None
    None,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let folder = folder(args, context)?;
    let inside = context.moved(&folder, context.today);
    let repository = inside.repository()?;
    if repository.as_ref().is_some_and(|repository| repository.work_dir().is_none()) {
        return Err(CliError::new("this is a bare repository: it has no files to put a project into")
            .hint("clone it, and start the project in the clone"));
    }
    let ground = match &repository {
        Some(_) => Ground::of(&inside, repository.as_ref()),
        None => Ground { root: folder.clone(), folder: String::new() },
    };
    let mut site = Site { folder: folder.clone(), steps: Vec::new() };
    let text = manifest(&args.said, &folder, MANIFEST, context.today)?;
    let is_new = site.make(MANIFEST, &text, "what is true for the whole project")?;
    for (path, schema) in template::schema_files() {
        site.refresh(&path, schema)?;
    }
    for folder in FOLDERS {
        site.make(&format!("{}/README.md", folder.name), folder.page, "")?;
    }
    for (path, text) in EDITOR_FILES {
        site.make(path, text, "")?;
    }
    surroundings::attributes(&mut site)?;
    surroundings::hook(&mut site, repository.as_ref())?;
    surroundings::ci(&mut site, args.ci, &ground, repository.as_ref())?;
    tell(args, context, &site, Start { is_new, has_git: repository.is_some() })?;
    Ok(if site.failed() { Outcome::Incomplete } else { Outcome::Clean })
}

/// What the closing words depend on.
#[derive(Clone, Copy)]
struct Start {
    is_new: bool,
    has_git: bool,
}

fn tell(args: &Args, context: &Context, site: &Site, start: Start) -> Result<(), CliError> {
    let project = Document::read(MANIFEST, &fs::read(site.folder.join(MANIFEST)).unwrap_or_default());
    let known = project.project().filter(|project| !project.id.is_empty());
    let name = known.map_or_else(|| "whose manifest is not in order".to_owned(), |project| format!("{} ({})", project.id, project.title));
    let name = Untrusted::new(&name).terminal().to_string();
    let mut text = match (start.is_new, site.changed()) {
        (true, _) => format!("Started the project {name}.\n"),
        (false, true) => format!("The project {name} was there; what it lacked was added.\n"),
        (false, false) => format!("Nothing was changed: the project {name} has everything already.\n"),
    };
    if !context.quiet {
        text.push('\n');
        text.push_str(&site.told());
        if !start.is_new && args.said.says_something() {
            text.push_str("\nThe manifest was there, so what you said about the project was not used: edit risklog.yaml.\n");
        }
        text.push_str(&next(args, start));
    }
    output::write(&text, None)
}

fn next(args: &Args, start: Start) -> String {
    let mut steps = Vec::new();
    if let Some(dir) = &args.dir {
        steps.push((format!("cd {}", Untrusted::new(&dir.display().to_string()).terminal()), ""));
    }
    if !start.has_git {
        steps.push(("git init".to_owned(), "the history is the audit trail"));
        steps.push(("risklog hook install".to_owned(), "stops a commit with a broken assessment"));
    }
    if start.is_new {
        steps.push(("risklog new 3.4".to_owned(), "a table with every printed risk (or 3.1 to 3.8, 2.1 to 2.6, …)"));
    }
    steps.push(("risklog check".to_owned(), "what is missing, and what to do about it"));
    let edit = if start.is_new { "\nLook at risklog.yaml: title, countries, dates and roles were put in for you.\n" } else { "" };
    let steps: String = steps.iter().map(|(command, why)| format!("{}\n", format!("  {command:<22} {why}").trim_end())).collect();
    format!("{edit}\nNext:\n{steps}")
}

impl Said {
    fn says_something(&self) -> bool {
        self.id.is_some()
            || self.title.is_some()
            || !self.country.is_empty()
            || self.starts.is_some()
            || self.ends.is_some()
            || self.stage.is_some()
            || self.classification.is_some()
    }
}

/// Writes the text of a manifest, and makes sure that `check` will take it.
pub fn manifest(said: &Said, folder: &Path, path: &str, today: Date) -> Result<String, CliError> {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let starts = said.starts.unwrap_or(today);
    let later = || starts.saturating_add(jiff::Span::new().years(YEARS)).saturating_sub(jiff::Span::new().days(1));
    let ends = said.ends.unwrap_or_else(later);
    if ends < starts {
        return Err(
            CliError::new(format!("the project would end on {ends}, before it starts on {starts}")).hint("look at --starts and --ends")
        );
    }
    let countries = if said.country.is_empty() { vec!["XX".to_owned()] } else { said.country.clone() };
    let manifest = Manifest {
        path: path.to_owned(),
        id: said.id.clone().unwrap_or_else(|| template::id_from(&name)),
        title: said.title.clone().unwrap_or_else(|| template::title_from(&name)),
        countries,
        starts,
        ends,
        stage: said.stage.unwrap_or(Stage::Design),
        classification: said.classification.clone().unwrap_or_else(|| "confidential".to_owned()),
        edition: DEFAULT_EDITION.to_owned(),
    };
    let text = manifest.text();
    accepted(path, &text)?;
    Ok(text)
}

/// Makes sure that a text which is about to be written will pass: what the user said may not fit the form.
pub fn accepted(path: &str, text: &str) -> Result<(), CliError> {
    let document = Document::read(path, text.as_bytes());
    let Some(finding) = document.findings().first() else { return Ok(()) };
    let error = CliError::new(format!("nothing was written, since the file would not pass: {}", finding.message));
    Err(match &finding.help {
        Some(help) => error.hint(help.clone()),
        None => error,
    })
}

/// Finds or makes the folder of the project.
fn folder(args: &Args, context: &Context) -> Result<PathBuf, CliError> {
    let Some(dir) = &args.dir else {
        return match project_above(&context.directory) {
            Some(above) => Err(CliError::new(format!("this folder belongs to the project in {}", above.display()))
                .hint("to bring that one up to date, go to its folder")
                .hint("to start another project inside it all the same: risklog init .")),
            None => Ok(context.directory.clone()),
        };
    };
    let folder = context.directory.join(dir);
    fs::create_dir_all(&folder)
        .map_err(|error| CliError::new(format!("cannot make {}: {error}", dir.display())).hint("name another folder"))?;
    folder.canonicalize().map_err(|error| CliError::new(format!("cannot work in {}: {error}", dir.display())))
}

/// Finds the project that a folder without one lies in, as far up as the root of the repository.
fn project_above(folder: &Path) -> Option<&Path> {
    let mut here = Some(folder);
    while let Some(folder) = here.filter(|folder| !folder.join(MANIFEST).exists() && !folder.join(".git").exists()) {
        here = folder.parent();
    }
    here.filter(|found| *found != folder && found.join(MANIFEST).is_file())
}

fn country(text: &str) -> Result<String, String> {
    let code = text.trim().to_ascii_uppercase();
    if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Ok(code);
    }
    Err("write the two letters of ISO 3166-1, such as XA; several with commas between".to_owned())
}

fn stage(text: &str) -> Result<Stage, String> {
    let found = Stage::ALL.into_iter().find(|stage| stage.word() == text);
    found.ok_or_else(|| format!("write one of {}", Stage::ALL.map(Stage::word).join(", ")))
}
