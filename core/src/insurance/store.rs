//! What is kept of the five insurances, and under which names.

use super::InsuranceKind;
use super::wire::segment;

/// Under which name the overview is kept.
pub(super) const OVERVIEW: &str = "overview";

/// Under which name a year is kept.
pub(super) fn year(kind: InsuranceKind, year: u16) -> String {
    format!("contributions/{}/{year}", segment(kind))
}

/// Under which name the first page of benefits is kept.
pub(super) fn benefits(kind: InsuranceKind) -> String {
    format!("benefits/{}", segment(kind))
}
