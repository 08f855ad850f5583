//! Lists in one cell, one entry a line: actions as `M1 [planned] what is done (owner; due)`, evidence as
//! `reference | kind | day | title`. A line that begins with a blank goes on with the one above.

use super::columns::{ACTION_STATUSES, day_text, word};
use super::day;
use super::table::tidy;
use crate::model::{Action, ActionStatus, Date, Evidence};

/// How the line of a note begins, below its action.
const NOTE: &str = "note:";
/// Stands for what is not said.
const NOTHING: &str = "-";

/// An action as a cell says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionLine {
    /// Its id; a new one has none.
    pub id: String,
    /// How far it is.
    pub status: String,
    /// What is done.
    pub action: String,
    /// The role that does it.
    pub owner: String,
    /// The day by which it is done.
    pub due: String,
    /// Anything else.
    pub note: String,
}

/// A document as a cell points to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceLine {
    /// Its reference.
    pub reference: String,
    /// Monitoring, evaluation, …
    pub kind: String,
    /// Its day.
    pub date: String,
    /// What it is called.
    pub title: String,
}

/// Writes actions for a cell.
#[must_use]
pub fn actions(actions: &[Action]) -> String {
    actions.iter().map(action).collect::<Vec<_>>().join("\n")
}

/// Writes one action.
#[must_use]
pub fn action(action: &Action) -> String {
    let line = of_action(action);
    let id = if line.id.is_empty() { String::new() } else { format!("{} ", line.id) };
    let or_nothing = |text: &str| if text.is_empty() { NOTHING.to_owned() } else { text.to_owned() };
    let text = format!("{id}[{}] {} ({}; {})", line.status, line.action, or_nothing(&line.owner), or_nothing(&line.due));
    let note = if line.note.is_empty() { String::new() } else { format!("\n{NOTE} {}", line.note) };
    tidy(&format!("{text}{note}")).replace('\n', "\n  ")
}

/// Returns an action of the file as a cell would say it.
#[must_use]
pub fn of_action(action: &Action) -> ActionLine {
    let text = |text: &Option<String>| text.as_deref().map(tidy).unwrap_or_default();
    let status = word(&action.status, ActionStatus::word);
    ActionLine {
        id: text(&action.id),
        status: if status.is_empty() { ActionStatus::Planned.word().to_owned() } else { status },
        action: tidy(&action.action),
        owner: text(&action.owner),
        due: day_text(&action.due),
        note: text(&action.note),
    }
}

/// Writes evidence for a cell.
#[must_use]
pub fn evidence(entries: &[Evidence]) -> String {
    entries.iter().map(document).collect::<Vec<_>>().join("\n")
}

/// Writes one document.
#[must_use]
pub fn document(entry: &Evidence) -> String {
    let line = of_evidence(entry);
    let parts = [&line.reference, &line.kind, &line.date, &line.title];
    let last = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |at| at + 1);
    parts.into_iter().take(last).map(String::as_str).collect::<Vec<_>>().join(" | ").replace('\n', "\n  ")
}

/// Returns a document of the file as a cell would point to it.
#[must_use]
pub fn of_evidence(entry: &Evidence) -> EvidenceLine {
    let text = |text: &Option<String>| text.as_deref().map(tidy).unwrap_or_default();
    EvidenceLine { reference: tidy(&entry.reference), kind: text(&entry.kind), date: day_text(&entry.date), title: text(&entry.title) }
}

/// Cuts a cell into its entries: each begins at the left, and lines that begin with a blank belong to the one above.
#[must_use]
pub fn entries(cell: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in cell.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        match found.last_mut() {
            Some(entry) if line.starts_with(char::is_whitespace) => entry.push_str(&format!("\n  {}", line.trim_start())),
            _ => found.push(line.trim_start().to_owned()),
        }
    }
    found
}

