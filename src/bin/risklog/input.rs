//! Files that git hands over: read whole, and no more than a document may have.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::error::CliError;

/// Most bytes that are read: more than any document has, since what is no document is shown as it is.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    let stuck = |reason: String| CliError::new(format!("cannot read {}: {reason}", path.display()));
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| stuck(error.to_string()))?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| stuck(error.to_string()))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(stuck(format!("it has more than {MOST_BYTES} bytes")));
    }
    Ok(bytes)
}
