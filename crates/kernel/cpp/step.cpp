// STEP files, written and read. OpenCASCADE keeps the settings of both in process-wide variables, so the Rust side
// lets one caller in at a time.

#include "resolid-kernel/cpp/shim.h"
#include "resolid-kernel/src/shim.rs.h"

#include <BRepBuilderAPI_MakeSolid.hxx>
#include <BRepBuilderAPI_Sewing.hxx>
#include <BRepLib.hxx>
#include <BRep_Builder.hxx>
#include <BRep_Tool.hxx>
#include <Interface_Check.hxx>
#include <Interface_InterfaceModel.hxx>
#include <Interface_ReportEntity.hxx>
#include <Interface_Static.hxx>
#include <STEPConstruct.hxx>
#include <STEPControl_Controller.hxx>
#include <STEPControl_Reader.hxx>
#include <STEPControl_Writer.hxx>
#include <StepData_Protocol.hxx>
#include <StepData_StepModel.hxx>
#include <StepData_StepWriter.hxx>
#include <StepBasic_NamedUnit.hxx>
#include <StepGeom_GeometricRepresentationItem.hxx>
#include <StepRepr_RepresentationItem.hxx>
#include <StepShape_ShapeRepresentation.hxx>
#include <StepShape_TopologicalRepresentationItem.hxx>
#include <TCollection_HAsciiString.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>
#include <TopTools_IndexedMapOfShape.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Face.hxx>
#include <TopoDS_Shell.hxx>
#include <TopoDS_Solid.hxx>
#include <TopoDS_Compound.hxx>
#include <Transfer_FinderProcess.hxx>
#include <XSControl_TransferWriter.hxx>
#include <XSControl_WorkSession.hxx>

#include <sstream>
#include <stdexcept>
#include <streambuf>

