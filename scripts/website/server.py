"""The site as it is published: under a sub-path, compressed, with a strict policy.
For tests and measurements in a browser."""

import gzip
import hashlib
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from scripts.website.files import SITE
from scripts.website.finish import known, policy

UNDER = "/some/where/"


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # else the browser went elsewhere


class Site:
    """A server of site/ for the length of the tests. `missing` and `corrupted` are ends of addresses,
    `held` has events before which only half of a file is sent, `policy` is the header, `first` a script that each page
    runs before any other."""

    def __init__(self):
        self.strict = policy(SITE)
        self.files, self.compress = {}, True
        self.restore()
        site = self

        class Handler(SimpleHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                status, kind, data = site.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Cache-Control", "max-age=600")
                self.send_header("Content-Security-Policy", site.policy)
                self.send_header("Cross-Origin-Opener-Policy", "same-origin")
                if site.compress and not self.path.endswith(
                    ".bin"
                ):  # hosts compress no file of a kind they do not know
                    self.send_header("Content-Encoding", "gzip")
                    data = site.compressed(data)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                site.sent.append((self.path, len(data)))
                half = len(data) // 2
                self.wfile.write(data[:half])
                for end, event in site.held.items():
                    if self.path.endswith(end):
                        event.wait()
                self.wfile.write(data[half:])

            def log_message(self, format, *args):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.origin = f"http://127.0.0.1:{self.server.server_port}"

    def restore(self):
        self.missing, self.corrupted, self.policy, self.first, self.sent = (), (), self.strict, "", []
        self.held = {}

    def watch(self, script):
        self.first = script
        self.policy = self.strict.replace("script-src", f"script-src {known(script)}")

    def answer(self, path):
        path = path.partition("?")[0]
        file = SITE / path.removeprefix(UNDER)
        file = file / "index.html" if file.is_dir() else file
        if not path.startswith(UNDER) or not file.is_file() or path.endswith(tuple(self.missing)):
            return 404, "text/plain", b"not here"
        kind = {
            ".mjs": "text/javascript",
            ".js": "text/javascript",
            ".wasm": "application/wasm",
            ".svg": "image/svg+xml",
            ".html": "text/html",
            ".css": "text/css",
            ".xml": "application/xml",
            ".json": "application/json",
        }.get(file.suffix, "application/octet-stream")
        data = file.read_bytes()
        if file.suffix == ".html" and self.first:
            data = data.replace(b"<head>", f"<head><script>{self.first}</script>".encode(), 1)
        return 200, kind, data[:-1] + bytes([data[-1] ^ 1]) if path.endswith(tuple(self.corrupted)) else data

    def compressed(self, data):
        key = hashlib.sha256(data).digest()
        self.files[key] = self.files.get(key) or gzip.compress(data, 6)
        return self.files[key]

    def url(self, address=""):
        return self.origin + UNDER + address
