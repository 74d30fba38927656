//! Who may ask: hosts that we are, pages that are ours, and where we can be reached from elsewhere, those who know the token.
//!
//! A browser lets any page send requests to this machine. A page of another site is told by the `Origin` and `Sec-Fetch-Site` that
//! browsers add; one whose name was made to point here (DNS rebinding) by the `Host` that it asks for.

use super::App;
use crate::fault::Fault;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, SocketAddr};

/// The cookie that carries the token.
pub const COOKIE: &str = "resolid_token";
/// What a page may do: run our own scripts, and fetch nothing from anyone else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/// Reports are pages of their own: they carry their scripts, and fetch nothing at all.
const POLICY_OF_REPORTS: &str = "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
    frame-ancestors 'none'; sandbox allow-scripts";

/// Who may ask.
#[derive(Clone, Debug)]
pub struct Access {
    /// Where we listen.
    pub address: SocketAddr,
    /// Further names that we are known by.
    pub names: Vec<String>,
    /// What has to be known.
    pub token: Option<String>,
}

impl Access {
    /// Whether `host`, with or without a port, is one of ours.
    fn is_ours(&self, host: &str) -> bool {
        let (name, port) = split_port(host);
        if port.is_some_and(|port| port != self.address.port()) && !self.names.iter().any(|n| n == host) {
            return false;
        }
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let address: Option<IpAddr> = bare.parse().ok();
        let own = self.address.ip();
        name.eq_ignore_ascii_case("localhost")
            || address.is_some_and(|a| a.is_loopback() || a == own || own.is_unspecified())
            || self.names.iter().any(|n| n.eq_ignore_ascii_case(name) || n.eq_ignore_ascii_case(host))
    }

    /// Whether these headers carry the token.
    fn is_known(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return true };
        let bearer = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
        let bearer = bearer.and_then(|v| v.strip_prefix("Bearer "));
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
        let mut cookies = cookies.flat_map(|v| v.split(';')).filter_map(|c| c.trim().split_once('='));
        let cookie = cookies.find(|(name, _)| *name == COOKIE).map(|(_, value)| value);
        bearer.is_some_and(|given| same(given, token)) || cookie.is_some_and(|given| same(given, token))
    }
}

/// Whether two texts are the same, in a time that does not tell where they differ.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |d, (x, y)| d | (x ^ y)) == 0
}

/// Name and port of a host.
fn split_port(host: &str) -> (&str, Option<u16>) {
    match host.rsplit_once(':') {
        // An address in brackets, or one without a port.
        Some((name, port)) if !name.contains(':') || name.ends_with(']') => match port.parse() {
            Ok(port) => (name, Some(port)),
            Err(_) => (host, None),
        },
        _ => (host, None),
    }
}

/// Lets through who may ask, and tells browsers what pages may do.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = match admitted(&app.access, &request) {
        Ok(()) => next.run(request).await,
        Err(fault) => fault.into_response(),
    };
    let headers = response.headers_mut();
    let is_report = headers.contains_key("x-resolid-report");
    headers.remove("x-resolid-report");
    let policy = if is_report { POLICY_OF_REPORTS } else { POLICY };
    for (name, value) in [
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_api {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn admitted(access: &Access, request: &Request) -> Result<(), Fault> {
    let headers = request.headers();
    let text = |name: header::HeaderName| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    let forbidden = |error: String, hint: &str| Fault::new(StatusCode::FORBIDDEN, error, hint);
    let host = text(header::HOST).or(request.uri().host()).unwrap_or_default();
    if !access.is_ours(host) {
        return Err(forbidden(
            format!("'{host}' is no name of this server"),
            "use the address it printed, or start it with --host-name NAME",
        ));
    }
    if let Some(origin) = text(header::ORIGIN) {
        let (_, of) = origin.split_once("://").unwrap_or(("", "?"));
        if !of.eq_ignore_ascii_case(host) {
            return Err(forbidden(
                format!("requests from pages of {origin} are refused"),
                "open the server's own page",
            ));
        }
    }
    let site = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok());
    if let Some(site @ ("cross-site" | "same-site")) = site {
        // A link to the page itself is harmless: it carries nothing and changes nothing.
        let is_link = headers.get("sec-fetch-mode").is_some_and(|m| m == "navigate");
        if !(is_link && request.method() == "GET" && !request.uri().path().starts_with("/api/")) {
            return Err(forbidden(format!("{site} requests are refused"), "open the server's own page"));
        }
    }
    let path = request.uri().path();
    let is_open = !path.starts_with("/api/") || path == "/api/about";
    if is_open || access.is_known(headers) {
        return Ok(());
    }
    Err(Fault::new(
        StatusCode::UNAUTHORIZED,
        "the token is missing or wrong",
        "open the whole address that the server printed, or send it as: Authorization: Bearer TOKEN",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(address: &str) -> Access {
        Access { address: address.parse().unwrap(), names: vec!["cad.example.org".into()], token: None }
    }

    #[test]
    fn hosts_that_we_are_and_hosts_that_only_point_here() {
        let here = access("127.0.0.1:8210");
        for host in ["localhost:8210", "127.0.0.1:8210", "[::1]:8210", "LOCALHOST:8210", "cad.example.org", "localhost"]
        {
            assert!(here.is_ours(host), "{host}");
        }
        for host in [
            "evil.example.com:8210",
            "evil.example.com",
            "localhost.evil.com:8210",
            "192.168.0.7:8210",
            "127.0.0.1:80",
            "",
        ] {
            assert!(!here.is_ours(host), "{host}");
        }
        let open = access("0.0.0.0:8210");
        assert!(open.is_ours("192.168.0.7:8210") && !open.is_ours("evil.example.com:8210"));
    }

    #[test]
    fn tokens_are_known_by_header_and_cookie() {
        let access = Access { token: Some("secret".into()), ..access("127.0.0.1:1") };
        let with = |name: header::HeaderName, value: &str| HeaderMap::from_iter([(name, value.parse().unwrap())]);
        assert!(access.is_known(&with(header::AUTHORIZATION, "Bearer secret")));
        assert!(access.is_known(&with(header::COOKIE, "a=b; resolid_token=secret")));
        for wrong in ["Bearer secre", "Bearer secret2", "Basic secret", "secret"] {
            assert!(!access.is_known(&with(header::AUTHORIZATION, wrong)), "{wrong}");
        }
        assert!(!access.is_known(&with(header::COOKIE, "resolid_token=")));
        assert!(!access.is_known(&HeaderMap::new()));
    }
}
