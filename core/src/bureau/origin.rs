//! Where a gateway is.

/// `https://host` or `https://host:port`, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    text: String,
    authority: String,
}

impl Origin {
    /// Reads it strictly: lower case, no user, no path, no query. The address of a bureau is never a guess.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let authority = text.strip_prefix("https://")?;
        let authority = authority.strip_suffix('/').unwrap_or(authority);
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        };
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        if host.len() > 253 || !host.split('.').all(label) {
            return None;
        }
        if let Some(port) = port {
            let number: u16 = port.parse().ok()?;
            if number == 0 || port != number.to_string() {
                return None;
            }
        }
        Some(Self { text: format!("https://{authority}"), authority: authority.to_owned() })
    }

    /// `https://host:port`.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// `host:port` as written.
    pub(crate) fn authority(&self) -> &str {
        &self.authority
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_host_and_perhaps_a_port() {
        for text in ["https://localhost:8443", "https://gateway.test-city.example", "https://127.0.0.1:1"] {
            assert_eq!(Origin::parse(text).unwrap().as_str(), text);
        }
        assert_eq!(Origin::parse("https://localhost:8443/").unwrap().authority(), "localhost:8443");
    }

    #[test]
    fn anything_else_is_not() {
        for text in [
            "http://localhost",
            "HTTPS://localhost",
            "https://",
            "https://localhost:",
            "https://localhost:0",
            "https://localhost:08443",
            "https://localhost:70000",
            "https://localhost:8443/v1",
            "https://localhost//",
            "https://user@localhost",
            "https://localhost?x",
            "https://localhost#x",
            "https://Localhost",
            "https://a..b",
            "https://-a",
            "https://[::1]",
            " https://localhost",
        ] {
            assert_eq!(Origin::parse(text), None, "{text}");
        }
    }
}
