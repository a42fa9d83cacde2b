"""Labs are run, and their outputs kept, like figures: by the key of what their cells use.

By nbclient and not by mkdocs-jupyter, which would run a lab while its page is made, one after the other, and know
only the file: here they run side by side, behind the first pages, and only if what they use has changed.
"""

import base64
import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

from scripts.website import keys
from scripts.website.files import CACHE, ROOT

CELL = re.compile(r"^# %%(?: \[(?P<kind>\w+)\])?(?: alt=(?P<alt>\".*\"))?$", re.M)


@dataclass
class Cell:
    kind: str  # code, markdown or raw
    source: str
    alt: str | None = None  # what is to be seen on a picture that the code draws


def cells(path):
    """The cells of a lab that have something in them."""
    text = Path(path).read_text("utf-8")
    text = text if text.startswith("# %%") else f"# %% [raw]\n{text}"
    starts = list(CELL.finditer(text))
    for start, end in zip(starts, [*(found.start() for found in starts[1:]), len(text)]):
        kind, source = start["kind"] or "code", text[start.end() : end].strip("\n")
        if kind != "code":
            source = re.sub("^# ?", "", source, flags=re.M)
        if source:
            yield Cell(kind, source, start["alt"] and json.loads(start["alt"]))


def code(path):
    """The code of each code cell."""
    return [cell.source for cell in cells(path) if cell.kind == "code"]


def run(path):
    """Run a lab. Return the code of its cells and what each put out, as JSON."""
    import nbformat
    from jupyter_client.manager import KernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    KernelManager.transport_encryption.default_value = "auto"  # else each kernel warns that it is not encrypted
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in code(path)])
    try:
        NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    except CellExecutionError as error:
        raise RuntimeError(f"{path.name}: {error.ename}: {error.evalue}, in the cell\n{error.traceback}") from None
    outputs = [{"code": cell.source, "outputs": joined(cell.outputs, path)} for cell in notebook.cells]
    return json.dumps(outputs, ensure_ascii=False, indent=1) + "\n"


def joined(outputs, path):
    """The outputs of a cell as [kind, content]. What it prints comes in pieces, as it happens: here it is one again."""
    whole = []
    for output in outputs:
        if output.output_type == "stream":
            if output.name == "stderr":
                raise RuntimeError(f"{path.name} warns: {output.text}")
            if whole and whole[-1][0] == "text":
                whole[-1][1] += output.text
            else:
                whole.append(["text", output.text])
        else:
            kind = next(kind for kind in ("image/png", "text/html", "text/plain") if kind in output.data)
            whole.append([kind, output.data[kind]])
    return whole


def outputs(path):
    """What the cells of a lab put out when it was run, or None; and whether it was run as it stands."""
    kept = CACHE / "labs" / f"{path.stem}.json"
    if not kept.exists():
        return None, False
    ran = json.loads(kept.read_text("utf-8"))
    return [cell["outputs"] for cell in ran], keys.shape(cell["code"] for cell in ran) == keys.shape(code(path))


def as_html(kind, content, alt):
    """One output of a cell."""
    if kind == "text/html":
        return content
    if kind == "image/png":
        return picture(content.replace("\n", ""), alt)
    return f"<pre><code>{html.escape(content, quote=False).rstrip()}</code></pre>"


def picture(data, alt):
    """A PNG with its size, which stands in its first bytes."""
    if not alt:
        raise ValueError('a lab draws a picture, but its cell does not begin # %% alt="what is seen"')
    head = base64.b64decode(data[:64])
    width, height = (int.from_bytes(head[i : i + 4], "big") for i in (16, 20))
    source = f"data:image/png;base64,{data}"
    return f'<img alt="{html.escape(alt)}" height="{height}" loading="lazy" src="{source}" width="{width}"/>'
