//! `resolid serve` and `resolid view`: files become jobs, programs are edited, nobody else is let in.
#![cfg(unix)]
#![allow(missing_docs)]

mod common;
#[path = "common/server.rs"]
mod server;

use common::{cuboid, program, resolid, stl};
use serde_json::{Value, json};
use server::{Server, tree};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

fn bracket() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/bracket.stl")).unwrap()
}

fn plate() -> Value {
    serde_json::from_str(&program()).unwrap()
}

fn shape<'a>(header: &'a Value, name: &str) -> &'a Value {
    header["shapes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["name"] == name)
        .unwrap_or_else(|| panic!("no {name}: {header}"))
}

fn dimension(header: &Value, id: &str) -> f64 {
    let found = header["dimensions"].as_array().unwrap().iter().find(|d| d["id"] == id);
    found.unwrap_or_else(|| panic!("no {id}")).get("value").unwrap().as_f64().unwrap()
}

#[test]
fn a_file_becomes_a_job_whose_results_are_fetched() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::on(folder.path());
    let id = server.job("name=bracket.stl&alternatives=1", &bracket());
    let events = server.get(&format!("/api/jobs/{id}/events"));
    let text = String::from_utf8(events.body).unwrap();
    assert!(text.starts_with("event: job\ndata: {"), "{text}");
    let last = text.lines().rfind(|l| l.starts_with("data: ")).unwrap();
    let job: Value = serde_json::from_str(last.trim_start_matches("data: ")).unwrap();
    assert_eq!((&job["state"], &job["outcome"]), (&json!("done"), &json!("full")), "{job}");
    assert_eq!(job, server.ended(&id));
    let has: Vec<&str> = job["has"].as_array().unwrap().iter().map(|h| h.as_str().unwrap()).collect();
    assert_eq!(has, ["report", "program", "geometry", "thumbnail", "input"]);
    let of = |what: &str| server.get(&format!("/api/jobs/{id}/{what}"));
    assert_eq!(of("report").json()["input"]["file"], "bracket.stl");
    assert_eq!(of("program").json()["schema"], "resolid/1");
    assert!(of("thumbnail").body.starts_with(b"\x89PNG"));
    let shapes = of("geometry").shapes();
    assert!(shape(&shapes, "input")["values"]["length"].as_u64().unwrap() > 100);
    assert!(shape(&shapes, "result")["edges"]["length"].as_u64().unwrap() > 20);
    let script = of("export?ending=.py");
    assert!(String::from_utf8(script.body.clone()).unwrap().contains("import cadquery"));
    assert_eq!(
        script.header("content-disposition").unwrap(),
        "attachment; filename=\"bracket.py\"; filename*=UTF-8''bracket%2Epy"
    );
    if cfg!(feature = "kernel") {
        assert!(of("export?ending=.step").body.starts_with(b"ISO-10303-21"));
    }
    of("export?ending=.docx").fails(400, "'.docx' is the ending of no form");
    assert!(String::from_utf8(of("page").body).unwrap().contains("bracket.stl"));
    assert_eq!(server.send("DELETE", &format!("/api/jobs/{id}"), &[], b"").status, 204);
    of("report").fails(404, "no such job");
    assert!(tree(folder.path()).iter().all(|f| !f.starts_with("jobs")), "{:?}", tree(folder.path()));
}

#[test]
fn what_cannot_be_read_is_said_and_programs_are_read_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::on(folder.path());
    let none = server.ended(&server.job("name=part.stl", b"this is no mesh at all"));
    assert_eq!((&none["state"], &none["outcome"]), (&json!("failed"), &json!("unreadable")), "{none}");
    assert!(none["error"].as_str().is_some() && none["hint"].as_str().is_some(), "{none}");
    let read = server.job("name=plate.resolid.json", program().as_bytes());
    assert_eq!(server.ended(&read)["outcome"], "program");
    assert_eq!(server.get(&format!("/api/jobs/{read}/program")).json(), plate());
    let broken = server.ended(&server.job("name=x.json", b"{\"schema\": \"resolid/9\"}"));
    assert_eq!(broken["outcome"], "unreadable");
    let kept = server.job("name=box.stl&mode=input", &stl(&cuboid([0.0; 3], [40.0, 20.0, 5.0])));
    assert_eq!(server.ended(&kept)["outcome"], "input");
    let shapes = server.get(&format!("/api/jobs/{kept}/geometry")).shapes();
    assert!(shape(&shapes, "input")["triangles"]["length"].as_u64().unwrap() > 30);
}

