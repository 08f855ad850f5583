//! The option `--trusted-keys`: a file of public keys, kept wherever the user keeps it.

use std::path::PathBuf;
use std::sync::Arc;

use risklog::signature::TrustedKeys;

use crate::context::Context;
use crate::desk::quoted;
use crate::error::CliError;
use crate::input;

/// The option, for commands that tell about signatures.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Keys {
    /// Verify signatures with the public keys in a file: an allowed_signers file of SSH, .pub lines, OpenPGP keys
    #[arg(long = "trusted-keys", value_name = "FILE")]
    trusted_keys: Option<PathBuf>,
}

impl Keys {
    /// Reads the keys, where a file was named.
    pub fn read(&self, context: &Context) -> Result<Option<Arc<TrustedKeys>>, CliError> {
        let Some(path) = &self.trusted_keys else { return Ok(None) };
        let bytes = input::read(&context.directory.join(path))?;
        let keys = TrustedKeys::read(&bytes)
            .map_err(|error| CliError::new(format!("{} cannot be used as trusted keys: {error}", path.display())).hint(error.hint()))?;
        if keys.has_unused_openpgp() {
            context.warn(&format!("the OpenPGP keys in {} are not used: this program was built without OpenPGP", path.display()));
        }
        Ok(Some(Arc::new(keys)))
    }

    /// Returns the checksum of the file, where one was named.
    pub fn sha256(&self, context: &Context) -> Result<Option<String>, CliError> {
        let Some(path) = &self.trusted_keys else { return Ok(None) };
        Ok(Some(risklog::pack::sha256(&input::read(&context.directory.join(path))?)))
    }

    /// Returns the option as it was typed, for the command that makes an output again.
    pub fn typed(&self) -> Option<String> {
        self.trusted_keys.as_ref().map(|path| format!("--trusted-keys {}", quoted(&path.display().to_string())))
    }
}
