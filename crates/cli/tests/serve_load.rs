//! What a server takes under load, and how soon an edit is seen. The figures are printed: run with `--nocapture`.
#![cfg(target_os = "linux")]
#![allow(missing_docs)]

mod common;
#[path = "common/server.rs"]
mod server;

use serde_json::{Value, json};
use server::Server;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A plate with nine holes and bosses: ten steps, some eighty faces.
fn ten_steps() -> Value {
    use resolid_geom::{Frame, Loop, Profile, Vec2};
    use resolid_program::{Extent, Mode, Program, Step, file};
    let base = Profile {
        outer: Loop::rectangle(Vec2::ZERO, Vec2::new(120.0, 60.0)),
        holes: (0..4).map(|k| Loop::circle(Vec2::new(12.0 + 32.0 * k as f64, 52.0), 4.0)).collect(),
    };
    let mut steps = vec![Step::extrude(Frame::WORLD, vec![base], Extent::OneSide { distance: 10.0 }, Mode::New)];
    for k in 0..9 {
        let (x, boss) = (8.0 + 12.5 * k as f64, k % 3 != 2);
        let at = Vec2::new(x, 20.0);
        let outer =
            if k % 2 == 0 { Loop::circle(at, 5.0) } else { Loop::rectangle(at - 4.0, at + Vec2::new(4.0, 9.0)) };
        let profile = Profile { outer, holes: vec![Loop::circle(at, 2.0)] };
        let extent = Extent::OneSide { distance: if boss { 18.0 + k as f64 } else { 4.0 } };
        let mode = if boss { Mode::Join } else { Mode::Cut };
        steps.push(Step::extrude(Frame::WORLD, vec![profile], extent, mode));
    }
    serde_json::from_str(&file::write(&Program { steps, ..Program::default() })).unwrap()
}

#[test]
#[ignore = "slow: measures how soon an edit is seen"]
fn an_edit_of_ten_steps_is_seen_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::on(folder.path());
    let part = ten_steps();
    let mesh = server.post("/api/export", &json!({"program": part, "ending": ".stl"}));
    let input = server.job("name=scan.stl&mode=input", &mesh.body);
    assert_eq!(server.ended(&input)["outcome"], "input");
    let edit = |value: f64, with: bool| {
        let edits = json!([{"op": "set_dimension", "id": "depth:0", "value": value}]);
        let mut asked = json!({"program": part, "edits": edits});
        if with {
            asked["input"] = json!(input);
        }
        let started = Instant::now();
        let seen = server.post("/api/edit", &asked);
        (started.elapsed(), seen)
    };
    edit(10.5, true);
    for with in [false, true] {
        let mut times: Vec<Duration> = Vec::new();
        let mut last = Value::Null;
        for k in 0..20 {
            let (took, seen) = edit(10.0 + 0.1 * f64::from(k), with);
            last = seen.shapes();
            assert_eq!(last["ok"], true);
            times.push(took);
        }
        times.sort();
        let triangles = last["shapes"][0]["triangles"]["length"].as_u64().unwrap() / 3;
        println!(
            "edit of ten steps, {triangles} triangles, compared: {with}: median {:?}, slowest {:?}; within the server {}",
            times[10], times[19], last["milliseconds"]
        );
        assert!(times[10] < Duration::from_secs(2));
    }
}

/// Resident memory of a process and all that it started, bytes.
fn memory_of(pid: u32) -> u64 {
    let children = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let children = children.filter_map(|t| std::fs::read_to_string(t.path().join("children")).ok());
    let children: Vec<u32> =
        children.flat_map(|c| c.split_whitespace().filter_map(|p| p.parse().ok()).collect::<Vec<_>>()).collect();
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let own = status
        .lines()
        .find_map(|l| l.strip_prefix("VmRSS:"))
        .and_then(|l| l.trim().split(' ').next()?.parse::<u64>().ok());
    own.unwrap_or(0) * 1024 + children.into_iter().map(memory_of).sum::<u64>()
}

#[test]
#[ignore = "slow: eight jobs on all cores"]
fn eight_jobs_finish_and_the_page_answers_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&["serve", "--folder", folder.path().to_str().unwrap(), "--jobs", "2"]);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<_> = std::fs::read_dir(examples).unwrap().flatten().map(|e| e.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "stl"));
    files.sort();
    let started = Instant::now();
    let ids: Vec<String> = (0..8)
        .map(|k| {
            let file = &files[k % files.len()];
            server.job(&format!("name={}", file.file_name().unwrap().to_str().unwrap()), &std::fs::read(file).unwrap())
        })
        .collect();
    let over = AtomicBool::new(false);
    let (answers, peak) = std::thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let (mut answers, mut peak) = (Vec::new(), 0);
            while !over.load(Ordering::Relaxed) {
                let asked = Instant::now();
                assert_eq!(server.get("/").status, 200);
                answers.push(asked.elapsed());
                peak = peak.max(memory_of(server.child.id()));
                std::thread::sleep(Duration::from_millis(20));
            }
            answers.sort();
            (answers, peak)
        });
        for id in &ids {
            assert_eq!(server.ended(id)["state"], "done");
        }
        over.store(true, Ordering::Relaxed);
        watching.join().unwrap()
    });
    println!(
        "8 jobs in {:.1} s; the page answered {} times, median {:?}, slowest {:?}; server and workers took {} MB at most",
        started.elapsed().as_secs_f64(),
        answers.len(),
        answers[answers.len() / 2],
        answers[answers.len() - 1],
        peak / 1_000_000
    );
    assert!(peak < 2_000_000_000);
}