#[test]
fn results_outlive_a_killed_server_and_what_ran_is_taken_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(&["serve", "--folder", folder.path().to_str().unwrap(), "--jobs", "1"]);
    let done = server.job("name=first.stl", &bracket());
    server.ended(&done);
    let report = server.get(&format!("/api/jobs/{done}/report")).body;
    let others = [server.job("name=second.stl", &bracket()), server.job("name=third.stl", &bracket())];
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    // An upload that was cut short with it.
    std::fs::create_dir_all(folder.path().join("work/half/input")).unwrap();
    let server = Server::on(folder.path());
    assert_eq!(server.get(&format!("/api/jobs/{done}/report")).body, report);
    for id in &others {
        assert_eq!(server.ended(id)["outcome"], "full");
    }
    assert!(!folder.path().join("work/half").exists());
}

#[test]
fn an_orderly_end_leaves_what_runs_for_the_next_server() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(&["serve", "--folder", folder.path().to_str().unwrap(), "--jobs", "1"]);
    let ids: Vec<String> = (0..3).map(|k| server.job(&format!("name=part{k}.stl"), &bracket())).collect();
    // Someone who watches does not keep it from ending.
    let mut watching = TcpStream::connect(&server.host).unwrap();
    write!(watching, "GET /api/events HTTP/1.1\r\nHost: {}\r\n\r\n", server.host).unwrap();
    let mut first = [0; 20];
    watching.read_exact(&mut first).unwrap();
    assert_eq!(server.interrupt(), Some(0));
    let server = Server::on(folder.path());
    for id in &ids {
        assert_eq!(server.ended(id)["outcome"], "full");
    }
}

#[test]
fn a_job_is_cancelled_waiting_and_running() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&["serve", "--folder", folder.path().to_str().unwrap(), "--jobs", "1", "--queue", "2"]);
    // Nothing prismatic, and much of it: it would be searched for long.
    let running = server.job("name=ball.stl", &ball(120));
    let until = Instant::now() + Duration::from_secs(30);
    while server.get(&format!("/api/jobs/{running}")).json()["state"] != "running" {
        assert!(Instant::now() < until);
        std::thread::sleep(Duration::from_millis(5));
    }
    let waiting = server.job("name=bracket.stl", &bracket());
    let last = server.job("name=bracket.stl", &bracket());
    assert_eq!(server.get(&format!("/api/jobs/{last}")).json()["ahead"], 1);
    server.upload("name=bracket.stl", &bracket()).fails(429, "2 jobs are waiting");
    for id in [&waiting, &running] {
        assert_eq!(server.send("POST", &format!("/api/jobs/{id}/cancel"), &[], b"").status, 204);
        assert_eq!(server.ended(id)["state"], "cancelled");
    }
    server.send("POST", &format!("/api/jobs/{waiting}/cancel"), &[], b"").fails(409, "has ended");
    assert_eq!(server.ended(&last)["outcome"], "full");
}

