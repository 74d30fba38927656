//! 3MF: a ZIP archive of XML models, as slicers and printers exchange them.
//!
//! What the build names is what is read: objects, their components, each with its transform, in the unit of the model.
//! Components of other files of the archive (the production extension) are followed; supports are left out.

use super::placed::Placed;
use super::{Format, ReadError};
use crate::{TriMesh, Vec3};
use glam::{DMat4, DVec3};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// Bytes a model may unpack to: five million triangles and more. Archives that unpack to more are made to do harm.
const LARGEST: u64 = 512 << 20;
/// Components under components; more is a circle.
const DEEPEST: usize = 32;
/// Where most archives have their model, should none be named.
const USUAL: &str = "3D/3dmodel.model";

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

/// One model file.
#[derive(Default)]
struct Model {
    /// Millimetres in its unit.
    millimetres: f64,
    objects: BTreeMap<u64, Object>,
    build: Vec<Item>,
}

#[derive(Default)]
struct Object {
    mesh: TriMesh,
    components: Vec<Item>,
    support: bool,
}

/// An object in its place.
struct Item {
    /// The file it is in, where that is another one.
    path: Option<String>,
    object: u64,
    transform: DMat4,
}

/// The triangles of everything the build names, millimetres.
pub(super) fn read(bytes: &[u8]) -> Result<TriMesh, ReadError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let root = root(&mut archive)?;
    let mut models = BTreeMap::new();
    load(&mut archive, &root, &mut models)?;
    let mut placed = Placed::default();
    let model = &models[&root];
    let scale = model.millimetres;
    for index in 0..model.build.len() {
        let item = &models[&root].build[index];
        let (path, object, transform) = (item.path.clone(), item.object, item.transform);
        let path = path.unwrap_or_else(|| root.clone());
        place(
            &mut archive,
            &mut models,
            &path,
            object,
            DMat4::from_scale(DVec3::splat(scale)) * transform,
            0,
            &mut placed,
        )?;
    }
    Ok(placed.mesh)
}

fn damaged(e: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged { format: Format::ThreeMf, reason: e.to_string() }
}

fn unpacked(archive: &mut Archive, path: &str) -> Result<Vec<u8>, ReadError> {
    let entry = archive.by_name(path).map_err(|_| damaged(format!("the archive has no {path}")))?;
    let mut bytes = Vec::new();
    entry.take(LARGEST + 1).read_to_end(&mut bytes).map_err(damaged)?;
    if bytes.len() as u64 > LARGEST {
        return Err(damaged(format!("{path} unpacks to more than {} MiB", LARGEST >> 20)));
    }
    Ok(bytes)
}

/// The archive's first model, as its relationships name it.
fn root(archive: &mut Archive) -> Result<String, ReadError> {
    let Ok(text) = unpacked(archive, "_rels/.rels") else { return Ok(USUAL.into()) };
    let mut found = None;
    elements(&text, |name, element, _| {
        if name == "Relationship"
            && attribute(element, "Type")?.is_some_and(|t| t.ends_with("/3dmodel"))
            && found.is_none()
        {
            found = attribute(element, "Target")?;
        }
        Ok(())
    })?;
    Ok(found.map_or_else(|| USUAL.into(), |path| path.trim_start_matches('/').to_owned()))
}

