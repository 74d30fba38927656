//! Finds OpenCASCADE 7.6–7.9 and compiles the C++ shim against it.
//!
//! Looked at in this order, the first complete installation winning: `OCCT_ROOT`, the CMake files that
//! OpenCASCADE installs (`OpenCASCADE_DIR`, `CMAKE_PREFIX_PATH`, the usual places), pkg-config, plain folders.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The toolkits every version has, dependents before what they depend on.
const TOOLKITS: &[&str] = &[
    "TKXSBase",
    "TKMesh",
    "TKBool",
    "TKBO",
    "TKPrim",
    "TKShHealing",
    "TKTopAlgo",
    "TKGeomAlgo",
    "TKBRep",
    "TKGeomBase",
    "TKG3d",
    "TKG2d",
    "TKMath",
    "TKernel",
];
/// STEP from 7.8 on, and before.
const STEP_TOOLKITS: [&[&str]; 2] = [&["TKDESTEP"], &["TKSTEP", "TKSTEP209", "TKSTEPAttr", "TKSTEPBase"]];

const SOURCES: &[&str] = &["boolean", "check", "crash", "locate", "measure", "mesh", "sketch", "step"];

/// One complete installation.
struct Installation {
    include: PathBuf,
    library: PathBuf,
    version: (u32, u32, u32),
    step: &'static [&'static str],
}

fn main() {
    for name in ["OCCT_ROOT", "OpenCASCADE_DIR", "CMAKE_PREFIX_PATH", "CONDA_PREFIX", "PKG_CONFIG_PATH"] {
        println!("cargo::rerun-if-env-changed={name}");
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=cpp");
    println!("cargo::rerun-if-changed=src/shim.rs");

    let found = match find() {
        Ok(found) => found,
        Err(looked) => {
            println!("cargo::error={}", advice(&looked));
            std::process::exit(1);
        }
    };
    let mut build = cxx_build::bridge("src/shim.rs");
    build.std("c++17").warnings(false).include(&found.include);
    build.files(SOURCES.iter().map(|name| format!("cpp/{name}.cpp")));
    build.compile("resolid_occt_shim");

    println!("cargo::rustc-link-search=native={}", found.library.display());
    for toolkit in found.step.iter().chain(TOOLKITS) {
        println!("cargo::rustc-link-lib=dylib={toolkit}");
    }
    // Only this package's own tests can be given a run path from here; dependents read the metadata.
    if !is_system(&found.library) && env::var("CARGO_CFG_UNIX").is_ok() {
        println!("cargo::rustc-link-arg=-Wl,-rpath,{}", found.library.display());
    }
    println!("cargo::metadata=library_dir={}", found.library.display());
    let (major, minor, patch) = found.version;
    println!("cargo::metadata=version={major}.{minor}.{patch}");
}

/// The first complete installation, or what was looked at and why it would not do.
fn find() -> Result<Installation, Vec<String>> {
    let mut looked = Vec::new();
    if let Some(root) = env::var_os("OCCT_ROOT").map(PathBuf::from) {
        // A root that was asked for and does not serve is an error, not a reason to take another.
        for (include, library) in folders_of(&root) {
            match complete(&include, &library) {
                Ok(found) => return Ok(found),
                Err(why) => looked.push(why),
            }
        }
        looked.push(format!("OCCT_ROOT={} holds no complete OpenCASCADE", root.display()));
        return Err(looked);
    }
    let mut candidates: Vec<(PathBuf, PathBuf)> = cmake_configs().iter().filter_map(|path| from_cmake(path)).collect();
    candidates.extend(from_pkg_config());
    for prefix in prefixes() {
        candidates.extend(folders_of(&prefix));
    }
    for (include, library) in candidates {
        match complete(&include, &library) {
            Ok(found) => return Ok(found),
            Err(why) => looked.push(why),
        }
    }
    Err(looked)
}

/// Where packages are unpacked.
fn prefixes() -> Vec<PathBuf> {
    let mut prefixes: Vec<PathBuf> = Vec::new();
    if let Some(paths) = env::var_os("CMAKE_PREFIX_PATH") {
        prefixes.extend(env::split_paths(&paths));
    }
    prefixes.extend(env::var_os("CONDA_PREFIX").map(PathBuf::from));
    let usual =
        ["/usr/local", "/usr", "/opt/homebrew/opt/opencascade", "/opt/homebrew", "/opt/occt", "/opt/opencascade"];
    prefixes.extend(usual.map(PathBuf::from));
    prefixes
}

/// Every pair of header and library folder that an installation under `root` may have.
fn folders_of(root: &Path) -> Vec<(PathBuf, PathBuf)> {
    let includes = ["include/opencascade", "include/occt", "include/oce", "include", "inc"];
    let multiarch = format!("lib/{}-linux-gnu", env::var("CARGO_CFG_TARGET_ARCH").unwrap_or_default());
    let libraries = [multiarch.as_str(), "lib64", "lib"];
    let mut folders = Vec::new();
    for include in includes.map(|name| root.join(name)) {
        if include.join("Standard_Version.hxx").is_file() {
            let libraries = libraries.map(|name| root.join(name));
            folders.extend(libraries.into_iter().filter(|l| has_library(l, "TKernel")).map(|l| (include.clone(), l)));
        }
    }
    folders
}

/// The `OpenCASCADEConfig.cmake` files there are.
fn cmake_configs() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = env::var_os("OpenCASCADE_DIR").map(PathBuf::from).into_iter().collect();
    let arch = env::var("CARGO_CFG_TARGET_ARCH").unwrap_or_default();
    for prefix in prefixes() {
        for library in [format!("lib/{arch}-linux-gnu"), "lib64".into(), "lib".into()] {
            let cmake = prefix.join(library).join("cmake");
            // The folder is called opencascade, opencascade-7.8.0 and the like.
            let Ok(entries) = cmake.read_dir() else { continue };
            folders.extend(entries.flatten().map(|e| e.path()).filter(|p| {
                p.file_name().is_some_and(|n| n.to_string_lossy().to_lowercase().starts_with("opencascade"))
            }));
        }
    }
    folders.into_iter().map(|f| f.join("OpenCASCADEConfig.cmake")).filter(|f| f.is_file()).collect()
}

