//! A client written against the contract, with its own signing code: nothing of the sandbox's own.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use reqwest::{Method, RequestBuilder, StatusCode};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use shebao_sandbox::shapes::operate::SetTariff;
use shebao_sandbox::{Clock, Options, Running, Sandbox, Timing};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// A running sandbox in a folder of its own.
pub struct City {
    #[allow(dead_code)] // Removed when the city is dropped.
    pub folder: TempDir,
    pub running: Running,
    pub clock: Clock,
}

/// A city whose bank answers at once, whose stages wait for the operator and whose clock stands still.
pub fn city() -> City {
    city_with(|_| {})
}

pub fn city_with(change: impl FnOnce(&mut Options)) -> City {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::held_at(1_795_485_900);
    let mut options = Options::new(folder.path(), 7);
    options.clock = clock.clone();
    options.timing = Timing { bank: Duration::ZERO, stages: None };
    change(&mut options);
    City { running: Sandbox::start(options).unwrap(), folder, clock }
}

impl City {
    /// A month of pension costs 21 % of its base instead of 20 %, from now on.
    pub fn pension_goes_up(&self) {
        let tariff = SetTariff {
            scheme: "pension_flexible".into(),
            rate_bp: Some(2_100),
            fixed_fen: None,
            version: "2027-01".into(),
        };
        self.running.operator().set_tariff(&tariff).unwrap();
    }
}

/// A P-256 key pair.
pub struct Key(EcdsaKeyPair);

impl Key {
    pub fn new() -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        Self(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap())
    }

    pub fn public(&self) -> Value {
        let point = self.0.public_key().as_ref();
        json!({"x": B64.encode(&point[1..33]), "y": B64.encode(&point[33..65])})
    }

    pub fn thumbprint(&self) -> String {
        let public = self.public();
        let (x, y) = (public["x"].as_str().unwrap(), public["y"].as_str().unwrap());
        let text = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        B64.encode(digest(&SHA256, text.as_bytes()))
    }

    pub fn sign(&self, octets: &[u8]) -> String {
        B64.encode(self.0.sign(&SystemRandom::new(), octets).unwrap())
    }

    pub fn jws(&self, header: &Value, payload: &Value) -> String {
        let signed = format!("{}.{}", B64.encode(header.to_string()), B64.encode(payload.to_string()));
        let signature = self.sign(signed.as_bytes());
        format!("{signed}.{signature}")
    }

    /// In the one signed format, named by its thumbprint.
    pub fn signed(&self, typ: &str, payload: &Value) -> String {
        self.jws(&json!({"alg": "ES256", "typ": typ, "kid": self.thumbprint()}), payload)
    }
}

/// The payload of a compact JWS, unchecked.
pub fn payload(jws: &str) -> Value {
    serde_json::from_slice(&B64.decode(jws.split('.').nth(1).unwrap()).unwrap()).unwrap()
}

/// An answer taken apart.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
}

impl Answer {
    /// The name at the end of the problem's type.
    pub fn problem(&self) -> &str {
        self.body["type"].as_str().unwrap_or("").trim_start_matches("urn:shebao:problem:")
    }

    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{self:?}");
        self.body
    }
}

/// A phone.
pub struct Phone {
    pub http: reqwest::Client,
    pub url: String,
    pub auth: Key,
    pub consent: Key,
    pub access: Mutex<String>,
    pub refresh: Mutex<String>,
    pub nonce: Mutex<Option<String>>,
    pub counter: AtomicU64,
    /// On a phone without a secure lock: the key its PIN leads to.
    pub pin: Option<Ed25519KeyPair>,
}

impl Phone {
    pub fn new(city: &City) -> Self {
        let bureau: Value = serde_json::from_str(&city.running.bureau_json()).unwrap();
        let pem = bureau["tls_roots"][0].as_str().unwrap();
        let root = rustls_pki_types::CertificateDer::from_pem(pem);
        let mut roots = rustls::RootCertStore::empty();
        roots.add(root).unwrap();
        let tls =
            rustls::ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_root_certificates(roots)
                .with_no_client_auth();
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .pool_max_idle_per_host(0)
            .build()
            .unwrap();
        Self {
            http,
            url: city.running.url(),
            auth: Key::new(),
            consent: Key::new(),
            access: Mutex::default(),
            refresh: Mutex::default(),
            nonce: Mutex::default(),
            counter: AtomicU64::new(0),
            pin: None,
        }
    }

