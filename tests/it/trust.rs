//! Whether a record can be trusted: what a repository shows of signatures, milestones, clocks and bulk edits.

use std::path::Path;

use jiff::civil::date;
use risklog::git::{Id, Repository};
use risklog::history::{self, Boundary, Request};
use risklog::questions::{BadTag, Trust, trust};
use risklog::signature::TrustedKeys;
use risklog::snapshot::{Loader, State};
use tempfile::TempDir;

use super::support::{Repo, small};

/// Answers the question for everything up to a commit (HEAD where none is named).
fn asked(folder: &Path, to: Option<&str>, keys: Option<&str>) -> Trust {
    let repository = Repository::discover(folder).expect("it can be opened").expect("it is a repository");
    let mut loader = Loader::new(folder, Some(&repository)).expect("its tags can be read");
    let to: Id = match to {
        Some(to) => repository.resolve(to).expect("the commit is there"),
        None => repository.head().expect("HEAD can be read").expect("something is committed"),
    };
    let keys = keys.map(|keys| TrustedKeys::read(keys.as_bytes()).expect("these are keys"));
    let request = Request {
        root: String::new(),
        from: None,
        to: Some(to),
        trusted_keys: keys.clone().map(Into::into),
        authors: None,
        steps: false,
        with_worktree: false,
        today: date(2026, 1, 1),
        version: String::new(),
        command: String::new(),
    };
    let log = history::changelog(&repository, &mut loader, &request).expect("the history can be read");
    let manifest = loader.manifest(State::Commit(to), "").expect("the manifest can be read");
    let project = manifest.as_deref().and_then(|document| document.project());
    trust(&repository, &log, project, keys.as_ref()).expect("the question can be answered")
}

/// What is wrong with each milestone.
fn wrong(trust: &Trust) -> Vec<(&str, Vec<BadTag>)> {
    trust.milestones.iter().map(|milestone| (milestone.name.as_str(), milestone.wrong.clone())).collect()
}

#[test]
fn the_tags_of_milestones_are_verified_like_commits() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures");
    let (home, clone) = (Repo::init(), TempDir::new().expect("a temporary folder can be made"));
    let target = clone.path().to_string_lossy().into_owned();
    home.git(&["clone", "--quiet", "--branch=main", &fixtures.join("sha1.bundle").to_string_lossy(), &target]);
    let officer = std::fs::read_to_string(fixtures.join("officer.pub")).expect("the key is there");
    let told = asked(clone.path(), None, Some(&officer));
    let tags: Vec<_> = told
        .milestones
        .iter()
        .map(|milestone| {
            let tag = milestone.tagged.as_ref().expect("it has a tag");
            (milestone.name.as_str(), tag.is_annotated, tag.signature.word(), tag.tagged_on.as_deref().unwrap_or_default())
        })
        .collect();
    assert_eq!(
        tags,
        [
            ("baseline", true, "good", "2024-03-02T10:00:00+00:00"),
            ("inception", true, "none", "2024-03-03T10:00:00+00:00"),
            ("mid-term", true, "unknown_key", "2024-03-06T10:00:00+00:00"),
        ]
    );
    assert!(wrong(&told).iter().all(|(_, wrong)| wrong.is_empty()));
    assert_eq!(told.bad_signatures, [home.git_in(clone.path(), &["rev-parse", "HEAD"])]);
    assert_eq!((told.signatures.good, told.signatures.bad, told.signatures.none), (1, 1, 1));
    // A tag that is only a name has nothing that could be signed.
    home.git_in(clone.path(), &["tag", "--force", "baseline", "baseline^{commit}"]);
    let tag = asked(clone.path(), None, Some(&officer)).milestones[0].tagged.clone().expect("it has a tag");
    assert_eq!((tag.is_annotated, tag.signature.word(), tag.tagged_on), (false, "none", None));
}

