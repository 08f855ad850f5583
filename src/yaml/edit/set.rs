//! Replaces a value, fills a blank, empties a value.

use super::ground::{Form, Ground, Spot};
use super::patch::Patch;
use super::style::{Room, Written};
use super::write::{self, Column};
use super::{Edit, EditError, Value, insert, tree};

/// The replaced bytes that set a value.
pub(super) fn patches(ground: &Ground<'_>, edit: &Edit, value: &Value) -> Result<Vec<Patch>, EditError> {
    let Ok(spot) = ground.find(&edit.route) else {
        return insert::key(ground, edit, value);
    };
    if tree::value(spot.node) == tree::as_read(value) {
        return Ok(Vec::new());
    }
    let key = edit.route.last_key().unwrap_or_default();
    if spot.node.span == ground.root.span && edit.route.steps().is_empty() {
        return Err(EditError::Layout { line: 1 });
    }
    replace(ground, spot, key, value)
}

/// The replaced bytes that make another value of one that is there.
pub(super) fn replace(ground: &Ground<'_>, spot: Spot<'_>, key: &str, value: &Value) -> Result<Vec<Patch>, EditError> {
    let form = ground.form(spot);
    match (&form, value) {
        (Form::Flow | Form::Block, _) => collection(ground, spot, key, value),
        (_, Value::Blank) => Ok(empty(ground, spot, &form)),
        (_, Value::List(_) | Value::Map(_)) => collection(ground, spot, key, value),
        _ => scalar(ground, spot, &form, value),
    }
}

/// Takes a value away; what stands behind it on its line stays.
fn empty(ground: &Ground<'_>, spot: Spot<'_>, form: &Form) -> Vec<Patch> {
    match form {
        Form::Lines(header) => {
            let line_end = ground.line_end(header.end);
            vec![Patch::new(spot.opening..header.end, ""), Patch::new(line_end..ground.end(spot), "")]
        }
        _ if spot.in_flow => {
            let before = ground.slice(0..spot.node.span.start);
            let text = match before.chars().next_back() {
                Some(':') => " ",
                _ if before.trim_end().ends_with(':') => "",
                _ => "null",
            };
            vec![Patch::new(spot.node.span.clone(), text)]
        }
        _ if ground.skip_blank(spot.opening) == spot.node.span.start && is_on_line(ground, spot) => {
            vec![Patch::new(spot.opening..spot.node.span.end, "")]
        }
        _ => vec![Patch::new(spot.node.span.clone(), "")],
    }
}

/// Says whether a value begins on the line of its key.
fn is_on_line(ground: &Ground<'_>, spot: Spot<'_>) -> bool {
    spot.node.span.start <= ground.line_end(spot.opening)
}

/// Replaces a word or sentence, or fills a blank with one.
fn scalar(ground: &Ground<'_>, spot: Spot<'_>, form: &Form, value: &Value) -> Result<Vec<Patch>, EditError> {
    let layout = &ground.layout;
    let indent = match form {
        Form::Lines(header) => ground.lines_indent(header, spot),
        _ => None,
    };
    let indent = indent.unwrap_or(spot.column + layout.step);
    let header = match form {
        Form::Lines(header) => ground.slice(header.clone()),
        _ => "",
    };
    let begins = if *form == Form::Nothing || matches!(form, Form::Lines(_)) { spot.opening + 1 } else { spot.node.span.start };
    let on_line = *form == Form::Nothing || matches!(form, Form::Lines(_)) || is_on_line(ground, spot);
    let is_long_line = !matches!(form, Form::Nothing | Form::Lines(_))
        && !ground.slice(spot.node.span.clone()).contains('\n')
        && ground.column(spot.node.span.end) > layout.width;
    let room = Room {
        form,
        header,
        in_flow: spot.in_flow,
        may_fold: on_line,
        // A file that has long lines here keeps them.
        inline: if is_long_line { usize::MAX } else { layout.width.saturating_sub(ground.column(begins)) },
        below: layout.width.saturating_sub(indent),
    };
    let line = ground.line(spot.opening);
    let written = room.write(value).ok_or(EditError::Layout { line })?;
    Ok(match (form, written) {
        (Form::Lines(header), Written::Inline(text)) => {
            vec![Patch::new(header.clone(), text), Patch::new(ground.line_end(header.end)..ground.end(spot), "")]
        }
        (Form::Lines(header), Written::Lines(new, lines)) => {
            let below = below(ground, spot.opening, &write::indented(&lines, indent));
            vec![Patch::new(header.clone(), new), Patch::new(ground.line_end(header.end)..ground.end(spot), below)]
        }
        (Form::Nothing, Written::Inline(text)) => vec![fill(ground, spot, &text)],
        (Form::Nothing, Written::Lines(new, lines)) => {
            let below = below(ground, spot.opening, &write::indented(&lines, indent));
            vec![fill(ground, spot, new), Patch::insert(ground.line_end(spot.opening), below)]
        }
        (_, Written::Inline(text)) => vec![Patch::new(spot.node.span.clone(), text)],
        (_, Written::Lines(new, lines)) => {
            let end = spot.node.span.end;
            let below = below(ground, end, &write::indented(&lines, indent));
            vec![Patch::new(spot.node.span.clone(), new), Patch::insert(ground.line_end(end), below)]
        }
    })
}