/// Reads one action; where `bare` is allowed, a sentence without `[planned]` is one too.
///
/// # Errors
/// Returns what cannot be understood.
pub fn read_action(entry: &str, bare: bool) -> Result<ActionLine, String> {
    let (text, note) = split_note(entry);
    let (id, status, text) = match head(&text) {
        Some(parts) => parts,
        None if bare => (String::new(), ActionStatus::Planned.word().to_owned(), text),
        None => {
            return Err(format!(
                "`{}` does not begin like an action: write `[planned]` before a new one, or two blanks where it goes on with the line above",
                shortened(&text)
            ));
        }
    };
    if !ACTION_STATUSES.contains(&status.as_str()) {
        return Err(format!(
            "`[{status}]` does not say how far an action is: {} do",
            ACTION_STATUSES.map(|word| format!("[{word}]")).join(", ")
        ));
    }
    if !id.is_empty() && !is_action_id(&id) {
        return Err(format!("`{id}` is no id of an action: M1, M2, … are; leave it out for a new one"));
    }
    let (action, owner, due) = tail(&text)?;
    if action.is_empty() {
        return Err(format!("`{}` does not say what is done", shortened(entry)));
    }
    Ok(ActionLine { id, status, action, owner, due, note })
}

/// Reads one document.
///
/// # Errors
/// Returns what cannot be understood.
pub fn read_document(entry: &str) -> Result<EvidenceLine, String> {
    if entry.contains('\n') {
        return Err(format!("`{}` goes over several lines: write one line a document", shortened(entry)));
    }
    let mut parts = entry.splitn(4, '|').map(|part| part.trim().to_owned());
    let mut next = || parts.next().unwrap_or_default();
    let line = EvidenceLine { reference: next(), kind: next(), date: next(), title: next() };
    if line.reference.is_empty() {
        return Err(format!("`{}` begins with no reference: write `reference | kind | day | title`", shortened(entry)));
    }
    if line.date.is_empty() {
        return Ok(line);
    }
    let date = day_of(&line.date)?;
    Ok(EvidenceLine { date: date.to_string(), ..line })
}

/// Says whether an action can be told from what its line says: then a changed line can be taken over.
#[must_use]
pub fn can_be_told(known: &Action) -> bool {
    read_action(&action(known), false) == Ok(of_action(known))
}

/// Says whether a document can be told from what its line says.
#[must_use]
pub fn document_can_be_told(known: &Evidence) -> bool {
    read_document(&document(known)) == Ok(of_evidence(known))
}

/// Cuts off the note below an action, and takes the lines of each together.
fn split_note(entry: &str) -> (String, String) {
    let lines: Vec<&str> = entry.lines().map(str::trim).collect();
    let at = lines.iter().skip(1).position(|line| line.starts_with(NOTE)).map_or(lines.len(), |at| at + 1);
    let (text, note) = lines.split_at(at);
    (text.join("\n"), note.join("\n").strip_prefix(NOTE).unwrap_or_default().trim().to_owned())
}

/// Splits `M1 [planned] the rest`.
fn head(text: &str) -> Option<(String, String, String)> {
    let (id, rest) = text.split_once('[')?;
    let (status, rest) = rest.split_once(']')?;
    let id = id.trim();
    let is_head = !id.contains(char::is_whitespace) && id.chars().count() <= 8;
    is_head.then(|| (id.to_owned(), status.trim().to_lowercase().replace([' ', '-'], "_"), rest.trim().to_owned()))
}

/// Splits `the rest (owner; due)`.
fn tail(text: &str) -> Result<(String, String, String), String> {
    let group = text.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')).filter(|(_, group)| group.contains(';'));
    let Some((action, group)) = group else { return Ok((text.to_owned(), String::new(), String::new())) };
    let (owner, due) = group.split_once(';').unwrap_or((group, ""));
    let or_empty = |text: &str| if text.trim() == NOTHING { String::new() } else { text.trim().to_owned() };
    let (owner, due) = (or_empty(owner), or_empty(due));
    let due = if due.is_empty() { due } else { day_of(&due)?.to_string() };
    Ok((action.trim().to_owned(), owner, due))
}

fn day_of(text: &str) -> Result<Date, String> {
    let reading = day::read(text);
    match reading.days.as_slice() {
        [day] if reading.sure => Ok(*day),
        [] => Err(format!("`{text}` is no day: write year, month and day, such as 2024-06-27")),
        days => Err(format!("`{text}` may mean {}: write year, month and day", either(days))),
    }
}

