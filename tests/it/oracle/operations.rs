//! The things people do to a register between two commits, at random.

use super::model::{Action, Doc, Evidence, Review, Risk, Snapshot, Status};
use super::random::Random;
use super::words::{self, Fresh, TOOLS};
use super::yaml::BREAKAGES;

/// A line of development: its newest files and what it once dropped.
#[derive(Clone, Default)]
pub struct Line {
    pub tip: Option<usize>,
    pub snapshot: Snapshot,
    /// Documents deleted on this line.
    pub buried: Vec<Doc>,
    /// Risks removed on this line, with their tool.
    pub removed: Vec<(&'static str, Risk)>,
}

const MOST_DOCS: usize = 4;
const MOST_RISKS: usize = 8;

impl Line {
    /// Makes one random change; now and then it comes out as none.
    pub fn change(&mut self, random: &mut Random, fresh: &mut Fresh) {
        match random.below(100) {
            0..62 => self.edit_risk(random, fresh),
            62..70 => self.add_risk(random, fresh),
            70..75 => self.remove_risk(random),
            75..79 => self.return_risk(random, fresh),
            79..84 => self.move_risk(random),
            84..87 => self.rename(random, fresh),
            87..90 => self.delete_or_recreate(random, fresh),
            90..92 => self.reorder(random),
            92..93 => self.restyle(random),
            93..95 => self.review(random, fresh),
            95..97 => self.add_doc(random, fresh),
            _ => self.touch_other_file(random),
        }
    }

    /// A change that shows in no risk.
    pub fn change_nothing(&mut self, random: &mut Random, fresh: &mut Fresh) {
        match random.below(5) {
            0 => self.reorder(random),
            1 | 2 => self.restyle(random),
            3 => self.rename(random, fresh),
            _ => self.touch_other_file(random),
        }
    }

    pub fn add_doc(&mut self, random: &mut Random, fresh: &mut Fresh) {
        if self.snapshot.docs.len() >= MOST_DOCS {
            return;
        }
        let mut tool = random.pick(&TOOLS).0;
        if let Some(first) = self.snapshot.docs.values().next()
            && random.chance(60)
        {
            tool = first.tool;
        }
        let key = fresh.number();
        let risks = random.between(2, MOST_RISKS);
        let doc = Doc {
            key,
            tool,
            scope: Some(format!("area-{key}")),
            path: path(tool, random, fresh),
            style: random.draw(),
            broken: None,
            risks: (0..risks).map(|_| fresh.risk(tool, random)).collect(),
            reviews: Vec::new(),
        };
        self.snapshot.docs.insert(key, doc);
    }

    /// Spoils a document that can be read; its risks may change under the cover of it.
    pub fn spoil(&mut self, random: &mut Random, fresh: &mut Fresh) {
        let Some(doc) = self.readable(random) else {
            return;
        };
        doc.broken = Some(random.below(BREAKAGES));
        if random.chance(50) {
            let number = random.below(doc.risks.len());
            edit(&mut doc.risks[number], random, fresh);
        }
    }

    /// Edits a risk of a document that cannot be read, without repairing it.
    pub fn edit_unseen(&mut self, random: &mut Random, fresh: &mut Fresh) {
        let docs = self.snapshot.docs.values_mut();
        for doc in docs.filter(|doc| doc.broken.is_some()) {
            let number = random.below(doc.risks.len());
            edit(&mut doc.risks[number], random, fresh);
        }
    }

    pub fn repair(&mut self, random: &mut Random, fresh: &mut Fresh) {
        for doc in self.snapshot.docs.values_mut() {
            if doc.broken.take().is_some() && random.chance(30) {
                let number = random.below(doc.risks.len());
                edit(&mut doc.risks[number], random, fresh);
            }
        }
    }

    /// A readable document with at least one risk.
    fn readable(&mut self, random: &mut Random) -> Option<&mut Doc> {
        let fits = |doc: &&mut Doc| doc.broken.is_none() && !doc.risks.is_empty();
        let mut docs: Vec<_> = self.snapshot.docs.values_mut().filter(fits).collect();
        if docs.is_empty() {
            return None;
        }
        Some(docs.swap_remove(random.below(docs.len())))
    }

