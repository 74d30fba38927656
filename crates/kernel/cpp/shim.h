// What crosses between Rust and OpenCASCADE: an opaque shape, lists of shapes, and coarse calls on them.
//
// Every call may throw; `trycatch` below turns whatever is thrown into the message of a Rust error.
#pragma once

#include <Standard_Failure.hxx>
#include <TopTools_ListOfShape.hxx>
#include <TopoDS_Shape.hxx>

#include <cstdint>
#include <exception>
#include <memory>
#include <string>

#include "resolid-kernel/cpp/crash.h"
#include "rust/cxx.h"

namespace rust {
namespace behavior {

// Up to OpenCASCADE 7.9, Standard_Failure is no std::exception, so cxx's own handler would let it end the process.
template <typename Try, typename Fail>
static void guarded(Try &&func, Fail &&fail) {
  try {
    func();
  } catch (const Standard_Failure &failure) {
    std::string text = failure.DynamicType()->Name();
    if (const char *message = failure.GetMessageString(); message && *message) {
      text += std::string(": ") + message;
    }
    fail(text.c_str());
  } catch (const std::exception &failure) {
    fail(failure.what());
  } catch (...) {
    fail("an exception of unknown type");
  }
}

// What cxx calls round every fallible function.
template <typename Try, typename Fail>
static void trycatch(Try &&func, Fail &&fail) noexcept {
#ifdef RESOLID_CATCHES_FAULTS
  sigjmp_buf here;
  if (sigsetjmp(here, 1) == 0) {
    resolid::landing() = &here;
    guarded(func, fail);
    resolid::landing() = nullptr;
  } else {
    fail("it crashed (memory fault)");
  }
#else
  guarded(func, fail);
#endif
}

} // namespace behavior
} // namespace rust

namespace resolid {

struct Plane;
struct PlaneCurve;
struct Position;
struct BoxRecord;
struct MassRecord;
struct VolumeRecord;
struct Tally;
struct MeshRecord;
struct Watch;
enum class Boolean : std::uint8_t;

// A shape of any kind, by value: OpenCASCADE's shapes are counted references themselves.
struct Shape {
  TopoDS_Shape shape;
};

struct Shapes {
  TopTools_ListOfShape list;
  void push(const Shape &shape) { list.Append(shape.shape); }
};

// Once per process: nothing is ever printed, and faults become errors.
void prepare();
rust::String version();

std::unique_ptr<Shapes> shapes();

// sketch.cpp
std::unique_ptr<Shape> prism(const Plane &plane, rust::Slice<const PlaneCurve> curves,
                             rust::Slice<const std::uint32_t> loop_sizes, double height);

// boolean.cpp
std::unique_ptr<Shape> combine(Boolean kind, const Shapes &objects, const Shapes &tools, const Watch &watch);
std::unique_ptr<Shape> unify(const Shape &shape, double angular);
std::unique_ptr<Shape> moved(const Shape &shape, const Position &by);
std::unique_ptr<Shape> gather(const Shapes &shapes);
std::unique_ptr<Shape> copy(const Shape &shape);

// check.cpp
rust::String fault(const Shape &shape);
std::uint32_t non_manifold_edges(const Shape &shape);

// measure.cpp
VolumeRecord volume(const Shape &shape);
MassRecord mass(const Shape &shape);
BoxRecord bounds(const Shape &shape);
Tally tally(const Shape &shape);
double least_radius(const Shape &shape);

// mesh.cpp
MeshRecord mesh(const Shape &shape, double linear, double angular);

// locate.cpp
rust::Vec<std::uint8_t> locate(const Shape &shape, rust::Slice<const Position> points, double tolerance);
rust::Vec<double> distances(const Shape &shape, rust::Slice<const Position> points);

// step.cpp
rust::String write_step(const Shape &shape, rust::Str schema);
std::unique_ptr<Shape> read_step(rust::Slice<const std::uint8_t> bytes);

} // namespace resolid
