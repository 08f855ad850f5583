//! The annex of an evaluation: its numbers on the example's story, which were counted by hand from the story's files; the same
//! bytes everywhere; nothing in it alive; and what each audience is shown.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::formats::html;
use crate::support::small::{FILE, assessment, manifest, with_history};
use crate::support::{Ran, Repo, demo, risklog};

/// What the annex has beyond the common page.
const MORE: &[(&str, &[&str])] = &[
    ("*", &["aria-label"]),
    ("br", &[]),
    ("article", &["data-place", "data-tool", "data-status", "data-likelihood", "data-impact", "data-changed"]),
    ("button", &["type"]),
    ("caption", &[]),
    ("circle", &["cx", "cy", "r"]),
    ("defs", &[]),
    ("desc", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("form", &["hidden"]),
    ("g", &[]),
    ("input", &["type", "name", "autocomplete"]),
    ("label", &[]),
    ("line", &["x1", "x2", "y1", "y2", "marker-end"]),
    ("marker", &["viewbox", "refx", "refy", "markerwidth", "markerheight", "markerunits", "orient"]),
    ("option", &["value"]),
    ("p", &["aria-live"]),
    ("path", &["d"]),
    ("rect", &["x", "y", "width", "height"]),
    ("script", &[]),
    ("select", &["name"]),
    ("svg", &["viewbox", "width", "height", "x", "y", "overflow", "direction"]),
    ("td", &["rowspan", "title", "colspan"]),
    ("text", &["x", "y", "dx", "text-anchor", "transform"]),
    ("tfoot", &[]),
    ("th", &["colspan", "title"]),
    ("time", &["datetime"]),
    ("use", &["href", "x", "y"]),
];

/// The demonstration, built in a folder of its own.
struct Demo {
    _parent: TempDir,
    folder: PathBuf,
}

impl Demo {
    fn build() -> Self {
        let (parent, folder) = demo();
        Self { _parent: parent, folder }
    }

    fn report(&self, args: &[&str]) -> String {
        report(&self.folder, args).stdout
    }
}

fn report(folder: &Path, args: &[&str]) -> Ran {
    let ran = risklog(folder).args(std::iter::once("report").chain(args.iter().copied())).run();
    ran.assert_code(0);
    ran
}

/// Returns the first part of a page from a text on, up to another.
fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("`{from}` is there"));
    rest.split_once(to).unwrap_or_else(|| panic!("`{to}` follows `{from}`")).0
}

/// Returns the card of a risk.
fn card<'a>(page: &'a str, id: &str) -> &'a str {
    let cards = page.split("<article").find(|card| card.contains(&format!("<h3 id=\"{id}\"")));
    cards.unwrap_or_else(|| panic!("{id} has a card")).split_once("</article>").expect("it ends").0
}

/// Returns the texts of cells, in their order.
fn cells(html: &str) -> Vec<String> {
    html.split("<td")
        .skip(1)
        .map(|cell| words(cell.split_once('>').expect("a tag ends").1.split("</td>").next().unwrap_or_default()))
        .collect()
}

/// Returns what a piece of a page says, without its tags.
fn words(html: &str) -> String {
    let mut said = String::new();
    let mut is_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                said.push(' ');
            }
            other if !is_tag => said.push(other),
            _ => {}
        }
    }
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the numbers of a small matrix, likelihood high first, in it impact low first, and how many are not rated.
fn station(page: &str, name: &str) -> (Vec<usize>, String) {
    let figure = part(page, &format!("<strong dir=\"auto\">{name}</strong>"), "</figure>");
    let numbers = cells(part(figure, "<tbody>", "</tbody>")).iter().map(|cell| cell.parse().expect("a number")).collect();
    (numbers, words(figure.rsplit("<p>").next().unwrap_or_default()))
}

#[test]
fn the_matrices_hold_the_numbers_of_the_story() {
    let page = Demo::build().report(&[]);
    assert_eq!(station(&page, "start"), (vec![0, 0, 0, 0, 0, 0, 0, 0, 0], "36 not rated".to_owned()));
    assert_eq!(station(&page, "baseline"), (vec![0, 3, 3, 0, 7, 11, 0, 3, 2], "5 not rated".to_owned()));
    assert_eq!(station(&page, "mid-term"), (vec![0, 2, 5, 0, 8, 12, 1, 3, 2], "4 not rated".to_owned()));
    assert_eq!(station(&page, "now"), (vec![0, 3, 4, 0, 8, 14, 0, 4, 1], "3 not rated".to_owned()));
    let large = part(&page, "<table class=\"matrix\">", "</table>");
    assert_eq!(cells(large.split_once("<tbody>").expect("a body").1)[2], "4 CJ-05 CJ-10 CJ-11 PA-02");
    assert!(words(&page).contains("3 in no cell, because not fully rated: CJ-12 CJ-17 PA-12"));
}

