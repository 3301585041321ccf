//! Pushes that arrived while the app was locked: kept as they came, opened after unlocking. They are sealed already; the folder is cleared
//! with the rest when signing out.

use crate::durable;
use crate::error::Outcome;
use crate::signed::{hex, sha256};
use std::path::{Path, PathBuf};

/// So many are kept; the gateway's list has them all anyway.
const MOST: usize = 200;
const LIMIT: u64 = super::push::LIMIT as u64;

fn folder(directory: &Path) -> PathBuf {
    directory.join("spool")
}

/// Keeps one. The same push twice is one file.
pub(super) fn keep(directory: &Path, sealed: &[u8]) -> Outcome<()> {
    let folder = folder(directory);
    std::fs::create_dir_all(&folder).map_err(|error| durable::failed(&error, "spool"))?;
    if names(&folder).len() >= MOST {
        return Ok(());
    }
    durable::write(&folder.join(hex(&sha256(sealed))), sealed)
}

/// Everything kept, with the way to forget each.
pub(super) fn kept(directory: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let read = |path: PathBuf| match durable::read(&path, LIMIT) {
        Ok(Some(sealed)) => Some((path, sealed)),
        _ => None,
    };
    names(&folder(directory)).into_iter().filter_map(read).collect()
}

/// Forgets everything.
pub(super) fn clear(directory: &Path) -> Outcome<()> {
    names(&folder(directory)).iter().try_for_each(|path| durable::remove(path))
}

fn names(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_once() {
        let folder = tempfile::tempdir().unwrap();
        keep(folder.path(), b"sealed").unwrap();
        keep(folder.path(), b"sealed").unwrap();
        keep(folder.path(), b"another").unwrap();
        assert_eq!(kept(folder.path()).len(), 2);
        clear(folder.path()).unwrap();
        assert!(kept(folder.path()).is_empty());
    }
}
