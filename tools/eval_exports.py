"""How many exported scripts run in their tools and build the part they were exported from, over a folder of parts.

usage: eval_exports.py RESOLID --data FOLDER [--ids A,B] [--jobs N] [--csv FILE] [--build123d PYTHON]

Every mesh under FOLDER/parts goes through `resolid reconstruct`, which writes a CadQuery, a build123d and an OpenSCAD
script, a FreeCAD macro and a KCL script beside its report. The scripts of parts whose verdict is `full` are run; one
matches where its volume is that of the solid Resolid built, to 1e-6, and the tool finds it valid. OpenSCAD has no
curves: its volume is extrapolated from 48 and 96 facets to the turn, or, where the facets of short arcs do not double
with those of the turn, from 192 and 384, and matches to 1e-4; touching edges may make its mesh no manifold. KCL is only read by its own library.

Prints a line a tool, and under it each script that failed, with the reason. Ends with 1 if one did.
"""

import argparse
import concurrent.futures
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = {
    "CadQuery": ".py",
    "build123d": "_b123d.py",
    "OpenSCAD": ".scad",
    "FreeCAD": ".FCMacro",
    "KCL (read only)": ".kcl",
}


# How near OpenSCAD's volume comes, its facets extrapolated.
FACETED = 1e-4


def reconstruct(resolid, mesh, folder):
    """The report of a part whose files lie in `folder`; none where it was refused."""
    base = folder / mesh.stem
    report = base.with_suffix(".report.json")
    outputs = [argument for ending in TOOLS.values() for argument in ("-o", f"{base}{ending}")]
    subprocess.run([resolid, "reconstruct", mesh, *outputs, "--report", report, "-q"], capture_output=True, text=True)
    return json.loads(report.read_text()) if report.exists() else None


def run(python, tasks):
    lines = "".join(json.dumps(task) + "\n" for task in tasks)
    done = subprocess.run(
        [python, str(ROOT / "tools/run_scripts.py")], input=lines, stdout=subprocess.PIPE, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def shares(items, count):
    return [share for share in (items[i::count] for i in range(count)) if share]


def finer(task):
    """The tasks that tell an OpenSCAD script's volume from more facets."""
    return [{**task, "set": {"$fn": facets}} for facets in (384, 192)]


def extrapolated(answers):
    """The volume without facets, from one with many to the turn and one with half as many: the error goes with their
    square."""
    fine, coarse = answers[0]["volume"], answers[-1]["volume"]
    return fine + (fine - coarse) / 3


def ordered(answers):
    """The answers of one part, the one with the most facets first."""
    return sorted(answers, key=lambda a: a.get("facets", 96), reverse=True)


def judge(tool, answers, volume):
    """Why the script is wrong; nothing where it is right."""
    for answer in answers:
        if "error" in answer:
            return answer["error"]
    if tool.startswith("KCL"):
        return None
    found, tolerance = answers[0]["volume"], 1e-6
    if tool == "OpenSCAD":
        found, tolerance = extrapolated(answers), FACETED
    elif not answers[0]["valid"]:
        return "not valid"
    off = abs(found - volume) / volume
    return None if off <= tolerance else f"volume {found:.9g}, expected {volume:.9g} (off by {off:.1e})"


def main():
    parser = argparse.ArgumentParser(usage=__doc__.splitlines()[2].removeprefix("usage: "))
    parser.add_argument("resolid")
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--ids", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--csv", type=pathlib.Path)
    parser.add_argument("--build123d", default=str(ROOT / ".venv-build123d/bin/python"))
    arguments = parser.parse_args()
    wanted = set(filter(None, arguments.ids.split(",")))
    meshes = [m for m in sorted(arguments.data.glob("parts/*.stl")) if not wanted or m.stem in wanted]
    if not meshes:
        sys.exit(f"no meshes in {arguments.data}/parts")
    rows, failures = [], 0
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        scratch = pathlib.Path(scratch)
        reports = dict(zip(meshes, pool.map(lambda m: reconstruct(arguments.resolid, m, scratch), meshes)))
        full = {m.stem: r["volume_mm3"]["output"] for m, r in reports.items() if r and r.get("verdict") == "full"}
        print(f"{len(meshes)} parts, {len(full)} with verdict full", flush=True)
        for tool, ending in TOOLS.items():
            tasks = []
            for ident in full:
                script = scratch / f"{ident}{ending}"
                tasks.append({"id": ident, "script": str(script)})
                if tool == "OpenSCAD" and "$fn = 96;" in script.read_text():
                    tasks.append({**tasks[-1], "set": {"$fn": 48}})
            python = arguments.build123d if tool == "build123d" else sys.executable
            answers = {}
            for share in pool.map(lambda share: run(python, share), shares(tasks, arguments.jobs)):
                for answer in share:
                    answers.setdefault(answer["id"], []).append(answer)
            missing = next((a["missing"] for list_ in answers.values() for a in list_ if "missing" in a), None)
            if missing:
                print(f"  {tool:<16} NOT RUN: {missing} is not installed", flush=True)
                continue
            if tool == "OpenSCAD":
                rough = [i for i, volume in full.items() if len(answers[i]) == 2 and judge(tool, ordered(answers[i]), volume)]
                tasks = [task for i in rough for task in finer({"id": i, "script": str(scratch / f"{i}{ending}")})]
                for i in rough:
                    del answers[i]
                for share in pool.map(lambda share: run(python, share), shares(tasks, arguments.jobs)):
                    for answer in share:
                        answers.setdefault(answer["id"], []).append(answer)
            right, reasons = 0, []
            for ident, volume in full.items():
                found = ordered(answers[ident])
                reason = judge(tool, found, volume)
                right += reason is None
                rows.append({"id": ident, "tool": tool, "volume": volume, "found": found[0].get("volume"), "fault": reason})
                if reason:
                    reasons.append(f"    {ident}: {reason[:200]}")
            failures += len(full) - right
            done = sum(a.get("seconds", 0) for list_ in answers.values() for a in list_)
            print(f"  {tool:<16} {right} of {len(full)} run and match, {done:.0f} s", flush=True)
            print("\n".join(reasons) + "\n" * bool(reasons), end="", flush=True)
    if arguments.csv:
        with arguments.csv.open("w", newline="") as f:
            writer = csv.DictWriter(f, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    return 1 if failures or not full else 0


if __name__ == "__main__":
    sys.exit(main())