#[test]
fn a_signed_tag_that_was_put_under_another_name_is_never_good() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures");
    let (home, clone) = (Repo::init(), TempDir::new().expect("a temporary folder can be made"));
    let target = clone.path().to_string_lossy().into_owned();
    home.git(&["clone", "--quiet", "--branch=main", &fixtures.join("sha1.bundle").to_string_lossy(), &target]);
    let officer = std::fs::read_to_string(fixtures.join("officer.pub")).expect("the key is there");
    home.git_in(clone.path(), &["update-ref", "refs/tags/mid-term", "refs/tags/baseline"]);
    let told = asked(clone.path(), None, Some(&officer));
    let moved = told.milestones.iter().find(|milestone| milestone.name == "mid-term").expect("it is there");
    assert!(moved.wrong.contains(&BadTag::OtherName), "{:?}", moved.wrong);
    assert_eq!(moved.tagged.as_ref().map(|tag| tag.signature.word()), Some("bad"));
    let baseline = told.milestones.iter().find(|milestone| milestone.name == "baseline").expect("it is there");
    assert_eq!((baseline.tagged.as_ref().map(|tag| tag.signature.word()), baseline.wrong.len()), (Some("good"), 0));
}

#[test]
fn a_milestone_whose_tag_lies_beside_the_history_or_far_from_its_day_is_named() {
    let repo = small::with_history();
    let old = repo.head();
    assert_eq!(wrong(&asked(repo.path(), None, None)), [("baseline", vec![])]);
    // A range that ends before the milestone says nothing against it.
    repo.git(&["tag", "--force", "baseline", "HEAD"]);
    assert_eq!(wrong(&asked(repo.path(), Some("HEAD~2"), None)), [("baseline", vec![BadTag::FarFromItsDay(565)])]);
    repo.git(&["tag", "--force", "baseline", "HEAD~3"]);
    assert_eq!(wrong(&asked(repo.path(), Some("HEAD~3"), None)), [("baseline", vec![])]);
    // The same files, told by another history.
    repo.git(&["checkout", "--quiet", "--orphan", "anew"]);
    repo.commit_as("programme_officer", "2025-02-01T08:00:00+01:00", "all at once");
    assert_eq!(wrong(&asked(repo.path(), None, None)), [("baseline", vec![BadTag::NotAnAncestor])]);
    assert_eq!(wrong(&asked(repo.path(), Some(&old), None)), [("baseline", vec![])]);
}

#[test]
fn a_tag_that_the_manifest_names_and_nobody_made_is_missing() {
    let repo = small::started();
    repo.write("risklog.yaml", small::manifest().replace("date: 2023-06-30", "date: 2023-06-30, tag: adopted"));
    repo.commit_as("programme_officer", "2023-06-21T10:00:00+02:00", "name the tag");
    assert_eq!(wrong(&asked(repo.path(), None, None)), [("baseline", vec![])], "its day has not passed");
    repo.commit_as("programme_officer", "2023-07-01T10:00:00+02:00", "the day after");
    let told = asked(repo.path(), None, None);
    assert_eq!(wrong(&told), [("baseline", vec![BadTag::Missing])]);
    assert_eq!(told.milestones[0].tagged, None);
    repo.git(&["tag", "adopted"]);
    assert_eq!(wrong(&asked(repo.path(), None, None)), [("baseline", vec![])]);
}