    pub async fn send(&self, request: RequestBuilder) -> Result<Answer, reqwest::Error> {
        let response = request.header("Shebao-Client", "test/0.1.0").send().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        assert_eq!(headers["x-shebao-fictional"], "yes");
        if let Some(nonce) = headers.get("dpop-nonce") {
            *self.nonce.lock().unwrap() = Some(nonce.to_str().unwrap().to_owned());
        }
        let text = response.text().await?;
        Ok(Answer { status, headers, body: serde_json::from_str(&text).unwrap_or(Value::Null) })
    }

    /// Without sign-in.
    pub async fn plain(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = self.http.request(method, format!("{}{path}", self.url));
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        self.send(request).await.unwrap()
    }

    pub fn proof(&self, method: &str, path: &str, access: Option<&str>) -> String {
        let jti = format!("{}", self.counter.fetch_add(1, Ordering::SeqCst));
        let htu = format!("{}{}", self.url, path.split('?').next().unwrap());
        let mut claims = json!({"htm": method, "htu": htu, "iat": 1, "jti": jti});
        if let Some(access) = access {
            claims["ath"] = B64.encode(digest(&SHA256, access.as_bytes())).into();
        }
        if let Some(nonce) = self.nonce.lock().unwrap().clone() {
            claims["nonce"] = nonce.into();
        }
        let mut jwk = self.auth.public();
        jwk["kty"] = "EC".into();
        jwk["crv"] = "P-256".into();
        self.auth.jws(&json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": jwk}), &claims)
    }

    fn proved(&self, method: &Method, path: &str, access: Option<&str>) -> RequestBuilder {
        let request = self.http.request(method.clone(), format!("{}{path}", self.url));
        let request = request.header("DPoP", self.proof(method.as_str(), path, access));
        match access {
            Some(access) => request.header("Authorization", format!("DPoP {access}")),
            None => request,
        }
    }

    /// Signed in, once more if the gateway asks for its nonce. `with` adds a body or headers.
    pub async fn attempt(
        &self,
        method: Method,
        path: &str,
        with: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> Result<Answer, reqwest::Error> {
        let access = self.access.lock().unwrap().clone();
        let access = (path != "/v1/tokens").then_some(access);
        let first = self.send(with(self.proved(&method, path, access.as_deref()))).await?;
        if first.problem() != "use-dpop-nonce" {
            return Ok(first);
        }
        self.send(with(self.proved(&method, path, access.as_deref()))).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.attempt(Method::GET, path, |r| r).await.unwrap()
    }

    pub async fn call(&self, method: Method, path: &str, body: Value) -> Answer {
        self.attempt(method, path, |r| r.json(&body)).await.unwrap()
    }

    pub async fn jose(&self, path: &str, jws: &str) -> Result<Answer, reqwest::Error> {
        let body = jws.to_owned();
        self.attempt(Method::PUT, path, move |r| {
            r.header("Content-Type", "application/jose").body(body.clone())
        })
        .await
    }

    /// As far as the grant.
    pub async fn enrol(&self, city: &City, name: &str, number: &str, phone: &str) -> Value {
        let (code, _) = city.running.operator().give_code().unwrap();
        let body = json!({"code": code, "auth": self.auth.public(), "consent": self.consent.public()});
        let begun = self.plain(Method::POST, "/v1/enrolments", Some(body)).await.ok();
        let id = begun["id"].as_str().unwrap();
        let path = |rest: &str| format!("/v1/enrolments/{id}/{rest}");
        let identity = json!({"name": name, "number": number, "phone": phone});
        self.plain(Method::PUT, &path("identity"), Some(identity)).await.ok();
        let code = city.running.operator().one_time_code(id).unwrap().unwrap();
        self.plain(Method::PUT, &path("code"), Some(json!({"code": code}))).await.ok();
        let challenge = B64.decode(begun["challenge"].as_str().unwrap()).unwrap();
        let mut proof = json!({
            "signature": self.auth.sign(&challenge), "consent_signature": self.consent.sign(&challenge),
        });
        if let Some(pin) = &self.pin {
            let key = pin.public_key().as_ref();
            let signature = pin_proof(pin, &challenge, digest(&SHA256, key).as_ref());
            proof["pin"] = json!({"public_key": B64.encode(key), "signature": signature});
        }
        self.plain(Method::PUT, &path("proof"), Some(proof)).await.ok()
    }

    pub async fn tokens(&self, asked: Value) -> Answer {
        let answer = self.call(Method::POST, "/v1/tokens", asked).await;
        if answer.status.is_success() {
            *self.access.lock().unwrap() = answer.body["access"].as_str().unwrap().to_owned();
            *self.refresh.lock().unwrap() = answer.body["refresh"].as_str().unwrap().to_owned();
        }
        answer
    }

    pub async fn renew(&self) {
        let refresh = self.refresh.lock().unwrap().clone();
        self.tokens(json!({"grant_type": "refresh", "refresh": refresh})).await.ok();
    }

    /// 王芳's phone, signed in.
    pub async fn wang(city: &City) -> Self {
        Self::new(city).of_wang(city).await
    }

    /// The same with a phone that has no secure lock, and this PIN.
    pub async fn wang_without_lock(city: &City, pin: &str) -> Self {
        Self { pin: Some(pin_key(pin)), ..Self::new(city) }.of_wang(city).await
    }

    async fn of_wang(self, city: &City) -> Self {
        let phone = self;
        let wang = &shebao_sandbox::residents()[0];
        let enrolled = phone.enrol(city, &wang.name, &wang.number, &wang.phone).await;
        phone.tokens(json!({"grant_type": "enrolment", "grant": enrolled["grant"]})).await.ok();
        phone
    }

    pub async fn quote(&self, bill: &str, base_fen: Option<i64>, periods: &[&str]) -> Value {
        let body = json!({"bill": bill, "base_fen": base_fen, "periods": periods, "instrument": "card"});
        self.call(Method::POST, "/v1/quotes", body).await.ok()
    }

    /// The payload of an order for a quote of 王芳's pension.
    pub fn order(&self, id: &str, quote: &Value, periods: &[&str]) -> Value {
        json!({
            "id": id,
            "ob": {"person": "p-wang", "scheme": "pension_flexible", "region": "990100", "period": periods},
            "amt": quote["amount_fen"], "cur": "CNY", "tar": quote["tariff"], "quo": quote["id"],
            "pye": quote["payee"], "ins": "card", "ch": "card_debit", "iat": 1, "jseq": 1,
        })
    }

    /// A signed order for one month of pension at the lowest base.
    pub async fn pension(&self, id: &str, month: &str) -> String {
        let quote = self.quote("b-wang-pension", Some(477_500), &[month]).await;
        self.consent.signed("shebao-order+jws", &self.order(id, &quote, &[month]))
    }

    pub async fn put_order(&self, id: &str, jws: &str) -> Answer {
        self.jose(&format!("/v1/orders/{id}"), jws).await.unwrap()
    }
}

/// The key a PIN leads to: here by a hash, for how a phone gets there is its own affair.
pub fn pin_key(pin: &str) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(digest(&SHA256, pin.as_bytes()).as_ref()).unwrap()
}

/// A PIN proof, base64url.
pub fn pin_proof(key: &Ed25519KeyPair, challenge: &[u8], fingerprint: &[u8]) -> String {
    let message = [b"shebao pin proof v1".as_slice(), &[0], challenge, fingerprint].concat();
    B64.encode(key.sign(&message))
}

/// An order's id of one repeated digit.
pub fn id(digit: char) -> String {
    digit.to_string().repeat(32)
}

trait FromPem {
    fn from_pem(pem: &str) -> rustls_pki_types::CertificateDer<'static>;
}

impl FromPem for rustls_pki_types::CertificateDer<'static> {
    fn from_pem(pem: &str) -> rustls_pki_types::CertificateDer<'static> {
        use rustls_pki_types::pem::PemObject;
        Self::from_pem_slice(pem.as_bytes()).unwrap()
    }
}