namespace resolid {

namespace {

// A stream over bytes that are already in memory.
class Memory : public std::streambuf {
public:
  Memory(const std::uint8_t *bytes, std::size_t size) {
    char *begin = reinterpret_cast<char *>(const_cast<std::uint8_t *>(bytes));
    setg(begin, begin, begin + size);
  }
};

void set(const char *name, const char *value) {
  if (!Interface_Static::SetCVal(name, value)) {
    throw std::runtime_error(std::string("the setting ") + name + " = " + value + " was refused");
  }
}

void set(const char *name, int value) {
  if (!Interface_Static::SetIVal(name, value)) {
    throw std::runtime_error(std::string("the setting ") + name + " was refused");
  }
}

// Throws where an entity the shape depends on was read with an error: the translation would follow what is missing.
void refuse_damage(const Interface_InterfaceModel &model) {
  for (int i = 1; i <= model.NbEntities(); ++i) {
    if (!model.IsErrorEntity(i)) {
      continue;
    }
    const opencascade::handle<Standard_Transient> &entity = model.Value(i);
    const bool matters = entity->IsKind(STANDARD_TYPE(StepGeom_GeometricRepresentationItem)) ||
                         entity->IsKind(STANDARD_TYPE(StepShape_TopologicalRepresentationItem)) ||
                         entity->IsKind(STANDARD_TYPE(StepShape_ShapeRepresentation)) ||
                         entity->IsKind(STANDARD_TYPE(StepBasic_NamedUnit));
    if (!matters) {
      continue;
    }
    std::string text = entity->DynamicType()->Name();
    const opencascade::handle<Interface_ReportEntity> &report = model.ReportEntity(i);
    if (!report.IsNull() && report->Check()->NbFails() > 0) {
      text += std::string(": ") + report->Check()->CFail(1);
    }
    throw std::runtime_error("its entity " + std::to_string(i) + " is damaged (" + text + ")");
  }
}

} // namespace

// The DATA section names the product `resolid_product` and its solids `resolid_solid_1`, …: the Rust side puts the
// real names and the header in, because it can encode any text.
rust::String write_step(const Shape &shape, rust::Str schema) {
  STEPControl_Controller::Init();
  set("write.step.schema", std::string(schema).c_str());
  set("write.step.unit", "MM");
  set("write.step.assembly", 0);
  set("write.step.product.name", "resolid_product");
  // Curves on planes and cylinders follow from the curves in space.
  set("write.surfacecurve.mode", 0);

  TopTools_IndexedMapOfShape solids;
  TopExp::MapShapes(shape.shape, TopAbs_SOLID, solids);
  if (solids.IsEmpty()) {
    throw std::runtime_error("there is no solid to write");
  }
  STEPControl_Writer writer;
  const TopoDS_Shape &root = solids.Extent() == 1 ? solids(1) : shape.shape;
  if (writer.Transfer(root, STEPControl_AsIs) != IFSelect_RetDone) {
    throw std::runtime_error("the solid could not be translated");
  }
  const opencascade::handle<XSControl_WorkSession> &session = writer.WS();
  const opencascade::handle<Transfer_FinderProcess> &finder = session->TransferWriter()->FinderProcess();
  for (int i = 1; i <= solids.Extent(); ++i) {
    const opencascade::handle<StepRepr_RepresentationItem> item = STEPConstruct::FindEntity(finder, solids(i));
    if (!item.IsNull()) {
      const std::string name = "resolid_solid_" + std::to_string(i);
      item->SetName(new TCollection_HAsciiString(name.c_str()));
    }
  }
  StepData_StepWriter text(writer.Model());
  text.SendModel(opencascade::handle<StepData_Protocol>::DownCast(session->Protocol()));
  std::ostringstream out;
  if (!text.Print(out)) {
    throw std::runtime_error("the STEP text could not be made");
  }
  return rust::String(out.str());
}

std::unique_ptr<Shape> read_step(rust::Slice<const std::uint8_t> bytes) {
  STEPControl_Controller::Init();
  set("xstep.cascade.unit", "MM");
  Memory memory(bytes.data(), bytes.size());
  std::istream stream(&memory);
  STEPControl_Reader reader;
  if (reader.ReadStream("input", stream) != IFSelect_RetDone) {
    throw std::runtime_error("the text does not follow the STEP syntax");
  }
  refuse_damage(*reader.WS()->Model());
  reader.TransferRoots();
  const TopoDS_Shape all = reader.OneShape();
  if (all.IsNull()) {
    throw std::runtime_error("the file holds no shape");
  }
  // Closed shells that are nobody's become solids; loose faces are sewn first.
  BRep_Builder builder;
  TopoDS_Compound result;
  builder.MakeCompound(result);
  bool any = false;
  TopTools_IndexedMapOfShape solids;
  TopExp::MapShapes(all, TopAbs_SOLID, solids);
  for (int i = 1; i <= solids.Extent(); ++i) {
    builder.Add(result, solids(i));
    any = true;
  }
  const auto add_shell = [&](const TopoDS_Shell &shell) {
    any = true;
    if (BRep_Tool::IsClosed(shell)) {
      BRepBuilderAPI_MakeSolid maker(shell);
      TopoDS_Solid solid = maker.IsDone() ? maker.Solid() : TopoDS_Solid();
      if (!solid.IsNull() && BRepLib::OrientClosedSolid(solid)) {
        builder.Add(result, solid);
        return;
      }
    }
    builder.Add(result, shell);
  };
  for (TopExp_Explorer shell(all, TopAbs_SHELL, TopAbs_SOLID); shell.More(); shell.Next()) {
    add_shell(TopoDS::Shell(shell.Current()));
  }
  BRepBuilderAPI_Sewing sewing(1e-4);
  bool loose = false;
  for (TopExp_Explorer face(all, TopAbs_FACE, TopAbs_SHELL); face.More(); face.Next()) {
    sewing.Add(face.Current());
    loose = true;
  }
  if (loose) {
    sewing.Perform();
    const TopoDS_Shape sewn = sewing.SewedShape();
    for (TopExp_Explorer shell(sewn, TopAbs_SHELL); shell.More(); shell.Next()) {
      add_shell(TopoDS::Shell(shell.Current()));
    }
    for (TopExp_Explorer face(sewn, TopAbs_FACE, TopAbs_SHELL); face.More(); face.Next()) {
      builder.Add(result, face.Current());
      any = true;
    }
  }
  if (!any) {
    throw std::runtime_error("the file holds no solid and no surface");
  }
  return std::make_unique<Shape>(Shape{result});
}

} // namespace resolid
