//! Days as spreadsheet programs of many countries write them. What can be read in two ways is never guessed.

use crate::model::Date;

/// First and last number that is taken for a day: 2000 and 2099, counted from 1900.
const SERIALS: std::ops::Range<i64> = 36_526..73_051;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The days that a text can stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// All of them.
    pub days: Vec<Date>,
    /// Whether the only one is what was surely meant.
    pub sure: bool,
}

/// Reads a text as a day.
#[must_use]
pub fn read(text: &str) -> Reading {
    let text = text.trim();
    let text = text.strip_suffix("00:00:00").map_or(text, |day| day.trim_end_matches(['T', ' ']));
    if let Ok(number) = text.parse::<i64>()
        && text.len() == 5
    {
        return sure(serial(number));
    }
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let &[first, second, third] = parts.as_slice() else { return Reading::default() };
    if let Some(month) = month(second) {
        return named(third, month, first);
    }
    if let Some(month) = month(first) {
        return named(third, month, second);
    }
    if is_year(first) {
        return sure(day(first, number(second), second.len(), third));
    }
    if !parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Reading::default();
    }
    let day_first = day(third, number(second), second.len(), first);
    // NOTE: with dots the day comes first wherever dots are in use.
    if text.contains('.') {
        return if is_year(third) { sure(day_first) } else { unsure(day_first, None) };
    }
    match (day_first, day(third, number(first), first.len(), second)) {
        (one, other) if one == other && is_year(third) => sure(one),
        (Some(only), None) | (None, Some(only)) if is_year(third) => sure(Some(only)),
        (one, other) => unsure(one, other),
    }
}

/// Reads the number that a program keeps for a day.
#[must_use]
pub fn serial(number: i64) -> Option<Date> {
    let from = jiff::civil::date(1899, 12, 30);
    if !SERIALS.contains(&number) {
        return None;
    }
    let Ok(day) = from.checked_add(jiff::SignedDuration::from_hours(number * 24)) else { return None };
    Some(day)
}

fn named(year: &str, month: i8, of_month: &str) -> Reading {
    let found = day(year, Some(month), 1, of_month);
    if is_year(year) { sure(found) } else { unsure(found, None) }
}

fn sure(day: Option<Date>) -> Reading {
    Reading { sure: day.is_some(), days: day.into_iter().collect() }
}

fn unsure(one: Option<Date>, other: Option<Date>) -> Reading {
    Reading { days: one.into_iter().chain(other).collect(), sure: false }
}

fn day(year: &str, month: Option<i8>, month_digits: usize, of_month: &str) -> Option<Date> {
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if month_digits > 2 || !digits(of_month, 2) || !(is_year(year) || (digits(year, 2) && year.len() == 2)) {
        return None;
    }
    let century = if year.len() == 2 { 2000 } else { 0 };
    let (Ok(year), Ok(of_month)) = (year.parse::<i16>(), of_month.parse::<i8>()) else { return None };
    let Ok(day) = Date::new(year + century, month?, of_month) else { return None };
    Some(day)
}

fn number(text: &str) -> Option<i8> {
    let Ok(number) = text.parse() else { return None };
    Some(number)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let fits = |name: &str| name == word || (word.len() == 3 && name.starts_with(&word)) || (word == "sept" && name == "september");
    let at = MONTHS.iter().position(|name| fits(name))?;
    Some(i8::try_from(at + 1).expect("a small number because there are twelve months"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> (Vec<String>, bool) {
        let reading = read(text);
        (reading.days.iter().map(ToString::to_string).collect(), reading.sure)
    }

    #[test]
    fn clear_days_are_read() {
        let clear = [
            "2024-06-27",
            "2024/06/27",
            "2024-06-27 00:00:00",
            "2024-06-27T00:00:00",
            "27.06.2024",
            "27.6.2024",
            "27/06/2024",
            "6/27/2024",
            "27-Jun-2024",
            "27 June 2024",
            "June 27, 2024",
            "45470",
        ];
        for text in clear {
            assert_eq!(days(text), (vec!["2024-06-27".to_owned()], true), "{text}");
        }
        assert_eq!(days("4/4/2024"), (vec!["2024-04-04".to_owned()], true));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_sure() {
        assert_eq!(days("03/04/2024"), (vec!["2024-04-03".to_owned(), "2024-03-04".to_owned()], false));
        assert_eq!(days("27/06/24"), (vec!["2024-06-27".to_owned()], false));
        assert_eq!(days("27.06.24"), (vec!["2024-06-27".to_owned()], false));
        assert_eq!(days("27-Jun-24"), (vec!["2024-06-27".to_owned()], false));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "soon",
            "2024-13-01",
            "2024-02-30",
            "32.01.2024",
            "2024",
            "7",
            "99999",
            "27 Brumaire 2024",
            "1/2/3/4",
            "2024-06-27 10:00:00",
        ] {
            assert_eq!(days(text), (Vec::new(), false), "{text}");
        }
    }
}
