"""What exported scripts come to in the tools they are written for; STEP files too, read by a newer OpenCASCADE.

Reads one JSON object a line from standard input:
    {"id": "part", "script": "part.py"}      a script that leaves its part in `result`: CadQuery or build123d,
                                             whichever this Python has
    {"id": "part", "script": "part.scad"}    OpenSCAD; the program `openscad` is run
    {"id": "part", "script": "part.FCMacro"} a FreeCAD macro; the program `freecadcmd` is run
    {"id": "part", "script": "part.kcl"}     a KCL script, which its own library reads and runs but for the geometry:
                                             the answer is {"id": "part", "read": true}
    {"id": "part", "step": "part.step"}      a STEP file
With "set": {"name": 1.5}, parameters are given other values than the script names on top, by editing those lines.
Writes one JSON object a line, in the order they came:
    {"id": "part", "volume": 1.0, "area": 6.0, "box": [[0, 0, 0], [1, 1, 1]], "faces": 6, "solids": 1,
     "valid": true, "seconds": 0.1}
or {"id": "part", "error": "why"}; {"id": "part", "missing": "openscad"} where the tool is not installed. Lengths are
the file's or script's own; STEP files are read in millimetres. Of OpenSCAD's meshes only volume, area and box are
told.

Boxes are OpenCASCADE's exact ones (BRepBndLib::AddOptimal without tolerance), not those of a tessellation.
"""

import asyncio
import json
import os
import pathlib
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
# Seconds after which a tool is taken to hang.
PATIENCE = 600


class Missing(Exception):
    """A tool that is not installed."""


def with_parameters(text, changes):
    """The script with other values on the lines that name its parameters."""
    for name, value in changes.items():
        line = re.compile(rf"^({re.escape(name)}\s*=\s*)[^;#\n]*?(\s*(?:;|#.*)?)$", re.MULTILINE)
        text, count = line.subn(lambda m: f"{m[1]}{value!r}{m[2]}", text, count=1)
        if count != 1:
            raise KeyError(f"no line names {name}")
    return text


def shapes_of(result):
    """The OpenCASCADE shapes of a CadQuery or build123d object."""
    objects = result.vals() if hasattr(result, "vals") else [result]
    return [o.wrapped for o in objects if getattr(o, "wrapped", None) is not None]


def static(owner, name):
    # The wheels have spelt static functions both ways.
    return getattr(owner, f"{name}_s", None) or getattr(owner, name)


def measure(shapes):
    from OCP.BRep import BRep_Builder
    from OCP.BRepBndLib import BRepBndLib
    from OCP.BRepCheck import BRepCheck_Analyzer
    from OCP.BRepGProp import BRepGProp
    from OCP.Bnd import Bnd_Box
    from OCP.GProp import GProp_GProps
    from OCP.TopAbs import TopAbs_FACE, TopAbs_SOLID
    from OCP.TopExp import TopExp_Explorer
    from OCP.TopoDS import TopoDS_Compound

    whole = TopoDS_Compound()
    builder = BRep_Builder()
    builder.MakeCompound(whole)
    for shape in shapes:
        builder.Add(whole, shape)

    def count(kind):
        explorer, n = TopExp_Explorer(whole, kind), 0
        while explorer.More():
            n += 1
            explorer.Next()
        return n

    def mass(what):
        properties = GProp_GProps()
        static(BRepGProp, what)(whole, properties)
        return properties.Mass()

    box = Bnd_Box()
    static(BRepBndLib, "AddOptimal")(whole, box, False, False)
    corners = None if box.IsVoid() else [[p.X(), p.Y(), p.Z()] for p in (box.CornerMin(), box.CornerMax())]
    return {
        "volume": mass("VolumeProperties"),
        "area": mass("SurfaceProperties"),
        "box": corners,
        "faces": count(TopAbs_FACE),
        "solids": count(TopAbs_SOLID),
        "valid": BRepCheck_Analyzer(whole).IsValid(),
    }


