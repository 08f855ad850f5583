//! What was written before is written again, where nothing that it depends on is another: a second change log costs the reading
//! of a file. It lies in the clone's own git folder, so that it goes when the clone goes, and may be deleted at any time.
//!
//! Whoever hands over a clone must not be able to hand over what is said about it: each text is sealed with a secret that lies
//! outside of every repository, and one without its seal is no text.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use risklog::git::Repository;
use sha2::{Digest as _, Sha256};

use crate::context::Context;

/// Most bytes of one text that is kept.
const LARGEST: usize = 64 * 1024 * 1024;
/// Most bytes of all of them.
const MOST: u64 = 256 * 1024 * 1024;
/// Length of a seal, in hexadecimal digits.
const SEAL: usize = 64;
/// Bytes of the secret, and of a block of the hash.
const SECRET: usize = 32;
const BLOCK: usize = 64;

/// A place for one text.
pub struct Cache {
    file: PathBuf,
    name: String,
    secret: [u8; SECRET],
}

impl Cache {
    /// Finds the place of a text by all that it depends on; none where nothing is to be kept, or nothing can be.
    pub fn of(context: &Context, repository: &Repository, depends_on: &[&str]) -> Option<Self> {
        if !context.keeps {
            return None;
        }
        let mut hash = Sha256::new();
        for part in depends_on.iter().copied().chain([program()?.as_str()]) {
            hash.update(part.len().to_le_bytes());
            hash.update(part.as_bytes());
        }
        let name = hex(&hash.finalize());
        let file = repository.git_dir().join("risklog").join("cache").join(&name);
        let Ok(secret) = secret() else { return None };
        Some(Self { file, name, secret })
    }

    /// Returns the text, where it is there and sealed.
    pub fn find(&self) -> Option<String> {
        let kept = fs::read_to_string(&self.file).unwrap_or_default();
        let (seal, text) = kept.split_at_checked(SEAL)?;
        (self.seal(text) == seal).then(|| text.to_owned())
    }

    /// Keeps a text. Where that cannot be done, the next run has the work again, and nothing is lost.
    pub fn keep(&self, text: &str) {
        if text.len() <= LARGEST
            && let Some(folder) = self.file.parent()
        {
            drop(self.write(folder, text).and_then(|()| make_room(folder)));
        }
    }

    /// Writes beside the file and renames: whoever reads at the same time sees the old one or the new one.
    fn write(&self, folder: &Path, text: &str) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut beside = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
        beside.write_all(self.seal(text).as_bytes())?;
        beside.write_all(text.as_bytes())?;
        beside.persist(&self.file)?;
        Ok(())
    }

    /// Seals a text at its place (HMAC, RFC 2104).
    fn seal(&self, text: &str) -> String {
        let mut key = [0u8; BLOCK];
        key.iter_mut().zip(self.secret).for_each(|(place, byte)| *place = byte);
        let mut inner = Sha256::new_with_prefix(key.map(|byte| byte ^ 0x36));
        inner.update(self.name.as_bytes());
        inner.update(text.as_bytes());
        let mut outer = Sha256::new_with_prefix(key.map(|byte| byte ^ 0x5c));
        outer.update(inner.finalize());
        hex(&outer.finalize())
    }
}

/// Takes out the oldest texts until the rest is small enough.
fn make_room(folder: &Path) -> io::Result<()> {
    let mut kept = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let data = entry.metadata()?;
        kept.push((data.modified()?, data.len(), entry.path()));
    }
    kept.sort();
    let mut all: u64 = kept.iter().map(|(_, length, _)| length).sum();
    for (_, length, path) in kept {
        if all <= MOST {
            break;
        }
        fs::remove_file(path)?;
        all -= length;
    }
    Ok(())
}

/// Names this very program: another build may have other words.
fn program() -> Option<String> {
    let Ok(data) = std::env::current_exe().and_then(fs::metadata) else { return None };
    let Ok(built) = data.modified() else { return None };
    let built = built.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    Some(format!("{} {} {built}", env!("CARGO_PKG_VERSION"), data.len()))
}

/// Returns the secret of this user; it is made where there is none yet.
fn secret() -> io::Result<[u8; SECRET]> {
    let missing = || io::Error::new(io::ErrorKind::NotFound, "there is no folder for it");
    let folder = folder().ok_or_else(missing)?;
    let file = folder.join("cache.key");
    let mut secret = [0; SECRET];
    if let Ok(known) = fs::read(&file)
        && let Ok(known) = <[u8; SECRET]>::try_from(known)
    {
        return Ok(known);
    }
    fs::File::open("/dev/urandom")?.read_exact(&mut secret)?;
    fs::create_dir_all(&folder)?;
    let mut beside = tempfile::Builder::new().prefix(".new-").tempfile_in(&folder)?;
    beside.write_all(&secret)?;
    beside.persist(&file)?;
    Ok(secret)
}

/// Returns the folder of what programs keep for this user.
fn folder() -> Option<PathBuf> {
    let data = Context::variable("XDG_DATA_HOME").map(PathBuf::from).filter(|data| data.is_absolute());
    let home = || Context::variable("HOME").map(|home| PathBuf::from(home).join(".local/share")).filter(|home| home.is_absolute());
    data.or_else(home).map(|data| data.join("risklog"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
