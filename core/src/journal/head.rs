//! Where a journal ends: what the anchor outside the file remembers.

/// The number and the hash of the newest frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Head {
    /// The frame's sequence; 0 before the first one.
    pub sequence: u64,
    /// SHA-256 of the frame's octets; zeros before the first one.
    pub hash: [u8; 32],
}

/// Octets of an anchor.
pub const ANCHOR_LENGTH: usize = 40;

impl Head {
    /// The anchor: sequence (8 octets, big endian), then the hash.
    pub fn to_anchor(self) -> Vec<u8> {
        let mut anchor = Vec::with_capacity(ANCHOR_LENGTH);
        anchor.extend_from_slice(&self.sequence.to_be_bytes());
        anchor.extend_from_slice(&self.hash);
        anchor
    }

    /// Reads an anchor. Anything of another length is no anchor.
    pub fn from_anchor(anchor: &[u8]) -> Option<Self> {
        if anchor.len() != ANCHOR_LENGTH {
            return None;
        }
        let (sequence, hash) = anchor.split_first_chunk::<8>()?;
        Some(Self { sequence: u64::from_be_bytes(*sequence), hash: hash.try_into().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_read_back_as_written() {
        let head = Head { sequence: 7, hash: [9; 32] };
        assert_eq!(Head::from_anchor(&head.to_anchor()), Some(head));
        assert_eq!(head.to_anchor().len(), ANCHOR_LENGTH);
        assert_eq!(Head::from_anchor(b""), None);
        assert_eq!(Head::from_anchor(&[0; 41]), None);
    }
}
