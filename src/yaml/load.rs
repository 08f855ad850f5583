//! Reading data that ships inside the program, where nobody points at a line.

use serde::de::DeserializeOwned;

/// Reads YAML text into a type.
///
/// # Errors
/// Returns what is wrong where the text does not fit the type.
pub fn from_data<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}
