//! What is incomplete is clean in no format, what is waived is counted in each, and the exit codes mean the same.

use super::gfm;
use super::small::{CI, broken, clean, judged, run};

#[test]
fn what_could_not_be_read_is_loud_in_every_format() {
    let repo = broken();
    for command in [&["check"][..], &["diff", "HEAD~1", "HEAD"]] {
        for format in CI.into_iter().chain(["markdown"]) {
            let ran = run(&repo, command, format);
            ran.assert_code(i32::from(format != "sarif"));
            assert!(ran.stdout.contains("incomplete") && ran.stdout.contains("risks/3.6.yaml"), "{ran}");
        }
        let log = run(&repo, command, "sarif").json();
        let invocation = log.pointer("/runs/0/invocations/0").expect("an invocation").clone();
        assert_eq!(invocation["executionSuccessful"], false);
        assert_eq!(invocation.pointer("/toolExecutionNotifications/0/level"), Some(&"error".into()));
        let issues = run(&repo, command, "gitlab").json();
        assert_eq!((&issues[0]["severity"], &issues[0]["check_name"]), (&"blocker".into(), &"incomplete".into()));
        let report = run(&repo, command, "junit").stdout;
        assert!(
            report.contains("<error type=\"incomplete\"") && !report.contains("errors=\"0\" skipped=\"0\" time=\"0\">\n    <properties>"),
            "{report}"
        );
    }
}

#[test]
fn only_a_named_file_is_shown_and_what_is_incomplete_stays() {
    let repo = broken();
    for format in CI.into_iter().chain(["markdown"]) {
        let ran = run(&repo, &["check", "risklog.yaml"], format);
        assert!(ran.stdout.contains("incomplete") && !ran.stdout.contains("wrong-rating-word["), "{ran}");
    }
}

#[test]
fn what_is_waived_is_counted_in_every_format() {
    let repo = judged();
    for command in [&["check"][..], &["diff", "HEAD~1", "HEAD"]] {
        let github = run(&repo, command, "github").stdout;
        assert!(
            github.lines().next().is_some_and(|verdict| verdict.contains("1 waived") && verdict.contains("marking: confidential")),
            "{github}"
        );
        let log = run(&repo, command, "sarif").json();
        assert_eq!(log.pointer("/runs/0/properties/waived"), Some(&1.into()), "{log:#}");
        let results = log.pointer("/runs/0/results").and_then(|all| all.as_array()).expect("results");
        let waived: Vec<_> = results.iter().filter_map(|result| result.pointer("/suppressions/0/justification")).collect();
        assert_eq!(waived.len(), 1);
        let issues = run(&repo, command, "gitlab").json();
        assert!(issues.as_array().expect("a list").iter().any(|issue| {
            issue["severity"] == "info"
                && issue["description"].as_str().is_some_and(|text| text.starts_with("waived: ") && text.contains("reason: The "))
        }));
        let report = run(&repo, command, "junit").stdout;
        assert!(report.contains("name=\"waived\" value=\"1\"") && report.contains("<skipped>waived: "), "{report}");
        let page = run(&repo, command, "markdown").stdout;
        assert!(
            page.contains("<!-- risklog:") && page.contains("reason: The ") && page.matches("marking: <b>confidential</b>").count() == 2,
            "{page}"
        );
    }
}

#[test]
fn exit_codes_are_the_same_in_every_format_but_for_what_is_uploaded() {
    let (repo, clean) = (judged(), clean());
    for command in [&["check"][..], &["diff", "HEAD~1", "HEAD"]] {
        for format in CI {
            run(&repo, command, format).assert_code(i32::from(format != "sarif"));
            run(&clean, command, format).assert_code(0);
        }
    }
    for format in CI {
        run(&repo, &["check", "--rev", "nowhere"], format).assert_code(2);
        run(&clean, &["diff", "HEAD~1", "HEAD", "--exit-code"], format).assert_code(i32::from(format != "sarif"));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_could_not_be_opened_ends_with_2_in_every_format() {
    let repo = judged();
    // NOTE: a folder of that name instead of a file without permissions, since whoever may do all can open those.
    repo.git(&["config", "core.symlinks", "true"]);
    std::os::unix::fs::symlink("nowhere.yaml", repo.path().join("risks/3.3.yaml")).expect("a link can be made");
    let plain = run(&repo, &["check"], "json");
    for format in CI {
        run(&repo, &["check"], format).assert_code(if format == "sarif" && plain.code == 1 { 0 } else { plain.code });
    }
}

#[test]
fn the_pages_of_a_check_are_tame_and_begin_with_their_marker() {
    for repo in [judged(), broken(), clean()] {
        let page = run(&repo, &["check"], "markdown");
        assert_eq!(gfm::alive(&page.stdout, Some("risklog:check")), Vec::<String>::new(), "{page}");
    }
}
