// Triangles of a shape, welded along its own edges.

#include "resolid-kernel/cpp/shim.h"
#include "resolid-kernel/src/shim.rs.h"

#include <BRepMesh_IncrementalMesh.hxx>
#include <BRepTools.hxx>
#include <BRep_Tool.hxx>
#include <IMeshTools_Parameters.hxx>
#include <Poly_PolygonOnTriangulation.hxx>
#include <Poly_Triangulation.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>
#include <TopTools_IndexedMapOfShape.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Edge.hxx>
#include <TopoDS_Face.hxx>
#include <TopoDS_Vertex.hxx>

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>
#include <vector>

namespace resolid {

namespace {

// Which nodes of different faces are one: the classic forest of representatives.
class Forest {
public:
  void grow(std::size_t size) {
    const std::size_t old = parents_.size();
    parents_.resize(size);
    std::iota(parents_.begin() + old, parents_.end(), static_cast<std::uint32_t>(old));
  }
  std::uint32_t root(std::uint32_t node) {
    while (parents_[node] != node) {
      parents_[node] = parents_[parents_[node]];
      node = parents_[node];
    }
    return node;
  }
  void unite(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a != b) {
      parents_[std::max(a, b)] = std::min(a, b);
    }
  }

private:
  std::vector<std::uint32_t> parents_;
};

// Adds the faces of `body` to `record`, its nodes welded among themselves: through the edges that faces share,
// so that no distance has to decide what is one point.
void add(const TopoDS_Shape &body, MeshRecord &record) {
  TopTools_IndexedMapOfShape faces, edges, vertices;
  TopExp::MapShapes(body, TopAbs_FACE, faces);
  TopExp::MapShapes(body, TopAbs_EDGE, edges);
  TopExp::MapShapes(body, TopAbs_VERTEX, vertices);
  std::vector<std::vector<std::uint32_t>> nodes_of_edge(edges.Extent() + 1);
  std::vector<std::int64_t> node_of_vertex(vertices.Extent() + 1, -1);
  std::vector<gp_Pnt> points;
  std::vector<std::array<std::uint32_t, 3>> triangles;
  Forest forest;

  for (TopExp_Explorer face_explorer(body, TopAbs_FACE); face_explorer.More(); face_explorer.Next()) {
    const TopoDS_Face &face = TopoDS::Face(face_explorer.Current());
    TopLoc_Location location;
    const opencascade::handle<Poly_Triangulation> &mesh = BRep_Tool::Triangulation(face, location);
    if (mesh.IsNull() || mesh->NbTriangles() == 0) {
      ++record.failed_faces;
      continue;
    }
    const gp_Trsf world = location.Transformation();
    const auto base = static_cast<std::uint32_t>(points.size());
    for (int i = 1; i <= mesh->NbNodes(); ++i) {
      points.push_back(mesh->Node(i).Transformed(world));
    }
    forest.grow(points.size());
    // Outward is the face's normal unless the face is reversed, or the location mirrors.
    const bool flip = (face.Orientation() == TopAbs_REVERSED) != world.IsNegative();
    for (int i = 1; i <= mesh->NbTriangles(); ++i) {
      int a, b, c;
      mesh->Triangle(i).Get(a, b, c);
      if (flip) {
        std::swap(b, c);
      }
      triangles.push_back({base + a - 1, base + b - 1, base + c - 1});
    }
    for (TopExp_Explorer edge_explorer(face, TopAbs_EDGE); edge_explorer.More(); edge_explorer.Next()) {
      const TopoDS_Edge &edge = TopoDS::Edge(edge_explorer.Current());
      const opencascade::handle<Poly_PolygonOnTriangulation> &polygon =
          BRep_Tool::PolygonOnTriangulation(edge, mesh, location);
      if (polygon.IsNull()) {
        continue;
      }
      const int count = polygon->NbNodes();
      std::vector<std::uint32_t> &known = nodes_of_edge[edges.FindIndex(edge)];
      const bool fresh = known.empty();
      for (int i = 1; i <= count; ++i) {
        const std::uint32_t node = base + polygon->Node(i) - 1;
        if (fresh) {
          known.push_back(node);
        } else if (static_cast<std::size_t>(i) <= known.size()) {
          forest.unite(known[i - 1], node);
        }
      }
      // The ends meet other edges: a pole or a seam joins nodes that no common edge names.
      const TopoDS_Edge forward = TopoDS::Edge(edge.Oriented(TopAbs_FORWARD));
      const TopoDS_Vertex ends[2] = {TopExp::FirstVertex(forward), TopExp::LastVertex(forward)};
      for (int end = 0; end < 2; ++end) {
        if (ends[end].IsNull()) {
          continue;
        }
        const std::uint32_t node = base + polygon->Node(end == 0 ? 1 : count) - 1;
        std::int64_t &known_node = node_of_vertex[vertices.FindIndex(ends[end])];
        if (known_node < 0) {
          known_node = node;
        } else {
          forest.unite(static_cast<std::uint32_t>(known_node), node);
        }
      }
    }
  }

  const auto shift = static_cast<std::uint32_t>(record.positions.size() / 3);
  std::unordered_map<std::uint32_t, std::uint32_t> numbers;
  const auto number = [&](std::uint32_t node) {
    const std::uint32_t root = forest.root(node);
    const auto [entry, inserted] = numbers.emplace(root, shift + static_cast<std::uint32_t>(numbers.size()));
    if (inserted) {
      record.positions.push_back(points[root].X());
      record.positions.push_back(points[root].Y());
      record.positions.push_back(points[root].Z());
    }
    return entry->second;
  };
  for (const std::array<std::uint32_t, 3> &triangle : triangles) {
    const std::uint32_t a = number(triangle[0]), b = number(triangle[1]), c = number(triangle[2]);
    if (a != b && b != c && c != a) {
      record.triangles.push_back(a);
      record.triangles.push_back(b);
      record.triangles.push_back(c);
    }
  }
}

} // namespace

MeshRecord mesh(const Shape &shape, double linear, double angular) {
  // A mesh left over from an earlier call would be kept where it is finer.
  BRepTools::Clean(shape.shape);
  IMeshTools_Parameters parameters;
  parameters.Deflection = linear;
  parameters.Angle = angular;
  parameters.Relative = Standard_False;
  parameters.InParallel = Standard_False;
  BRepMesh_IncrementalMesh mesher(shape.shape, parameters);
  MeshRecord record{};
  // Solid by solid, so that solids that touch stay closed each for itself.
  for (TopExp_Explorer solid(shape.shape, TopAbs_SOLID); solid.More(); solid.Next()) {
    add(solid.Current(), record);
  }
  for (TopExp_Explorer shell(shape.shape, TopAbs_SHELL, TopAbs_SOLID); shell.More(); shell.Next()) {
    add(shell.Current(), record);
  }
  for (TopExp_Explorer face(shape.shape, TopAbs_FACE, TopAbs_SHELL); face.More(); face.Next()) {
    add(face.Current(), record);
  }
  BRepTools::Clean(shape.shape);
  return record;
}

} // namespace resolid
