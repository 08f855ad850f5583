//! The cell of the evidence against the documents of the file, line by line.

use super::lines::{self, EvidenceLine};
use crate::edit::RISK_KEYS;
use crate::model::{Evidence, Risk};
use crate::yaml::edit::{Edit, Value};

/// The usual order of the keys.
const KEYS: &[&str] = &["ref", "kind", "date", "title"];

/// Returns what a changed cell means: lines that are as the file says stay, others change their document or are new.
///
/// # Errors
/// Returns what cannot be understood, and which document would be lost.
pub fn edits(risk: &Risk, cell: &str) -> Result<Vec<Edit>, String> {
    let mut rest: Vec<&Evidence> = risk.evidence.iter().collect();
    let mut changed = Vec::new();
    for entry in lines::entries(cell) {
        match rest.iter().position(|known| lines::entries(&lines::document(known)) == [entry.as_str()]) {
            Some(at) => drop(rest.remove(at)),
            None => changed.push(lines::read_document(&entry)?),
        }
    }
    let (mut edits, mut added) = (Vec::new(), Vec::new());
    for line in changed {
        match rest.iter().position(|known| known.reference == line.reference) {
            Some(at) => edits.extend(changes(risk, rest.remove(at), &line)?),
            None => added.push(value(&line)),
        }
    }
    if let Some(lost) = rest.first() {
        return Err(format!("`{}` has no line any more; evidence is taken out, or gets another reference, in the file", lost.reference));
    }
    let list = risk.route().key("evidence");
    if risk.evidence.is_empty() && !added.is_empty() {
        edits.push(Edit::set(list, Value::List(added)).among(RISK_KEYS));
    } else {
        edits.extend(added.into_iter().map(|value| Edit::append(list.clone(), value)));
    }
    Ok(edits)
}

/// Says whether a cell points to the documents of the file, whatever the blanks around its bars.
pub fn says_the_same(risk: &Risk, cell: &str) -> bool {
    let read: Result<Vec<_>, _> = lines::entries(cell).iter().map(|entry| lines::read_document(entry)).collect();
    read.is_ok_and(|read| read == risk.evidence.iter().map(lines::of_evidence).collect::<Vec<_>>())
}

/// Returns the evidence of a new risk.
///
/// # Errors
/// Returns what cannot be understood.
pub fn of_new(cell: &str) -> Result<Value, String> {
    let read = lines::entries(cell).iter().map(|entry| lines::read_document(entry)).collect::<Result<Vec<_>, _>>()?;
    Ok(Value::List(read.iter().map(value).collect()))
}

fn changes(risk: &Risk, known: &Evidence, line: &EvidenceLine) -> Result<Vec<Edit>, String> {
    if !lines::document_can_be_told(known) {
        return Err(format!(
            "`{}` cannot be changed in a cell, for its own words look like its marks; change it in the file",
            known.reference
        ));
    }
    let route = risk.route().key("evidence").index(known.position);
    let told = lines::of_evidence(known);
    let parts = [("kind", &told.kind, &line.kind), ("date", &told.date, &line.date), ("title", &told.title, &line.title)];
    let changed = parts.into_iter().filter(|(_, before, after)| before != after);
    Ok(changed.map(|(key, _, after)| Edit::set(route.key(key), of_part(key, after)).among(KEYS)).collect())
}

fn value(line: &EvidenceLine) -> Value {
    let parts = [("ref", &line.reference), ("kind", &line.kind), ("date", &line.date), ("title", &line.title)];
    let said = parts.into_iter().filter(|(_, text)| !text.is_empty());
    Value::Map(said.map(|(key, text)| (key.to_owned(), of_part(key, text))).collect())
}

fn of_part(key: &str, text: &str) -> Value {
    match text {
        "" => Value::Blank,
        day if key == "date" => Value::Day(day.to_owned()),
        text => Value::text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn risk() -> Risk {
        let one = Evidence { reference: "A-1".to_owned(), kind: Some("report".to_owned()), ..Evidence::default() };
        Risk { evidence: vec![one], ..Risk::default() }
    }

    #[test]
    fn lines_change_their_document_or_are_new() {
        let list = risk().route().key("evidence");
        let made = edits(&risk(), "A-1 | survey\nB-2 | report | 27.06.2024 | Summary").expect("it is understood");
        assert_eq!(made.first(), Some(&Edit::set(list.index(0).key("kind"), Value::text("survey")).among(KEYS)));
        let text = |text| Value::text(text);
        let fields =
            [("ref", text("B-2")), ("kind", text("report")), ("date", Value::Day("2024-06-27".to_owned())), ("title", text("Summary"))];
        assert_eq!(made.get(1), Some(&Edit::append(list, Value::Map(fields.map(|(key, value)| (key.to_owned(), value)).to_vec()))));
    }

    #[test]
    fn no_document_is_lost_and_none_is_guessed() {
        assert!(edits(&risk(), "").expect_err("lost").contains("A-1"));
        assert!(edits(&risk(), "A-1 | report | soon").expect_err("no day").contains("soon"));
        assert!(edits(&risk(), "A-1 | report\n| report").expect_err("no reference").contains("reference"));
    }
}
