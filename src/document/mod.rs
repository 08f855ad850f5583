//! One file, read: its text, its tree, what it says, and what is wrong with it. Reading never fails as a whole.

mod advocacy;
mod again;
mod analysis;
mod assessment;
mod body;
mod checklist;
mod form;
mod heading;
mod indicators;
mod intervention;
mod overlay;
mod project;
mod traces;

use std::collections::BTreeSet;
use std::sync::OnceLock;

pub use body::Body;

use self::again::Rows;

/// Largest file that is read, in bytes.
pub use crate::yaml::MAX_BYTES;

use crate::finding::{Finding, Place, Related};
use crate::likeness;
use crate::privacy::Trace;
use crate::route::{Route, Step};
use crate::schema::{self, Kind, Violation};
use crate::source::{Region, Source};
use crate::yaml::{self, Node};

/// Name of the file that makes a folder a project: the manifest.
pub const MANIFEST: &str = "risklog.yaml";

/// One file of a project.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text as it was found.
    pub source: Source,
    /// What it says.
    pub body: Body,
    kind: Option<Kind>,
    /// The tree, once somebody asks, where the text was not parsed as a whole.
    node: OnceLock<Option<Node>>,
    /// The text that the spans of the tree belong to, where lines were put right.
    text: Option<Source>,
    /// Where the rows of a risk assessment stand.
    rows: Option<Rows>,
    /// Lines that were put right in order to go on reading.
    repaired: BTreeSet<usize>,
    /// What was found while reading.
    slips: Vec<Finding>,
    /// Everything that is wrong with form and words, once somebody asks: the schema costs more than the reading.
    findings: OnceLock<Vec<Finding>>,
    /// What looks like personal data, once somebody asks.
    traces: OnceLock<Vec<Trace>>,
}

