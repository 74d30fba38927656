def number(n):
    """What a number comes to; text is a formula over the parameters."""
    return eval(n, {}, dict(PARAMETERS)) if isinstance(n, str) else n


def follow(feature, what, n):
    """Lets a property or a constraint follow the spreadsheet, where its number is a formula."""
    if isinstance(n, str):
        feature.setExpression(what, re.sub(r"[A-Za-z_]\w*", r"Parameters.\g<0>", n))


def parameters():
    """The spreadsheet that the formulas look into: change a value there, and the part follows."""
    sheet = doc.addObject("Spreadsheet::Sheet", "Parameters")
    for row, (name, value) in enumerate(PARAMETERS.items(), 1):
        sheet.set(f"A{row}", name)
        sheet.set(f"B{row}", repr(value))
        sheet.setAlias(f"B{row}", name)
    doc.recompute()


def body(label):
    return doc.addObject("PartDesign::Body", label)


def frame(x, y):
    """The turn that takes the world's x and y to these."""
    x, y = Vector(*x), Vector(*y)
    return Rotation(x, y, x.cross(y))


def sketch(owner, label, plane, at=(0, 0, 0)):
    """An empty sketch of a body (or of none): on a plane known by name, its zero moved by `at` along the plane's own
    axes, or turned by a frame, its zero at `at` in the world."""
    at_zero = Vector(*map(number, at))
    turn = plane if isinstance(plane, Rotation) else Rotation()
    if owner is None:
        drawing = doc.addObject("Sketcher::SketchObject", label)
        standing = {"XY": Rotation(), "XZ": Rotation(Vector(1, 0, 0), 90), "YZ": Rotation(Vector(1, 1, 1), 120)}
        upright = standing.get(plane, Rotation()) if isinstance(plane, str) else Rotation()
        drawing.Placement = Placement(Vector(), upright) * Placement(at_zero, turn)
        return drawing
    drawing = owner.newObject("Sketcher::SketchObject", label)
    base = {"XY": 3, "XZ": 4, "YZ": 5}[plane if isinstance(plane, str) else "XY"]
    drawing.Support = (owner.Origin.OriginFeatures[base], [""])
    drawing.MapMode = "FlatFace"
    drawing.AttachmentOffset = Placement(at_zero, turn)
    for axis, n in zip("xyz", at):
        follow(drawing, f"AttachmentOffset.Base.{axis}", n)
    return drawing


def fix(drawing, curve, point, at):
    """Dimensions a point of a curve from the sketch's zero."""
    for kind, n in zip(("DistanceX", "DistanceY"), at):
        i = drawing.addConstraint(Sketcher.Constraint(kind, -1, 1, curve, point, number(n)))
        follow(drawing, f"Constraints[{i}]", n)


def circle(drawing, at, radius):
    """Draws and dimensions a circle."""
    center = Vector(number(at[0]), number(at[1]), 0)
    curve = drawing.addGeometry(Part.Circle(center, Vector(0, 0, 1), number(radius)), False)
    fix(drawing, curve, 3, at)
    i = drawing.addConstraint(Sketcher.Constraint("Radius", curve, number(radius)))
    follow(drawing, f"Constraints[{i}]", radius)


def path(drawing, *corners):
    """Draws and dimensions a closed path: (x, y) where a line begins, (x, y, degrees) where an arc does."""
    curves = []
    for (x, y, *bend), (u, v, *_) in zip(corners, corners[1:] + corners[:1]):
        a, b = Vector(number(x), number(y), 0), Vector(number(u), number(v), 0)
        if not bend:
            curves.append((drawing.addGeometry(Part.LineSegment(a, b), False), 1, 2))
            continue
        half = math.radians(bend[0]) / 2
        center = (a + b) / 2 + Vector(a.y - b.y, b.x - a.x, 0) * (math.cos(half) / math.sin(half) / 2)
        # FreeCAD's arcs run counter-clockwise, whatever way the path does.
        first = a if half > 0 else b
        start = math.atan2(first.y - center.y, first.x - center.x)
        round = Part.Circle(center, Vector(0, 0, 1), (a - center).Length)
        curve = drawing.addGeometry(Part.ArcOfCircle(round, start, start + 2 * abs(half)), False)
        curves.append((curve, 1, 2) if half > 0 else (curve, 2, 1))
        drawing.addConstraint(Sketcher.Constraint("Angle", curve, 2 * abs(half)))
    for (curve, start, _), (last, _, end), corner in zip(curves, curves[-1:] + curves[:-1], corners):
        drawing.addConstraint(Sketcher.Constraint("Coincident", last, end, curve, start))
        fix(drawing, curve, start, corner[:2])


def feature(owner, kind, drawing, length, symmetric, reversed):
    made = owner.newObject(f"PartDesign::{kind}", f"{drawing.Label}_{kind.lower()}")
    made.Profile = drawing
    made.Length = number(length)
    made.Midplane = symmetric
    made.Reversed = reversed
    made.Refine = True
    follow(made, "Length", length)
    drawing.Visibility = False


def pad(owner, drawing, length, symmetric=False, reversed=False):
    """Adds an extruded sketch to a body."""
    feature(owner, "Pad", drawing, length, symmetric, reversed)


def pocket(owner, drawing, length, symmetric=False, reversed=False):
    """Takes an extruded sketch from a body; FreeCAD's pockets go against the sketch's normal unless reversed."""
    feature(owner, "Pocket", drawing, length, symmetric, not reversed)


def prism(drawing, length, symmetric=False, reversed=False):
    """An extruded sketch that belongs to no body."""
    made = doc.addObject("Part::Extrusion", f"{drawing.Label}_extrusion")
    made.Base = drawing
    made.DirMode = "Normal"
    made.Solid = True
    made.Symmetric = symmetric
    made.Reversed = reversed
    made.LengthFwd = number(length)
    follow(made, "LengthFwd", length)
    drawing.Visibility = False
    return made


def combine(kind, label, *parts):
    """The Fuse, Cut or Common of two parts."""
    made = doc.addObject(f"Part::{kind}", label)
    made.Base, made.Tool = parts
    for part in parts:
        part.Visibility = False
    return made


def place(part, origin, x=(1, 0, 0), y=(0, 1, 0)):
    """The part, moved to a frame."""
    part.Placement = Placement(Vector(*origin), frame(x, y))
    return part


def together(label, *parts):
    """Several parts as one compound."""
    made = doc.addObject("Part::Compound", label)
    made.Links = parts
    return made
