"""Intersection over union of pairs of shapes, by mesh Booleans: a second opinion beside Resolid's own.

Reads one JSON object a line from standard input:
    {"id": "part", "a": "one.step", "b": "other.step"}
A path may end in .step, .stp or .stl; "scale_b" and "shift_b" ([x, y, z], after scaling) move the second shape.
Writes one JSON object a line, in the order they came:
    {"id": "part", "iou": 0.9987, "volume_a": 1.0, "volume_b": 1.0, "by": "mesh" | "solid" | "points"}
or, where nothing could be computed, {"id": "part", "iou": null, "error": "why"}.

STEP files are read by OpenCASCADE through cadquery's wheels and tessellated to a chord of 1e-4 of the diagonal and
0.02 rad, so two tessellations of one cylinder differ by less than 1e-4 in IoU. The Boolean is manifold3d's; where a
tessellation is not manifold, it is OpenCASCADE's own on the solids, and where points that OpenCASCADE finds in both
contradict that, it is the share of these points.
"""

import json
import sys

import manifold3d
import numpy as np
from OCP.Bnd import Bnd_Box
from OCP.BRep import BRep_Tool
from OCP.BRepAlgoAPI import BRepAlgoAPI_Common
from OCP.BRepClass3d import BRepClass3d_SolidClassifier
from OCP.BRepBndLib import BRepBndLib
from OCP.BRepGProp import BRepGProp
from OCP.BRepMesh import BRepMesh_IncrementalMesh
from OCP.GProp import GProp_GProps
from OCP.IFSelect import IFSelect_RetDone
from OCP.STEPControl import STEPControl_Reader
from OCP.gp import gp_Pnt
from OCP.TopAbs import TopAbs_FACE, TopAbs_IN, TopAbs_REVERSED, TopAbs_SOLID
from OCP.TopExp import TopExp_Explorer
from OCP.TopLoc import TopLoc_Location
from OCP.TopoDS import TopoDS

CHORD = 1e-4
ANGLE = 0.02
# Points asked where a Boolean is doubted, and by how many standard errors it may be off their share.
POINTS = 4000
DOUBT = 5.0


class Unfit(Exception):
    """A shape that has no inside."""


def as_face(shape):
    # The wheels have spelt the cast both ways.
    return TopoDS.Face_s(shape) if hasattr(TopoDS, "Face_s") else TopoDS.Face(shape)


def parts(shape, kind):
    explorer = TopExp_Explorer(shape, kind)
    while explorer.More():
        yield explorer.Current()
        explorer.Next()


def read_step(path):
    reader = STEPControl_Reader()
    if reader.ReadFile(path) != IFSelect_RetDone:
        raise Unfit(f"{path} is not readable STEP")
    reader.TransferRoots()
    solids = list(parts(reader.OneShape(), TopAbs_SOLID))
    if not solids:
        raise Unfit(f"{path} holds no solid")
    return solids


def volume(shape):
    properties = GProp_GProps()
    BRepGProp.VolumeProperties_s(shape, properties)
    return properties.Mass()


def triangles(solid, chord):
    """Corners of the solid's triangles, (n, 3, 3)."""
    BRepMesh_IncrementalMesh(solid, chord, False, ANGLE, False)
    pieces = []
    for face in parts(solid, TopAbs_FACE):
        face = as_face(face)
        location = TopLoc_Location()
        mesh = BRep_Tool.Triangulation_s(face, location)
        if mesh is None:
            raise Unfit("a face could not be tessellated")
        move = location.Transformation()
        nodes = [mesh.Node(i).Transformed(move) for i in range(1, mesh.NbNodes() + 1)]
        points = np.array([[p.X(), p.Y(), p.Z()] for p in nodes])
        index = np.array([mesh.Triangle(i).Get() for i in range(1, mesh.NbTriangles() + 1)]) - 1
        if face.Orientation() == TopAbs_REVERSED:
            index = index[:, ::-1]
        pieces.append(points[index])
    return np.concatenate(pieces)


def read_stl(path):
    data = open(path, "rb").read()
    if len(data) >= 84 and len(data) == 84 + 50 * int.from_bytes(data[80:84], "little"):
        records = np.frombuffer(data, dtype=np.dtype([("n", "<3f4"), ("v", "<9f4"), ("a", "<u2")]), offset=84)
        return records["v"].reshape(-1, 3, 3).astype(float)
    words = [line.split() for line in data.decode("ascii", "replace").splitlines()]
    corners = [[float(x) for x in w[1:4]] for w in words if w[:1] == ["vertex"]]
    return np.array(corners).reshape(-1, 3, 3)


