// Planar loops of lines, arcs and circles into prisms.

#include "resolid-kernel/cpp/shim.h"
#include "resolid-kernel/src/shim.rs.h"

#include <BRepBuilderAPI_MakeEdge.hxx>
#include <BRepBuilderAPI_MakeFace.hxx>
#include <BRepBuilderAPI_MakeVertex.hxx>
#include <BRepPrimAPI_MakePrism.hxx>
#include <BRep_Builder.hxx>
#include <Geom_Circle.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Edge.hxx>
#include <TopoDS_Face.hxx>
#include <TopoDS_Vertex.hxx>
#include <TopoDS_Wire.hxx>
#include <gp_Ax3.hxx>
#include <gp_Circ.hxx>
#include <gp_Pln.hxx>
#include <gp_Vec.hxx>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace resolid {

namespace {

constexpr double turn = 6.283185307179586;

gp_Pnt in_space(const gp_Ax3 &axes, double x, double y) {
  return axes.Location().Translated(gp_Vec(axes.XDirection()) * x + gp_Vec(axes.YDirection()) * y);
}

gp_Circ circle(const gp_Ax3 &axes, const PlaneCurve &curve) {
  const gp_Ax2 placed(in_space(axes, curve.center_x, curve.center_y), axes.Direction(), axes.XDirection());
  return gp_Circ(placed, curve.radius);
}

TopoDS_Edge made(BRepBuilderAPI_MakeEdge &maker) {
  if (!maker.IsDone()) {
    throw std::runtime_error("an edge could not be made (error " + std::to_string(maker.Error()) + ")");
  }
  return maker.Edge();
}

// A closed wire through the curves, each of which ends where the next begins.
TopoDS_Wire wire(const gp_Ax3 &axes, rust::Slice<const PlaneCurve> curves, std::size_t first, std::size_t count) {
  BRep_Builder builder;
  TopoDS_Wire result;
  builder.MakeWire(result);
  if (count == 1) {
    const PlaneCurve &curve = curves[first];
    BRepBuilderAPI_MakeEdge maker(circle(axes, curve));
    TopoDS_Edge edge = made(maker);
    if (curve.sweep < 0.0) {
      edge.Reverse();
    }
    builder.Add(result, edge);
    result.Closed(Standard_True);
    return result;
  }
  // Neighbouring edges share their vertex, so that the wire is closed in topology and not by tolerance.
  std::vector<TopoDS_Vertex> corners;
  corners.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const PlaneCurve &curve = curves[first + i];
    corners.push_back(BRepBuilderAPI_MakeVertex(in_space(axes, curve.start_x, curve.start_y)).Vertex());
  }
  for (std::size_t i = 0; i < count; ++i) {
    const PlaneCurve &curve = curves[first + i];
    const std::size_t next = (i + 1) % count;
    if (curve.sweep == 0.0) {
      BRepBuilderAPI_MakeEdge maker(corners[i], corners[next]);
      builder.Add(result, made(maker));
      continue;
    }
    // OpenCASCADE's circles run counter-clockwise about their axis: a clockwise arc is the reverse of the
    // counter-clockwise one from its end to its start.
    const bool clockwise = curve.sweep < 0.0;
    const std::size_t from = clockwise ? next : i;
    const std::size_t to = clockwise ? i : next;
    const PlaneCurve &begin = curves[first + from];
    double angle = std::atan2(begin.start_y - curve.center_y, begin.start_x - curve.center_x);
    if (angle < 0.0) {
      angle += turn;
    }
    const opencascade::handle<Geom_Curve> whole = new Geom_Circle(circle(axes, curve));
    BRepBuilderAPI_MakeEdge maker(whole, corners[from], corners[to], angle, angle + std::abs(curve.sweep));
    TopoDS_Edge edge = made(maker);
    if (clockwise) {
      edge.Reverse();
    }
    builder.Add(result, edge);
  }
  result.Closed(Standard_True);
  return result;
}

} // namespace

std::unique_ptr<Shape> prism(const Plane &plane, rust::Slice<const PlaneCurve> curves,
                             rust::Slice<const std::uint32_t> loop_sizes, double height) {
  const gp_Ax3 axes(gp_Pnt(plane.origin.x, plane.origin.y, plane.origin.z),
                    gp_Dir(plane.z.x, plane.z.y, plane.z.z), gp_Dir(plane.x.x, plane.x.y, plane.x.z));
  std::size_t first = 0;
  std::unique_ptr<BRepBuilderAPI_MakeFace> maker;
  for (const std::uint32_t size : loop_sizes) {
    const TopoDS_Wire loop = wire(axes, curves, first, size);
    if (!maker) {
      maker = std::make_unique<BRepBuilderAPI_MakeFace>(gp_Pln(axes), loop, Standard_False);
    } else {
      maker->Add(loop);
    }
    if (!maker->IsDone()) {
      throw std::runtime_error("a face could not be made (error " + std::to_string(maker->Error()) + ")");
    }
    first += size;
  }
  if (!maker) {
    throw std::runtime_error("a profile without loops");
  }
  // The flat face is asked first: it is where crossing loops show, and cheaper than the prism.
  const Shape face{maker->Face()};
  const rust::String wrong = fault(face);
  if (!wrong.empty()) {
    throw std::runtime_error(std::string(wrong));
  }
  BRepPrimAPI_MakePrism push(face.shape, gp_Vec(axes.Direction()) * height);
  if (!push.IsDone()) {
    throw std::runtime_error("the profile could not be extruded");
  }
  return std::make_unique<Shape>(Shape{push.Shape()});
}

} // namespace resolid
