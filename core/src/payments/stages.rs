//! From paid to credited: four stages, each with its usual delay, and whom to call when one is stuck.

use super::flow::{Order, State};
use super::show_cashier;
use super::show_order::at;
use crate::says::{Says, StepView, Tone};
use std::time::{Duration, SystemTime};

/// The tax authority's line: until the treasury has the money, it is asked.
pub(super) const TAX_PHONE: &str = "12366";

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

struct Stage {
    name: &'static str,
    usual: &'static str,
    late: &'static str,
    /// Longer than this after the stage before is later than usual: working days, so weekends are counted in.
    patience: u64,
    phone: Phone,
}

enum Phone {
    Tax,
    Bureau,
}

const STAGES: [Stage; 4] = [
    Stage {
        name: "order_stage_pay",
        usual: "order_usual_pay",
        late: "order_late_pay",
        patience: 120,
        phone: Phone::Bureau,
    },
    Stage {
        name: "order_stage_tax",
        usual: "order_usual_tax",
        late: "order_late_tax",
        patience: DAY,
        phone: Phone::Tax,
    },
    Stage {
        name: "order_stage_treasury",
        usual: "order_usual_treasury",
        late: "order_late_treasury",
        patience: 5 * DAY,
        phone: Phone::Tax,
    },
    Stage {
        name: "order_stage_credit",
        usual: "order_usual_credit",
        late: "order_late_credit",
        patience: 8 * DAY,
        phone: Phone::Bureau,
    },
];

/// From the bank to the insured person's record: later than this is later than usual, in seconds.
pub(super) const PAID_TO_CREDITED: u64 = STAGES[1].patience + STAGES[2].patience + STAGES[3].patience;

/// The four stages of an order. None for one that never takes money.
pub(super) fn steps(order: &Order, help_phone: &str, now: SystemTime) -> Vec<StepView> {
    if order.state.never_takes_money() {
        return Vec::new();
    }
    let reached =
        [order.stages.paid_at, order.stages.ticketed_at, order.stages.treasury_at, order.stages.credited_at];
    // A later stage implies the earlier ones, even where their times are missing.
    let done = reached.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    let done = if order.receipt.is_some() { done.max(1) } else { 0 };
    let waits = order.at_cashier().and_then(|_| show_cashier::instead(order));
    let mut before = Some(order.terms.iat);
    let mut steps = Vec::with_capacity(STAGES.len());
    for (index, (stage, time)) in STAGES.iter().zip(reached).enumerate() {
        let late = before.is_some_and(|begun| {
            now.duration_since(at(begun)).is_ok_and(|age| age > Duration::from_secs(stage.patience))
        });
        let phone = match stage.phone {
            Phone::Tax => TAX_PHONE,
            Phone::Bureau => help_phone,
        };
        let mut step = StepView {
            name: Says::word(stage.name),
            tone: Tone::Idle,
            state: Says::word("order_stage_idle"),
            at: None,
            note: None,
            usual: Some(Says::word(stage.usual)),
            call: None,
        };
        if index < done {
            step.tone = Tone::Done;
            step.state = Says::word("order_stage_done");
            step.at = time.map(at);
            step.usual = None;
        } else if index == done && matches!(order.state, State::Refunding | State::Refunded) {
            step.state = Says::word("order_stage_stopped");
            step.usual = None;
        } else if let Some([_, chip, _]) = waits.as_ref().filter(|_| index == 0) {
            // Nobody is late in scanning a code.
            step.tone = Tone::Now;
            step.state = chip.clone();
            step.at = before.map(at);
            step.usual = None;
        } else if index == done && order.state != State::Prepared {
            step.tone = if late || order.state == State::Attention { Tone::Waiting } else { Tone::Now };
            step.state = Says::word(if index == 0 { "order_stage_asked" } else { "order_stage_now" });
            step.at = before.map(at);
            if late || order.state == State::Attention {
                step.note = Some(Says::word(stage.late).text("phone", phone));
                step.call = Some(phone.to_owned());
            }
        }
        before = time.or(before);
        steps.push(step);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn tones(order: &Order, after: u64) -> Vec<Tone> {
        let now = at(order.terms.iat + after);
        steps(order, "12333", now).iter().map(|step| step.tone).collect()
    }

    fn paid() -> Order {
        let mut order = samples::order();
        order.state = State::Paid;
        order.receipt = Some("receipt.jws".to_owned());
        order.stages.paid_at = Some(order.terms.iat + 10);
        order
    }

    #[test]
    fn a_stage_that_waits_for_a_scan_says_so_and_is_never_late() {
        for (stage, chip) in [
            (super::super::flow::Stage::Open, "order_state_scan"),
            (super::super::flow::Stage::Ended, "order_state_code_over"),
        ] {
            let order = samples::at_cashier(1, stage);
            for after in [1, 3_600] {
                let first = steps(&order, "12333", at(order.terms.iat + after)).remove(0);
                assert_eq!((first.tone, first.state.key.as_str()), (Tone::Now, chip));
                assert_eq!((first.note, first.call, first.usual), (None, None, None));
            }
        }
    }

    #[test]
    fn in_doubt_no_stage_is_done() {
        let mut order = samples::order();
        assert_eq!(tones(&order, 5), [Tone::Idle; 4]);
        order.state = State::Submitting;
        assert_eq!(tones(&order, 5), [Tone::Now, Tone::Idle, Tone::Idle, Tone::Idle]);
        assert_eq!(tones(&order, 500), [Tone::Waiting, Tone::Idle, Tone::Idle, Tone::Idle]);
        // A gateway's word without a receipt is no stage.
        order.stages.paid_at = Some(order.terms.iat);
        assert_eq!(tones(&order, 5)[0], Tone::Now);
    }

    #[test]
    fn a_paid_order_goes_through_its_stages_and_a_later_one_implies_the_earlier() {
        let mut order = paid();
        assert_eq!(tones(&order, 20), [Tone::Done, Tone::Now, Tone::Idle, Tone::Idle]);
        order.stages.treasury_at = Some(order.terms.iat + 100);
        assert_eq!(tones(&order, 200), [Tone::Done, Tone::Done, Tone::Done, Tone::Now]);
        order.stages.credited_at = Some(order.terms.iat + 300);
        assert_eq!(tones(&order, 900 * DAY), [Tone::Done; 4]);
    }

    #[test]
    fn a_stuck_stage_says_whom_to_call() {
        let mut order = paid();
        let call = |order: &Order, days: u64| {
            let now = at(order.terms.iat + days * DAY);
            steps(order, "12333", now).into_iter().find_map(|step| step.call)
        };
        assert_eq!(call(&order, 0), None);
        assert_eq!(call(&order, 2).as_deref(), Some("12366"));
        order.stages.ticketed_at = Some(order.terms.iat + DAY);
        order.stages.treasury_at = Some(order.terms.iat + 2 * DAY);
        assert_eq!(call(&order, 5), None);
        assert_eq!(call(&order, 20).as_deref(), Some("12333"));
    }

    #[test]
    fn what_never_takes_money_or_goes_back_has_no_stage_under_way() {
        let mut order = samples::order();
        order.state = State::Cancelled;
        assert_eq!(tones(&order, 5), []);
        let mut order = paid();
        order.state = State::Refunding;
        assert_eq!(tones(&order, 900 * DAY), [Tone::Done, Tone::Idle, Tone::Idle, Tone::Idle]);
    }
}
