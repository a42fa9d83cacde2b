"""/files/source.zip to /files/target.zip with .pyc for .py. Runs under the runtime's own Python, by compile.mjs."""

import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc  # pyright: ignore[reportAttributeAccessIssue]

with zipfile.ZipFile("/files/source.zip") as source, zipfile.ZipFile("/files/target.zip", "w") as target:
    for name in source.namelist():
        data = source.read(name)
        if name.endswith(".py"):
            code = compile(data, "/" + name, "exec", dont_inherit=True, optimize=optimize)  # noqa: F821 # pyright: ignore[reportUndefinedVariable]
            name, data = name + "c", bytes(_code_to_hash_pyc(code, bytes(8), False))
        target.writestr(name, data)
