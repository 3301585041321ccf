//! What a push carries: RFC 8188 `aes128gcm`, one record, padded to steps of 512 octets.

use ring::{aead, hkdf};

/// The largest sealed push, in octets: what every vendor's channel carries.
pub(crate) const LARGEST: usize = 4_096;
/// Padding steps, so that the length says little.
const STEP: usize = 512;

struct Length(usize);

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn derive(secret: &hkdf::Prk, info: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut out = vec![0; length];
    secret.expand(&[info], Length(length)).ok()?.fill(&mut out).ok()?;
    Some(out)
}

/// Seals `text` under the device's 32-octet key; `None` if it would not fit into a push.
pub(crate) fn seal(text: &[u8], key: &[u8], key_id: &[u8], salt: [u8; 16]) -> Option<Vec<u8>> {
    let secret = hkdf::Salt::new(hkdf::HKDF_SHA256, &salt).extract(key);
    let content_key = derive(&secret, b"Content-Encoding: aes128gcm\0", 16)?;
    let nonce = derive(&secret, b"Content-Encoding: nonce\0", 12)?;
    let mut record = text.to_vec();
    // 0x02 ends the last record; what follows it is padding.
    record.push(2);
    record.resize(record.len().next_multiple_of(STEP), 0);
    let record_size = u32::try_from(record.len() + 16).ok()?;
    let sealing = aead::LessSafeKey::new(aead::UnboundKey::new(&aead::AES_128_GCM, &content_key).ok()?);
    let nonce = aead::Nonce::try_assume_unique_for_key(&nonce).ok()?;
    sealing.seal_in_place_append_tag(nonce, aead::Aad::empty(), &mut record).ok()?;
    let mut out = salt.to_vec();
    out.extend(record_size.to_be_bytes());
    out.push(u8::try_from(key_id.len()).ok()?);
    out.extend(key_id);
    out.extend(record);
    (out.len() <= LARGEST).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(sealed: &[u8], key: &[u8]) -> Vec<u8> {
        let (salt, rest) = sealed.split_at(16);
        let id = usize::from(rest[4]);
        let mut record = rest[5 + id..].to_vec();
        let secret = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(key);
        let content_key = derive(&secret, b"Content-Encoding: aes128gcm\0", 16).unwrap();
        let nonce = derive(&secret, b"Content-Encoding: nonce\0", 12).unwrap();
        let key = aead::LessSafeKey::new(aead::UnboundKey::new(&aead::AES_128_GCM, &content_key).unwrap());
        let nonce = aead::Nonce::try_assume_unique_for_key(&nonce).unwrap();
        let plain = key.open_in_place(nonce, aead::Aad::empty(), &mut record).unwrap();
        let end = plain.iter().rposition(|b| *b == 2).unwrap();
        plain[..end].to_vec()
    }

    #[test]
    fn what_is_sealed_opens_again_and_every_length_in_a_step_looks_alike() {
        let key = [7; 32];
        let short = seal(b"hello", &key, &[1; 8], [3; 16]).unwrap();
        let longer = seal(&[b'x'; 500], &key, &[1; 8], [4; 16]).unwrap();
        assert_eq!(short.len(), longer.len());
        assert_eq!(open(&short, &key), b"hello");
        assert_eq!(open(&longer, &key), [b'x'; 500]);
    }

    #[test]
    fn rfc_8188_s_own_example_has_our_header_and_keys() {
        // RFC 8188 section 3.1: salt, key material and the keys derived from them.
        let salt = crate::jws::from_b64u("I1BsxtFttlv3u_Oo94xnmw").unwrap();
        let key = crate::jws::from_b64u("yqdlZ-tYemfogSmv7Ws5PQ").unwrap();
        let secret = hkdf::Salt::new(hkdf::HKDF_SHA256, &salt).extract(&key);
        let content_key = derive(&secret, b"Content-Encoding: aes128gcm\0", 16).unwrap();
        assert_eq!(crate::jws::b64u(&content_key), "_wniytB-ofscZDh4tbSjHw");
        let nonce = derive(&secret, b"Content-Encoding: nonce\0", 12).unwrap();
        assert_eq!(crate::jws::b64u(&nonce), "Bcs8gkIRKLI8GeI8");
    }

    #[test]
    fn what_does_not_fit_into_a_push_is_not_sealed() {
        assert!(seal(&[0; 4_000], &[7; 32], &[1; 8], [0; 16]).is_none());
    }
}