    fn with_room(&mut self, random: &mut Random) -> Option<&mut Doc> {
        let fits = |doc: &&mut Doc| doc.broken.is_none() && doc.risks.len() < MOST_RISKS;
        let mut docs: Vec<_> = self.snapshot.docs.values_mut().filter(fits).collect();
        if docs.is_empty() {
            return None;
        }
        Some(docs.swap_remove(random.below(docs.len())))
    }

    pub fn edit_risk(&mut self, random: &mut Random, fresh: &mut Fresh) {
        if let Some(doc) = self.readable(random) {
            let number = random.below(doc.risks.len());
            edit(&mut doc.risks[number], random, fresh);
        }
    }

    pub fn add_risk(&mut self, random: &mut Random, fresh: &mut Fresh) {
        if let Some(doc) = self.with_room(random) {
            let at = random.below(doc.risks.len() + 1);
            doc.risks.insert(at, fresh.risk(doc.tool, random));
        }
    }

    pub fn remove_risk(&mut self, random: &mut Random) {
        let Some(doc) = self.readable(random) else {
            return;
        };
        let number = random.below(doc.risks.len());
        let gone = (doc.tool, doc.risks.remove(number));
        self.removed.push(gone);
    }

    fn return_risk(&mut self, random: &mut Random, fresh: &mut Fresh) {
        let candidates: Vec<_> = self.removed.iter().filter(|(_, risk)| !self.snapshot.holds(&risk.id)).cloned().collect();
        if candidates.is_empty() {
            return;
        }
        let (tool, mut risk) = random.pick(&candidates);
        let docs = self.snapshot.docs.values_mut();
        let mut fitting = docs.filter(|doc| doc.tool == tool && doc.broken.is_none());
        if let Some(doc) = fitting.next() {
            if random.chance(50) {
                edit(&mut risk, random, fresh);
            }
            doc.risks.push(risk);
        }
    }

    fn move_risk(&mut self, random: &mut Random) {
        let Some(from) = self.readable(random) else {
            return;
        };
        let (key, tool) = (from.key, from.tool);
        let number = random.below(from.risks.len());
        let fits = |doc: &&Doc| doc.key != key && doc.tool == tool && doc.broken.is_none();
        let docs = self.snapshot.docs.values().filter(fits);
        let targets: Vec<u32> = docs.map(|doc| doc.key).collect();
        if targets.is_empty() {
            return;
        }
        let to = random.pick(&targets);
        let docs = &mut self.snapshot.docs;
        let risk = docs.get_mut(&key).expect("found above").risks.remove(number);
        docs.get_mut(&to).expect("found above").risks.push(risk);
    }

    fn rename(&mut self, random: &mut Random, fresh: &mut Fresh) {
        if let Some(doc) = self.readable(random) {
            doc.path = path(doc.tool, random, fresh);
        }
    }

    fn delete_or_recreate(&mut self, random: &mut Random, fresh: &mut Fresh) {
        if !self.buried.is_empty() && random.chance(60) {
            let number = random.below(self.buried.len());
            let mut doc = self.buried.remove(number);
            doc.risks.retain(|risk| !self.snapshot.holds(&risk.id));
            if doc.risks.is_empty() || self.snapshot.docs.contains_key(&doc.key) {
                return;
            }
            if random.chance(40) {
                edit(&mut doc.risks[0], random, fresh);
            }
            self.snapshot.docs.insert(doc.key, doc);
        } else if self.snapshot.docs.len() > 1
            && let Some(doc) = self.readable(random)
        {
            let doc = doc.clone();
            self.snapshot.docs.remove(&doc.key);
            self.buried.push(doc);
        }
    }

    fn reorder(&mut self, random: &mut Random) {
        if let Some(doc) = self.readable(random) {
            let middle = random.below(doc.risks.len());
            doc.risks.rotate_left(middle);
            doc.risks[middle..].reverse();
        }
    }

    fn restyle(&mut self, random: &mut Random) {
        if let Some(doc) = self.readable(random) {
            doc.style = random.draw();
        }
    }

    /// Holds a review of a document, or, now and then, takes the last one back.
    pub fn review(&mut self, random: &mut Random, fresh: &mut Fresh) {
        let Some(doc) = self.readable(random) else {
            return;
        };
        if random.chance(10) && doc.reviews.pop().is_some() {
            return;
        }
        let ids: Vec<String> = doc.risks.iter().map(|risk| risk.id.clone()).collect();
        let covers = random.chance(40).then(|| ids.into_iter().filter(|_| random.chance(60)).collect());
        let named = random.pick(&["2023-H2", "2024-H1", "2024-H2", "2025-H1"]);
        let round = if random.chance(50) { named.to_owned() } else { format!("ad-hoc-{}", fresh.number()) };
        doc.reviews.push(Review { round, date: words::date(random), covers });
    }

