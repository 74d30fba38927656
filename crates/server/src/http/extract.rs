//! What handlers are given; what does not fit is said in our own form.

use crate::fault::Fault;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// A body of JSON.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(Fault))]
pub struct Json<T>(pub T);

/// What stands behind the `?`.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Fault))]
pub struct Query<T>(pub T);

/// Parts of the path.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Fault))]
pub struct Path<T>(pub T);

impl From<JsonRejection> for Fault {
    fn from(rejection: JsonRejection) -> Self {
        let hint = match rejection.status() {
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "send it with: Content-Type: application/json",
            StatusCode::PAYLOAD_TOO_LARGE => "send less",
            _ => "the form is described in /api/openapi.json",
        };
        Self::new(rejection.status(), rejection.body_text(), hint)
    }
}

impl From<QueryRejection> for Fault {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(rejection.status(), rejection.body_text(), "the form is described in /api/openapi.json")
    }
}

impl From<PathRejection> for Fault {
    fn from(rejection: PathRejection) -> Self {
        Self::new(rejection.status(), rejection.body_text(), "the form is described in /api/openapi.json")
    }
}

/// Shapes.
pub struct Shapes(pub Vec<u8>);

impl IntoResponse for Shapes {
    fn into_response(self) -> Response {
        ([(axum::http::header::CONTENT_TYPE, "application/vnd.resolid.geometry")], self.0).into_response()
    }
}

/// A file to be kept.
pub struct Attachment {
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl IntoResponse for Attachment {
    fn into_response(self) -> Response {
        use axum::http::header;
        use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
        let plain: String =
            self.name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
        let whole = utf8_percent_encode(&self.name, NON_ALPHANUMERIC);
        let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
        ([(header::CONTENT_TYPE, self.kind.to_string()), (header::CONTENT_DISPOSITION, disposition)], self.bytes)
            .into_response()
    }
}
