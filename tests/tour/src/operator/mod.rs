//! The operator's listener of a running gateway, over TLS, with its own credential.

use crate::broken::{Broken, Held};
use reqwest::Method;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// The operator of one gateway.
pub struct Operator {
    client: reqwest::Client,
    url: String,
    token: String,
}

impl Operator {
    /// Talks to `url`, believing only the authorities in `roots` (PEM).
    pub fn new(url: &str, token: &str, roots: &[String]) -> Held<Self> {
        let mut store = rustls::RootCertStore::empty();
        for root in roots {
            let root = CertificateDer::from_pem_slice(root.as_bytes())
                .map_err(|_| Broken::new("the bureau's certificate authority is not PEM"))?;
            store.add(root).map_err(|_| Broken::new("the bureau's certificate authority is not usable"))?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| Broken::new("no TLS"))?
            .with_root_certificates(store)
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .https_only(true)
            .no_proxy()
            .timeout(Duration::from_secs(10))
            .build()?;
        Ok(Self { client, url: url.trim_end_matches('/').to_owned(), token: token.to_owned() })
    }

    /// Does something: POST.
    pub async fn act(&self, path: &str, body: Value) -> Held<Value> {
        self.send(Method::POST, path, Some(body)).await
    }

    /// Reads something: GET.
    pub async fn read(&self, path: &str) -> Held<Value> {
        self.send(Method::GET, path, None).await
    }

    /// Forgets the faults that did not happen yet.
    pub async fn heal(&self) -> Held {
        self.send(Method::DELETE, "faults", None).await.map(|_| ())
    }

    async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Held<Value> {
        let url = format!("{}/operate/{path}", self.url);
        let mut request = self.client.request(method, url).bearer_auth(&self.token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await?;
        let status = response.status();
        let text = response.text().await?;
        let answer: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
        if status.is_success() {
            return Ok(answer);
        }
        let why = answer
            .get("title")
            .or_else(|| answer.get("type"))
            .and_then(Value::as_str)
            .unwrap_or("no reason given");
        Err(Broken::new(format!("the gateway answers {} to {path}: {why}", status.as_u16())))
    }
}
