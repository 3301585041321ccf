//! What is kept of what the bureau publishes, and under which names.

use super::ArticleKind;
use super::wire::segment;

/// The list of one kind.
pub(super) fn list(kind: ArticleKind) -> String {
    format!("list/{}", segment(kind))
}

/// One article. Ids are checked before.
pub(super) fn article(id: &str) -> String {
    format!("article/{id}")
}

/// Which texts were read here.
pub(super) const READ: &str = "read";

/// Which articles are favourites.
pub(super) const FAVOURITES: &str = "favourites";

/// One favourite, whole. Ids are checked before.
pub(super) fn favourite(id: &str) -> String {
    format!("favourite/{id}")
}