def manifold(corners):
    """The corners welded, as a manifold, or None if they do not close."""
    flat = corners.reshape(-1, 3)
    grain = 1e-7 * np.linalg.norm(flat.max(axis=0) - flat.min(axis=0))
    _, first, index = np.unique(np.round(flat / grain).astype(np.int64), axis=0, return_index=True, return_inverse=True)
    index = index.reshape(-1, 3)
    flat_triangle = (index[:, 0] == index[:, 1]) | (index[:, 1] == index[:, 2]) | (index[:, 2] == index[:, 0])
    mesh = manifold3d.Mesh64(
        vert_properties=np.ascontiguousarray(flat[first]),
        tri_verts=np.ascontiguousarray(index[~flat_triangle].astype(np.uint64)),
    )
    mesh.merge()
    shape = manifold3d.Manifold(mesh)
    if shape.status() != manifold3d.Error.NoError or shape.is_empty():
        return None
    return shape


class Shape:
    def __init__(self, path, scale=1.0, shift=(0.0, 0.0, 0.0)):
        self.solids = None
        if path.lower().endswith(".stl"):
            whole = manifold(read_stl(path) * scale + np.array(shift))
            if whole is None:
                raise Unfit(f"{path} is not a closed mesh")
            self.mesh, self.volume = whole, whole.volume()
            return
        if scale != 1.0 or any(shift):
            raise Unfit("only meshes can be moved")
        self.solids = read_step(path)
        self.volume = sum(volume(s) for s in self.solids)
        box = Bnd_Box()
        for solid in self.solids:
            BRepBndLib.Add_s(solid, box)
        chord = CHORD * box.SquareExtent() ** 0.5
        self.mesh = manifold3d.Manifold()
        for solid in self.solids:
            piece = manifold(triangles(solid, chord))
            if piece is None or abs(piece.volume() - volume(solid)) > 5e-3 * abs(volume(solid)):
                self.mesh = None
                return
            self.mesh = self.mesh + piece


def common_by_points(a, b):
    """The volume that lies in a solid of either shape, and its standard error."""
    boxes = []
    for shape in (a, b):
        box = Bnd_Box()
        for solid in shape.solids:
            BRepBndLib.Add_s(solid, box)
        values = box.Get()
        boxes.append((np.array(values[:3]), np.array(values[3:])))
    low, high = np.maximum(boxes[0][0], boxes[1][0]), np.minimum(boxes[0][1], boxes[1][1])
    if not (high > low).all():
        return 0.0, 0.0
    places = low + (high - low) * np.random.default_rng(0).random((POINTS, 3))
    inside = np.ones(POINTS, dtype=bool)
    for shape in (a, b):
        tests = [BRepClass3d_SolidClassifier(solid) for solid in shape.solids]

        def holds(place):
            for test in tests:
                test.Perform(gp_Pnt(*place), 1e-9)
                if test.State() == TopAbs_IN:
                    return True
            return False

        inside[inside] = [holds(place) for place in places[inside]]
    share, box = inside.mean(), np.prod(high - low)
    # Where all or none of the points are in both, one more might not have been.
    return box * share, box * max(share * (1.0 - share), 1.0 / POINTS) ** 0.5 / POINTS**0.5


def compare(a, b):
    if a.mesh is not None and b.mesh is not None:
        va, vb, by = a.mesh.volume(), b.mesh.volume(), "mesh"
        common = (a.mesh ^ b.mesh).volume()
    else:
        if a.solids is None or b.solids is None:
            raise Unfit("the tessellation is not manifold and the other shape is a mesh")
        va, vb, by = a.volume, b.volume, "solid"
        common = sum(volume(BRepAlgoAPI_Common(s, t).Shape()) for s in a.solids for t in b.solids)
        seen, error = common_by_points(a, b)
        if abs(seen - common) > DOUBT * error:
            common, by = min(seen, va, vb), "points"
    union = va + vb - common
    if not union > 0.0 or not 0.0 <= common <= 1.001 * min(va, vb):
        raise Unfit(f"the Boolean is not believable: {va:g} and {vb:g} share {common:g}")
    return {"iou": min(common / union, 1.0), "volume_a": va, "volume_b": vb, "by": by}


def main():
    for line in sys.stdin:
        if not line.strip():
            continue
        task = json.loads(line)
        try:
            a = Shape(task["a"])
            b = Shape(task["b"], task.get("scale_b", 1.0), task.get("shift_b", (0.0, 0.0, 0.0)))
            answer = compare(a, b)
        except (Unfit, OSError, RuntimeError, ValueError) as fault:
            answer = {"iou": None, "error": str(fault)}
        print(json.dumps({"id": task["id"], **answer}), flush=True)


if __name__ == "__main__":
    main()
