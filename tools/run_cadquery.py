"""What shapes come to in a newer OpenCASCADE: runs exported CadQuery scripts and reads STEP files back.

Reads one JSON object a line from standard input:
    {"id": "part", "script": "part.py"}      a CadQuery script that leaves its part in `result`
    {"id": "part", "step": "part.step"}      a STEP file
Writes one JSON object a line, in the order they came:
    {"id": "part", "volume": 1.0, "area": 6.0, "box": [[0, 0, 0], [1, 1, 1]], "faces": 6, "solids": 1,
     "valid": true, "seconds": 0.1}
or {"id": "part", "error": "why"}. Lengths are the file's or script's own; STEP files are read in millimetres.

Boxes are OpenCASCADE's exact ones (BRepBndLib::AddOptimal without tolerance), not those of a tessellation.
"""

import json
import runpy
import sys
import time
import traceback

import cadquery as cq
from OCP.Bnd import Bnd_Box
from OCP.BRepBndLib import BRepBndLib


def part_of(task):
    if "script" in task:
        # Not as a program: a script run as one would write its STEP file beside itself.
        return runpy.run_path(task["script"], run_name="exported")["result"]
    return cq.importers.importStep(task["step"])


def box_of(shape):
    box = Bnd_Box()
    BRepBndLib.AddOptimal_s(shape.wrapped, box, False, False)
    if box.IsVoid():
        return None
    low, high = box.CornerMin(), box.CornerMax()
    return [[p.X(), p.Y(), p.Z()] for p in (low, high)]


def measure(part):
    shapes = part.vals()
    shape = shapes[0] if len(shapes) == 1 else cq.Compound.makeCompound(shapes)
    return {
        "volume": shape.Volume(),
        "area": shape.Area(),
        "box": box_of(shape),
        "faces": len(shape.Faces()),
        "solids": len(shape.Solids()),
        "valid": shape.isValid(),
    }


def main():
    for line in sys.stdin:
        if not line.strip():
            continue
        task = json.loads(line)
        start = time.perf_counter()
        try:
            answer = {"id": task["id"], **measure(part_of(task))}
            answer["seconds"] = round(time.perf_counter() - start, 3)
        except Exception as e:  # Whatever a script does wrong is its answer, and the next one's turn.
            where = traceback.extract_tb(e.__traceback__)[-1]
            answer = {"id": task["id"], "error": f"{type(e).__name__}: {e} ({where.filename}:{where.lineno})"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
