//! How much memory the process has used, and how it keeps what it was given.

/// The largest resident size so far, MiB; `None` where the system does not tell.
pub fn peak_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024.0)
}

/// How glibc is told to keep large arrays, and to keep them in one place.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const KEEPING: [(&str, &str); 3] =
    [("MALLOC_MMAP_MAX_", "0"), ("MALLOC_TRIM_THRESHOLD_", "100000000000"), ("MALLOC_ARENA_MAX", "1")];

/// Lets nets keep their memory: glibc hands every large array back to the system and asks for it again, which costs a tenth of a training's
/// time and more. It looks at its settings only when a process begins, so this one begins anew, once, under the same number; where that cannot be, or a
/// user has settings of his own, all stays as it is.
pub fn keep() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        use std::os::unix::process::CommandExt;
        let (mut arguments, own) = (std::env::args_os(), std::env::current_exe());
        if KEEPING.iter().any(|(name, _)| std::env::var_os(name).is_some()) {
            return;
        }
        if let (Some(name), Ok(own)) = (arguments.next(), own) {
            // It comes back only where it failed.
            let _ = std::process::Command::new(own).arg0(name).args(arguments).envs(KEEPING).exec();
        }
    }
}
