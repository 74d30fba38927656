//! The calls into the C++ shim. Nothing above this file knows OpenCASCADE's names.

use crate::stop::Watch;

#[cxx::bridge(namespace = "resolid")]
#[allow(missing_docs)]
pub(crate) mod ffi {
    /// A point or direction of the world.
    #[derive(Clone, Copy)]
    struct Position {
        x: f64,
        y: f64,
        z: f64,
    }

    /// A sketch plane; `y` follows from the others.
    struct Plane {
        origin: Position,
        x: Position,
        z: Position,
    }

    /// One curve of a closed loop, in the plane. It ends where the loop's next curve starts.
    #[derive(Clone, Copy)]
    struct PlaneCurve {
        start_x: f64,
        start_y: f64,
        /// 0 is a line; ±2π a full circle, whose start is not read.
        sweep: f64,
        center_x: f64,
        center_y: f64,
        radius: f64,
    }

    #[derive(Debug)]
    enum Boolean {
        Join,
        Cut,
        Intersect,
    }

    #[derive(Clone, Copy)]
    struct BoxRecord {
        min: Position,
        max: Position,
    }

    #[derive(Clone, Copy)]
    struct MassRecord {
        volume: f64,
        area: f64,
        centroid: Position,
        /// Volume of the solid that has least.
        least_volume: f64,
    }

    #[derive(Clone, Copy)]
    struct VolumeRecord {
        total: f64,
        /// Volume of the solid that has least; infinite where there is none.
        least: f64,
        solids: u32,
    }

    #[derive(Clone, Copy)]
    struct Tally {
        solids: u32,
        shells: u32,
        faces: u32,
        edges: u32,
        vertices: u32,
        planes: u32,
        cylinders: u32,
    }

    struct MeshRecord {
        /// Three numbers a vertex.
        positions: Vec<f64>,
        /// Three indices a triangle.
        triangles: Vec<u32>,
        /// Faces that could not be triangulated.
        failed_faces: u32,
    }

    extern "Rust" {
        type Watch<'a>;
        fn should_stop(self: &Watch<'_>) -> bool;
    }

    unsafe extern "C++" {
        include!("resolid-kernel/cpp/shim.h");

        type Shape;
        type Shapes;

        fn push(self: Pin<&mut Shapes>, shape: &Shape);
        fn shapes() -> UniquePtr<Shapes>;

        fn prepare() -> Result<()>;
        fn version() -> String;

        fn prism(plane: &Plane, curves: &[PlaneCurve], loop_sizes: &[u32], height: f64) -> Result<UniquePtr<Shape>>;

        fn combine(kind: Boolean, objects: &Shapes, tools: &Shapes, watch: &Watch<'_>) -> Result<UniquePtr<Shape>>;
        fn unify(shape: &Shape, angular: f64) -> Result<UniquePtr<Shape>>;
        fn gather(shapes: &Shapes) -> Result<UniquePtr<Shape>>;
        fn moved(shape: &Shape, by: &Position) -> Result<UniquePtr<Shape>>;
        fn copy(shape: &Shape) -> Result<UniquePtr<Shape>>;

        fn fault(shape: &Shape) -> Result<String>;
        fn non_manifold_edges(shape: &Shape) -> Result<u32>;

        fn volume(shape: &Shape) -> Result<VolumeRecord>;
        fn mass(shape: &Shape) -> Result<MassRecord>;
        fn bounds(shape: &Shape) -> Result<BoxRecord>;
        fn tally(shape: &Shape) -> Result<Tally>;
        /// The radius of the smallest circle among the edges; infinite where there is none.
        fn least_radius(shape: &Shape) -> Result<f64>;

        fn mesh(shape: &Shape, linear: f64, angular: f64) -> Result<MeshRecord>;

        fn locate(shape: &Shape, points: &[Position], tolerance: f64) -> Result<Vec<u8>>;
        fn distances(shape: &Shape, points: &[Position]) -> Result<Vec<f64>>;

        fn write_step(shape: &Shape, schema: &str) -> Result<String>;
        fn read_step(bytes: &[u8]) -> Result<UniquePtr<Shape>>;
    }
}

// SAFETY: a shape is a counted reference whose counter is atomic, and OpenCASCADE's algorithms keep their state
// in objects of their own. What is not safe is two threads working on shapes that share geometry, because
// meshing and Booleans write tolerances and triangulations into it; therefore no type here is `Sync`, and every
// shape that leaves the crate shares geometry with no other (`copy`).
unsafe impl Send for ffi::Shape {}