#[test]
fn movement_goes_from_the_chosen_point_to_now() {
    let demo = Demo::build();
    let moved = |page: &str| {
        let table = part(page, "Risks that stand elsewhere than at the earlier point", "</table>").to_owned();
        table.split("<tr role=\"row\">").skip(2).map(words).collect::<Vec<String>>()
    };
    let rows: Vec<String> = moved(&demo.report(&[]));
    assert_eq!(rows.len(), 14);
    assert!(rows[0].starts_with("CJ-10") && rows[0].ends_with("happened , ▲ raised medium / high high / high, happened"), "{}", rows[0]);
    assert!(rows.iter().any(|row| row.starts_with("PA-04") && row.ends_with("▲▼ mixed low / high medium / medium")));
    assert!(rows.iter().any(|row| row.starts_with("CJ-U02") && row.ends_with("new not there closed (medium / high)")));
    assert!(!rows.iter().any(|row| row.starts_with("CJ-05")), "down and up again is no movement between the ends");
    let rows: Vec<String> = moved(&demo.report(&["--since", "mid-term"]));
    let ids: Vec<&str> = rows.iter().filter_map(|row| row.split(' ').next()).collect();
    assert_eq!(ids, ["CJ-02", "CJ-05", "PA-04", "CJ-16", "CJ-U01", "LA-03", "PA-11", "CJ-U03", "CJ-U04", "CJ-09", "CJ-U02"]);
}

#[test]
fn a_timeline_tells_each_stretch_in_the_drawing_and_in_words() {
    let page = Demo::build().report(&[]);
    let fair_trial = card(&page, "CJ-05");
    let told = words(part(fair_trial, "<desc", "</desc>").split_once('>').expect("a tag ends").1);
    assert!(
        told.starts_with(
            "Likelihood: not rated from 2023-06-08, high from 2023-06-23, medium from 2024-07-02, high from 2025-12-11. \
             Impact: not rated from 2023-06-08, high from 2023-06-23."
        ),
        "{told}"
    );
    for stretch in ["high from 2023-06-23 to 2024-07-02", "medium from 2024-07-02 to 2025-12-11", "high from 2025-12-11 to 2026-06-22"] {
        assert!(fair_trial.contains(&format!("<title>{stretch}</title>")), "{stretch}");
    }
    assert_eq!(fair_trial.matches("<circle class=\"evidence\"").count(), 3);
    assert!(fair_trial.contains("evidence TO-2024-02, 2024-07-02") && fair_trial.contains("M1 in place from 2024-07-02 to 2026-06-22"));
    let twin = words(part(fair_trial, "<details", "</details>"));
    assert!(twin.contains("judged 2024-06-27; recorded 2024-06-28 by project_coordinator"), "{twin}");
    assert!(twin.contains("brought in 2024-07-02 by programme_officer") && twin.contains("evidence TO-2024-02"));
    let raids = card(&page, "CJ-10");
    assert!(raids.contains("happened, 2024-10-21") && raids.contains("<title>happened from 2024-10-21 to 2026-06-22</title>"));
    let told = words(part(raids, "<desc", "</desc>"));
    assert!(told.contains("medium from 2023-06-23, high from 2024-12-19."), "{told}");
    assert!(raids.contains("data-status=\"materialised\""));
}

#[test]
fn the_lists_name_who_waits_and_what_was_in_force_when_it_happened() {
    let demo = Demo::build();
    let page = demo.report(&[]);
    let list = |page: &str, from: &str, to: &str| words(part(page, &format!(">{from}</h3>"), &format!(">{to}</h")));
    let not_rated = list(&page, "Not rated", "Never mitigated");
    assert_eq!(not_rated.matches("2023-06-08 never rated").count(), 3, "{not_rated}");
    assert!(list(&page, "Late", "Happened").starts_with("No action is past its day."));
    let happened = part(&page, ">Happened</h3>", "</table>");
    let row = cells(happened);
    assert_eq!(row[..4], ["2024-10-09", "2024-10-21", "medium / high", "M1 in progress ; in answer M2 added"]);
    let later = demo.report(&["--today", "2026-10-15"]);
    let late = cells(part(&later, ">Late</h3>", "</table>"));
    assert!(late[0].starts_with("M2") && late[1].starts_with("2026-09-30 , 15 days ago moved 2 times"), "{late:?}");
}

