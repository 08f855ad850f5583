//! How far long work has got: one line on standard error, only where somebody sits there, and only once it takes long. It is
//! gone when the work ends.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use crate::context::Context;
use crate::error::say;

/// From here on work is long.
const LONG: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const EVERY: Duration = Duration::from_millis(100);

/// The line, while it is there.
pub struct Progress {
    is_wanted: bool,
    next: Instant,
    is_shown: bool,
}

impl Progress {
    /// Begins with the work.
    pub fn begin(context: &Context) -> Self {
        let has_colours = Context::variable("TERM").is_some_and(|term| term != "dumb");
        let is_wanted = !context.quiet && has_colours && std::io::stderr().is_terminal();
        Self { is_wanted, next: Instant::now() + LONG, is_shown: false }
    }

    /// Tells how much of the work is done.
    pub fn tell(&mut self, what: &str, done: usize, all: usize) {
        if !self.is_wanted || Instant::now() < self.next {
            return;
        }
        self.next = Instant::now() + EVERY;
        self.is_shown = true;
        say(&format!("\r\u{1b}[Krisklog: {what} {done} of {all}"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            say("\r\u{1b}[K");
        }
    }
}
