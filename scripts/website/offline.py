"""The site as one file that opens from disk, with search:
python -m scripts.website.offline makes dist/nnref-offline.zip."""

import os
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from scripts.website import files
from scripts.website.files import CACHE, ROOT

ZIP = ROOT / "dist/nnref-offline.zip"


def build(folder):
    """Build the pages into this folder so that links name files, and the search needs no server."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"NNREF_OFFLINE": "true"}, check=True)
    for needless in folder.glob("sitemap.xml*"):
        needless.unlink()


def pack(folder, file):
    """Zip a folder under its own name."""
    zipped({path.relative_to(folder.parent).as_posix(): path for path in files.below(folder)}, file)


def zipped(named, file):
    """Zip {name: path} into a file, whole or not at all; the same files give the same bytes."""
    date = datetime.fromtimestamp(max(int(os.environ.get("SOURCE_DATE_EPOCH", 0)), 315532800), UTC).timetuple()[:6]
    new = file.with_name(f".{file.name}.new")
    try:
        with zipfile.ZipFile(new, "w") as archive:
            for name, path in sorted(named.items()):
                info = zipfile.ZipInfo(name, date)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(info, path.read_bytes())
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def main():
    CACHE.mkdir(exist_ok=True)
    ZIP.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        pages = Path(folder) / "nnref"
        build(pages)
        pack(pages, ZIP)
    print(f"{ZIP.relative_to(ROOT)}: unpack it and open nnref/index.html ({ZIP.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
