//! The sandbox's own certificate authority and server certificate, made at the first start and kept.

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose,
};
use rustls::ServerConfig;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Both certificates and the server's key, as PEM.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Certificates {
    /// The authority that apps pin.
    pub(crate) root: String,
    /// The server's certificate.
    pub(crate) leaf: String,
    /// The server's private key.
    pub(crate) key: String,
}

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// It could not be made.
    #[error("certificate: {0}")]
    Made(#[from] rcgen::Error),
    /// What was kept cannot be read.
    #[error("certificate: {0}")]
    Read(#[from] rustls_pki_types::pem::Error),
    /// TLS refuses it.
    #[error("certificate: {0}")]
    Tls(#[from] rustls::Error),
}

fn named(name: &str, hosts: &[&str]) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(hosts.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>())?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = rcgen::date_time_ymd(2020, 1, 1);
    params.not_after = rcgen::date_time_ymd(2099, 12, 31);
    Ok(params)
}

impl Certificates {
    /// Makes an authority and a certificate for `localhost` and the loopback address.
    pub(crate) fn make() -> Result<Self, CertificateError> {
        let root_key = KeyPair::generate()?;
        let mut root = named("Test City sandbox root (fictional)", &[])?;
        root.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        root.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let root_certificate = root.self_signed(&root_key)?;
        let issuer = Issuer::new(root, root_key);
        let key = KeyPair::generate()?;
        let mut leaf = named("Test City sandbox gateway (fictional)", &["localhost", "127.0.0.1"])?;
        leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        leaf.use_authority_key_identifier_extension = true;
        let leaf = leaf.signed_by(&key, &issuer)?;
        Ok(Self { root: root_certificate.pem(), leaf: leaf.pem(), key: key.serialize_pem() })
    }

    /// What the listeners offer: TLS 1.2 and 1.3, HTTP/2 before HTTP/1.1.
    pub(crate) fn server(&self) -> Result<ServerConfig, CertificateError> {
        let leaf = CertificateDer::from_pem_slice(self.leaf.as_bytes())?;
        let key = PrivateKeyDer::from_pem_slice(self.key.as_bytes())?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut server = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![leaf], key)?;
        server.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(server)
    }

    /// SHA-256 of the server certificate, as people compare it: `AB:CD:…`.
    pub(crate) fn fingerprint(&self) -> String {
        let Ok(leaf) = CertificateDer::from_pem_slice(self.leaf.as_bytes()) else { return String::new() };
        let digest = ring::digest::digest(&ring::digest::SHA256, &leaf);
        digest.as_ref().iter().map(|b| format!("{b:02X}")).collect::<Vec<_>>().join(":")
    }
}
