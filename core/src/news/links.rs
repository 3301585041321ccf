//! Where a text from outside may lead.

/// Longer addresses are nobody's official page.
const LONGEST: usize = 500;

/// The address if it is https with a plain host, or a phone number; `None` for everything else.
pub(super) fn checked(address: &str) -> Option<String> {
    if address.len() > LONGEST || !address.bytes().all(|b| b.is_ascii_graphic()) {
        return None;
    }
    let (scheme, rest) = address.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "https" => host(rest).map(|_| address.to_owned()),
        "tel" => is_number(rest).then(|| address.to_owned()),
        _ => None,
    }
}

/// Whether `shown` reads like an address of another host than the one `address` leads to.
pub(super) fn pretends(shown: &str, address: &str) -> bool {
    let Some(to) = address.split_once(':').and_then(|(_, rest)| host(rest)) else { return false };
    let shown = shown.to_ascii_lowercase();
    let words = shown.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
    words.filter(|word| reads_like_a_host(word)).any(|word| word != to)
}

/// `//host[:port][/…]` without a user: a lower-case host of letters, digits, dots and hyphens.
fn host(rest: &str) -> Option<String> {
    let authority = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let plain = host.contains('.')
        && !host.starts_with(['.', '-'])
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
        && port.parse::<u16>().is_ok();
    (plain && !rest.contains('\\')).then(|| host.to_ascii_lowercase())
}

fn is_number(rest: &str) -> bool {
    (3..=20).contains(&rest.len())
        && rest.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'+')
        && rest.bytes().any(|b| b.is_ascii_digit())
}

/// `example.cn`: a dot, and a last part of two letters or more.
fn reads_like_a_host(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(name, last)| {
        !name.is_empty() && last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_phone_numbers_lead_anywhere() {
        for address in
            ["https://example.cn", "HTTPS://Example.cn:8443/a?b#c", "tel:12333", "tel:+86-990-12333"]
        {
            assert_eq!(checked(address).as_deref(), Some(address));
        }
        for address in [
            "http://example.cn",
            "javascript:alert(1)",
            "data:text/html,x",
            "intent://example.cn",
            "file:///etc/passwd",
            "//example.cn",
            "/relative",
            "",
            "https://",
            "https://localhost",
            "https://user@example.cn",
            "https://example.cn\\@evil.cn",
            "https://exämple.cn",
            "https://example.cn/ a",
            "https://example.cn:99999",
            "https:example.cn",
            "tel:12333;ext=1",
            "tel:--",
            "sms:12333",
        ] {
            assert_eq!(checked(address), None, "{address}");
        }
        assert_eq!(checked(&format!("https://example.cn/{}", "a".repeat(500))), None);
    }

    #[test]
    fn a_text_must_not_name_another_host() {
        assert!(pretends("www.bank.cn", "https://evil.cn/x"));
        assert!(pretends("见 https://bank.cn/登录", "https://evil.cn"));
        assert!(!pretends("https://Example.cn/a", "https://example.cn/b"));
        assert!(!pretends("第 3.5 条", "https://example.cn"));
        assert!(!pretends("12333.", "tel:12333"));
    }
}
