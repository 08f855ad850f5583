//! Which way a rating moved.

use super::ChangeKind;
use crate::change::Change;
use crate::model::{Field, Level, Rating};

/// What happened to one rating.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RatingMove {
    /// A part went up.
    pub up: bool,
    /// A part went down.
    pub down: bool,
    /// A blank part was filled in.
    pub filled: bool,
    /// A rated part is blank, or can no longer be read.
    pub emptied: bool,
}

impl RatingMove {
    /// Says whether the rating is another one.
    #[must_use]
    pub const fn is_any(self) -> bool {
        self.up || self.down || self.filled || self.emptied
    }

    /// Returns the direction words; up and down together are never "unchanged".
    #[must_use]
    pub fn kinds(self) -> Vec<ChangeKind> {
        let mut kinds = Vec::new();
        if self.emptied {
            kinds.push(ChangeKind::Withdrawn);
        }
        if self.up && !self.down {
            kinds.push(ChangeKind::Raised);
        }
        if self.filled {
            kinds.push(ChangeKind::FirstRated);
        }
        if self.down && !self.up {
            kinds.push(ChangeKind::Lowered);
        }
        if self.up && self.down {
            kinds.push(ChangeKind::Mixed);
        }
        kinds
    }
}

/// Compares two ratings of one risk.
#[must_use]
pub fn rating_move(rating: Change<&Rating>) -> RatingMove {
    let mut found = RatingMove::default();
    part(&mut found, rating.map(|rating| &rating.likelihood));
    part(&mut found, rating.map(|rating| &rating.impact));
    found
}

fn part(found: &mut RatingMove, cell: Change<&Field<Level>>) {
    match (cell.before.get(), cell.after.get()) {
        (Some(before), Some(after)) => {
            found.up |= after > before;
            found.down |= after < before;
        }
        (None, Some(_)) => found.filled = true,
        (Some(_), None) => found.emptied = true,
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(before: [Option<Level>; 2], after: [Option<Level>; 2]) -> Vec<ChangeKind> {
        let cell = |level: Option<Level>| level.map_or(Field::Blank, Field::Known);
        let rating = |[likelihood, impact]: [Option<Level>; 2]| Rating { likelihood: cell(likelihood), impact: cell(impact) };
        rating_move(Change::new(&rating(before), &rating(after))).kinds()
    }

    #[test]
    fn directions_have_their_words() {
        use Level::{High, Low, Medium};
        let (high, medium, low, blank) = (Some(High), Some(Medium), Some(Low), None);
        assert_eq!(kinds([medium, low], [high, low]), [ChangeKind::Raised]);
        assert_eq!(kinds([medium, high], [low, medium]), [ChangeKind::Lowered]);
        assert_eq!(kinds([medium, high], [high, medium]), [ChangeKind::Mixed]);
        assert_eq!(kinds([blank, blank], [low, low]), [ChangeKind::FirstRated]);
        assert_eq!(kinds([low, low], [blank, blank]), [ChangeKind::Withdrawn]);
        assert_eq!(kinds([low, high], [low, high]), []);
    }

    #[test]
    fn turned_round_a_move_goes_the_other_way() {
        let cells = [None, Some(Level::Low), Some(Level::Medium), Some(Level::High)];
        let mirror = |kind: &ChangeKind| match kind {
            ChangeKind::Raised => ChangeKind::Lowered,
            ChangeKind::Lowered => ChangeKind::Raised,
            other => *other,
        };
        for a in cells {
            for b in cells {
                for c in cells {
                    for d in cells {
                        let there = kinds([a, b], [c, d]);
                        let back = kinds([c, d], [a, b]);
                        if !there.contains(&ChangeKind::FirstRated)
                            && !there.contains(&ChangeKind::Withdrawn)
                            && !back.contains(&ChangeKind::Withdrawn)
                        {
                            let mut mirrored: Vec<_> = there.iter().map(mirror).collect();
                            mirrored.sort();
                            assert_eq!(mirrored, back);
                        }
                    }
                }
            }
        }
    }
}
