// node compile.mjs <folder of the official files> <folder with source.zip> <0, or 2 for no docstrings>: runs compile.py in Pyodide.
import { readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"

const [indexURL, root] = process.argv.slice(2, 4).map(folder => folder + "/")
const { loadPyodide, version } = await import(pathToFileURL(indexURL + "pyodide.mjs"))
const info = { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.0", version }
const python = await loadPyodide({ indexURL, packageBaseUrl: indexURL, lockFileContents: { info, packages: {} } })
python.FS.mkdirTree("/files")
python.FS.mount(python.FS.filesystems.NODEFS, { root }, "/files")
python.globals.set("optimize", Number(process.argv[4]))
python.runPython(readFileSync(new URL("compile.py", import.meta.url), "utf8"))
