//! One exchange with the gateway: one request out, one answer in, with limits.

use super::ask::{Ask, Method};
use super::fault::Fault;
use super::meter::{Meter, TrafficView};
use super::tls;
use crate::bureau::Bureau;
use crate::error::{CitizenError, Outcome};
use reqwest::header::{
    ACCEPT_LANGUAGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH, RETRY_AFTER,
};
use std::sync::Arc;
use std::time::Duration;

const CONNECT: Duration = Duration::from_secs(5);
const TOTAL: Duration = Duration::from_secs(15);
/// A validator or nonce longer than this is not one.
const HEADER_LIMIT: usize = 256;

/// The connection. One HTTP/2 connection carries all requests at once.
pub(super) struct Line {
    http: reqwest::Client,
    base: String,
    meter: Arc<Meter>,
}

/// An answer, whatever its status.
pub(super) struct Heard {
    pub status: u16,
    pub etag: Option<String>,
    /// Seconds, from `Retry-After`.
    pub retry_after: Option<u32>,
    /// The nonce to use next.
    pub nonce: Option<String>,
    pub body: Vec<u8>,
}

impl Line {
    pub(super) fn new(bureau: &Bureau, client: &str, language: &str) -> Outcome<Self> {
        let meter = Arc::new(Meter::default());
        let tls =
            tls::configuration(&bureau.tls_roots, &meter).ok_or(CitizenError::internal("bureau roots"))?;
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, value(language)?);
        headers.insert("shebao-client", value(client)?);
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .https_only(true)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .default_headers(headers)
            .connect_timeout(CONNECT)
            .timeout(TOTAL)
            .pool_idle_timeout(Duration::from_secs(60))
            .http2_keep_alive_interval(Duration::from_secs(20))
            .http2_keep_alive_timeout(Duration::from_secs(10))
            .build()
            .map_err(|_| CitizenError::internal("wire client"))?;
        Ok(Self { http, base: format!("{}/v1", bureau.gateway.as_str()), meter })
    }

    /// The address a proof is about: no query, no fragment (RFC 9449 §4.2).
    pub(super) fn address(&self, ask: &Ask) -> String {
        let path = ask.path.split(['?', '#']).next().unwrap_or_default();
        format!("{}{path}", self.base)
    }

    pub(super) fn traffic(&self) -> TrafficView {
        self.meter.view()
    }

    /// Sends once and reads the answer to its end.
    pub(super) async fn exchange(
        &self,
        ask: &Ask,
        headers: &[(&'static str, String)],
    ) -> Result<Heard, Fault> {
        let method = match ask.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut request = self.http.request(method, format!("{}{}", self.base, ask.path));
        for (name, text) in headers {
            request = request.header(*name, text);
        }
        if let Some(etag) = &ask.etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        let mut length = 0;
        if let Some((kind, body)) = &ask.body {
            length = body.len();
            request = request.header(CONTENT_TYPE, *kind).body(body.clone());
        }
        let request = request.build().map_err(|_| Fault::Defect("wire request"))?;
        self.meter.asked(length);
        let mut response = self.http.execute(request).await?;
        let http2 = response.version() == reqwest::Version::HTTP_2;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            self.meter.heard(chunk.len(), http2);
            if body.len() + chunk.len() > ask.limit {
                return Err(Fault::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        let text = |name: &str| {
            let text = response.headers().get(name)?.to_str().ok()?;
            (text.len() <= HEADER_LIMIT).then(|| text.to_owned())
        };
        Ok(Heard {
            status: response.status().as_u16(),
            etag: text(ETAG.as_str()),
            retry_after: text(RETRY_AFTER.as_str()).and_then(|text| text.parse().ok()),
            nonce: text("dpop-nonce"),
            body,
        })
    }
}

fn value(text: &str) -> Outcome<HeaderValue> {
    if text.len() > 128 {
        return Err(CitizenError::internal("wire header"));
    }
    HeaderValue::from_str(text).map_err(|_| CitizenError::internal("wire header"))
}
