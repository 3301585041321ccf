//! Enums whose documentation is data too.

/// Defines an enum, and `ALL`: each value with what its documentation says, for the figures.
macro_rules! explained {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[doc = $text:literal])+ $value:ident,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[doc = $text])+ $value,)+
        }

        impl $name {
            /// Each, with what it means.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$value, concat!($($text),+))),+];
        }
    };
}

pub(super) use explained;
