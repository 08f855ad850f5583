//! Text from files and from git reaches no output alive, whatever it is: an attack on the terminal, on the page, on CI.

use serde_json::Value;

use crate::support::small::{FILE, assessment, manifest};
use crate::support::{Ran, Repo, risklog};

/// As it stands in YAML, in double quotes.
const WRITTEN: &str = "\\e[31mred\\e]8;;http://x.example\\a | `code` <script>alert(1)</script> <img src=x onerror=alert(1)> @everyone #123 \
                       --> ::error::boom %0A \\u202Eevil\\u2066 \\r\\nsecond line";
/// What it says.
const MEANT: &str = "\u{1b}[31mred\u{1b}]8;;http://x.example\u{7} | `code` <script>alert(1)</script> <img src=x onerror=alert(1)> @everyone #123 \
                     --> ::error::boom %0A \u{202e}evil\u{2066} \r\nsecond line";
/// The same where git takes no control characters apart from ESC.
const IN_GIT: &str = "\u{1b}[31mred <script>alert(1)</script> | @everyone #123 --> ::error::boom %0A \u{202e}evil";

/// A repository in which every text is hostile, with a change in every place of an assessment in its last commit.
fn hostile() -> Repo {
    let repo = Repo::init();
    let long = "wörd".repeat(1000);
    let quoted = format!("\"{WRITTEN} {long}\"");
    repo.write("risklog.yaml", manifest().replace("title: Stronger criminal justice response in Country A", &format!("title: {quoted}")));
    repo.write(FILE, assessment("high", "2023-06-20"));
    repo.commit(IN_GIT);
    let text = assessment("medium", "2024-06-27")
        .replace("title: Assessment for tests", &format!("title: {quoted}"))
        .replace("More prosecutions may go ahead without the guarantees of a fair trial.", &quoted)
        .replace("What partners told the team up to 2024-06-27.", &quoted)
        .replace("title: Trial observation summary", &format!("title: {quoted}"))
        .replace("Train defence lawyers beside every prosecutor course.", &quoted)
        .replace("owner: project_coordinator\n    mitigation", &format!("owner: {quoted}\n    mitigation"));
    let own = format!(
        "\n  - id: CJ-U01\n    statement: {quoted}\n    likelihood: high\n    impact: low\n    x_own: {quoted}\nreviews:\n  - {{round: {quoted}, date: \
         2024-06-27, covers: all, reviewed_by: [me_officer], outcome: {quoted}}}\n"
    );
    repo.write("risks/<script>@everyone \u{1b}[31m.yaml", text + &own);
    repo.remove(FILE);
    repo.git(&["add", "--all"]);
    repo.git(&[
        "-c",
        "user.useConfigOnly=false",
        "commit",
        "--quiet",
        "--author",
        &format!("{} <a@b.example>", IN_GIT.replace(['<', '>'], "")),
        "-m",
        IN_GIT,
    ]);
    repo.git(&["tag", "<script>@everyone|\u{202e}"]);
    repo
}

fn run(repo: &Repo, command: &[&str], format: &str) -> Ran {
    risklog(repo.path()).args(["--today", "2024-08-01"]).args(command).args(["--format", format]).run()
}

fn assert_tame(ran: &Ran, markdown: bool) {
    let bad = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    let found: Vec<String> = ran
        .stdout
        .chars()
        .chain(ran.stderr.chars())
        .filter(|letter| bad(*letter))
        .map(|letter| letter.escape_unicode().to_string())
        .collect();
    assert!(found.is_empty(), "{found:?} got out\n{ran}");
    for line in ran.stdout.lines().map(str::trim_start) {
        assert!(
            !line.starts_with("::error") && !line.starts_with("second line"),
            "a line of the file became a line of its own: {line}\n{ran}"
        );
    }
    if markdown {
        for alive in ["<script", "<img", "onerror=alert(1)>"] {
            assert!(!ran.stdout.contains(alive), "`{alive}` is alive\n{ran}");
        }
        // Platforms look for mentions and references everywhere but in code.
        let text: String = ran.stdout.split("<code>").map(|part| part.split_once("</code>").map_or(part, |(_, rest)| rest)).collect();
        let outside_code: String = text.replace("&#123;", "{").split('`').step_by(2).collect();
        for alive in ["@everyone", "#123", "http://x.example"] {
            assert!(!outside_code.contains(alive), "`{alive}` is alive\n{ran}");
        }
        let markers = ran.stdout.matches("<!--").count();
        assert!(markers == ran.stdout.matches("-->").count() && markers <= 1, "a comment is closed or opened by a text\n{ran}");
    }
}

