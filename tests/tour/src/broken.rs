//! Why a command did not do what it was asked.

use shebao_core::{CitizenError, KeyStoreError};
use std::fmt;

/// A step that did not hold, in one line.
#[derive(Debug)]
pub struct Broken {
    why: String,
    status: u8,
    told: bool,
}

/// What a command ends with.
pub type Held<T = ()> = Result<T, Broken>;

impl Broken {
    /// Something did not work: exit status 1.
    pub fn new(why: impl Into<String>) -> Self {
        Self { why: why.into(), status: 1, told: false }
    }

    /// The command line makes no sense: exit status 2.
    pub fn usage(why: impl Into<String>) -> Self {
        Self { status: 2, ..Self::new(why) }
    }

    /// Somebody stopped it: exit status 130, as shells have it.
    pub fn stopped() -> Self {
        Self { status: 130, ..Self::new("stopped") }
    }

    /// The same, when it was shown to the reader already.
    pub fn told(self) -> Self {
        Self { told: true, ..self }
    }

    /// Whether it was shown already.
    pub fn is_told(&self) -> bool {
        self.told
    }

    /// The exit status.
    pub fn status(&self) -> u8 {
        self.status
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl From<CitizenError> for Broken {
    fn from(error: CitizenError) -> Self {
        Self::new(format!("the core answers: {error}"))
    }
}

impl From<KeyStoreError> for Broken {
    fn from(error: KeyStoreError) -> Self {
        Self::new(format!("the key store answers: {error}"))
    }
}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        Self::new(error.to_string())
    }
}

impl From<reqwest::Error> for Broken {
    fn from(error: reqwest::Error) -> Self {
        let mut why = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(inner) = cause {
            why.push_str(&format!(": {inner}"));
            cause = inner.source();
        }
        Self::new(why)
    }
}
