//! The tests that go through the binary, on real repositories.

mod change_rules;
mod oracle;
mod rules;
mod support;
