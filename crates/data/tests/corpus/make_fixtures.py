"""Writes the HDF5 files beside it, with h5py. rows_*.h5 hold the real rows of DeepCAD 00060207 (see ORIGIN.txt); parts.h5 is made by
hand after the published description of the form, and is nobody's data."""
import json, lzma, pathlib, random
import h5py, numpy as np

here = pathlib.Path(__file__).parent
rows = np.array(json.load(open(here / "../../../program/tests/rows/00060207.vec.json"))["vec"], dtype=np.int64)
with h5py.File(here / "rows_contiguous.h5", "w") as f:
    f["vec"] = rows
end = [3] + [-1] * 16
padded = np.array(list(rows.tolist()) + [end] * (60 - len(rows)), dtype=np.int32)
with h5py.File(here / "rows_padded_deflated.h5", "w", libver="latest") as f:
    f.create_dataset("vec", data=padded, chunks=(16, 17), compression="gzip")

def rec(w, d, at, e):
    loop = [[4] + [-1] * 16]
    for x, y in [(w, 0), (w, d), (0, d), (0, 0)]:
        loop.append([0, x, y] + [-1] * 14)
    loop.append([5] + [-1] * 5 + [0, 0, 0, *at, 1, e, 0, 0, 0])
    return np.array(loop, dtype=np.float64)

with h5py.File(here / "parts.h5", "w") as f:
    seat = rec(0.5, 0.5, (-0.25, -0.25, 0.0), 0.05)
    leg = rec(0.05, 0.05, (-0.25, -0.25, -0.4), 0.4)
    rung = np.array([[4] + [-1] * 16, [0, 0.05, 0] + [-1] * 14, [1, 0, 0, 180, 1] + [-1] * 12,
        [5] + [-1] * 5 + [np.pi / 2, np.pi / 2, -np.pi / 2, -0.2, -0.2, -0.2, 1, 0.4, 0, 1, 0]])
    f["seat"], f["leg 1"], f["rung"] = seat, leg, rung
    f["leg 1_axis_aligned_bbox"] = np.zeros(12)
    f["vec"] = np.concatenate([seat, leg, rung])
with h5py.File(here / "foreign.h5", "w") as f:
    f["images"] = np.zeros((2, 3, 4))

# The same rows in other types, and what is no table of numbers.
for name, vec in {
    "uint8": np.where(rows < 0, 0, rows).astype(np.uint8),
    "uint16": np.where(rows < 0, 0, rows).astype(np.uint16),
    "float16": rows.astype(np.float16),
    "stack": rows[None],
    "scalar": np.int64(4),
    "wide": np.concatenate([rows, rows[:, :1]], axis=1),
}.items():
    with h5py.File(here / f"rows_{name}.h5", "w") as f:
        f["vec"] = vec

# A stream of many lines, to be cut anywhere.
chance = random.Random(1)
with lzma.open(here / "lines.jsonl.xz", "wt") as f:
    for k in range(60):
        moved = [[*row[:12], chance.randrange(256), *row[13:]] if row[0] == 5 else row for row in rows.tolist()]
        print(json.dumps({"id": f"{k:08}", "vec": moved, "seen": f"{chance.getrandbits(512):x}"}), file=f)
