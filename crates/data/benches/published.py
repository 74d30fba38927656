"""The published way from rows to a validated point cloud, through OpenCASCADE's Python wheels.

usage: published.py FILE

FILE holds {"id", "rows"} a line. Each program is built by OpenCASCADE, held against BRepAlgoAPI_Check tool by tool and as a
whole, and asked whether it is empty, in several pieces or beyond the cube; a sound one is meshed (deflection 0.001 and
0.1 rad), written as STL, read back and sampled: 8,192 even points, of which 4,096 are kept. Prints
{"id", "verdict", "seconds", "perturbed"} a line: the seconds are those of one core on the first build; `perturbed` are the verdicts of
two more, every number moved by up to 1e-6. Each program runs in a process of its own with a time limit.
"""

import json
import math
import os
import random
import select
import signal
import sys
import tempfile
import time

import numpy as np
import trimesh
from OCP.Bnd import Bnd_Box
from OCP.BRepAlgoAPI import BRepAlgoAPI_Check, BRepAlgoAPI_Common, BRepAlgoAPI_Cut, BRepAlgoAPI_Fuse
from OCP.BRepBndLib import BRepBndLib
from OCP.BRepBuilderAPI import BRepBuilderAPI_MakeEdge, BRepBuilderAPI_MakeFace, BRepBuilderAPI_MakeWire
from OCP.BRepGProp import BRepGProp
from OCP.BRepMesh import BRepMesh_IncrementalMesh
from OCP.BRepPrimAPI import BRepPrimAPI_MakePrism
from OCP.GC import GC_MakeArcOfCircle
from OCP.GProp import GProp_GProps
from OCP.gp import gp_Ax2, gp_Ax3, gp_Circ, gp_Dir, gp_Pln, gp_Pnt, gp_Vec
from OCP.StlAPI import StlAPI_Writer
from OCP.TopAbs import TopAbs_SOLID
from OCP.TopExp import TopExp_Explorer
from OCP.TopoDS import TopoDS

LINE, ARC, CIRCLE, EOS, SOL, EXT = range(6)
LIMIT = 60.0
# Rounding alone carries a part of full size beyond the cube by a level.
EDGE = 1.0 + 2.0 / 256.0


def groups(rows):
    """(loops, extrusion row); a loop is its curves' rows."""
    loops = []
    for row in rows:
        if row[0] == SOL:
            loops.append([])
        elif row[0] == EXT:
            yield loops, row
            loops = []
        else:
            loops[-1].append(row)


def curves_of(loop, scale, shake):
    """Curves in the sketch's plane: ('line', a, b), ('arc', a, middle, b) or ('circle', centre, radius)."""
    last = loop[-1]
    if last[0] == CIRCLE:
        centre = np.array([last[1] - 128.0, last[2] - 128.0]) * scale + shake(2)
        return [("circle", centre, abs(last[5]) * scale + shake(1)[0])]
    ends = [np.array([r[1] - 128.0, r[2] - 128.0]) for r in loop]
    moved = {}
    for end in ends:
        # One point that stands in two rows is moved once.
        moved.setdefault(tuple(end), end * scale + shake(2))
    found = []
    for k, row in enumerate(loop):
        a, b = ends[k - 1], ends[k]
        if (a == b).all():
            continue
        a, b = moved[tuple(a)], moved[tuple(b)]
        if row[0] == LINE:
            found.append(("line", a, b))
            continue
        sweep = row[3] / 256.0 * 2.0 * math.pi + shake(1)[0]
        chord = b - a
        radius = np.linalg.norm(chord) / 2.0 / math.sin(sweep / 2.0)
        side = np.array([chord[1], -chord[0]]) / np.linalg.norm(chord)
        if row[4] == 0:
            side = -side
        # Halfway the arc stands off its chord by r (1 - cos(sweep / 2)).
        middle = (a + b) / 2.0 + side * radius * (1.0 - math.cos(sweep / 2.0))
        found.append(("arc", a, middle, b))
    if not found:
        raise ValueError("a loop of nothing")
    return found


