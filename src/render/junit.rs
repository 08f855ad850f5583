//! A test report in the XML of JUnit: a suite a file, a case a risk and rule. What a waiver silences is a skipped case, what
//! could not be looked at an error; the first suite holds the verdict.

use super::escape::Untrusted;
use crate::report::{Case, CaseResult, CiReport, Suite, ToldFinding};

/// Writes the report.
pub(super) fn report(report: &CiReport) -> String {
    let verdict = verdict(report);
    let suites = std::iter::once(verdict).chain(report.suites.iter().map(suite)).collect::<String>();
    let all = report.suites.iter().flat_map(|suite| &suite.cases);
    let errors = count(all.clone(), is_broken) + usize::from(report.is_incomplete());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"risklog {}\" tests=\"{}\" failures=\"{}\" errors=\"{errors}\">\n\
         {suites}</testsuites>\n",
        report.command,
        all.clone().count() + 1,
        count(all, is_failed),
    )
}

/// Writes the suite that says how it went as a whole, so that no report is empty and none that is incomplete is green.
fn verdict(report: &CiReport) -> String {
    let marking = report.classification.as_ref().map(|marking| format!("; marking: {marking}")).unwrap_or_default();
    let said = xml(&format!("{}{marking}", report.verdict));
    let waived = report.waived.len();
    let error =
        if report.is_incomplete() { format!("<error type=\"incomplete\" message=\"{said}\">{said}</error>") } else { String::new() };
    format!(
        "  <testsuite name=\"risklog {0}\" tests=\"1\" failures=\"0\" errors=\"{1}\" skipped=\"0\" time=\"0\">\n    \
         <properties><property name=\"waived\" value=\"{waived}\"/></properties>\n    \
         <testcase classname=\"risklog\" name=\"everything could be looked at\" time=\"0\">{error}</testcase>\n    \
         <system-out>{said}</system-out>\n  </testsuite>\n",
        report.command,
        usize::from(report.is_incomplete()),
    )
}

fn suite(suite: &Suite) -> String {
    let (name, cases) = (xml(&suite.file), &suite.cases);
    let told: String = cases.iter().map(|told| case(&name, told)).collect();
    format!(
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\">\n{told}  </testsuite>\n",
        cases.len(),
        count(cases, is_failed),
        count(cases, is_broken),
        count(cases, |case| matches!(case.result, CaseResult::Waived(_))),
    )
}

fn case(class: &str, case: &Case) -> String {
    let head = format!("    <testcase classname=\"{class}\" name=\"{}\" time=\"0\"", xml(&case.name));
    let inside = match &case.result {
        CaseResult::Passed => return format!("{head}/>\n"),
        CaseResult::Noted(told) => format!("<system-out>{}</system-out>", body(told)),
        CaseResult::Failed(told) => {
            format!("<failure type=\"{}\" message=\"{}\">{}</failure>", told.severity.word(), xml(&told.message), body(told))
        }
        CaseResult::Waived(told) => {
            format!("<skipped>waived: {} (reason: {})</skipped>", xml(&told.finding.message), xml(&told.reason))
        }
        CaseResult::Broken(why) => format!("<error type=\"incomplete\" message=\"{0}\">{0}</error>", xml(why)),
    };
    format!("{head}>{inside}</testcase>\n")
}

/// Returns the place, the words and the way out, a line each.
fn body(told: &ToldFinding) -> String {
    let place = told.region.map(|region| format!(":{}:{}", region.start.line, region.start.column)).unwrap_or_default();
    let mut lines = vec![format!("{}{place}: {}[{}]", xml(&told.file), told.severity.word(), told.rule), xml(&told.message)];
    lines.extend(told.help.iter().flat_map(|help| help.lines()).map(|help| format!("help: {}", xml(help))));
    lines.join("\n")
}

fn count<'a>(cases: impl IntoIterator<Item = &'a Case>, wanted: impl Fn(&Case) -> bool) -> usize {
    cases.into_iter().filter(|case| wanted(case)).count()
}

const fn is_failed(case: &Case) -> bool {
    matches!(case.result, CaseResult::Failed(_))
}

const fn is_broken(case: &Case) -> bool {
    matches!(case.result, CaseResult::Broken(_))
}

fn xml(text: &str) -> String {
    Untrusted::new(text).xml()
}