#[test]
fn clocks_that_run_backwards_and_wide_gaps_are_listed() {
    let repo = small::with_history();
    assert!(asked(repo.path(), None, None).backwards.is_empty());
    repo.write(small::FILE, small::rated().replace("likelihood: medium", "likelihood: high").replace("2025-01-14", "2024-01-14"));
    let commit = repo.commit_as("me_officer", "2025-01-15T07:59:50+01:00", "ten seconds before its parent");
    let told = asked(repo.path(), None, None);
    let backwards: Vec<_> = told.backwards.iter().map(|step| (step.commit.as_str(), step.seconds)).collect();
    assert_eq!(backwards, [(commit.as_str(), 10)]);
    assert_eq!(told.backwards[0].parent_recorded.as_deref(), Some("2025-01-15T08:00:00+01:00"));
    // CJ-11: from 14 January 2024 to 15 January 2025.
    let gaps: Vec<_> = told.clock_gaps.iter().map(|gap| (gap.id.as_str(), gap.days, gap.commit.as_deref())).collect();
    assert_eq!(gaps, [("CJ-11", 367, Some(commit.as_str()))]);
    assert_eq!(told.largest_clock_gap_days, 367);
}

/// Five risks and one more, rated so.
fn six(level: &str, one_more: &str) -> String {
    let mut text = "schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\ntitle: Assessment for tests\nrisks:\n".to_owned();
    for (at, level) in [level, level, level, level, level, one_more].iter().enumerate() {
        let id = at + 1;
        text += &format!(
            "  - {{id: CJ-0{id}, statement: What may happen there number {id}., likelihood: {level}, impact: low, rationale: Seen in place {id} and {level}.}}\n"
        );
    }
    text
}

#[test]
fn one_commit_that_changes_five_ratings_is_a_bulk_edit_and_first_ratings_are_none() {
    let repo = small::started();
    let record = |day: u8, text: String| {
        repo.write(small::FILE, text);
        repo.commit_as("programme_officer", &format!("2023-07-{day:02}T10:00:00+02:00"), "ratings")
    };
    record(1, six("medium", "medium"));
    let bulk = record(2, six("high", "medium"));
    // On the branch two commits changed three each: that is no bulk edit of anybody.
    repo.branch("side");
    let part = |text: String| text.replacen("likelihood: high", "likelihood: low", 3);
    repo.write(small::FILE, part(six("high", "medium")));
    repo.commit_as("me_officer", "2023-07-03T10:00:00+02:00", "three");
    repo.write(small::FILE, part(six("high", "high")).replacen("likelihood: high", "likelihood: low", 2));
    repo.commit_as("me_officer", "2023-07-04T10:00:00+02:00", "three more");
    repo.checkout("main").set_clock(1_688_500_000);
    repo.merge(&["side"], "Merge side");
    let told = asked(repo.path(), None, None).bulk_edits;
    let told: Vec<_> = told.iter().map(|edit| (edit.commit.as_deref(), edit.ids.join(" "), edit.has_one_reason)).collect();
    assert_eq!(told, [(Some(bulk.as_str()), "CJ-01 CJ-02 CJ-03 CJ-04 CJ-05".to_owned(), false)]);
}

#[test]
fn a_shallow_clone_says_so_and_accuses_nobody() {
    let repo = small::with_history();
    repo.git(&["replace", "HEAD", "HEAD~1"]);
    let told = asked(repo.path(), None, None);
    assert_eq!((told.is_shallow, told.replace_refs, told.boundary), (false, true, Boundary::Root));
    let clone = repo.cloned(&["--depth=1"]);
    let told = asked(clone.path(), None, None);
    assert_eq!((told.is_shallow, told.replace_refs), (true, false));
    assert_eq!(told.boundary, Boundary::Shallow(repo.head()));
    assert_eq!(wrong(&told), [("baseline", vec![])]);
}

#[test]
fn a_step_that_cannot_be_read_is_listed_with_its_reason() {
    let repo = small::started();
    repo.write(small::FILE, "risks: [\n");
    let commit = repo.commit_as("programme_officer", "2023-06-21T10:00:00+02:00", "broken");
    let told = asked(repo.path(), None, None);
    let steps: Vec<_> = told.unreadable.iter().map(|step| (step.commit.as_deref(), step.file.as_str())).collect();
    assert_eq!(steps, [(Some(commit.as_str()), small::FILE)]);
    assert!(!told.unreadable[0].reason.is_empty());
}
