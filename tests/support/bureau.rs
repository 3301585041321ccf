//! A bureau of a test's own: a signed configuration that points wherever the test wants.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

/// A bureau's JSON with this gateway and this authority, its configuration signed by a root made for it.
pub fn bureau(gateway: &str, authority: &str) -> String {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let root = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap();
    let (x, y) = root.public_key().as_ref()[1..].split_at(32);
    let point = |octets: &[u8]| URL_SAFE_NO_PAD.encode(octets);
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let header = part(json!({"alg": "ES256", "typ": "shebao-config+jws", "kid": "root"}));
    let payload = part(json!({"v": 1, "iat": 1, "keys": [], "tariff": "2026-07"}));
    let signed = format!("{header}.{payload}");
    let signature = root.sign(&random, signed.as_bytes()).unwrap();
    json!({
        "name": "测试城市（测试）", "fictional": true, "region": "990100", "gateway": gateway, "tls_roots": [authority],
        "signing_roots": [{"kid": "root", "x": point(x), "y": point(y)}],
        "config": format!("{signed}.{}", point(signature.as_ref())),
    })
    .to_string()
}
