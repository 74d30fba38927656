// Booleans between solids, and what is done with their results.

#include "resolid-kernel/cpp/shim.h"
#include "resolid-kernel/src/shim.rs.h"

#include <BRepAlgoAPI_Common.hxx>
#include <BRepAlgoAPI_Cut.hxx>
#include <BRepAlgoAPI_Fuse.hxx>
#include <BRepBuilderAPI_Copy.hxx>
#include <BRepBuilderAPI_Transform.hxx>
#include <BRepAdaptor_Surface.hxx>
#include <BRep_Builder.hxx>
#include <BRep_Tool.hxx>
#include <Message_Alert.hxx>
#include <Message_ListOfAlert.hxx>
#include <Message_ProgressIndicator.hxx>
#include <Message_Report.hxx>
#include <ShapeUpgrade_UnifySameDomain.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>
#include <TopTools_IndexedDataMapOfShapeListOfShape.hxx>
#include <TopTools_IndexedMapOfShape.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Compound.hxx>
#include <gp_Trsf.hxx>
#include <gp_Vec.hxx>

#include <stdexcept>

namespace resolid {

namespace {

// Asks the Rust side, at OpenCASCADE's own safe points, whether to stop.
class Poll : public Message_ProgressIndicator {
public:
  explicit Poll(const Watch &watch) : watch_(watch) {}
  Standard_Boolean UserBreak() override { return watch_.should_stop(); }
  void Show(const Message_ProgressScope &, const Standard_Boolean) override {}

private:
  const Watch &watch_;
};

// The solids of any nest of compounds, once each, in a flat compound.
TopoDS_Compound flat(const TopTools_ListOfShape &shapes) {
  BRep_Builder builder;
  TopoDS_Compound result;
  builder.MakeCompound(result);
  TopTools_IndexedMapOfShape solids;
  for (const TopoDS_Shape &shape : shapes) {
    TopExp::MapShapes(shape, TopAbs_SOLID, solids);
  }
  for (int i = 1; i <= solids.Extent(); ++i) {
    builder.Add(result, solids(i));
  }
  return result;
}

// Whether the face closes round its cylinder.
bool goes_round(const TopoDS_Face &face) {
  for (TopExp_Explorer edge(face, TopAbs_EDGE); edge.More(); edge.Next()) {
    if (BRep_Tool::IsClosed(TopoDS::Edge(edge.Current()), face)) {
      return true;
    }
  }
  return false;
}

// Keeps the edges between open pieces of cylinders whose seams lie opposite one another: merging such pieces,
// as of two stacked rings with a keyway through their bore, UnifySameDomain goes round for ever.
void keep_opposed_seams(const TopoDS_Shape &shape, ShapeUpgrade_UnifySameDomain &unifier) {
  TopTools_IndexedDataMapOfShapeListOfShape faces;
  TopExp::MapShapesAndAncestors(shape, TopAbs_EDGE, TopAbs_FACE, faces);
  for (int i = 1; i <= faces.Extent(); ++i) {
    if (faces(i).Extent() != 2) {
      continue;
    }
    const TopoDS_Face &one = TopoDS::Face(faces(i).First()), &other = TopoDS::Face(faces(i).Last());
    const BRepAdaptor_Surface a(one, Standard_False), b(other, Standard_False);
    if (a.GetType() != GeomAbs_Cylinder || b.GetType() != GeomAbs_Cylinder) {
      continue;
    }
    const gp_Dir x = a.Cylinder().Position().XDirection(), y = b.Cylinder().Position().XDirection();
    if (x.Dot(y) < -0.999 && !(goes_round(one) && goes_round(other))) {
      unifier.KeepShape(faces.FindKey(i));
    }
  }
}

} // namespace

std::unique_ptr<Shapes> shapes() { return std::make_unique<Shapes>(); }

std::unique_ptr<Shape> combine(Boolean kind, const Shapes &objects, const Shapes &tools, const Watch &watch) {
  std::unique_ptr<BRepAlgoAPI_BooleanOperation> boolean;
  switch (kind) {
  case Boolean::Join:
    boolean = std::make_unique<BRepAlgoAPI_Fuse>();
    break;
  case Boolean::Cut:
    boolean = std::make_unique<BRepAlgoAPI_Cut>();
    break;
  case Boolean::Intersect:
    boolean = std::make_unique<BRepAlgoAPI_Common>();
    break;
  default:
    throw std::runtime_error("an unknown Boolean");
  }
  boolean->SetArguments(objects.list);
  boolean->SetTools(tools.list);
  boolean->SetRunParallel(Standard_False);
  boolean->SetGlue(BOPAlgo_GlueOff);
  opencascade::handle<Poll> poll = new Poll(watch);
  boolean->Build(poll->Start());
  if (!boolean->IsDone() || boolean->HasErrors()) {
    std::string text;
    for (const opencascade::handle<Message_Alert> &alert : boolean->GetReport()->GetAlerts(Message_Fail)) {
      text += (text.empty() ? "" : ", ") + std::string(alert->DynamicType()->Name());
    }
    throw std::runtime_error(text.empty() ? "the Boolean did not finish" : text);
  }
  TopTools_ListOfShape result;
  result.Append(boolean->Shape());
  return std::make_unique<Shape>(Shape{flat(result)});
}

std::unique_ptr<Shape> unify(const Shape &shape, double angular) {
  // Solid by solid, each with geometry of its own: an edge that two solids share would keep the faces at it apart.
  TopTools_ListOfShape simple;
  for (TopExp_Explorer solid(shape.shape, TopAbs_SOLID); solid.More(); solid.Next()) {
    BRepBuilderAPI_Copy copier(solid.Current(), Standard_True, Standard_False);
    ShapeUpgrade_UnifySameDomain unifier(copier.Shape(), Standard_True, Standard_True, Standard_False);
    unifier.SetAngularTolerance(angular);
    keep_opposed_seams(copier.Shape(), unifier);
    unifier.Build();
    simple.Append(unifier.Shape());
  }
  return std::make_unique<Shape>(Shape{flat(simple)});
}

std::unique_ptr<Shape> gather(const Shapes &shapes) { return std::make_unique<Shape>(Shape{flat(shapes.list)}); }

std::unique_ptr<Shape> moved(const Shape &shape, const Position &by) {
  gp_Trsf translation;
  translation.SetTranslation(gp_Vec(by.x, by.y, by.z));
  BRepBuilderAPI_Transform mover(shape.shape, translation, Standard_True);
  return std::make_unique<Shape>(Shape{mover.Shape()});
}

std::unique_ptr<Shape> copy(const Shape &shape) {
  BRepBuilderAPI_Copy copier(shape.shape, Standard_True, Standard_False);
  return std::make_unique<Shape>(Shape{copier.Shape()});
}

} // namespace resolid
