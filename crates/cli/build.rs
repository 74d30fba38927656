//! Gives the binary a run path to an OpenCASCADE that lies outside the system's library folders.

fn main() {
    println!("cargo::rerun-if-env-changed=DEP_OPENCASCADE_LIBRARY_DIR");
    let Ok(library) = std::env::var("DEP_OPENCASCADE_LIBRARY_DIR") else { return };
    let system = library.starts_with("/usr/lib") || library.starts_with("/lib");
    if !system && std::env::var("CARGO_CFG_UNIX").is_ok() {
        println!("cargo::rustc-link-arg=-Wl,-rpath,{library}");
    }
}
