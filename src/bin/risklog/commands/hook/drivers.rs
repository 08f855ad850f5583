//! The drivers that make git understand documents: how it shows a change, and how it merges two.
//!
//! They stand in this clone's own configuration and attributes, which nothing that is fetched can change. Where `risklog` is
//! not found any more, each falls back to what git does by itself.

use std::path::Path;

use risklog::git::{Repository, Section};
use risklog::snapshot;

use super::{read, stuck, write_plain};
use crate::error::CliError;

/// The lines around our part of the attributes.
const BEGIN: &str = "# risklog drivers: begin";
const END: &str = "# risklog drivers: end";

/// Makes git show and merge documents with `risklog`. Says what was done; nothing where all was there.
pub fn install(repository: &Repository) -> Result<Option<String>, CliError> {
    let configured = repository.configure(&sections())?;
    let path = repository.own_attributes();
    let present = read(&path)?.unwrap_or_default();
    let lines = snapshot::patterns().into_iter().map(|pattern| format!("{pattern} diff=risklog merge=risklog\n"));
    let mut wanted = without_ours(&present);
    if !wanted.is_empty() && !wanted.ends_with('\n') {
        wanted.push('\n');
    }
    wanted.push_str(&format!("{BEGIN}\n{}{END}\n", lines.collect::<String>()));
    if wanted != present {
        make_folder(&path)?;
        write_plain(&path, &wanted)?;
    } else if !configured {
        return Ok(None);
    }
    Ok(Some("Taught git to show changes of documents field by field (`git diff`), and to merge them by risk and field.\n".to_owned()))
}

/// Takes out what `install` put in. Says whether there was anything.
pub fn uninstall(repository: &Repository) -> Result<bool, CliError> {
    let configured = repository.forget(&sections())?;
    let path = repository.own_attributes();
    let Some(present) = read(&path)? else { return Ok(configured) };
    let rest = without_ours(&present);
    if rest != present {
        write_plain(&path, &rest)?;
    }
    Ok(configured || rest != present)
}

fn make_folder(path: &Path) -> Result<(), CliError> {
    let Some(folder) = path.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| stuck("make", folder, &error))
}

/// The attributes without the lines between our marks.
fn without_ours(text: &str) -> String {
    let mut ours = false;
    let mut rest = String::new();
    for line in text.split_inclusive('\n') {
        let mark = line.trim_end();
        ours |= mark == BEGIN;
        if !ours {
            rest.push_str(line);
        }
        ours &= mark != END;
    }
    rest
}

fn sections() -> Vec<Section> {
    // NOTE: git gives these to a shell. The place of this program is looked at last, for those who did not put it on the PATH.
    let found = std::env::current_exe().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    let program = format!("risklog=$(command -v risklog) || risklog='{}'; \"$risklog\"", found.replace('\'', "'\\''"));
    let textconv = format!("f() {{ {program} textconv -- \"$1\" || cat -- \"$1\"; }}; f");
    let show =
        format!("f() {{ {program} diff-driver -- \"$@\" || git --no-pager diff --no-index --no-ext-diff -- \"$2\" \"$5\"; true; }}; f");
    vec![
        Section { name: "diff", part: "risklog", values: vec![("textconv", textconv), ("command", show)] },
        Section {
            name: "merge",
            part: "risklog",
            values: vec![("name", "risk assessments by risk and field".to_owned()), ("driver", merge_driver(&program))],
        },
    ]
}

/// How git merges: by risk and field, and what that does not understand line by line, as git's own merge has it. An older
/// git cannot be told how to compare lines (129), and what is no text stays as ours and is a conflict (255).
fn merge_driver(program: &str) -> String {
    // NOTE: git puts something in the place of a `%`.
    let program = program.replace('%', "%%");
    let lines = "--marker-size=\"$4\" -L \"$7\" -L \"$6\" -L \"$8\" -- \"$2\" \"$1\" \"$3\"";
    format!(
        "f() {{ {program} merge-driver --or-leave -- \"$@\"; code=$?; [ $code -lt 2 ] && return $code; \
         git merge-file --diff-algorithm=histogram {lines}; code=$?; \
         [ $code -eq 129 ] && {{ git merge-file {lines}; code=$?; }}; \
         [ $code -gt 127 ] && code=1; return $code; }}; f %O %A %B %L %P %S %X %Y"
    )
}