def tool(name):
    found = shutil.which(name)
    if found is None:
        raise Missing(name)
    return found


def called(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=PATIENCE, **options)
    return done, (done.stderr + done.stdout).strip()


def run_openscad(script, folder):
    import numpy as np

    mesh = folder / "part.stl"
    done, said = called([tool("openscad"), "-o", str(mesh), str(script)])
    # OpenSCAD goes on after most mistakes; what it warns of is wrong here all the same. Parts that touch themselves
    # in an edge or a point are no manifolds, and told so.
    touching = "may not be a valid 2-manifold" in said
    wrong = [s for s in said.splitlines() if s.startswith(("ERROR", "WARNING")) and "valid 2-manifold" not in s]
    if done.returncode != 0 or wrong:
        raise RuntimeError("; ".join(wrong) or said[-300:])
    numbers = [float(n) for n in re.findall(r"vertex\s+(\S+)\s+(\S+)\s+(\S+)", mesh.read_text()) for n in n]
    corners = np.array(numbers).reshape(-1, 3, 3)
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    middle = corners.reshape(-1, 3).mean(axis=0)
    return {
        "volume": float(np.einsum("ij,ij->", a - middle, np.cross(b - middle, c - middle)) / 6),
        "area": float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2),
        "box": [corners.min(axis=(0, 1)).tolist(), corners.max(axis=(0, 1)).tolist()],
        "valid": not touching,
    }


def run_freecad(script, folder):
    answer = folder / "answer.json"
    environment = {**os.environ, "RESOLID_MACRO": str(script), "RESOLID_ANSWER": str(answer)}
    # FreeCAD brings modules for the system's own Python; another one's must not shadow them.
    for name in ("PYTHONHOME", "PYTHONPATH"):
        environment.pop(name, None)
    _, said = called([tool("freecadcmd"), str(HERE / "run_freecad.py")], env=environment, cwd=folder)
    if not answer.exists():
        raise RuntimeError(said[-600:] or "FreeCAD said nothing")
    found = json.loads(answer.read_text())
    if "error" in found:
        raise RuntimeError(found["error"])
    return found


def run_kcl(script):
    try:
        import kcl
    except ImportError:
        raise Missing("zoo-kcl") from None

    async def mock():
        return await kcl.mock_execute_code(script.read_text())

    asyncio.run(mock())
    return {"read": True}


def answer(task, folder):
    if "step" in task:
        from OCP.STEPControl import STEPControl_Reader

        reader = STEPControl_Reader()
        reader.ReadFile(task["step"])
        reader.TransferRoots()
        return measure([reader.OneShape()])
    script = pathlib.Path(task["script"]).resolve()
    if "set" in task:
        changed = folder / script.name
        changed.write_text(with_parameters(script.read_text(), task["set"]))
        script = changed
    if script.suffix == ".scad":
        return run_openscad(script, folder)
    if script.suffix == ".FCMacro":
        return run_freecad(script, folder)
    if script.suffix == ".kcl":
        return run_kcl(script)
    # Not as a program: a script run as one would write its STEP file beside itself.
    return measure(shapes_of(runpy.run_path(str(script), run_name="exported")["result"]))


def main():
    for line in sys.stdin:
        if not line.strip():
            continue
        task = json.loads(line)
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = answer(task, pathlib.Path(folder))
                found["seconds"] = round(time.perf_counter() - start, 3)
                if "$fn" in task.get("set", {}):
                    found["facets"] = task["set"]["$fn"]
            except Missing as e:
                found = {"missing": str(e)}
            except Exception as e:  # Whatever a script does wrong is its answer, and the next one's turn.
                where = traceback.extract_tb(e.__traceback__)[-1]
                found = {"error": f"{type(e).__name__}: {e} ({where.filename}:{where.lineno})"}
        print(json.dumps({"id": task["id"], **found}), flush=True)


if __name__ == "__main__":
    main()
    # The library of KCL leaves threads behind that bring Python's own end down; all that counts is written.
    sys.stdout.flush()
    os._exit(0)
