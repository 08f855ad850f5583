//! `risklog verify`: whether a repository still gives what an evidence folder holds.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use risklog::git::{Error, Id, Repository};
use risklog::history::clock;
use risklog::model::Authors;
use risklog::pack::{self, Derived, Found, Manifest};
use risklog::privacy::{DenyList, Veil};
use risklog::render;
use risklog::report::{PackFacts, VerifyReport, VerifyVerdict};
use risklog::sharing::Audience;
use risklog::signature::TrustedKeys;

use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::evidence::{self, Wanted, folder};
use crate::exit::Outcome;
use crate::format::Format;
use crate::keys::Keys;
use crate::output;

const EXAMPLES: &str = "\
Examples:
  risklog verify evidence                      in a full clone of the repository
  risklog verify ~/Downloads/evidence -C clone the clone is elsewhere
  risklog verify evidence --mainline archive   the range lies on another branch than the current one

Exit codes: 0 equal · 1 something differs · 2 nothing else differs, but something could not be looked at";

/// Check an evidence folder against the repository: make everything again and compare byte for byte
///
/// Looks at the checksums, the commits and that they lie on the main line, every object's own id, the documents, the tags,
/// and each file made anew. Names every difference with its likely reason, and says what it did not look at.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder that `risklog pack` wrote, seen from where you stand
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The revision whose main line the range should lie on
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    mainline: String,
    #[command(flatten)]
    keys: Keys,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let found = folder::read(&args.folder)?;
    let Some(mut repository) = context.repository()? else {
        return Err(CliError::new("this folder is in no git repository, so there is nothing to compare with")
            .hint("name a full clone of the project's repository: -C CLONE"));
    };
    let words = deny::list(Some(&repository))?;
    let veil = Veil::with(words.clone().map(Arc::new));
    let outside = Outside { words, keys: args.keys.read(context)?.zip(args.keys.sha256(context)?) };
    let here = derive(&mut repository, &found.manifest, args, outside)?;
    let sides =
        Found { manifest: &found.manifest, bytes: &found.bytes, files: &found.files, unread: &found.unread, strange: &found.strange };
    let judged = pack::judge(sides, &here);
    let report = VerifyReport {
        pack: facts(&found.manifest, pack::sha256(&found.bytes)),
        version: here.version.clone(),
        mainline: args.mainline.clone(),
        checks: judged.checks,
        differences: judged.differences,
        notes: judged.notes,
        not_checked: judged.not_checked,
        veil,
    };
    let format = args.format.of_render();
    output::write(&render::verification(&report, format, &context.style(args.output.is_some())), args.output.as_deref())?;
    Ok(match report.verdict() {
        VerifyVerdict::Equal => Outcome::Clean,
        VerifyVerdict::Different => Outcome::Found,
        VerifyVerdict::Unknown => Outcome::Incomplete,
    })
}

fn facts(manifest: &Manifest, manifest_sha256: String) -> PackFacts {
    PackFacts {
        manifest_sha256,
        project: manifest.project.clone(),
        classification: manifest.classification.clone(),
        version: manifest.version.clone(),
        from: manifest.range.from.clone(),
        to: manifest.range.to.clone(),
        as_of: manifest.as_of,
        audience: manifest.options.audience.clone(),
        commits: manifest.mainline.len(),
        files: manifest.files.len(),
    }
}

/// What a folder may depend on that lies outside of the repository.
struct Outside {
    words: Option<DenyList>,
    keys: Option<(Arc<TrustedKeys>, String)>,
}

/// Asks the repository for everything that the list says.
fn derive(repository: &mut Repository, manifest: &Manifest, args: &Args, outside: Outside) -> Result<Derived, CliError> {
    let mut here = Derived {
        mainline: args.mainline.clone(),
        is_shallow: repository.is_shallow()?,
        has_replacements: repository.has_replacements()?,
        tags: pack::all_tags(repository)?,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        ..Derived::default()
    };
    let Some(to) = commit(repository, &manifest.range.to)? else { return Ok(here) };
    here.has_end = true;
    here.last_day = clock::day(&repository.commit(to)?.committer);
    here.is_on_mainline = is_on_mainline(repository, &args.mainline, to)?;
    let from = match manifest.range.from.as_deref() {
        Some(name) => commit(repository, name)?.map(Some),
        None => Some(None),
    };
    if let Some(from) = from {
        here.chain = chain(repository, to, from)?;
    }
    let examined = evidence::examine(repository, to)?;
    let is_sound = examined.is_sound();
    here.examined = Some(examined);
    match from {
        Some(from) if is_sound && here.chain.is_some() => match wanted(manifest, from, to, outside) {
            Ok(wanted) => match remade(repository, &wanted, &mut here) {
                Ok(made) => here.folder = Some((made.manifest, made.files)),
                Err(CliError::Stuck { message, .. }) => here.obstacle = Some(message),
                Err(error @ CliError::ClosedPipe) => return Err(error),
            },
            Err(why) => here.obstacle = Some(why),
        },
        _ if !is_sound => here.obstacle = Some("this clone does not hold the whole history as it was committed".to_owned()),
        _ => here.obstacle = Some("the range is not in this clone".to_owned()),
    }
    Ok(here)
}

