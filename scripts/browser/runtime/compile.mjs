// node compile.mjs FOLDER WORK OPTIMIZE INFO: runs compile.py in the Pyodide of the official files in FOLDER, on the
// source.zip in WORK. OPTIMIZE is 0, or 2 for no docstrings; INFO the versions of files.toml, as JSON.
import { readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"

const [indexURL, root] = process.argv.slice(2, 4).map(folder => folder + "/")
const [optimize, info] = process.argv.slice(4).map(JSON.parse)
const { loadPyodide } = await import(pathToFileURL(indexURL + "pyodide.mjs"))
const python = await loadPyodide({ indexURL, packageBaseUrl: indexURL, lockFileContents: { info, packages: {} } })
python.FS.mkdirTree("/files")
python.FS.mount(python.FS.filesystems.NODEFS, { root }, "/files")
python.globals.set("optimize", optimize)
python.runPython(readFileSync(new URL("compile.py", import.meta.url), "utf8"))