#[test]
#[cfg(target_os = "linux")]
fn a_cancelled_input_ends_the_worker_that_reads_it_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::on(folder.path());
    let workers = || {
        let server = server.child.id();
        let children =
            |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
        let tasks = std::fs::read_dir(format!("/proc/{server}/task")).unwrap();
        tasks.map(|t| children(t.unwrap()).split_whitespace().count()).sum::<usize>()
    };
    // More than a million triangles take seconds to be made ready for the eye.
    let reading = server.job("name=ball.stl&mode=input", &ball(800));
    let until = Instant::now() + Duration::from_secs(30);
    while workers() == 0 {
        assert!(Instant::now() < until);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(server.send("POST", &format!("/api/jobs/{reading}/cancel"), &[], b"").status, 204);
    assert_eq!(server.ended(&reading)["state"], "cancelled");
    assert_eq!(workers(), 0);
    // A worker that has answered waits for more, and a job that has ended has no hold on it.
    let read = server.job("name=box.stl&mode=input", &stl(&cuboid([0.0; 3], [40.0, 20.0, 5.0])));
    assert_eq!(server.ended(&read)["outcome"], "input");
    server.send("POST", &format!("/api/jobs/{read}/cancel"), &[], b"").fails(409, "has ended");
    assert_eq!(workers(), 1);
}

/// A sphere of `n` rings.
fn ball(n: usize) -> Vec<u8> {
    let point = |i: usize, j: usize| {
        let (a, b) = (std::f32::consts::PI * i as f32 / n as f32, std::f32::consts::TAU * j as f32 / n as f32);
        [20.0 * a.sin() * b.cos(), 20.0 * a.sin() * b.sin(), 20.0 * a.cos()]
    };
    let mut triangles = Vec::new();
    for i in 0..n {
        for j in 0..n {
            let [a, b, c, d] = [point(i, j), point(i + 1, j), point(i + 1, (j + 1) % n), point(i, (j + 1) % n)];
            triangles.extend([[a, b, c], [a, c, d]]);
        }
    }
    stl(&triangles)
}

#[test]
fn a_program_is_edited_compared_and_fitted_again() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::on(folder.path());
    let id = server.job("name=bracket.stl", &bracket());
    server.ended(&id);
    let found = server.get(&format!("/api/jobs/{id}/program")).json();
    let seen = server.post("/api/edit", &json!({"program": found, "input": id, "want": ["result", "input"]})).shapes();
    assert_eq!(seen["ok"], true, "{}", seen["problems"]);
    assert_eq!(seen["program"], found);
    assert!((seen["volume"].as_f64().unwrap() - 10802.0).abs() < 1.0, "{}", seen["volume"]);
    assert!(seen["deviation"]["p95"].as_f64().unwrap() < 0.01, "{}", seen["deviation"]);
    let values = shape(&seen, "input")["values"]["length"].clone();
    let faces = shape(&seen, "result")["faces"].as_array().unwrap();
    let covered: u64 = faces.iter().map(|f| f["count"].as_u64().unwrap()).sum();
    assert_eq!(3 * covered, shape(&seen, "result")["triangles"]["length"].as_u64().unwrap());
    assert!(faces.iter().any(|f| f["surface"] == "cylinder" && f["dimension"] == "diameter:1.0.0"), "{faces:?}");

    let before = dimension(&seen, "depth:0");
    let edits = json!([{"op": "set_dimension", "id": "depth:0", "value": before + 3.0}, {"op": "rename", "step": 1, "name": "bore"}]);
    let edited = server.post("/api/edit", &json!({"program": found, "edits": edits, "input": id})).shapes();
    assert_eq!(dimension(&edited, "depth:0"), before + 3.0);
    assert_eq!(edited["steps"][1]["name"], "bore");
    assert!(edited["deviation"]["max"].as_f64().unwrap() > 1.0, "{}", edited["deviation"]);
    let own = shape(&edited, "input");
    assert_eq!((&own["values"]["length"], &own["positions"]), (&values, &Value::Null));

    // All back to where the scan says, but for what is locked.
    let resolved =
        server.post("/api/resolve", &json!({"program": edited["program"], "input": id, "locked": ["diameter:1.0.0"]}));
    let resolved = resolved.shapes();
    assert!((dimension(&resolved, "depth:0") - before).abs() < 1e-3, "{}", resolved["resolved"]);
    assert!(resolved["resolved"]["moved"].as_array().unwrap().iter().all(|m| m["id"] != "parameter:hole_1_diameter"));

    let stages = server.post("/api/stages", &json!({"program": found})).shapes();
    let names: Vec<&str> = stages["shapes"].as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["stage:0", "tool:0", "stage:1", "tool:1", "stage:2", "tool:2"]);
    let undone = server
        .post("/api/edit", &json!({"program": found, "edits": [{"op": "suppress", "step": 9, "suppressed": true}]}));
    undone.fails(422, "there is no step 10");
    assert_eq!(undone.json()["edit"], 0);
    let moved =
        server.post("/api/edit", &json!({"program": found, "edits": [{"op": "move", "step": 2, "to": 1}]})).shapes();
    let volumes = [&moved, &seen].map(|h| h["volume"].as_f64().unwrap());
    assert!((volumes[0] - volumes[1]).abs() < 1e-6, "{volumes:?}");
}

