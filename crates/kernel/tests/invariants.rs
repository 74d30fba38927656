//! The invariants of ARCHITECTURE.md that a look at the sources settles.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is there")
}

/// Every file under `folder`, build outputs left out.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the workspace").flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if name != "target" && name != "node_modules" && !name.to_string_lossy().starts_with('.') {
                files(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

/// The crates by folder name.
fn crates() -> BTreeMap<String, PathBuf> {
    std::fs::read_dir(workspace().join("crates"))
        .expect("crates/ is there")
        .flatten()
        .filter(|e| e.path().join("Cargo.toml").is_file())
        .map(|e| (e.file_name().to_string_lossy().into_owned(), e.path()))
        .collect()
}

/// A line without its comment, its strings emptied: `unsafe` in prose is no `unsafe`.
fn code(line: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => {
                chars.next();
            }
            '"' => quoted = !quoted,
            '/' if !quoted && chars.peek() == Some(&'/') => break,
            _ if !quoted => out.push(c),
            _ => {}
        }
    }
    out
}

/// Lines of `text` that use the word `unsafe` as a keyword.
fn unsafe_lines(text: &str) -> Vec<String> {
    let word = |line: &str| code(line).split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "unsafe");
    text.lines().filter(|l| word(l)).map(str::to_string).collect()
}

#[test]
fn the_scanner_tells_code_from_prose() {
    assert_eq!(unsafe_lines("// unsafe\nlet a = \"unsafe\";\n#![forbid(unsafe_code)]").len(), 0);
    assert_eq!(unsafe_lines("unsafe { f() }\nunsafe impl Send for A {}\nlet s = \"\\\"\"; unsafe fn g() {}").len(), 3);
}

#[test]
fn only_the_kernel_has_unsafe_code_or_cpp() {
    let mut scanned = 0;
    for (name, path) in crates() {
        let mut all = Vec::new();
        files(&path, &mut all);
        for file in all {
            let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            if name == "kernel" {
                continue;
            }
            assert!(
                !["c", "cc", "cpp", "cxx", "h", "hh", "hpp", "hxx"].contains(&ending.as_str()),
                "{} is C or C++ outside of crates/kernel",
                file.display()
            );
            if ending == "rs" {
                let text = std::fs::read_to_string(&file).expect("a source file is text");
                let lines = unsafe_lines(&text);
                assert!(lines.is_empty(), "{} has {lines:?}", file.display());
                scanned += 1;
            }
        }
        let manifest = std::fs::read_to_string(path.join("Cargo.toml")).expect("a manifest is text");
        for tool in ["cxx", "cxx-build", "cc", "bindgen", "cmake"] {
            let uses = dependencies(&manifest).iter().any(|(_, dependency)| dependency == tool);
            assert!(name == "kernel" || !uses, "crates/{name} depends on {tool}");
        }
    }
    assert!(scanned > 20, "only {scanned} files were looked at");
}

/// What a manifest depends on, with the table it stands in: the lines of every dependency table.
fn dependencies(manifest: &str) -> Vec<(String, String)> {
    let mut table = String::new();
    let mut found = Vec::new();
    for line in manifest.lines().map(|l| l.split('#').next().unwrap_or_default().trim()) {
        if let Some(name) = line.strip_prefix('[') {
            table = name.trim_end_matches(']').to_string();
            // [dependencies.name] is a dependency by itself.
            if let Some((outer, name)) = table.rsplit_once("dependencies.") {
                found.push((format!("{outer}dependencies"), name.trim_matches('"').to_string()));
            }
        } else if let (true, Some((name, _))) = (table.ends_with("dependencies"), line.split_once('=')) {
            let name = name.trim().split('.').next().unwrap_or_default().trim_matches('"');
            found.push((table.clone(), name.to_string()));
        }
    }
    found
}

/// The workspace crates each crate is built from; what only its tests use is left out.
fn graph() -> BTreeMap<String, Vec<String>> {
    let package = |folder: &str| if folder == "resolid" { "resolid".to_string() } else { format!("resolid-{folder}") };
    let folders: BTreeMap<String, String> = crates().keys().map(|f| (package(f), f.clone())).collect();
    crates()
        .iter()
        .map(|(folder, path)| {
            let manifest = std::fs::read_to_string(path.join("Cargo.toml")).expect("a manifest is text");
            let own = dependencies(&manifest)
                .into_iter()
                .filter(|(table, _)| !table.contains("dev-dependencies"))
                .filter_map(|(_, name)| folders.get(&name).cloned())
                .collect();
            (folder.clone(), own)
        })
        .collect()
}

#[test]
fn the_four_never_see_one_another() {
    let graph = graph();
    // Everything a crate reaches, itself left out.
    let reaches = |from: &str| {
        let mut seen: Vec<String> = Vec::new();
        let mut next = graph.get(from).cloned().unwrap_or_default();
        while let Some(name) = next.pop() {
            if !seen.contains(&name) {
                next.extend(graph.get(&name).cloned().unwrap_or_default());
                seen.push(name);
            }
        }
        seen
    };
    let four = ["kernel", "fit", "render", "models"];
    for one in four {
        for other in four {
            assert!(one == other || !reaches(one).iter().any(|name| name == other), "{one} sees {other}");
        }
    }
    for low in ["geom", "program"] {
        let above = reaches(low).into_iter().find(|name| name != "geom" && name != "program");
        assert_eq!(above, None, "{low} sees a crate above it");
    }
    assert!(!reaches("geom").contains(&"program".to_string()), "geom sees program");
    assert!(reaches("kernel").contains(&"geom".to_string()), "the manifests were read");
    for user in ["fit", "render", "data", "models", "index"] {
        assert!(!reaches(user).contains(&"kernel".to_string()), "{user} needs the kernel");
    }
}

#[test]
fn the_facade_can_do_without_the_kernel() {
    let manifest = std::fs::read_to_string(workspace().join("crates/resolid/Cargo.toml")).expect("the facade is there");
    let line = manifest.lines().find(|l| l.trim_start().starts_with("resolid-kernel"));
    if let Some(line) = line {
        assert!(line.contains("optional = true"), "{line}");
    }
}

#[test]
fn only_models_has_the_framework() {
    for (folder, path) in crates() {
        let manifest = std::fs::read_to_string(path.join("Cargo.toml")).expect("a manifest is text");
        let has = dependencies(&manifest).iter().any(|(_, name)| name.starts_with("burn") || name == "cubecl");
        assert_eq!(has, folder == "models", "{folder}");
    }
    let own = graph().remove("models").unwrap_or_default();
    assert!(own.iter().all(|name| name == "geom" || name == "program"), "models sees {own:?}");
}
