"""What Resolid writes, in tools that are not ours.

usage: test_tools.py RESOLID

Every program under tests/cases and every mesh under examples (through `resolid reconstruct`) is exported; scripts of
the examples only, since the tests of `resolid-program` run the others. Then
- the STEP file, AP242 and AP214, is read by a newer OpenCASCADE: valid, millimetres, one product, same solids and volume;
- the CadQuery and build123d scripts and the FreeCAD macro run, and their results have the same volume;
- the OpenSCAD script runs, and has the volume without its facets as far as two counts of them tell;
- the KCL script is read by its own library;
- the STL and GLB files close, and enclose the volume to within their facets;
- DeepCAD's JSON is read back, and its `vec` by NumPy.
What needs a program that is not installed is named as NOT TESTED.
A data set is read by DuckDB and Arrow as it is, by the latter as the folder itself: the columns that are promised, the counts of its manifest, rows that are whole.
Ends with "N passed, N failed", and with 1 if anything failed.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import traceback

import duckdb
import numpy as np
import pyarrow.parquet
from OCP.BRepCheck import BRepCheck_Analyzer

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import eval_exports
import iou

BUILD123D = os.environ.get("RESOLID_BUILD123D", ".venv-build123d/bin/python")
ROOT = pathlib.Path(__file__).resolve().parent.parent


class Missing(Exception):
    """A tool that is not installed."""


def run(*arguments, accept=(0,)):
    done = subprocess.run([RESOLID, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in accept:
        raise AssertionError(f"resolid {' '.join(map(str, arguments))}: {done.stderr.strip()}")
    return done.stdout


def programs(folder):
    """(name, program file) of everything there is to try."""
    for path in sorted(ROOT.glob("tests/cases/*/*.resolid.json")):
        yield f"{path.parent.name}/{path.stem.removesuffix('.resolid')}", path
    for mesh in sorted(ROOT.glob("examples/*.stl")):
        out = folder / f"{mesh.stem}.resolid.json"
        run("reconstruct", mesh, "-o", out, "-q", accept=(0, 4))
        yield f"examples/{mesh.stem}", out


def close(what, found, expected, relative=1e-6):
    if abs(found - expected) > relative * abs(expected):
        raise AssertionError(f"{what}: {found:.9g}, expected {expected:.9g}")


def check_step(program, facts, folder, schema):
    path = folder / f"part-{schema}.step"
    run("convert", program, path, "--step-schema", schema)
    text = path.read_text()
    if len(re.findall(r"=\s*PRODUCT\s*\(", text)) != 1:
        raise AssertionError("not exactly one product")
    if not re.search(r"SI_UNIT\s*\(\s*\.MILLI\.\s*,\s*\.METRE\.\s*\)", text):
        raise AssertionError("not in millimetres")
    solids = iou.read_step(str(path))
    for solid in solids:
        if not BRepCheck_Analyzer(solid).IsValid():
            raise AssertionError("a solid is not valid")
    if len(solids) != facts["solids"]:
        raise AssertionError(f"{len(solids)} solids, expected {facts['solids']}")
    close("volume", sum(iou.volume(s) for s in solids), facts["volume_mm3"])


def check_script(program, facts, folder, ending):
    path = folder / f"part{ending}"
    run("convert", program, path)
    tasks = [{"id": "part", "script": str(path)}]
    if "$fn = 96;" in path.read_text():
        tasks.append({**tasks[0], "set": {"$fn": 48}})
    python = BUILD123D if ending == "_b123d.py" else sys.executable
    lines = "".join(json.dumps(task) + "\n" for task in tasks)
    done = subprocess.run([python, ROOT / "tools/run_scripts.py"], input=lines, stdout=subprocess.PIPE, text=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    for answer in answers:
        if "missing" in answer:
            raise Missing(answer["missing"])
        if "error" in answer:
            raise AssertionError(answer["error"])
    if ending == ".kcl":
        return
    if ending == ".scad":
        # Facets of short arcs do not double with those of the turn.
        close("volume", eval_exports.extrapolated(answers), facts["volume_mm3"], 1e-3)
        return
    if not answers[0]["valid"]:
        raise AssertionError("the script's solid is not valid")
    if answers[0]["solids"] != facts["solids"]:
        raise AssertionError(f"{answers[0]['solids']} solids, expected {facts['solids']}")
    close("volume", answers[0]["volume"], facts["volume_mm3"])


def check_glb(program, facts, folder):
    path, back = folder / "part.glb", folder / "back.stl"
    run("convert", program, path)
    data = path.read_bytes()
    length = int.from_bytes(data[12:16], "little")
    head = json.loads(data[20 : 20 + length])
    if len(head["meshes"]) != facts["solids"]:
        raise AssertionError(f"{len(head['meshes'])} meshes, expected {facts['solids']}")
    run("convert", path, back)
    shape = iou.manifold(iou.read_stl(str(back)))
    if shape is None:
        raise AssertionError("the mesh does not close")
    close("volume", shape.volume(), facts["volume_mm3"], 0.01)


def told(program, path):
    """Whether the program was written: a form that cannot tell it is refused with a reason, and no file is left."""
    path.unlink(missing_ok=True)
    done = subprocess.run([RESOLID, "convert", str(program), str(path)], capture_output=True, text=True)
    if done.returncode and not (re.search(r"^error: .*: (step|extrusion|row) \d", done.stderr) and not path.exists()):
        raise AssertionError(done.stderr.strip())
    return done.returncode == 0


def check_deepcad(program, facts, folder):
    path, back, rows = folder / "part.deepcad.json", folder / "back.step", folder / "part.vec.npy"
    if told(program, path):
        run("convert", path, back)
        close("volume", sum(iou.volume(s) for s in iou.read_step(str(back))), facts["volume_mm3"])
    if not told(program, rows):
        return
    found = np.load(rows)
    if found.shape[1] != 17 or found[-1, 0] != 3 or (found[:-1, 0] == 3).any():
        raise AssertionError(f"rows of shape {found.shape} that do not end as they should")


def check_stl(program, facts, folder):
    path = folder / "part.stl"
    run("convert", program, path)
    shape = iou.manifold(iou.read_stl(str(path)))
    if shape is None:
        raise AssertionError("the mesh does not close")
    close("volume", shape.volume(), facts["volume_mm3"], 0.01)


def check_dataset(folder):
    parts = folder / "parts"
    run("data", "generate", "--dataset", "--count", 300, "--seed", 1, "-o", parts, accept=(0, 4))
    manifest = json.loads((parts / "_manifest.json").read_text())
    # The folder itself, as `pandas.read_parquet` opens it: whatever else lies in it has to be passed over.
    table = pyarrow.parquet.read_table(str(parts))
    if table.num_rows != manifest["programs"]:
        raise AssertionError(f"{table.num_rows} programs in the folder, {manifest['programs']} in the manifest")
    found = duckdb.read_parquet(str(parts / "*.parquet"))
    columns = dict(zip(found.columns, map(str, found.types)))
    expected = {
        "id": "VARCHAR", "root": "VARCHAR", "split": "VARCHAR", "origin": "VARCHAR",
        "length": "INTEGER", "extrusions": "INTEGER", "rows": "SMALLINT[]", "program": "VARCHAR",
    }
    if columns != expected:
        raise AssertionError(f"columns {columns}")
    lengths = duckdb.sql("select length, count(*) from found group by length order by length").fetchall()
    if {str(n): count for n, count in lengths} != manifest["lengths"]:
        raise AssertionError("the lengths are not the manifest's")
    for ident, length, extrusions, numbers, program in duckdb.sql(
        "select id, length, extrusions, rows, program from found"
    ).fetchall():
        rows = [numbers[k : k + 17] for k in range(0, len(numbers), 17)]
        if len(numbers) != 17 * length or sum(row[0] == 5 for row in rows) != extrusions:
            raise AssertionError(f"{ident}: rows, length and extrusions do not agree")
        if json.loads(program)["schema"] != "resolid/1":
            raise AssertionError(f"{ident}: no program file")


def main():
    passed = failed = 0
    untested = set()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        try:
            check_dataset(scratch)
            passed += 1
        except Exception as fault:
            failed += 1
            print(f"FAIL data set: {fault}")
            if not isinstance(fault, AssertionError):
                traceback.print_exc()
        for name, program in programs(scratch):
            facts = json.loads(run("info", program, "--json"))
            checks = [
                ("STEP AP242", lambda: check_step(program, facts, scratch, "ap242")),
                ("STEP AP214", lambda: check_step(program, facts, scratch, "ap214")),
                ("DeepCAD", lambda: check_deepcad(program, facts, scratch)),
            ]
            # The golden parts' scripts are run by the tests of `resolid-program`, against hand formulas.
            if name.startswith("examples/"):
                checks += [
                    (tool, lambda ending=ending: check_script(program, facts, scratch, ending))
                    for tool, ending in eval_exports.TOOLS.items()
                ]
            # Solids that touch along a line or at a point have no manifold mesh.
            if not facts.get("touching_edges"):
                checks.append(("STL", lambda: check_stl(program, facts, scratch)))
                checks.append(("GLB", lambda: check_glb(program, facts, scratch)))
            for what, check in checks:
                try:
                    check()
                    passed += 1
                except Missing as program_missing:
                    untested.add(f"{what}: {program_missing} is not installed here")
                except Exception as fault:
                    failed += 1
                    print(f"FAIL {name}, {what}: {fault}")
                    if not isinstance(fault, (AssertionError, iou.Unfit)):
                        traceback.print_exc()
            print(f"     {name}", flush=True)
    for what in sorted(untested):
        print(f"NOT TESTED {what}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    RESOLID = str(pathlib.Path(sys.argv[1]).resolve())
    sys.exit(main())
