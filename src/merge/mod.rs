//! Three states of one document made one, by what they say: two people who re-rated different risks are no conflict, and
//! where both set one field differently, exactly that field is.
//!
//! What a side says is paired by identity (a risk by its id, evidence by its reference), each change of theirs is made on
//! our text by a surgical edit, and the result keeps our comments, order and layout. What cannot be understood is left to a
//! merge of the lines, which loses nothing.

mod lines;
mod lists;
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
    let by_lines = if found.conflicts.is_empty() { agreeing_lines(texts, &edit::preview(&ours.node, &found.agreed())) } else { None };
    let Ok(merged) = by_lines.map_or_else(|| edit::apply(&ours.source, &found.agreed()), Ok) else {
        return Merged::NotUnderstood("a change of theirs cannot be made on our text");
    };
    let Some(result) = Reading::of(&merged) else {
        return Merged::NotUnderstood("what comes of it cannot be read");
    };
    let before = base.as_ref().map(Reading::comments).unwrap_or_default();
    if lines::lost_comment(Sides { base: &before, ours: &ours.comments(), theirs: &theirs.comments() }, &result.comments()) {
        return Merged::NotUnderstood("a comment of one side would be lost");
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
    let [base, ours, theirs] = [&marks.names.base, &marks.names.ours, &marks.names.theirs].map(|name| lines::one_line(name));
    likeness::merge_lines([texts.base, texts.ours, texts.theirs], marks.size, [&base, &ours, &theirs])
}

/// Returns the merge of the lines where it says what is expected: it keeps the comments and the layout of both sides.
fn agreeing_lines(texts: Sides<&str>, expected: &Node) -> Option<String> {
    let marks = Marks { size: 7, names: Sides { base: String::new(), ours: String::new(), theirs: String::new() } };
    let (text, conflict) = by_lines(texts, &marks);
    let agrees = !conflict && Reading::of(&text).is_some_and(|reading| pairing::say_the_same(&reading.node, expected));
    agrees.then_some(text)
}

/// A text that every reader takes for the same.
struct Reading {
    source: Source,
    node: Node,
}

impl Reading {
    fn of(text: &str) -> Option<Self> {
        let source = Source::new("", text);
        let parsed = yaml::parse(&source);
        let node = parsed.node.filter(|node| parsed.readable && !node.entries().is_empty());
        node.map(|node| Self { source, node })
    }

    fn comments(&self) -> Vec<&str> {
        edit::comments(&self.source, &self.node).into_iter().map(|span| self.source.slice(&span)).collect()
    }

    /// What makes it this document and no other.
    fn identity(&self) -> [Option<Value>; 3] {
        ["kind", "tool", "scope"].map(|key| self.node.at(&Route::root().key(key)).map(Value::of))
    }
}
