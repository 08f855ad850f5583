//! Annotations for GitHub: a workflow command a finding, most severe first. The platform shows ten a level and step, so what
//! is over is counted by one last command.

use super::escape::Untrusted;
use crate::finding::Severity;
use crate::report::{CiReport, Counts, Gap, ToldFinding};
use crate::source::Region;

/// Annotations of one level that GitHub shows of a step.
const MOST: usize = 10;

/// Writes the verdict for the log, and the annotations.
pub(super) fn annotations(report: &CiReport) -> String {
    let marking = report.classification.as_ref().map(|marking| format!("; marking: {marking}")).unwrap_or_default();
    let verdict = format!("risklog {}: {}{marking}", report.command, report.verdict);
    let mut out = format!("{}\n", Untrusted::new(&verdict).terminal());
    let gaps: Vec<&Gap> = report.gaps.iter().collect();
    let of = |severity: Severity| -> Vec<&ToldFinding> { report.findings.iter().filter(|told| told.severity == severity).collect() };
    let (errors, warnings, infos) = (of(Severity::Error), of(Severity::Warning), of(Severity::Info));
    let room = MOST.saturating_sub(gaps.len());
    let is_over = gaps.len() + errors.len() > MOST || warnings.len() > MOST || infos.len() > MOST;
    // The last command is an annotation as well: its level keeps a place for it.
    let notices = if is_over { MOST - 1 } else { MOST };
    gaps.iter().take(MOST).for_each(|told| out.push_str(&gap(told)));
    errors.iter().take(room).chain(warnings.iter().take(MOST)).chain(infos.iter().take(notices)).for_each(|told| out.push_str(&line(told)));
    if is_over {
        let rest = Counts {
            errors: errors.len().saturating_sub(room),
            warnings: warnings.len().saturating_sub(MOST),
            infos: infos.len().saturating_sub(notices),
            ..Counts::default()
        };
        out.push_str(&the_rest(report.command, gaps.len().saturating_sub(MOST), rest));
    }
    out
}

/// Writes one command to the runner. What is a text of others comes in escaped for a log; here is done what the runner undoes.
pub(super) fn command(name: &str, properties: &[(&str, String)], message: &str) -> String {
    let properties: Vec<String> =
        properties.iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| format!("{key}={}", property(value))).collect();
    let space = if properties.is_empty() { "" } else { " " };
    format!("::{name}{space}{}::{}\n", properties.join(","), data(message))
}

/// Escapes a message: the percent sign first, or what is escaped would be escaped again.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn line(told: &ToldFinding) -> String {
    let name = match told.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let title = told.id.as_ref().map_or_else(|| told.rule.to_owned(), |id| format!("{} {id}", told.rule));
    let mut message = Untrusted::new(&told.message).terminal();
    for help in told.help.iter().flat_map(|help| help.lines()) {
        message.push_str(&format!("\nhelp: {}", Untrusted::new(help).terminal()));
    }
    command(name, &properties(Some(&told.file), told.region, &title), &message)
}

fn gap(told: &Gap) -> String {
    command("error", &properties(told.file.as_deref(), told.region, "incomplete"), &Untrusted::new(&told.message).terminal())
}

/// Returns the properties of an annotation. GitHub takes columns only where a finding ends on the line where it begins.
fn properties(file: Option<&str>, region: Option<Region>, title: &str) -> Vec<(&'static str, String)> {
    let mut told = vec![("file", file.map(|file| Untrusted::new(file).path()).unwrap_or_default())];
    if let Some(Region { start, end }) = region {
        told.push(("line", start.line.to_string()));
        if start.line == end.line {
            told.push(("col", start.column.to_string()));
        }
        told.push(("endLine", end.line.to_string()));
        if start.line == end.line {
            told.push(("endColumn", end.column.to_string()));
        }
    }
    told.push(("title", Untrusted::new(title).terminal()));
    told
}

fn the_rest(name: &str, gaps: usize, rest: Counts) -> String {
    let gaps = if gaps > 0 { format!("{gaps} more could not be looked at; ") } else { String::new() };
    let found = if rest == Counts::default() { String::new() } else { format!("{} more; ", rest.found()) };
    let message = format!("{gaps}{found}GitHub shows {MOST} of a kind; all of it is in the job summary, and printed by `risklog {name}`");
    command("notice", &[("title", "risklog: not shown here".to_owned())], &message)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Read = (String, Vec<(String, String)>, String);

    /// Reads a command the way the runner does: the text up to the second mark is the command and its properties, percent
    /// signs are put back last.
    fn parsed(line: &str) -> Option<Read> {
        let (head, message) = line.trim_start().strip_prefix("::")?.split_once("::")?;
        let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
        let back = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
        let properties = properties.split(',').filter_map(|pair| pair.trim().split_once('='));
        let properties =
            properties.map(|(key, value)| (key.to_owned(), back(value).replace("%3A", ":").replace("%2C", ",").replace("%25", "%")));
        Some((name.to_owned(), properties.collect(), back(message).replace("%25", "%")))
    }

    proptest! {
        #[test]
        fn whatever_is_said_comes_back_from_the_runner(message in any::<String>(), file in any::<String>(), title in "[%:,=\\r\\n0-9A-D ]{1,20}") {
            prop_assume!(!file.is_empty());
            let line = command("error", &[("file", file.clone()), ("title", title.clone())], &message);
            prop_assert_eq!(line.matches('\n').count(), 1);
            prop_assert!(!line.contains('\r'));
            let (name, properties, said) = parsed(line.trim_end_matches('\n')).expect("a command");
            prop_assert_eq!(name, "error");
            let blank = |text: &str| text.trim_end().to_owned();
            let expected = [("file", file), ("title", title)].map(|(key, value)| (key.to_owned(), blank(&value)));
            prop_assert_eq!(properties.into_iter().map(|(key, value)| (key, blank(&value))).collect::<Vec<_>>(), expected);
            prop_assert_eq!(said, message);
        }
    }

    #[test]
    fn the_percent_sign_is_escaped_first() {
        assert_eq!(command("error", &[("file", "a:b,c%".to_owned())], "50%\r\n%0A"), "::error file=a%3Ab%2Cc%25::50%25%0D%0A%250A\n");
    }
}
