//! Real merges through the installed driver: random histories, files that are left to git, and odd places of the program.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use crate::support::small::{FILE, assessment, manifest};
use crate::support::{Repo, risklog};

/// Draws numbers, the same ones in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % count
    }
}

/// Three states of a file as commits: on `main` what both began with and ours, on `theirs` theirs.
fn history(driver: bool, file: &str, [base, ours, theirs]: [&[u8]; 3]) -> Repo {
    let repo = Repo::init();
    repo.write("risklog.yaml", manifest());
    repo.write(file, base);
    repo.commit("base");
    if driver {
        risklog(repo.path()).args(["hook", "install"]).run().assert_code(0);
        fs::remove_dir_all(repo.path().join(".git/hooks")).expect("the hooks have tests of their own");
    }
    repo.branch("theirs").write(file, theirs);
    repo.commit("theirs");
    repo.checkout("main").write(file, ours);
    repo.commit("ours");
    repo
}

fn merge(repo: &Repo, more: &[&str]) -> (bool, String) {
    let mut args = vec!["merge", "--no-edit", "theirs"];
    args.extend(more);
    let output = repo.try_git(&args);
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
}

/// Insists that a merge comes out as it does without the driver, to the byte.
fn left_to_git(name: &str, file: &str, states: [&[u8]; 3]) -> bool {
    let run = |driver: bool| {
        let repo = history(driver, file, states);
        let (clean, _) = merge(&repo, &[]);
        (clean, fs::read(repo.path().join(file)).expect("the file"), repo.git(&["ls-files", "--stage"]))
    };
    let (with, without) = (run(true), run(false));
    assert_eq!(String::from_utf8_lossy(&with.1), String::from_utf8_lossy(&without.1), "{name}");
    assert_eq!(with, without, "{name}");
    with.0
}

#[test]
fn random_ratings_of_two_branches_are_all_there_or_named_as_conflicts() {
    const WORDS: [&str; 3] = ["high", "medium", "low"];
    let mut draw = Draw(7);
    for round in 0..6 {
        let count = 12;
        let write = |ratings: &[(usize, usize)]| {
            let risk = |(at, (likelihood, impact)): (usize, &(usize, usize))| {
                let (likelihood, impact) = (WORDS[*likelihood], WORDS[*impact]);
                format!(
                    "  - id: CJ-{:02}\n    likelihood: {likelihood}   # by the team\n    impact: {impact}\n    statement: Words about a risk.\n",
                    at + 1
                )
            };
            let risks: String = ratings.iter().enumerate().map(risk).collect();
            format!("schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\nrisks:\n{risks}")
        };
        let base: Vec<(usize, usize)> = (0..count).map(|_| (draw.below(3), draw.below(3))).collect();
        let mut rate = |often: usize| -> Vec<(usize, usize)> {
            let mut cell = |old: usize| if draw.below(often) == 0 { draw.below(3) } else { old };
            base.iter().map(|(likelihood, impact)| (cell(*likelihood), cell(*impact))).collect()
        };
        let (ours, theirs) = (rate(4), rate(3));
        let texts = [write(&base), write(&ours), write(&theirs)];
        let repo = history(true, FILE, [texts[0].as_bytes(), texts[1].as_bytes(), texts[2].as_bytes()]);
        let (clean, said) = merge(&repo, &[]);

        let mut named = Vec::new();
        let mut cell = |b: usize, o: usize, t: usize, name: String| {
            if o != b && t != b && o != t {
                named.push(format!("{name}: {} in HEAD, {} in theirs", WORDS[o], WORDS[t]));
            }
            if t == b || (o != b && o != t) { o } else { t }
        };
        let mut expected = Vec::new();
        for (at, ((b, o), t)) in base.iter().zip(&ours).zip(&theirs).enumerate() {
            let id = format!("CJ-{:02}", at + 1);
            expected.push((cell(b.0, o.0, t.0, format!("{id} likelihood")), cell(b.1, o.1, t.1, format!("{id} impact"))));
        }
        assert_eq!(clean, named.is_empty(), "round {round}: {said}");
        let told: Vec<&str> = said.lines().filter(|line| line.starts_with("  CJ-")).map(str::trim).collect();
        assert_eq!(told, named, "round {round}: {said}");
        repo.git(&["checkout", "--quiet", "HEAD", "--", FILE]);
        repo.git(&["reset", "--quiet", "--hard"]);
        let text = if clean { repo.read(FILE) } else { half(&repo, &texts) };
        assert_eq!(text, write(&expected), "round {round}");
    }
}

/// Our half of a merge that has conflicts, by the program that git calls.
fn half(repo: &Repo, [base, ours, theirs]: &[String; 3]) -> String {
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        repo.write(name, text);
    }
    risklog(repo.path()).args(["merge-driver", "base", "ours", "theirs"]).run().assert_code(1);
    let mut inside = "";
    let mut kept = String::new();
    for line in repo.read("ours").split_inclusive('\n') {
        match line.get(..7) {
            Some("<<<<<<<") => inside = "ours",
            Some("=======") => inside = "theirs",
            Some(">>>>>>>") => inside = "",
            _ if inside != "theirs" => kept.push_str(line),
            _ => {}
        }
    }
    kept
}