/// Makes the folder again, and looks which milestones are tagged before only the tags of the list are known.
fn remade(repository: &mut Repository, wanted: &Wanted, here: &mut Derived) -> Result<evidence::Folder, CliError> {
    here.milestone_tags = evidence::milestone_tags(repository, wanted)?;
    evidence::assemble(repository, wanted)
}

/// Turns the options of a list into what was asked for.
fn wanted(manifest: &Manifest, from: Option<Id>, to: Id, outside: Outside) -> Result<Wanted, String> {
    let Outside { words, keys } = outside;
    let authors = match manifest.options.authors.as_deref() {
        None => None,
        Some(word) => {
            let known = Authors::ALL.into_iter().find(|authors| authors.word() == word);
            Some(known.ok_or_else(|| format!("the list asks to name authors by `{word}`, which this version does not know"))?)
        }
    };
    let audience = Audience::ALL.into_iter().find(|audience| audience.word() == manifest.options.audience);
    let audience = audience
        .ok_or_else(|| format!("the list says that the files are for `{}`, whom this version does not know", manifest.options.audience))?;
    if manifest.options.trusted_keys.is_some() && manifest.options.trusted_keys.as_ref() != keys.as_ref().map(|(_, sha256)| sha256) {
        return Err(
            "signatures were verified with a file of keys when the folder was made; hand over the same one: --trusted-keys FILE".to_owned()
        );
    }
    if manifest.options.deny_list != words.is_some() {
        return Err(match manifest.options.deny_list {
            true => "the folder was made with a list of words that must not be written down, and none is set here".to_owned(),
            false => "a list of words that must not be written down is set here, and the folder was made without".to_owned(),
        });
    }
    let tags: BTreeSet<String> = manifest.tags.iter().map(|tag| tag.name.clone()).collect();
    Ok(Wanted {
        folder: manifest.folder.clone(),
        from,
        to,
        as_of: manifest.as_of,
        authors,
        audience,
        // NOTE: keys that the folder was made without would only change what it says.
        keys: keys.filter(|_| manifest.options.trusted_keys.is_some()),
        deny: words,
        tags: Some(tags),
        version: manifest.version.clone(),
    })
}

/// Finds a commit by its full id; none where it is not here, or where the text is no id.
fn commit(repository: &Repository, id: &str) -> Result<Option<Id>, CliError> {
    let Ok(id) = id.parse::<Id>() else { return Ok(None) };
    match repository.commit(id) {
        Ok(_) => Ok(Some(id)),
        Err(Error::MissingObject { .. } | Error::BadObject { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Says whether a commit lies on the main line of a revision; none where that line is cut off before it is met.
fn is_on_mainline(repository: &Repository, name: &str, to: Id) -> Result<Option<bool>, CliError> {
    let tip = match name {
        "HEAD" => repository.head()?,
        name => Some(repository.resolve(name)?),
    };
    let Some(tip) = tip else { return Ok(Some(false)) };
    match pack::chain(repository, tip, Some(to)) {
        Ok((_, true)) => Ok(Some(true)),
        Ok((_, false)) => Ok((!repository.is_shallow()?).then_some(false)),
        Err(Error::MissingObject { .. } | Error::BadObject { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The main line of the range; none where it does not lead back to its start, or is not all here.
fn chain(repository: &Repository, to: Id, from: Option<Id>) -> Result<Option<Vec<String>>, CliError> {
    match pack::chain(repository, to, from) {
        Ok((ids, true)) => Ok(Some(ids.iter().map(Id::to_string).collect())),
        Ok((_, false)) | Err(Error::MissingObject { .. } | Error::BadObject { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
