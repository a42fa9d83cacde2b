"""Firefox and WebKit, driven by the commands of WebDriver, and what a reader does on a page there."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request

PROGRAMS = {"firefox": ("firefox-esr",), "webkit": ("WebKitWebDriver", "Xvfb")}
KEYS = {"Tab": 4, "Enter": 7, "Control": 9, "Escape": 12, "PageUp": 14, "End": 16, "Home": 17}
KEYS |= {"ArrowLeft": 18, "ArrowUp": 19, "ArrowRight": 20, "ArrowDown": 21}
SIZE = {"width": 1280, "height": 960}
PATIENCE = 40  # seconds where others use the machine too


def missing(name):
    """The programs that this engine needs and that are not here."""
    return [program for program in PROGRAMS[name] if not shutil.which(program)]


def start(program, *arguments, **options):
    return subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)


def when(look, what):
    """What `look` answers as soon as that is true."""
    end = time.monotonic() + PATIENCE
    while not (answer := look()):
        if time.monotonic() > end:
            raise TimeoutError(f"{what}, waited for over {PATIENCE} seconds")
        time.sleep(0.05)
    return answer


def listens(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


class Firefox:
    """It takes the commands itself, on a socket: each a line of JSON behind its length."""

    def __init__(self, folder):
        (folder / "user.js").write_text('user_pref("marionette.port", 0);')
        self.program = start("firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", folder)
        file = folder / "MarionetteActivePort"
        port = when(lambda: file.exists() and file.read_text(), "Firefox")
        with socket.create_connection(("127.0.0.1", int(port))) as connection:
            self.stream = connection.makefile("rwb")
        self.read()
        self.command("NewSession")

    def read(self):
        size = b"".join(iter(lambda: self.stream.read(1), b":"))
        return json.loads(self.stream.read(int(size)))

    def command(self, name, **parameters):
        text = json.dumps([0, 0, f"WebDriver:{name}", parameters]).encode()
        self.stream.write(b"%d:%s" % (len(text), text))
        self.stream.flush()
        _, _, error, answer = self.read()
        if error:
            raise RuntimeError(f"{error['error']}: {error['message']}")
        return answer.get("value")

    def close(self):
        self.stream.close()
        self.program.terminate()
        self.program.wait()


class WebKit:
    """WebKit's driver takes the commands by HTTP, and starts a small browser on a screen that nobody sees."""

    PATHS = {"Navigate": "/url", "ExecuteScript": "/execute/sync", "PerformActions": "/actions"}
    PATHS["SetWindowRect"] = "/window/rect"

    def __init__(self, folder):
        said, says = os.pipe()
        screen = "{width}x{height}x24".format(**SIZE)
        self.screen = start("Xvfb", "-displayfd", str(says), "-screen", "0", screen, pass_fds=[says])
        os.close(says)
        with open(said) as number:
            display = f":{number.readline().strip()}"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        # Without a graphics card Mesa draws for its compositor: slowly, and once it crashed.
        environment = {**os.environ, "DISPLAY": display, "HOME": str(folder), "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
        self.program = start("WebKitWebDriver", f"--port={port}", env=environment)
        self.session = f"http://127.0.0.1:{port}/session"
        when(lambda: listens(port), "WebKit's driver")
        self.session += "/" + self.send("POST", "", {"capabilities": {}})["sessionId"]

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.session + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                said = json.load(error)["value"]
                raise RuntimeError(f"{said['error']}: {said['message']}") from None

    def command(self, name, **parameters):
        return self.send("POST", self.PATHS[name], parameters)

    def close(self):
        self.send("DELETE", "")
        for program in self.program, self.screen:
            program.terminate()
            program.wait()


# What a reader would not see: kept over the way to another page.
WATCH = """{
    const keep = text => { sessionStorage.wrong = `${sessionStorage.wrong ?? ""}${location.pathname}: ${text}\\n` }
    addEventListener("error", ({ message, target }) => {
        if (message) keep(message)
        else if (/^(next|preload)$/.test(target.rel)) return // Firefox had begun to fetch it ahead, and goes elsewhere
        else keep(`${target.outerHTML} does not load`)
    }, true)
    addEventListener("unhandledrejection", event => keep(event.reason))
    addEventListener("securitypolicyviolation", event => keep(`${event.violatedDirective} forbids ${event.blockedURI}`))
    for (const kind of ["error", "warn"]) {
        const say = console[kind]
        console[kind] = (...said) => {
            keep(said.join(" "))
            say(...said)
        }
    }
}"""
# What is there, can be used, and has come to rest in the middle of the window.
FIND = """async (css, name) => {
    const names = it => [it.ariaLabel, it.innerText, it.labels?.[0]?.innerText].map(text => text?.trim())
    const found = [...document.querySelectorAll(css)].find(it =>
        it.checkVisibility({ visibilityProperty: true }) && !it.disabled && (name === null || names(it).includes(name)))
    found?.scrollIntoView({ block: "center", behavior: "instant" })
    const place = () => JSON.stringify(found.getBoundingClientRect()), before = found && place()
    for (let i = 0; found && i < 2; i++) await new Promise(requestAnimationFrame)
    return found && place() === before && found
}"""
# WebKit's driver moves the pointer to no part of a drawing by its name.
MIDDLE = """it => {  // of its first line
    const { x, y, width, height } = it.getClientRects()[0]
    return [Math.round(x + width / 2), Math.round(y + height / 2)]
}"""


class Reader:
    """Who looks, points and types. What is pointed at is named by CSS and, where that is not enough, by its words."""

    def __init__(self, engine, site):
        self.command, self.site = engine.command, site

    def go(self, address):
        for url in "about:blank", self.site.url(address):
            self.command("Navigate", url=url)

    def ask(self, script, *arguments):
        """What a function of JavaScript gives on the page."""
        return self.command("ExecuteScript", script=f"return ({script})(...arguments)", args=arguments)

    def until(self, script, *arguments):
        return when(lambda: self.ask(script, *arguments), f"{script} of {arguments}")

    def find(self, css, name=None):
        """The first that one sees, as soon as one does, in the middle of the window."""
        return self.until(FIND, css, name)

    def sees(self, css, words):
        """Wait until the words are part of what one reads there."""
        read = "(css, words) => [...document.querySelectorAll(css)].some(it => it.innerText.includes(words))"
        try:
            self.until(read, css, words)
        except TimeoutError as error:
            there = self.ask("css => [...document.querySelectorAll(css)].map(it => it.innerText)", css)
            raise TimeoutError(f"{error}; what is there: {there}") from None

    def value(self, css):
        return self.ask("css => document.querySelector(css).value", css)

    def point(self, css, name=None, *, by=(0, 0), press=True, to=()):
        """Press the pointer on something, or beside its middle, and move it on before it is let go."""
        move = {"type": "pointerMove", "duration": 0}
        x, y = self.ask(MIDDLE, self.find(css, name))
        does = [{**move, "origin": "viewport", "x": x + by[0], "y": y + by[1]}]
        if press:
            moves = [{**move, "origin": "pointer", "x": x, "y": y} for x, y in to]
            does += [{"type": "pointerDown", "button": 0}, *moves, {"type": "pointerUp", "button": 0}]
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": does}
        self.command("PerformActions", actions=[mouse])

    click = point

    def press(self, *keys):
        does = []
        for key in keys:
            key = chr(0xE000 + KEYS[key]) if key in KEYS else key
            does += [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self.command("PerformActions", actions=[{"type": "key", "id": "keys", "actions": does}])

    def focus(self, css, name=None):
        self.ask("it => it.focus()", self.find(css, name))

    def fill(self, css, text):
        """Type into a field in place of what is there."""
        self.ask("it => { it.focus(); it.select() }", self.find(css))
        self.press(*text)
