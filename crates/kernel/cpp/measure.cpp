// Volume, area, box and counts.

#include "resolid-kernel/cpp/shim.h"
#include "resolid-kernel/src/shim.rs.h"

#include <BRepAdaptor_Curve.hxx>
#include <BRepAdaptor_Surface.hxx>
#include <BRepBndLib.hxx>
#include <BRepGProp.hxx>
#include <BRep_Tool.hxx>
#include <Bnd_Box.hxx>
#include <BndLib_Add3dCurve.hxx>
#include <GProp_GProps.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>
#include <TopTools_IndexedMapOfShape.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Edge.hxx>
#include <TopoDS_Face.hxx>
#include <TopoDS_Vertex.hxx>
#include <gp_Circ.hxx>
#include <gp_Elips.hxx>

#include <algorithm>
#include <cmath>
#include <limits>

namespace resolid {

namespace {

constexpr double turn = 6.283185307179586;

// Relative error of integrals. Without one OpenCASCADE takes a fixed number of nodes: where two cylinders meet beside
// each other's axes, volumes are then off by up to 4e-4, more or less as the sketch is turned.
constexpr double accuracy = 1e-6;

// The box of a conic arc `center + a·cos(t)·x + b·sin(t)·y`: its ends, and along each world axis the two
// parameters where the derivative vanishes, where they lie on the arc.
template <typename Add>
void conic(const gp_Ax2 &axes, double a, double b, const BRepAdaptor_Curve &curve, Add add) {
  const double first = curve.FirstParameter(), last = curve.LastParameter();
  add(curve.Value(first));
  add(curve.Value(last));
  const gp_XYZ x = axes.XDirection().XYZ(), y = axes.YDirection().XYZ();
  for (int axis = 1; axis <= 3; ++axis) {
    const double peak = std::atan2(b * y.Coord(axis), a * x.Coord(axis));
    for (const double t : {peak, peak + turn / 2.0}) {
      const double on_arc = t + turn * std::ceil((first - t) / turn);
      if (on_arc <= last) {
        add(curve.Value(on_arc));
      }
    }
  }
}

} // namespace

VolumeRecord volume(const Shape &shape) {
  VolumeRecord record{0.0, std::numeric_limits<double>::infinity(), 0};
  // Solid by solid: a shape that is inside out must not hide behind its neighbours.
  for (TopExp_Explorer solid(shape.shape, TopAbs_SOLID); solid.More(); solid.Next()) {
    GProp_GProps properties;
    BRepGProp::VolumeProperties(solid.Current(), properties, accuracy);
    record.total += properties.Mass();
    record.least = std::min(record.least, properties.Mass());
    ++record.solids;
  }
  return record;
}

MassRecord mass(const Shape &shape) {
  MassRecord record{};
  record.least_volume = std::numeric_limits<double>::infinity();
  gp_XYZ moment(0.0, 0.0, 0.0);
  for (TopExp_Explorer solid(shape.shape, TopAbs_SOLID); solid.More(); solid.Next()) {
    GProp_GProps volume;
    BRepGProp::VolumeProperties(solid.Current(), volume, accuracy);
    record.volume += volume.Mass();
    record.least_volume = std::min(record.least_volume, volume.Mass());
    moment += volume.CentreOfMass().XYZ() * volume.Mass();
  }
  GProp_GProps area;
  BRepGProp::SurfaceProperties(shape.shape, area, accuracy);
  record.area = area.Mass();
  if (record.volume != 0.0) {
    moment /= record.volume;
  } else {
    record.least_volume = std::min(record.least_volume, 0.0);
    moment = area.CentreOfMass().XYZ();
  }
  record.centroid = Position{moment.X(), moment.Y(), moment.Z()};
  return record;
}

BoxRecord bounds(const Shape &shape) {
  const double inf = std::numeric_limits<double>::infinity();
  BoxRecord box{Position{inf, inf, inf}, Position{-inf, -inf, -inf}};
  const auto add = [&box](const gp_Pnt &p) {
    box.min = Position{std::min(box.min.x, p.X()), std::min(box.min.y, p.Y()), std::min(box.min.z, p.Z())};
    box.max = Position{std::max(box.max.x, p.X()), std::max(box.max.y, p.Y()), std::max(box.max.z, p.Z())};
  };
  const auto add_box = [&add](const Bnd_Box &bnd) {
    if (!bnd.IsVoid() && !bnd.IsOpen()) {
      add(bnd.CornerMin());
      add(bnd.CornerMax());
    }
  };
  TopTools_IndexedMapOfShape edges, faces;
  TopExp::MapShapes(shape.shape, TopAbs_EDGE, edges);
  TopExp::MapShapes(shape.shape, TopAbs_FACE, faces);
  for (int i = 1; i <= edges.Extent(); ++i) {
    const TopoDS_Edge &edge = TopoDS::Edge(edges(i));
    if (BRep_Tool::Degenerated(edge)) {
      continue;
    }
    const BRepAdaptor_Curve curve(edge);
    if (curve.GetType() == GeomAbs_Line) {
      add(curve.Value(curve.FirstParameter()));
      add(curve.Value(curve.LastParameter()));
    } else if (curve.GetType() == GeomAbs_Circle) {
      const gp_Circ circle = curve.Circle();
      conic(circle.Position(), circle.Radius(), circle.Radius(), curve, add);
    } else if (curve.GetType() == GeomAbs_Ellipse) {
      const gp_Elips ellipse = curve.Ellipse();
      conic(ellipse.Position(), ellipse.MajorRadius(), ellipse.MinorRadius(), curve, add);
    } else {
      Bnd_Box bnd;
      BndLib_Add3dCurve::AddOptimal(curve, 0.0, bnd);
      add_box(bnd);
    }
  }
  // A plane, cylinder or cone reaches its extremes on its border; anything else may bulge past it.
  for (int i = 1; i <= faces.Extent(); ++i) {
    const TopoDS_Face &face = TopoDS::Face(faces(i));
    const GeomAbs_SurfaceType kind = BRepAdaptor_Surface(face, Standard_False).GetType();
    if (kind != GeomAbs_Plane && kind != GeomAbs_Cylinder && kind != GeomAbs_Cone) {
      Bnd_Box bnd;
      BRepBndLib::AddOptimal(face, bnd, Standard_False, Standard_False);
      add_box(bnd);
    }
  }
  return box;
}

double least_radius(const Shape &shape) {
  double least = std::numeric_limits<double>::infinity();
  TopTools_IndexedMapOfShape edges;
  TopExp::MapShapes(shape.shape, TopAbs_EDGE, edges);
  for (int i = 1; i <= edges.Extent(); ++i) {
    const TopoDS_Edge &edge = TopoDS::Edge(edges(i));
    if (!BRep_Tool::Degenerated(edge)) {
      const BRepAdaptor_Curve curve(edge);
      if (curve.GetType() == GeomAbs_Circle) {
        least = std::min(least, curve.Circle().Radius());
      }
    }
  }
  return least;
}

Tally tally(const Shape &shape) {
  Tally tally{};
  const auto count = [&shape](TopAbs_ShapeEnum kind) {
    TopTools_IndexedMapOfShape parts;
    TopExp::MapShapes(shape.shape, kind, parts);
    return static_cast<std::uint32_t>(parts.Extent());
  };
  tally.solids = count(TopAbs_SOLID);
  tally.shells = count(TopAbs_SHELL);
  tally.edges = count(TopAbs_EDGE);
  tally.vertices = count(TopAbs_VERTEX);
  TopTools_IndexedMapOfShape faces;
  TopExp::MapShapes(shape.shape, TopAbs_FACE, faces);
  tally.faces = static_cast<std::uint32_t>(faces.Extent());
  for (int i = 1; i <= faces.Extent(); ++i) {
    const GeomAbs_SurfaceType kind = BRepAdaptor_Surface(TopoDS::Face(faces(i)), Standard_False).GetType();
    tally.planes += kind == GeomAbs_Plane;
    tally.cylinders += kind == GeomAbs_Cylinder;
  }
  return tally;
}

} // namespace resolid
