//! What a signature is for, and whose it must be.

/// A use of the signed format. Each has its own `typ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Use {
    /// The bureau's configuration.
    Config,
    /// An enrolment code.
    Enrol,
    /// A payment order, by the device.
    Order,
    /// The request to stop an order, by the device.
    Close,
    /// An act on an auto-debit mandate, by the device.
    Mandate,
    /// The gateway's word on what came of such an act.
    MandateState,
    /// An order in the name of a mandate, by the gateway.
    MandateOrder,
    /// A report that a card is lost, its taking back, or the request for another card, by the device.
    Loss,
    /// The request to remove a device, by another one.
    Removal,
    /// Proof that an order was paid.
    Receipt,
    /// Proof that an order never will be.
    Tombstone,
    /// What became of the money of a paid order that was given back.
    Refund,
    /// A message.
    Message,
    /// A region's rules.
    Rules,
}

/// Whose key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// A root of the build: signs the configuration and nothing else. Never in a configuration.
    Root,
    /// A device's own consent key. Never in a configuration.
    Device,
    /// Enrolment codes.
    Enrolment,
    /// Tombstones, mandates' states and their orders.
    Orders,
    /// Receipts and refunds.
    Receipts,
    /// Messages.
    Messages,
    /// Rules: what is charged, and from when.
    Rules,
}

impl Use {
    /// The `typ` of the header.
    pub(crate) fn typ(self) -> &'static str {
        match self {
            Self::Config => "shebao-config+jws",
            Self::Enrol => "shebao-enrol+jws",
            Self::Order => "shebao-order+jws",
            Self::Close => "shebao-close+jws",
            Self::Mandate => "shebao-mandate+jws",
            Self::MandateState => "shebao-mandate-state+jws",
            Self::MandateOrder => "shebao-mandate-order+jws",
            Self::Loss => "shebao-loss+jws",
            Self::Removal => "shebao-device-removal+jws",
            Self::Receipt => "shebao-receipt+jws",
            Self::Tombstone => "shebao-tombstone+jws",
            Self::Refund => "shebao-refund+jws",
            Self::Message => "shebao-message+jws",
            Self::Rules => "shebao-rules+jws",
        }
    }

    /// Whose key must have signed it.
    pub(crate) fn role(self) -> Role {
        match self {
            Self::Config => Role::Root,
            Self::Enrol => Role::Enrolment,
            Self::Order | Self::Close | Self::Mandate | Self::Loss | Self::Removal => Role::Device,
            Self::Receipt | Self::Refund => Role::Receipts,
            Self::Tombstone | Self::MandateState | Self::MandateOrder => Role::Orders,
            Self::Message => Role::Messages,
            Self::Rules => Role::Rules,
        }
    }

    /// The most octets the whole text may have.
    pub(crate) fn limit(self) -> usize {
        match self {
            // Never more than a code may hold: it is only ever scanned.
            Self::Enrol => 400,
            // A receipt also fits a code, but money is not left in doubt because a bureau's names are long.
            Self::Close | Self::Loss | Self::Removal | Self::Receipt => 1024,
            Self::Message => 4096,
            Self::Order
            | Self::Mandate
            | Self::MandateState
            | Self::MandateOrder
            | Self::Tombstone
            | Self::Refund => 8 * 1024,
            Self::Config | Self::Rules => 64 * 1024,
        }
    }
}