    fn touch_other_file(&mut self, random: &mut Random) {
        let text = format!("{}\n", words::prose(random, 12));
        let path = random.pick(&["README.md", "docs/minutes.md"]);
        self.snapshot.others.insert(path.to_owned(), text);
    }
}

fn path(tool: &str, random: &mut Random, fresh: &mut Fresh) -> String {
    let number = fresh.number();
    match random.below(5) {
        0 => format!("risks/région-{number}/{tool}.yaml"),
        1 => format!("risks/{tool} area {number}.yml"),
        _ => format!("risks/{tool}-{number}.yaml"),
    }
}

/// One random edit inside a risk; a new value may equal the old one.
pub fn edit(risk: &mut Risk, random: &mut Random, fresh: &mut Fresh) {
    match random.below(100) {
        0..40 => rate(risk, random, fresh),
        40..48 => risk.rationale = Some(words::prose(random, 8)),
        48..58 => change_evidence(risk, random, fresh),
        58..76 => change_mitigation(risk, random),
        76..82 => risk.statement = words::prose(random, 9),
        82..88 => risk.owner = random.chance(85).then(|| words::role(random)),
        _ => step_status(risk, random),
    }
}

fn rate(risk: &mut Risk, random: &mut Random, fresh: &mut Fresh) {
    if random.chance(75) {
        risk.likelihood = words::level(random);
    }
    if random.chance(50) {
        risk.impact = words::level(random);
    }
    if random.chance(75) {
        risk.rated_on = Some(words::date(random));
    }
    if random.chance(75) {
        risk.rationale = Some(words::prose(random, 8));
    }
    if random.chance(40) {
        change_evidence(risk, random, fresh);
    }
    if random.chance(25) {
        change_mitigation(risk, random);
    }
    if random.chance(10) {
        risk.owner = Some(words::role(random));
    }
}

fn change_evidence(risk: &mut Risk, random: &mut Random, fresh: &mut Fresh) {
    if random.chance(20) && risk.evidence.pop_first().is_some() {
        return;
    }
    let entry = Evidence { date: words::date(random), title: words::prose(random, 3) };
    let name = format!("TO-2024-{:02}", fresh.number());
    risk.evidence.insert(name, entry);
}

fn change_mitigation(risk: &mut Risk, random: &mut Random) {
    let ids: Vec<String> = risk.mitigation.keys().cloned().collect();
    if ids.is_empty() || random.chance(35) {
        let highest = ids.iter().filter_map(|id| id[1..].parse::<u32>().ok()).max();
        let action = Action {
            action: words::prose(random, 6),
            owner: random.chance(60).then(|| words::role(random)),
            due: random.chance(60).then(|| words::date(random)),
            status: status_of_action(random),
        };
        let id = format!("M{}", highest.unwrap_or(0) + 1);
        risk.mitigation.insert(id, action);
        return;
    }
    let id = &random.pick(&ids);
    let action = risk.mitigation.get_mut(id).expect("an id of the list");
    match random.below(10) {
        0..5 => action.status = status_of_action(random),
        5 => action.due = random.chance(80).then(|| words::date(random)),
        6 => action.owner = random.chance(80).then(|| words::role(random)),
        7 => action.action = words::prose(random, 6),
        _ => {
            risk.mitigation.remove(id);
        }
    }
}

fn status_of_action(random: &mut Random) -> String {
    random.pick(&["planned", "in_progress", "in_place", "dropped"]).to_owned()
}

fn step_status(risk: &mut Risk, random: &mut Random) {
    let next = match risk.status.0 {
        Status::Open => random.pick(&[Status::Closed, Status::Materialised, Status::NotApplicable]),
        Status::Materialised => random.pick(&[Status::Closed, Status::Open]),
        Status::Closed | Status::NotApplicable => Status::Open,
    };
    let reason = next != Status::Open || random.chance(60);
    risk.status = (next, reason.then(|| words::prose(random, 6)));
}
