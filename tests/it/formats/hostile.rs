//! One attack after the other in every text of an assessment, in names of files and branches and in messages of commits:
//! none arrives alive in any format of `check`, `diff` and `changelog`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::reader::{commands, junit_faults, sarif_faults};
use super::{gfm, html};
use crate::support::small::manifest;
use crate::support::{Ran, Repo, risklog};

const ATTACKS: [&str; 36] = [
    "\u{1b}[31mred\u{1b}]8;;http://x.example\u{7}",
    "::set-output name=a::b",
    "::error file=x::boom",
    "##[error]boom",
    "%0A::error::boom",
    "a | b || c",
    "`code` ``` ~~~",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</summary></details></b>",
    "@everyone and @org/team",
    "#1 a/b#2 GH-3",
    "closes #1",
    "fixes https://x.example/issues/1",
    "[x](javascript:alert(1))",
    "![x](https://x.example/y.png)",
    "http://x.example www.x.example",
    "mail@x.example mailto:mail@x.example",
    "<!-- risklog:diff -->",
    "--> <!-- risklog:check -->",
    "=HYPERLINK(\"http://x.example\")",
    "\u{202e}evil\u{2066}\u{200f}",
    "one\r\ntwo\n\n# heading\n\n::error::three",
    "]]> <![CDATA[ x ]]>",
    "\u{7f}\u{85}\u{9b}31m",
    "\u{2028}line\u{2029}paragraph\u{feff}",
    "&lt;b&gt; &#64;everyone &amp;",
    "/close",
    "- [ ] task",
    "1. list",
    "> [!NOTE]",
    "[^1]: note",
    "[a]: http://x.example",
    "$x$ :tada: *a* _b_ ~~c~~",
    "0a1b2c3d4e5f",
    "{0} ${{ secrets.TOKEN }} \\u0041",
];
const FILE: &str = "risks/<img onerror>\n::error::@everyone %0A|`#1`,a=b:\u{202e}\u{1b}[31m.yaml";
const BROKEN: &str = "risks/]]>&\u{2028}closes #1\r.yaml";
const BRANCH: &str = "`@everyone`|<img>closes#1;%0A]](javascript)";

