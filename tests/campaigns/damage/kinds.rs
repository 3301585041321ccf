//! The ways a journal is damaged.

use super::histories::{History, Moment};
use crate::simulation::frames::{HEADER, frames};
use shebao_core::simulation::Dice;

/// A way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Bits turn over.
    Flip,
    /// A stretch reads as zeros.
    Zero,
    /// The end is missing.
    Cut,
    /// A stretch is missing.
    Hole,
    /// Two frames change places.
    Swap,
    /// A frame stands there twice.
    Duplicate,
    /// All frames stand in another order.
    Reorder,
    /// A frame is missing.
    Drop,
    /// An older copy of the file.
    OlderCopy,
    /// The beginning of an older copy, and the frames of this one.
    Mixed,
    /// Something else stands behind the end.
    Garbage,
    /// Another citizen's file.
    Foreign,
    /// No file.
    Gone,
}

pub const KINDS: [Kind; 13] = [
    Kind::Flip,
    Kind::Zero,
    Kind::Cut,
    Kind::Hole,
    Kind::Swap,
    Kind::Duplicate,
    Kind::Reorder,
    Kind::Drop,
    Kind::OlderCopy,
    Kind::Mixed,
    Kind::Garbage,
    Kind::Foreign,
    Kind::Gone,
];

/// The header, then each frame.
fn parts(octets: &[u8]) -> Vec<&[u8]> {
    let mut parts = vec![&octets[..HEADER]];
    parts.extend(frames(octets));
    parts
}

/// The damaged file; `None` is no file.
pub fn damaged(kind: Kind, history: &History, now: &Moment, dice: &mut Dice) -> Option<Vec<u8>> {
    let mut octets = now.octets.clone();
    let (a, b) = (dice.below(octets.len()), dice.below(octets.len()));
    let (from, until) = (a.min(b), a.max(b) + 1);
    let mut frames = parts(&now.octets);
    let any = |dice: &mut Dice, frames: &[&[u8]]| 1 + dice.below(frames.len().saturating_sub(1).max(1));
    let older = &history.moments[dice.below(now.number + 1)].octets;
    match kind {
        Kind::Flip => (0..=dice.below(3)).for_each(|_| {
            let at = dice.below(octets.len());
            octets[at] ^= 1 << dice.below(8);
        }),
        Kind::Zero => octets[from..until].fill(0),
        Kind::Cut => octets.truncate(a),
        Kind::Hole => drop(octets.drain(from..until)),
        Kind::Garbage => octets.extend((0..=dice.below(300)).map(|_| dice.roll() as u8)),
        Kind::OlderCopy => octets.clone_from(older),
        Kind::Foreign => octets.clone_from(&history.foreign),
        Kind::Gone => return None,
        Kind::Mixed => {
            let old = parts(older);
            frames[0] = old[0];
            if old.len() > 1 && frames.len() > 1 {
                frames[1] = old[1];
            }
            octets = frames.concat();
        }
        Kind::Swap | Kind::Duplicate | Kind::Reorder | Kind::Drop if frames.len() < 2 => {}
        Kind::Swap => {
            let (a, b) = (any(dice, &frames), any(dice, &frames));
            frames.swap(a, b);
            octets = frames.concat();
        }
        Kind::Duplicate => {
            let (which, to) = (any(dice, &frames), any(dice, &frames));
            frames.insert(to, frames[which]);
            octets = frames.concat();
        }
        Kind::Drop => {
            frames.remove(any(dice, &frames));
            octets = frames.concat();
        }
        Kind::Reorder => {
            let count = frames.len();
            frames[1..].rotate_left(dice.below(count));
            octets = frames.concat();
        }
    }
    Some(octets)
}
