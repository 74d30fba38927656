//! Why a request has no answer: a status, one line on what is wrong, one on what to try.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use resolid_geom::format::one_line;
use serde::{Deserialize, Serialize};

/// Seconds after which a client that was told to wait may try again.
const LATER: u16 = 5;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Fault {
    /// The status of the response.
    pub status: u16,
    /// What is wrong.
    pub error: String,
    /// What to try.
    pub hint: String,
    /// The edit that could not be made, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit: Option<usize>,
}

impl Fault {
    /// A fault; both texts are made one line.
    pub fn new(status: StatusCode, error: impl AsRef<str>, hint: impl AsRef<str>) -> Self {
        Self { status: status.as_u16(), error: one_line(error.as_ref()), hint: one_line(hint.as_ref()), edit: None }
    }

    /// What is asked for is not there.
    pub fn missing(what: impl AsRef<str>, hint: impl AsRef<str>) -> Self {
        Self::new(StatusCode::NOT_FOUND, what, hint)
    }

    /// What was sent makes no sense.
    pub fn unprocessable(error: impl AsRef<str>, hint: impl AsRef<str>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, error, hint)
    }

    /// The server's own trouble.
    pub fn own(error: impl AsRef<str>, hint: impl AsRef<str>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error, hint)
    }

    /// The disk's.
    pub fn disk(error: &std::io::Error) -> Self {
        Self::own(
            format!("the job's folder cannot be used: {error}"),
            "check the disk that the server keeps its jobs on",
        )
    }
}

impl From<resolid::Error> for Fault {
    fn from(error: resolid::Error) -> Self {
        let hint = error.hint();
        // Options of the command line mean nothing to a client.
        Self::unprocessable(
            error.to_string(),
            hint.split("--").next().unwrap_or_default().trim_end_matches([' ', ':', ',']),
        )
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let later = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        let mut response = (status, Json(self)).into_response();
        if later {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(LATER));
        }
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
