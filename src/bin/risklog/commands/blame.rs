//! `risklog blame`: who last set each field, when, and why.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use risklog::diff;
use risklog::document::Document;
use risklog::history::{Boundary, Changelog};
use risklog::likeness;
use risklog::questions::{DocumentName, Kin, LastSet};
use risklog::render;
use risklog::report::{BlameReport, BlameSection, Blamed};
use risklog::snapshot::Snapshot;

use super::history::{near, never};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::format::Format;
use crate::output;
use crate::span::NameAuthors;
use crate::vantage::{At, Telling, Vantage};

const EXAMPLES: &str = "\
Examples:
  risklog blame CJ-05                              each field of a risk
  risklog blame CJ-05 --at mid-term                as it stood at a milestone
  risklog blame risks/3.4-criminal-justice.yaml    each field of a file and of its risks
  risklog blame planning/3.1-checklist.yaml        each answer of a checklist";

/// Say who last set each field, when it was judged and recorded, and why
///
/// A field is set by the commit of the main line from which on it says what it says; the log behind it names who proposed the
/// value on a branch and who brought it in. Layout, order and moved files set nothing. What lies in the folder and is not
/// committed is marked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The id of a risk (CJ-05), or a file
    #[arg(value_name = "ID|FILE")]
    what: String,
    #[command(flatten)]
    at: At,
    /// How to name authors (default: what the manifest says, else by name)
    #[arg(long, value_enum, value_name = "HOW")]
    authors: Option<NameAuthors>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Some(repository) = context.repository()? else {
        return Err(CliError::new("this folder is in no git repository, so nobody can tell who wrote what"));
    };
    let mut vantage = Vantage::of(context, Some(&repository), &args.at)?;
    let snapshot = vantage.snapshot()?;
    let about = args.about(&snapshot, &vantage, context)?;
    let (ids, names) = wanted(&about, &snapshot);
    let mut witness = (LastSet::of(ids, names), Kin::default());
    let telling = Telling { authors: args.authors.map(NameAuthors::authors), steps: true, command: args.command() };
    let Some(log) = vantage.follow(&telling, &mut witness)? else { return Ok(Outcome::Incomplete) };
    let (last_set, kin) = witness;
    let report = report(about, &snapshot, (&vantage, &log), &last_set).ok_or_else(|| args.gone(&kin))?;
    let text = render::blame(&report, args.format.of_render(), &context.style(args.output.is_some()));
    output::write(&text, args.output.as_deref())?;
    // Who set what first may lie in what is not here.
    let is_cut = matches!(log.boundary, Boundary::Shallow(_) | Boundary::MissingObject(_)) || !snapshot.unseen.is_empty();
    Ok(if is_cut { Outcome::Incomplete } else { Outcome::Clean })
}

/// Returns the risks and documents whose fields are looked for.
fn wanted(about: &Blamed, snapshot: &Snapshot) -> (BTreeSet<String>, BTreeSet<DocumentName>) {
    match about {
        Blamed::Risk(id) => (BTreeSet::from([id.clone()]), BTreeSet::new()),
        Blamed::File(file, name) => {
            let of_file = snapshot.risks().filter(|at| at.document.path() == file);
            (of_file.map(|at| at.risk.id.clone()).collect(), BTreeSet::from([name.clone()]))
        }
    }
}

/// Puts together what was found; `None` where the risk is not there.
fn report(about: Blamed, snapshot: &Snapshot, (vantage, log): (&Vantage<'_>, &Changelog), last_set: &LastSet) -> Option<BlameReport> {
    let edition = snapshot.edition();
    let section = |at: risklog::snapshot::RiskAt<'_>| {
        let track = last_set.risk(&at.risk.id)?;
        Some(BlameSection::of_risk(at.risk, &at.assessment.tool, diff::title(at.risk, edition), track, log))
    };
    let (document, risks) = match &about {
        Blamed::Risk(id) => (None, vec![section(snapshot.risk(id)?)?]),
        Blamed::File(file, name) => {
            let track = last_set.document(name).cloned().unwrap_or_default();
            let risks = snapshot.risks().filter(|at| at.document.path() == file).filter_map(section).collect();
            (Some(BlameSection::of_document(name, &track, log)), risks)
        }
    };
    Some(BlameReport {
        project: log.project.clone(),
        classification: log.classification.clone(),
        at: vantage.point.clone(),
        about,
        document,
        risks,
        boundary: log.boundary.clone(),
        command: log.provenance.command.clone(),
        veil: vantage.veil(),
    })
}

impl Args {
    /// Finds what was asked for: a risk by its id, else a document by the path of its file.
    fn about(&self, snapshot: &Snapshot, vantage: &Vantage<'_>, context: &Context) -> Result<Blamed, CliError> {
        if snapshot.risk(&self.what).is_some() {
            return Ok(Blamed::Risk(self.what.clone()));
        }
        let path = vantage.ground.path(context, Path::new(&self.what));
        let document = path.as_deref().map_or(None, |path| snapshot.document(path));
        let Some(document) = document else {
            if self.what.contains('/') || self.what.ends_with(".yaml") || self.what.ends_with(".yml") {
                return Err(no_file(&self.what, snapshot));
            }
            // Whether it ever was there is known once the history was read.
            return Ok(Blamed::Risk(self.what.clone()));
        };
        match document.kind() {
            Some(kind) if document.is_readable() => Ok(Blamed::File(document.path().to_owned(), (kind.word().to_owned(), document.key()))),
            _ => Err(CliError::new(format!("{} cannot be read at this point in time", document.path()))
                .hint("`risklog check` says why; --at HEAD looks at what is committed")),
        }
    }

    /// Says that a risk is not there, or not any more.
    fn gone(&self, kin: &Kin) -> CliError {
        match kin.name(&self.what) {
            Some(name) if name.is_there => CliError::new(format!("the file of {} cannot be read at this point in time", self.what))
                .hint("`risklog check` says why; --at HEAD looks at what is committed"),
            Some(_) => CliError::new(format!("{} is not in the project at this point in time", self.what))
                .hint(format!("`risklog history {}` tells when it was; --at looks at that time", self.what)),
            None => {
                let known: Vec<&str> = kin.ids().collect();
                match near(&self.what, &known) {
                    Some(_) => never(&self.what, kin),
                    None => never(&self.what, kin).hint("files are named with their folder, such as risks/3.4.yaml"),
                }
            }
        }
    }

    /// The command that makes it again.
    fn command(&self) -> String {
        let at = self.at.at.as_deref().map(|at| format!(" --at {at}")).unwrap_or_default();
        let authors = self.authors.map(|authors| format!(" --authors {}", authors.authors().word())).unwrap_or_default();
        format!("risklog blame {}{at}{authors}", self.what)
    }
}

fn no_file(asked: &str, snapshot: &Snapshot) -> CliError {
    let known: Vec<&str> = snapshot.all_documents().map(Document::path).collect();
    let error = CliError::new(format!("there is no document {asked} in this project at this point in time"));
    match likeness::nearest(asked, &known) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("a risk can be named by its id, wherever its file lies"),
    }
}
