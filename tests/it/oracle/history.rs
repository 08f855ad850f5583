//! Makes a random history: a main line with branches, odd merges and unreliable clocks.

use std::collections::BTreeSet;

use super::merge::three_way;
use super::model::{Effective, Snapshot};
use super::operations::Line;
use super::random::Random;
use super::words::{Fresh, ROLES};

/// A moment as git stores it: seconds since 1970 and the writer's offset from UTC in minutes.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    pub seconds: i64,
    pub offset: i32,
}

/// A commit the oracle made; its number is its place in `History::commits`.
#[derive(Debug)]
pub struct Commit {
    pub parents: Vec<usize>,
    pub snapshot: Snapshot,
    pub effective: Effective,
    pub author: &'static str,
    pub authored: Moment,
    pub recorded: Moment,
    pub message: String,
    /// A merge of a branch with merges or gaps of its own: who proposed what is told less exactly.
    pub tangled: bool,
}

/// Commits in an order in which parents come first; the last one on the main line is `head`.
#[derive(Debug, Default)]
pub struct History {
    pub commits: Vec<Commit>,
    pub head: usize,
}

impl History {
    /// The first-parent line of a commit, oldest first.
    pub fn mainline(&self, of: usize) -> Vec<usize> {
        let first_parent = |number: &usize| self.commits[*number].parents.first().copied();
        let mut line: Vec<_> = std::iter::successors(Some(of), first_parent).collect();
        line.reverse();
        line
    }

    pub fn first_parent_state(&self, number: usize) -> Option<&Effective> {
        let parent = self.commits[number].parents.first()?;
        Some(&self.commits[*parent].effective)
    }

    pub fn reachable(&self, from: &[usize]) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut waiting = from.to_vec();
        while let Some(number) = waiting.pop() {
            if seen.insert(number) {
                waiting.extend(&self.commits[number].parents);
            }
        }
        seen
    }
}

pub fn random_history(seed: u64) -> History {
    let mut maker = Maker { random: Random::new(seed), fresh: Fresh::default(), history: History::default(), clock: 1_675_000_000 };
    maker.run();
    maker.history
}

struct Maker {
    random: Random,
    fresh: Fresh,
    history: History,
    clock: i64,
}

const OFFSETS: [i32; 8] = [0, 60, 120, 345, -210, 840, -720, -300];

const SUBJECTS: [&str; 8] = [
    "Review of the second half-year",
    "risks: re-rate after the mission",
    "Révision à mi-parcours – trois risques",
    "Überprüfung der Maßnahmen",
    "مراجعة المخاطر",
    "评估更新 ✅",
    "Update 3.4.yaml",
    "fix",
];

impl Maker {
    fn run(&mut self) {
        let length = self.random.between(5, 40);
        let mut main = Line::default();
        if self.random.chance(80) {
            self.first_docs(&mut main);
            self.commit(&mut main, &[], false);
        } else {
            self.commit(&mut main, &[], false);
            self.first_docs(&mut main);
            self.commit(&mut main, &[], false);
        }
        while self.history.commits.len() < length {
            let room = length - self.history.commits.len();
            if room >= 3 && !main.snapshot.any_broken() && self.random.chance(22) {
                self.episode(&mut main);
            } else {
                self.step_on_main(&mut main);
            }
            self.history.head = main.tip.expect("the main line has a commit");
        }
    }

    fn first_docs(&mut self, line: &mut Line) {
        for _ in 0..self.random.between(1, 4) {
            line.add_doc(&mut self.random, &mut self.fresh);
        }
    }

    fn commit(&mut self, line: &mut Line, others: &[usize], tangled: bool) -> usize {
        let number = self.history.commits.len();
        let parents: Vec<_> = line.tip.iter().chain(others).copied().collect();
        let before = parents.first().map(|p| &self.history.commits[*p].effective);
        let commit = Commit {
            effective: Effective::of(&line.snapshot, before),
            snapshot: line.snapshot.clone(),
            author: self.random.pick(&ROLES),
            authored: self.moment(),
            recorded: self.moment(),
            message: self.message(),
            parents,
            tangled,
        };
        self.history.commits.push(commit);
        line.tip = Some(number);
        number
    }

    fn moment(&mut self) -> Moment {
        const HOUR: usize = 3_600;
        let step = self.random.below(20 * 24 * HOUR);
        let step = i64::try_from(step).expect("twenty days of seconds fit");
        let backwards = self.random.chance(15);
        self.clock += if backwards { -2 * step } else { step };
        Moment { seconds: self.clock, offset: self.random.pick(&OFFSETS) }
    }

    fn message(&mut self) -> String {
        let subject = self.random.pick(&SUBJECTS);
        let end = self.random.pick(&["\n", "", "\n\nLonger words – naïve ones too.\n"]);
        format!("{subject}{end}")
    }