#[test]
fn the_grid_of_reviews_says_yes_no_or_not_asked_for() {
    let demo = Demo::build();
    let row = |page: &str, id: &str| -> Vec<String> {
        let grid = part(page, "<table class=\"coverage\">", "</table>");
        let row = grid.split("<tr>").find(|row| row.contains(&format!(">{id}<"))).unwrap_or_else(|| panic!("{id} has a row"));
        cells(row).iter().map(|cell| cell.split(' ').next_back().unwrap_or_default().to_owned()).collect()
    };
    let page = demo.report(&[]);
    assert_eq!(row(&page, "CJ-05"), ["yes"; 6]);
    assert_eq!(row(&page, "CJ-09"), ["yes", "yes", "yes", "–", "–", "–"]);
    assert_eq!(row(&page, "CJ-U02"), ["–", "–", "yes", "–", "–", "–"]);
    assert_eq!(row(&page, "LA-04"), ["–", "–", "yes", "yes", "yes", "yes"]);
    let year_later = demo.report(&["--today", "2026-11-25"]);
    assert_eq!(row(&year_later, "CJ-05").last().map(String::as_str), Some("open"));
}

#[test]
fn a_page_is_well_formed_without_a_stranger_and_asks_for_nothing() {
    let page = Demo::build().report(&[]);
    let read = html::read_with(&page, MORE);
    assert!(read.faults.is_empty(), "{:?}", read.faults.iter().take(20).collect::<Vec<_>>());
    let headings: Vec<&str> = read.headings.iter().filter(|(level, _)| *level == 2).map(|(_, heading)| heading.trim()).collect();
    assert_eq!(
        headings,
        ["Project", "Where this comes from", "Matrix", "Movement", "Lists", "Reviews", "Risks over time", "Change log", "Words"]
    );
    assert_eq!(read.elements["article"], 42);
    assert_eq!(page.matches("role=\"img\" aria-labelledby").count(), 42, "a chart for each risk");
    let policy = part(&page, "Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src &#39;none&#39;") || policy.starts_with("default-src 'none'"), "{policy}");
    assert!(policy.contains("script-src") && !policy.contains("unsafe"));
    // The one reference within the page itself.
    let page = page.replace("url(#tip)", "");
    for asking in ["src=\"", "url(", "@import", "fetch(", "XMLHttpRequest", " style=\"", "http://", "https://", "onclick"] {
        assert!(!page.contains(asking), "{asking}");
    }
    let tables = page.matches("<table").count();
    assert_eq!(tables, page.matches("<caption").count(), "every table says what it is");
}

#[test]
fn the_same_history_gives_the_same_bytes_and_stays_small() {
    let demo = Demo::build();
    for format in ["html", "markdown"] {
        let run = |zone: &str, locale: &str| {
            let ran = risklog(&demo.folder).env("TZ", zone).env("LC_ALL", locale).args(["report", "--format", format]).run();
            ran.assert_code(0);
            ran.stdout
        };
        let one = run("UTC", "C");
        assert_eq!(one, run("Asia/Kathmandu", "ar"));
        assert!(one.len() < 1_200_000, "{format}: {}", one.len());
    }
}

#[test]
fn a_range_begins_with_the_state_before_it_and_a_point_ends_it() {
    let demo = Demo::build();
    let page = demo.report(&["baseline..mid-term"]);
    assert_eq!(station(&page, "baseline").0, [0, 3, 3, 0, 7, 11, 0, 3, 2]);
    assert_eq!(station(&page, "now").0, [0, 2, 5, 0, 8, 12, 1, 3, 2]);
    assert!(!page.contains("<strong dir=\"auto\">start</strong>"));
    assert!(words(card(&page, "CJ-05")).contains("as it stood at the start"));
    assert!(!page.contains("CJ-U03"), "it came later");
    let at = demo.report(&["--at", "2023-12-31"]);
    assert_eq!(station(&at, "now").0, [0, 3, 3, 0, 7, 11, 0, 3, 2]);
    // The manifest of that day knew one milestone.
    assert!(words(&at).contains("2023-12-31; the last record is of 2023-12-15"));
    let unknown = risklog(&demo.folder).args(["report", "--since", "nowhere"]).run();
    unknown.assert_code(2);
    let both = risklog(&demo.folder).args(["report", "HEAD~1", "--at", "HEAD"]).run();
    both.assert_code(2);
}

#[test]
fn markdown_tells_the_same() {
    let page = Demo::build().report(&["--format", "markdown"]);
    assert!(page.starts_with("<!-- risklog:report -->"));
    assert!(page.contains("3 in no cell") || page.contains("in no cell, because not fully rated: 3: CJ-12 CJ-17 PA-12"), "unrated apart");
    assert!(page.contains("14 risks stand elsewhere, 25 that need looking after stand where they stood."));
    assert!(page.contains("### <b>CJ-10</b>") || page.contains("#### CJ-10"), "a part for each risk");
    assert!(page.contains("marking: <b>confidential</b>"));
    assert!(page.contains("M1 in progress; in answer M2 added"));
}