/// Header and library folder as a CMake file names them.
fn from_cmake(config: &Path) -> Option<(PathBuf, PathBuf)> {
    println!("cargo::rerun-if-changed={}", config.display());
    let text = std::fs::read_to_string(config).ok()?;
    // The prefix is found as the file itself does: up from its own folder, past cmake/ and lib/.
    let mut prefix = config.parent()?.parent()?.to_path_buf();
    while ["cmake", "lib", "lib64"].iter().any(|n| prefix.ends_with(n))
        || prefix.file_name().is_some_and(|n| n.to_string_lossy().ends_with("-linux-gnu"))
    {
        prefix = prefix.parent()?.to_path_buf();
    }
    let value = |name: &str| -> Option<PathBuf> {
        let line =
            text.lines().find(|l| l.contains(&format!("set ({name} ")) || l.contains(&format!("set({name} ")))?;
        let quoted = line.split('"').nth(1)?;
        Some(PathBuf::from(quoted.replace("${OpenCASCADE_INSTALL_PREFIX}", &prefix.to_string_lossy())))
    };
    Some((value("OpenCASCADE_INCLUDE_DIR")?, value("OpenCASCADE_LIBRARY_DIR")?))
}

/// Header and library folder from pkg-config, which some distributions feed.
fn from_pkg_config() -> Vec<(PathBuf, PathBuf)> {
    ["opencascade", "occt", "oce"]
        .iter()
        .filter_map(|package| {
            let ask = |variable: &str| {
                let out =
                    Command::new("pkg-config").arg(format!("--variable={variable}")).arg(package).output().ok()?;
                let text = String::from_utf8(out.stdout).ok()?.trim().to_string();
                (out.status.success() && !text.is_empty()).then(|| PathBuf::from(text))
            };
            let include = ask("includedir")?;
            let deeper = include.join("opencascade");
            Some((if deeper.is_dir() { deeper } else { include }, ask("libdir")?))
        })
        .collect()
}

/// The installation in these two folders, or what it lacks.
fn complete(include: &Path, library: &Path) -> Result<Installation, String> {
    let header = include.join("Standard_Version.hxx");
    let text = std::fs::read_to_string(&header).map_err(|e| format!("{}: {e}", header.display()))?;
    let number = |name: &str| -> u32 {
        text.lines()
            .filter_map(|l| l.trim().strip_prefix("#define")?.trim().strip_prefix(name))
            .find_map(|rest| rest.trim().parse().ok())
            .unwrap_or(0)
    };
    let version = (number("OCC_VERSION_MAJOR "), number("OCC_VERSION_MINOR "), number("OCC_VERSION_MAINTENANCE "));
    if version.0 != 7 || version.1 < 6 {
        let (major, minor, patch) = version;
        return Err(format!("{}: OpenCASCADE {major}.{minor}.{patch} is not 7.6 or later", include.display()));
    }
    for needed in ["BRepAlgoAPI_Fuse.hxx", "STEPControl_Writer.hxx", "BRepMesh_IncrementalMesh.hxx"] {
        if !include.join(needed).is_file() {
            return Err(format!("{}: {needed} is missing", include.display()));
        }
    }
    if let Some(missing) = TOOLKITS.iter().find(|toolkit| !has_library(library, toolkit)) {
        return Err(format!("{}: the library {missing} is missing", library.display()));
    }
    let step = STEP_TOOLKITS
        .into_iter()
        .find(|names| names.iter().all(|name| has_library(library, name)))
        .ok_or_else(|| format!("{}: neither TKDESTEP nor TKSTEP is there", library.display()))?;
    Ok(Installation { include: include.to_path_buf(), library: library.to_path_buf(), version, step })
}

fn has_library(folder: &Path, toolkit: &str) -> bool {
    ["so", "dylib", "tbd"].iter().any(|ending| folder.join(format!("lib{toolkit}.{ending}")).is_file())
        || folder.join(format!("{toolkit}.lib")).is_file()
}

fn is_system(library: &Path) -> bool {
    library.starts_with("/usr/lib") || library.starts_with("/lib")
}

/// What a person who lacks OpenCASCADE should do, in one line that cargo prints whole.
fn advice(looked: &[String]) -> String {
    let install = if cfg!(target_os = "macos") {
        "brew install opencascade"
    } else {
        let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default().to_lowercase();
        if release.contains("fedora") || release.contains("rhel") {
            "sudo dnf install opencascade-devel"
        } else if release.contains("arch") {
            "sudo pacman -S opencascade"
        } else if release.contains("suse") {
            "sudo zypper install occt-devel"
        } else {
            "sudo apt-get install libocct-data-exchange-dev"
        }
    };
    let mut text = format!(
        "OpenCASCADE 7.6 to 7.9 was not found. Run `{install}`, or set OCCT_ROOT to an installation, \
         or build without the kernel: --no-default-features (no STEP then)."
    );
    if !looked.is_empty() {
        text.push_str(&format!(" Looked at: {}", looked.join("; ")));
    }
    text
}
