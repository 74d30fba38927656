// Whether a shape is sound, and the version of what says so.

#include "resolid-kernel/cpp/shim.h"
#include "resolid-kernel/src/shim.rs.h"

#include <BRepCheck_Analyzer.hxx>
#include <BRepCheck_ListOfStatus.hxx>
#include <BRepCheck_Result.hxx>
#include <BRep_Tool.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <Message_Printer.hxx>
#include <Standard_Version.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>
#include <TopTools_IndexedDataMapOfShapeListOfShape.hxx>
#include <TopTools_IndexedMapOfShape.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Edge.hxx>
#include <TopoDS_Face.hxx>
#include <TopoDS_Vertex.hxx>

#include <mutex>

namespace resolid {

namespace {

const char *words(BRepCheck_Status status) {
  switch (status) {
  case BRepCheck_InvalidPointOnCurve:
  case BRepCheck_InvalidPointOnCurveOnSurface:
  case BRepCheck_InvalidPointOnSurface:
    return "a vertex lies off its edge or face";
  case BRepCheck_No3DCurve:
  case BRepCheck_Multiple3DCurve:
  case BRepCheck_Invalid3DCurve:
    return "an edge has no sound curve";
  case BRepCheck_NoCurveOnSurface:
  case BRepCheck_InvalidCurveOnSurface:
  case BRepCheck_InvalidCurveOnClosedSurface:
  case BRepCheck_InvalidSameRangeFlag:
  case BRepCheck_InvalidSameParameterFlag:
    return "an edge lies off its face";
  case BRepCheck_InvalidDegeneratedFlag:
  case BRepCheck_InvalidRange:
    return "an edge has no length";
  case BRepCheck_FreeEdge:
  case BRepCheck_NotClosed:
    return "the boundary is open";
  case BRepCheck_InvalidMultiConnexity:
    return "more than two faces meet in an edge";
  case BRepCheck_EmptyWire:
  case BRepCheck_RedundantEdge:
    return "a loop holds an edge twice, or none";
  case BRepCheck_SelfIntersectingWire:
    return "a loop crosses itself";
  case BRepCheck_IntersectingWires:
    return "two loops cross or touch";
  case BRepCheck_InvalidImbricationOfWires:
    return "a hole lies outside the outer loop";
  case BRepCheck_InvalidWire:
    return "a loop is broken";
  case BRepCheck_NoSurface:
    return "a face has no surface";
  case BRepCheck_EmptyShell:
  case BRepCheck_RedundantFace:
    return "a shell holds a face twice, or none";
  case BRepCheck_InvalidImbricationOfShells:
    return "a cavity lies outside its solid";
  case BRepCheck_UnorientableShape:
  case BRepCheck_BadOrientation:
  case BRepCheck_BadOrientationOfSubshape:
    return "the boundary cannot be oriented";
  case BRepCheck_InvalidToleranceValue:
    return "a tolerance is out of range";
  case BRepCheck_EnclosedRegion:
    return "a region is enclosed twice";
  case BRepCheck_SubshapeNotInShape:
    return "a part of the boundary is missing";
  default:
    return "the check itself failed";
  }
}

// The first fault listed, or nothing.
const char *first_fault(const BRepCheck_ListOfStatus &list) {
  for (const BRepCheck_Status status : list) {
    if (status != BRepCheck_NoError) {
      return words(status);
    }
  }
  return nullptr;
}

} // namespace

void prepare() {
  static std::once_flag once;
  std::call_once(once, [] {
    Message::DefaultMessenger()->RemovePrinters(STANDARD_TYPE(Message_Printer));
  });
  catch_faults();
}

rust::String version() { return rust::String(OCC_VERSION_STRING_EXT); }

rust::String fault(const Shape &shape) {
  BRepCheck_Analyzer analyzer(shape.shape);
  if (analyzer.IsValid()) {
    return rust::String();
  }
  for (const TopAbs_ShapeEnum kind :
       {TopAbs_WIRE, TopAbs_EDGE, TopAbs_VERTEX, TopAbs_FACE, TopAbs_SHELL, TopAbs_SOLID}) {
    TopTools_IndexedMapOfShape parts;
    TopExp::MapShapes(shape.shape, kind, parts);
    for (int i = 1; i <= parts.Extent(); ++i) {
      const opencascade::handle<BRepCheck_Result> &result = analyzer.Result(parts(i));
      if (result.IsNull()) {
        continue;
      }
      if (const char *text = first_fault(result->Status())) {
        return rust::String(text);
      }
      for (result->InitContextIterator(); result->MoreShapeInContext(); result->NextShapeInContext()) {
        if (const char *text = first_fault(result->StatusOnShape())) {
          return rust::String(text);
        }
      }
    }
  }
  return rust::String("the check failed without a reason");
}

std::uint32_t non_manifold_edges(const Shape &shape) {
  std::uint32_t count = 0;
  for (TopExp_Explorer solid(shape.shape, TopAbs_SOLID); solid.More(); solid.Next()) {
    TopTools_IndexedDataMapOfShapeListOfShape faces_of_edge;
    TopExp::MapShapesAndAncestors(solid.Current(), TopAbs_EDGE, TopAbs_FACE, faces_of_edge);
    for (int i = 1; i <= faces_of_edge.Extent(); ++i) {
      // A seam names its one face twice; more than two uses are a pinch.
      if (faces_of_edge(i).Extent() > 2) {
        ++count;
      }
    }
  }
  return count;
}

} // namespace resolid
