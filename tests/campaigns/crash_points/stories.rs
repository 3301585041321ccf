//! What a citizen does, step by step, without any trouble but the one crash.

use crate::simulation::answers::events;
use crate::simulation::phone::Message;
use crate::simulation::world::World;
use shebao_core::simulation::{Event, Order, State};
use shebao_sandbox::decide::attempts::ATTEMPT_LIFE;
use shebao_sandbox::decide::order::OrderState;

const PAID: &str = "0000000000000000000000000000000a";
const OTHER: &str = "0000000000000000000000000000000b";

/// A story, what it must pass, and what must be true after it whenever the power failed.
pub struct Story {
    pub name: &'static str,
    pub live: fn(&mut World),
    pub ended: fn(&World) -> Result<(), String>,
    pub passes: &'static [&'static str],
}

pub const STORIES: [Story; 8] = [
    Story {
        name: "paying",
        live: |world| {
            let _ = pay(world, 0, PAID, "2026-11");
        },
        ended: |world| one_of(world, PAID, &[State::Paid]),
        passes: &["append payments.journal", "sync payments.journal", "anchor", "send", "gateway", "answer"],
    },
    Story {
        name: "stopping",
        live: |world| {
            let _ = stop(world);
        },
        ended: |world| one_of(world, PAID, &[State::Cancelled, State::Paid]),
        passes: &["append payments.journal", "send", "answer"],
    },
    Story {
        name: "stopping before it was sent",
        live: |world| {
            let _ = started(world, 0)
                .and_then(|()| confirm(world, 0, PAID, "2026-11"))
                .and_then(|()| happen(world, 0, PAID, &Event::Cancel { close: None }).map(drop));
        },
        ended: |world| one_of(world, PAID, &[State::Cancelled, State::Paid]),
        passes: &["append payments.journal", "anchor"],
    },
    Story {
        name: "refunding",
        live: |world| {
            let _ = refund(world);
        },
        ended: |world| one_of(world, PAID, &[State::Paid, State::Refunding, State::Refunded]),
        passes: &["append payments.journal", "list"],
    },
    Story {
        name: "compacting",
        live: |world| {
            let _ = compact(world);
        },
        ended: |world| one_of(world, PAID, &[State::Paid]),
        passes: &[
            "append payments.journal.new",
            "sync payments.journal.new",
            "rename to payments.journal",
            "sync the folder",
        ],
    },
    Story {
        name: "paying by a second code at the cashier",
        live: |world| {
            let _ = pay_at_the_cashier(world);
        },
        ended: |world| one_of(world, PAID, &[State::Paid]),
        passes: &["append payments.journal", "send", "gateway", "answer"],
    },
    Story {
        name: "stopping at the cashier",
        live: |world| {
            let _ = stop_at_the_cashier(world);
        },
        ended: |world| one_of(world, PAID, &[State::Cancelled, State::Paid]),
        passes: &["append payments.journal", "send", "gateway", "answer"],
    },
    Story {
        name: "adopting",
        live: |world| {
            let _ = adopt(world);
        },
        ended: |world| one_of(world, PAID, &[State::Paid]),
        passes: &["list", "append payments.journal", "anchor"],
    },
];

/// The story ends where the power failed.
type Going = Option<()>;

fn started(world: &mut World, who: usize) -> Going {
    world.phones[who].token_until = i64::MAX;
    world.phones[who].start().ok()
}

fn confirm(world: &mut World, who: usize, id: &str, period: &str) -> Going {
    confirm_from(world, who, id, period, "card")
}

fn confirm_from(world: &mut World, who: usize, id: &str, period: &str, instrument: &str) -> Going {
    let offer = world.bureau.quote(&[period.to_owned()], instrument);
    let now = world.bureau.now;
    world.phones[who].confirm(id, &offer, &offer, now).ok().filter(|begun| *begun).map(drop)
}

/// An event happens, and what follows from it is sent and answered, until there is nothing to send.
fn happen(world: &mut World, who: usize, id: &str, event: &Event) -> Going {
    let mut message = world.phones[who].happen(id, event).ok()?;
    while let Some(sent) = message.take() {
        if !world.phones[who].passes("send") {
            return None;
        }
        message = answered(world, who, &sent)?;
    }
    Some(())
}

fn answered(world: &mut World, who: usize, sent: &Message) -> Option<Option<Message>> {
    let said = world.received(sent)?;
    // It reached the gateway, and the phone goes down before it hears.
    if !world.phones[who].passes("answer") {
        return None;
    }
    let mut next = None;
    for event in events(&said, sent.request) {
        next = world.phones[who].happen(sent.order.id(), &event).ok()?.or(next);
    }
    Some(next)
}

fn list(world: &mut World, who: usize) -> Going {
    if !world.phones[who].passes("list") {
        return None;
    }
    let (changed, cursor) = world.bureau.list(world.phones[who].cursor())?;
    world.phones[who].follow(&changed, cursor).ok().map(drop)
}

