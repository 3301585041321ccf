//! How another program finds a running gateway: one small JSON file, readable only by this user.

use crate::broken::{Broken, Held};
use crate::operator::Operator;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Everything one needs to talk to a gateway, as app or as operator.
#[derive(Clone, Debug)]
pub struct Door {
    /// The gateway's address.
    pub url: String,
    /// The operator's address.
    pub operator_url: String,
    /// The operator's credential.
    pub operator_token: String,
    /// SHA-256 of the server certificate.
    pub fingerprint: String,
    /// Where the bureau's public configuration lies.
    pub bureau: PathBuf,
    /// The text of the enrolment QR code.
    pub enrolment_code: String,
    /// The same, short, for typing.
    pub typed_code: String,
    /// Who may enrol: name, number, phone. Invented.
    pub citizen: [String; 3],
}

impl Door {
    /// One JSON object.
    pub fn to_json(&self) -> Value {
        let [name, number, phone] = &self.citizen;
        json!({
            "url": self.url,
            "operator_url": self.operator_url,
            "operator_token": self.operator_token,
            "fingerprint": self.fingerprint,
            "bureau": self.bureau.display().to_string(),
            "enrolment_code": self.enrolment_code,
            "typed_code": self.typed_code,
            "citizen": { "name": name, "number": number, "phone": phone },
        })
    }

    /// Writes it, for this user only.
    pub fn write(&self, path: &Path) -> Held {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        // Removing first: what is there may be of a gateway that was killed, or a link to something else.
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let mut file = options.open(path)?;
        writeln!(file, "{}", self.to_json())?;
        Ok(())
    }

    /// Where `operate` looks when nobody tells it: the newest `serve` of this user.
    pub fn usual_place() -> PathBuf {
        let user: String = std::env::var("USER").unwrap_or_default();
        let user: String = user.chars().filter(char::is_ascii_alphanumeric).collect();
        std::env::temp_dir().join(format!("shebao-operator-{user}.json"))
    }
}

/// The operator of the gateway whose file this is.
pub fn operator(path: &Path) -> Held<Operator> {
    let text = std::fs::read_to_string(path).map_err(|_| {
        Broken::new(format!("no running gateway: {} is not there. Start one with `serve`, or name its operator.json with --at.", path.display()))
    })?;
    let door: Value = serde_json::from_str(&text)
        .map_err(|_| Broken::new(format!("{} is not an operator.json", path.display())))?;
    let field = |name: &str| {
        door.get(name)
            .and_then(Value::as_str)
            .ok_or_else(|| Broken::new(format!("{} has no {name}", path.display())))
    };
    Operator::new(
        field("operator_url")?,
        field("operator_token")?,
        &roots(&std::fs::read_to_string(field("bureau")?)?)?,
    )
}

/// The certificate authorities of a bureau's public configuration.
pub fn roots(bureau: &str) -> Held<Vec<String>> {
    let bureau: Value =
        serde_json::from_str(bureau).map_err(|_| Broken::new("the bureau's configuration is not JSON"))?;
    let roots = bureau
        .get("tls_roots")
        .and_then(Value::as_array)
        .ok_or_else(|| Broken::new("the bureau's configuration has no tls_roots"))?;
    Ok(roots.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}
