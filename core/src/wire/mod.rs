//! HTTP to the bureau's gateway. The only room that names reqwest and rustls.

/// The gateway.
#[derive(Clone)]
pub(crate) struct Wire {}
