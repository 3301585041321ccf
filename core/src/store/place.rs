//! Where a value lies: its room and the MAC of its name.

use crate::error::Outcome;
use crate::secrets::{DeviceLabel, PersonalLabel, Secret, Secrets};
use ring::hmac;

const FORMAT: &[u8] = b"shebao store 1";

/// Who keeps something. Each room has its own names and is sealed under its own key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Room {
    /// What anyone may know: the signed configuration, settings without a person. Readable while locked.
    Public,
    /// Articles. Readable while locked.
    News,
    /// Tokens and who is signed in.
    Session,
    /// The card.
    Card,
    /// The five insurances.
    Insurance,
    /// Bills, and what the gateway says about orders. The orders themselves are in the journal.
    Payments,
    /// Messages.
    Inbox,
    /// The key pushes are sealed under.
    Push,
}

impl Room {
    /// The key of this room: `Locked` or `SignedOut` for a personal one without the personal root.
    pub(super) fn secret(self, secrets: &Secrets) -> Outcome<Secret> {
        match self {
            Self::Public | Self::News => Ok(secrets.device(DeviceLabel::PublicCache)),
            Self::Session => secrets.personal(PersonalLabel::Session),
            Self::Push => secrets.personal(PersonalLabel::Push),
            Self::Card | Self::Insurance | Self::Payments | Self::Inbox => {
                secrets.personal(PersonalLabel::Cache)
            }
        }
    }

    /// Never changes: it is part of what is on disk.
    fn number(self) -> u8 {
        match self {
            Self::Public => 1,
            Self::News => 2,
            Self::Session => 3,
            Self::Card => 4,
            Self::Insurance => 5,
            Self::Payments => 6,
            Self::Inbox => 7,
            Self::Push => 8,
        }
    }

    /// Whose it is, as part of what a value is bound to.
    fn profile(self) -> &'static [u8] {
        match self {
            Self::Public | Self::News => b"device",
            _ => b"personal",
        }
    }
}

/// A room and a name, as they are on disk: neither can be read.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Place {
    room: Room,
    room_mac: [u8; 8],
    name_mac: [u8; 16],
}

impl Place {
    pub(super) fn new(index: &Secret, room: Room, name: &str) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, index.octets());
        let room_mac = mac(&key, &[b"room", &[room.number()]]);
        let name_mac = mac(&key, &[b"name", &[room.number()], name.as_bytes()]);
        Self { room, room_mac, name_mac }
    }

    /// The key of the value's `n`th piece.
    pub(super) fn key(&self, piece: u16) -> Vec<u8> {
        [&self.room_mac[..], &self.name_mac, &piece.to_be_bytes()].concat()
    }

    /// What the keys of everything in the room begin with.
    pub(super) fn room_prefix(&self) -> &[u8] {
        &self.room_mac
    }

    /// What a value sealed for this place and version is bound to.
    pub(super) fn context(&self, version: u64) -> Vec<u8> {
        let profile = self.room.profile();
        [FORMAT, b"/", profile, b"/", &[self.room.number()], &self.name_mac, &version.to_be_bytes()].concat()
    }
}

fn mac<const N: usize>(key: &hmac::Key, parts: &[&[u8]]) -> [u8; N] {
    let mut context = hmac::Context::with_key(key);
    parts.iter().for_each(|part| context.update(part));
    let tag = context.sign();
    let mut short = [0; N];
    short.iter_mut().zip(tag.as_ref()).for_each(|(to, from)| *to = *from);
    short
}
