//! Ten thousand requests that nobody would send: none brings the server down, is answered 5xx without a reason, or writes outside
//! the folder of jobs.
#![cfg(unix)]
#![allow(missing_docs)]

mod common;
#[path = "common/server.rs"]
mod server;

use common::{cuboid, program, stl};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use serde_json::Value;
use server::{Server, tree};

struct Dice(ChaCha8Rng);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        (self.0.next_u64() % n.max(1) as u64) as usize
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// A few bytes changed, cut, doubled or swapped for others.
    fn damaged(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for _ in 0..1 + self.below(6) {
            let at = self.below(out.len().max(1));
            match self.below(6) {
                0 if !out.is_empty() => out[at] = self.0.next_u32() as u8,
                1 => out.truncate(at),
                2 => {
                    let piece = out[at..(at + self.below(40)).min(out.len())].to_vec();
                    out.splice(at..at, piece);
                }
                3 if !out.is_empty() => drop(out.drain(at..(at + 1 + self.below(20)).min(out.len()))),
                4 => {
                    let words: [&[u8]; 12] = [
                        b"null",
                        b"-1",
                        b"1e308",
                        b"NaN",
                        b"[[[[[[[[",
                        b"\"\"",
                        b"{}",
                        b"99999999999999999999",
                        b"\xff\xfe",
                        b"\0",
                        b"../../../",
                        b"\r\n\r\n",
                    ];
                    let word = self.one(&words);
                    out.splice(at..at, word.iter().copied());
                }
                _ => {}
            }
        }
        out
    }
}

/// A JSON value with some of its leaves swapped.
fn twisted(value: &Value, dice: &mut Dice) -> Value {
    if dice.below(30) == 0 {
        let others = ["null", "-1", "1e300", "0", "\"x\"", "[]", "{}", "true", "4294967296", "[1,2,3]", "1e-300"];
        return serde_json::from_str(dice.one(&others)).unwrap();
    }
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(|v| twisted(v, dice)).collect();
            if dice.below(20) == 0 && !items.is_empty() {
                let again = items[dice.below(items.len())].clone();
                items.extend(std::iter::repeat_n(again, dice.below(50)));
            }
            Value::Array(items)
        }
        Value::Object(fields) => {
            let lost = |dice: &mut Dice| dice.below(60) == 0;
            let kept =
                fields.iter().filter_map(|(k, v)| if lost(dice) { None } else { Some((k.clone(), twisted(v, dice))) });
            Value::Object(kept.collect())
        }
        Value::Number(n) if dice.below(8) == 0 => {
            let factor = [-1.0, 0.0, 1e6, 1e-9, 0.5, 1.0 + 1e-9][dice.below(6)];
            serde_json::json!(n.as_f64().unwrap_or(0.0) * factor)
        }
        other => other.clone(),
    }
}

