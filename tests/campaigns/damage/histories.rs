//! Journals as lives make them, with every moment remembered.

use crate::simulation::phone::key;
use crate::simulation::phone_disk::{PhoneAnchor, PhoneDisk};
use crate::simulation::points::Points;
use shebao_core::simulation::{
    About, Books, Clerk, Dice, Event, Head, JournalKey, Listed, Obligation, Order, Receipt, State, Terms,
    Tombstone, Why, left_half,
};

pub const FILE: &str = "payments.journal";

/// The journal after a record.
pub struct Moment {
    pub number: usize,
    pub octets: Vec<u8>,
    pub head: Head,
    pub books: Books,
}

/// One journal's life.
pub struct History {
    /// From the empty journal on.
    pub moments: Vec<Moment>,
    /// A whole journal of another citizen's.
    pub foreign: Vec<u8>,
}

fn order(number: u64) -> Order {
    let id = format!("{number:032x}");
    let terms = Terms {
        id: id.clone(),
        ob: Obligation {
            person: "p-wang".to_owned(),
            scheme: "pension_flexible".to_owned(),
            region: "990100".to_owned(),
            period: vec![format!("{:04}-{:02}", 2026 + number / 12, 1 + number % 12)],
        },
        amt: 100_000,
        cur: "CNY".to_owned(),
        tar: "2026-07".to_owned(),
        quo: "q1".to_owned(),
        pye: "treasury".to_owned(),
        ins: "card".to_owned(),
        ch: "card_debit".to_owned(),
        iat: 1_795_500_000,
        jseq: 0,
        jhead: String::new(),
    };
    Order::prepared(terms, format!("jws-{id}"), format!("{number:064x}"), About::default())
}

/// Something that can happen to an order next.
fn event(order: &Order, dice: &mut Dice) -> Event {
    let receipt = Receipt {
        ord: order.id().to_owned(),
        fp: left_half(&order.fingerprint).to_owned(),
        amt: order.terms.amt,
        paid_at: 1,
        bank_ref: "TB".to_owned(),
        scheme: order.terms.ob.scheme.clone(),
        region: Some(order.terms.ob.region.clone()),
        period: order.terms.ob.period.clone(),
        person: String::new(),
        text: format!("receipt-{}", order.id()),
    };
    let closed = Tombstone {
        ord: order.id().to_owned(),
        fp: Some(order.fingerprint.clone()),
        why: Why::Closed,
        text: format!("tombstone-{}", order.id()),
    };
    match dice.below(7) {
        0 | 1 => Event::Ask,
        2 => Event::Pending,
        3 => Event::Receipt(receipt),
        4 => Event::Tombstone(closed),
        5 => Event::TooLong,
        _ => Event::Cancel { close: Some(format!("close-{}", order.id())) },
    }
}

fn life(key: JournalKey, dice: &mut Dice) -> Vec<Moment> {
    let disk = PhoneDisk::new(None, &Points::default(), dice.roll());
    let mut clerk = Clerk::open(disk.clone(), key, PhoneAnchor::holding(None)).unwrap();
    let mut moments: Vec<Moment> = Vec::new();
    let (steps, mut orders) = (8 + dice.below(30), 0);
    for step in 0..=steps {
        if moments.last().is_none_or(|last| last.head != clerk.head()) {
            moments.push(Moment {
                number: moments.len(),
                octets: disk.disk.content(FILE).unwrap(),
                head: clerk.head(),
                books: clerk.books().clone(),
            });
        }
        let known: Vec<Order> = clerk.books().orders().cloned().collect();
        match dice.below(8) {
            0..=1 => {
                clerk.begin(order(orders)).unwrap();
                orders += 1;
            }
            2 if step > 0 => clerk.compact().unwrap(),
            3 => clerk.listed(&step.to_string()).unwrap(),
            _ => {
                if let Some(order) = known.get(dice.below(known.len())) {
                    clerk.advance(order.id(), &event(order, dice)).unwrap();
                }
            }
        }
    }
    moments
}

/// Some journals, short and long.
pub fn histories(dice: &mut Dice) -> Vec<History> {
    (0..24)
        .map(|_| {
            let foreign =
                life(JournalKey::new([9; 32]), dice).pop().map(|last| last.octets).unwrap_or_default();
            History { moments: life(key(), dice), foreign }
        })
        .collect()
}

impl History {
    /// True if the order once stood like this, or would after the doubt that damage leaves.
    pub fn was(&self, order: &Order) -> bool {
        self.moments.iter().filter_map(|moment| moment.books.order(order.id())).any(|known| {
            let doubted = Order { state: State::Submitting, ..known.clone() };
            known == order || known.state == State::Prepared && doubted == *order
        })
    }

    /// What the gateway would list: every order that ever was.
    pub fn listed(&self) -> Vec<Listed> {
        let last = self.moments.last().map(|moment| &moment.books);
        last.into_iter()
            .flat_map(Books::orders)
            .map(|order| Listed {
                terms: order.terms.clone(),
                jws: order.jws.clone(),
                fingerprint: order.fingerprint.clone(),
                about: About::default(),
            })
            .collect()
    }

    pub fn new_order(&self) -> Order {
        order(4_000)
    }
}
