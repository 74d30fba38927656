//! The real binary, run in a folder of its own, and meshes to give it.
#![allow(dead_code, missing_docs)]

use std::path::Path;
use std::process::{Child, Command, Stdio};

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `resolid` with `arguments` in `folder`.
pub fn resolid(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_resolid"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("RESOLID_DATA")
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs");
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("text"),
        stderr: String::from_utf8(output.stderr).expect("text"),
    }
}

/// Starts `resolid` with `arguments` in `folder`, and leaves it running; what it says is lost.
pub fn start(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_resolid"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts")
}

impl Run {
    /// Asserts the exit code and that standard error is one line that says `what`, and one hint.
    #[track_caller]
    pub fn fails(&self, code: i32, what: &str) {
        assert_eq!(self.code, Some(code), "{self:?}");
        let lines: Vec<&str> = self.stderr.lines().collect();
        assert_eq!(lines.len(), 2, "{self:?}");
        assert!(lines[0].starts_with("error: "), "{self:?}");
        assert!(lines[1].starts_with("hint: ") && lines[1].len() > 12, "{self:?}");
        assert!(lines[0].contains(what), "{what:?} is not in {self:?}");
        assert_eq!(self.stdout, "", "{self:?}");
    }
}

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub type Triangle = [[f32; 3]; 3];

/// The twelve triangles of a box, facing out.
pub fn cuboid(min: [f32; 3], max: [f32; 3]) -> Vec<Triangle> {
    let corner = |i: usize| [0, 1, 2].map(|a| if i >> a & 1 == 0 { min[a] } else { max[a] });
    let faces = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]];
    faces
        .iter()
        .flat_map(|&[a, b, c, d]| [[corner(a), corner(b), corner(c)], [corner(a), corner(c), corner(d)]])
        .collect()
}

/// An open saddle: a surface, but no part.
pub fn saddle() -> Vec<Triangle> {
    let p = |i: i32, j: i32| [i as f32 * 10.0, j as f32 * 10.0, ((i - 2) * (j - 2) * 3) as f32];
    let cells = (0..4).flat_map(|i| (0..4).map(move |j| (i, j)));
    cells
        .flat_map(|(i, j)| [[p(i, j), p(i + 1, j), p(i + 1, j + 1)], [p(i, j), p(i + 1, j + 1), p(i, j + 1)]])
        .collect()
}

/// A binary STL file.
pub fn stl(triangles: &[Triangle]) -> Vec<u8> {
    let mut bytes = vec![0u8; 80];
    bytes.extend((triangles.len() as u32).to_le_bytes());
    for triangle in triangles {
        bytes.extend([0u8; 12]);
        for v in triangle.as_flattened() {
            bytes.extend(v.to_le_bytes());
        }
        bytes.extend([0u8; 2]);
    }
    bytes
}

/// A program file: a plate with a hole.
pub fn program() -> String {
    use resolid_geom::{Frame, Loop, Profile, Vec2};
    use resolid_program::{Extent, Mode, Program, Step, file};
    let profile = Profile {
        outer: Loop::rectangle(Vec2::ZERO, Vec2::new(40.0, 20.0)),
        holes: vec![Loop::circle(Vec2::new(10.0, 10.0), 3.0)],
    };
    let step = Step::extrude(Frame::WORLD, vec![profile], Extent::OneSide { distance: 5.0 }, Mode::New);
    file::write(&Program { steps: vec![step], ..Program::default() })
}
