//! CRC-32 as in ISO-HDLC (zip, PNG, Ethernet). It tells a torn write from a whole one cheaply; it protects nothing.

const fn table() -> [u32; 256] {
    let mut table = [0u32; 256];
    let mut index = 0;
    while index < 256 {
        let mut value = index as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { (value >> 1) ^ 0xEDB8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
}

static TABLE: [u32; 256] = table();

/// The checksum of `octets`.
pub(super) fn crc32(octets: &[u8]) -> u32 {
    !octets.iter().fold(u32::MAX, |sum, octet| {
        // The index is one octet, the table has 256 entries.
        (sum >> 8) ^ TABLE[usize::from((sum as u8) ^ octet)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_check_value_comes_out() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn every_single_flipped_bit_is_noticed() {
        let octets: Vec<u8> = (0..=255).collect();
        let sum = crc32(&octets);
        for bit in 0..octets.len() * 8 {
            let mut flipped = octets.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(crc32(&flipped), sum, "bit {bit}");
        }
    }
}