#[test]
fn programs_with_faults_are_told_not_refused() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::on(folder.path());
    let edits = json!([{"op": "set_dimension", "id": "diameter:0.0.1", "value": -6}]);
    let faulty = server.post("/api/edit", &json!({"program": plate(), "edits": edits})).shapes();
    assert_eq!((&faulty["ok"], &faulty["shapes"]), (&json!(false), &json!([])));
    assert_eq!(faulty["problems"][0]["rule"], "circles", "{}", faulty["problems"]);
    server.post("/api/export", &json!({"program": faulty["program"], "ending": ".py"})).fails(422, "radius -3");
    // Nobody's input, no program, no JSON, no type.
    server.post("/api/edit", &json!({"program": plate(), "input": "20260101-000000-aaaaaa"})).fails(404, "no such job");
    server.post("/api/edit", &json!({"program": plate(), "input": "opened"})).fails(404, "nothing was opened");
    server.post("/api/edit", &json!({"program": {"schema": "resolid/1"}})).fails(422, "steps");
    server.post("/api/edit", &json!({"program": plate(), "more": 1})).fails(422, "more");
    server.send("POST", "/api/edit", &[("Content-Type", "application/json")], b"{").fails(400, "");
    server.send("POST", "/api/edit", &[("Content-Type", "text/plain")], b"{}").fails(415, "");
    let scan = server.post("/api/export", &json!({"program": plate(), "ending": ".resolid.json", "name": "../a/b"}));
    assert_eq!((scan.status, scan.json()), (200, plate()));
    assert!(scan.header("content-disposition").unwrap().contains("filename=\"b.resolid.json\""), "{}", scan.head);
}

#[test]
fn view_opens_a_program_beside_its_scan() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plate.resolid.json"), program()).unwrap();
    std::fs::write(folder.path().join("scan.stl"), stl(&cuboid([0.0; 3], [40.0, 20.0, 5.5]))).unwrap();
    let [part, scan] = ["plate.resolid.json", "scan.stl"].map(|n| folder.path().join(n).display().to_string());
    let mut server = Server::start(&["view", &part, &scan, "--no-browser"]);
    let opened = server.get("/api/opened").json();
    assert_eq!(opened, json!({"name": "plate", "program": plate(), "input": "opened"}));
    let seen = server.post("/api/edit", &json!({"program": opened["program"], "input": "opened"})).shapes();
    // The scan has no hole, and half a millimetre more.
    assert!(seen["deviation"]["max"].as_f64().unwrap() > 0.4, "{}", seen["deviation"]);
    assert_eq!(server.interrupt(), Some(0));
    resolid(folder.path(), &["view", "scan.stl"]).fails(2, "scan.stl is no program");
    resolid(folder.path(), &["view", "plate.resolid.json", "none.stl"]).fails(3, "none.stl does not exist");
}

