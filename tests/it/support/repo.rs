//! A throw-away git repository, driven by the git command line with fixed people and dates.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Monday 2 January 2023, 09:00 UTC: the date of the first commit unless a test sets another.
const FIRST_COMMIT: i64 = 1_672_650_000;
const DAY: i64 = 86_400;

/// A repository in a temporary folder that vanishes with the value.
pub struct Repo {
    root: TempDir,
    home: TempDir,
    clock: Cell<i64>,
    step: Cell<i64>,
}

impl Repo {
    /// Makes an empty repository whose branch is `main`.
    pub fn init() -> Self {
        let repo = Self {
            root: TempDir::new().expect("a temporary folder can be made"),
            home: TempDir::new().expect("a temporary folder can be made"),
            clock: Cell::new(FIRST_COMMIT),
            step: Cell::new(DAY),
        };
        repo.git(&["init", "--quiet", "--initial-branch=main"]);
        repo
    }

    /// The work tree's root.
    pub fn path(&self) -> &Path {
        self.root.path()
    }

    /// Seconds between the dates of two commits; negative makes the clock run backwards.
    pub fn set_step(&self, seconds: i64) -> &Self {
        self.step.set(seconds);
        self
    }

    /// The date of the next commit, in seconds since 1970.
    pub fn set_clock(&self, seconds: i64) -> &Self {
        self.clock.set(seconds);
        self
    }

    /// Writes a file of the work tree, with its folders.
    pub fn write(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) -> PathBuf {
        let file = self.path().join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).expect("the folder can be made");
        }
        fs::write(&file, text).expect("the file can be written");
        file
    }

    /// Reads a file of the work tree.
    pub fn read(&self, path: impl AsRef<Path>) -> String {
        fs::read_to_string(self.path().join(path)).expect("the file is there and is text")
    }

    /// Deletes a file of the work tree.
    pub fn remove(&self, path: impl AsRef<Path>) -> &Self {
        fs::remove_file(self.path().join(path)).expect("the file is there");
        self
    }

    /// Runs git and returns its output without the final line end; panics with git's own words.
    pub fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        assert!(
            output.status.success(),
            "git {args:?} failed in {}:\n{}{}",
            self.path().display(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned()
    }

    /// Runs git in another folder (a clone, a worktree) and returns its output without the final line end.
    pub fn git_in(&self, folder: &Path, args: &[&str]) -> String {
        let output = self.command().current_dir(folder).args(args).output().expect("git can be started");
        assert!(output.status.success(), "git {args:?} failed:\n{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned()
    }

    /// Clones the repository through the file protocol, with more options of `git clone`, to a folder that vanishes with
    /// the value.
    pub fn cloned(&self, options: &[&str]) -> TempDir {
        let clone = TempDir::new().expect("a temporary folder can be made");
        let url = format!("file://{}", self.path().display());
        let target = clone.path().to_string_lossy().into_owned();
        let mut args = vec!["clone", "--quiet"];
        args.extend(options);
        args.extend([url.as_str(), target.as_str()]);
        self.git(&args);
        clone
    }

    /// Runs git and returns what came of it, success or not.
    pub fn try_git(&self, args: &[&str]) -> Output {
        let mut git = self.command();
        let date = format!("{} +0000", self.clock.get());
        git.args(args).env("GIT_AUTHOR_DATE", &date).env("GIT_COMMITTER_DATE", &date);
        git.output().expect("git can be started")
    }

    /// Commits the whole work tree and returns the commit's id; moves the clock one step.
    pub fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self.tick();
        self.head()
    }

    /// Commits the whole work tree as a role account, author and committer alike, at a date git
    /// understands (`2024-06-28T10:00:00+02:00`).
    pub fn commit_as(&self, role: &str, date: &str, message: &str) -> String {
        self.git(&["add", "--all"]);
        let mut git = self.command();
        let email = format!("{}@example.org", role.replace('_', "-"));
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_NAME"), role).env(format!("GIT_{who}_EMAIL"), &email).env(format!("GIT_{who}_DATE"), date);
        }
        let output = git.args(["commit", "--quiet", "--allow-empty", "--message", message]).output().expect("git can be started");
        assert!(output.status.success(), "git commit failed: {}", String::from_utf8_lossy(&output.stderr));
        self.head()
    }

    /// Makes a branch at the current commit and switches to it.
    pub fn branch(&self, name: &str) -> &Self {
        self.git(&["checkout", "--quiet", "-b", name]);
        self
    }

    /// Switches to a revision.
    pub fn checkout(&self, name: &str) -> &Self {
        self.git(&["checkout", "--quiet", name]);
        self
    }

    /// Merges branches into the current one, always with a merge commit, and returns its id.
    pub fn merge(&self, branches: &[&str], message: &str) -> String {
        let mut args = vec!["merge", "--quiet", "--no-ff", "--message", message];
        args.extend(branches);
        self.git(&args);
        self.tick();
        self.head()
    }

    /// The id of the current commit.
    pub fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"])
    }

    fn tick(&self) {
        self.clock.set(self.clock.get() + self.step.get());
    }

    fn command(&self) -> Command {
        let mut git = Command::new("git");
        super::hermetic(&mut git, self.home.path());
        git.current_dir(self.path());
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_NAME"), "programme_officer").env(format!("GIT_{who}_EMAIL"), "programme-officer@example.org");
        }
        git
    }
}

#[test]
fn a_repository_made_twice_has_the_same_commit_ids() {
    let make = || {
        let repo = Repo::init();
        repo.write("risks/a.yaml", "one\n");
        repo.commit("one");
        repo.branch("side").write("risks/b.yaml", "two\n");
        repo.commit_as("me_officer", "2024-06-28T10:00:00+02:00", "zwei – два");
        repo.checkout("main").merge(&["side"], "merge")
    };
    assert_eq!(make(), make());
}
