//! The shells' resources, written from the catalogue. Never committed.

mod android;
mod apple;
mod kotlin;
mod swift;

pub use android::android;
pub use apple::apple;
pub use kotlin::kotlin;
pub use swift::swift;

use crate::template::{What, pieces};
use crate::typography::keep;

/// A template for a system's own resources: no bold, kept phrases joined, each placeholder written by `slot` from its place in
/// `order` (from 1) and its name, all other text by `text`.
fn resource(
    template: &str,
    order: &[String],
    slot: impl Fn(usize, &str) -> String,
    text: impl Fn(&str) -> String,
) -> String {
    let mut out = String::new();
    for piece in pieces(template) {
        match piece.what {
            What::Slot(name) => {
                let place = order.iter().position(|known| *known == name).map_or(0, |at| at + 1);
                out.push_str(&slot(place, &name));
            }
            What::Text(part) if piece.kept.is_some() => out.push_str(&text(&keep(&part))),
            What::Text(part) => out.push_str(&text(&part)),
        }
    }
    out
}

/// The first lines of every generated file.
const NOTICE: &str = "Generated from core/words/catalogue. Not to be edited.";
