//! Colour: what each meaning looks like, and only where colour is wanted. The colour crate lives here and nowhere else.

use anstyle::{AnsiColor, Effects, Style as Ansi};

use super::wrap::Line;
use crate::report::page::Tone;

/// Writes a line, in colour where it is wanted.
pub(super) fn line(line: &Line, color: bool) -> String {
    line.iter().map(|piece| paint(piece.tone, &piece.text, color)).collect()
}

/// Writes an escaped text, in colour where it is wanted.
pub(super) fn paint(tone: Tone, escaped: &str, color: bool) -> String {
    let style = style(tone);
    if color && style != Ansi::new() { format!("{style}{escaped}{style:#}") } else { escaped.to_owned() }
}

const fn style(tone: Tone) -> Ansi {
    match tone {
        Tone::Plain => Ansi::new(),
        Tone::Strong => Ansi::new().effects(Effects::BOLD),
        Tone::Muted => Ansi::new().effects(Effects::DIMMED),
        Tone::Good | Tone::New => AnsiColor::Green.on_default(),
        Tone::Bad => AnsiColor::Red.on_default().effects(Effects::BOLD),
        Tone::Gone => AnsiColor::Red.on_default(),
        Tone::Caution => AnsiColor::Yellow.on_default().effects(Effects::BOLD),
        Tone::Code => AnsiColor::Cyan.on_default(),
    }
}
