"""Install what a lock names, with a word every few seconds: .venv/bin/python scripts/website/install.py [LOCK]

It runs before anything is installed, so it imports nothing but the standard library.
"""

import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

SILENCE = 8  # seconds without a word, at most
ROOT = Path(__file__).parents[2]
SIZES = {"requirements.txt": ": about 190 MB are downloaded, once"}


def command(lock):
    """uv where there is one, else pip."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", sys.executable, "--require-hashes", "-r", str(lock)]
    options = ["--disable-pip-version-check", "--progress-bar", "off", "--require-hashes"]
    return [sys.executable, "-m", "pip", "install", *options, "-r", str(lock)]


def pass_on(stream, lines):
    for line in stream:
        lines.put(line)
    lines.put(None)


def follow(arguments, total):
    """Run it and say how far it is. Return its exit code and the last lines it wrote."""
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines, written = queue.Queue(), []
    threading.Thread(target=pass_on, args=(process.stdout, lines), daemon=True).start()
    start, said, fetched, state = time.monotonic(), time.monotonic(), 0, "fetched"
    while True:
        try:
            line = lines.get(timeout=1)
            if line is None:
                process.stdout.close()
                return process.wait(), written[-15:]
            written.append(line)
            fetched += line.startswith("Collecting ")
            state = "fetched, now unpacking" if line.startswith("Installing ") else state
        except queue.Empty:
            pass
        if time.monotonic() - said > SILENCE:
            said = time.monotonic()
            print(f"  {said - start:3.0f} s: {min(fetched, total)} of {total} packages {state}", flush=True)


def main(name="requirements.txt"):
    lock = ROOT / name
    total = len(re.findall(r"^[\w.-]+==", lock.read_text("utf-8"), re.M))
    print(f"installing the {total} packages of {name} into .venv{SIZES.get(name, '')}", flush=True)
    code, last = follow(command(lock), total)
    if code:
        print("".join(last), end="", file=sys.stderr)
    return code


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("interrupted: the same command goes on from here")