/// Calls `see` for each element that begins (`true`) or ends (`false`), by its name without prefix.
fn elements(
    text: &[u8],
    mut see: impl FnMut(&str, &BytesStart, bool) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut reader = quick_xml::Reader::from_reader(text);
    loop {
        match reader.read_event().map_err(|e| damaged(format!("{e} at byte {}", reader.error_position())))? {
            Event::Start(e) => see(e.local_name().as_ref(), &e, true)?,
            Event::Empty(e) => {
                see(e.local_name().as_ref(), &e, true)?;
                see(e.local_name().as_ref(), &e, false)?;
            }
            Event::End(e) => {
                let name = e.local_name().as_ref().to_owned();
                see(&name, &BytesStart::new(""), false)?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute by its name without prefix.
fn attribute(element: &BytesStart, name: &str) -> Result<Option<String>, ReadError> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(damaged)?;
        if attribute.key.local_name().as_ref() == name {
            return Ok(Some(attribute.value.into_owned()));
        }
    }
    Ok(None)
}

/// A number that must be there.
fn number<T: std::str::FromStr>(element: &BytesStart, name: &str) -> Result<T, ReadError> {
    let text = attribute(element, name)?;
    let tag = element.name().as_ref().to_owned();
    match text.as_deref().map(|t| t.trim().parse()) {
        Some(Ok(value)) => Ok(value),
        _ => Err(damaged(format!("<{tag}> has {name}=\"{}\", which is no number", text.unwrap_or_default()))),
    }
}

fn item(element: &BytesStart) -> Result<Item, ReadError> {
    let transform = match attribute(element, "transform")? {
        None => DMat4::IDENTITY,
        Some(text) => {
            let n: Vec<f64> = text.split_ascii_whitespace().filter_map(|n| n.parse().ok()).collect();
            // Rows of the format, which multiplies from the left, are the columns here.
            let &[a, b, c, d, e, f, g, h, i, x, y, z] = n.as_slice() else {
                return Err(damaged(format!("the transform \"{text}\" is no twelve numbers")));
            };
            DMat4::from_cols_array(&[a, b, c, 0.0, d, e, f, 0.0, g, h, i, 0.0, x, y, z, 1.0])
        }
    };
    let path = attribute(element, "path")?.map(|p| p.trim_start_matches('/').to_owned());
    Ok(Item { path, object: number(element, "objectid")?, transform })
}

/// Reads a model file, once.
fn load(archive: &mut Archive, path: &str, models: &mut BTreeMap<String, Model>) -> Result<(), ReadError> {
    if models.contains_key(path) {
        return Ok(());
    }
    let text = unpacked(archive, path)?;
    let mut model = Model { millimetres: 1.0, ..Model::default() };
    let mut open: Option<(u64, Object)> = None;
    let mut in_build = false;
    elements(&text, |name, element, begins| {
        match (name, begins) {
            ("model", true) => {
                let unit = attribute(element, "unit")?.unwrap_or_else(|| "millimeter".into());
                model.millimetres = match unit.as_str() {
                    "micron" => 1e-3,
                    "millimeter" => 1.0,
                    "centimeter" => 10.0,
                    "inch" => 25.4,
                    "foot" => 304.8,
                    "meter" => 1000.0,
                    _ => return Err(damaged(format!("the unit \"{unit}\" is not known"))),
                };
            }
            ("object", true) => {
                let support = attribute(element, "type")?.is_some_and(|t| t.ends_with("support"));
                open = Some((number(element, "id")?, Object { support, ..Object::default() }));
            }
            ("object", false) => model.objects.extend(open.take()),
            ("build", begins) => in_build = begins,
            ("item", true) if in_build => model.build.push(item(element)?),
            _ => {}
        }
        let Some((_, object)) = &mut open else { return Ok(()) };
        let mesh = &mut object.mesh;
        match (name, begins) {
            ("component", true) => object.components.push(item(element)?),
            ("vertex", true) => {
                let place = Vec3::new(number(element, "x")?, number(element, "y")?, number(element, "z")?);
                mesh.vertices.push(super::checked(place, "vertex", mesh.vertices.len() as u64 + 1)?);
            }
            ("triangle", true) => {
                let corners: [u32; 3] = [number(element, "v1")?, number(element, "v2")?, number(element, "v3")?];
                let vertices = mesh.vertices.len() as u64;
                if let Some(&vertex) = corners.iter().find(|&&c| u64::from(c) >= vertices) {
                    let face = mesh.triangles.len() as u64 + 1;
                    return Err(ReadError::IndexOutOfRange { face, vertex: vertex.into(), vertices });
                }
                mesh.triangles.push(corners);
            }
            _ => {}
        }
        Ok(())
    })?;
    models.insert(path.to_owned(), model);
    Ok(())
}

/// Adds an object with its components.
fn place(
    archive: &mut Archive,
    models: &mut BTreeMap<String, Model>,
    path: &str,
    object: u64,
    transform: DMat4,
    depth: usize,
    placed: &mut Placed,
) -> Result<(), ReadError> {
    if depth > DEEPEST {
        return Err(damaged(format!("object {object} lies under more than {DEEPEST} others")));
    }
    load(archive, path, models)?;
    let found = models[path].objects.get(&object).ok_or_else(|| damaged(format!("{path} has no object {object}")))?;
    if found.support {
        return placed.admit(0);
    }
    placed.admit(found.mesh.vertices.len())?;
    let mut own = found.mesh.mapped(|v| transform.transform_point3(v));
    for (i, &v) in own.vertices.iter().enumerate() {
        super::checked(v, "vertex", i as u64 + 1)?;
    }
    if transform.determinant() < 0.0 {
        own = own.flipped();
    }
    placed.mesh.append(&own);
    let components: Vec<(String, u64, DMat4)> = found
        .components
        .iter()
        .map(|c| (c.path.clone().unwrap_or_else(|| path.to_owned()), c.object, c.transform))
        .collect();
    components
        .into_iter()
        .try_for_each(|(path, object, own)| place(archive, models, &path, object, transform * own, depth + 1, placed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Format, read_mesh};
    use std::io::Write;

    /// An archive of files.
    fn packed(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (path, text) in files {
            zip.start_file(*path, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    const RELS: (&str, &str) = (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="a" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel" Target="/3D/part.model"/></Relationships>"#,
    );
    /// A tetrahedron of one unit.
    const MESH: &str = r#"<mesh><vertices><vertex x="0" y="0" z="0"/><vertex x="1" y="0" z="0"/><vertex x="0" y="1" z="0"/>
        <vertex x="0" y="0" z="1"/></vertices><triangles><triangle v1="0" v2="2" v3="1"/><triangle v1="0" v2="1" v3="3"/>
        <triangle v1="0" v2="3" v3="2"/><triangle v1="1" v2="2" v3="3"/></triangles></mesh>"#;

    fn model(resources: &str, build: &str) -> String {
        format!(r#"<model unit="inch"><resources>{resources}</resources><build>{build}</build></model>"#)
    }

    #[test]
    fn units_components_and_transforms_are_followed() {
        let other = format!(r#"<model><resources><object id="7">{MESH}</object></resources><build/></model>"#);
        let main = model(
            &format!(
                r#"<object id="1">{MESH}</object><object id="2" type="support">{MESH}</object>
                <object id="3"><components><component objectid="1" transform="1 0 0 0 1 0 0 0 1 10 0 0"/>
                <component objectid="7" p:path="/3D/other.model" transform="-1 0 0 0 1 0 0 0 2 0 0 0"/></components></object>"#
            ),
            r#"<item objectid="3" transform="0 1 0 -1 0 0 0 0 1 0 0 5"/><item objectid="2"/>"#,
        );
        let bytes = packed(&[RELS, ("3D/part.model", &main), ("3D/other.model", &other)]);
        assert_eq!(Format::sniff(&bytes), Some(Format::ThreeMf));
        let mesh = read_mesh(&bytes, None).unwrap();
        let inch = 25.4_f64;
        assert_eq!(mesh.triangles.len(), 8);
        // One tetrahedron, and one mirrored and twice as high; both turned outward.
        assert!((mesh.volume() - inch.powi(3) * (1.0 + 2.0) / 6.0).abs() < 1e-6, "{}", mesh.volume());
        let b = mesh.bounds();
        // A quarter turn about z takes x to y and y to −x; z is lifted by 5.
        assert!((b.min - Vec3::new(-1.0, -1.0, 5.0) * inch).length() < 1e-9, "{b:?}");
        assert!((b.max - Vec3::new(0.0, 11.0, 7.0) * inch).length() < 1e-9, "{b:?}");
    }

    #[test]
    fn damage_is_named() {
        let circle = model(
            r#"<object id="1"><components><component objectid="1"/></components></object>"#,
            r#"<item objectid="1"/>"#,
        );
        let missing = model("", r#"<item objectid="4"/>"#);
        let wrong = model(
            &format!(r#"<object id="1">{}</object>"#, MESH.replace("v3=\"3\"", "v3=\"9\"")),
            r#"<item objectid="1"/>"#,
        );
        let word = model(
            &format!(r#"<object id="1">{}</object>"#, MESH.replace("z=\"1\"", "z=\"up\"")),
            r#"<item objectid="1"/>"#,
        );
        // Each of thirty objects is twice the one before.
        let doubled = |k: u32| {
            let below = format!("<component objectid=\"{}\"/>", k - 1);
            format!(r#"<object id="{k}"><components>{below}{below}</components></object>"#)
        };
        let doubles = (2..=30).map(doubled).collect::<String>();
        let item = r#"<item objectid="30"/>"#;
        let billions = model(&format!(r#"<object id="1">{MESH}</object>{doubles}"#), item);
        for (text, said) in [
            (&billions, "at most 1,000,000 can be read"),
            (&circle, "more than 32 others"),
            (&missing, "no object 4"),
            (&wrong, "uses vertex 9"),
            (&word, "z=\"up\""),
            (&"<model><resources>".to_owned(), "0 triangles"),
        ] {
            let error = read_mesh(&packed(&[RELS, ("3D/part.model", text)]), None).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
        let error = read_mesh(&packed(&[RELS, ("3D/other.model", "")]), None).unwrap_err().to_string();
        assert!(error.contains("no 3D/part.model"), "{error}");
    }
}
