//! What partners and the public see: not one word of what only the team sees, whatever the files say; and what everybody sees
//! alike.

pub mod template;

use std::fmt::Debug;

use proptest::prelude::*;
use risklog::change::Change;
use risklog::diff;
use risklog::git::Repository;
use risklog::history::{self, Changelog, Request};
use risklog::sharing::{Audience, Refusal, Sharing};
use risklog::snapshot::{Loader, Snapshot, State};

use self::template::{ROLE, SECRET, TEMPLATES};
use crate::support::{Repo, project};

/// A history with secrets everywhere, and its states.
struct Told {
    log: Changelog,
    states: Vec<Snapshot>,
}

/// Writes the states one after the other, each a commit with secrets in its subject, its author and its tags; the files that
/// a state breaks cannot be read in it.
fn told(states: &[(Vec<bool>, Option<usize>)]) -> Told {
    read(&repository(states))
}

/// Makes the repository of such a history.
pub fn repository(states: &[(Vec<bool>, Option<usize>)]) -> Repo {
    let repo = Repo::init();
    for (number, (lines, broken)) in states.iter().enumerate() {
        let mut lines = lines.iter().copied().cycle();
        for (at, template) in TEMPLATES.iter().enumerate() {
            let mut text = template.text(number, &mut || lines.next().unwrap_or(true));
            if *broken == Some(at) && at > 0 && number + 1 < states.len() {
                text.push_str(&format!("{SECRET}: \"not closed {SECRET}\n"));
            }
            repo.write(template.path, text);
        }
        repo.git(&["add", "-A"]);
        let author = format!("{SECRET}author <{SECRET}@example.org>");
        repo.git(&["commit", "-q", "--allow-empty", &format!("--author={author}"), "-m", &format!("{SECRET} subject {number}")]);
        repo.git(&["tag", &format!("{SECRET}-{number}")]);
    }
    repo.git(&["tag", "baseline"]);
    repo
}

fn read(repo: &Repo) -> Told {
    let repository = Repository::discover(repo.path()).expect("it can be looked at").expect("there is a repository");
    let mut loader = Loader::new(repo.path(), Some(&repository)).expect("it can be read");
    let head = repository.head().expect("it can be read");
    let request = Request {
        root: String::new(),
        from: None,
        to: head,
        trusted_keys: None,
        authors: None,
        steps: true,
        with_worktree: false,
        today: "2024-07-01".parse().expect("a day"),
        version: "0".to_owned(),
        command: "risklog".to_owned(),
    };
    let log = history::changelog(&repository, &mut loader, &request).expect("it has a history");
    let mut states = Vec::new();
    for entry in &log.entries {
        let id = entry.commit.as_deref().expect("it is committed").parse().expect("an id");
        states.push(loader.snapshot(State::Commit(id), "").expect("it can be read"));
    }
    Told { log, states }
}

