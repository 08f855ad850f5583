//! What every command shares: help, colour, quiet and verbose, where output goes; and the commands that only print.

use std::fs;

use crate::support::small::{FILE, assessment, with_history};
use crate::support::{Ran, risklog};

fn run(args: &[&str]) -> Ran {
    risklog(env!("CARGO_TARGET_TMPDIR")).args(args).run()
}

#[test]
fn usage_errors_say_what_is_wrong_and_end_with_two() {
    for (args, said) in [
        (&[][..], "subcommand"),
        (&["chek"], "similar subcommands exist: 'schema', 'check'"),
        (&["check", "--formt", "json"], "--format"),
        (&["check", "--format", "yaml"], "[possible values:"),
        (&["check", "--staged", "--rev", "HEAD"], "cannot be used with"),
        (&["--today", "27.6.2024", "check"], "such as 2024-06-27"),
        (&["-C", "/nowhere/at/all", "check"], "-C"),
        (&["explain"], "<RULE>"),
        (&["explain", "wrong-rating-wrd"], "did you mean `wrong-rating-word`?"),
        (&["schema", "risk"], "risk_assessment"),
        (&["completions", "tcsh"], "[possible values:"),
    ] {
        let ran = run(args);
        ran.assert_code(2);
        assert!(ran.stderr.contains(said) && ran.stdout.is_empty(), "{args:?} should say `{said}`\n{ran}");
    }
}

#[test]
fn every_command_has_help_that_fits_a_terminal() {
    for command in ["demo", "check", "diff", "changelog", "hook", "explain", "rules", "schema", "completions", "man"] {
        for flag in ["-h", "--help"] {
            let ran = run(&[command, flag]);
            ran.assert_code(0);
            assert!(ran.stdout.contains("Usage:") && ran.stderr.is_empty(), "{ran}");
            assert!(ran.stdout.lines().all(|line| line.chars().count() <= 100), "{ran}");
        }
    }
    assert!(run(&["--help"]).stdout.contains("Exit codes: 0 done"));
    assert_eq!(run(&["--version"]).stdout, format!("risklog {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn what_is_known_about_rules_schemas_and_shells_can_be_read_offline() {
    let list = run(&["rules"]);
    list.assert_code(0);
    for line in list.stdout.lines().filter(|line| line.contains("  (")) {
        let name = line.split_whitespace().next().expect("a name");
        let told = run(&["explain", name]);
        told.assert_code(0);
        assert!(told.stdout.starts_with(name) && ["Why: ", "Bad", "Good"].iter().all(|part| told.stdout.contains(part)), "{told}");
    }
    for kind in run(&["schema"]).stdout.lines() {
        let schema = run(&["schema", kind]).json();
        jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{kind}: {error}"));
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(run(&["completions", shell]).stdout.contains("changelog"));
    }
    assert!(run(&["man"]).stdout.contains(".TH risklog"));
}

#[test]
fn colour_obeys_the_option_first_then_no_color_then_force() {
    let repo = with_history();
    repo.write(FILE, assessment("hgh", "2023-06-20"));
    let colourful = |option: &[&str], env: &[(&str, &str)]| {
        let run = env.iter().fold(risklog(repo.path()).own_color(), |run, (key, value)| run.env(key, value));
        run.args(option).args(["check"]).run().stdout.contains('\u{1b}')
    };
    let (no, force, more) = (("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1"), ("FORCE_COLOR", "1"));
    assert!(!colourful(&[], &[]), "a pipe is no terminal");
    assert!(colourful(&[], &[force]) && colourful(&[], &[more]));
    assert!(!colourful(&[], &[no, force, more]));
    assert!(colourful(&[], &[("NO_COLOR", ""), force]), "an empty NO_COLOR says nothing");
    assert!(!colourful(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(colourful(&["--color", "always"], &[no]));
    assert!(!colourful(&["--color", "never"], &[force]));
    assert!(colourful(&["--color", "auto"], &[force]));
    let formats =
        ["plain", "json"].map(|format| risklog(repo.path()).own_color().args(["--color", "always", "check", "--format", format]).run());
    assert!(formats.iter().all(|ran| !ran.stdout.contains('\u{1b}')), "machines get no colour");
}

#[test]
fn output_goes_whole_to_a_file_or_leaves_it_as_it_was() {
    let repo = with_history();
    let printed = risklog(repo.path()).args(["changelog"]).run().stdout;
    let ran = risklog(repo.path()).own_color().args(["--color", "always", "changelog", "-o", "log.txt"]).run();
    ran.assert_code(0);
    assert_eq!((ran.stdout.as_str(), repo.read("log.txt")), ("", printed.clone()));
    let ran = risklog(repo.path()).args(["check", "-o", "missing/log.txt"]).run();
    ran.assert_code(2);
    assert!(ran.stderr.contains("cannot write missing/log.txt: there is no folder missing"), "{ran}");
    let ran = risklog(repo.path()).args(["check", "-o", "risks"]).run();
    ran.assert_code(2);
    let ran = risklog(repo.path()).args(["changelog", "nowhere", "-o", "log.txt"]).run();
    ran.assert_code(2);
    assert_eq!(repo.read("log.txt"), printed, "a failed run leaves the old file");
    let left: Vec<_> = fs::read_dir(repo.path()).expect("a folder").filter_map(Result::ok).map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".risklog-")), "{left:?}");
    repo.write(FILE, assessment("hgh", "2023-06-20"));
    let ran = risklog(repo.path()).args(["check", "-o", "findings.txt"]).run();
    ran.assert_code(1);
    assert!(repo.read("findings.txt").contains("wrong-rating-word"));
}

#[test]
fn quiet_says_less_and_verbose_tells_what_was_read_beside_the_output() {
    let repo = with_history();
    let json = |args: &[&str]| risklog(repo.path()).args(args).args(["changelog", "--format", "json"]).run();
    let (plain, verbose) = (json(&[]), json(&["-v"]));
    assert_eq!(plain.stdout, verbose.stdout);
    assert_eq!(plain.stderr, "");
    assert!(verbose.stderr.contains("read 4 commits of the main line and 1 of merged branches"), "{verbose}");
    let hook = risklog(repo.path()).args(["-q", "hook", "install"]).run();
    assert_eq!((hook.code, hook.stdout.as_str()), (0, ""));
    risklog(repo.path()).args(["-q", "-v", "check"]).run().assert_code(2);
}
