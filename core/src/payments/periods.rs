//! Periods as a receipt writes them: five octets for any months of one year, so that a code is no longer for twelve months than for one.

/// More than any order may cover.
const MOST: usize = 24;

/// Reads `26c00,27`: one group for each year, ascending, commas between. `YY` is the year 20YY. `YYHHH` is months of 20YY, one bit each in
/// three lower-case hex digits, January the highest. Anything else is not read: one set of periods has one text.
pub(super) fn read(text: &str) -> Option<Vec<String>> {
    let mut periods: Vec<String> = Vec::new();
    let mut last = None;
    for group in text.split(',') {
        let (year, months) = group.split_at_checked(2)?;
        let follows = last.is_none_or(|last| last < year);
        if !follows || !year.bytes().all(|octet| octet.is_ascii_digit()) {
            return None;
        }
        last = Some(year);
        if months.is_empty() {
            periods.push(format!("20{year}"));
        } else {
            periods.extend(named(year, bits(months)?));
        }
        if periods.len() > MOST {
            return None;
        }
    }
    Some(periods)
}

/// Three lower-case hex digits, at least one bit set.
fn bits(digits: &str) -> Option<u16> {
    let lower = digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let bits = lower.then(|| u16::from_str_radix(digits, 16).ok())??;
    (bits != 0).then_some(bits)
}

fn named(year: &str, bits: u16) -> impl Iterator<Item = String> {
    (1u16..=12)
        .filter(move |month| bits >> (12 - month) & 1 == 1)
        .map(move |month| format!("20{year}-{month:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn months_are_bits_and_years_are_years() {
        assert_eq!(read("26002").unwrap(), ["2026-11"]);
        assert_eq!(read("26003,27800").unwrap(), ["2026-11", "2026-12", "2027-01"]);
        assert_eq!(read("26fff").unwrap().len(), 12);
        assert_eq!(read("27").unwrap(), ["2027"]);
        assert_eq!(read("27,28").unwrap(), ["2027", "2028"]);
    }

    #[test]
    fn one_set_of_periods_has_one_text() {
        for text in [
            "",
            ",",
            "26000",
            "26",
            "2600",
            "260021",
            "26FFF",
            "+6002",
            "２６002",
            "26002,",
            "26002,26001",
            "26001,26002,",
            "27,27",
            "27,26",
            "27800,26001",
            "2 002",
            "26fff,27fff,28800",
        ] {
            let read = read(text);
            assert!(text == "26" && read.is_some() || text != "26" && read.is_none(), "{text}: {read:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[0-9a-f,é]{0,60}") {
            if let Some(periods) = read(&text) {
                prop_assert!((1..=MOST).contains(&periods.len()));
            }
        }
    }
}