/// Names days that a text may mean.
fn either(days: &[Date]) -> String {
    days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

/// Returns the beginning of a text, for a message.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= MOST && line.len() == text.len() {
        line.to_owned()
    } else {
        line.chars().take(MOST).chain(['…']).collect()
    }
}

fn is_action_id(id: &str) -> bool {
    id.strip_prefix('M').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns the next id that no action has, given those that are known.
#[must_use]
pub fn next_action_id<'a>(known: impl Iterator<Item = &'a str>) -> String {
    let number = |id: &str| id.strip_prefix('M').map_or(0, |digits| digits.parse::<u32>().unwrap_or(0));
    format!("M{}", known.map(number).max().unwrap_or(0).saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;

    fn known_day(text: &str) -> Field<Date> {
        Field::Known(text.parse().expect("a day"))
    }

    fn full() -> Action {
        Action {
            position: 0,
            id: Some("M2".to_owned()),
            action: "Build up a roster (with the bar; twice)".to_owned(),
            owner: Some("project_coordinator".to_owned()),
            due: known_day("2025-06-30"),
            status: Field::Known(ActionStatus::InPlace),
            note: Some("Moved once.\nSee the minutes.".to_owned()),
        }
    }

    #[test]
    fn an_action_is_one_line_and_comes_back() {
        let line = "M2 [in_place] Build up a roster (with the bar; twice) (project_coordinator; 2025-06-30)\n  note: Moved once.\n  See the minutes.";
        assert_eq!(action(&full()), line);
        assert!(can_be_told(&full()));
        let bare = Action { action: "Do it.".to_owned(), ..Action::default() };
        assert_eq!(action(&bare), "[planned] Do it. (-; -)");
        assert!(can_be_told(&bare));
    }

    #[test]
    fn two_actions_are_two_entries_whatever_their_lines() {
        let both = actions(&[full(), Action { action: "One.\n\n  Two.".to_owned(), ..Action::default() }]);
        let found = entries(&both.replace('\n', "\r\n"));
        assert_eq!(found.len(), 2);
        assert_eq!(read_action(&found[0], false), Ok(of_action(&full())));
    }

    #[test]
    fn an_action_typed_by_hand_is_read() {
        let read = |text| read_action(text, false).expect("an action");
        let line = ActionLine { status: "in_progress".to_owned(), action: "Train.".to_owned(), ..ActionLine::default() };
        assert_eq!(read("[In progress] Train."), line);
        assert_eq!(read("[in-progress] Train. (-; 27.06.2024)"), ActionLine { due: "2024-06-27".to_owned(), ..line.clone() });
        assert_eq!(read_action("Train.", true), Ok(ActionLine { status: "planned".to_owned(), ..line }));
    }

    #[test]
    fn what_is_no_action_is_refused_with_what_is_wrong() {
        for (text, word) in [
            ("Train.", "[planned]"),
            ("M1 [done] Train.", "[done]"),
            ("X1 [planned] Train.", "X1"),
            ("[planned] (-; -)", "what is done"),
            ("[planned] Train. (-; soon)", "soon"),
            ("[planned] Train. (-; 03/04/2024)", "2024-04-03 or 2024-03-04"),
        ] {
            let why = read_action(text, false).expect_err(text);
            assert!(why.contains(word), "{text}: {why}");
        }
    }

    #[test]
    fn evidence_is_one_line_a_document() {
        let entry = Evidence {
            position: 0,
            reference: "TO-2024-02".to_owned(),
            kind: None,
            date: known_day("2024-05-31"),
            title: Some("Summary | aggregate".to_owned()),
        };
        assert_eq!(document(&entry), "TO-2024-02 |  | 2024-05-31 | Summary | aggregate");
        assert!(document_can_be_told(&entry));
        assert_eq!(document(&Evidence { reference: "A-1".to_owned(), ..Evidence::default() }), "A-1");
        assert!(read_document("| report").is_err() && read_document("A | b | soon").is_err());
    }

    #[test]
    fn the_next_action_takes_a_number_of_its_own() {
        assert_eq!(next_action_id(["M1", "M7"].into_iter()), "M8");
        assert_eq!(next_action_id(std::iter::empty()), "M1");
    }
}
