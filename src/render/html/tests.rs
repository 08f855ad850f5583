//! What a small document looks like.
