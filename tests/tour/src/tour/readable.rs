//! What somebody who finds the phone could read: every file of a folder, searched for what the citizen was shown.

use crate::broken::Held;
use std::path::{Path, PathBuf};

/// A folder's files.
pub struct Found {
    /// Each file's path from the folder on, and its octets.
    pub files: Vec<(PathBuf, u64)>,
    /// The words found in any of them.
    pub words: Vec<String>,
}

/// Searches every file of `folder` for `words`, in UTF-8 and in UTF-16.
pub fn search(folder: &Path, words: &[String]) -> Held<Found> {
    let mut found = Found { files: vec![], words: vec![] };
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let octets = as_text(&std::fs::read(&path)?);
            found.words.extend(words.iter().filter(|word| holds(&octets, word)).cloned());
            let name = path.strip_prefix(folder).unwrap_or(&path).to_owned();
            found.files.push((name, octets.chars().count() as u64));
        }
    }
    found.files.sort();
    Ok(found)
}

/// Octets as text of one character each: the standard library's search in a text is fast in a debug build too.
fn as_text(octets: &[u8]) -> String {
    octets.iter().map(|octet| char::from(*octet)).collect()
}

fn holds(octets: &str, word: &str) -> bool {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    octets.contains(&as_text(word.as_bytes())) || octets.contains(&as_text(&wide))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_left_in_a_file_is_found() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("a")).unwrap();
        std::fs::write(folder.path().join("a/b"), "..王芳..").unwrap();
        let words = ["王芳".to_owned(), "李秀英".to_owned()];
        let found = search(folder.path(), &words).unwrap();
        assert_eq!(found.words, ["王芳"]);
        assert_eq!(found.files.len(), 1);
    }
}
