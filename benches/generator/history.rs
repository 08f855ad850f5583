//! A history as a stream for `git fast-import`: a mainline, branches that are merged back, and commits that touch no document.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::Preset;
use super::document::{Document, manifest};
use super::edit::Edit;
use super::random::{Random, day};

/// The day on which every history begins: 2014-01-01.
pub const FIRST_DAY: i64 = 16_071;
/// Days that every history spans.
const DAYS: i64 = 4_400;

const AUTHORS: [&str; 6] = [
    "project_coordinator <coordination@xa.example>",
    "Bureau régional, évaluation <evaluation@xa.example>",
    "Координатор проекта <office-north@xa.example>",
    "منسق المشروع <office-south@xa.example>",
    "programme_officer <programme@xa.example>",
    "評価担当 <office-east@xa.example>",
];
const ZONES: [&str; 5] = ["+0000", "+0545", "-0330", "+1245", "+0200"];

/// Makes the repository of a preset in a folder that does not exist yet, packed as a server would.
pub fn make(preset: &Preset, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    git(folder, &["init", "--quiet", "--initial-branch=main"])?;
    for (key, value) in [("core.autocrlf", "false"), ("gc.auto", "0"), ("user.name", "bench"), ("user.email", "bench@xa.example")] {
        git(folder, &["config", key, value])?;
    }
    let mut import = alone(folder);
    import.args(["fast-import", "--quiet", "--done"]).stdin(Stdio::piped());
    let mut import = import.spawn()?;
    let input = import.stdin.take().ok_or_else(|| io::Error::other("no way into git fast-import"))?;
    let mut stream = Stream::new(preset, io::BufWriter::new(input));
    stream.write()?;
    drop(stream);
    if !import.wait()?.success() {
        return Err(io::Error::other("git fast-import failed"));
    }
    git(folder, &["repack", "-a", "-d", "--quiet", "--threads=1"])?;
    git(folder, &["pack-refs", "--all"])?;
    git(folder, &["reset", "--quiet", "--hard", "main"])
}

fn git(folder: &Path, args: &[&str]) -> io::Result<()> {
    let done = alone(folder).args(args).status()?;
    if done.success() { Ok(()) } else { Err(io::Error::other(format!("git {} failed", args.join(" ")))) }
}

/// Prepares a run of git that no setting of the machine changes.
fn alone(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    git
}

struct Stream<'a, W: Write> {
    preset: &'a Preset,
    out: W,
    random: Random,
    /// The documents as they are on the mainline.
    main: Vec<Document>,
    /// The mark of the newest commit of the mainline.
    tip: usize,
    made: usize,
    quarter: i64,
}

impl<'a, W: Write> Stream<'a, W> {
    fn new(preset: &'a Preset, out: W) -> Self {
        let mut random = Random::new(preset.seed);
        let main = (0..preset.documents).map(|number| Document::new(number, FIRST_DAY, &mut random)).collect();
        Self { preset, out, random, main, tip: 0, made: 0, quarter: 0 }
    }

    fn write(&mut self) -> io::Result<()> {
        self.begin()?;
        while self.made < self.preset.commits {
            let left = self.preset.commits - self.made;
            // A branch has two commits on average, and the mainline one beside it.
            if left > 6 && self.random.per_thousand(self.preset.merges * 1000 / (1000 - 2 * self.preset.merges)) {
                self.branch()?;
            } else {
                self.step()?;
            }
            self.tag()?;
        }
        writeln!(self.out, "reset refs/heads/topic\nfrom {}\n", "0".repeat(40))?;
        self.out.write_all(b"done\n")?;
        self.out.flush()
    }

    fn begin(&mut self) -> io::Result<()> {
        self.commit("main", &[], "The project begins")?;
        let text = manifest(FIRST_DAY);
        self.file("risklog.yaml", &text)?;
        for number in 0..self.main.len() {
            self.document(&self.main[number].clone())?;
        }
        for number in 0..self.preset.others {
            let text = self.random.sentence(40);
            self.file(&other(number), &text)?;
        }
        self.tip = self.made;
        Ok(())
    }

    /// Makes one commit on the mainline.
    fn step(&mut self) -> io::Result<()> {
        if !self.touches() {
            self.elsewhere("main", &[self.tip])?;
        } else {
            let number = self.random.below(self.preset.documents);
            self.edit(number, "Atelier régional : mise à jour", self.preset.moves)?;
        }
        self.tip = self.made;
        Ok(())
    }

    fn touches(&mut self) -> bool {
        self.random.per_thousand((self.preset.touching * 1000 - self.preset.merges * 800) / (1000 - self.preset.merges))
    }

