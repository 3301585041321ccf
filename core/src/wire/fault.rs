//! Why an exchange failed below HTTP. The library's own words stay here.

use std::error::Error;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No connection could be made: nothing was sent.
    NoConnection,
    /// Whoever answers cannot show a certificate under the pinned roots: nothing was sent.
    NotTrusted,
    /// The connection broke after something may have been sent.
    Lost,
    /// Time ran out after something may have been sent.
    TooSlow,
    /// The answer is longer than it may be.
    TooLong,
    /// A defect at a named place: nothing was sent.
    Defect(&'static str),
}

impl From<reqwest::Error> for Fault {
    fn from(error: reqwest::Error) -> Self {
        if error.is_connect() {
            return if speaks_no_trusted_tls(&error) { Self::NotTrusted } else { Self::NoConnection };
        }
        if error.is_builder() {
            return Self::Defect("wire request");
        }
        if error.is_timeout() { Self::TooSlow } else { Self::Lost }
    }
}

/// Looks for a TLS error among the causes. Inside an `io::Error` it is not a cause but the content.
fn speaks_no_trusted_tls(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(cause) = next {
        if cause.is::<rustls::Error>() {
            return true;
        }
        let inside = cause.downcast_ref::<std::io::Error>().and_then(|io| io.get_ref());
        if inside.is_some_and(|inside| speaks_no_trusted_tls(inside)) {
            return true;
        }
        next = cause.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn a_certificate_problem_is_found_inside_other_errors() {
        let tls = || rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        assert!(speaks_no_trusted_tls(&tls()));
        assert!(speaks_no_trusted_tls(&io::Error::new(io::ErrorKind::InvalidData, tls())));
        let nested = io::Error::other(io::Error::other(tls()));
        assert!(speaks_no_trusted_tls(&nested));
        assert!(!speaks_no_trusted_tls(&io::Error::other("refused")));
    }
}