#[test]
fn no_text_reaches_the_terminal_or_a_page_alive() {
    let repo = hostile();
    for command in [&["check"][..], &["check", "--staged"], &["check", "--rev", "HEAD"]] {
        for format in ["terminal", "plain"] {
            let ran = run(&repo, command, format);
            ran.assert_code(1);
            assert_tame(&ran, false);
        }
    }
    for command in
        [&["diff", "HEAD~1", "HEAD"][..], &["diff", "HEAD~1"], &["changelog"], &["changelog", "--by", "commit"], &["changelog", "--steps"]]
    {
        for format in ["terminal", "markdown", "html"] {
            let ran = run(&repo, command, format);
            assert!(ran.code < 2, "{ran}");
            assert!(ran.stdout.contains("CJ-U01") && ran.stdout.contains("everyone"), "the text is shown\n{ran}");
            assert_tame(&ran, format == "markdown");
            assert!(format == "terminal" || !ran.stdout.contains("<script") && !ran.stdout.contains("<img"), "markup is alive\n{ran}");
        }
    }
}

#[test]
fn a_plain_line_stays_one_line() {
    let repo = hostile();
    let json = run(&repo, &["check"], "json").json();
    let findings = json["findings"].as_array().expect("a list").len();
    let plain = run(&repo, &["check"], "plain");
    assert_eq!(plain.stdout.lines().count(), findings, "one line a finding\n{plain}");
}

#[test]
fn json_keeps_what_was_written() {
    let repo = hostile();
    let diff = run(&repo, &["diff", "HEAD~1", "HEAD"], "json");
    // The statement has become another one altogether.
    diff.assert_code(1);
    let json = diff.json();
    let changes = json["changes"].as_array().expect("a list");
    let lowered = changes.iter().find(|change| change["id"] == "CJ-05").expect("CJ-05 changed");
    let meant = format!("{} {}", MEANT.split_whitespace().collect::<Vec<_>>().join(" "), "wörd".repeat(1000));
    assert_eq!(lowered["rationale"]["after"], Value::from(meant.as_str()));
    assert_eq!(lowered["file"]["after"], "risks/<script>@everyone \u{1b}[31m.yaml");
    let log = run(&repo, &["changelog"], "json").json();
    let last = log["entries"].as_array().expect("a list").last().expect("an entry").clone();
    assert_eq!((&last["subject"], &last["tags"][0]), (&Value::from(IN_GIT), &Value::from("<script>@everyone|\u{202e}")));
    assert_eq!(last["author"]["name"], Value::from(IN_GIT.replace(['<', '>'], "").trim_start_matches('\u{1b}')), "git drops the first ESC");
    for ran in [run(&repo, &["check"], "json"), diff] {
        assert!(!ran.stdout.contains(['\u{1b}', '\u{7}']), "JSON has no raw control characters\n{ran}");
    }
}

#[test]
fn what_is_typed_is_not_alive_either() {
    let repo = hostile();
    let typed = "\u{1b}[31m<script>\u{202e}";
    for args in [
        &["diff", typed][..],
        &["check", typed],
        &["check", "--rev", typed],
        &["explain", typed],
        &["changelog", "--project", typed],
        &["schema", typed],
    ] {
        let ran = risklog(repo.path()).args(args).run();
        ran.assert_code(2);
        assert_tame(&ran, false);
    }
}
