//! The viewer's page, which lies in this program.

use crate::fault::Fault;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The files of `web/dist`, by their paths.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Whether there is a page in this build.
pub fn is_there() -> bool {
    FILES.iter().any(|(name, _)| *name == "index.html")
}

/// A file of the page, or that there is none.
pub async fn file(request: Request) -> Response {
    let path = request.uri().path();
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Fault::new(StatusCode::METHOD_NOT_ALLOWED, "only GET is known here", "see /api/openapi.json")
            .into_response();
    }
    let name = match path.trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    match FILES.iter().find(|(own, _)| *own == name) {
        Some((_, bytes)) => {
            let cache = if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
            ([(header::CONTENT_TYPE, kind(name)), (header::CACHE_CONTROL, cache)], *bytes).into_response()
        }
        None => Fault::missing(format!("there is no {path} here"), "the viewer is at /, the API under /api/")
            .into_response(),
    }
}

/// Whether a name changes with what is in the file.
fn is_hashed(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('-')
        .is_some_and(|(_, tail)| tail.len() >= 8 && tail.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" | "map" => "application/json",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
