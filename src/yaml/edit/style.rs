//! How a word or sentence is written at a place: in the style that stood there, as far as the new text allows it.

use super::Value;
use super::ground::Form;
use super::scalar;

/// What a place offers to a new scalar.
pub(super) struct Room<'a> {
    /// How the old value is written.
    pub(super) form: &'a Form,
    /// The header of the old value, where it is a sentence in lines.
    pub(super) header: &'a str,
    /// Says whether the place is between brackets.
    pub(super) in_flow: bool,
    /// Says whether a sentence may go on in lines below.
    pub(super) may_fold: bool,
    /// How many characters fit behind the key on its line.
    pub(super) inline: usize,
    /// How many characters fit on a line below.
    pub(super) below: usize,
}

/// A scalar as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// On the line of its key.
    Inline(String),
    /// A header on the line of its key, and lines below it without their indentation.
    Lines(&'static str, Vec<String>),
}

impl Room<'_> {
    /// Writes a scalar; a list or map has no such form.
    pub(super) fn write(&self, value: &Value) -> Option<Written> {
        let inline = |text: String| Some(Written::Inline(text));
        match value {
            Value::Blank => inline(String::new()),
            Value::Bool(value) => inline(value.to_string()),
            Value::Int(value) => inline(value.to_string()),
            Value::Float(value) => inline(format!("{value:?}")),
            Value::Day(day) if is_day(day) && !self.is_quoted() => inline(day.clone()),
            Value::Day(text) | Value::Text(text) => Some(self.text(text)),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    const fn is_quoted(&self) -> bool {
        matches!(self.form, Form::Single | Form::Double)
    }

    fn text(&self, text: &str) -> Written {
        let inline = self.quoted(text);
        if self.in_flow || !self.may_fold {
            return Written::Inline(inline);
        }
        let was_in_lines = matches!(self.form, Form::Lines(_));
        let fits = inline.chars().count() <= self.inline;
        if text.contains('\n') || was_in_lines || !fits {
            return self.lines(text).unwrap_or(Written::Inline(inline));
        }
        Written::Inline(inline)
    }

    fn lines(&self, text: &str) -> Option<Written> {
        let literal = scalar::literal(text).filter(|lines| lines.iter().all(|line| line.chars().count() <= self.below));
        let was_literal = self.header.starts_with('|');
        let was_folded = self.header.starts_with('>');
        if let Some(lines) = literal.filter(|_| was_literal || (text.contains('\n') && !was_folded)) {
            return Some(Written::Lines("|-", lines));
        }
        match scalar::fold(text, self.below) {
            Some(lines) => Some(Written::Lines(">-", lines)),
            None => scalar::literal(text).map(|lines| Written::Lines("|-", lines)),
        }
    }

    fn quoted(&self, text: &str) -> String {
        match self.form {
            Form::Single => scalar::single(text).unwrap_or_else(|| scalar::double(text)),
            Form::Double => scalar::double(text),
            _ if scalar::is_plain(text, self.in_flow) => text.to_owned(),
            _ => scalar::double(text),
        }
    }
}

/// Says whether a text has the shape of a day: every reader gives it back as the same day.
fn is_day(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(shape)
}