    fn step_on_main(&mut self, main: &mut Line) {
        let (random, fresh) = (&mut self.random, &mut self.fresh);
        if main.snapshot.any_broken() {
            match random.below(4) {
                0 | 1 => main.repair(random, fresh),
                2 => main.edit_unseen(random, fresh),
                _ => main.change(random, fresh),
            }
        } else if random.chance(7) {
            main.spoil(random, fresh);
            if random.chance(30) {
                main.change(random, fresh);
            }
        } else {
            self.changes(main);
        }
        self.commit(main, &[], false);
    }

    fn changes(&mut self, line: &mut Line) {
        let (random, fresh) = (&mut self.random, &mut self.fresh);
        if random.chance(25) {
            line.review(random, fresh);
        }
        if random.chance(15) {
            line.change_nothing(random, fresh);
            return;
        }
        for _ in 0..random.pick(&[1, 1, 1, 2, 3]) {
            line.change(random, fresh);
        }
    }

    fn steps(&mut self, line: &mut Line, first: usize, last: usize) {
        for _ in 0..self.random.between(first, last) {
            self.changes(line);
            self.commit(line, &[], false);
        }
    }

    fn episode(&mut self, main: &mut Line) {
        match self.random.below(100) {
            0..55 => self.branch(main),
            55..67 => self.octopus(main),
            67..79 => self.nested(main),
            79..91 => self.criss_cross(main),
            _ => self.second_root(main),
        }
    }

    fn branch(&mut self, main: &mut Line) {
        let base = main.snapshot.clone();
        let mut side = main.clone();
        self.steps(&mut side, 1, 4);
        let spoilt = self.random.chance(12);
        if spoilt {
            side.spoil(&mut self.random, &mut self.fresh);
            self.commit(&mut side, &[], false);
            side.repair(&mut self.random, &mut self.fresh);
            self.commit(&mut side, &[], false);
        }
        self.steps(main, 0, 2);
        self.merge(main, &[(side, base)], spoilt);
    }

    fn octopus(&mut self, main: &mut Line) {
        let base = main.snapshot.clone();
        let mut sides = [main.clone(), main.clone()];
        for side in &mut sides {
            self.steps(side, 1, 3);
        }
        self.steps(main, 0, 1);
        let sides = sides.map(|side| (side, base.clone()));
        self.merge(main, &sides, false);
    }

    fn nested(&mut self, main: &mut Line) {
        let base = main.snapshot.clone();
        let mut side = main.clone();
        self.steps(&mut side, 1, 2);
        let inner_base = side.snapshot.clone();
        let mut inner = side.clone();
        self.steps(&mut inner, 1, 2);
        self.steps(&mut side, 0, 1);
        self.merge(&mut side, &[(inner, inner_base)], true);
        self.steps(main, 0, 1);
        self.merge(main, &[(side, base)], true);
    }

    fn criss_cross(&mut self, main: &mut Line) {
        let base = main.snapshot.clone();
        let mut side = main.clone();
        self.steps(&mut side, 1, 2);
        self.steps(main, 1, 2);
        let (old_main, old_side) = (main.clone(), side.clone());
        self.merge(main, &[(old_side, base.clone())], false);
        self.merge(&mut side, &[(old_main, base)], true);
        let base = side.snapshot.clone();
        self.steps(&mut side, 1, 2);
        self.merge(main, &[(side, base)], true);
    }

    fn second_root(&mut self, main: &mut Line) {
        let mut side = Line::default();
        side.add_doc(&mut self.random, &mut self.fresh);
        self.commit(&mut side, &[], false);
        self.steps(&mut side, 0, 1);
        self.merge(main, &[(side, Snapshot::default())], false);
    }

    /// Merges lines, each with the state it last had in common, into `line`.
    fn merge(&mut self, line: &mut Line, sides: &[(Line, Snapshot)], tangled: bool) {
        let tips: Vec<_> = sides.iter().filter_map(|(side, _)| side.tip).collect();
        let mut stale = false;
        match self.random.below(100) {
            // Like `git merge -s ours`: the branch is merged and its content dropped.
            0..7 => {}
            // The branch's files over everything: what the other line did since is undone.
            7..12 => {
                line.snapshot = sides[0].0.snapshot.clone();
                stale = true;
            }
            _ => {
                for (side, base) in sides {
                    line.snapshot = three_way(base, &line.snapshot, &side.snapshot, &mut self.random);
                }
            }
        }
        for (side, _) in sides {
            line.buried.extend(side.buried.iter().cloned());
            line.removed.extend(side.removed.iter().cloned());
        }
        if self.random.chance(18) {
            self.evil(line);
        }
        self.commit(line, &tips, tangled || stale);
    }

    /// Adds something to a merge that is in none of its parents.
    fn evil(&mut self, line: &mut Line) {
        let (random, fresh) = (&mut self.random, &mut self.fresh);
        match random.below(6) {
            0 => line.remove_risk(random),
            1 => line.add_risk(random, fresh),
            _ => line.edit_risk(random, fresh),
        }
    }
}
