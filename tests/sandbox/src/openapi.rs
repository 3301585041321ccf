//! The contract as OpenAPI 3.1, generated from the handlers: what a bureau implements to go live.

use crate::http::{card, enrol, inbox, mandates, pay, pin, read, rules};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Shebao gateway",
        version = "1.0.0",
        description = "What a bureau's gateway offers to citizens' apps. This document is generated from the reference gateway \
            of a fictional city. Instants are RFC 3339 with offset, days YYYY-MM-DD, months YYYY-MM, money integer fen. Signed \
            texts are compact JWS, ES256, with exactly alg, typ and kid in the header."
    ),
    // What is inside the signed texts that the bodies only carry.
    components(schemas(
        crate::decide::order::OrderPayload,
        crate::decide::receipt::ReceiptPayload,
        crate::decide::mandate::MandatePayload,
        crate::shapes::mandate::MandateStatePayload,
        crate::decide::pack::Pack,
        crate::decide::loss::LossPayload
    )),
    paths(
        enrol::config,
        rules::pack,
        enrol::look_up,
        enrol::begin,
        enrol::identify,
        enrol::resend,
        enrol::prove_code,
        enrol::prove_keys,
        enrol::tokens,
        enrol::sign_out,
        enrol::devices,
        enrol::remove_device,
        enrol::push,
        pin::challenge,
        pin::prove,
        read::card,
        read::progress,
        read::holder,
        card::history,
        card::losses,
        card::report,
        card::take_back,
        card::replace,
        card::places,
        read::insurance,
        read::contributions,
        read::benefits,
        read::people,
        pay::bills,
        pay::quote,
        pay::put_order,
        pay::status,
        pay::list,
        pay::receipts,
        pay::close,
        pay::another_attempt,
        mandates::list,
        mandates::status,
        mandates::put,
        inbox::messages,
        inbox::set_states,
        inbox::topics,
        inbox::choose_topic,
        inbox::articles,
        inbox::article
    )
)]
struct Contract;

/// The document as indented JSON, ending in a line break: `tests/sandbox/openapi.json` holds the same text.
pub fn document() -> String {
    let mut document = Contract::openapi();
    let scheme = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("RFC 9449, not a plain bearer token: `Authorization: DPoP <access>` and a `DPoP` proof with the gateway's nonce"))
        .build();
    if let Some(components) = document.components.as_mut() {
        components.add_security_scheme("dpop", SecurityScheme::Http(scheme));
    }
    document.to_pretty_json().map(|text| text + "\n").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    /// `SHEBAO_WRITE_OPENAPI=1 cargo test -p shebao-sandbox the_committed_document` writes the file anew.
    #[test]
    fn the_committed_document_is_the_one_the_code_generates() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
        if std::env::var_os("SHEBAO_WRITE_OPENAPI").is_some() {
            std::fs::write(path, super::document()).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == super::document(),
            "openapi.json is not what the code says: see this test's doc"
        );
    }
}
