//! The tests that go through the binary, on real repositories.

mod oracle;
mod rules;
mod support;
