// Booleans between solids, and what is done with their results.

#include "resolid-kernel/cpp/shim.h"
#include "resolid-kernel/src/shim.rs.h"

#include <BRepAlgoAPI_Common.hxx>
#include <BRepAlgoAPI_Cut.hxx>
#include <BRepAlgoAPI_Fuse.hxx>
#include <BRepBuilderAPI_Copy.hxx>
#include <BRep_Builder.hxx>
#include <Message_Alert.hxx>
#include <Message_ListOfAlert.hxx>
#include <Message_ProgressIndicator.hxx>
#include <Message_Report.hxx>
#include <ShapeUpgrade_UnifySameDomain.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>
#include <TopTools_IndexedMapOfShape.hxx>
#include <TopoDS_Compound.hxx>

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

TopoDS_Compound flat(const TopoDS_Shape &shape) {
  TopTools_ListOfShape list;
  list.Append(shape);
  return flat(list);
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
  return std::make_unique<Shape>(Shape{flat(boolean->Shape())});
}

std::unique_ptr<Shape> unify(const Shape &shape) {
  ShapeUpgrade_UnifySameDomain unifier(shape.shape, Standard_True, Standard_True, Standard_False);
  unifier.Build();
  return std::make_unique<Shape>(Shape{flat(unifier.Shape())});
}

std::unique_ptr<Shape> gather(const Shapes &shapes) { return std::make_unique<Shape>(Shape{flat(shapes.list)}); }

std::unique_ptr<Shape> copy(const Shape &shape) {
  BRepBuilderAPI_Copy copier(shape.shape, Standard_True, Standard_False);
  return std::make_unique<Shape>(Shape{copier.Shape()});
}

} // namespace resolid
