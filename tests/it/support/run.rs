//! Runs the `risklog` binary in a clean environment and keeps everything it said.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A run of `risklog` in a folder, to be filled with arguments.
pub fn risklog(dir: impl AsRef<Path>) -> Run {
    Run { dir: dir.as_ref().to_owned(), args: Vec::new(), env: Vec::new(), stdin: Vec::new(), own_color: false }
}

/// A run that has not started.
pub struct Run {
    dir: PathBuf,
    args: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    stdin: Vec<u8>,
    own_color: bool,
}

impl Run {
    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    pub fn env(mut self, key: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.env.push((key.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    pub fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    /// Leaves out `--color never`, for tests about colour.
    pub fn own_color(mut self) -> Self {
        self.own_color = true;
        self
    }

    /// Runs the binary to its end.
    pub fn run(self) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_risklog"));
        super::hermetic(&mut command, Path::new(env!("CARGO_TARGET_TMPDIR")));
        command.current_dir(&self.dir).envs(self.env);
        if !self.own_color {
            command.args(["--color", "never"]);
        }
        command.args(&self.args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary was built with the tests");
        let mut pipe = child.stdin.take().expect("standard input is a pipe");
        let bytes = self.stdin;
        // NOTE: on its own thread, so that a long input and a long output cannot block each other;
        // a command that does not read its input closes the pipe, which is no failure.
        let writer = std::thread::spawn(move || {
            let _ = pipe.write_all(&bytes);
        });
        let output = child.wait_with_output().expect("the binary can be waited for");
        writer.join().expect("writing to a pipe does not panic");
        Ran {
            args: self.args,
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// What a run said. `code` is -1 when a signal ended it.
pub struct Ran {
    args: Vec<OsString>,
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Standard output, read as JSON.
    pub fn json(&self) -> serde_json::Value {
        self.try_json().unwrap_or_else(|why| panic!("standard output is not JSON: {why}\n{self}"))
    }

    /// Standard output, read as JSON, or why it cannot be.
    pub fn try_json(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::from_str(&self.stdout)
    }

    /// Insists on an exit code; prints everything when it is another.
    #[track_caller]
    pub fn assert_code(&self, code: i32) -> &Self {
        assert!(self.code == code, "exit code should be {code}\n{self}");
        self
    }
}

impl fmt::Display for Ran {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "risklog {:?}\nexit code: {}\n--- stdout\n{}\n--- stderr\n{}", self.args, self.code, self.stdout, self.stderr)
    }
}

/// Builds the demonstration in a folder of its own: the folder that has to be kept, and the repository in it.
pub fn demo() -> (TempDir, PathBuf) {
    let parent = TempDir::new().expect("a temporary folder can be made");
    risklog(parent.path()).args(["demo", "story"]).run().assert_code(0);
    let folder = parent.path().join("story");
    (parent, folder)
}
