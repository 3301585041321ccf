//! The rules these pages cite. Each names where it comes from; the catalogue's line says "by present rules", and a bureau confirms.

use super::InsuranceKind;
use crate::says::Says;

/// Months of contributions for a monthly pension: 15 years (Social Insurance Law, art. 16). From 2030 the minimum rises by six months
/// a year to 20 years (decision on the gradual change of the retirement age, 2024; quoted by third parties, to be confirmed by the
/// adopting bureau), so what is said is the present minimum, marked as present.
const PENSION_MINIMUM_MONTHS: u32 = 15 * 12;

/// How far a count of months is from the present minimum.
pub(super) fn to_minimum(months: u32) -> Says {
    match PENSION_MINIMUM_MONTHS.checked_sub(months) {
        Some(missing) if missing > 0 => Says::word("insurance_minimum_missing")
            .count("years", PENSION_MINIMUM_MONTHS / 12)
            .count("count", missing),
        _ => Says::word("insurance_minimum_reached").count("years", PENSION_MINIMUM_MONTHS / 12),
    }
}

/// 126 months as 10 years and 6 months.
pub(super) fn in_years(months: u32) -> Says {
    match (months / 12, months % 12) {
        (years, 0) => Says::word("insurance_years").count("count", years),
        (years, rest) => Says::word("insurance_years_months").count("years", years).count("count", rest),
    }
}

/// The rule a page cites.
pub(super) fn cited(kind: InsuranceKind, scheme: Option<&str>) -> Option<Says> {
    let key = match (kind, scheme) {
        // The law above.
        (InsuranceKind::Pension, Some(_)) => "insurance_rule_pension_minimum",
        // A missed window: three months' wait, a month more for each missed year (quoted by third parties).
        (InsuranceKind::Medical, Some("resident_medical")) => "insurance_rule_medical_resident",
        // Six months' wait unless resumed within three (one city; quoted by third parties).
        (InsuranceKind::Medical, Some("flexible")) => "insurance_rule_medical_flexible",
        // Social Insurance Law, art. 46: at most 12, 18, 24 months after 1, 5, 10 years.
        (InsuranceKind::Unemployment, Some(_)) => "insurance_rule_unemployment",
        // Social Insurance Law, art. 33 and 53: the employer alone pays.
        (InsuranceKind::Injury | InsuranceKind::Maternity, Some(_)) => "insurance_rule_employer_pays",
        _ => return None,
    };
    Some(Says::word(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_to_the_present_minimum() {
        let says = |months| to_minimum(months);
        assert_eq!(says(126), Says::word("insurance_minimum_missing").count("years", 15).count("count", 54));
        assert_eq!(says(179), Says::word("insurance_minimum_missing").count("years", 15).count("count", 1));
        for enough in [180, 181, 1_200] {
            assert_eq!(says(enough), Says::word("insurance_minimum_reached").count("years", 15));
        }
    }

    #[test]
    fn months_are_said_as_years() {
        assert_eq!(in_years(126), Says::word("insurance_years_months").count("years", 10).count("count", 6));
        assert_eq!(in_years(120), Says::word("insurance_years").count("count", 10));
    }

    #[test]
    fn who_is_not_insured_is_cited_no_rule() {
        assert_eq!(cited(InsuranceKind::Pension, None), None);
        assert!(cited(InsuranceKind::Medical, Some("resident_medical")).is_some());
        assert_eq!(cited(InsuranceKind::Medical, Some("employee_medical")), None);
    }
}