/// Writes a text in double quotes, in ASCII only.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|letter| match letter {
        '"' | '\\' => format!("\\{letter}"),
        ' '..='~' => letter.to_string(),
        other if u32::from(other) < 0x1_0000 => format!("\\u{:04x}", u32::from(other)),
        other => format!("\\U{:08x}", u32::from(other)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

fn risk(number: usize, text: &str, level: &str, day: &str) -> String {
    let long = quoted(&format!("{text} and {}", "more words ".repeat(8)));
    let short = quoted(text);
    format!(
        "  - id: CJ-U{number:02}\n    statement: {long}\n    likelihood: {level}\n    impact: {}\n    rated_on: {day}\n    rationale: {long}\n    \
         evidence: [{{ref: {short}, kind: monitoring, date: {day}, title: {short}}}]\n    owner: {short}\n    x_own: {short}\n    rights_at_stake: [{short}]\n    \
         status_reason: {short}\n    mitigation: [{{id: {short}, action: {long}, owner: {short}, due: 2020-01-01, status: planned, note: {short}}}]\n    \
         waivers: [{{rule: owner-not-a-role, reason: {short}}}]\n",
        if number.is_multiple_of(7) { quoted(text) } else { "high".to_owned() }
    )
}

/// A project in whose last commit every text becomes an attack.
fn hostile() -> Repo {
    let repo = Repo::init();
    let head = "schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\n";
    let title = quoted(&ATTACKS.join(" "));
    let manifest = manifest()
        .replace("stage: design", "stage: implementation")
        .replace("classification: unclassified", &format!("classification: {}", quoted("@everyone <b> #1")));
    repo.write("risklog.yaml", manifest.replace("title: Stronger criminal justice response in Country A", &format!("title: {title}")));
    let plain: String = (0..ATTACKS.len()).map(|number| risk(number + 1, &format!("plain words {number}"), "high", "2023-06-20")).collect();
    repo.write(FILE, format!("{head}title: Plain\nrisks:\n{plain}"));
    repo.write(BROKEN, "schema: risklog/1\nkind: risk_assessment\ntool: \"3.6\"\nrisks: []\n");
    repo.commit(&ATTACKS[10..20].join(" "));
    repo.branch(BRANCH);
    repo.git(&["tag", "v1<img>@everyone|closes#1"]);
    let risks: String = ATTACKS.iter().enumerate().map(|(number, text)| risk(number + 1, text, "low", "2024-06-27")).collect();
    let reviews: String = ATTACKS
        .iter()
        .map(|text| format!("  - {{round: {0}, date: 2024-06-27, covers: [{0}], reviewed_by: [{0}], outcome: {0}}}\n", quoted(text)))
        .collect();
    let bad = format!("  - id: {0}\n    statement: {0}\n    likelihood: {0}\n    impact: {0}\n", quoted(&ATTACKS.join(" ")));
    repo.write(FILE, format!("{head}title: {title}\nnotes: {title}\nrisks:\n{risks}{bad}reviews:\n{reviews}"));
    repo.write(BROKEN, "risks: [\n");
    repo.commit(&format!("closes #1 @everyone <img onerror> ::error::x\n\n{}", ATTACKS[27..].join("\n")));
    repo
}

const CHECKS: [&[&str]; 2] = [&["check"], &["check", "--rev", "HEAD"]];
const DIFFS: [&[&str]; 2] = [&["diff", "main", BRANCH], &["diff", "main"]];
const LOGS: [&[&str]; 3] = [&["changelog"], &["changelog", "--by", "commit", "--steps"], &["changelog", "--authors", "name", BRANCH]];

fn each(commands: &[&[&str]], format: &str, look: impl Fn(&Repo, &Ran)) {
    let repo = hostile();
    for command in commands {
        let ran = risklog(repo.path()).args(["--today", "2024-08-01"]).args(*command).args(["--format", format]).run();
        ran.assert_code(ran.code.clamp(0, 1));
        assert!(ran.stdout.contains("CJ-U07") || !command.contains(&"changelog"), "something is told\n{ran}");
        assert_no_control(&ran.stdout, &ran);
        assert_no_control(&ran.stderr, &ran);
        look(&repo, &ran);
    }
}

#[track_caller]
fn assert_no_control(text: &str, ran: &Ran) {
    let is_bad = |letter: &char| {
        letter.is_control() && *letter != '\n'
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let bad: BTreeSet<String> = text.chars().filter(is_bad).map(|letter| letter.escape_unicode().to_string()).collect();
    assert!(bad.is_empty(), "{bad:?} got out\n{ran}");
}

/// No line of an output that is printed to a job's log is a command to the runner.
#[track_caller]
fn assert_no_command(ran: &Ran) {
    let told: Vec<String> = commands(&ran.stdout).iter().chain(&commands(&ran.stderr)).map(|command| format!("{command:?}")).collect();
    assert!(told.is_empty(), "{told:?}\n{ran}");
}

#[test]
fn a_log_on_a_terminal_holds_no_command_and_no_control() {
    each(&[CHECKS.as_slice(), &DIFFS, &LOGS].concat(), "terminal", |_, ran| assert_no_command(ran));
    each(&CHECKS, "plain", |_, ran| assert_no_command(ran));
}

#[test]
fn markdown_holds_no_link_no_mention_no_reference_and_no_foreign_markup() {
    each(&CHECKS, "markdown", |_, ran| {
        assert_no_command(ran);
        assert_eq!(gfm::alive(&ran.stdout, Some("risklog:check")), Vec::<String>::new());
    });
    each(&DIFFS, "markdown", |_, ran| {
        assert_no_command(ran);
        assert_eq!(gfm::alive(&ran.stdout, Some("risklog:diff")), Vec::<String>::new());
    });
    each(&LOGS, "markdown", |_, ran| {
        assert_no_command(ran);
        assert_eq!(gfm::alive(&ran.stdout, Some("risklog:changelog")), Vec::<String>::new());
    });
}

#[test]
fn a_document_for_a_browser_holds_our_elements_only_and_shows_every_attack() {
    each(&[DIFFS.as_slice(), &LOGS].concat(), "html", |_, ran| {
        let read = html::read(&ran.stdout);
        assert_eq!(read.faults, Vec::<String>::new(), "{}", ran.stdout);
        for attack in ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- risklog:diff -->", "&lt;b&gt;", "\\u{202e}evil"] {
            assert!(read.text.contains(attack), "`{attack}` is not shown as it was written");
        }
        assert!(read.headings.len() > 3 && read.elements.get("main") == Some(&1), "{:?}", read.headings);
    });
}

#[test]
fn the_whole_page_in_the_summary_of_a_job_is_tame() {
    let repo = hostile();
    for (args, marker) in [(CHECKS[0], "risklog:check"), (DIFFS[0], "risklog:diff")] {
        let summary = repo.path().join(marker.replace(':', "-"));
        let ran = risklog(repo.path()).args(args).args(["--format", "github"]).env("GITHUB_STEP_SUMMARY", &summary).run();
        ran.assert_code(1);
        let page = std::fs::read_to_string(&summary).expect("the summary is written");
        assert!(!page.contains("more not shown here") && page.contains("CJ-U36"), "all of it is there");
        assert_no_control(&page, &ran);
        assert_eq!(gfm::alive(&page, Some(marker)), Vec::<String>::new());
    }
}

#[test]
fn annotations_are_ours_alone() {
    each(&[CHECKS, DIFFS].concat(), "github", |repo, ran| {
        let told = commands(&ran.stdout);
        assert_eq!(told.len() + 1, ran.stdout.lines().count(), "a line is neither ours nor an annotation\n{ran}");
        assert!(told.len() >= 2 && !ran.stdout.contains("##["), "{ran}");
        for command in &told {
            assert!(matches!(command.name.as_str(), "error" | "warning" | "notice"), "{command:?}");
            let keys: Vec<&str> = command.properties.iter().map(|(key, _)| key.as_str()).collect();
            assert!(keys.iter().all(|key| ["file", "line", "col", "endLine", "endColumn", "title"].contains(key)), "{command:?}");
            assert_eq!(keys.len(), keys.iter().collect::<BTreeSet<_>>().len(), "{command:?}");
            for line in command.message.lines() {
                assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{command:?}");
            }
            assert_no_control(&command.message, ran);
        }
        assert!(repo.path().join(FILE).is_file());
    });
}

#[test]
fn sarif_has_no_link_and_leads_to_the_files() {
    each(&[CHECKS, DIFFS].concat(), "sarif", |repo, ran| {
        let log = ran.json();
        assert_no_command(ran);
        assert_eq!(sarif_faults(&log), Vec::<String>::new());
        let mut uris = BTreeSet::new();
        walk(&log, &mut |key, value| match (key, value) {
            ("uri", Value::String(uri)) => {
                uris.insert(uri.clone());
            }
            ("text" | "justification" | "verdict", Value::String(text)) => assert!(!text.contains("](") && !text.contains("##["), "{text}"),
            ("markdown", Value::String(text)) if !text.contains("```yaml") => assert_eq!(gfm::alive(text, None), Vec::<String>::new()),
            _ => {}
        });
        assert!(uris.iter().any(|uri| decoded(uri) == BROKEN), "{uris:?}");
        for uri in uris {
            assert!(repo.path().join(decoded(&uri)).is_file(), "{uri}");
        }
    });
}

#[test]
fn test_reports_are_whole_xml() {
    each(&[CHECKS, DIFFS].concat(), "junit", |_, ran| {
        assert_no_command(ran);
        assert_eq!(junit_faults(&ran.stdout), Vec::<String>::new());
        let document = uppsala::parse(&ran.stdout).expect("XML");
        let root = document.document_element().expect("a root");
        let names: BTreeSet<String> = document
            .descendants(root)
            .into_iter()
            .filter_map(|node| document.element(node))
            .map(|element| element.name.local_name.to_string())
            .collect();
        let ours = ["error", "failure", "properties", "property", "skipped", "system-out", "testcase", "testsuite", "testsuites"];
        assert!(names.iter().all(|name| ours.contains(&name.as_str())), "{names:?}");
    });
}

#[test]
fn issues_of_gitlab_lead_to_the_files() {
    each(&[CHECKS, DIFFS].concat(), "gitlab", |repo, ran| {
        assert_no_command(ran);
        for issue in ran.json().as_array().expect("a list") {
            let path = issue.pointer("/location/path").and_then(Value::as_str).expect("a path");
            assert!(repo.path().join(path).is_file(), "{issue}");
            assert!(issue["description"].as_str().is_some_and(|text| !text.contains("](") && !text.contains("##[")), "{issue}");
        }
    });
}

#[test]
fn json_holds_no_command_to_the_runner() {
    each(&[CHECKS.as_slice(), &DIFFS, &LOGS].concat(), "json", |_, ran| {
        assert!(ran.try_json().is_ok(), "{ran}");
        assert_no_command(ran);
    });
}

fn walk(value: &Value, look: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(keys) => keys.iter().for_each(|(key, value)| {
            look(key, value);
            walk(value, look);
        }),
        Value::Array(values) => values.iter().for_each(|value| walk(value, look)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&digits, 16).expect("two digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("text")
}