/// Joins lines so that they go below the line that a byte stands in.
pub(super) fn below(ground: &Ground<'_>, at: usize, lines: &[String]) -> String {
    let eol = ground.eol(at);
    lines.iter().fold(String::new(), |text, line| text + eol + line)
}

/// Puts text where nothing stands, with a space before it and, where something follows at once, behind it.
pub(super) fn fill(ground: &Ground<'_>, spot: Spot<'_>, text: &str) -> Patch {
    let rest = ground.rest(spot.opening);
    let is_bare_key = spot.in_flow && !ground.slice(0..spot.opening).ends_with(':');
    if is_bare_key {
        return Patch::insert(spot.opening, format!(": {text}"));
    }
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let follows = ground.rest(spot.opening + blanks);
    if follows.is_empty() || follows.starts_with(['\r', '\n']) {
        return Patch::new(spot.opening..spot.opening + blanks, format!(" {text}"));
    }
    if spot.in_flow && blanks > 0 && follows.starts_with(',') {
        return Patch::new(spot.opening..spot.opening + blanks, format!(" {text}"));
    }
    Patch::insert(spot.opening, format!(" {text}"))
}

/// Replaces by or with a list or a map; refuses where that would lose a comment.
fn collection(ground: &Ground<'_>, spot: Spot<'_>, key: &str, value: &Value) -> Result<Vec<Patch>, EditError> {
    let form = ground.form(spot);
    let end = ground.end(spot);
    if spot.in_flow {
        ground.refuse_comments(spot)?;
        let text = write::in_brackets(value);
        return Ok(match form {
            Form::Nothing => vec![fill(ground, spot, &text)],
            _ => vec![Patch::new(spot.node.span.start..end, text)],
        });
    }
    let line_end = ground.line_end(spot.opening);
    // A comment behind the key stays there; one further inside would be lost.
    let begins_below = end > line_end && form != Form::Nothing && ground.skip_blank(spot.opening) > line_end;
    if !begins_below {
        ground.refuse_comments(spot)?;
    } else if let Some(at) = ground.comment_behind(spot, line_end, end) {
        return Err(EditError::Comment { line: ground.line(at) });
    }
    let (behind, lines) = match value {
        Value::List(items) if form == Form::Block && !items.is_empty() && !spot.node.items().is_empty() => {
            (String::new(), write::items_lines(&ground.layout, key, items, ground.column(ground.first_dash(spot))))
        }
        _ => write::value_lines(&ground.layout, key, value, Column { key: spot.column, used: ground.column(spot.opening) + 1 }),
    };
    let mut patches = Vec::new();
    let filled = if behind.is_empty() { Patch::insert(spot.opening, "") } else { fill(ground, spot, &behind) };
    if form == Form::Nothing {
        patches.push(filled);
        patches.push(Patch::insert(line_end, below(ground, spot.opening, &lines)));
    } else if begins_below {
        patches.push(filled);
        patches.push(Patch::new(line_end..end, below(ground, spot.opening, &lines)));
    } else {
        let text = if behind.is_empty() { String::new() } else { format!(" {behind}") };
        patches.push(Patch::new(spot.opening..end, text));
        patches.push(Patch::insert(ground.line_end(end), below(ground, end, &lines)));
    }
    Ok(patches)
}
