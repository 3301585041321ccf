//! Faults for requests to come: queued by the operator, asked for by a header, or drawn by seed.

use crate::chance::Chance;
use serde::{Deserialize, Serialize};
use std::sync::{Mutex, PoisonError};

/// What goes wrong with one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The connection is cut; nothing was done.
    DropBefore,
    /// It is done, then the connection is cut without a reply.
    DropAfter,
    /// The network delivers it twice; the second answer goes back (the first, if the second is a refusal).
    Duplicate,
    /// It waits, then goes on.
    Delay,
    /// 500, nothing done.
    #[serde(rename = "status_500")]
    Status500,
    /// 503 with `Retry-After`, nothing done.
    #[serde(rename = "status_503")]
    Status503,
    /// 401 `invalid-token`, nothing done.
    #[serde(rename = "status_401")]
    Status401,
    /// It is done, then the gateway crashes and starts again over its database; no reply.
    Restart,
}

/// A fault to wait for requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultOrder {
    /// A method and the beginning of a path: `PUT /v1/orders`. A path alone means any method.
    pub on: String,
    /// What goes wrong.
    pub kind: FaultKind,
    /// How many requests it hits.
    #[serde(default = "once")]
    pub times: u32,
    /// For [`FaultKind::Delay`], in milliseconds.
    #[serde(default)]
    pub delay_ms: Option<u64>,
}

fn once() -> u32 {
    1
}

impl FaultOrder {
    /// One request beginning with `on` goes wrong in this way.
    pub fn once(on: &str, kind: FaultKind) -> Self {
        Self { on: on.to_owned(), kind, times: 1, delay_ms: None }
    }

    fn hits(&self, method: &str, path: &str) -> bool {
        match self.on.split_once(' ') {
            Some((on_method, on_path)) => on_method == method && path.starts_with(on_path),
            None => path.starts_with(&self.on),
        }
    }
}

/// A fault that hits a request now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) kind: FaultKind,
    pub(crate) delay_ms: u64,
}

/// The faults that wait.
pub(crate) struct Faults {
    allowed: bool,
    weather_per_mille: u32,
    chance: Chance,
    waiting: Mutex<Vec<FaultOrder>>,
}

impl Faults {
    pub(crate) fn new(allowed: bool, weather_per_mille: u32, seed: u64) -> Self {
        Self { allowed, weather_per_mille, chance: Chance::new(seed, u64::MAX), waiting: Mutex::default() }
    }

    /// Queues a fault; false if this sandbox does not allow any.
    pub(crate) fn add(&self, order: FaultOrder) -> bool {
        if self.allowed {
            self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(order);
        }
        self.allowed
    }

    /// Forgets every fault that waits.
    pub(crate) fn clear(&self) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// How many requests the queue will still hit.
    pub(crate) fn waiting(&self) -> u64 {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).iter().map(|f| u64::from(f.times)).sum()
    }

    /// The fault for this request, if there is one: by header, then by queue, then by weather.
    pub(crate) fn pick(&self, method: &str, path: &str, header: Option<&str>) -> Option<Fault> {
        if !self.allowed {
            return None;
        }
        if let Some(fault) = header.and_then(read_header) {
            return Some(fault);
        }
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(order) = waiting.iter_mut().find(|f| f.times > 0 && f.hits(method, path)) {
            order.times -= 1;
            let fault = Fault { kind: order.kind, delay_ms: order.delay_ms.unwrap_or(200).min(60_000) };
            waiting.retain(|f| f.times > 0);
            return Some(fault);
        }
        (self.chance.below(1_000) < u64::from(self.weather_per_mille)).then(|| self.weather())
    }

    fn weather(&self) -> Fault {
        use FaultKind::{Delay, DropAfter, DropBefore, Duplicate, Status500, Status503};
        let kinds = [DropBefore, DropAfter, Duplicate, Delay, Status500, Status503];
        let drawn = usize::try_from(self.chance.below(6)).unwrap_or(0);
        Fault { kind: kinds.get(drawn).copied().unwrap_or(Delay), delay_ms: 20 + self.chance.below(200) }
    }
}

/// `Shebao-Fault: drop_after`, `Shebao-Fault: delay=300`.
fn read_header(text: &str) -> Option<Fault> {
    let (name, value) = text.split_once('=').unwrap_or((text, "200"));
    let kind = serde_json::from_value(serde_json::Value::String(name.trim().to_owned())).ok()?;
    Some(Fault { kind, delay_ms: value.trim().parse::<u64>().ok()?.min(60_000) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queued_fault_hits_its_requests_and_no_more() {
        let faults = Faults::new(true, 0, 1);
        faults.add(FaultOrder { times: 2, ..FaultOrder::once("PUT /v1/orders", FaultKind::DropAfter) });
        assert_eq!(faults.pick("GET", "/v1/orders/1", None), None);
        for _ in 0..2 {
            assert_eq!(faults.pick("PUT", "/v1/orders/1", None).map(|f| f.kind), Some(FaultKind::DropAfter));
        }
        assert_eq!(faults.pick("PUT", "/v1/orders/1", None), None);
    }

    #[test]
    fn a_sandbox_without_faults_honours_none() {
        let faults = Faults::new(false, 1_000, 1);
        assert!(!faults.add(FaultOrder::once("/", FaultKind::Restart)));
        assert_eq!(faults.pick("GET", "/v1/card", Some("drop_before")), None);
    }

    #[test]
    fn the_header_names_a_kind_and_a_delay() {
        assert_eq!(read_header("delay=35"), Some(Fault { kind: FaultKind::Delay, delay_ms: 35 }));
        assert_eq!(read_header("status_503").map(|f| f.kind), Some(FaultKind::Status503));
        assert_eq!(read_header("explode"), None);
    }

    #[test]
    fn weather_is_the_same_for_the_same_seed() {
        let draw = |seed| {
            let faults = Faults::new(true, 300, seed);
            (0..50).map(|_| faults.pick("GET", "/v1/card", None)).collect::<Vec<_>>()
        };
        assert_eq!(draw(4), draw(4));
        assert_ne!(draw(4), draw(5));
    }
}
