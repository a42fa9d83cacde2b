"""How to install nnref from the site, by the address that SITE_URL says, and the text of its license."""

import os

from scripts.website import files
from scripts.website.files import FRAGMENTS, ROOT

# Without SITE_URL docs/assets/site.js completes the line by the address of the link, which the reader's browser knows.
INSTALL = """\
<div class="nn-install" markdown>

```sh
{line}
```

It needs NumPy, and nothing else.<!-- plain: a test installs it so -->
<a class="handout" data-file="dist/{wheel}" hidden>The wheel, to download.</a>
Where there is no network, `pip install {wheel}` installs it in the folder where it is.

</div>
"""


def wheel():
    """The name of the wheel."""
    return f"nnref-{files.version()}-py3-none-any.whl"


def line():
    address = os.environ.get("SITE_URL")
    return f"pip install {address}dist/{wheel()}" if address else f"pip install {wheel()}"


def write():
    license = (ROOT / "LICENSE").read_text("utf-8")
    return [
        files.write(FRAGMENTS / "install.md", INSTALL.format(line=line(), wheel=wheel())),
        files.write(FRAGMENTS / "license.md", f"```text\n{license}```\n"),
    ]