/// Asks until there is an end: the bank answers in its own time.
fn pay(world: &mut World, who: usize, id: &str, period: &str) -> Going {
    if !world.phones[who].is_running() {
        started(world, who)?;
    }
    confirm(world, who, id, period)?;
    for _ in 0..20 {
        if world.phones[who].order(id).is_some_and(|order| !order.state.is_live()) {
            return Some(());
        }
        happen(world, who, id, &Event::Ask)?;
        let mut dice = world.dice.clone();
        world.bureau.resume(&mut dice);
        world.dice = dice;
        if world.bureau.down {
            return None;
        }
    }
    None
}

/// Asks, and lets the gateway go on, until the phone knows what is waited for.
fn until(world: &mut World, known: fn(&Order) -> bool) -> Going {
    for _ in 0..20 {
        if world.phones[0].order(PAID).is_some_and(known) {
            return Some(());
        }
        happen(world, 0, PAID, &Event::Ask)?;
        go_on(world)?;
    }
    None
}

/// The gateway takes up what is unfinished.
fn go_on(world: &mut World) -> Going {
    let mut dice = world.dice.clone();
    world.bureau.resume(&mut dice);
    world.dice = dice;
    (!world.bureau.down).then_some(())
}

/// Until the first code can be scanned.
fn at_the_cashier(world: &mut World) -> Going {
    started(world, 0)?;
    confirm_from(world, 0, PAID, "2026-11", "cashier")?;
    until(world, |order| shown(order).is_some())
}

fn shown(order: &Order) -> Option<&String> {
    order.at_cashier()?.code.as_ref()
}

fn scan(world: &mut World) -> Going {
    let code = shown(world.phones[0].order(PAID)?)?.clone();
    let mut dice = world.dice.clone();
    world.bureau.scan(&code, &mut dice);
    world.dice = dice;
    (!world.bureau.down).then_some(())
}

/// The first code is over; the second is scanned.
fn pay_at_the_cashier(world: &mut World) -> Going {
    at_the_cashier(world)?;
    world.bureau.now += ATTEMPT_LIFE;
    go_on(world)?;
    until(world, |order| order.next_attempt().is_some())?;
    happen(world, 0, PAID, &Event::Another)?;
    until(world, |order| shown(order).is_some())?;
    scan(world)?;
    until(world, |order| !order.state.is_live())
}

fn stop_at_the_cashier(world: &mut World) -> Going {
    at_the_cashier(world)?;
    happen(world, 0, PAID, &Event::Cancel { close: Some("close.jws".to_owned()) })?;
    until(world, |order| !order.state.is_live())
}

fn stop(world: &mut World) -> Going {
    started(world, 0)?;
    confirm(world, 0, PAID, "2026-11")?;
    // Sent, and its answer never heard: in doubt.
    let message = world.phones[0].happen(PAID, &Event::Ask).ok()??;
    world.phones[0].passes("send").then_some(())?;
    drop(message);
    happen(world, 0, PAID, &Event::Lost)?;
    happen(world, 0, PAID, &Event::Cancel { close: Some("close.jws".to_owned()) })
}

fn refund(world: &mut World) -> Going {
    pay(world, 0, PAID, "2026-11")?;
    for _ in 0..2 {
        world.bureau.refund(PAID);
        list(world, 0)?;
    }
    Some(())
}

fn compact(world: &mut World) -> Going {
    pay(world, 0, PAID, "2026-11")?;
    world.phones[0].compact().ok()?;
    confirm(world, 0, OTHER, "2026-12")?;
    world.phones[0].compact().ok()?;
    happen(world, 0, OTHER, &Event::Ask)?;
    world.phones[0].compact().ok()
}

fn adopt(world: &mut World) -> Going {
    pay(world, 1, PAID, "2026-11")?;
    started(world, 0)?;
    list(world, 0)?;
    world.bureau.stage(PAID);
    list(world, 0)
}

/// If the order was ever begun, it is in one of these states on every phone that knows it, and the money is where they say.
fn one_of(world: &World, id: &str, states: &[State]) -> Result<(), String> {
    for phone in &world.phones {
        let Some(order) = phone.order(id) else { continue };
        if !states.contains(&order.state) {
            return Err(format!("ended as {:?}", order.state));
        }
        let moved = world.bureau.taken().any(|debit| debit.call.order == id)
            || world.bureau.takings().any(|ticket| ticket.call.order == id);
        if moved != matches!(order.state, State::Paid | State::Refunding) {
            return Err(format!("{:?}, and money moved: {moved}", order.state));
        }
    }
    match world.bureau.orders.get(id).map(|order| order.state) {
        Some(OrderState::Accepted | OrderState::DebitSent | OrderState::AtCashier) => {
            Err("still open at the gateway".to_owned())
        }
        _ => Ok(()),
    }
}
