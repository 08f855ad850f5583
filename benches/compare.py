#!/usr/bin/env python3
"""Runs risklog and what people would use instead on the same files, in one go, and prints ratios.

    python3 benches/compare.py [--risklog PATH] [--work FOLDER] [--runs N] [--only WORD] [PRESET ...]

It builds the generator, makes the presets (kept in the working folder), and runs each pair in turn, A B A B …, so that a machine
that is busy is busy for both. It prints processor seconds (user and system) of whole processes, their peak memory, and the
median of the ratios. A baseline that is not installed is left out by name. Nothing is judged: the goals stand in
docs/performance.md.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

# What a short script would do: every version of every document, read whole, ratings compared.
SCRIPT_LOG = r"""
import subprocess, sys, yaml
try:
    from yaml import CSafeLoader as Loader
except ImportError:
    from yaml import SafeLoader as Loader
def out(*args):
    return subprocess.run(["git", *args], capture_output=True, check=True).stdout
cat = subprocess.Popen(["git", "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
def blob(name):
    cat.stdin.write(name.encode() + b"\n"); cat.stdin.flush()
    size = int(cat.stdout.readline().split()[2])
    data = cat.stdout.read(size); cat.stdout.read(1)
    return data
state, log = {}, []
raw = out("log", "--first-parent", "-m", "--reverse", "--raw", "--no-renames", "--no-abbrev", "--format=commit %H %cI", "--", "risks").decode()
commit = None
for line in raw.splitlines():
    if line.startswith("commit "):
        commit = line
    elif line.startswith(":"):
        head, path = line.split("\t", 1)
        new = head.split()[3]
        risks = {} if set(new) == {"0"} else {r["id"]: r for r in yaml.load(blob(new), Loader)["risks"]}
        old = state.get(path, {})
        for key in sorted(set(old) | set(risks)):
            if old.get(key) != risks.get(key):
                log.append((commit, path, key, old.get(key), risks.get(key)))
        state[path] = risks
print(len(log))
"""

SCRIPT_DIFF = r"""
import subprocess, yaml
try:
    from yaml import CSafeLoader as Loader
except ImportError:
    from yaml import SafeLoader as Loader
import sys
before, after = sys.argv[1:3]
raw = subprocess.run(["git", "diff", "--raw", "--no-renames", "--no-abbrev", before, after, "--", "risks"], capture_output=True, check=True).stdout.decode()
def read(name):
    if set(name) == {"0"}:
        return {}
    data = subprocess.run(["git", "cat-file", "blob", name], capture_output=True, check=True).stdout
    return {r["id"]: r for r in yaml.load(data, Loader)["risks"]}
for line in raw.splitlines():
    parts = line.split("\t")[0].split()
    old, new = read(parts[2]), read(parts[3])
    for key in sorted(set(old) | set(new)):
        if old.get(key) != new.get(key):
            print(key)
"""


def run(command, folder):
    """Runs a command, throws its output away, and returns processor seconds and peak memory in MiB."""
    with open(os.devnull, "wb") as nothing:
        child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=nothing, stderr=nothing)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode


def pair(title, ours, theirs, folder, runs):
    if theirs[0] != "sh" and shutil.which(theirs[0]) is None:
        print(f"{title:<58} {theirs[0]} is not installed")
        return
    run(ours, folder)
    run(theirs, folder)
    figures = [(run(ours, folder), run(theirs, folder)) for _ in range(runs)]
    cpu = [statistics.median(figure[side][0] for figure in figures) for side in (0, 1)]
    peak = [max(figure[side][1] for figure in figures) for side in (0, 1)]
    ratio = statistics.median(one[0] / max(other[0], 1e-6) for one, other in figures)
    print(f"{title:<58} {cpu[0]:8.3f} s {peak[0]:6.0f} MiB  | {cpu[1]:8.3f} s {peak[1]:6.0f} MiB | {ratio:6.2f}")
    sys.stdout.flush()


def build(work, risklog):
    generator = work / "generate"
    subprocess.run(["rustc", "--edition", "2024", "-O", str(HERE / "generate.rs"), "-o", str(generator)], check=True)
    if risklog is None:
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
        target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
        risklog = target / "release" / "risklog"
    return generator, str(risklog)


def make(generator, work, preset):
    folder = work / preset.replace(":", "-")
    if not (folder / ".git" / "packed-refs").exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([str(generator), preset, str(folder)], check=True)
    return folder


def git(folder, *args):
    return subprocess.run(["git", *args], cwd=folder, capture_output=True, check=True, text=True).stdout.strip()


def rows(preset, folder, risklog, schema):
    """Every pair of a preset: title, ours, theirs."""
    plain = [risklog, "--color", "never", "--today", "2026-01-01"]
    files = git(folder, "ls-files", "risks").splitlines()
    python = sys.executable
    log = [*plain, "changelog"]
    yield "check", [*plain, "check"], ["jsonschema-cli", "validate", schema, *sum((["-i", file] for file in files), [])] if len(files) < 3000 else ["sh", "-c", f"git ls-files -z risks | xargs -0 -n 2000 jsonschema-cli validate {schema}"]
    if len(files) <= 200:
        yield "check / check-jsonschema", [*plain, "check"], ["check-jsonschema", "--schemafile", schema, *files]
        yield "check / yamllint", [*plain, "check"], ["yamllint", "-d", "relaxed", *files]
        yield "check / git --version", [*plain, "check"], ["git", "--version"]
    if preset.startswith(("medium", "large")):
        near = git(folder, "rev-list", "--first-parent", "-n", "1", "--skip", "12", "HEAD")
        far = git(folder, "rev-list", "--max-parents=0", "HEAD")
        yield "diff, a few documents / git diff", [*plain, "diff", near, "HEAD"], ["git", "diff", near, "HEAD"]
        yield "diff, a few documents / Python", [*plain, "diff", near, "HEAD"], [python, "-c", SCRIPT_DIFF, near, "HEAD"]
        yield "diff, all documents / git diff", [*plain, "diff", far, "HEAD"], ["git", "diff", far, "HEAD"]
    yield "changelog --no-cache / git log -p", [*log, "--no-cache"], ["git", "log", "-p", "--", "risks"]
    yield "changelog, json --no-cache / git log -p", [*log, "--format", "json", "--no-cache"], ["git", "log", "-p", "--", "risks"]
    yield "changelog --no-cache / Python", [*log, "--no-cache"], [python, "-c", SCRIPT_LOG]
    yield "changelog again, with cache / git log -p", log, ["git", "log", "-p", "--", "risks"]
    if preset.startswith(("small", "medium")):
        one = git(folder, "ls-files", "risks").splitlines()[0]
        yield "changelog of one risk / git-history", [*log, "--no-cache"], ["sh", "-c", f"rm -f /tmp/bench-history.db; git-history file /tmp/bench-history.db {one} --convert 'import yaml; return yaml.safe_load(content)[\"risks\"]' --id id"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("presets", nargs="*", default=["small", "medium"])
    parser.add_argument("--risklog")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "risklog-bench")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    generator, risklog = build(args.work, args.risklog)
    schema = str(ROOT / "schema" / "risk_assessment.schema.json")
    print(f"{'':<58} {'ours: cpu':>10} {'peak':>10}  | {'theirs':>10} {'peak':>10} | ratio")
    for preset in args.presets:
        folder = make(generator, args.work, preset)
        for title, ours, theirs in rows(preset, folder, risklog, schema):
            if args.only in title:
                pair(f"{preset}: {title}", ours, theirs, folder, args.runs)


if __name__ == "__main__":
    main()