#[test]
#[ignore = "slow: ten thousand requests"]
fn ten_thousand_requests_that_nobody_would_send() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("jobs");
    let mut server = Server::start(&[
        "serve",
        "--folder",
        folder.to_str().unwrap(),
        "--time-limit",
        "5s",
        "--queue",
        "8",
        "--keep",
        "20",
    ]);
    let mesh = stl(&cuboid([0.0; 3], [40.0, 20.0, 5.0]));
    let id = server.job("name=box.stl", &mesh);
    server.ended(&id);
    let plate: Value = serde_json::from_str(&program()).unwrap();
    let edits = serde_json::json!([
        {"op": "set_dimension", "id": "depth:0", "value": 7.0}, {"op": "rename", "step": 0, "name": "x"},
        {"op": "suppress", "step": 0, "suppressed": true}, {"op": "move", "step": 0, "to": 0},
        {"op": "set_number", "slot": {"number": "radius", "step": 0, "profile": 0, "loop": 1}, "value": 4.0},
    ]);
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(10));
    let paths = [
        "/",
        "/api/jobs",
        "/api/about",
        "/api/opened",
        "/api/openapi.json",
        "/api/session",
        "/api/jobs/none",
        "/api/none",
        "/index.html",
        "/api/jobs/..%2f..%2fetc%2fpasswd/report",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/api/jobs/%00/report",
        "//api//jobs",
        "/api/jobs/",
    ];
    let (mut answered, mut odd) = (0, 0);
    for round in 0..10_000 {
        let host = server.host.clone();
        let of_job = |what: &str| format!("/api/jobs/{id}/{what}");
        let (method, path, kind, body) = match dice.below(8) {
            0 => {
                let own = [
                    "report",
                    "program",
                    "program?alternative=7",
                    "geometry",
                    "thumbnail",
                    "export?ending=.fs",
                    "export?ending=%00",
                    "events",
                ];
                ("GET", of_job(dice.one(&own)), "", Vec::new())
            }
            1 => (
                dice.one(&["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"]),
                dice.one(&paths).to_string(),
                "",
                Vec::new(),
            ),
            2 if round % 20 == 0 => {
                let name =
                    dice.one(&["a.stl", "..%2F..%2Fx.ply", "b.json", "c.3mf", "%ff.las", "d.step", "e.e57", "f.glb"]);
                ("POST", format!("/api/jobs?name={name}"), "application/octet-stream", dice.damaged(&mesh))
            }
            2 => {
                let query = dice.one(&[
                    "name=a&unit=x",
                    "name=a&seed=-1",
                    "name",
                    "",
                    "name=a&tolerance=1e999",
                    "name=a&alternatives=256",
                    "name=a&mode=0",
                ]);
                ("POST", format!("/api/jobs?{query}"), "application/octet-stream", dice.damaged(&mesh))
            }
            3 => {
                let body = serde_json::json!({"program": plate, "edits": edits, "input": id}).to_string();
                ("POST", "/api/edit".into(), "application/json", dice.damaged(body.as_bytes()))
            }
            4 | 5 => {
                let body = serde_json::json!({"program": twisted(&plate, &mut dice), "edits": twisted(&edits, &mut dice), "input": id});
                ("POST", "/api/edit".into(), "application/json", body.to_string().into_bytes())
            }
            6 => {
                let body =
                    serde_json::json!({"program": twisted(&plate, &mut dice), "input": id, "locked": ["depth:0"]});
                (
                    "POST",
                    dice.one(&["/api/resolve", "/api/stages"]).to_string(),
                    "application/json",
                    body.to_string().into_bytes(),
                )
            }
            _ if round % 10 == 0 => {
                let ending = dice.one(&[".py", ".step", ".stl", "/../x", ".kcl", ".vec.npy"]);
                let body = serde_json::json!({"program": twisted(&plate, &mut dice), "ending": ending, "name": dice.one(&["../../x", "a", "\u{0}"])});
                ("POST", "/api/export".into(), "application/json", body.to_string().into_bytes())
            }
            _ => ("GET", dice.one(&paths).to_string(), "", Vec::new()),
        };
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n",
            body.len()
        );
        if !kind.is_empty() {
            request.push_str(&format!("Content-Type: {kind}\r\n"));
        }
        let mut request = [format!("{request}\r\n").as_bytes(), &body].concat();
        let is_torn = dice.below(10) == 0;
        if is_torn {
            // The head too.
            let head = request.len().min(200);
            let damaged = dice.damaged(&request[..head]);
            request.splice(..head, damaged);
        }
        let shown = || String::from_utf8_lossy(&request).chars().take(600).collect::<String>();
        let response = answer(&server, &request, is_torn);
        assert!(server.child.try_wait().unwrap().is_none(), "it ended after request {round}: {}", shown());
        let Some(response) = response else {
            odd += 1;
            continue;
        };
        answered += 1;
        if response.status >= 500 {
            let fault: Value = serde_json::from_slice(&response.body).unwrap_or_default();
            assert_eq!(response.status, 503, "{}: {}", response.head, shown());
            assert!(fault["error"].as_str().is_some_and(|e| !e.is_empty()), "{}: {}", response.head, shown());
        }
    }
    println!("{answered} answered, {odd} that were no requests");
    assert!(answered > 8_800, "{answered}");
    assert_eq!(server.get("/api/about").status, 200);
    let outside: Vec<_> = tree(outer.path()).into_iter().filter(|f| !f.starts_with("jobs")).collect();
    assert!(outside.is_empty(), "{outside:?}");
    let strays: Vec<_> = tree(&folder)
        .into_iter()
        .filter(|f| !(f.starts_with("jobs") || f.starts_with("work") || f.as_os_str() == ".lock"))
        .collect();
    assert!(strays.is_empty(), "{strays:?}");
}

/// What comes back, where the request is one; of one that may lack its end the sending side is closed, so that nobody waits for that.
fn answer(server: &Server, request: &[u8], is_torn: bool) -> Option<server::Response> {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(&server.host).ok()?;
    stream.set_read_timeout(Some(std::time::Duration::from_secs(90))).ok()?;
    let _ = stream.write_all(request);
    if is_torn {
        let _ = stream.shutdown(std::net::Shutdown::Write);
    }
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(server::Response { status, head, body: bytes[end + 4..].to_vec() })
}
