//! Calendar days, as the documents write them: ISO 8601, year first.

/// A calendar day without a time.
pub type Date = jiff::civil::Date;
