//! Three states of one document made one, by what they say: two people who re-rated different risks are no conflict, and
//! where both set one field differently, exactly that field is.
//!
//! What a side says is paired by identity (a risk by its id, evidence by its reference), each change of theirs is made on
//! our text by a surgical edit, and the result keeps our comments, order and layout. What cannot be understood is left to a
//! merge of the lines, which loses nothing.

mod lines;
pub mod pairing;
mod tree;

use crate::likeness;
use crate::route::Route;
use crate::source::Source;
use crate::yaml::edit::{self, Value};
use crate::yaml::{self, Node};

/// The three states of a file.
#[derive(Debug, Clone, Copy)]
pub struct Sides<T> {
    /// What both began with.
    pub base: T,
    /// What we have.
    pub ours: T,
    /// What they have.
    pub theirs: T,
}

/// What stands behind the markers of a conflict.
#[derive(Debug, Clone)]
pub struct Marks {
    /// How many characters a marker has.
    pub size: usize,
    /// The names of the sides.
    pub names: Sides<String>,
}

/// A field that both sides set, differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Where, as people say it: `CJ-05 likelihood`.
    pub place: String,
    /// What we have; nothing where it is gone.
    pub ours: Option<String>,
    /// What they have; nothing where it is gone.
    pub theirs: Option<String>,
}

/// What became of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// Everything of both sides is in the text.
    Clean(String),
    /// Markers stand round the fields that both sides set.
    Conflicts(String, Vec<Conflict>),
    /// It is nothing that can be merged by what it says, for this reason.
    NotUnderstood(&'static str),
}

/// Merges by what the states say.
#[must_use]
pub fn by_meaning(texts: Sides<&str>, marks: &Marks) -> Merged {
    // NOTE: both sides made the file: there is nothing that they began with.
    let base = if texts.base.trim().is_empty() { None } else { Some(texts.base) };
    let read = |text: &str| Reading::of(text);
    let (Some(ours), Some(theirs)) = (read(texts.ours), read(texts.theirs)) else {
        return Merged::NotUnderstood("one side cannot be read");
    };
    let base = match base.map(read) {
        Some(None) => return Merged::NotUnderstood("what both began with cannot be read"),
        Some(base) => base,
        None => None,
    };
    if ours.identity() != theirs.identity() || base.as_ref().is_some_and(|base| base.identity() != ours.identity()) {
        return Merged::NotUnderstood("the sides are not the same document");
    }
    let nodes = Sides { base: base.as_ref().map(|base| &base.node), ours: Some(&ours.node), theirs: Some(&theirs.node) };
    let found = match tree::merge(nodes, &theirs.source) {
        Ok(found) => found,
        Err(reason) => return Merged::NotUnderstood(reason),
    };
    let Ok(merged) = edit::apply(&ours.source, &found.agreed()) else {
        return Merged::NotUnderstood("a change of theirs cannot be made on our text");
    };
    let merged = with_their_layout(texts, merged, found.conflicts.is_empty());
    if lines::lost_comment(texts, &merged) {
        return Merged::NotUnderstood("a comment of theirs would be lost");
    }
    if found.conflicts.is_empty() {
        return Merged::Clean(merged);
    }
    let Ok(disputed) = edit::apply(&ours.source, &found.all()) else {
        return Merged::NotUnderstood("a change of theirs cannot be made on our text");
    };
    Merged::Conflicts(lines::marked(&merged, &disputed, marks), found.conflicts)
}

/// Merges line by line; says whether there was a conflict.
#[must_use]
pub fn by_lines(texts: Sides<&str>, marks: &Marks) -> (String, bool) {
    let names = Sides { base: marks.names.base.as_str(), ours: marks.names.ours.as_str(), theirs: marks.names.theirs.as_str() };
    likeness::merge_lines([texts.base, texts.ours, texts.theirs], marks.size, [names.base, names.ours, names.theirs])
}

/// Takes the merge of the lines where it says the same: it keeps the comments and the layout of both sides.
fn with_their_layout(texts: Sides<&str>, merged: String, is_clean: bool) -> String {
    let marks = Marks { size: 7, names: Sides { base: String::new(), ours: String::new(), theirs: String::new() } };
    let (by_lines, conflict) = by_lines(texts, &marks);
    let same = |one: &str, other: &str| match (Reading::of(one), Reading::of(other)) {
        (Some(one), Some(other)) => pairing::say_the_same(&one.node, &other.node),
        _ => false,
    };
    if is_clean && !conflict && same(&by_lines, &merged) { by_lines } else { merged }
}

/// A text that can be read without a fault.
struct Reading {
    source: Source,
    node: Node,
}

impl Reading {
    fn of(text: &str) -> Option<Self> {
        let source = Source::new("", text);
        let parsed = yaml::parse(&source);
        let is_whole = parsed.readable && parsed.findings.is_empty();
        parsed.node.filter(|node| is_whole && !node.entries().is_empty()).map(|node| Self { source, node })
    }

    /// What makes it this document and no other.
    fn identity(&self) -> [Option<Value>; 3] {
        ["kind", "tool", "scope"].map(|key| self.node.at(&Route::root().key(key)).map(Value::of))
    }
}
