"""The built site with a server of plain Python in one file: python -m scripts.website.classroom makes
dist/nnref-classroom.zip, for a lecture hall without network."""

import shutil
import sys
import tempfile
from pathlib import Path

from scripts.website.files import CACHE, ROOT, SITE
from scripts.website.offline import pack

ZIP = ROOT / "dist/nnref-classroom.zip"


def main():
    if not (SITE / "assets/py/runtime.json").exists():
        return "site/ is not built, or without the browser's Python: run `make build` first"
    CACHE.mkdir(exist_ok=True)
    ZIP.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        hall, new = Path(folder) / "nnref-classroom", Path(folder) / ZIP.name
        shutil.copytree(SITE, hall / "site")
        shutil.copyfile(Path(__file__).with_name("serve.py"), hall / "serve.py")
        pack(hall, new)
        new.replace(ZIP)
    print(f"{ZIP.relative_to(ROOT)}: unpack it and run python3 serve.py in it ({ZIP.stat().st_size / 1e6:.1f} MB)")
    return None


if __name__ == "__main__":
    sys.exit(main())
