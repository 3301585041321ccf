//! Servers no app may trust, or that answer what no gateway may: each counts what it was told before it was noticed.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// What is wrong with a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Its certificate is by an authority nobody pinned.
    Authority,
    /// Its certificate is for another host.
    Host,
    /// Its certificate has expired.
    Expired,
    /// It speaks plain HTTP.
    Plain,
    /// It answers with a body of 10 MB.
    Huge,
    /// It answers with what is not JSON.
    Garbage,
    /// It sends its caller elsewhere.
    Redirect,
    /// It accepts, and never answers.
    Silent,
}

/// A running server. It stops when dropped.
pub struct Hostile {
    /// Where it is.
    pub url: String,
    /// The authority an app that trusts it would pin.
    pub authority: String,
    heard: Arc<AtomicUsize>,
    task: tokio::task::JoinHandle<()>,
}

impl Hostile {
    /// Starts one on a free port of the loopback interface.
    pub async fn start(wrong: Wrong) -> Self {
        let (pinned, other) = (authority(), authority());
        let issuer = if wrong == Wrong::Authority { &other } else { &pinned };
        let host = if wrong == Wrong::Host { "elsewhere.example" } else { "localhost" };
        let acceptor = TlsAcceptor::from(Arc::new(server(issuer, host, wrong == Wrong::Expired)));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let heard = Arc::new(AtomicUsize::new(0));
        let counter = heard.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, counter) = (acceptor.clone(), counter.clone());
                tokio::spawn(async move {
                    if wrong == Wrong::Plain {
                        answer(stream, wrong, &counter).await;
                    } else if let Ok(stream) = acceptor.accept(stream).await {
                        answer(stream, wrong, &counter).await;
                    }
                });
            }
        });
        Self { url: format!("https://localhost:{port}"), authority: pinned.pem(), heard, task }
    }

    /// How many octets of a request it was told, after any handshake.
    pub fn heard(&self) -> usize {
        self.heard.load(Ordering::SeqCst)
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).expect("parameters");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority")
}

fn server(issuer: &CertifiedIssuer<'static, KeyPair>, host: &str, expired: bool) -> ServerConfig {
    let mut params = CertificateParams::new(vec![host.to_owned()]).expect("parameters");
    if expired {
        params.not_before = rcgen::date_time_ymd(2020, 1, 1);
        params.not_after = rcgen::date_time_ymd(2021, 1, 1);
    }
    let key = KeyPair::generate().expect("a key");
    let certificate = params.signed_by(&key, issuer).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .expect("a certificate");
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config
}

async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin, wrong: Wrong, heard: &AtomicUsize) {
    let mut buffer = [0; 4096];
    match stream.read(&mut buffer).await {
        // A TLS greeting in front of a plain server is no request: nothing of the citizen's is in it.
        Ok(_) if wrong == Wrong::Plain && buffer.first() == Some(&22) => {}
        Ok(read) => {
            heard.fetch_add(read, Ordering::SeqCst);
        }
        Err(_) => return,
    }
    let head = |length: usize| {
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n")
    };
    let said = match wrong {
        Wrong::Huge => {
            let length = 10_000_000;
            [head(length).into_bytes(), vec![b' '; length]].concat()
        }
        Wrong::Redirect => {
            b"HTTP/1.1 307 Temporary Redirect\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n".to_vec()
        }
        Wrong::Silent => {
            tokio::time::sleep(Duration::from_secs(120)).await;
            return;
        }
        _ => [head(19).into_bytes(), b"<html>hello</html>\n".to_vec()].concat(),
    };
    let _ = stream.write_all(&said).await;
    let _ = stream.shutdown().await;
}
