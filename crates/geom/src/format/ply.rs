//! PLY, ASCII and binary of both byte orders, with any extra elements and properties.
//!
//! Own reader: `ply-rs-bw` keeps a heap list for every face, runs through as many elements without properties as a
//! header claims, and reports errors as several lines of text without numbers.

use super::points::PointsFile;
use super::text::Words;
use super::{Format, ReadError, checked, triangulate};
use crate::{Cloud, TriMesh, Vec3};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Encoding {
    Ascii,
    Little,
    Big,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Scalar {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    F32,
    F64,
}

impl Scalar {
    fn parse(word: &[u8]) -> Option<Self> {
        Some(match word {
            b"char" | b"int8" => Self::I8,
            b"uchar" | b"uint8" => Self::U8,
            b"short" | b"int16" => Self::I16,
            b"ushort" | b"uint16" => Self::U16,
            b"int" | b"int32" => Self::I32,
            b"uint" | b"uint32" => Self::U32,
            b"float" | b"float32" => Self::F32,
            b"double" | b"float64" => Self::F64,
            _ => return None,
        })
    }

    fn size(self) -> usize {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::I32 | Self::U32 | Self::F32 => 4,
            Self::F64 => 8,
        }
    }
}

/// What a property is to us.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Coordinate(usize),
    Normal(usize),
    View,
    Corners,
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Property {
    role: Role,
    /// Type of a list's length; `None` for a single value.
    length: Option<Scalar>,
    value: Scalar,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Vertices,
    Faces,
    Strips,
    Sensors,
    Other,
}

#[derive(Clone, Debug)]
struct Element {
    kind: Kind,
    count: u64,
    properties: Vec<Property>,
}

impl Element {
    fn what(&self) -> &'static str {
        match self.kind {
            Kind::Vertices => "vertices",
            Kind::Faces => "faces",
            Kind::Strips => "triangle strips",
            Kind::Sensors => "sensors",
            Kind::Other => "elements",
        }
    }

    /// Bytes that one of these takes at least.
    fn least_size(&self, encoding: Encoding) -> u64 {
        let size = |p: &Property| match encoding {
            // A digit and a space.
            Encoding::Ascii => 2,
            _ => p.length.unwrap_or(p.value).size() as u64,
        };
        self.properties.iter().map(size).sum()
    }
}

/// What a PLY file held.
#[derive(Default)]
pub(super) struct Content {
    /// Faces, or none.
    pub mesh: TriMesh,
    /// As many as vertices, or none.
    normals: Vec<Vec3>,
    /// As many as vertices, or none.
    views: Vec<u32>,
    sensors: Vec<Vec3>,
}

impl Content {
    /// The vertices as a cloud, those that are no numbers left out.
    pub fn into_points(self) -> PointsFile {
        let all = Cloud {
            normals: (!self.normals.is_empty()).then_some(self.normals),
            views: (!self.views.is_empty()).then_some(self.views),
            points: self.mesh.vertices,
            sensors: self.sensors,
        };
        let kept: Vec<usize> = (0..all.len()).filter(|&i| all.points[i].is_finite()).collect();
        let dropped = all.len() - kept.len();
        let cloud = if dropped == 0 { all } else { all.subset(&kept) };
        PointsFile { cloud, format: Format::Ply, dropped, millimetres: None }
    }
}

/// Whether the header announces vertices and no faces.
pub(super) fn announces_points(bytes: &[u8]) -> bool {
    read_header(&mut Words::new(bytes, Format::Ply)).is_ok_and(|(_, elements)| is_faceless(&elements))
}

fn is_faceless(elements: &[Element]) -> bool {
    !elements.iter().any(|e| matches!(e.kind, Kind::Faces | Kind::Strips) && e.count > 0)
}