def outline(curves):
    """Points along the curves, for box and turn."""
    points = []
    for curve in curves:
        if curve[0] == "circle":
            angles = np.linspace(0.0, 2.0 * math.pi, 33)[:-1]
            points.extend(curve[1] + curve[2] * np.array([np.cos(angles), np.sin(angles)]).T)
        elif curve[0] == "line":
            points.append(curve[1])
        else:
            points.extend(along(curve))
    return np.array(points)


def along(curve):
    """Points of an arc, its end left out."""
    _, a, m, b = curve
    d = 2.0 * (a[0] * (m[1] - b[1]) + m[0] * (b[1] - a[1]) + b[0] * (a[1] - m[1]))
    if abs(d) < 1e-15:
        return [a, m]
    s = [p @ p for p in (a, m, b)]
    centre = np.array([
        (s[0] * (m[1] - b[1]) + s[1] * (b[1] - a[1]) + s[2] * (a[1] - m[1])) / d,
        (s[0] * (b[0] - m[0]) + s[1] * (a[0] - b[0]) + s[2] * (m[0] - a[0])) / d,
    ])
    start, mid, end = (math.atan2(*(p - centre)[::-1]) for p in (a, m, b))
    turn = 2.0 * math.pi
    sweep, to_mid = (end - start) % turn, (mid - start) % turn
    if to_mid > sweep:
        sweep -= turn
    radius = np.linalg.norm(a - centre)
    angles = start + sweep * np.linspace(0.0, 1.0, 17)[:-1]
    return list(centre + radius * np.array([np.cos(angles), np.sin(angles)]).T)


def area(points):
    x, y = points[:, 0], points[:, 1]
    return 0.5 * np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))


def reversed_loop(curves):
    if curves[0][0] == "circle":
        return curves
    return [(c[0], *reversed(c[1:])) for c in reversed(curves)]


def wire_of(curves, place, normal, x_axis):
    wire = BRepBuilderAPI_MakeWire()
    for curve in curves:
        if curve[0] == "circle":
            circle = gp_Circ(gp_Ax2(place(curve[1]), normal, x_axis), curve[2])
            edge = BRepBuilderAPI_MakeEdge(circle)
        elif curve[0] == "line":
            edge = BRepBuilderAPI_MakeEdge(place(curve[1]), place(curve[2]))
        else:
            arc = GC_MakeArcOfCircle(*(place(p) for p in curve[1:]))
            edge = BRepBuilderAPI_MakeEdge(arc.Value())
        wire.Add(edge.Edge())
    return wire.Wire()


def tool_of(loops, row, shake):
    theta, phi, gamma = ((v / 256.0 * 2.0 - 1.0) * math.pi for v in row[6:9])
    origin = np.array([v / 128.0 - 1.0 for v in row[9:12]]) + shake(3)
    scale = row[12] / 128.0 / 95.0
    one, two = (v / 128.0 - 1.0 for v in row[13:15])
    one, two = one + shake(1)[0], two + shake(1)[0]
    z = np.array([math.sin(theta) * math.cos(phi), math.sin(theta) * math.sin(phi), math.cos(theta)])
    ref = np.array([math.cos(theta) * math.cos(phi), math.cos(theta) * math.sin(phi), -math.sin(theta)])
    x = ref * math.cos(gamma) + np.cross(z, ref) * math.sin(gamma)
    y = np.cross(z, x)
    normal, x_axis = gp_Dir(*z), gp_Dir(*x)

    def place(p):
        return gp_Pnt(*(origin + p[0] * x + p[1] * y))

    profile = [curves_of(loop, scale, shake) for loop in loops]
    outlines = [outline(c) for c in profile]
    # The loop whose box begins leftmost, then lowest, is the outer one; all run counter-clockwise.
    order = sorted(range(len(profile)), key=lambda k: tuple(np.round(outlines[k].min(axis=0), 6)))
    profile = [profile[k] if area(outlines[k]) > 0.0 else reversed_loop(profile[k]) for k in order]
    plane = gp_Pln(gp_Ax3(gp_Pnt(*origin), normal, x_axis))
    face = BRepBuilderAPI_MakeFace(plane, wire_of(profile[0], place, normal, x_axis))
    for hole in profile[1:]:
        face.Add(TopoDS.Wire_s(wire_of(hole, place, normal, x_axis).Reversed()))
    face = face.Face()

    def prism(length):
        return BRepPrimAPI_MakePrism(face, gp_Vec(*(z * length))).Shape()

    body = prism(one)
    if row[16] == 1:
        body = BRepAlgoAPI_Fuse(body, prism(-one)).Shape()
    elif row[16] == 2:
        body = BRepAlgoAPI_Fuse(body, prism(-two)).Shape()
    return body


