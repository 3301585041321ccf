//! The one catalogue of words.
