//! Turns a history into a real repository with one `git fast-import`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::answers::BASELINE_DAY;
use super::history::{Commit, History, Moment};
use super::model::Snapshot;
use super::yaml::render;
use crate::support;

/// Builds the repository in `dir`, its work tree at the head of the main line, and returns the id
/// of every commit.
pub fn build(history: &History, dir: &Path) -> Vec<String> {
    prepare(dir);
    let marks = dir.join(".git/marks");
    let mut git = Command::new("git");
    support::hermetic(&mut git, dir);
    git.current_dir(dir)
        .args(["fast-import", "--quiet"])
        .arg(format!("--export-marks={}", marks.display()))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = git.spawn().expect("git can be started");
    let mut pipe = child.stdin.take().expect("standard input is a pipe");
    // NOTE: a failed write means that git gave up; what it says about that is the better message.
    let _ = pipe.write_all(&stream(history));
    drop(pipe);
    let output = child.wait_with_output().expect("git can be waited for");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git fast-import failed: {complaint}");
    write_work_tree(&history.commits[history.head].snapshot, dir);
    ids(&fs::read_to_string(marks).expect("git wrote the marks"))
}

/// What `git init` would do, without starting another process three hundred times.
fn prepare(dir: &Path) {
    for folder in [".git/objects", ".git/refs/heads"] {
        fs::create_dir_all(dir.join(folder)).expect("a folder can be made");
    }
    let config = "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n";
    for (file, text) in [("HEAD", "ref: refs/heads/main\n"), ("config", config)] {
        fs::write(dir.join(".git").join(file), text).expect("a file can be written");
    }
}

fn write_work_tree(snapshot: &Snapshot, dir: &Path) {
    for (path, text) in files(snapshot) {
        let file = dir.join(path);
        let folder = file.parent().expect("a file has a folder");
        fs::create_dir_all(folder).expect("a folder can be made");
        fs::write(file, text).expect("a file can be written");
    }
}

fn ids(marks: &str) -> Vec<String> {
    let pairs = marks.lines().filter_map(|line| line.split_once(' '));
    let numbered = pairs.map(|(mark, id)| {
        let number: usize = mark[1..].parse().expect("a mark is a colon and a number");
        (number, id.to_owned())
    });
    numbered.collect::<BTreeMap<_, _>>().into_values().collect()
}

fn files(snapshot: &Snapshot) -> BTreeMap<String, String> {
    let mut files = snapshot.others.clone();
    let milestone = format!("milestones:\n  - {{name: baseline, date: {BASELINE_DAY}, tag: baseline}}\n");
    files.insert("risklog.yaml".to_owned(), support::project() + &milestone);
    let docs = snapshot.docs.values();
    files.extend(docs.map(|doc| (doc.path.clone(), render(doc))));
    files
}

fn stream(history: &History) -> Vec<u8> {
    let mut stream = Vec::new();
    let main = history.mainline(history.head);
    for (number, commit) in history.commits.iter().enumerate() {
        let branch = if main.contains(&number) { "main" } else { "side" };
        let before = commit.parents.first();
        let before = before.map(|parent| files(&history.commits[*parent].snapshot));
        write_head(&mut stream, branch, number, commit);
        write_files(&mut stream, &before.unwrap_or_default(), &files(&commit.snapshot));
    }
    stream.extend_from_slice(b"done\n");
    stream
}

fn write_head(stream: &mut Vec<u8>, branch: &str, number: usize, commit: &Commit) {
    let mut head = String::new();
    if commit.parents.is_empty() {
        head.push_str(&format!("reset refs/heads/{branch}\n\n"));
    }
    head.push_str(&format!("commit refs/heads/{branch}\nmark :{}\n", number + 1));
    let email = commit.author.replace('_', "-");
    for (role, moment) in [("author", commit.authored), ("committer", commit.recorded)] {
        let (who, when) = (commit.author, raw(moment));
        head.push_str(&format!("{role} {who} <{email}@example.org> {when}\n"));
    }
    let message = &commit.message;
    head.push_str(&format!("data {}\n{message}\n", message.len()));
    for (place, parent) in commit.parents.iter().enumerate() {
        let word = if place == 0 { "from" } else { "merge" };
        head.push_str(&format!("{word} :{}\n", parent + 1));
    }
    stream.extend_from_slice(head.as_bytes());
}

fn write_files(stream: &mut Vec<u8>, before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) {
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    for path in gone {
        stream.extend_from_slice(format!("D {path}\n").as_bytes());
    }
    for (path, text) in after {
        if before.get(path) != Some(text) {
            let file = format!("M 100644 inline {path}\ndata {}\n{text}\n", text.len());
            stream.extend_from_slice(file.as_bytes());
        }
    }
    stream.push(b'\n');
}

/// Marks a commit with the tag of the milestone.
pub fn tag_baseline(dir: &Path, id: &str) {
    let tags = dir.join(".git/refs/tags");
    fs::create_dir_all(&tags).expect("a folder can be made");
    fs::write(tags.join("baseline"), format!("{id}\n")).expect("a file can be written");
}

/// `1675000000 +0530`, as git stores a date.
fn raw(moment: Moment) -> String {
    let (sign, minutes) = signed(moment.offset);
    let (hours, rest) = (minutes / 60, minutes % 60);
    format!("{} {sign}{hours:02}{rest:02}", moment.seconds)
}

fn signed(offset: i32) -> (char, u32) {
    let sign = if offset < 0 { '-' } else { '+' };
    (sign, offset.unsigned_abs())
}

/// The day where whoever wrote it was, counted from 1970.
pub fn day(moment: Moment) -> i64 {
    (moment.seconds + i64::from(moment.offset) * 60).div_euclid(86_400)
}

/// `2024-07-02T10:11:12+02:00`: the local time of whoever wrote it.
pub fn iso(moment: Moment) -> String {
    const DAY: i64 = 86_400;
    let local = moment.seconds + i64::from(moment.offset) * 60;
    let (mut day, second) = (local.div_euclid(DAY), local.rem_euclid(DAY));
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let mut year = 1970;
    while day >= if leap(year) { 366 } else { 365 } {
        day -= if leap(year) { 366 } else { 365 };
        year += 1;
    }
    let february = if leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    let (sign, offset) = signed(moment.offset);
    format!(
        "{year}-{month:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
        day + 1,
        second / 3_600,
        second / 60 % 60,
        second % 60,
        offset / 60,
        offset % 60,
    )
}

#[test]
fn a_moment_is_told_in_the_writers_own_time() {
    let told = |seconds, offset| iso(Moment { seconds, offset });
    assert_eq!(told(1_719_907_872, 120), "2024-07-02T10:11:12+02:00");
    assert_eq!(told(1_709_164_800, -210), "2024-02-28T20:30:00-03:30");
}