/// The mesh or the points in a PLY file.
pub(super) fn read(bytes: &[u8]) -> Result<Content, ReadError> {
    let mut words = Words::new(bytes, Format::Ply);
    let (encoding, elements) = read_header(&mut words)?;
    let mut values = Values { words, encoding, bytes };
    let mut mesh = TriMesh::default();
    let (mut normals, mut views, mut sensors) = (Vec::new(), Vec::new(), Vec::new());
    // Scanners write NaN where nothing came back; a face needs all its corners.
    let faceless = is_faceless(&elements);
    let mut corners = Vec::new();
    let mut polygon = Vec::new();
    // Faces may come before the vertices they use; their corners wait here.
    let mut faces: Vec<(Kind, Vec<i64>)> = Vec::new();
    for element in &elements {
        let least = element.least_size(encoding);
        if least == 0 {
            continue;
        }
        // The last value of an ASCII file needs no space behind it.
        let room = (values.left() as u64 + 1) / least;
        let count =
            |held: u64| ReadError::Count { format: Format::Ply, what: element.what(), said: element.count, held };
        if element.count > room && encoding != Encoding::Ascii && element.properties.iter().all(|p| p.length.is_none())
        {
            return Err(count(room));
        }
        if element.kind == Kind::Vertices {
            if element.count >= u64::from(u32::MAX) {
                return Err(ReadError::TooMany { what: "vertices", count: element.count });
            }
            mesh.vertices.reserve(element.count.min(room) as usize);
        }
        for i in 0..element.count {
            let mut p = Vec3::ZERO;
            let (mut normal, mut view) = (None::<Vec3>, None);
            corners.clear();
            for property in &element.properties {
                let length = match property.length {
                    None => 1,
                    Some(scalar) => {
                        let n = values.next(scalar)?.ok_or_else(|| count(i))?;
                        // Each item takes a byte at least.
                        if n < 0.0 || n > values.left() as f64 || n.fract() != 0.0 {
                            return Err(count(i));
                        }
                        n as usize
                    }
                };
                for _ in 0..length {
                    let value = values.next(property.value)?.ok_or_else(|| count(i))?;
                    match property.role {
                        Role::Coordinate(axis) => p[axis] = value,
                        Role::Normal(axis) => normal.get_or_insert_default()[axis] = value,
                        Role::View => view = Some(value as u32),
                        Role::Corners => corners.push(value as i64),
                        Role::Other => {}
                    }
                }
            }
            match element.kind {
                Kind::Vertices => {
                    if !faceless || p.is_finite() {
                        checked(p, "vertex", i + 1)?;
                    }
                    mesh.vertices.push(p);
                    normals.extend(normal);
                    views.extend(view);
                }
                Kind::Sensors => sensors.push(checked(p, "sensor", i + 1)?),
                Kind::Faces if !mesh.vertices.is_empty() => add_face(&mut mesh, &corners, &mut polygon, i + 1)?,
                Kind::Faces | Kind::Strips => faces.push((element.kind, corners.clone())),
                Kind::Other => {}
            }
        }
    }
    if values.goes_on() {
        return Err(ReadError::GoesOn { format: Format::Ply });
    }
    for (i, (kind, corners)) in faces.iter().enumerate() {
        if *kind == Kind::Faces {
            add_face(&mut mesh, corners, &mut polygon, i as u64 + 1)?;
        } else {
            add_strips(&mut mesh, corners, i as u64 + 1)?;
        }
    }
    Ok(Content { mesh, normals, views, sensors })
}

/// The vertex with this number.
fn vertex(mesh: &TriMesh, index: i64, face: u64) -> Result<u32, ReadError> {
    if index >= 0 && (index as u64) < mesh.vertices.len() as u64 {
        Ok(index as u32)
    } else {
        Err(ReadError::IndexOutOfRange { face, vertex: index, vertices: mesh.vertices.len() as u64 })
    }
}

fn add_face(mesh: &mut TriMesh, corners: &[i64], polygon: &mut Vec<u32>, face: u64) -> Result<(), ReadError> {
    polygon.clear();
    for &c in corners {
        polygon.push(vertex(mesh, c, face)?);
    }
    // Faces of one or two corners are edges that some writers leave behind; they bound nothing.
    if polygon.len() >= 3 {
        triangulate(&mesh.vertices, polygon, &mut mesh.triangles);
    }
    Ok(())
}

/// Triangle strips, each ended by −1; every other triangle of a strip turns the other way.
fn add_strips(mesh: &mut TriMesh, corners: &[i64], face: u64) -> Result<(), ReadError> {
    for strip in corners.split(|&c| c == -1) {
        for (i, w) in strip.windows(3).enumerate() {
            let [a, b, c] = [vertex(mesh, w[0], face)?, vertex(mesh, w[1], face)?, vertex(mesh, w[2], face)?];
            // Repeated corners are how strips turn.
            if a != b && b != c && c != a {
                mesh.triangles.push(if i % 2 == 0 { [a, b, c] } else { [b, a, c] });
            }
        }
    }
    Ok(())
}

