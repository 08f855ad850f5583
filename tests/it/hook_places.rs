//! Both hooks and the drivers wherever people commit: linked worktrees, submodules, the worktree of a bare repository, shared
//! folders of hooks, and in the middle of a rebase; and that they leave every byte as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::small::{FILE, assessment, started};
use crate::support::{Repo, hermetic, risklog};

const NUMBER: &str = "call +99 300 1234567";

/// Every file below a folder with its bytes, that of git among them.
fn bytes(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.insert(path.clone(), fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// What is staged, what lies in the folder and what is stashed.
fn state(repo: &Repo, tree: &Path) -> [String; 4] {
    let git = |args: &[&str]| repo.git_in(tree, args);
    [
        git(&["ls-files", "--stage"]),
        git(&["status", "--porcelain=v2", "--untracked-files=all"]),
        git(&["stash", "list"]),
        git(&["diff", "--no-ext-diff", "--no-textconv"]),
    ]
}

fn install(tree: &Path) {
    let ran = risklog(tree).args(["hook", "install"]).run();
    ran.assert_code(0);
    assert!(ran.stdout.contains("pre-commit") && ran.stdout.contains("commit-msg"), "{ran}");
}

/// Commits in a folder. Returns whether there is a commit, and what was said.
fn commit(repo: &Repo, tree: &Path, args: &[&str]) -> (bool, String) {
    let head = || repo.git_in(tree, &["rev-parse", "HEAD"]);
    let (before, folder) = (head(), tree.to_string_lossy().into_owned());
    let mut all = vec!["-C", folder.as_str(), "-c", "core.editor=true", "commit", "--quiet"];
    all.extend(args);
    let output = repo.try_git(&all);
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.success(), head() != before, "{said}");
    (output.status.success(), said)
}

/// Insists that both hooks work in a folder: they stop, touch nothing, and let pass what is in order.
fn judges(repo: &Repo, tree: &Path) {
    let place = tree.display();
    let good = fs::read_to_string(tree.join(FILE)).expect("the assessment");
    fs::write(tree.join("untracked.txt"), "words").expect("written");
    fs::write(tree.join(FILE), good.replace("likelihood: high", "likelihood: hgh")).expect("written");
    for args in [&["-m", "a change", "-a"][..], &["-m", "a change", FILE], &["-m", "a change", "-a", "--amend"]] {
        let before = state(repo, tree);
        let (made, said) = commit(repo, tree, args);
        assert!(!made && said.contains("wrong-rating-word"), "{place} {args:?}: {said}");
        assert_eq!(before, state(repo, tree), "{place} {args:?}");
    }
    fs::write(tree.join(FILE), good.replace("status: planned", "status: in_progress")).expect("written");
    for args in [&["-m", NUMBER, "-a"][..], &["-m", NUMBER, FILE], &["-m", NUMBER, "-a", "--amend"]] {
        let before = state(repo, tree);
        let (made, said) = commit(repo, tree, args);
        assert!(!made && said.contains("personal-phone") && !said.contains("1234567"), "{place} {args:?}: {said}");
        assert_eq!(before, state(repo, tree), "{place} {args:?}");
    }
    assert!(repo.git_in(tree, &["diff"]).contains("planned → in_progress"), "{place}: the drivers are there, too");
    assert_eq!(commit(repo, tree, &["-m", "a change", "-a"]), (true, String::new()), "{place}");
    assert_eq!(commit(repo, tree, &["-m", "in other words", "--amend"]), (true, String::new()), "{place}");
}

#[test]
fn the_hooks_leave_every_byte_of_the_repository_as_it_was() {
    let repo = started();
    install(repo.path());
    repo.write(FILE, repo.read(FILE).replace("impact: high", "impact: low"));
    repo.git(&["stash"]);
    let staged = |likelihood: &str| {
        repo.write(FILE, assessment(likelihood, "2023-06-20"));
        repo.git(&["add", "--all"]);
        repo.write(FILE, assessment("medium", "2023-06-20") + "# half of it is staged\n");
        repo.write("untracked.txt", "words");
    };
    let home = TempDir::new().expect("a temporary folder");
    let run = |name: &str, args: &[&str]| {
        let mut hook = Command::new(repo.path().join(".git/hooks").join(name));
        hermetic(&mut hook, home.path());
        hook.args(args).current_dir(repo.path()).output().expect("the hook can be started").status.code()
    };
    repo.write(".git/COMMIT_EDITMSG", format!("{NUMBER}\n"));
    for (likelihood, code) in [("hgh", 1), ("high", 0)] {
        staged(likelihood);
        let before = bytes(repo.path());
        assert_eq!(run("pre-commit", &[]), Some(code), "{likelihood}");
        assert_eq!(run("commit-msg", &[".git/COMMIT_EDITMSG"]), Some(1));
        let after = bytes(repo.path());
        let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&before), names(&after));
        assert!(before == after, "the hooks changed a file");
        repo.git(&["reset", "--quiet"]);
    }
}

