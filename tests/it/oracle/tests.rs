//! Tests of the oracle itself: a judge nobody has tried convinces nobody.

mod flaws;

use std::collections::BTreeMap;

use serde_yaml::Value as Yaml;

use super::expect::{KINDS, entries};
use super::history::{Commit, History, Moment, random_history};
use super::import;
use super::model::{Action, Doc, Effective, Level, Risk, Snapshot, Status};
use super::yaml::render;

#[test]
fn the_oracle_expects_of_a_small_history_what_a_person_would() {
    let mut doc = Doc {
        key: 1,
        tool: "3.4",
        scope: None,
        path: "risks/a.yaml".to_owned(),
        style: 7,
        broken: None,
        risks: vec![risk("CJ-01", Some(Level::High)), risk("CJ-02", None)],
        reviews: Vec::new(),
    };
    let mut history = History::default();
    push(&mut history, &[], &doc);
    // 1, on a branch: lowered, with a first action.
    doc.risks[0].likelihood = Some(Level::Low);
    doc.risks[0].mitigation.insert("M1".to_owned(), action());
    push(&mut history, &[0], &doc);
    // 2, on the branch: only the layout.
    doc.style = 8;
    push(&mut history, &[1], &doc);
    // 3, the merge: what the branch did, and a rating that is in neither parent.
    doc.risks[1].likelihood = Some(Level::Medium);
    push(&mut history, &[0, 2], &doc);
    // 4: the file cannot be read.
    doc.broken = Some(1);
    push(&mut history, &[3], &doc);
    // 5: it can again, and meanwhile CJ-01 got an owner.
    doc.broken = None;
    doc.risks[0].owner = Some("me_officer".to_owned());
    push(&mut history, &[4], &doc);
    // 6 and 7: CJ-02 goes, and comes back closed.
    let gone = doc.risks.remove(1);
    push(&mut history, &[5], &doc);
    doc.risks.push(Risk { status: (Status::Closed, Some("No longer possible.".to_owned())), ..gone });
    push(&mut history, &[6], &doc);
    history.head = 7;

    let told: Vec<_> = entries(&history).iter().flat_map(lines).collect();
    assert_eq!(
        told,
        [
            "0 CJ-01 added by [0]",
            "0 CJ-02 added by [0]",
            "3 CJ-01 lowered+mitigation by [1]",
            "3 CJ-02 first_rated by [3] made up by the merge",
            "4 unreadable risks/a.yaml",
            "5 CJ-01 other by [5]",
            "6 CJ-02 removed by [6]",
            "7 CJ-02 returned+closed by [7]",
        ]
    );
}

fn lines(entry: &super::expect::Entry) -> Vec<String> {
    let number = entry.commit;
    let gaps = entry.became_unreadable.iter();
    let gaps = gaps.map(|path| format!("{number} unreadable {path}"));
    let changes = entry.changes.iter().map(|(id, one)| {
        let kinds = KINDS.iter().filter(|kind| one.change.kinds.contains(*kind));
        let kinds: Vec<_> = kinds.copied().collect();
        let mark = if one.by_merge == Some(true) { " made up by the merge" } else { "" };
        let (kinds, by) = (kinds.join("+"), &one.proposers);
        let by: Vec<_> = by.iter().collect();
        format!("{number} {id} {kinds} by {by:?}{mark}")
    });
    changes.chain(gaps).collect()
}

fn risk(id: &str, level: Option<Level>) -> Risk {
    Risk {
        id: id.to_owned(),
        statement: "Trials may go ahead without lawyers.".to_owned(),
        likelihood: level,
        impact: level,
        status: (Status::Open, None),
        rated_on: None,
        rationale: None,
        owner: None,
        identified_on: None,
        evidence: BTreeMap::new(),
        mitigation: BTreeMap::new(),
    }
}

fn action() -> Action {
    Action { action: "Train defence lawyers.".to_owned(), owner: None, due: None, status: "planned".to_owned() }
}

fn push(history: &mut History, parents: &[usize], doc: &Doc) {
    let number = i64::try_from(history.commits.len()).expect("a small number");
    let snapshot = Snapshot { docs: BTreeMap::from([(doc.key, doc.clone())]), others: BTreeMap::new() };
    let before = parents.first().map(|p| &history.commits[*p].effective);
    let moment = Moment { seconds: 1_700_000_000 + number, offset: 60 };
    history.commits.push(Commit {
        parents: parents.to_vec(),
        effective: Effective::of(&snapshot, before),
        snapshot,
        author: "me_officer",
        authored: moment,
        recorded: moment,
        message: "Review\n".to_owned(),
        tangled: false,
    });
}

#[test]
fn git_agrees_with_the_oracle_about_commits_parents_and_dates() {
    for seed in 0..6 {
        let history = random_history(seed);
        let dir = tempfile::tempdir().expect("a temporary folder can be made");
        let ids = import::build(&history, dir.path());
        assert_eq!(ids.len(), history.commits.len());
        git(dir.path(), &["fsck", "--strict"]);
        let log = git(dir.path(), &["log", "--all", "--format=%H%x09%P%x09%cI%x09%aI%x09%s"]);
        for line in log.lines() {
            let parts: Vec<_> = line.split('\t').collect();
            let number = ids.iter().position(|id| id == parts[0]).expect("a commit of ours");
            let commit = &history.commits[number];
            let parents: Vec<_> = commit.parents.iter().map(|parent| &*ids[*parent]).collect();
            assert_eq!(parts[1], parents.join(" "));
            assert_eq!(parts[2].replace('Z', "+00:00"), import::iso(commit.recorded));
            assert_eq!(parts[3].replace('Z', "+00:00"), import::iso(commit.authored));
            assert_eq!(parts[4], commit.message.lines().next().unwrap_or_default());
        }
        let first_parents = ["rev-list", "--first-parent", "--reverse", "main"];
        let main: Vec<_> = history.mainline(history.head).iter().map(|n| &*ids[*n]).collect();
        assert_eq!(git(dir.path(), &first_parents).lines().collect::<Vec<_>>(), main);
        // The imported tree is what was also written to the work tree, to the byte.
        git(dir.path(), &["read-tree", "HEAD"]);
        assert_eq!(git(dir.path(), &["status", "--porcelain", "--ignored"]), "");
    }
}

