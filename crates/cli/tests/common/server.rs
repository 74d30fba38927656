//! The real server, and a client of few words.
#![allow(dead_code, missing_docs)]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server of its own, killed when it is dropped.
pub struct Server {
    pub child: Child,
    /// `127.0.0.1:PORT`.
    pub host: String,
    pub url: String,
}

/// What came back.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    /// Status line and headers.
    pub head: String,
    pub body: Vec<u8>,
}

impl Response {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    /// Asserts a fault in its form.
    #[track_caller]
    pub fn fails(&self, status: u16, what: &str) {
        assert_eq!(self.status, status, "{} {}", self.head, String::from_utf8_lossy(&self.body));
        let fault = self.json();
        assert_eq!(fault["status"], status);
        assert!(fault["error"].as_str().unwrap().contains(what), "{fault}");
        assert!(fault["hint"].as_str().is_some_and(|h| !h.is_empty()), "{fault}");
    }

    /// The header of a container of shapes.
    #[track_caller]
    pub fn shapes(&self) -> Value {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        assert_eq!(&self.body[..4], b"RSG1");
        let length = u32::from_le_bytes(self.body[4..8].try_into().unwrap()) as usize;
        serde_json::from_slice(&self.body[8..8 + length]).unwrap()
    }
}

impl Server {
    /// `resolid VERB ARGUMENTS…` on a free port.
    pub fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_resolid"))
            .args(arguments)
            .args(["--port", "0"])
            .env("NO_COLOR", "1")
            .env_remove("RESOLID_TOKEN")
            .env_remove("DISPLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary starts");
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        // What it says after that is nobody's to wait for.
        std::thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()));
        let url = line.split_whitespace().nth(1).unwrap_or_else(|| panic!("it said: {line:?}")).to_string();
        let host = url.trim_start_matches("http://").split('/').next().unwrap().replace("localhost", "127.0.0.1");
        Self { child, host, url }
    }

    /// One that keeps its jobs in `folder`.
    pub fn on(folder: &Path) -> Self {
        Self::start(&["serve", "--folder", folder.to_str().unwrap()])
    }

    /// Sends a request as it stands, and reads all that comes back.
    pub fn raw(&self, request: &[u8]) -> std::io::Result<Response> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        // A server that has heard enough may close while we speak; what it said is there all the same.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let read = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n");
        let Some(end) = end else {
            read?;
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        let mut body = bytes[end + 4..].to_vec();
        if head.to_ascii_lowercase().contains("transfer-encoding: chunked") {
            body = unchunked(&body);
        }
        Ok(Response { status, head, body })
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.host);
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
        self.raw(&[request.as_bytes(), body].concat()).unwrap_or_else(|e| panic!("{method} {path}: {e}"))
    }

    pub fn get(&self, path: &str) -> Response {
        self.send("GET", path, &[], b"")
    }

    pub fn post(&self, path: &str, value: &Value) -> Response {
        self.send("POST", path, &[("Content-Type", "application/json")], value.to_string().as_bytes())
    }

    pub fn upload(&self, query: &str, bytes: &[u8]) -> Response {
        self.send("POST", &format!("/api/jobs?{query}"), &[("Content-Type", "application/octet-stream")], bytes)
    }

    /// Sends a file, and gives the job's name.
    #[track_caller]
    pub fn job(&self, query: &str, bytes: &[u8]) -> String {
        let sent = self.upload(query, bytes);
        assert_eq!(sent.status, 202, "{}", String::from_utf8_lossy(&sent.body));
        sent.json()["id"].as_str().unwrap().to_string()
    }

    /// A job once it has ended.
    #[track_caller]
    pub fn ended(&self, id: &str) -> Value {
        let until = Instant::now() + Duration::from_secs(120);
        loop {
            let job = self.get(&format!("/api/jobs/{id}")).json();
            if ["done", "failed", "cancelled"].iter().any(|s| job["state"] == *s) {
                return job;
            }
            assert!(Instant::now() < until, "{job}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it as Ctrl-C does; its exit code.
    pub fn interrupt(&mut self) -> Option<i32> {
        let _ = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it did not end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = bytes.windows(2).position(|w| w == b"\r\n") {
        let length =
            std::str::from_utf8(&bytes[..end]).ok().and_then(|t| usize::from_str_radix(t, 16).ok()).unwrap_or(0);
        let start = end + 2;
        if length == 0 || bytes.len() < start + length + 2 {
            break;
        }
        whole.extend(&bytes[start..start + length]);
        bytes = &bytes[start + length + 2..];
    }
    whole
}

/// Every file under a folder, by its path within.
pub fn tree(folder: &Path) -> Vec<PathBuf> {
    fn gather(root: &Path, at: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(at).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { gather(root, &path, found) } else { found.push(path.strip_prefix(root).unwrap().into()) }
        }
    }
    let mut found = Vec::new();
    gather(folder, folder, &mut found);
    found.sort();
    found
}
