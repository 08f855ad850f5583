//! Makes projects and histories in our format, the same bytes for the same preset: for benchmarks, and for tests that want
//! more history than anybody would write by hand. Needs nothing but the standard library and git.

pub mod document;
pub mod edit;
pub mod history;
pub mod random;

/// The size of a project and of its history.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// Its name on the command line.
    pub name: &'static str,
    /// How many risk assessments there are.
    pub documents: usize,
    /// How many commits there are, merges and commits of merged branches included.
    pub commits: usize,
    /// How many of a thousand commits touch a risk assessment.
    pub touching: u64,
    /// How many of a thousand commits are merges.
    pub merges: u64,
    /// How many of a thousand edits move a file.
    pub moves: u64,
    /// How many files there are that belong to no document folder.
    pub others: usize,
    /// Where the random numbers begin.
    pub seed: u64,
}

/// Every preset.
pub const PRESETS: [Preset; 5] = [
    Preset { name: "tiny", documents: 4, commits: 40, touching: 700, merges: 150, moves: 60, others: 5, seed: 11 },
    Preset { name: "small", documents: 5, commits: 200, touching: 590, merges: 100, moves: 20, others: 20, seed: 1 },
    Preset { name: "medium", documents: 200, commits: 5_000, touching: 326, merges: 100, moves: 20, others: 2_000, seed: 2 },
    Preset { name: "large", documents: 2_000, commits: 50_000, touching: 325, merges: 100, moves: 26, others: 5_000, seed: 3 },
    Preset { name: "wide", documents: 10_000, commits: 50, touching: 900, merges: 100, moves: 20, others: 100, seed: 4 },
];

/// Returns a preset by its name; `large:500000` is the preset `large` with as many commits.
#[must_use]
pub fn preset(named: &str) -> Option<Preset> {
    let (name, commits) = named.split_once(':').map_or((named, None), |(name, commits)| (name, Some(commits)));
    let preset = PRESETS.into_iter().find(|preset| preset.name == name)?;
    match commits {
        None => Some(preset),
        Some(commits) => Some(Preset { commits: commits.parse().ok()?, ..preset }),
    }
}
