//! A journal's octets, taken apart as its documented format says.

/// Octets of the file's header.
pub const HEADER: usize = 76;
/// How a header and a frame begin.
const MAGIC: (&[u8], &[u8]) = (b"SHBJRNL2", b"SBJF");
/// Octets of a frame before its ciphertext, and of the checksum behind it.
const FRAME: (usize, usize) = (48, 4);

/// The whole frames of what is or would be in a file, with or without its header.
pub fn frames(octets: &[u8]) -> Vec<&[u8]> {
    let (mut found, mut rest) = (Vec::new(), octets);
    if rest.starts_with(MAGIC.0) {
        rest = rest.get(HEADER..).unwrap_or_default();
    }
    while let (true, Some(sealed)) = (rest.starts_with(MAGIC.1), rest.get(4..8)) {
        let sealed = u32::from_be_bytes(sealed.try_into().unwrap_or_default()) as usize;
        let Some((frame, after)) = rest.split_at_checked(FRAME.0 + sealed + FRAME.1) else { break };
        found.push(frame);
        rest = after;
    }
    found
}

/// The salt of a frame.
pub fn salt(frame: &[u8]) -> &[u8] {
    &frame[16..FRAME.0]
}
