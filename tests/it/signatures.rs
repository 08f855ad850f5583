//! Signatures of commits: real ones, made by ssh-keygen and gpg (`tests/fixtures/signatures/make`), and what becomes of them
//! when somebody changes what they sign.

use std::fs;
use std::path::{Path, PathBuf};

use risklog::git::Repository;
use risklog::signature::TrustedKeys;
use serde_json::Value;
use tempfile::TempDir;

use super::support::{Ran, Repo, risklog};

/// A clone of a bundle, and a folder for files beside it.
struct Signed {
    home: Repo,
    clone: TempDir,
}

impl Signed {
    fn clone_of(bundle: &str) -> Self {
        let home = Repo::init();
        let clone = TempDir::new().expect("a temporary folder can be made");
        let target = clone.path().to_string_lossy().into_owned();
        home.git(&["clone", "--quiet", "--branch=main", &fixture(bundle).to_string_lossy(), &target]);
        Self { home, clone }
    }

    /// Writes a file of trusted keys outside of the clone.
    fn keys(&self, text: &str) -> PathBuf {
        self.home.write("keys", text)
    }

    fn git(&self, args: &[&str]) -> String {
        self.home.git_in(self.clone.path(), args)
    }

    fn log(&self, keys: Option<&Path>, args: &[&str]) -> Ran {
        let mut run = risklog(self.clone.path()).env("COLUMNS", "200").args(["changelog", "--by", "commit"]).args(args);
        if let Some(keys) = keys {
            run = run.args(["--trusted-keys".as_ref(), keys.as_os_str()]);
        }
        run.run()
    }

    /// The signatures of the log, by the first line of the commits.
    fn signatures(&self, keys: &str) -> Vec<(String, String)> {
        let json = self.log(Some(&self.keys(keys)), &["--format", "json"]).assert_code(0).json();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        json["entries"].as_array().expect("entries").iter().map(|entry| (text(&entry["subject"]), text(&entry["signature"]))).collect()
    }

    /// The signature of one commit of the log.
    fn signature(&self, keys: &str, subject: &str) -> String {
        self.signatures(keys).into_iter().find(|(own, _)| own == subject).expect("the commit is in the log").1
    }