#[test]
fn both_hooks_judge_in_the_folder_itself_and_in_a_linked_worktree() {
    let repo = started();
    let place = TempDir::new().expect("a temporary folder");
    let tree = place.path().join("a tree");
    repo.git(&["worktree", "add", "--quiet", "-b", "side", &tree.to_string_lossy()]);
    install(&tree);
    judges(&repo, &tree);
    judges(&repo, repo.path());
}

#[test]
fn a_folder_of_hooks_is_found_from_everywhere() {
    let repo = started();
    let place = TempDir::new().expect("a temporary folder");
    let (tree, hooks) = (place.path().join("tree"), place.path().join("shared hooks"));
    fs::create_dir(&hooks).expect("made");
    repo.git(&["config", "core.hooksPath", &hooks.to_string_lossy()]);
    repo.git(&["worktree", "add", "--quiet", "-b", "side", &tree.to_string_lossy()]);
    install(&tree);
    assert!(hooks.join("commit-msg").exists() && !repo.path().join(".git/hooks/commit-msg").exists());
    judges(&repo, &tree);
    judges(&repo, repo.path());
}

#[test]
fn both_hooks_judge_in_a_submodule_and_leave_the_outer_repository_alone() {
    let inner = started();
    let outer = Repo::init();
    outer.write("README.md", "Words.\n");
    outer.commit("words");
    let url = format!("file://{}", inner.path().display());
    outer.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "assessments"]);
    outer.commit("with assessments");
    let tree = outer.path().join("assessments");
    install(&tree);
    assert!(outer.path().join(".git/modules/assessments/hooks/pre-commit").exists());
    assert!(!outer.path().join(".git/hooks/pre-commit").exists());
    judges(&outer, &tree);
    assert_eq!(commit(&outer, outer.path(), &["-m", "another state", "-a"]), (true, String::new()));
}

#[test]
fn both_hooks_judge_in_the_worktree_of_a_bare_repository() {
    let repo = started();
    let place = TempDir::new().expect("a temporary folder");
    let (bare, tree) = (place.path().join("project.git"), place.path().join("tree"));
    repo.git(&["clone", "--quiet", "--bare", &repo.path().to_string_lossy(), &bare.to_string_lossy()]);
    repo.git_in(&bare, &["worktree", "add", "--quiet", &tree.to_string_lossy(), "main"]);
    install(&tree);
    assert!(bare.join("hooks/pre-commit").exists());
    judges(&repo, &tree);
}

#[test]
fn commits_in_the_middle_of_a_rebase_are_judged() {
    let repo = started();
    install(repo.path());
    repo.branch("side");
    for words in ["one\n", "two\n"] {
        repo.write("README.md", words);
        repo.commit("words");
    }
    repo.checkout("main").write("other.txt", "words");
    repo.commit("other words");
    repo.checkout("side");
    let stopped = repo.try_git(&["rebase", "--exec", "test -e go", "main"]);
    assert!(!stopped.status.success(), "it stops behind the first commit");
    assert!(repo.path().join(".git/rebase-merge").exists());
    let good = repo.read(FILE);
    repo.write(FILE, good.replace("likelihood: high", "likelihood: hgh"));
    let before = state(&repo, repo.path());
    for args in [&["-a", "--amend"][..], &["-a", "-m", "words"]] {
        let (made, said) = commit(&repo, repo.path(), args);
        assert!(!made && said.contains("wrong-rating-word"), "{args:?}: {said}");
    }
    repo.write(FILE, &good);
    let (made, said) = commit(&repo, repo.path(), &["--amend", "-m", NUMBER]);
    assert!(!made && said.contains("personal-phone"), "{said}");
    repo.write(FILE, good.replace("likelihood: high", "likelihood: hgh"));
    assert_eq!(before, state(&repo, repo.path()));
    repo.write(FILE, good.replace("status: planned", "status: in_progress"));
    repo.write("go", "");
    repo.git(&["add", FILE]);
    assert_eq!(commit(&repo, repo.path(), &["--amend", "--no-edit"]), (true, String::new()));
    repo.git(&["-c", "core.editor=true", "rebase", "--continue"]);
    assert!(repo.read("README.md") == "two\n" && repo.read(FILE).contains("in_progress"));
}

#[test]
fn a_rebase_that_stops_at_a_conflict_goes_on_with_what_the_hooks_let_pass() {
    let repo = started();
    install(repo.path());
    let set = |likelihood: &str| {
        repo.write(FILE, repo.read(FILE).replace("likelihood: high", likelihood));
        repo.git(&["commit", "--quiet", "--no-verify", "-a", "-m", "a rating"]);
    };
    repo.branch("side");
    set("likelihood: low");
    repo.checkout("main");
    set("likelihood: medium");
    repo.checkout("side");
    let stopped = repo.try_git(&["rebase", "main"]);
    assert!(!stopped.status.success());
    // What is not resolved cannot be committed, and a file with the markers in it neither.
    repo.git(&["add", FILE]);
    let (made, said) = commit(&repo, repo.path(), &["-m", "a rating"]);
    assert!(!made && said.contains("error["), "{said}");
    repo.write(FILE, assessment("medium", "2023-06-20"));
    repo.git(&["add", FILE]);
    repo.git(&["-c", "core.editor=true", "rebase", "--skip"]);
    assert!(repo.read(FILE).contains("likelihood: medium"));
}
