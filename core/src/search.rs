//! Searching texts on the device, Chinese and Latin alike: by characters, so that the first one typed finds something already.
//!
//! Upper and lower case, full-width and half-width forms are the same. Places are counted in characters of the text as it is shown.

use serde::{Deserialize, Serialize};

/// Longer than anything one types.
const LONGEST: usize = 40;
/// Characters of a text shown around a hit.
const AROUND: usize = 24;

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Needle(Vec<char>);

/// Where something was found in a text that is shown.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HitView {
    /// The text around it.
    pub text: String,
    /// The place of its first character in `text`.
    pub from: u32,
    /// Its length in characters.
    pub count: u32,
}

impl Needle {
    /// `None` if nothing is searched for.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let folded: Vec<char> = text.trim().chars().take(LONGEST).map(fold).collect();
        (!folded.is_empty()).then_some(Self(folded))
    }

    /// The first place, in characters.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let first = *self.0.first()?;
        let mut rest = text.chars();
        let mut at = 0;
        loop {
            let here = rest.clone();
            let next = rest.next()?;
            if fold(next) == first && self.begins(here) {
                return Some(at);
            }
            at += 1;
        }
    }

    fn begins(&self, text: std::str::Chars<'_>) -> bool {
        let mut text = text.map(fold);
        self.0.iter().all(|wanted| text.next() == Some(*wanted))
    }

    /// The first place with the text around it; `None` if it is not there.
    pub(crate) fn hit(&self, text: &str) -> Option<HitView> {
        let at = self.find(text)?;
        let from = at.saturating_sub(AROUND);
        let around = text.chars().skip(from).take(self.0.len() + 2 * AROUND);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Some(HitView {
            text: around.map(|c| if c == '\n' { ' ' } else { c }).collect(),
            from: number(at - from),
            count: number(self.0.len()),
        })
    }
}

/// One character for one, so that places stay.
fn fold(c: char) -> char {
    let half = match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    half.to_lowercase().next().unwrap_or(half)
}

/// Bits of a signature: few enough to read thousands at once, enough that most texts do not have what is rare.
const BITS: usize = 4_096;

/// Which characters and pairs of neighbours some texts have, as a Bloom filter: it may say yes for what is not there, never no for what is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
pub(crate) struct Signature(Vec<u8>);

impl Default for Signature {
    fn default() -> Self {
        Self(vec![0; BITS / 8])
    }
}

impl TryFrom<Vec<u8>> for Signature {
    type Error = &'static str;
    fn try_from(octets: Vec<u8>) -> Result<Self, Self::Error> {
        if octets.len() == BITS / 8 { Ok(Self(octets)) } else { Err("not a signature") }
    }
}

impl From<Signature> for Vec<u8> {
    fn from(signature: Signature) -> Self {
        signature.0
    }
}

impl Signature {
    /// Adds a text.
    pub(crate) fn add(&mut self, text: &str) {
        let mut before = None;
        for c in text.chars().map(fold) {
            self.set(place(None, c));
            if before.is_some() {
                self.set(place(before, c));
            }
            before = Some(c);
        }
    }

    /// The octets.
    pub(crate) fn octets(&self) -> &[u8] {
        &self.0
    }

    fn set(&mut self, place: usize) {
        if let Some(octet) = self.0.get_mut(place / 8) {
            *octet |= 1 << (place % 8);
        }
    }
}

/// The length of a signature's octets.
pub(crate) const SIGNATURE: usize = BITS / 8;

/// False if none of the texts that a signature's octets stand for can have it.
pub(crate) fn has(octets: &[u8], needle: &Needle) -> bool {
    let is_set = |place: usize| octets.get(place / 8).is_none_or(|octet| octet & (1 << (place % 8)) != 0);
    let mut before = None;
    needle.0.iter().all(|c| {
        let pair = before.is_none_or(|_| is_set(place(before, *c)));
        before = Some(*c);
        pair && is_set(place(None, *c))
    })
}

/// Where a character, or a pair, has its bit: the top of a multiplicative hash.
fn place(before: Option<char>, c: char) -> usize {
    let before = before.map_or(0, |before| u64::from(u32::from(before)) + 1);
    let mixed = (before << 32 | u64::from(u32::from(c))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - BITS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn needle(text: &str) -> Needle {
        Needle::new(text).unwrap()
    }

    #[test]
    fn the_first_character_typed_finds_and_forms_do_not_matter() {
        let text = "养老金 2,860.00 元已发放，详见 ＡＢＣ guide。";
        for (typed, at) in [("养", 0), ("老金", 1), ("2,860", 4), ("abc", 21), ("ＧＵＩＤＥ", 25)] {
            assert_eq!(needle(typed).find(text), Some(at), "{typed}");
        }
        assert_eq!(needle("医保").find(text), None);
        assert_eq!((Needle::new("  "), Needle::new("")), (None, None));
    }

    /// The place a naive search finds.
    fn naive(text: &str, typed: &str) -> Option<usize> {
        let folded: Vec<char> = text.chars().map(fold).collect();
        let wanted: Vec<char> = typed.trim().chars().map(fold).collect();
        folded.windows(wanted.len()).position(|window| window == wanted)
    }

    #[test]
    fn a_hit_is_shown_with_its_place_in_what_is_shown() {
        let text = format!("{}养老金\n已发放{}", "前".repeat(100), "后".repeat(100));
        let hit = needle("老金").hit(&text).unwrap();
        let marked: String = hit.text.chars().skip(hit.from as usize).take(hit.count as usize).collect();
        assert_eq!(marked, "老金");
        assert!(!hit.text.contains('\n') && hit.text.chars().count() <= 2 + 2 * AROUND);
    }

    #[test]
    fn a_signature_rules_out_most_of_what_is_not_there() {
        let mut signature = Signature::default();
        signature.add(&"您的养老保险费已于十一月扣款，金额一千元整，请核对缴费凭证。".repeat(8));
        assert!(has(signature.octets(), &needle("养老")));
        let absent = ["医疗", "失业", "工伤", "生育", "认证", "补贴", "挂失", "激活", "密码", "社区"];
        let passed = absent.iter().filter(|word| has(signature.octets(), &needle(word))).count();
        assert!(passed <= 1, "{passed} of {}", absent.len());
    }

    proptest! {
        #[test]
        fn what_a_search_finds_its_signature_never_denies(text in "[a-cA-C养老金医保 \\n]{0,60}", typed in "[a-c养老金医 ]{1,4}") {
            let mut signature = Signature::default();
            signature.add(&text);
            if let Some(needle) = Needle::new(&typed) {
                prop_assert!(needle.find(&text).is_none() || has(signature.octets(), &needle));
                prop_assert_eq!(needle.find(&text), naive(&text, &typed));
            }
        }
    }
}
