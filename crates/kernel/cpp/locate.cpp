// Where points lie with respect to a shape.

#include "resolid-kernel/cpp/shim.h"
#include "resolid-kernel/src/shim.rs.h"

#include <BRepBuilderAPI_MakeVertex.hxx>
#include <BRepClass3d_SolidClassifier.hxx>
#include <BRepExtrema_DistShapeShape.hxx>
#include <BRep_Builder.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS_Compound.hxx>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace resolid {

// 0 outside every solid, 1 on a border, 2 inside one.
rust::Vec<std::uint8_t> locate(const Shape &shape, rust::Slice<const Position> points, double tolerance) {
  std::vector<std::uint8_t> places(points.size(), 0);
  for (TopExp_Explorer solid(shape.shape, TopAbs_SOLID); solid.More(); solid.Next()) {
    BRepClass3d_SolidClassifier classifier(solid.Current());
    for (std::size_t i = 0; i < points.size(); ++i) {
      classifier.Perform(gp_Pnt(points[i].x, points[i].y, points[i].z), tolerance);
      const std::uint8_t place = classifier.State() == TopAbs_IN ? 2 : classifier.State() == TopAbs_ON ? 1 : 0;
      places[i] = std::max(places[i], place);
    }
  }
  rust::Vec<std::uint8_t> result;
  result.reserve(places.size());
  for (const std::uint8_t place : places) {
    result.push_back(place);
  }
  return result;
}

rust::Vec<double> distances(const Shape &shape, rust::Slice<const Position> points) {
  // Faces, not solids: inside a solid the distance to the solid would be zero.
  BRep_Builder builder;
  TopoDS_Compound border;
  builder.MakeCompound(border);
  for (TopExp_Explorer face(shape.shape, TopAbs_FACE); face.More(); face.Next()) {
    builder.Add(border, face.Current());
  }
  BRepExtrema_DistShapeShape extrema;
  extrema.LoadS1(border);
  rust::Vec<double> result;
  for (const Position &point : points) {
    extrema.LoadS2(BRepBuilderAPI_MakeVertex(gp_Pnt(point.x, point.y, point.z)).Vertex());
    if (!extrema.Perform() || extrema.NbSolution() == 0) {
      throw std::runtime_error("the distance to the surface was not found");
    }
    result.push_back(extrema.Value());
  }
  return result;
}

} // namespace resolid
