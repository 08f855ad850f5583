//! What stands in the place of a document without being one is a finding in the working tree, the index and a commit.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::support::small::{FILE, lowered, started};
use crate::support::{Ran, Repo, risklog};

const OTHER: &str = "risks/other.yaml";

fn check(repo: &Repo, args: &[&str]) -> Ran {
    risklog(repo.path()).args(["--today", "2024-08-01", "check", "--format", "plain"]).args(args).run()
}

/// The lines of errors, and the verdict where the check is incomplete.
fn errors(ran: &Ran) -> Vec<&str> {
    ran.stdout.lines().filter(|line| line.contains(" error[") || line.starts_with("incomplete")).collect()
}

fn assert_refused(ran: &Ran, error: &str) {
    ran.assert_code(1);
    let found = errors(ran);
    assert_eq!(found.first(), Some(&error), "{ran}");
    assert!(found.len() == 2 && found[1].starts_with("incomplete: 1 document cannot be read"), "{ran}");
}

/// Insists on the same error for what lies in the folder, what is staged, and what is committed.
fn assert_refused_everywhere(repo: &Repo, error: &str) {
    assert_refused(&check(repo, &[]), error);
    repo.git(&["add", "--all"]);
    assert_refused(&check(repo, &["--staged"]), error);
    repo.commit("odd");
    assert_refused(&check(repo, &["--rev", "HEAD"]), error);
}

#[test]
fn bytes_that_are_no_document_are_named_in_every_state() {
    let utf16: Vec<u8> = std::iter::once(0xFEFF_u16).chain("kind: x\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let cases: [(&[u8], &str); 8] = [
        (b"", "risks/other.yaml:1:1: error[schema] the file is empty"),
        (b"# only words\n", "risks/other.yaml:1:1: error[schema] the file is empty"),
        (b"kind: \xff\n", "risks/other.yaml:1:7: error[syntax] the file is not UTF-8 text: byte 7 cannot be read"),
        (&utf16, "risks/other.yaml:1:1: error[syntax] the file is saved as UTF-16"),
        (b"a: b\x01\n", "risks/other.yaml:1:5: error[syntax] the control character U+0001 cannot be part of a document"),
        (
            b"a: b\rc: d\n",
            "risks/other.yaml:1:5: error[syntax] a carriage return without a line feed breaks the line in some programs only",
        ),
        (&[b'a'; 6_000_000], "risks/other.yaml:1:1: error[too-large] this file has 6000000 bytes; at most 5242880 are read"),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
            "risks/other.yaml:1:1: error[schema] this is a pointer of Git LFS, not the file itself",
        ),
    ];
    for (bytes, error) in cases {
        let repo = started();
        repo.write(OTHER, bytes);
        assert_refused_everywhere(&repo, error);
    }
}

#[test]
fn a_link_is_looked_at_itself_wherever_it_leads() {
    for target in ["3.4.yaml", "nowhere.yaml", "/etc/hostname", "../risklog.yaml"] {
        let repo = started();
        symlink(target, repo.path().join(OTHER)).expect("a link can be made");
        let error = "risks/other.yaml:1:1: error[schema] this is a link; links are not followed";
        assert_refused(&check(&repo, &[OTHER]), error);
        assert_refused_everywhere(&repo, error);
    }
}

#[test]
fn a_folder_of_documents_behind_a_link_is_not_read_and_not_overlooked() {
    let outside = tempfile::TempDir::new().expect("a temporary folder");
    fs::write(outside.path().join("3.4.yaml"), lowered()).expect("written");
    for link in ["risks", "risks/more", "planning"] {
        let repo = started();
        if link == "risks" {
            fs::remove_dir_all(repo.path().join("risks")).expect("removed");
        }
        symlink(outside.path(), repo.path().join(link)).expect("a link can be made");
        assert_refused_everywhere(&repo, &format!("{link}:1:1: error[schema] this is a link; links are not followed"));
        let diff = risklog(repo.path()).args(["diff", "HEAD~1", "HEAD", "--format", "json"]).run();
        diff.assert_code(1);
        assert_eq!(diff.json()["summary"]["lowered"], 0, "what is behind the link is none of the project's\n{diff}");
        assert_eq!(diff.json()["summary"]["removed"], if link == "risks" { 2 } else { 0 });
    }
}

#[test]
fn another_repository_in_the_place_of_documents_is_not_overlooked() {
    let error = |path: &str| format!("{path}:1:1: error[schema] this is a folder or another repository, not a file");
    let repo = started();
    repo.git(&["init", "--quiet", "risks/inner"]);
    fs::copy(repo.path().join(FILE), repo.path().join("risks/inner/3.4.yaml")).expect("copied");
    assert_refused(&check(&repo, &[]), &error("risks/inner"));
    for place in ["risks", "risks/sub", FILE] {
        let repo = started();
        repo.git(&["rm", "-r", "--quiet", "risks"]);
        repo.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{},{place}", repo.head())]);
        assert_refused(&check(&repo, &["--staged"]), &error(place));
        repo.git(&["commit", "--quiet", "-m", "submodule"]);
        assert_refused(&check(&repo, &["--rev", "HEAD"]), &error(place));
        let diff = risklog(repo.path()).args(["diff", "HEAD~1", "HEAD", "--format", "json"]).run();
        diff.assert_code(1);
    }
}

