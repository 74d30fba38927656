"""Runs inside FreeCAD: the macro named by RESOLID_MACRO, and writes what its `result` comes to to RESOLID_ANSWER.

The answer's form is that of run_scripts.py, which calls this. A feature that FreeCAD marks as faulty is an error,
even where something is left to measure.
"""

import json
import os
import runpy
import traceback


def measure(names):
    result = names["result"]
    doc = result.Document
    doc.recompute()
    faulty = [f"{o.Label}: {', '.join(o.State)}" for o in doc.Objects if {"Invalid", "Error"} & set(o.State)]
    sketches = [o for o in doc.Objects if o.TypeId == "Sketcher::SketchObject"]
    faulty += [f"{s.Label}: cannot be solved" for s in sketches if s.solve() != 0]
    faulty += [f"{s.Label}: not fully dimensioned" for s in sketches if not s.FullyConstrained]
    if faulty:
        raise RuntimeError("; ".join(faulty))
    shape = result.Shape
    box = shape.optimalBoundingBox(False)
    return {
        "volume": shape.Volume,
        "area": shape.Area,
        "box": [[box.XMin, box.YMin, box.ZMin], [box.XMax, box.YMax, box.ZMax]],
        "faces": len(shape.Faces),
        "solids": len(shape.Solids),
        "valid": shape.isValid(),
        "bodies": sum(o.TypeId == "PartDesign::Body" for o in doc.Objects),
    }


try:
    answer = measure(runpy.run_path(os.environ["RESOLID_MACRO"], run_name="exported"))
except BaseException as e:  # Whatever a macro does wrong is its answer.
    answer = {"error": f"{type(e).__name__}: {e} ({traceback.extract_tb(e.__traceback__)[-1].lineno})"}
with open(os.environ["RESOLID_ANSWER"], "w") as f:
    json.dump(answer, f)
# FreeCAD would go on to its prompt, and crash on the way out now and then: all that counts is written.
os._exit(0)