    /// Puts another object in the place of the commit `ed25519` and makes it the end of the branch.
    fn put(&self, change: impl FnOnce(String) -> String) {
        let commit = self.git(&["rev-parse", "baseline^{commit}"]);
        let text = self.git(&["cat-file", "commit", &commit]) + "\n";
        let file = self.home.write("commit", change(text));
        let id = self.git(&["hash-object", "-t", "commit", "-w", &file.to_string_lossy()]);
        self.git(&["reset", "--quiet", "--hard", &id]);
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures").join(name)
}

fn key(name: &str) -> String {
    fs::read_to_string(fixture(name)).expect("the key is there")
}

/// The key of the officer, as a line of an allowed_signers file with options.
fn allowed(options: &str) -> String {
    format!("# who signs here\nprogramme-officer@example.org {options} {}", key("officer.pub"))
}

#[test]
fn only_what_was_verified_with_a_key_of_the_user_is_good() {
    let signed = Signed::clone_of("sha1.bundle");
    let told = signed.signatures(&(key("officer.pub") + &key("rsa.pub")));
    let words: Vec<(&str, &str)> = told.iter().map(|(subject, word)| (subject.as_str(), word.as_str())).collect();
    let rsa = if cfg!(feature = "all-signatures") { "good" } else { "unknown_key" };
    assert_eq!(
        words,
        [
            ("not signed", "none"),
            ("ed25519", "good"),
            ("ed25519 of another person", "unknown_key"),
            ("rsa", rsa),
            ("ecdsa", "unknown_key"),
            ("openpgp", "unknown_key"),
            ("other purpose", "bad"),
        ]
    );
}

#[test]
fn without_keys_every_signature_is_told_as_not_verified() {
    let signed = Signed::clone_of("sha1.bundle");
    let ran = signed.log(None, &["--format", "json"]);
    let json = ran.assert_code(0).json();
    let of = |entry: &Value| entry["signature"].as_str() == Some("unknown_key");
    assert_eq!(json["entries"].as_array().expect("entries").iter().filter(|entry| of(entry)).count(), 6, "{ran}");
    assert_eq!(json["provenance"]["signed"], 6);
    assert_eq!(json["provenance"]["trusted_keys"], false);
    let people = signed.log(None, &[]).stdout;
    assert!(people.contains("signed, not verified: OpenPGP, no trusted keys were given"), "{people}");
    assert!(people.contains("signed      6 of 7, not verified\n"), "{people}");
}

#[test]
fn the_log_counts_what_came_of_verifying_and_names_what_does_not_hold() {
    let signed = Signed::clone_of("sha1.bundle");
    let keys = signed.keys(&allowed(""));
    let json = signed.log(Some(&keys), &["--format", "json"]).assert_code(0).json();
    let counted = serde_json::json!({"good": 1, "bad": 1, "unknown_key": 4, "none": 1});
    assert_eq!(json["provenance"]["signatures"], counted);
    assert_eq!(json["provenance"]["bad_signatures"], serde_json::json!([signed.git(&["rev-parse", "HEAD"])]));
    let people = signed.log(Some(&keys), &[]).stdout;
    assert!(people.contains("signed      6 of 7 (1 good, 1 bad, 4 not verified)\n"), "{people}");
    assert!(people.contains("bad signature: it was made for something else"), "{people}");
    assert!(people.contains("good signature by the trusted key SHA256:"), "{people}");
    assert!(people.contains(&format!("risklog changelog --by commit --trusted-keys {}", keys.display())), "{people}");
}

#[test]
fn a_repository_of_sha_256_is_verified_as_well() {
    let signed = Signed::clone_of("sha256.bundle");
    assert_eq!(signed.signature(&key("officer.pub"), "ed25519"), "good");
    assert_eq!(signed.signature(&key("coordinator.pub"), "ed25519"), "unknown_key");
}

#[test]
fn a_signature_over_something_else_is_bad_whoever_made_it() {
    let signed = Signed::clone_of("sha1.bundle");
    signed.put(|text| text.replace("\ned25519\n", "\nanother message\n"));
    assert_eq!(signed.signature(&key("officer.pub"), "another message"), "bad");
    assert_eq!(signed.signature(&key("coordinator.pub"), "another message"), "bad");
}

#[test]
fn no_byte_of_what_is_signed_can_be_changed() {
    let signed = Signed::clone_of("sha1.bundle");
    let repository = Repository::discover(signed.clone.path()).expect("it can be opened").expect("it is a repository");
    let keys = TrustedKeys::read((key("officer.pub") + &key("rsa.pub") + &key("openpgp.asc")).as_bytes()).expect("these are keys");
    for name in ["baseline^{commit}", "HEAD~3", "HEAD~1"] {
        let part = repository.signed_part(repository.resolve(name).expect("it is there")).expect("it can be read").expect("it is signed");
        let verified = keys.verify(&part.armour, &part.payload, Some(0));
        assert_eq!(verified.word() == "good", name.starts_with("baseline") || cfg!(feature = "all-signatures"), "{name}: {verified:?}");
        for place in 0..part.payload.len() {
            let mut payload = part.payload.clone();
            payload[place] ^= 1;
            assert_ne!(keys.verify(&part.armour, &payload, Some(0)).word(), "good", "{name}, byte {place}");
        }
        for shorter in [&part.payload[1..], &part.payload[..part.payload.len() - 1]] {
            assert_ne!(keys.verify(&part.armour, shorter, Some(0)).word(), "good", "{name}");
        }
    }
}

#[test]
fn a_signature_that_was_taken_away_is_none() {
    let signed = Signed::clone_of("sha1.bundle");
    signed.put(|text| {
        let (before, rest) = text.split_once("gpgsig ").expect("it is signed");
        let (_, after) = rest.split_once("-----END SSH SIGNATURE-----\n").expect("it is signed");
        format!("{before}{}", after.trim_start_matches(' '))
    });
    assert_eq!(signed.signature(&key("officer.pub"), "ed25519"), "none");
}

#[test]
fn what_is_no_signature_is_bad_however_long_it_is() {
    let head = "gpgsig -----BEGIN SSH SIGNATURE-----\n";
    let replace = |text: &str, with: &str| {
        let (before, rest) = text.split_once(head).expect("it is signed");
        let (_, after) = rest.split_once(" -----END SSH SIGNATURE-----\n").expect("it is signed");
        format!("{before}{with}{after}")
    };
    let huge = format!("{head}{} -----END SSH SIGNATURE-----\n", " AAAA\n".repeat(100_000));
    let garbage = ["gpgsig no mark at all\n", "gpgsig -----BEGIN SSH SIGNATURE-----\n !\n -----END SSH SIGNATURE-----\n", huge.as_str()];
    for armour in garbage {
        let signed = Signed::clone_of("sha1.bundle");
        signed.put(|text| replace(&text, armour));
        assert_eq!(signed.signature(&key("officer.pub"), "ed25519"), "bad", "{}", armour.get(..40).unwrap_or_default());
    }
    let signed = Signed::clone_of("sha1.bundle");
    signed.put(|text| replace(&text, "gpgsig -----BEGIN SIGNED MESSAGE-----\n AAAA\n -----END SIGNED MESSAGE-----\n"));
    assert_eq!(signed.signature(&key("officer.pub"), "ed25519"), "unknown_key");
}

#[test]
fn a_key_counts_only_for_its_purpose_and_in_its_time() {
    let signed = Signed::clone_of("sha1.bundle");
    let cases = [
        ("namespaces=\"git\"", "good"),
        ("namespaces=\"file,git\"", "good"),
        ("namespaces=\"*,!git\"", "unknown_key"),
        ("namespaces=\"file\"", "unknown_key"),
        ("valid-after=\"20240301\",valid-before=\"20240303\"", "good"),
        ("valid-before=\"20240302\"", "unknown_key"),
        ("valid-before=\"202403021000Z\"", "good"),
        ("valid-after=\"20240302100001Z\"", "unknown_key"),
    ];
    for (options, word) in cases {
        assert_eq!(signed.signature(&allowed(options), "ed25519"), word, "{options}");
    }
}

#[test]
fn a_file_that_holds_no_public_keys_is_refused_with_the_line() {
    let signed = Signed::clone_of("sha1.bundle");
    let private = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
    let officer = key("officer.pub");
    let cases = [
        (String::new(), "it holds no key"),
        (private.to_owned(), "it holds a private key"),
        (format!("{officer}programme officer\n"), "line 2: this is neither a public key nor a line of an allowed_signers file"),
        ("ssh-ed25519 AAAA officer\n".to_owned(), "line 1: this is no public key of SSH"),
        (allowed("cert-authority"), "line 2: keys that certify other keys are not supported"),
        (allowed("valid-after=\"soon\""), "line 2: valid-after is no moment such as 20240131"),
        (allowed("no-touch"), "line 2: it has an option that is not known"),
        ("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n".to_owned(), "a block has no end"),
    ];
    for (text, words) in cases {
        let ran = signed.log(Some(&signed.keys(&text)), &[]);
        assert!(ran.assert_code(2).stderr.contains(words), "{words}\n{ran}");
        assert!(ran.stderr.contains("help:"), "{ran}");
    }
}

#[test]
fn openpgp_keys_are_used_or_it_is_said_that_they_are_not() {
    let signed = Signed::clone_of("sha1.bundle");
    for name in ["openpgp.asc", "openpgp.gpg"] {
        let ran = signed.log(Some(&fixture(name)), &[]);
        ran.assert_code(0);
        if cfg!(feature = "all-signatures") {
            assert!(ran.stdout.contains("signed      6 of 7 (1 good, 1 bad, 4 not verified)"), "{ran}");
        } else {
            assert!(ran.stderr.contains("are not used: this program was built without OpenPGP"), "{ran}");
            assert!(ran.stdout.contains("signed, not verified: this program was built without OpenPGP"), "{ran}");
        }
    }
    let both = signed.keys(&(key("openpgp.asc") + &allowed("")));
    assert!(signed.log(Some(&both), &[]).stdout.contains("good signature by the trusted key SHA256:"));
}
