"""Serves the folder that it stands in, to this machine and to others in the same network: python3 serve.py [port]

Plain Python, nothing to install: it is packed with the site by scripts/website/classroom.py.
"""

import socket
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".svg": "image/svg+xml"}


class Pages(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES  # some systems do not know them

    def log_message(self, format, *args):
        pass


def addresses(port):
    """Where the pages are: for this machine, and as far as it knows for the others."""
    yield f"http://localhost:{port}/"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; an address that is nobody's
            yield f"http://{probe.getsockname()[0]}:{port}/"
        except OSError:
            return


def main(port=8000):
    pages = Path(__file__).parent / "site"
    if not (pages / "index.html").exists():
        return f"{pages} has no pages: unpack the whole zip, and run serve.py where it lies"
    try:
        server = ThreadingHTTPServer(("", port), partial(Pages, directory=pages))
    except OSError as error:
        return f"port {port} cannot be had ({error.strerror}): name another, as in python3 serve.py 8001"
    print("The pages are at", *addresses(server.server_port), sep="\n  ", flush=True)
    print("Control and C end it.", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return None
    finally:
        server.server_close()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