    /// Makes a commit that touches no document.
    fn elsewhere(&mut self, name: &str, parents: &[usize]) -> io::Result<()> {
        self.commit(name, parents, "Work on something else")?;
        let number = self.random.below(self.preset.others);
        let text = self.random.sentence(40);
        self.file(&other(number), &text)
    }

    /// Edits a document on the mainline.
    fn edit(&mut self, number: usize, subject: &str, moves: u64) -> io::Result<()> {
        let edit = Edit::choose(number, self.day(), moves, &mut self.random);
        self.commit("main", &[self.tip], subject)?;
        self.tip = self.made;
        let before = self.main[number].path();
        edit.make(&mut self.main[number]);
        let after = self.main[number].clone();
        self.change(&before, &after)
    }

    /// Makes a branch, goes on with the mainline, and merges.
    fn branch(&mut self) -> io::Result<()> {
        writeln!(self.out, "reset refs/heads/topic\nfrom :{}\n", self.tip)?;
        let (mut topic, mut edits): (BTreeMap<usize, Document>, Vec<Edit>) = (BTreeMap::new(), Vec::new());
        for _ in 0..=self.random.below(3) {
            if !self.touches() {
                self.elsewhere("topic", &[])?;
                continue;
            }
            let number = self.random.below(self.preset.documents);
            let edit = Edit::choose(number, self.day(), self.preset.moves, &mut self.random);
            self.commit("topic", &[], "Proposition de la table régionale")?;
            let document = topic.entry(number).or_insert_with(|| self.main[number].clone());
            let before = document.path();
            edit.make(document);
            let after = document.clone();
            self.change(&before, &after)?;
            edits.push(edit);
        }
        let branch = self.made;
        for _ in 0..self.random.below(3) {
            // Now and then both sides edit the same document.
            match edits.first().map(|edit| edit.document) {
                Some(number) if self.random.per_thousand(200) => self.edit(number, "Both sides work on one table", 0)?,
                _ => self.step()?,
            }
        }
        self.commit("main", &[self.tip, branch], "Merge branch 'topic'")?;
        self.tip = self.made;
        let numbers: BTreeSet<usize> = edits.iter().map(|edit| edit.document).collect();
        let before: Vec<(usize, String)> = numbers.iter().map(|number| (*number, self.main[*number].path())).collect();
        edits.iter().for_each(|edit| edit.make(&mut self.main[edit.document]));
        for (number, before) in before {
            let after = self.main[number].clone();
            self.change(&before, &after)?;
        }
        Ok(())
    }

    fn tag(&mut self) -> io::Result<()> {
        let quarter = (self.day() - FIRST_DAY) / 91;
        if quarter > self.quarter {
            self.quarter = quarter;
            writeln!(self.out, "reset refs/tags/quarter-{quarter:02}\nfrom :{}\n", self.tip)?;
        }
        Ok(())
    }

    fn day(&self) -> i64 {
        FIRST_DAY + (self.made as i64) * DAYS / (self.preset.commits as i64)
    }

    /// Begins a commit: the recorded time goes on with the commits, the written one lies up to twenty days before.
    fn commit(&mut self, name: &str, parents: &[usize], subject: &str) -> io::Result<()> {
        self.made += 1;
        let seconds = FIRST_DAY * 86_400 + (self.made as i64) * DAYS * 86_400 / (self.preset.commits as i64);
        let written = seconds - (self.random.below(20 * 86_400) as i64);
        let (author, committer) = (self.random.of(&AUTHORS), self.random.of(&AUTHORS));
        let (zone, other) = (self.random.of(&ZONES), self.random.of(&ZONES));
        writeln!(self.out, "commit refs/heads/{name}\nmark :{}", self.made)?;
        writeln!(self.out, "author {author} {written} {zone}\ncommitter {committer} {seconds} {other}")?;
        let message = format!("{subject}, {}\n", day(seconds / 86_400));
        writeln!(self.out, "data {}\n{message}", message.len())?;
        for (place, parent) in parents.iter().enumerate() {
            writeln!(self.out, "{} :{parent}", if place == 0 { "from" } else { "merge" })?;
        }
        Ok(())
    }

    fn change(&mut self, before: &str, after: &Document) -> io::Result<()> {
        if before != after.path() {
            writeln!(self.out, "D {before}")?;
        }
        self.document(after)
    }

    fn document(&mut self, document: &Document) -> io::Result<()> {
        self.file(&document.path(), &document.text())
    }

    fn file(&mut self, path: &str, text: &str) -> io::Result<()> {
        writeln!(self.out, "M 100644 inline {path}\ndata {}", text.len())?;
        self.out.write_all(text.as_bytes())?;
        self.out.write_all(b"\n")
    }
}

fn other(number: usize) -> String {
    format!("work/{:02}/note-{number:05}.txt", number % 50)
}
