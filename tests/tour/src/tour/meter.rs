//! What each step cost: requests, octets, time. The gateway counts, not the app.

use serde_json::Value;
use std::time::{Duration, Instant};

/// What the gateway counted since its start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    requests: u64,
    octets: u64,
    tls: Option<String>,
}

impl Counts {
    /// From the operator's `state`.
    pub fn read(state: &Value) -> Self {
        let number = |name: &str| state.get(name).and_then(Value::as_u64).unwrap_or_default();
        Self {
            requests: number("requests"),
            octets: number("bytes_in") + number("bytes_out"),
            tls: state.get("tls").and_then(Value::as_str).map(str::to_owned),
        }
    }
}

/// One step's cost.
pub struct Cost {
    /// The step.
    pub title: String,
    /// Requests that reached the gateway.
    pub requests: u64,
    /// Octets both ways.
    pub octets: u64,
    /// How long it took, without pauses for reading.
    pub took: Duration,
}

/// Adds up.
#[derive(Default)]
pub struct Meter {
    /// The steps measured.
    pub costs: Vec<Cost>,
    /// The TLS version of the last connection.
    pub tls: Option<String>,
    last: Counts,
    begun: Option<(String, Instant)>,
}

impl Meter {
    /// A step begins.
    pub fn begin(&mut self, title: String) {
        self.begun = Some((title, Instant::now()));
    }

    /// The step is over; the gateway has counted so much since the tour began.
    pub fn end(&mut self, counts: Option<Counts>) {
        let Some((title, begun)) = self.begun.take() else { return };
        let counts = counts.unwrap_or_else(|| self.last.clone());
        let requests = counts.requests.saturating_sub(self.last.requests);
        let octets = counts.octets.saturating_sub(self.last.octets);
        self.tls = counts.tls.clone().or(self.tls.take());
        self.last = counts;
        self.costs.push(Cost { title, requests, octets, took: begun.elapsed() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(requests: u64) -> Counts {
        Counts { requests, octets: requests * 10, tls: Some("TLSv1_3".into()) }
    }

    #[test]
    fn each_step_costs_what_was_counted_since_the_one_before() {
        let mut meter = Meter::default();
        for counted in [Some(counts(3)), None, Some(counts(8))] {
            meter.begin(String::new());
            meter.end(counted);
        }
        let requests: Vec<u64> = meter.costs.iter().map(|cost| cost.requests).collect();
        assert_eq!(requests, [3, 0, 5]);
        assert_eq!(meter.tls.as_deref(), Some("TLSv1_3"));
    }
}