#[test]
fn strangers_are_kept_out() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::on(folder.path());
    let host = server.host.clone();
    let with = |headers: &[(&str, &str)]| {
        let mut request = String::from("GET /api/jobs HTTP/1.1\r\nConnection: close\r\n");
        headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        server.raw(format!("{request}\r\n").as_bytes()).unwrap()
    };
    let (own, port) = (format!("http://{host}"), host.rsplit_once(':').unwrap().1);
    assert_eq!(with(&[("Host", &host)]).status, 200);
    assert_eq!(with(&[("Host", &host), ("Origin", &own)]).status, 200);
    with(&[("Host", &format!("evil.example.com:{port}"))]).fails(403, "no name of this server");
    with(&[("Host", &host), ("Origin", "http://evil.example.com")]).fails(403, "evil.example.com");
    with(&[("Host", &host), ("Origin", "null")]).fails(403, "null");
    with(&[("Host", &host), ("Sec-Fetch-Site", "cross-site")]).fails(403, "cross-site");
    let page = server.get("/");
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    server.get("/../../etc/passwd").fails(404, "");
    server.get("/api/none").fails(404, "");
    server.send("PUT", "/api/jobs", &[], b"").fails(405, "");
}

#[test]
fn where_there_is_a_token_it_has_to_be_known() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&["serve", "--folder", folder.path().to_str().unwrap(), "--token", "open-sesame-123"]);
    assert!(server.url.ends_with("/#token=open-sesame-123"), "{}", server.url);
    assert_eq!(server.get("/api/about").json()["token_needed"], true);
    server.get("/api/jobs").fails(401, "token");
    let bearer = ("Authorization", "Bearer open-sesame-123");
    assert_eq!(server.send("GET", "/api/jobs", &[bearer], b"").status, 200);
    server.send("POST", "/api/session", &[("Authorization", "Bearer wrong-sesame-12")], b"").fails(401, "token");
    let session = server.send("POST", "/api/session", &[bearer], b"");
    let cookie = session.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(server.send("GET", "/api/jobs", &[("Cookie", cookie)], b"").status, 200);
    // Where others can reach it, it makes one up.
    let open =
        Server::start(&["serve", "--folder", folder.path().join("other").to_str().unwrap(), "--address", "0.0.0.0"]);
    assert_eq!(open.url.split("#token=").nth(1).map(str::len), Some(40), "{}", open.url);
    open.get("/api/jobs").fails(401, "token");
}

#[test]
fn uploads_are_not_trusted() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("jobs folder");
    let server = Server::start(&["serve", "--folder", folder.to_str().unwrap(), "--upload-limit", "1M"]);
    // A path in a name names a file in the job's folder.
    for name in
        ["..%2F..%2Fescaped.stl", "%2Fetc%2Fescaped.stl", "..%5Cescaped.stl", "a%00b.stl", ".", "", "%E2%80%AE.stl"]
    {
        let id = server.job(&format!("name={name}"), &bracket());
        assert_eq!(server.ended(&id)["outcome"], "full", "{name}");
    }
    let files = tree(outer.path());
    assert!(files.iter().all(|f| f.starts_with("jobs folder")), "{files:?}");
    let inputs = files.iter().filter(|f| f.parent().is_some_and(|p| p.ends_with("input"))).count();
    assert_eq!(inputs, 7, "{files:?}");
    // More than is allowed, told beforehand and not; less than told; packed; of another kind; nothing.
    let large = vec![0u8; 1_200_000];
    server.upload("name=large.stl", &large).fails(413, "at most 1 MB");
    let chunked = format!(
        "POST /api/jobs?name=x.stl HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
        Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n",
        server.host,
        large.len()
    );
    let chunked = [chunked.as_bytes(), &large, b"\r\n0\r\n\r\n"].concat();
    server.raw(&chunked).unwrap().fails(413, "at most 1 MB");
    let head = format!(
        "POST /api/jobs?name=x.stl HTTP/1.1\r\nHost: {}\r\nContent-Type: application/octet-stream\r\n",
        server.host
    );
    let mut short = TcpStream::connect(&server.host).unwrap();
    write!(short, "{head}Content-Length: 1000\r\n\r\nonly this").unwrap();
    short.shutdown(std::net::Shutdown::Write).unwrap();
    let mut said = String::new();
    let _ = short.read_to_string(&mut said);
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 400"), "{said}");
    let of = |headers: &[(&str, &str)], body: &[u8]| server.send("POST", "/api/jobs?name=x.stl", headers, body);
    let octets = ("Content-Type", "application/octet-stream");
    of(&[octets, ("Content-Encoding", "gzip")], b"x").fails(415, "not unpacked");
    of(&[("Content-Type", "multipart/form-data; boundary=x")], b"x").fails(415, "by itself");
    of(&[octets], b"").fails(400, "empty");
    for query in
        ["", "name=x.stl&unit=furlong", "name=x.stl&tolerance=-1", "name=x.stl&alternatives=900", "name=x.stl&what=1"]
    {
        assert_eq!(server.upload(query, &bracket()).status, 400, "{query}");
    }
    // What did not come to be a job leaves nothing.
    let left: Vec<_> = tree(&folder.join("work"));
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_unpacks_to_more_than_a_worker_may_have_ends_the_worker_alone() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&["serve", "--folder", folder.path().to_str().unwrap(), "--memory-limit", "300M"]);
    let bomb = bomb(512 << 20);
    for name in ["bomb.3mf", "bomb.stl"] {
        let job = server.ended(&server.job(&format!("name={name}"), &bomb));
        assert_eq!(job["state"], "failed", "{job}");
        assert!(["unreadable", "out_of_memory"].iter().any(|o| job["outcome"] == *o), "{job}");
    }
    assert_eq!(server.ended(&server.job("name=bracket.stl", &bracket()))["outcome"], "full");
}

