//! What people do to a document between two commits, as values: an edit of a branch can be made again on another state.

use super::document::{Document, Risk, TOOLS};
use super::random::Random;

/// An edit of one document.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The document.
    pub document: usize,
    what: What,
    day: i64,
    seed: u64,
}

#[derive(Debug, Clone)]
enum What {
    Rate(usize),
    Mitigate(usize),
    Reword(usize),
    Add(String),
    Review,
    Reformat,
    Comment,
    Move(usize),
}

impl Edit {
    /// Chooses an edit of a document.
    pub fn choose(document: usize, day: i64, moves: u64, random: &mut Random) -> Self {
        let (_, prefix, _) = TOOLS[document % TOOLS.len()];
        let risk = random.below(19);
        let what = match random.below(1000) as u64 {
            chance if chance < moves => What::Move(random.below(60)),
            chance if chance < moves + 30 => What::Reformat,
            chance if chance < moves + 60 => What::Comment,
            chance if chance < moves + 90 => What::Add(format!("{prefix}-U9{:08}", random.next() % 100_000_000)),
            chance if chance < moves + 240 => What::Review,
            chance if chance < moves + 400 => What::Reword(risk),
            chance if chance < moves + 650 => What::Mitigate(risk),
            _ => What::Rate(risk),
        };
        Self { document, what, day, seed: random.next() }
    }

    /// Makes the edit.
    pub fn make(&self, document: &mut Document) {
        let mut random = Random::new(self.seed);
        match &self.what {
            What::Rate(place) => rate(&mut document.risks[*place], self.day, &mut random),
            What::Mitigate(place) => {
                let actions = &mut document.risks[*place].actions;
                let which = random.below(actions.len());
                actions[which].status = (actions[which].status + 1) % 3;
                if random.per_thousand(300) {
                    actions[which].due = self.day + 300;
                }
            }
            What::Reword(place) => {
                let risk = &mut document.risks[*place];
                let kept = risk.statement.trim_end_matches('.').to_owned();
                let kept: Vec<&str> = kept.split(' ').take(20).collect();
                risk.statement = format!("{} {}", kept.join(" "), random.sentence(2).to_lowercase());
            }
            What::Add(id) => document.risks.push(Risk::new(id.clone(), self.day, &mut random)),
            What::Review => {
                let round = format!("round-{}", document.reviews.len() + 1);
                document.reviews.push(super::document::Review { round, day: self.day, outcome: random.sentence(6) });
            }
            What::Reformat => document.width = if document.width == 100 { 76 } else { 100 },
            What::Comment => document.comments += 1,
            What::Move(region) => document.region = *region,
        }
    }
}

fn rate(risk: &mut Risk, day: i64, random: &mut Random) {
    let level = if random.per_thousand(500) { &mut risk.likelihood } else { &mut risk.impact };
    let before = *level;
    *level = match before {
        1 => random.below(2) * 2,
        _ => 1,
    };
    risk.rated_on = day;
    risk.rationale = random.sentence(16);
    if *level < before {
        let number = random.below(100_000);
        risk.evidence.push((format!("MO-{number:05}"), day - 3));
        if risk.evidence.len() > 3 {
            risk.evidence.remove(0);
        }
    }
}
