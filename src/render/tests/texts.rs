//! What short outputs look like.
