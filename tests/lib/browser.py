# tests/lib/browser.py -- a page in headless Chromium, driven through its own pipe.
# SPDX-License-Identifier: MIT
"""Page(path) opens a file and keeps what it complained of and asked for."""
import base64
import json
import os
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAIT = 20  # seconds for an answer, or for something on a page to become true

# Keys that are no letters: the code that browsers know them by.
CODES = {"ArrowLeft": 37, "ArrowRight": 39, "PageUp": 33, "PageDown": 34, "Home": 36,
         "End": 35, "Escape": 27, " ": 32, "Tab": 9, "Enter": 13}


def program():
    """The browser's program, or None if there is none."""
    found = [shutil.which(name) for name in NAMES]
    return next((path for path in found if path), None)


class Page:
    """One browser with one page."""

    def __init__(self, width=1366, height=768, calm=False, dark=False):
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.commands, self.answers = os.pipe(), os.pipe()
        options = ["--headless=new", "--remote-debugging-pipe", "--no-sandbox",
                   "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                   "--disable-extensions", "--disable-background-networking",
                   f"--user-data-dir={self.folder.name}", "about:blank"]
        self.process = subprocess.Popen(
            [program(), *options], preexec_fn=self._take_pipes, close_fds=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(self.commands[0])
        os.close(self.answers[1])
        self.received, self.count, self.session = b"", 0, None
        self.errors, self.requests = [], []
        self._attach()
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.resize(width, height)
        self.send("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-reduced-motion", "value": "reduce" if calm else ""},
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    # Chromium reads commands from descriptor 3 and writes answers to 4.
    def _take_pipes(self):
        reading, writing = os.dup(self.commands[0]), os.dup(self.answers[1])
        os.dup2(reading, 3)
        os.dup2(writing, 4)

    def _attach(self):
        targets = self.send("Target.getTargets")["targetInfos"]
        page = next(each for each in targets if each["type"] == "page")
        self.session = self.send("Target.attachToTarget", targetId=page["targetId"],
                                 flatten=True)["sessionId"]

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def _read(self):
        while b"\0" not in self.received:
            piece = os.read(self.answers[0], 65536)
            if not piece:
                raise RuntimeError("the browser has ended")
            self.received += piece
        message, _, self.received = self.received.partition(b"\0")
        return json.loads(message)

    def _note(self, message):
        kind, about = message.get("method"), message.get("params", {})
        if kind == "Runtime.exceptionThrown":
            details = about["exceptionDetails"]
            error = details.get("exception", {})
            self.errors.append(error.get("description", str(details)))
        elif kind == "Runtime.consoleAPICalled":
            self.errors.append(str(about["args"]))
        elif kind == "Log.entryAdded":
            self.errors.append(about["entry"]["text"])
        elif kind == "Network.requestWillBeSent":
            self.requests.append(about["request"]["url"])

    def send(self, method, **parameters):
        self.count += 1
        command = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            command["sessionId"] = self.session
        os.write(self.commands[1], json.dumps(command).encode() + b"\0")
        while True:
            message = self._read()
            if message.get("id") != self.count:
                self._note(message)
            elif "error" in message:
                raise RuntimeError(f"{method}: {message['error']}")
            else:
                return message["result"]

    def resize(self, width, height):
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=width < 500)

    def open(self, address):
        """Opens an address anew, even if only what is behind # is another."""
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=address)
        self.until("document.readyState === 'complete'")

    def ask(self, expression):
        """The value of an expression in the page."""
        answer = self.send("Runtime.evaluate", expression=expression, awaitPromise=True,
                           returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def until(self, expression):
        """Waits until an expression is true; returns whether it became so."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            if self.ask(expression):
                return True
            time.sleep(0.02)
        return False

    def key(self, key, shift=False):
        """Presses a key."""
        event = {"key": key, "modifiers": 8 if shift else 0,
                 "windowsVirtualKeyCode": CODES.get(key, ord(key[0].upper()))}
        if len(key) == 1:
            event["text"] = key
        self.send("Input.dispatchKeyEvent", type="keyDown", **event)
        event.pop("text", None)
        self.send("Input.dispatchKeyEvent", type="keyUp", **event)

    def place(self, selector):
        """The middle of an element, scrolled into sight."""
        return self.ask(f"""(() => {{
          const node = document.querySelector({json.dumps(selector)});
          node.scrollIntoView({{block: "nearest", inline: "nearest"}});
          const box = node.getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        }})()""")

    def mouse(self, kind, x, y):
        pressed = kind != "mouseMoved"
        self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y,
                  button="left" if pressed else "none", clickCount=1 if pressed else 0)

    def hover(self, selector):
        self.mouse("mouseMoved", *self.place(selector))

    def click(self, selector):
        x, y = self.place(selector)
        self.click_at(x, y)

    def click_at(self, x, y):
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y)
        self.mouse("mouseReleased", x, y)

    def picture(self, path, whole=False):
        """A screenshot, of the whole page or of what is in sight."""
        shot = self.send("Page.captureScreenshot", format="png",
                         captureBeyondViewport=whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))