def build(rows, shake):
    """The shape, or None where the published check refuses it."""
    shape = None
    for loops, row in groups(rows):
        tool = tool_of(loops, row, shake)
        if not BRepAlgoAPI_Check(tool).IsValid():
            return None
        if shape is None:
            shape = tool
        else:
            operation = {0: BRepAlgoAPI_Fuse, 1: BRepAlgoAPI_Fuse, 2: BRepAlgoAPI_Cut, 3: BRepAlgoAPI_Common}[row[15]]
            shape = operation(shape, tool).Shape()
    return shape if BRepAlgoAPI_Check(shape).IsValid() else None


def judged(rows, shake):
    try:
        shape = build(rows, shake)
    except Exception as error:  # OpenCASCADE's exceptions are many
        return "error: " + type(error).__name__, None
    if shape is None:
        return "invalid", None
    properties = GProp_GProps()
    BRepGProp.VolumeProperties_s(shape, properties)
    solids = TopExp_Explorer(shape, TopAbs_SOLID)
    count = 0
    while solids.More():
        count += 1
        solids.Next()
    if count == 0 or abs(properties.Mass()) < 1e-9:
        return "empty", None
    box = Bnd_Box()
    BRepBndLib.AddOptimal_s(shape, box, False, False)
    if max(abs(v) for v in box.Get()) > EDGE:
        return "beyond", None
    return ("sound" if count == 1 else "pieces"), shape


def cloud(shape):
    BRepMesh_IncrementalMesh(shape, 0.001, False, 0.1, False)
    writer = StlAPI_Writer()
    with tempfile.NamedTemporaryFile(suffix=".stl") as file:
        writer.ASCIIMode = False
        writer.Write(shape, file.name)
        mesh = trimesh.load(file.name)
    trimesh.repair.fix_normals(mesh, multibody=True)
    points, faces = trimesh.sample.sample_surface_even(mesh, 8192)
    if len(points) < 4096:
        more, on = trimesh.sample.sample_surface(mesh, 4096 - len(points))
        points, faces = np.concatenate([points, more]), np.concatenate([faces, on])
    return np.hstack([points, mesh.face_normals[faces]])[:4096].astype(np.float32)


def work(rows, seed):
    begun = time.process_time()
    verdict, shape = judged(rows, np.zeros)
    if verdict == "sound":
        try:
            assert cloud(shape).shape == (4096, 6)
        except Exception as error:
            verdict = "no cloud: " + type(error).__name__
    seconds = time.process_time() - begun
    draw = random.Random(seed)

    def shake(count):
        return np.array([draw.uniform(-1e-6, 1e-6) for _ in range(count)])

    return {"verdict": verdict, "seconds": seconds, "perturbed": [judged(rows, shake)[0] for _ in range(2)]}


def apart(rows, seed):
    """`work` in a process of its own: what crashes or hangs ends that one only."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.write(writing, json.dumps(work(rows, seed)).encode())
        os._exit(0)
    os.close(writing)
    ready, _, _ = select.select([reading], [], [], LIMIT)
    text = os.read(reading, 1 << 20) if ready else b""
    os.close(reading)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if text:
        return json.loads(text)
    why = "crash" if ready else "hang"
    return {"verdict": why, "seconds": 0.0 if ready else LIMIT, "perturbed": [why]}


def main():
    with open(sys.argv[1]) as file:
        programs = [json.loads(line) for line in file]
    for k, program in enumerate(programs):
        print(json.dumps({"id": program["id"], **apart(program["rows"], k)}), flush=True)
        if k % 50 == 49:
            print(f"\r{k + 1} of {len(programs)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


if __name__ == "__main__":
    main()
