"""Pages that Resolid writes, in a real browser.

usage: test_page.py RESOLID CHROMIUM [FOLDER]

Reconstructs a mesh, a mesh under a hostile name, a cloud, a part that cannot come out whole, and a mesh of more than
100,000 triangles, and opens each report from its file: it stands without a fault or a fetch, fits its width, shows
something in every mode, turns, and prints; the list of a batch is filtered and sorted. Times and rates are printed, and
depend on the machine: only what is ten times too slow fails. FOLDER keeps screenshots and prints.
Ends with "N passed, N failed", and with 1 if anything failed.
"""

import math
import pathlib
import struct
import subprocess
import sys
import tempfile
import time
import traceback

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOSTILE = "<script>alert(1)<&\"' part.stl"
# The goal is 1.5 seconds and 30 frames a second on a machine at rest.
SLOWEST_START, SLOWEST_RATE = 15.0, 3.0


def run(*arguments, accept=(0, 4)):
    done = subprocess.run([RESOLID, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in accept:
        raise AssertionError(f"resolid {' '.join(map(str, arguments))}: {done.returncode} {done.stderr.strip()}")


def write_stl(path, triangles):
    with open(path, "wb") as file:
        file.write(bytes(80) + struct.pack("<I", len(triangles)))
        for t in triangles:
            file.write(bytes(12) + struct.pack("<9f", *[v for p in t for v in p]) + bytes(2))


def quads(faces):
    return [t for a, b, c, d in faces for t in ((a, b, c), (a, c, d))]


def cone(sides=48, rings=6):
    """A cone without its tip: no extrusion is that."""
    def ring(j):
        radius, z = 20.0 - 2.0 * j, 25.0 * j / rings
        return [(radius * math.cos(a), radius * math.sin(a), z) for a in (2 * math.pi * k / sides for k in range(sides))]
    triangles = []
    for k in range(sides):
        n = (k + 1) % sides
        for j in range(rings):
            low, high = ring(j), ring(j + 1)
            triangles += quads([(low[k], low[n], high[n], high[k])])
        triangles += [((0.0, 0.0, 0.0), ring(0)[n], ring(0)[k]), ((0.0, 0.0, 25.0), ring(rings)[k], ring(rings)[n])]
    return triangles


def fine_block(cuts=140):
    """A block whose sides are cut into more than 200,000 triangles."""
    size = (40.0, 30.0, 20.0)
    faces = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for end in (0.0, size[axis]):
            def at(i, k):
                p = [0.0, 0.0, 0.0]
                p[axis], p[u], p[v] = end, size[u] * i / cuts, size[v] * k / cuts
                return tuple(p)
            for i in range(cuts):
                for k in range(cuts):
                    face = (at(i, k), at(i + 1, k), at(i + 1, k + 1), at(i, k + 1))
                    faces.append(face if end else tuple(reversed(face)))
    return quads(faces)


def pages(folder):
    """(name, page) of everything there is to look at."""
    bracket = ROOT / "examples/bracket.stl"
    (folder / HOSTILE).write_bytes(bracket.read_bytes())
    run("data", "scan", ROOT / "tests/cases/l_bracket/program.resolid.json", "-o", folder / "scan.ply", "--level", "light", accept=(0,))
    cloud = folder / "scan.ply"
    write_stl(folder / "cone.stl", cone())
    large = folder / "large.stl"
    write_stl(large, fine_block())
    for name, source in [("bracket", bracket), ("hostile", folder / HOSTILE), ("cloud", cloud), ("cone", folder / "cone.stl"), ("large", large)]:
        page = folder / f"{name}.html"
        # Nothing is a cone, and the search would go on for it.
        run("reconstruct", source, "--report", page, "-q", "--time-limit", "8s" if name == "cone" else "120s", accept=(0, 4, 7))
        if page.stat().st_size > 5_000_000:
            raise AssertionError(f"{name}: {page.stat().st_size} bytes")
        yield name, page


def opened(browser, page, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    tab = context.new_page()
    faults = []
    tab.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") and "GPU stall" not in m.text else None)
    tab.on("pageerror", lambda e: faults.append(str(e)))
    tab.on("dialog", lambda d: (faults.append(f"dialog {d.message}"), d.dismiss()))
    tab.on("request", lambda r: faults.append(f"fetched {r.url}") if r.url.startswith(("http", "ws")) else None)
    tab.goto(page.as_uri())
    return context, tab, faults


def fault_once_standing(tab):
    """Waits until the page stands, and says what it says is wrong with it. It lets nobody evaluate text, so it is asked from outside."""
    for _ in range(600):
        if tab.evaluate("!!(window.resolid && (resolid.ready || resolid.fault))"):
            return tab.evaluate("resolid.fault")
        tab.wait_for_timeout(100)
    raise AssertionError("the page does not stand after 60 s")


def look(browser, name, page, keep):
    for width in (390, 1280, 1920):
        for scheme in ("light", "dark"):
            context, tab, faults = opened(browser, page, width, scheme)
            fault = fault_once_standing(tab)
            if fault or faults:
                raise AssertionError(f"{width} {scheme}: {fault} {faults}")
            over = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
            if over > 0:
                raise AssertionError(f"{width}: {over} pixels too wide")
            if keep:
                tab.screenshot(path=keep / f"{name}-{width}-{scheme}.png", full_page=True)
            if (width, scheme) == (1280, "light"):
                said = measured(tab, name, keep)
            context.close()
    return said


def measured(tab, name, keep):
    ready = tab.evaluate("resolid.ready") / 1000
    if ready > SLOWEST_START:
        raise AssertionError(f"it took {ready:.1f} s to stand")
    rates = []
    for mode in ("sides", "overlay", "deviation"):
        tab.locator(f"[role=tab][data-mode={mode}]").click()
        covered = tab.evaluate("resolid.covered()")
        if not 0.02 < covered < 0.9:
            raise AssertionError(f"{mode}: {100 * covered:.1f} % of the view show something")
        tab.evaluate("resolid.frames(5)")
        rates.append(tab.evaluate("resolid.frames(30)"))
        if keep:
            tab.wait_for_timeout(200)
            tab.locator(".stage").screenshot(path=keep / f"{name}-{mode}.png")
    if min(rates) < SLOWEST_RATE:
        raise AssertionError(f"frames a second: {rates}")
    # The pointer is told the deviation under it.
    box = tab.locator("canvas").bounding_box()
    tips = []
    tab.locator("[data-view=start]").click()
    for x, y in [(0.5, 0.5), (0.42, 0.5), (0.5, 0.62), (0.58, 0.55), (0.5, 0.35), (0.45, 0.68)]:
        tab.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        tab.wait_for_timeout(250)
        if tab.locator("#tip").is_visible():
            tips.append(tab.locator("#tip").text_content())
    if not any(tip.endswith(("mm", "units")) for tip in tips):
        raise AssertionError(f"no length under the pointer: {tips}")
    # Dragging turns it.
    before = tab.locator(".stage").screenshot()
    tab.mouse.move(box["x"] + 300, box["y"] + 300)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 420, box["y"] + 260, steps=6)
    tab.mouse.up()
    tab.wait_for_timeout(300)
    if tab.locator(".stage").screenshot() == before:
        raise AssertionError("dragging changes nothing")
    if name == "cone":
        tab.locator("[data-missed]").first.click()
        tab.wait_for_timeout(300)
    pdf = tab.pdf(prefer_css_page_size=True, print_background=False)
    if keep:
        (keep / f"{name}.pdf").write_bytes(pdf)
    sheets = pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ")
    triangles = tab.evaluate("JSON.parse(document.getElementById('description').textContent).geometry.shapes[0].triangles")
    return f"stands after {ready:.2f} s; {triangles} triangles of the input turn at {', '.join(f'{r:.0f}' for r in rates)} frames a second; {sheets} sheets"


def look_at_list(browser, folder, keep):
    meshes = folder / "meshes"
    meshes.mkdir()
    for mesh in sorted((ROOT / "examples").glob("*.stl"))[:3]:
        (meshes / mesh.name).write_bytes(mesh.read_bytes())
    (meshes / HOSTILE).write_bytes((ROOT / "examples/bracket.stl").read_bytes())
    (meshes / "empty.stl").write_bytes(b"")
    run("batch", meshes, "--out", folder / "out", "--html", "-q")
    page = folder / "out/index.html"
    for width in (390, 1280, 1920):
        for scheme in ("light", "dark"):
            context, tab, faults = opened(browser, page, width, scheme)
            tab.wait_for_load_state()
            broken = tab.evaluate("[...document.images].filter(i => { i.loading = 'eager'; return i.complete && !i.naturalWidth; }).length")
            if broken or faults:
                raise AssertionError(f"{broken} pictures missing, {faults}")
            if tab.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                raise AssertionError(f"{width}: too wide")
            if keep:
                tab.screenshot(path=keep / f"list-{width}-{scheme}.png", full_page=True)
            context.close()
    context, tab, faults = opened(browser, page, 1280, "light")
    seen = lambda: tab.locator("#parts article:visible h3").all_text_contents()
    if len(seen()) != 5:
        raise AssertionError(seen())
    tab.locator("button[data-verdict=unreadable]").click()
    if seen() != ["empty.stl"]:
        raise AssertionError(seen())
    tab.locator("button[data-verdict='']").click()
    tab.locator("#search").fill("bracket")
    if seen() != ["bracket.stl"]:
        raise AssertionError(seen())
    tab.locator("#search").fill("")
    tab.locator("#sort").select_option("features")
    if seen()[-1] != "empty.stl" or len(seen()) != 5:
        raise AssertionError(seen())
    with tab.expect_navigation():
        tab.locator("article", has_text="bracket.stl").first.get_by_text("report", exact=True).click()
    fault = fault_once_standing(tab)
    if fault or faults:
        raise AssertionError(f"{fault} {faults}")
    context.close()
    return "filtered, sorted, opened"


def main():
    passed = failed = 0
    keep = pathlib.Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        folder = pathlib.Path(folder)
        arguments = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        browser = play.chromium.launch(executable_path=CHROMIUM, args=arguments)
        def attempt(name, work):
            nonlocal passed, failed
            begun = time.time()
            try:
                print(f"{name}: {work()} ({time.time() - begun:.0f} s)", flush=True)
                passed += 1
            except Exception:
                failed += 1
                print(f"{name}: FAILED\n{traceback.format_exc()}", flush=True)
        for name, page in pages(folder):
            attempt(name, lambda: look(browser, name, page, keep))
        attempt("list", lambda: look_at_list(browser, folder, keep))
        browser.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    RESOLID, CHROMIUM = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    sys.exit(main())
