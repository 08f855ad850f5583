//! Random numbers that are the same on every machine, and words to make sentences of.

/// A generator of numbers (splitmix64).
#[derive(Debug, Clone)]
pub struct Random(u64);

/// What sentences are made of: no word that YAML could take for something else at the end of a line.
const WORDS: [&str; 72] = [
    "border",
    "officers",
    "may",
    "refuse",
    "shelter",
    "to",
    "people",
    "who",
    "cross",
    "without",
    "papers",
    "while",
    "training",
    "reaches",
    "only",
    "senior",
    "staff",
    "in",
    "the",
    "capital",
    "and",
    "district",
    "courts",
    "lack",
    "interpreters",
    "so",
    "that",
    "hearings",
    "are",
    "delayed",
    "for",
    "months",
    "because",
    "funds",
    "arrive",
    "late",
    "women",
    "report",
    "less",
    "often",
    "when",
    "interviews",
    "take",
    "place",
    "at",
    "stations",
    "where",
    "nobody",
    "speaks",
    "their",
    "language",
    "referral",
    "slows",
    "down",
    "after",
    "each",
    "rotation",
    "of",
    "personnel",
    "équipes",
    "frontière",
    "règles",
    "sécurité",
    "communities",
    "distrust",
    "raids",
    "records",
    "kept",
    "on",
    "paper",
    "get",
    "lost",
];

impl Random {
    /// Begins at a number.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns the next number.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below another one.
    pub const fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Says yes as many times of a thousand.
    pub const fn per_thousand(&mut self, times: u64) -> bool {
        self.next() % 1000 < times
    }

    /// Returns one of several.
    pub fn of<T: Copy>(&mut self, several: &[T]) -> T {
        several[self.below(several.len())]
    }

    /// Makes a sentence.
    pub fn sentence(&mut self, words: usize) -> String {
        let mut sentence = String::new();
        for place in 0..words {
            let word = self.of(&WORDS);
            if place == 0 {
                let mut letters = word.chars();
                sentence.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                sentence.push_str(letters.as_str());
            } else {
                sentence.push(' ');
                sentence.push_str(word);
            }
        }
        sentence.push('.');
        sentence
    }
}

/// Writes a day, counted from 1970, as year, month and day.
#[must_use]
pub fn day(days: i64) -> String {
    // Howard Hinnant's civil_from_days, for days after 1970.
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted - era * 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}
