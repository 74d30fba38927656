"""The page of `resolid serve` and `resolid view`, in a real browser.

usage: test_viewer.py RESOLID CHROMIUM [FOLDER [SCENE…]]

A file is dropped, its progress watched, a job cancelled; the part that comes of it is changed in every way the page has, its solid
and deviation watched, undone and done again, exported in every form, and the STEP file read by the command line. Views and keys are
tried, nothing is fetched from elsewhere, and what axe-core knows to be wrong for who cannot see or point fails. Times and rates are
printed, and depend on the machine: only what is ten times too slow fails. FOLDER keeps screenshots.
Ends with "N passed, N failed", and with 1 if anything failed.
"""

import base64
import contextlib
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import traceback

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from test_page import write_stl

ROOT = pathlib.Path(__file__).resolve().parent.parent
BRACKET = ROOT / "examples/bracket.stl"
# The goals are 1.5 seconds, 30 frames a second and 0.3 seconds, on a machine at rest.
SLOWEST_START, SLOWEST_RATE, SLOWEST_EDIT = 15.0, 3.0, 3.0
HOSTILE = "<img src=x onerror=alert(1)>&\"' part.stl"
DROP = """([name, text]) => {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


def run(*arguments):
    done = subprocess.run([RESOLID, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(f"resolid {' '.join(map(str, arguments))}: {done.returncode} {done.stderr.strip()}")
    return done.stdout


@contextlib.contextmanager
def served(*arguments):
    """The address that `resolid` answers at, until the block ends."""
    process = subprocess.Popen([RESOLID, *map(str, arguments)], stdout=subprocess.PIPE, text=True)
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            found = re.search(r"http://\S+", line)
            if found:
                break
        else:
            raise AssertionError(f"no address was printed: {said}")
        yield found.group()
    finally:
        process.terminate()
        process.wait(timeout=30)


class Page:
    """One tab, with what went wrong in it."""

    def __init__(self, browser, url, width=1280, height=800, scheme="light", **more):
        self.context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True, **more)
        self.tab = self.context.new_page()
        # A busy machine may take its time.
        self.context.set_default_timeout(120_000)
        self.faults = []
        self.tab.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") and "GPU stall" not in m.text else None)
        self.tab.on("pageerror", lambda e: self.faults.append(str(e)))
        self.tab.on("dialog", lambda d: (self.faults.append(f"dialog {d.message}"), d.dismiss()))
        self.tab.on("request", lambda r: self.faults.append(f"fetched {r.url}") if not r.url.startswith((url.split("#")[0].rstrip("/"), "blob:", "data:")) else None)
        self.tab.goto(url)
        self.until("!!(window.resolid && (resolid.ready || resolid.fault))")
        if self.ask("resolid.fault"):
            raise AssertionError(self.ask("resolid.fault"))

    def ask(self, expression):
        return self.tab.evaluate(expression)

    def until(self, expression, seconds=60, say=""):
        end = time.time() + seconds
        while time.time() < end:
            if self.ask(expression):
                return
            self.tab.wait_for_timeout(40)
        raise AssertionError(f"never came: {say or expression}; {self.words('.toasts')} {self.faults}")

    def words(self, selector):
        return " | ".join(self.tab.locator(selector).all_inner_texts())

    def drop(self, path, name=None):
        self.tab.evaluate(DROP, [name or path.name, base64.b64encode(path.read_bytes()).decode()])

    def open(self, path, name=None):
        """Drops a file and waits until the part stands; one dropped on an open part is asked about."""
        before = self.ask("resolid.state.opened.value")
        self.drop(path, name)
        if self.ask("resolid.state.answer.value !== null") and not path.name.endswith(".json"):
            self.tab.get_by_role("button", name="Reconstruct it").click()
        self.until(f"resolid.state.opened.value > {before} && !resolid.state.awaited.value && resolid.state.doc.value !== null", 120, f"{path.name} opened")

    def settled(self):
        self.until("resolid.state.busy.value === null && resolid.timing.shown >= resolid.timing.asked", 60, "the edit's solid")
        self.tab.wait_for_timeout(60)

    def volume(self):
        return self.ask("resolid.state.answer.value.volume")

    def steps(self):
        return self.ask("resolid.state.answer.value.steps.map((s) => s.name || `Step ${s.index + 1}`)")

    def dimensions(self, kind):
        return self.ask(f"resolid.state.answer.value.dimensions.filter((d) => d.kind === '{kind}')")

    def choose(self, step):
        row = self.tab.locator(".step").nth(step)
        if "chosen" not in row.get_attribute("class").split():
            row.locator("button.main").click()

    def field(self, dimension):
        return self.tab.locator(f'[data-dimension="{dimension["id"]}"] input')

    def type(self, dimension, text):
        self.choose(dimension["step"])
        field = self.field(dimension)
        field.fill(text)
        field.press("Enter")
        self.settled()

    def menu(self, step, item):
        self.choose(step)
        self.tab.locator(".step").nth(step).get_by_label("More about").click()
        self.tab.get_by_role("menuitem", name=item).click()
        self.settled()

    def undo(self):
        self.tab.locator("#undo").click()
        self.settled()

    def view(self):
        """The view, as bytes that change when it does."""
        self.tab.wait_for_timeout(120)
        return self.tab.locator("#viewport").screenshot()

    def keep(self, name):
        if KEEP:
            self.tab.wait_for_timeout(150)
            self.tab.screenshot(path=KEEP / f"viewer-{name}.png")

    def close(self):
        if self.faults:
            raise AssertionError(f"faults on the page: {self.faults}")
        self.context.close()


def expect(what, say=""):
    if not what:
        raise AssertionError(say)


def near(a, b, share=1e-9):
    return abs(a - b) <= share * max(abs(a), abs(b), 1e-9)


def handing_in(browser, url, folder):
    """A file is dropped, watched and cancelled; another is opened; what cannot be read is told."""
    page = Page(browser, url)
    page.keep("start")
    # A cone is nothing that can be extruded, so that the search goes on until it is stopped.
    from test_page import cone
    write_stl(folder / "cone.stl", cone(sides=96, rings=24))
    page.drop(folder / "cone.stl")
    page.tab.locator(".waiting progress").wait_for()
    page.until("document.querySelector('.waiting .said').innerText.match(/[a-z]/)", 20, "words about the progress")
    page.keep("progress")
    page.tab.locator("#cancel").click()
    page.until("!resolid.state.awaited.value", 20, "the end of what was cancelled")
    state = page.ask("[...resolid.state.jobs.value.values()].find((j) => j.name === 'cone.stl')?.state")
    expect(state in ("cancelled", None), f"cancelled, but {state}")
    (folder / "text.stl").write_text("this is no mesh")
    page.drop(folder / "text.stl")
    page.tab.locator(".waiting [role=alert]").wait_for()
    said = page.words(".waiting")
    expect(len(said) > 30, f"told too little: {said}")
    page.keep("unreadable")
    page.tab.locator(".waiting").get_by_role("button", name="Close").click()
    page.open(BRACKET)
    expect(page.steps() and page.volume() > 0, "no part")
    # No name becomes a tag.
    page.open(BRACKET, HOSTILE)
    expect("onerror" in page.words(".topbar h1") and not page.ask("document.querySelectorAll('h1 img, .entry strong img').length"), page.words(".topbar h1"))
    # The list has it, with its picture, and opens it again.
    page.tab.locator(".brand").click()
    page.tab.locator(".entry[data-state=done] img").first.wait_for()
    page.keep("parts")
    page.tab.locator(".entry[data-state=done] .open").first.click()
    page.until("resolid.state.doc.value !== null")
    page.close()
    return said.replace("\n", " ")


def changing(browser, url, folder):
    """Every change to the timeline, by field, by dragging, by keys, there and back."""
    page = Page(browser, url)
    tab = page.tab
    page.open(BRACKET)
    first, names = page.volume(), page.steps()
    picture = page.view()

    # A dimension by its field: solid, figures and picture follow.
    hole = max(page.dimensions("diameter"), key=lambda d: d["value"])
    page.type(hole, f"{hole['value']} * 1.5")
    wider = page.volume()
    expect(wider < first, f"a wider hole leaves less: {first} to {wider}")
    expect(page.view() != picture, "the picture stayed")
    told = page.ask("resolid.state.answer.value.deviation")
    expect(told["max"] > told["tolerance"], f"the deviation stayed: {told}")
    page.keep("edited")
    tab.keyboard.press("Control+z")
    page.settled()
    expect(near(page.volume(), first), "undo does not bring the volume back")
    tab.keyboard.press("Control+Shift+z")
    page.settled()
    expect(near(page.volume(), wider), "redo does not")
    page.undo()

    # What is no number stays out; arrows nudge.
    page.choose(hole["step"])
    field = page.field(hole)
    field.fill("eight")
    field.press("Enter")
    expect(field.get_attribute("aria-invalid") == "true", "a word passes for a number")
    field.press("Escape")
    field.focus()
    field.press("ArrowUp")
    page.until(f"resolid.state.answer.value.volume < {first}", say="a nudge")
    page.settled()
    page.undo()

    # By its label, sideways; one moment of the history.
    depth = page.dimensions("depth")[0]
    page.choose(depth["step"])
    label = tab.locator(f'[data-dimension="{depth["id"]}"] .what').bounding_box()
    count = page.ask("resolid.state.history.value.past.length")
    tab.mouse.move(label["x"] + 20, label["y"] + 8)
    tab.mouse.down()
    tab.mouse.move(label["x"] + 80, label["y"] + 8, steps=8)
    tab.mouse.up()
    page.until(f"resolid.state.history.value.past.length === {count + 1}", say="one moment for one drag")
    page.settled()
    expect(not near(page.volume(), first), "dragging the label changes nothing")
    page.undo()
    expect(near(page.volume(), first), "undo after a drag")

    # By its handle in the view.
    tab.locator(f'[data-dimension="{depth["id"]}"] .what').click()
    handle = tab.locator("[data-handle] circle").first
    box = handle.bounding_box()
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.keep("handle")
    tab.mouse.down()
    across = page.ask("(() => { const d = resolid.state.answer.value.dimensions.find((d) => d.id === resolid.state.dimension.value); const s = resolid.stage();"
                      " const a = s.project(d.anchor), b = s.project(d.anchor.map((v, k) => v + d.direction[k])); const l = Math.hypot(b[0] - a[0], b[1] - a[1]);"
                      " return [(b[0] - a[0]) / l, (b[1] - a[1]) / l]; })()")
    tab.mouse.move(box["x"] + 6 + 60 * across[0], box["y"] + 6 + 60 * across[1], steps=8)
    tab.mouse.up()
    page.until(f"resolid.state.history.value.past.length === {count + 1}", say="one moment for the handle")
    page.settled()
    expect(page.ask(f"resolid.state.answer.value.dimensions.find((d) => d.id === '{depth['id']}').value") > depth["value"], "outward is more")
    page.undo()

    # Rename by the keyboard, suppress, restore, move by keys and by dragging, delete.
    last = len(names) - 1
    tab.locator(".step button.main").nth(last).focus()
    tab.keyboard.press("F2")
    tab.keyboard.type("pilot hole")
    tab.keyboard.press("Enter")
    page.settled()
    expect(page.steps()[last] == "pilot hole", page.steps())
    page.menu(last, "Suppress")
    expect(page.volume() > first, "a suppressed hole is not filled")
    page.menu(last, "Restore")
    expect(near(page.volume(), first), "a restored hole is not cut")
    tab.locator(".step button.main").nth(last).focus()
    tab.keyboard.press("Alt+ArrowUp")
    page.settled()
    expect(page.steps()[last - 1] == "pilot hole", page.steps())
    tab.locator(".step .row").nth(last - 1).drag_to(tab.locator(".step .row").nth(last), target_position={"x": 60, "y": 44})
    page.settled()
    expect(page.steps()[last] == "pilot hole", f"dragged, but {page.steps()}")
    page.menu(last, "Delete")
    expect(len(page.steps()) == last and page.volume() > first, page.steps())
    while page.ask("resolid.state.history.value.past.length"):
        page.undo()
    expect(page.steps() == names and near(page.volume(), first), "the way back does not end where it began")

    # A program that fails its check is told, shown, and taken back.
    page.type(hole, "0")
    tab.locator(".problems li").first.wait_for()
    said = page.words(".problems")
    expect(page.ask("resolid.state.errors.value.length") > 0, said)
    page.keep("problems")
    tab.locator(".banner").get_by_role("button", name="Undo").click()
    page.settled()
    expect(near(page.volume(), first), "undo after a fault")
    page.close()
    return f"{len(names)} steps; of a diameter of 0 it says: {said.splitlines()[0]}"


def fitting(browser, url, folder):
    """A number that was spoilt finds back to the input, one that is locked stays."""
    page = Page(browser, url)
    page.open(BRACKET)
    before = page.ask("resolid.state.answer.value.deviation")
    holes = page.dimensions("diameter")
    hole = holes[0]
    other = page.dimensions("depth")[0]
    page.type(hole, str(hole["value"] + 0.6))
    page.type(other, str(other["value"] + 0.4))
    spoilt = page.ask("resolid.state.answer.value.deviation")
    expect(spoilt["max"] > before["max"], f"spoilt, but {spoilt}")
    page.choose(other["step"])
    lock = page.tab.locator(f'[data-dimension="{other["id"]}"] button[aria-pressed]')
    lock.click()
    expect(lock.get_attribute("aria-pressed") == "true", "not locked")
    page.tab.get_by_role("button", name="Fit to the input").click()
    page.until("resolid.state.busy.value === null", 60)
    page.settled()
    value = lambda d: page.ask(f"resolid.state.answer.value.dimensions.find((x) => x.id === '{d['id']}').value")
    found, kept = value(hole), value(other)
    expect(abs(found - hole["value"]) < 0.05, f"⌀{hole['value']} came back as {found}")
    expect(near(kept, other["value"] + 0.4, 1e-6), f"locked at {other['value'] + 0.4}, moved to {kept}")
    page.keep("fitted")
    page.undo()
    expect(near(value(hole), hole["value"] + 0.6), "undo after a fit")
    page.close()
    return f"⌀{hole['value'] + 0.6:.2f} found back to {found:.3f}"


def looking(browser, url, folder):
    """What is shown, how, and what is measured on it."""
    page = Page(browser, url)
    tab = page.tab
    page.open(BRACKET)
    seen = {}
    for name, keys in [("solid", []), ("overlay", ["v"]), ("deviation", ["v"]), ("section", ["s"])]:
        for key in keys:
            tab.keyboard.press(key)
        seen[name] = page.view()
        covered = page.ask("resolid.covered()")
        expect(0.02 < covered < 0.95, f"{name}: {100 * covered:.1f} % of the view show something")
        page.keep(name)
    for axis in "XZ":
        tab.get_by_role("radiogroup", name="Section along").get_by_role("radio", name=axis).click()
        seen[f"section {axis}"] = page.view()
    tab.keyboard.press("s")
    tab.keyboard.press("v")
    for key in "123":
        tab.keyboard.press(key)
        seen[f"view {key}"] = page.view()
    tab.keyboard.press("0")
    tab.keyboard.press("e")
    seen["no edges"] = page.view()
    tab.keyboard.press("e")
    page.choose(1)
    tab.keyboard.press("i")
    seen["isolated"] = page.view()
    page.keep("isolated")
    tab.keyboard.press("i")
    tab.keyboard.press("h")
    seen["hidden"] = page.view()
    tab.keyboard.press("h")
    expect(len(set(seen.values())) == len(seen), f"two of {list(seen)} look the same")

    # Walking through the steps.
    for _ in range(len(page.steps()) - 1):
        tab.keyboard.press("[")
    page.until("resolid.state.stages.value !== null", 30, "stages")
    expect(page.ask("resolid.state.stage.value") == 0, "not at the first step")
    expect(page.view() not in seen.values(), "the first step looks like the whole")
    page.keep("walk")
    slider = tab.get_by_role("slider", name="Step that is shown last")
    slider.focus()
    tab.keyboard.press("ArrowRight")
    expect(page.ask("resolid.state.stage.value") == 1, "the arrow key does not walk")
    tab.keyboard.press("End")
    expect(page.ask("resolid.state.stage.value") is None, "the end is not the whole")

    # The pointer is told the deviation under it; a click chooses the step whose face it is.
    box = tab.locator("#canvas").bounding_box()
    spots = [(0.5, 0.5), (0.42, 0.5), (0.5, 0.62), (0.58, 0.6), (0.45, 0.4), (0.35, 0.45), (0.62, 0.66)]
    place = lambda x, y: (box["x"] + x * box["width"], box["y"] + y * box["height"])
    tab.get_by_role("radio", name="Deviation").click()
    tips = []
    for spot in spots:
        tab.mouse.move(*place(*spot))
        tab.wait_for_timeout(160)
        if tab.locator("#tip").is_visible():
            tips.append(tab.locator("#tip").inner_text())
    expect(any(tip.endswith("mm") for tip in tips), f"no length under the pointer: {tips}")
    tab.get_by_role("radio", name="Solid").click()
    tab.keyboard.press("Escape")
    for spot in spots:
        tab.mouse.click(*place(*spot))
        if page.ask("resolid.state.step.value") is not None:
            break
    else:
        raise AssertionError("no click finds a face")
    tab.keyboard.press("Escape")

    # Measuring: opposite faces are as far apart as the program says, whatever spots are picked.
    tab.keyboard.press("m")
    tab.get_by_role("radio", name="Faces").click()
    def click(point, inward=(0, 0)):
        x, y = page.ask(f"resolid.stage().project({list(point)})")
        tab.mouse.click(box["x"] + x + inward[0], box["y"] + y + inward[1])
        tab.wait_for_timeout(60)
    # The bracket is 40 × 30 × 40: a wall and a floor, 5 thick, a hole of 8 in the wall.
    click((2.5, 15, 40))
    click((30, 6, 5))
    click((5, 12, 5.5) if page.ask("resolid.stage().toViewer[0]") > 0 else (0, 2, 5.5))
    click((30, 0, 2.5))
    tab.get_by_role("radio", name="Points").click()
    tab.keyboard.press("3")
    page.view()
    click((0, 0, 40), (3, -3))
    click((40, 30, 5), (-3, 3))
    found = page.ask("resolid.state.measured.value.map((m) => [m.what, m.value])")
    want = [("Plane to plane", 35.0), ("Angle between planes", math.pi / 2), ("Point to point", math.sqrt(40**2 + 30**2 + 35**2))]
    expect(len(found) == 3 and all(a[0] == b[0] and near(a[1], b[1], 1e-4) for a, b in zip(found, want)), f"measured {found}, not {want}")
    page.keep("measured")
    tab.keyboard.press("Escape")
    expect(page.ask("resolid.state.measuring.value") is None, "Escape does not end measuring")
    tab.keyboard.press("0")

    # Dragging and arrow keys turn it.
    for act in ("drag", "key"):
        before = page.view()
        if act == "drag":
            tab.mouse.move(*place(0.2, 0.2))
            tab.mouse.down()
            tab.mouse.move(*place(0.35, 0.25), steps=6)
            tab.mouse.up()
        else:
            tab.locator("#canvas").focus()
            tab.keyboard.press("ArrowLeft")
        expect(page.view() != before, f"{act} turns nothing")
    page.close()
    return f"{len(seen)} views; {', '.join(f'{what} {value:.2f}' for what, value in found[:3])}"


def out(browser, url, folder):
    """Another answer is taken, every form is exported, and the STEP file is what is shown."""
    page = Page(browser, url)
    tab = page.tab
    page.open(BRACKET)
    choices = tab.get_by_role("radiogroup", name="Answers").get_by_role("radio")
    if choices.count() > 1:
        choices.nth(1).click()
        page.settled()
        expect(page.ask("resolid.state.alternative.value") == 1 and page.volume() > 0, "the alternative is not there")
        page.undo()
    hole = max(page.dimensions("diameter"), key=lambda d: d["value"])
    page.type(hole, str(hole["value"] + 2))
    forms = page.ask("resolid.state.about.value.forms.filter((f) => f.available).map((f) => f.ending)")
    for ending in forms:
        tab.get_by_role("button", name="Export").click()
        if ending == forms[0]:
            page.keep("export")
        with tab.expect_download(timeout=60_000) as download:
            tab.get_by_role("menuitem").filter(has=tab.locator("kbd", has_text=re.compile(f"^{re.escape(ending)}$"))).click()
        into = folder / download.value.suggested_filename
        download.value.save_as(into)
        expect(into.stat().st_size > 100 and into.name == f"bracket{ending}", f"{into.name}: {into.stat().st_size} bytes")
        page.until("resolid.state.busy.value === null")
    shown = page.volume()
    step = folder / "bracket.step"
    run("reconstruct", step, "-o", folder / "again.resolid.json", "--report", folder / "again.json", "-q")
    volume = json.loads((folder / "again.json").read_text())["volume_mm3"]["input"]
    expect(near(volume, shown, 2e-3), f"the STEP file has {volume} mm³, the page {shown}")
    # The program that was exported opens again, with the hole as it was set.
    page.open(folder / "bracket.resolid.json")
    found = max(d["value"] for d in page.dimensions("diameter"))
    expect(near(found, hole["value"] + 2), f"the hole came back as {found}")
    page.close()
    return f"{len(forms)} forms; STEP {volume:.1f} mm³, page {shown:.1f} mm³"


def comparing(browser, url, folder):
    """`resolid view` with a program and a scan of it; another mesh is dropped to compare with."""
    program = ROOT / "tests/cases/l_bracket/program.resolid.json"
    run("data", "scan", program, "-o", folder / "scan.ply", "--level", "light")
    run("convert", program, folder / "mesh.stl")
    with served("view", program, folder / "scan.ply", "--no-browser") as own:
        page = Page(browser, own)
        ready = page.ask("resolid.ready") / 1000
        expect(ready < SLOWEST_START, f"{ready:.1f} s to the first picture")
        deviation = page.ask("resolid.state.answer.value.deviation")
        expect(deviation and deviation["points"] > 1000, f"nothing compared: {deviation}")
        for look in ("Overlaid", "Deviation"):
            page.tab.get_by_role("radio", name=look).click()
            expect(0.02 < page.ask("resolid.covered()") < 0.95, look)
            page.keep(f"cloud-{look.lower()}")
        page.drop(folder / "mesh.stl")
        page.tab.get_by_role("button", name="Compare with it").click()
        page.until("resolid.state.doc.value.inputName === 'mesh.stl' && !resolid.state.awaited.value", 60, "the other input")
        page.settled()
        exact = page.ask("resolid.state.answer.value.deviation")
        expect(exact["max"] < deviation["max"], f"{exact} is not nearer than {deviation}")
        page.close()
    return f"first picture after {ready:.2f} s; a scan's 95 % {deviation['p95']:.3f} mm, the mesh's {exact['p95']:.4f} mm"


def stairs(steps=10):
    """A program of ten steps with a hole in each."""
    frame = lambda x, y, z: {"origin": [x, y, z], "x": [1.0, 0.0, 0.0], "y": [0.0, 1.0, 0.0]}
    def step(name, k, mode, width, height, hole):
        outer = {"path": [{"start": p} for p in ([0.0, 0.0], [width, 0.0], [width, height], [0.0, height])]}
        holes = [{"circle": {"center": [width - 6.0, height / 2], "radius": hole}}]
        return {"name": name, "operation": {"extrude": {"sketch": {"frame": frame(0.0, 0.0, 4.0 * k), "profiles": [{"outer": outer, "holes": holes}]}, "extent": {"one_side": {"distance": 4.0}}}},
                "combine": {"mode": mode}}
    return {"schema": "resolid/1", "unit": "mm", "steps": [step(f"tread_{k + 1}", k, "join" if k else "new", 110.0 - 10.0 * k, 40.0, 2.0 + 0.1 * k) for k in range(steps)]}


def discs(sides=3000):
    """Four discs of many narrow facets, 48,000 triangles in all unless more sides are asked for: none of them can be left out."""
    triangles = []
    for x in (0, 30, 60, 90):
        rim = [(x + 10 * math.cos(math.tau * k / sides), 10 * math.sin(math.tau * k / sides)) for k in range(sides)]
        for k in range(sides):
            a, b = rim[k], rim[(k + 1) % sides]
            triangles += [((*a, 0), (*b, 0), (*b, 5)), ((*a, 0), (*b, 5), (*a, 5)), ((x, 0, 0), (*b, 0), (*a, 0)), ((x, 0, 5), (*a, 5), (*b, 5))]
    return triangles


def hurrying(browser, url, folder):
    """How long an edit of ten steps takes, alone and compared with a scan; how fast a large input turns."""
    program = folder / "stairs.resolid.json"
    program.write_text(json.dumps(stairs()))
    run("convert", program, folder / "stairs.stl")

    def edits(page, count=10):
        times = []
        hole = page.dimensions("diameter")[3]
        for k in range(count):
            page.type(hole, f"{hole['value'] + 0.1 * (k + 1):.2f}")
            times.append(page.ask("resolid.timing.shown - resolid.timing.asked"))
        return sorted(times)
    with served("view", program, "--no-browser") as own:
        page = Page(browser, own)
        alone = edits(page)
        page.keep("ten-steps")
        page.close()
    with served("view", program, folder / "stairs.stl", "--no-browser") as own:
        page = Page(browser, own)
        compared = edits(page)
        page.close()
    turned = []
    for name, triangles in (("discs", discs()), ("finer discs", discs(6000))):
        write_stl(folder / f"{name}.stl", triangles)
        page = Page(browser, url)
        page.open(folder / f"{name}.stl")
        triangles = page.ask("resolid.state.input.value.shape.triangles.length / 3")
        expect(20_000 < triangles <= 100_000, f"{triangles} triangles are shown")
        rates = []
        for look in ("Overlaid", "Deviation"):
            page.tab.get_by_role("radio", name=look).click()
            page.ask("resolid.frames(5)")
            rates.append(page.ask("resolid.frames(30)"))
        page.keep(name)
        page.close()
        expect(min(rates) > SLOWEST_RATE, f"frames a second: {rates}")
        turned.append(f"{triangles:.0f} triangles turn at {' and '.join(f'{r:.0f}' for r in rates)} frames a second")
    middle = lambda list: list[len(list) // 2]
    expect(middle(alone) < 1000 * SLOWEST_EDIT and middle(compared) < 1000 * SLOWEST_EDIT, f"ms for an edit: {alone} {compared}")
    return (f"edit to picture, ten steps: median {middle(alone):.0f} ms, worst {alone[-1]:.0f}; compared with a mesh: median {middle(compared):.0f} ms, worst {compared[-1]:.0f}; "
            + ", ".join(turned))


# What a page cannot help: the canvas is told in words beside it.
def everyone(browser, url, folder):
    """Widths, colours, axe-core's rules, and moving little where that is asked for."""
    told = []
    for width, height in ((1280, 800), (1920, 1080), (390, 800)):
        for scheme in ("light", "dark"):
            page = Page(browser, url, width, height, scheme)
            for where in ("start", "part"):
                if where == "part":
                    page.open(BRACKET)
                    page.choose(1)
                    page.tab.wait_for_timeout(100)
                over = page.ask("document.documentElement.scrollWidth - innerWidth")
                expect(over <= 0, f"{where}, {width}: {over} pixels too wide")
                answer = Axe().run(page.tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).response
                expect(len(answer["passes"]) > 8, f"axe-core looked at next to nothing: {len(answer['passes'])}")
                found = answer["violations"]
                told += [f"{where} {width} {scheme}: {v['id']}: {n['target']} {n['failureSummary'].splitlines()[-1].strip()}" for v in found for n in v["nodes"][:3]]
                page.keep(f"{where}-{width}-{scheme}")
            page.close()
    expect(not told, "\n".join(sorted(set(told))))
    page = Page(browser, url, reduced_motion="reduce")
    page.open(BRACKET)
    moving = page.ask("[...document.querySelectorAll('*')].filter((e) => getComputedStyle(e).animationName !== 'none' || parseFloat(getComputedStyle(e).transitionDuration) > 0).length")
    expect(moving == 0, f"{moving} things move although that is not wanted")
    # By the keyboard alone, from the top of the page to a number of a step.
    tab = page.tab
    tab.evaluate("document.activeElement.blur()")
    reached = []
    for _ in range(60):
        tab.keyboard.press("Tab")
        reached.append(page.ask("document.activeElement.className || document.activeElement.tagName"))
        if reached[-1] == "main":
            break
    expect(reached[-1] == "main", f"Tab does not reach the timeline: {reached}")
    tab.keyboard.press("Enter")
    for _ in range(12):
        tab.keyboard.press("Tab")
        if page.ask("document.activeElement.tagName === 'INPUT' && document.activeElement.closest('.dimension') !== null"):
            break
    before = page.volume()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Enter")
    page.until(f"resolid.state.answer.value.volume !== {before}", 20, "a number changed by the keyboard alone")
    page.close()
    return "six widths and colours without a violation"


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        folder = pathlib.Path(folder)
        arguments = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        browser = play.chromium.launch(executable_path=CHROMIUM, args=arguments)
        with served("serve", "--port", "0", "--folder", folder / "jobs") as url:
            scenes = (handing_in, changing, fitting, looking, out, comparing, hurrying, everyone)
            for work in [scene for scene in scenes if scene.__name__ in sys.argv[4:] or not sys.argv[4:]]:
                room = folder / work.__name__
                room.mkdir()
                begun = time.time()
                try:
                    print(f"viewer, {work.__name__}: {work(browser, url, room)} ({time.time() - begun:.0f} s)", flush=True)
                    passed += 1
                except Exception:
                    failed += 1
                    print(f"viewer, {work.__name__}: FAILED\n{traceback.format_exc()}", flush=True)
                    for context in browser.contexts:
                        if KEEP:
                            context.pages[0].screenshot(path=KEEP / f"failed-{work.__name__}.png")
                        context.close()
        browser.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    RESOLID, CHROMIUM = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    KEEP = pathlib.Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
    if KEEP:
        KEEP.mkdir(parents=True, exist_ok=True)
    sys.exit(main())
