//! TLS into the pinned roots, and nothing else.

use super::meter::Meter;
use rustls::client::Tls13ClientSessionValue;
use rustls::client::{ClientSessionMemoryCache, ClientSessionStore, Resumption, Tls12ClientSessionValue};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, NamedGroup, RootCertStore};
use std::sync::Arc;

/// Our own configuration: ring, the bureau's roots, TLS 1.3 and 1.2. `None` if a root is not a certificate.
pub(super) fn configuration(roots: &[String], meter: &Arc<Meter>) -> Option<ClientConfig> {
    let mut store = RootCertStore::empty();
    for root in roots {
        let mut any = false;
        for certificate in CertificateDer::pem_slice_iter(root.as_bytes()) {
            store.add(certificate.ok()?).ok()?;
            any = true;
        }
        any.then_some(())?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut configuration = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .ok()?
        .with_root_certificates(store)
        .with_no_client_auth();
    configuration.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    configuration.resumption = Resumption::store(Arc::new(Sessions {
        kept: ClientSessionMemoryCache::new(8),
        meter: meter.clone(),
    }));
    Some(configuration)
}

/// The usual session cache. Which of its two halves is used tells which version of TLS was agreed on.
#[derive(Debug)]
struct Sessions {
    kept: ClientSessionMemoryCache,
    meter: Arc<Meter>,
}

impl ClientSessionStore for Sessions {
    fn set_kx_hint(&self, name: ServerName<'static>, group: NamedGroup) {
        self.kept.set_kx_hint(name, group);
    }

    fn kx_hint(&self, name: &ServerName<'_>) -> Option<NamedGroup> {
        self.kept.kx_hint(name)
    }

    fn set_tls12_session(&self, name: ServerName<'static>, value: Tls12ClientSessionValue) {
        self.meter.speaks_tls12();
        self.kept.set_tls12_session(name, value);
    }

    fn tls12_session(&self, name: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        self.kept.tls12_session(name)
    }

    fn remove_tls12_session(&self, name: &ServerName<'static>) {
        self.kept.remove_tls12_session(name);
    }

    fn insert_tls13_ticket(&self, name: ServerName<'static>, value: Tls13ClientSessionValue) {
        self.meter.speaks_tls13();
        self.kept.insert_tls13_ticket(name, value);
    }

    fn take_tls13_ticket(&self, name: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        self.kept.take_tls13_ticket(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_certificate_is_no_root() {
        let meter = Arc::new(Meter::default());
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for root in ["", "https://localhost", broken] {
            assert!(configuration(&[root.to_owned()], &meter).is_none(), "{root}");
        }
    }
}