#[test]
fn a_manifest_that_is_a_link_is_no_manifest() {
    let repo = started();
    repo.git(&["mv", "risklog.yaml", "manifest.txt"]);
    symlink("manifest.txt", repo.path().join("risklog.yaml")).expect("a link can be made");
    let ran = check(&repo, &[]);
    ran.assert_code(1);
    assert!(ran.stdout.contains("risklog.yaml:1:1: error[schema] this is a link"), "{ran}");
}

#[test]
fn a_folder_with_the_name_of_a_file_is_a_folder() {
    let repo = started();
    repo.write("risks/odd.yaml/inner.yaml", "a: 1\n");
    let ran = check(&repo, &["risks/odd.yaml"]);
    ran.assert_code(1);
    assert!(ran.stdout.starts_with("risks/odd.yaml/inner.yaml:1:1: error[schema]"), "{ran}");
}

#[test]
fn paths_outside_and_paths_that_do_not_exist_are_refused() {
    let repo = started();
    for (path, said) in
        [("nowhere", "nowhere does not exist"), ("/etc", "/etc is outside this repository"), ("..", ".. is outside this repository")]
    {
        let ran = check(&repo, &[path]);
        ran.assert_code(2);
        assert!(ran.stderr.contains(said), "{ran}");
    }
    for path in [".", "risks", "risks/..", FILE, "./risks/../risks/3.4.yaml"] {
        check(&repo, &[path]).assert_code(0);
    }
}

#[test]
fn an_ignored_document_counts_only_where_it_is_named() {
    let repo = started();
    repo.write(".gitignore", "risks/draft.yaml\n");
    repo.write("risks/draft.yaml", "broken: [\n");
    check(&repo, &[]).assert_code(0);
    check(&repo, &["risks"]).assert_code(0);
    let named = check(&repo, &["risks/draft.yaml"]);
    named.assert_code(1);
    assert!(named.stdout.starts_with("risks/draft.yaml:"), "{named}");
    repo.write("risks/new.yaml", "broken: [\n");
    check(&repo, &[]).assert_code(1);
}

#[test]
fn byte_order_marks_and_windows_line_ends_are_no_change_and_no_fault() {
    let repo = started();
    let text = repo.read(FILE);
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    repo.write(FILE, &windows);
    check(&repo, &[]).assert_code(0);
    let diff = risklog(repo.path()).args(["diff", "--exit-code"]).run();
    diff.assert_code(0);
    assert!(diff.stdout.starts_with("no change in content; 2 risks before, 2 after"), "{diff}");
    repo.write(FILE, windows.replace("likelihood: high", "likelihood: hgh"));
    let ran = check(&repo, &[]);
    assert_eq!(
        errors(&ran),
        ["risks/3.4.yaml:9:17: error[wrong-rating-word] `likelihood` is high, medium, low or blank; `hgh` is none of them"]
    );
    repo.write(FILE, text.replace("likelihood: high", "likelihood: high\r").replace("impact: high", "impact: low"));
    assert_eq!(risklog(repo.path()).args(["diff", "--format", "json"]).run().json()["summary"]["lowered"], 1, "mixed line ends");
}

#[test]
fn file_names_with_line_ends_and_escapes_stay_one_line() {
    let repo = started();
    for name in ["risks/a\nb.yaml", "risks/\u{1b}[31mred.yaml", "risks/x::y%0A.yaml", "risks/\u{202e}evil.yaml"] {
        repo.write(name, "a: 1\n");
    }
    let ran = check(&repo, &[]);
    ran.assert_code(1);
    assert_eq!(errors(&ran).len(), 5, "four files, four lines and the verdict\n{ran}");
    let json = risklog(repo.path()).args(["check", "--format", "json"]).run().json();
    let files: Vec<&str> = json["findings"].as_array().expect("a list").iter().filter_map(|finding| finding["file"].as_str()).collect();
    assert!(files.contains(&"risks/a\nb.yaml") && files.contains(&"risks/\u{1b}[31mred.yaml"), "{files:?}");
    repo.commit("odd names");
    for args in [&["check"][..], &["diff", "HEAD~1", "HEAD"], &["diff", "HEAD~1", "HEAD", "--format", "markdown"], &["changelog"]] {
        let ran = risklog(repo.path()).args(args).run();
        assert!(!ran.stdout.contains(['\u{1b}', '\u{202e}']), "{ran}");
    }
}

#[test]
fn the_index_that_git_names_is_the_one_that_is_read() {
    let repo = started();
    let other = repo.path().join(".git/other-index");
    fs::copy(repo.path().join(".git/index"), &other).expect("copied");
    repo.write(FILE, repo.read(FILE).replace("likelihood: high", "likelihood: hgh"));
    repo.git(&["add", "--all"]);
    let with = |index: &Path| risklog(repo.path()).env("GIT_INDEX_FILE", index).args(["check", "--staged", "--format", "plain"]).run();
    with(&other).assert_code(0);
    with(&repo.path().join(".git/index")).assert_code(1);
    with(Path::new(".git/index")).assert_code(1);
}