fn read_header(words: &mut Words) -> Result<(Encoding, Vec<Element>), ReadError> {
    let mut encoding = None;
    let mut elements: Vec<Element> = Vec::new();
    words.skip_line();
    loop {
        if words.left() == 0 {
            return Err(words.syntax("'end_header'", b"the end of the file"));
        }
        let mut line = words.clone();
        let text = words.skip_line();
        let Some(keyword) = line.next_on_line() else { continue };
        let mut next = || line.next_on_line().unwrap_or_default();
        match keyword {
            b"format" => {
                encoding = match next() {
                    b"ascii" => Some(Encoding::Ascii),
                    b"binary_little_endian" => Some(Encoding::Little),
                    b"binary_big_endian" => Some(Encoding::Big),
                    other => return Err(line.syntax("ascii, binary_little_endian or binary_big_endian", other)),
                };
            }
            b"element" => {
                let kind = match next() {
                    b"vertex" => Kind::Vertices,
                    b"face" => Kind::Faces,
                    b"tristrips" => Kind::Strips,
                    b"sensor" => Kind::Sensors,
                    _ => Kind::Other,
                };
                let number = next();
                let count = std::str::from_utf8(number).ok().and_then(|n| n.parse().ok());
                let count = count.ok_or_else(|| line.syntax("a count", number))?;
                elements.push(Element { kind, count, properties: Vec::new() });
            }
            b"property" => {
                let (length, value, name) = match next() {
                    b"list" => (Some(next()), next(), next()),
                    value => (None, value, next()),
                };
                let parse = |w: &[u8]| Scalar::parse(w).ok_or_else(|| line.syntax("a type such as float", w));
                let (length, value) = (length.map(parse).transpose()?, parse(value)?);
                let Some(element) = elements.last_mut() else {
                    return Err(line.syntax("'element' before 'property'", text));
                };
                let role = match (element.kind, name, length) {
                    (Kind::Vertices | Kind::Sensors, b"x", None) => Role::Coordinate(0),
                    (Kind::Vertices, b"nx" | b"normal_x", None) => Role::Normal(0),
                    (Kind::Vertices | Kind::Sensors, b"y", None) => Role::Coordinate(1),
                    (Kind::Vertices, b"ny" | b"normal_y", None) => Role::Normal(1),
                    (Kind::Vertices | Kind::Sensors, b"z", None) => Role::Coordinate(2),
                    (Kind::Vertices, b"nz" | b"normal_z", None) => Role::Normal(2),
                    (Kind::Vertices, b"view", None) => Role::View,
                    (Kind::Faces | Kind::Strips, b"vertex_indices" | b"vertex_index", Some(_)) => Role::Corners,
                    _ => Role::Other,
                };
                element.properties.push(Property { role, length, value });
            }
            b"end_header" => break,
            b"comment" | b"obj_info" => {}
            _ => return Err(line.syntax("a PLY header line", text)),
        }
    }
    let encoding = encoding.ok_or_else(|| words.syntax("a 'format' line in the header", b"none"))?;
    Ok((encoding, elements))
}

/// The numbers behind the header, one after another.
struct Values<'a> {
    words: Words<'a>,
    encoding: Encoding,
    bytes: &'a [u8],
}

impl Values<'_> {
    fn left(&self) -> usize {
        self.words.left()
    }

    /// Whether more is left than blanks, or the zeros that fill a block.
    fn goes_on(&self) -> bool {
        let blank = |b: &u8| *b == 0 || b.is_ascii_whitespace();
        !self.bytes[self.words.position().min(self.bytes.len())..].iter().all(blank)
    }

    /// The next number; `None` where the file ends.
    fn next(&mut self, scalar: Scalar) -> Result<Option<f64>, ReadError> {
        if self.encoding == Encoding::Ascii {
            return self.words.next().map(|word| self.words.number(word)).transpose();
        }
        let at = self.words.position();
        let Some(raw) = self.bytes.get(at..at + scalar.size()) else { return Ok(None) };
        self.words = Words::at(self.bytes, Format::Ply, at + scalar.size());
        let mut b = [0u8; 8];
        b[..raw.len()].copy_from_slice(raw);
        if self.encoding == Encoding::Big {
            b[..raw.len()].reverse();
        }
        Ok(Some(match scalar {
            Scalar::I8 => f64::from(b[0] as i8),
            Scalar::U8 => f64::from(b[0]),
            Scalar::I16 => f64::from(i16::from_le_bytes([b[0], b[1]])),
            Scalar::U16 => f64::from(u16::from_le_bytes([b[0], b[1]])),
            Scalar::I32 => f64::from(i32::from_le_bytes([b[0], b[1], b[2], b[3]])),
            Scalar::U32 => f64::from(u32::from_le_bytes([b[0], b[1], b[2], b[3]])),
            Scalar::F32 => f64::from(f32::from_le_bytes([b[0], b[1], b[2], b[3]])),
            Scalar::F64 => f64::from_le_bytes(b),
        }))
    }
}

/// The mesh as little-endian binary PLY with double coordinates.
pub fn write_ply(mesh: &TriMesh) -> Vec<u8> {
    let header = format!(
        "ply\nformat binary_little_endian 1.0\ncomment Resolid, millimetres\nelement vertex {}\nproperty double x\n\
         property double y\nproperty double z\nelement face {}\nproperty list uchar int vertex_indices\nend_header\n",
        mesh.vertices.len(),
        mesh.triangles.len()
    );
    let mut bytes = Vec::with_capacity(header.len() + 24 * mesh.vertices.len() + 13 * mesh.triangles.len());
    bytes.extend_from_slice(header.as_bytes());
    for v in &mesh.vertices {
        for x in v.to_array() {
            bytes.extend_from_slice(&x.to_le_bytes());
        }
    }
    for t in &mesh.triangles {
        bytes.push(3);
        for i in t {
            bytes.extend_from_slice(&i.to_le_bytes());
        }
    }
    bytes
}
