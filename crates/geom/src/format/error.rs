//! Why a file cannot be read.

use super::Format;
use crate::words::Grouped;

/// Why the bytes are no mesh. Every message is one line: what is wrong, and what to try.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing in it.
    #[error("the file is empty; export it again")]
    Empty,
    /// The content belongs to no known format.
    #[error("this is no mesh file: it looks like {looks_like}; give an STL, OBJ, PLY, OFF, glTF or 3MF file")]
    UnknownFormat {
        /// What the content looks like: "plain text", "a ZIP archive".
        looks_like: &'static str,
    },
    /// The content is not what the name says.
    #[error("this is no {expected} file: it looks like {looks_like}; check that it was not renamed or damaged")]
    WrongFormat {
        /// What the name says.
        expected: Format,
        /// What the content looks like.
        looks_like: &'static str,
    },
    /// A STEP file, which holds exact surfaces and no mesh.
    #[error("this is a STEP file, which holds no mesh; only a build with the kernel can tessellate it")]
    Step,
    /// A variant of the format that is not read.
    #[error("{format}: {what} is not supported; save it as {instead}")]
    Unsupported {
        /// The format.
        format: Format,
        /// The variant: "binary OFF".
        what: &'static str,
        /// What is read: "binary STL".
        instead: &'static str,
    },
    /// The header promises more, or other, than the file holds.
    #[error(
        "the {format} header says {} {what}, the file holds {}; it is cut short or damaged: export it again",
        Grouped(*.said), Grouped(*.held)
    )]
    Count {
        /// The format.
        format: Format,
        /// What is counted: "triangles".
        what: &'static str,
        /// What the header says.
        said: u64,
        /// What the file holds.
        held: u64,
    },
    /// More follows all that the header counts.
    #[error(
        "the {format} file goes on after all that its header counts; the header is wrong or something was appended: export it again"
    )]
    GoesOn {
        /// The format.
        format: Format,
    },
    /// The file ends in the middle of something.
    #[error("the {format} file ends inside {what} {}; it is cut short: export it again", Grouped(*.index))]
    Truncated {
        /// The format.
        format: Format,
        /// What is incomplete: "triangle".
        what: &'static str,
        /// Its number, from 1.
        index: u64,
    },
    /// The file ends between two things, without the word that ends it.
    #[error("the {format} file ends after facet {} without '{word}'; it is cut short: export it again", Grouped(*.facets))]
    NoEnd {
        /// The format.
        format: Format,
        /// The word it should end with.
        word: &'static str,
        /// Facets before the end.
        facets: u64,
    },
    /// A line that does not follow the format.
    #[error("{format} line {}: expected {expected}, found '{found}'; the file is damaged or not {format}", Grouped(*.line))]
    Syntax {
        /// The format.
        format: Format,
        /// The line, from 1.
        line: u64,
        /// What should stand there.
        expected: &'static str,
        /// What stands there, shortened.
        found: String,
    },
    /// A coordinate is NaN or infinite.
    #[error("{what} {} has the coordinate {value}, which is no number; repair the file where it was made", Grouped(*.index))]
    NotFinite {
        /// What the coordinate belongs to: "triangle", "vertex".
        what: &'static str,
        /// Its number, from 1.
        index: u64,
        /// The coordinate.
        value: f64,
    },
    /// A coordinate beyond 10⁹ mm.
    #[error(
        "{what} {} has the coordinate {value:e}; beyond 1e9 (a thousand kilometres in mm) it is taken as damage: check the unit or move the part to the origin",
        Grouped(*.index)
    )]
    TooLarge {
        /// What the coordinate belongs to.
        what: &'static str,
        /// Its number, from 1.
        index: u64,
        /// The coordinate.
        value: f64,
    },
    /// A face uses a vertex that does not exist.
    #[error("face {} uses vertex {vertex}, but there are {} vertices; export the file again", Grouped(*.face), Grouped(*.vertices))]
    IndexOutOfRange {
        /// The face, from 1.
        face: u64,
        /// The index as the file writes it.
        vertex: i64,
        /// Vertices there are.
        vertices: u64,
    },
    /// Points without faces.
    #[error("the file holds {} points and no faces: it is a point cloud; mesh it first", Grouped(*.points))]
    NoFaces {
        /// Points there are.
        points: u64,
    },
    /// A cloud where a mesh is wanted.
    #[error("this is a cloud ({format}), which has no faces; mesh it first")]
    OnlyPoints {
        /// The format.
        format: Format,
    },
    /// Too few points to show a part.
    #[error("the file holds {points} points{}; a part needs at least 50: scan it more densely", if *.dropped > 0 { format!(" and {dropped} that are no numbers") } else { String::new() })]
    TooFewPoints {
        /// Points that can be used.
        points: u64,
        /// Points with coordinates that are no numbers.
        dropped: u64,
    },
    /// An E57 file of pictures alone.
    #[error(
        "the E57 file holds no scan (the format has points and pictures, no meshes); export the points, or a mesh as STL or PLY"
    )]
    NoScan,
    /// What the reader of a binary cloud says.
    #[error("the {format} file is damaged ({reason}); export it again")]
    Damaged {
        /// The format.
        format: Format,
        /// In the reader's words.
        reason: String,
    },
    /// Fewer triangles than any solid has.
    #[error("the file holds {triangles} triangle{}; a solid has at least 4: export the whole part", if *.triangles == 1 { "" } else { "s" })]
    TooFewTriangles {
        /// Triangles there are.
        triangles: u64,
    },
    /// More than 32-bit numbers can count.
    #[error("the file holds {} {what}; at most {} can be read: simplify the mesh", Grouped(*.count), Grouped(u64::from(u32::MAX - 1)))]
    TooMany {
        /// What is counted.
        what: &'static str,
        /// How many there are.
        count: u64,
    },
    /// Parts under parts that come to more than any part has.
    #[error("the file places {} {what} and more; at most {} can be read: simplify it", Grouped(*.count), Grouped(*.most))]
    TooManyPlaced {
        /// What is counted.
        what: &'static str,
        /// How many there are, at least.
        count: u64,
        /// How many there may be.
        most: u64,
    },
}