fn assert_holds_nothing_for(audience: Audience, what: &impl Debug) {
    let text = format!("{what:#?}");
    let around = |word: &str| {
        let at = text.find(word)?;
        let from = (0..=at.saturating_sub(600)).rev().find(|from| text.is_char_boundary(*from))?;
        text.get(from..at + word.len() + 10).map(str::to_owned)
    };
    assert_eq!(around(SECRET), None, "{audience:?}");
    if audience == Audience::Public {
        assert_eq!(around(ROLE), None, "{audience:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_what_only_the_team_sees_reaches_anybody_else(
        lines in prop::collection::vec((prop::collection::vec(any::<bool>(), 89), prop::option::weighted(0.4, 0..TEMPLATES.len())), 2..4),
    ) {
        // The last state has the wording for sharing that earlier ones may lack.
        let last = (vec![true], None);
        let told = told(&lines.into_iter().chain([last]).collect::<Vec<_>>());
        prop_assert!(format!("{:?}", told.log).contains(SECRET), "the log of the team holds what it should");
        let newest = told.states.last().expect("there is a state");
        for audience in [Audience::Partners, Audience::Public] {
            let sharing = Sharing::with(audience).knowing(newest);
            let log = sharing.of_log(&told.log, newest).expect("nothing is confidential");
            prop_assert!(!log.entries.is_empty());
            assert_holds_nothing_for(audience, &log);
            let partners = Sharing::with(audience).knowing(newest);
            for state in &told.states {
                match partners.of_snapshot(state) {
                    Ok(shared) => assert_holds_nothing_for(audience, &shared),
                    Err(refusal) => prop_assert!(audience == Audience::Public && matches!(refusal, Refusal::Unmarked(_)), "{refusal}"),
                }
            }
            for pair in told.states.windows(2) {
                let [before, after] = pair else { continue };
                let compared = diff::compare(Change::new(before, after));
                assert_holds_nothing_for(audience, &sharing.of_diff(&compared));
            }
        }
    }
}

#[test]
fn every_secret_of_the_files_is_read_from_them() {
    let told = told(&[(vec![true], None)]);
    let state = told.states.last().expect("there is a state");
    for template in TEMPLATES {
        let document = state.document(template.path).expect("it is there");
        let said = format!("{:?}", document.body);
        let words = document.source.text().split(|letter: char| !letter.is_ascii_alphanumeric());
        let missing: Vec<&str> =
            words.filter(|word| word.contains(SECRET) || word.contains(ROLE)).filter(|word| !said.contains(word)).collect();
        assert_eq!(missing, Vec::<&str>::new(), "{}", template.path);
    }
}

#[test]
fn everybody_sees_the_same_ids_ratings_actions_and_days() {
    let told = told(&[(vec![true], None)]);
    let state = told.states.last().expect("there is a state");
    let facts = |state: &Snapshot| -> Vec<String> {
        let action = |action: &risklog::model::Action| format!("{:?} {} {:?}", action.id, action.action, action.due.known());
        state
            .risks()
            .map(|at| {
                let actions: Vec<String> = at.risk.mitigation.iter().map(action).collect();
                let rating = (at.risk.rating.likelihood.get(), at.risk.rating.impact.get());
                format!("{} {rating:?} {:?} {:?} {actions:?}", at.risk.id, at.risk.status(), at.risk.rated_on.known())
            })
            .collect()
    };
    for audience in Audience::ALL {
        let shared = Sharing::with(audience).of_snapshot(state).expect("nothing is confidential");
        assert_eq!(facts(&shared), facts(state), "{audience:?}");
    }
}

#[test]
fn the_wording_for_sharing_stands_in_the_place_of_the_statement_also_where_it_came_later() {
    let told = told(&[(vec![false], None), (vec![true], None)]);
    let newest = told.states.last().expect("there is a state");
    let sharing = Sharing::with(Audience::Partners).knowing(newest);
    let log = sharing.of_log(&told.log, newest).expect("partners are not refused");
    let first = log.entries[0].changes.iter().find(|change| change.id == "CJ-U02").expect("the risk is new");
    assert_eq!(first.title, "Softly said too");
    assert_eq!(first.risk.after.as_ref().map(|risk| risk.statement.as_str()), Some("Softly said too."));
    let alone = Sharing::with(Audience::Partners).of_snapshot(&told.states[0]).expect("partners are not refused");
    assert!(alone.risk("CJ-U02").expect("it is there").risk.statement.contains(SECRET), "what nobody knows of cannot be used");
}

#[test]
fn a_step_that_changed_nothing_that_is_shown_is_left_out() {
    let repo = crate::support::small::started();
    let rationale = crate::support::small::assessment("high", "2023-06-20").replace("What partners told", "What some partners told");
    repo.write(crate::support::small::FILE, rationale);
    repo.commit("rationale: said more precisely");
    let told = read(&repo);
    let newest = told.states.last().expect("there is a state");
    assert_eq!(told.log.entries.len(), 2);
    let shared = Sharing::with(Audience::Partners).of_log(&told.log, newest).expect("partners are not refused");
    assert_eq!(shared.entries.len(), 1);
    assert_eq!(shared.provenance.commits_with_changes, 1);
    let internal = Sharing::with(Audience::Internal).of_log(&told.log, newest).expect("the team is not refused");
    assert_eq!(format!("{internal:?}"), format!("{:?}", told.log));
}

#[test]
fn the_public_is_refused_what_is_or_was_confidential_and_partners_are_not() {
    let repo = Repo::init();
    repo.write("risklog.yaml", project().replace("unclassified", "confidential"));
    repo.write("risks/3.4.yaml", "schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\ntitle: A\nrisks: []\n");
    repo.commit("confidential");
    let public = Sharing::with(Audience::Public);
    let now = read(&repo);
    let refused = public.of_snapshot(&now.states[0]).expect_err("it is confidential");
    assert_eq!(refused.to_string(), "the project is marked confidential, and the public is shown nothing that is");
    assert!(refused.hint().contains("--for partners"), "{}", refused.hint());
    assert!(Sharing::with(Audience::Partners).of_snapshot(&now.states[0]).is_ok());

    repo.write("risklog.yaml", project());
    let opened = repo.commit("taken down");
    let now = read(&repo);
    let newest = now.states.last().expect("there is a state");
    assert!(public.of_snapshot(newest).is_ok());
    let refused = public.of_log(&now.log, newest).expect_err("it was confidential");
    assert!(refused.to_string().starts_with("the project was marked confidential up to the commit "), "{refused}");
    assert!(refused.hint().contains(&opened[..10]), "{}", refused.hint());

    let own = "schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\ntitle: A\nclassification: confidential\nrisks: []\n";
    repo.write("risks/3.4.yaml", own);
    repo.commit("one document is confidential");
    let now = read(&repo);
    let refused = public.of_snapshot(now.states.last().expect("there is a state")).expect_err("one document is confidential");
    assert!(refused.to_string().starts_with("the assessment of tool 3.4 is marked confidential"), "{refused}");
}

#[test]
fn what_nobody_can_tell_the_marking_of_is_not_made_public() {
    let repo = Repo::init();
    repo.write("risklog.yaml", project().replace("classification: unclassified\n", ""));
    repo.commit("no marking");
    let refused = Sharing::with(Audience::Public).of_snapshot(&read(&repo).states[0]).expect_err("there is no marking");
    assert_eq!(refused.to_string(), "the manifest has no `classification`, so nobody can tell how it is marked");
}
