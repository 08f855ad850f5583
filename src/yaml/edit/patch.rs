//! Replaced bytes.

use crate::source::Span;

/// Bytes of the old text and what stands there in the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) span: Span,
    pub(super) text: String,
}

impl Patch {
    pub(super) fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(at..at, text)
    }
}

/// Makes the new text; nothing where two patches claim the same bytes. Patches at one place keep their order.
pub(super) fn apply(text: &str, mut patches: Vec<Patch>) -> Option<String> {
    patches.sort_by_key(|patch| (patch.span.start, patch.span.end));
    let mut new = String::with_capacity(text.len() + patches.iter().map(|patch| patch.text.len()).sum::<usize>());
    let mut at = 0;
    for patch in &patches {
        new.push_str(text.get(at..patch.span.start)?);
        new.push_str(&patch.text);
        at = patch.span.end.max(at);
    }
    new.push_str(text.get(at..)?);
    Some(new)
}
