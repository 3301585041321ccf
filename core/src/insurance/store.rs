//! What is kept of the five insurances, and under which names.

use super::InsuranceKind;
use super::wire::segment;
use crate::contributions;

/// Under which name the overview is kept.
pub(super) const OVERVIEW: &str = "overview";

/// Under which name a year is kept.
pub(super) fn year(kind: InsuranceKind, year: u16) -> String {
    contributions::kept_name(segment(kind), year)
}

/// Under which name the first page of benefits is kept.
pub(super) fn benefits(kind: InsuranceKind) -> String {
    format!("benefits/{}", segment(kind))
}

/// Under which name the history of what was shown is kept.
pub(super) const WATCHED: &str = "watch/chain";

/// Under which name a page's picture is kept.
pub(super) fn picture(page: &str) -> String {
    format!("watch/picture/{page}")
}
