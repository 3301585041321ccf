//! Base64url as RFC 7515 wants it, and SHA-256.

use super::NotBelieved;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Base64url without padding.
pub(crate) fn encode(octets: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(octets)
}

/// Strict: no padding, no line breaks, no bits left over in the last character.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, NotBelieved> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| NotBelieved::Form)
}

/// SHA-256.
pub(crate) fn sha256(octets: &[u8]) -> [u8; 32] {
    let mut digest = [0; 32];
    digest.copy_from_slice(ring::digest::digest(&ring::digest::SHA256, octets).as_ref());
    digest
}

/// Lower-case hexadecimal.
pub(crate) fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_text_stands_for_the_same_octets() {
        assert_eq!(decode("AA").unwrap(), vec![0]);
        for text in ["AA==", "AB", "A", "A A", "AA\n", "+/", "ＡＡ"] {
            assert_eq!(decode(text), Err(NotBelieved::Form), "{text}");
        }
    }

    #[test]
    fn a_digest_reads_as_lower_case_hexadecimal() {
        assert_eq!(hex(&sha256(b"abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