/// A ZIP archive whose one file is `size` zero bytes.
fn bomb(size: u64) -> Vec<u8> {
    let name = b"3D/3dmodel.model";
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::new(6));
    let zeros = vec![0u8; 1 << 20];
    for _ in 0..size >> 20 {
        encoder.write_all(&zeros).unwrap();
    }
    let packed = encoder.finish().unwrap();
    let mut crc = flate2::Crc::new();
    (0..size >> 20).for_each(|_| crc.update(&zeros));
    let fields = |bytes: &mut Vec<u8>| {
        bytes.extend([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
        bytes.extend(crc.sum().to_le_bytes());
        bytes.extend((packed.len() as u32).to_le_bytes());
        bytes.extend((size as u32).to_le_bytes());
        bytes.extend((name.len() as u16).to_le_bytes());
    };
    let mut zip = b"PK\x03\x04".to_vec();
    fields(&mut zip);
    zip.extend([0, 0]);
    zip.extend(name);
    zip.extend(&packed);
    let directory = zip.len() as u32;
    zip.extend(b"PK\x01\x02\x14\x00");
    fields(&mut zip);
    zip.extend([0; 16]);
    zip.extend(name);
    let length = zip.len() as u32 - directory;
    zip.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    zip.extend(length.to_le_bytes());
    zip.extend(directory.to_le_bytes());
    zip.extend([0, 0]);
    zip
}

#[test]
fn the_published_document_is_what_the_server_says() {
    let folder = tempfile::tempdir().unwrap();
    let printed = resolid(folder.path(), &["serve", "--openapi"]).stdout;
    let kept = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json")).unwrap();
    assert!(printed == kept, "docs/openapi.json is not what `resolid serve --openapi` prints");
    let server = Server::on(folder.path());
    assert_eq!(server.get("/api/openapi.json").body, printed.as_bytes());
}

#[test]
#[ignore = "slow: waits for what a slow client is allowed"]
fn slow_clients_are_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::on(folder.path());
    let mut head = TcpStream::connect(&server.host).unwrap();
    head.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    let mut body = TcpStream::connect(&server.host).unwrap();
    write!(
        body,
        "POST /api/jobs?name=x.stl HTTP/1.1\r\nHost: {}\r\nContent-Type: application/octet-stream\r\n\
        Content-Length: 1000\r\n\r\nsolid",
        server.host
    )
    .unwrap();
    for stream in [&mut head, &mut body] {
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        let mut said = Vec::new();
        stream.read_to_end(&mut said).unwrap();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 408"), "{said}");
    }
    assert!(tree(&folder.path().join("work")).is_empty());
}