#[test]
fn what_the_driver_leaves_to_git_comes_out_to_the_byte_as_without_it() {
    let mut draw = Draw(11);
    let mut outcomes = Vec::new();
    for round in 0..8 {
        let lines: Vec<String> =
            (0..40).map(|_| ["a: [\n", "b: 1\n", "\n", "}\n", "same words\n", "# words\n"][draw.below(6)].to_owned()).collect();
        let mut side = |name: &str| {
            let mut lines = lines.clone();
            for _ in 0..3 {
                let at = draw.below(lines.len());
                match draw.below(3) {
                    0 => lines[at] = format!("changed by {name} {}\n", draw.below(3)),
                    1 => lines.insert(at, ["new\n", "\n", "}\n"][draw.below(3)].to_owned()),
                    _ => drop(lines.remove(at)),
                }
            }
            lines.concat()
        };
        let (ours, theirs) = (side("us"), side("them"));
        outcomes.push(left_to_git(&format!("round {round}"), FILE, [lines.concat().as_bytes(), ours.as_bytes(), theirs.as_bytes()]));
    }
    assert!(outcomes.contains(&true) && outcomes.contains(&false), "{outcomes:?}");
}

#[test]
fn odd_files_are_left_to_git() {
    let text = assessment("high", "2023-06-20");
    let set = |likelihood: &str| text.replace("likelihood: high", likelihood);
    let doubled = |text: &str| text.replace("CJ-11", "CJ-05");
    let no_text = |end: &str| [text.as_bytes(), &[0, 0xff], end.as_bytes()].concat();
    left_to_git("no text", FILE, [&no_text("a"), &no_text("b"), &no_text("c")]);
    left_to_git("not UTF-8", FILE, [b"a: \xff\n", b"a: \xfe\n", b"a: \xfd\n"]);
    left_to_git("emptied", FILE, [text.as_bytes(), b"", set("likelihood: low").as_bytes()]);
    left_to_git("other tool", FILE, [text.as_bytes(), text.replace("3.4", "3.3").as_bytes(), set("likelihood: low").as_bytes()]);
    left_to_git(
        "ids used twice",
        FILE,
        [
            doubled(&text).as_bytes(),
            doubled(&set("likelihood: low")).as_bytes(),
            doubled(&text.replace("impact: high", "impact: low")).as_bytes(),
        ],
    );
    left_to_git("markers", FILE, [text.as_bytes(), format!("{text}<<<<<<< HEAD\n").as_bytes(), set("likelihood: low").as_bytes()]);
    left_to_git("a path like an option", "risks/-x.yaml", [b"a\n", b"b\n", b"c\n"]);
}

#[test]
fn a_file_that_one_side_takes_away_is_for_git_to_ask_about() {
    let text = assessment("high", "2023-06-20");
    let repo = history(true, FILE, [text.as_bytes(), text.replace("likelihood: high", "likelihood: low").as_bytes(), text.as_bytes()]);
    repo.checkout("theirs").remove(FILE);
    repo.commit("gone");
    repo.checkout("main");
    let (clean, said) = merge(&repo, &[]);
    assert!(!clean && said.contains("CONFLICT (modify/delete)"), "{said}");
}

#[test]
fn a_file_that_both_sides_made_is_merged_field_by_field() {
    let text = assessment("high", "2023-06-20");
    let other = text.replace("impact: high", "impact: low").replace("CJ-11", "CJ-12");
    let repo = history(true, "README.md", [b"a\n", b"b\n", b"a\n"]);
    repo.write(FILE, &text);
    repo.commit("made");
    repo.checkout("theirs").write(FILE, &other);
    repo.write("README.md", "c\n");
    repo.commit("made as well");
    repo.checkout("main");
    let (clean, said) = merge(&repo, &["-X", "ours"]);
    assert!(!clean && said.contains("  CJ-05 impact: high in HEAD, low in theirs\n"), "{said}");
    let merged = repo.read(FILE);
    assert!(merged.contains("CJ-11") && merged.contains("CJ-12") && merged.matches("<<<<<<<").count() == 1, "{merged}");
}

#[test]
fn the_program_may_lie_in_any_folder() {
    for name in ["a folder", "it's here", "100%A of \"it\"", "back\\slash", "a:colon; true", "#$HOME `x`"] {
        let place = TempDir::new().expect("a temporary folder");
        let folder = place.path().join(name);
        fs::create_dir(&folder).expect("made");
        let program = folder.join("risklog-2");
        fs::copy(env!("CARGO_BIN_EXE_risklog"), &program).expect("copied");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("made executable");
        works_with(&program, name);
    }
}

fn works_with(program: &Path, name: &str) {
    let text = assessment("high", "2023-06-20");
    let ours = text.replace("impact: high", "impact: low");
    let theirs = text.replace("likelihood: high", "likelihood: low");
    let repo = history(false, FILE, [text.as_bytes(), ours.as_bytes(), theirs.as_bytes()]);
    let installed = std::process::Command::new(program).args(["hook", "install"]).current_dir(repo.path()).output().expect("it runs");
    assert!(installed.status.success(), "{name}: {}", String::from_utf8_lossy(&installed.stderr));
    // Side by side in two lines: git alone has a conflict here.
    let (clean, said) = merge(&repo, &[]);
    assert!(clean && repo.read(FILE).contains("likelihood: low\n    impact: low\n"), "{name}: {said}");
    repo.write(FILE, &text);
    let shown = repo.git(&["diff"]);
    assert!(shown.contains("low → high (raised)"), "{name}: {shown}");
    assert!(repo.git(&["diff", "--no-ext-diff"]).contains("\n+CJ-05 likelihood: high\n"), "{name}");
    repo.write(FILE, text.replace("likelihood: high", "likelihood: hgh"));
    let stopped = repo.try_git(&["commit", "--quiet", "-a", "-m", "a change"]);
    assert!(
        !stopped.status.success() && String::from_utf8_lossy(&stopped.stdout).contains("wrong-rating-word")
            || String::from_utf8_lossy(&stopped.stderr).contains("wrong-rating-word"),
        "{name}"
    );
}