impl Document {
    /// Reads the bytes of a file.
    #[must_use]
    pub fn read(path: &str, bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::read_text(Source::new(path, text)),
            Err(error) => Self::not_text(path, bytes, error.valid_up_to()),
        }
    }

    /// Makes a document that cannot be read, for the reason that a finding gives.
    #[must_use]
    pub fn refused(finding: Finding) -> Self {
        Self::unreadable(Source::new(finding.place.file.clone(), ""), finding)
    }

    /// Makes a document that says something and has no text: no place in it has a line.
    #[must_use]
    pub fn saying(path: &str, body: Body) -> Self {
        let source = Source::new(path, "");
        Self {
            body,
            kind: None,
            node: OnceLock::from(None),
            text: None,
            rows: None,
            repaired: BTreeSet::new(),
            slips: Vec::new(),
            findings: OnceLock::new(),
            traces: OnceLock::new(),
            source,
        }
    }

    /// Returns the path of the file, relative to the root of the repository.
    #[must_use]
    pub fn path(&self) -> &str {
        self.source.path()
    }

    /// Says whether what it says can be read.
    #[must_use]
    pub const fn is_readable(&self) -> bool {
        !matches!(self.body, Body::Unreadable)
    }

    /// Returns the tree, where there is one.
    #[must_use]
    pub fn node(&self) -> Option<&Node> {
        self.node.get_or_init(|| yaml::parse(&self.source).node).as_ref()
    }

    /// Returns the text that the spans of the tree belong to.
    fn text(&self) -> &Source {
        self.text.as_ref().unwrap_or(&self.source)
    }

    /// Returns everything that is wrong with its form and words, in the order of the text.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| self.inspect())
    }

    /// Returns the finding that says best why it cannot be read.
    #[must_use]
    pub fn reason(&self) -> Option<&Finding> {
        self.findings().iter().find(|finding| finding.rule == "syntax").or_else(|| self.findings().first())
    }

    /// Returns line and column of a place in this document.
    #[must_use]
    pub fn locate(&self, place: &Place) -> Region {
        if let Some((start, end)) = place.span {
            return self.source.region(&(start..end));
        }
        if self.node.get().is_none()
            && let Some(region) = self.locate_in_row(place)
        {
            return region;
        }
        let span = self.node().map_or(0..0, |node| node.locate(&place.route, place.part));
        self.text().region(&span)
    }

    /// Says whether reading already found fault with the value of a key, or with a key that was meant to be it. A rule
    /// that misses the value stays silent then: one slip, one finding.
    #[must_use]
    pub fn has_slip(&self, parent: &Route, key: &str) -> bool {
        let here = parent.key(key);
        let meant = |route: &Route| {
            let written = route.last_key().unwrap_or_default();
            route.parent().as_ref() == Some(parent) && likeness::nearest(written, &[key]).is_some()
        };
        self.findings()
            .iter()
            .any(|finding| finding.place.route.is_within(&here) || (finding.rule == "unknown-key" && meant(&finding.place.route)))
    }

    fn read_text(source: Source) -> Self {
        let parsed = yaml::parse(&source);
        let mut document = Self {
            body: Body::Unreadable,
            kind: None,
            node: OnceLock::from(parsed.node),
            text: (!parsed.repaired_lines.is_empty()).then_some(parsed.text),
            rows: None,
            repaired: parsed.repaired_lines,
            slips: parsed.findings,
            findings: OnceLock::new(),
            traces: OnceLock::new(),
            source,
        };
        document.kind = document.find_kind();
        if let (true, Some(kind), Some(node)) = (parsed.readable, document.kind, document.node()) {
            document.body = document.say(kind, node);
        }
        if let (true, Some(_), Some(node)) = (document.slips.is_empty(), document.risk_assessment(), document.node()) {
            document.rows = Rows::of(node, document.source.text());
        }
        document
    }

    fn unreadable(source: Source, finding: Finding) -> Self {
        Self {
            body: Body::Unreadable,
            kind: None,
            node: OnceLock::from(None),
            text: None,
            rows: None,
            repaired: BTreeSet::new(),
            slips: vec![finding],
            findings: OnceLock::new(),
            traces: OnceLock::new(),
            source,
        }
    }

    /// Puts together what is wrong with form and words, each at its place.
    fn inspect(&self) -> Vec<Finding> {
        let mut findings = self.slips.clone();
        if let (Some(kind), Some(node)) = (self.kind, self.node()) {
            findings.extend(schema::violations(kind, &node.to_json()).into_iter().map(|violation| self.finding(node, violation)));
        }
        self.resolve(&mut findings);
        // Nothing more is said about a line that was put right in order to go on.
        findings.retain(|finding| {
            finding.place.span.is_some() || finding.region.is_none_or(|region| !self.repaired.contains(&region.start.line))
        });
        findings.sort_by_key(|finding| finding.region);
        findings
    }

    fn finding(&self, node: &Node, violation: Violation) -> Finding {
        let place = Place { part: violation.part, ..Place::value(self.path(), violation.route.clone()) };
        let mut finding = Finding::new(violation.rule, place, violation.message);
        finding.help = violation.help;
        finding.id = entry_id(node, &violation.route);
        finding
    }

    fn say(&self, kind: Kind, node: &Node) -> Body {
        let text = self.text();
        let body = match kind {
            Kind::Project => Some(Body::Project(Box::new(project::read(node, text)))),
            Kind::RiskAssessment => assessment::read(node, text).map(|read| Body::RiskAssessment(Box::new(read))),
            Kind::PlanningChecklist => checklist::planning(node, text).map(|read| Body::PlanningChecklist(Box::new(read))),
            Kind::AwarenessChecklist => checklist::awareness(node, text).map(|read| Body::AwarenessChecklist(Box::new(read))),
            Kind::AdvocacyLog => advocacy::read(node, text).map(|read| Body::AdvocacyLog(Box::new(read))),
            Kind::SituationalAnalysis => analysis::read(node, text).map(|read| Body::SituationalAnalysis(Box::new(read))),
            Kind::Intervention => intervention::read(node, text).map(|read| Body::Intervention(Box::new(read))),
            Kind::Indicators => indicators::read(node, text).map(|read| Body::Indicators(Box::new(read))),
            Kind::ToolkitOverlay => Some(Body::ToolkitOverlay(Box::new(overlay::read(node, text)))),
        };
        body.unwrap_or(Body::Unreadable)
    }

    /// Finds out which kind of document it is, or says why that cannot be known; the file name decides about the manifest.
    fn find_kind(&mut self) -> Option<Kind> {
        const BEGIN: &str = "begin with `schema: risklog/1` and `kind: risk_assessment`, or delete the file";
        let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        let known = words.join(", ");
        let (message, help) = match self.node() {
            None if self.slips.is_empty() => ("the file is empty", BEGIN.to_owned()),
            None => return None,
            Some(node) if node.is_null() => ("the file holds nothing but comments", BEGIN.to_owned()),
            Some(_) if self.path().rsplit('/').next() == Some(MANIFEST) => return Some(Kind::Project),
            Some(node) => match node.get("kind") {
                Some(written) => return self.named_kind(&written.clone(), &words),
                None => (
                    "this file does not say what it is: the key `kind` is missing",
                    format!("add the line `kind: …` with one of {known}, or move the file out of the document folders"),
                ),
            },
        };
        let place = Place::inside(self.path(), Route::root());
        self.slips.push(Finding::new("schema", place, message).help(help));
        None
    }

    fn named_kind(&mut self, written: &Node, words: &[&str]) -> Option<Kind> {
        let kind = written.text().and_then(Kind::from_word);
        if kind.is_none() {
            let text = self.text().slice(&written.span).to_owned();
            let help = match likeness::nearest(&text, words) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "use one of the known kinds, or move the file out of the document folders".to_owned(),
            };
            let place = Place::value(self.path(), Route::root().key("kind"));
            let message = format!("`{text}` is not a kind of document; known are {}", words.join(", "));
            self.slips.push(Finding::new("schema", place, message).help(help));
        }
        kind
    }

    fn not_text(path: &str, bytes: &[u8], at: usize) -> Self {
        let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let readable = bytes.get(..at).map(String::from_utf8_lossy).unwrap_or_default();
        let message = if wide {
            "the file is saved as UTF-16".to_owned()
        } else {
            format!("the file is not UTF-8 text: byte {} cannot be read", at + 1)
        };
        let source = Source::new(path, readable);
        let finding = Finding::new("syntax", Place::bytes(path, &(at..at)), message).help("save it again with the encoding UTF-8");
        Self::unreadable(source, finding)
    }

    /// Looks up line and column of findings, and says which document they are about.
    fn resolve(&self, findings: &mut [Finding]) {
        let identity = self.identity();
        for finding in findings {
            finding.region = Some(self.locate(&finding.place));
            finding.document.clone_from(&identity);
            for related in &mut finding.related {
                let Related { place, region, .. } = related;
                *region = Some(self.locate(place));
            }
        }
    }
}

/// Returns the id of the risk (or another entry) that a route lies in.
fn entry_id(node: &Node, route: &Route) -> Option<String> {
    let mut entry = Route::root();
    let mut id = None;
    for step in route.steps() {
        entry = match step {
            Step::Key(key) => entry.key(key),
            Step::Index(index) => entry.index(*index),
        };
        let here = node.at(&entry)?;
        if id.is_none() && matches!(step, Step::Index(_)) {
            id = ["id", "round", "name"].into_iter().find_map(|key| here.get(key)?.text()).map(str::to_owned);
        }
    }
    id
}