fn git(dir: &std::path::Path, args: &[&str]) -> String {
    let mut git = std::process::Command::new("git");
    crate::support::hermetic(&mut git, dir);
    let output = git.current_dir(dir).args(args).output().expect("git can be started");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {args:?}: {complaint}");
    String::from_utf8(output.stdout).expect("the oracle writes UTF-8")
}

#[test]
fn a_rendered_document_reads_back_as_what_was_meant_unless_it_is_broken() {
    for seed in 0..60 {
        for commit in random_history(seed).commits {
            for doc in commit.snapshot.docs.values() {
                let text = render(doc);
                let text = text.trim_start_matches('\u{feff}');
                let read = serde_yaml::from_str::<Yaml>(text);
                match (read, doc.broken) {
                    (Ok(_), Some(way)) => panic!("breakage {way} can be read:\n{text}"),
                    (Err(_), Some(_)) => {}
                    (Err(why), None) => panic!("seed {seed}: {why}\n{text}"),
                    (Ok(read), None) => means(doc, &read, text),
                }
            }
        }
    }
}

fn means(doc: &Doc, read: &Yaml, text: &str) {
    let read_risks = read["risks"].as_sequence().expect("risks are a list");
    assert_eq!(read_risks.len(), doc.risks.len(), "{text}");
    let word = |value: &Yaml| value.as_str().map(str::to_owned);
    for (risk, read) in doc.risks.iter().zip(read_risks) {
        let (status, reason) = &risk.status;
        let reason_key = match status {
            Status::Materialised => "what_happened",
            _ => "status_reason",
        };
        let expected = [
            ("id", Some(risk.id.clone())),
            ("statement", Some(risk.statement.clone())),
            ("likelihood", risk.likelihood.map(|level| level.word().to_owned())),
            ("impact", risk.impact.map(|level| level.word().to_owned())),
            ("rated_on", risk.rated_on.clone()),
            ("rationale", risk.rationale.clone()),
            ("owner", risk.owner.clone()),
            ("identified_on", risk.identified_on.clone()),
            (reason_key, reason.clone()),
        ];
        for (key, value) in expected {
            assert_eq!(word(&read[key]), value, "{} {key}\n{text}", risk.id);
        }
        assert_eq!(read["status"].as_str().unwrap_or("open"), risk.status_word());
        let empty = Vec::new();
        let actions = read["mitigation"].as_sequence().unwrap_or(&empty);
        assert_eq!(actions.len(), risk.mitigation.len(), "{text}");
        for (action, read) in risk.mitigation.values().zip(actions) {
            assert_eq!(read["action"].as_str(), Some(action.action.as_str()));
            assert_eq!(read["status"].as_str().unwrap_or("planned"), action.status);
        }
        let entries = read["evidence"].as_sequence().unwrap_or(&empty);
        assert_eq!(entries.len(), risk.evidence.len(), "{text}");
        for (evidence, read) in risk.evidence.values().zip(entries) {
            assert_eq!(read["title"].as_str(), Some(evidence.title.as_str()));
        }
    }
}

#[test]
fn no_state_holds_an_id_twice() {
    for seed in 0..200 {
        for commit in random_history(seed).commits {
            let docs = commit.snapshot.docs.values();
            let mut ids: Vec<_> = docs.flat_map(|doc| &doc.risks).map(|risk| &risk.id).collect();
            ids.sort();
            let all = ids.len();
            ids.dedup();
            assert_eq!(ids.len(), all, "seed {seed}");
            assert_eq!(ids.len(), commit.effective.risks.len(), "seed {seed}");
        }
    }
}

#[test]
fn random_histories_hold_every_situation_many_times() {
    let mut seen = BTreeMap::<&str, usize>::new();
    // More than are examined: making a history costs little, examining it much.
    for history in (0..600).map(random_history) {
        let mut see = |what, times: bool| *seen.entry(what).or_default() += usize::from(times);
        for commit in &history.commits {
            see("octopus", commit.parents.len() > 2);
            see("tangled merge", commit.tangled);
        }
        let roots = history.commits.iter().filter(|commit| commit.parents.is_empty());
        see("several roots", roots.count() > 1);
        for entry in entries(&history) {
            see("unreadable", !entry.became_unreadable.is_empty());
            let merge = history.commits[entry.commit].parents.len() > 1;
            see("quiet", entry.changes.is_empty());
            for recorded in entry.changes.values() {
                for kind in &recorded.change.kinds {
                    see(kind, true);
                }
                see("made up by a merge", recorded.by_merge == Some(true));
                see("proposed on a branch", merge && !recorded.proposers.is_empty());
                let (old, new) = (&recorded.change.before, &recorded.change.after);
                let paths = old.as_ref().zip(new.as_ref());
                see("changed and moved", paths.is_some_and(|(old, new)| old.path != new.path));
            }
        }
    }
    let rare: Vec<_> = seen.iter().filter(|(_, times)| **times < 20).collect();
    assert!(rare.is_empty(), "too rare: {rare:?} of {seen:?}");
    assert_eq!(seen.len(), KINDS.len() + 8, "{seen:?}");
}
