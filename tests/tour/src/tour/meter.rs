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
    before_stop: (u64, u64),
}

impl Meter {
    /// A step begins.
    pub fn begin(&mut self, title: String) {
        self.begun = Some((title, Instant::now()));
        self.before_stop = (0, 0);
    }

    /// The gateway is about to stop: it will count from nothing.
    pub fn stopping(&mut self, counts: &Counts) {
        self.before_stop = self.since_last(counts);
        self.tls = counts.tls.clone().or(self.tls.take());
        self.last = Counts::default();
    }

    /// The step is over.
    pub fn end(&mut self, counts: Option<&Counts>) {
        let Some((title, begun)) = self.begun.take() else { return };
        let (mut requests, mut octets) = self.before_stop;
        if let Some(counts) = counts {
            let since = self.since_last(counts);
            requests += since.0;
            octets += since.1;
            self.tls = counts.tls.clone().or(self.tls.take());
            self.last = counts.clone();
        }
        self.costs.push(Cost { title, requests, octets, took: begun.elapsed() });
    }

    fn since_last(&self, counts: &Counts) -> (u64, u64) {
        (counts.requests.saturating_sub(self.last.requests), counts.octets.saturating_sub(self.last.octets))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(requests: u64) -> Counts {
        Counts { requests, octets: requests * 10, tls: Some("TLSv1_3".into()) }
    }

    #[test]
    fn a_gateway_that_starts_again_counts_on() {
        let mut meter = Meter::default();
        meter.begin("a".into());
        meter.end(Some(&counts(3)));
        meter.begin("b".into());
        meter.stopping(&counts(5));
        meter.end(Some(&counts(4)));
        let requests: Vec<u64> = meter.costs.iter().map(|cost| cost.requests).collect();
        assert_eq!(requests, [3, 6]);
    }
}