#[test]
fn partners_get_ratings_actions_and_days_without_reasons_evidence_and_names() {
    let demo = Demo::build();
    let page = demo.report(&["--for", "partners"]);
    assert_eq!(station(&page, "now").0, [0, 3, 4, 0, 8, 14, 0, 4, 1]);
    assert!(card(&page, "CJ-05").contains("M1 in place from 2024-07-02"));
    for hidden in ["TO-2024-02", "brick kilns", "Legal aid roster now", "brought in 2024-07-02 by programme_officer", "no reason is given"]
    {
        assert!(!page.contains(hidden), "{hidden}");
    }
    assert!(page.contains("For partners:"));
    let public = risklog(&demo.folder).args(["report", "--for", "public"]).run();
    public.assert_code(2);
    assert!(public.stdout.is_empty() && public.stderr.contains("confidential"));
}

#[test]
fn no_text_of_the_files_is_alive() {
    let repo = Repo::init();
    let attack =
        "\\u202Eevil </script><script>alert(1)</script></title></desc><img src=x onerror=alert(1)> \\\" ' ` @everyone \\e[31m --> {{";
    let quoted = format!("\"{attack}\"");
    repo.write("risklog.yaml", manifest().replace("title: Stronger criminal justice response in Country A", &format!("title: {quoted}")));
    repo.write(FILE, assessment("high", "2023-06-20"));
    repo.commit("</script><b>");
    let text = assessment("medium", "2024-06-27")
        .replace("More prosecutions may go ahead without the guarantees of a fair trial.", &quoted)
        .replace("What partners told the team up to 2024-06-27.", &quoted)
        .replace("title: Trial observation summary", &format!("title: {quoted}"))
        .replace("id: M1, action: Train defence lawyers beside every prosecutor course.", &format!("id: {quoted}, action: {quoted}"))
        .replace("owner: project_coordinator\n    mitigation", &format!("owner: {quoted}\n    mitigation"));
    let own = format!(
        "\n  - id: {quoted}\n    statement: {quoted}\n    likelihood: high\n    impact: low\n    status: materialised\n    what_happened: {quoted}\n\
         reviews:\n  - {{round: {quoted}, date: 2024-06-27, covers: all, outcome: {quoted}}}\n"
    );
    repo.write(FILE, text + &own);
    repo.commit("attack");
    repo.git(&["tag", "<script>"]);
    let ran = report(repo.path(), &[]);
    let read = html::read_with(&ran.stdout, MORE);
    assert!(read.faults.is_empty(), "{:?}", read.faults.iter().take(20).collect::<Vec<_>>());
    assert!(ran.stdout.contains("alert(1)"), "the text is shown");
    assert_eq!((ran.stdout.matches("<script").count(), ran.stdout.matches("</script").count()), (1, 1));
    assert!(!ran.stdout.contains(['\u{202e}', '\u{1b}']) && !ran.stdout.contains("<img"));
    let markdown = report(repo.path(), &["--format", "markdown"]).stdout;
    assert!(!markdown.contains("<script") && !markdown.contains("<img") && !markdown.contains(['\u{202e}', '\u{1b}']));
}

#[test]
fn personal_data_is_masked_wherever_it_stands() {
    let repo = Repo::init();
    repo.write("risklog.yaml", manifest());
    let secret = "someone.private@mail.example";
    let text = assessment("high", "2023-06-20")
        .replace("More prosecutions may go ahead", &format!("Write to {secret} since more prosecutions may go ahead"))
        .replace("Train defence lawyers", &format!("Ask {secret} and train defence lawyers"))
        .replace("What partners told", &format!("What {secret} told"));
    repo.write(FILE, text);
    repo.commit("first");
    for format in ["html", "markdown"] {
        let page = report(repo.path(), &["--format", format]).stdout;
        assert!(!page.contains("someone.private") && page.contains("defence lawyers"), "{format}");
    }
}

#[test]
fn a_cut_history_says_so_first() {
    let repo = with_history();
    let clone = repo.cloned(&["--depth", "1", "--branch", "main"]);
    let ran = risklog(clone.path()).args(["report"]).run();
    ran.assert_code(2);
    let page = ran.stdout;
    assert!(words(&page).contains("Mind: incomplete: the parents of"), "the cover says so");
    assert!(words(card(&page, "CJ-05")).contains("first state that is known"));
}

#[test]
fn it_is_written_to_a_file_whole_or_not_at_all() {
    let repo = with_history();
    let ran = risklog(repo.path()).args(["report", "-o", "report.html"]).run();
    ran.assert_code(0);
    assert!(ran.stdout.is_empty());
    let page = fs::read_to_string(repo.path().join("report.html")).expect("it is there");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    risklog(repo.path()).args(["report", "-o", "missing/report.html"]).run().assert_code(2);
    let empty = Repo::init();
    risklog(empty.path()).args(["report"]).run().assert_code(2);
}
