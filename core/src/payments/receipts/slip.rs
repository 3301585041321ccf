//! A receipt as the store keeps it: the signed texts, and what they do not say.

use super::super::flow::{MANDATE, Order};
use super::super::receipt;
use serde::{Deserialize, Serialize};

/// A copy of a verified receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::payments) struct Slip {
    /// The order.
    pub order: String,
    /// The receipt, as signed.
    pub receipt: String,
    /// The newest refund notice, as signed.
    #[serde(default)]
    pub refund: Option<String>,
    /// The insured person, as the bureau calls them.
    pub insured: String,
    /// The insured person's name, masked; empty if it was not known.
    #[serde(default)]
    pub name: String,
    /// What the insured person is to the citizen: `self`, `mother`, …; empty if it was not known.
    #[serde(default)]
    pub relation: String,
    /// Who paid.
    #[serde(default)]
    pub payer: Payer,
    /// The base per month in fen that was confirmed, where the scheme has one.
    #[serde(default)]
    pub base_fen: Option<i64>,
    /// The tax authority's receipt number, once there is one.
    #[serde(default)]
    pub tax_no: Option<String>,
}

/// Who paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::payments) enum Payer {
    /// The citizen, one payment at a time.
    #[default]
    Oneself,
    /// The citizen, by an auto-debit mandate.
    Mandate,
    /// Somebody else, for the citizen.
    Other {
        /// Their name, masked.
        name: String,
    },
}

impl Payer {
    /// What a filter calls them.
    pub fn id(&self) -> String {
        match self {
            Self::Oneself => "self".to_owned(),
            Self::Mandate => "mandate".to_owned(),
            Self::Other { name } => format!("other/{name}"),
        }
    }

    /// Who is meant by such an id.
    pub fn read(id: &str) -> Self {
        match (id, id.strip_prefix("other/")) {
            ("mandate", _) => Self::Mandate,
            (_, Some(name)) => Self::Other { name: name.to_owned() },
            _ => Self::Oneself,
        }
    }
}

impl Slip {
    /// The copy of an order's receipt, if it has one that is about this very order.
    pub fn of(order: &Order) -> Option<Self> {
        let text = order.receipt.as_deref()?;
        receipt::recorded(text).filter(|receipt| receipt.matches(order))?;
        Some(Self {
            order: order.id().to_owned(),
            receipt: text.to_owned(),
            refund: order.refund.clone(),
            insured: order.terms.ob.person.clone(),
            name: order.about.person.clone(),
            relation: order.about.relation.clone(),
            payer: if order.terms.ch == MANDATE { Payer::Mandate } else { Payer::Oneself },
            base_fen: order.about.base_fen,
            tax_no: order.stages.tax_receipt_no.clone(),
        })
    }
}
