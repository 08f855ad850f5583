//! Annotations, SARIF and test reports as their readers read them.

use serde_json::Value;
use uppsala::XsdValidator;

const SARIF: &str = include_str!("../../data/sarif-schema-2.1.0.json");
const JUNIT: &str = include_str!("../../data/jenkins-junit.xsd");

/// A workflow command, the way GitHub's runner takes it from a line.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    pub name: String,
    pub properties: Vec<(String, String)>,
    pub message: String,
}

impl Command {
    pub fn property(&self, key: &str) -> Option<&str> {
        self.properties.iter().find(|(other, _)| other == key).map(|(_, value)| value.as_str())
    }
}

/// Reads a log as the runner does: a line that begins with two colons, blanks apart, is a command; so is one of the older
/// form, wherever in the line it begins.
pub fn commands(log: &str) -> Vec<Command> {
    log.split(['\n', '\r']).filter_map(|line| new_form(line).or_else(|| old_form(line))).collect()
}

fn new_form(line: &str) -> Option<Command> {
    let (head, message) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let pairs = properties.trim().split(',').filter_map(|pair| pair.split_once('=')).filter(|(_, value)| !value.is_empty());
    let back = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
    Some(Command {
        name: name.to_owned(),
        properties: pairs
            .map(|(key, value)| (key.trim().to_owned(), back(value).replace("%3A", ":").replace("%2C", ",").replace("%25", "%")))
            .collect(),
        message: back(message).replace("%25", "%"),
    })
}

fn old_form(line: &str) -> Option<Command> {
    let (_, rest) = line.split_once("##[")?;
    let (head, message) = rest.split_once(']')?;
    let name = head.split(' ').next().unwrap_or_default();
    Some(Command { name: name.to_owned(), properties: Vec::new(), message: message.to_owned() })
}

/// Returns where a log differs from SARIF 2.1.0.
pub fn sarif_faults(log: &Value) -> Vec<String> {
    let mut schema: Value = serde_json::from_str(SARIF).expect("JSON");
    // NOTE: this pattern has a bracket too many, and no key of ours is called so.
    for holder in ["run", "toolComponent"] {
        schema["definitions"][holder]["properties"]["language"].as_object_mut().expect("an object").remove("pattern");
    }
    let validator = jsonschema::options()
        .with_draft(jsonschema::Draft::Draft7)
        .should_validate_formats(true)
        .build(&schema)
        .expect("the schema can be used");
    validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Returns where a test report differs from what Jenkins takes.
pub fn junit_faults(report: &str) -> Vec<String> {
    let schema = uppsala::parse(JUNIT).expect("XML");
    let validator = XsdValidator::from_schema(&schema).expect("the schema can be used");
    match uppsala::parse(report) {
        Ok(document) => validator.validate(&document).iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn the_readers_refuse_what_is_not_theirs() {
    let log = serde_json::json!({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"message": {"text": "x"}, "level": "info"}]}]});
    assert_eq!(sarif_faults(&log).len(), 1, "{:?}", sarif_faults(&log));
    let uri = serde_json::json!({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "artifacts": [{"location": {"uri": "a b%"}}]}]});
    assert_eq!(sarif_faults(&uri).len(), 1, "formats are looked at");
    for broken in [
        "<testsuites><testsuite/></testsuites>",
        "<testsuites><testsuite name='a' tests='1'><testcase/></testsuite></testsuites>",
        "<testsuites><testsuite name='a' tests='1'><testcase name='x'><failure/><skipped/></testcase></testsuite></testsuites>",
        "<testsuites",
        "<other/>",
    ] {
        assert!(!junit_faults(broken).is_empty(), "{broken}");
    }
    assert_eq!(
        junit_faults("<testsuites><testsuite name='a' tests='1'><testcase name='x'/></testsuite></testsuites>"),
        Vec::<String>::new()
    );
    let log = "text\n::error file=a%3Ab,line=1::50%25%0Athere\n  ::notice::x\nrun ##[error]y\n: :warning::z\n";
    let told: Vec<String> = commands(log).iter().map(|command| format!("{} {}", command.name, command.message)).collect();
    assert_eq!(told, ["error 50%\nthere", "notice x", "error y"]);
    assert_eq!(commands(log)[0].property("file"), Some("a:b"));
}
