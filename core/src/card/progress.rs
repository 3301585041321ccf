//! Six steps out of the issuing system's timestamps. Pure: the same stamps at the same moment give the same steps.

use super::wire::{Stamps, UsualDays};
use crate::answer::Field;
use crate::date::CalendarDate;
use crate::moment::Moment;
use std::time::SystemTime;

/// The six steps of issuing, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// 数据采集.
    Collect,
    /// 设置银行.
    Bank,
    /// 提交数据.
    Submit,
    /// 银行开户.
    Account,
    /// 制卡检测.
    Make,
    /// 发卡领卡.
    Issue,
}

/// All six.
pub(super) const STEPS: [Step; 6] =
    [Step::Collect, Step::Bank, Step::Submit, Step::Account, Step::Make, Step::Issue];

/// How far one step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Behind us.
    Done,
    /// Under way; `days` since it began, if that is known.
    Now {
        /// Calendar days where the bureau is.
        days: Option<u32>,
    },
    /// Under way for longer than usual.
    Late {
        /// How long it usually takes.
        usual: u32,
        /// How long it has taken.
        days: u32,
    },
    /// The card is made and lies at the branch.
    Ready,
    /// The bank could not open the account: nothing goes on until a new application.
    Failed,
    /// Not begun.
    Ahead,
}

/// One step as the stamps tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StepState {
    pub step: Step,
    pub stage: Stage,
    /// When it was finished, or began if it is under way.
    pub at: Option<Moment>,
    /// How many days it usually takes.
    pub usual: Option<u32>,
    /// Its time is unreadable, in the future, or before the step in front of it: shown, and said.
    pub doubtful: bool,
}

/// The six steps, or none if nothing was ever applied for.
pub(super) fn steps(stamps: &Stamps, usual: &UsualDays, now: SystemTime) -> Vec<StepState> {
    let done = steps_done(stamps);
    let failed = account_failed(stamps);
    if done == 0 && !failed {
        return Vec::new();
    }
    let finished: Vec<Option<Moment>> = STEPS.iter().map(|step| finished_at(stamps, *step)).collect();
    let mut before: Option<Moment> = None;
    let mut states = Vec::with_capacity(STEPS.len());
    for (index, step) in STEPS.into_iter().enumerate() {
        let own = finished.get(index).copied().flatten();
        let (stage, at) = if index < done {
            (Stage::Done, own)
        } else if failed && step == Step::Account {
            (Stage::Failed, stamps.bank_finish_time0.got().copied())
        } else if index == done && !failed {
            let began = began_at(stamps, step).or(before);
            (under_way(stamps, step, began, usual_days(usual, step), now), began)
        } else {
            (Stage::Ahead, None)
        };
        let out_of_order = matches!((before, at), (Some(before), Some(at)) if at < before);
        states.push(StepState {
            step,
            stage,
            at,
            usual: usual_days(usual, step),
            doubtful: out_of_order || unreadable(stamps, step) || at.is_some_and(|at| ahead_of(at, now)),
        });
        // A stage without a time of its own leaves the one before it as the last known moment.
        before = before.max(at);
    }
    states
}

/// How many steps, from the first on, are behind us. A later stage implies the earlier ones.
fn steps_done(stamps: &Stamps) -> usize {
    if account_failed(stamps) {
        return Step::Account as usize;
    }
    STEPS.iter().rposition(|step| is_evident(stamps, *step)).map_or(0, |last| last + 1)
}

/// Whether this step's own fields say that it is finished.
fn is_evident(stamps: &Stamps, step: Step) -> bool {
    let there = |field: &Field<Moment>| *field != Field::Absent;
    match step {
        Step::Collect => there(&stamps.apply_time),
        Step::Bank => there(&stamps.bank_time0) || stamps.batch_no != Field::Absent,
        Step::Submit => {
            there(&stamps.city_send_time) || there(&stamps.province_time) || there(&stamps.city_time)
        }
        // A factory that has begun has an account to print.
        Step::Account => {
            (there(&stamps.bank_finish_time0) && stamps.bank_account != Field::Absent)
                || there(&stamps.insure_time)
        }
        Step::Make => there(&stamps.insure_finish_time),
        Step::Issue => there(&stamps.get_time),
    }
}

/// The bank said so, or it answered without an account. What the bank said stands until the card is made; what is only
/// concluded from a missing account stands until any later stage has a time.
fn account_failed(stamps: &Stamps) -> bool {
    let made = is_evident(stamps, Step::Make) || is_evident(stamps, Step::Issue);
    let said = stamps.bank_failed.got() == Some(&true);
    let concluded = stamps.bank_finish_time0 != Field::Absent
        && stamps.bank_account == Field::Absent
        && stamps.insure_time == Field::Absent;
    (said || concluded) && !made
}

fn finished_at(stamps: &Stamps, step: Step) -> Option<Moment> {
    let field = match step {
        Step::Collect => &stamps.apply_time,
        Step::Bank => &stamps.bank_time0,
        Step::Submit => {
            let last = [&stamps.province_time, &stamps.city_send_time, &stamps.city_time];
            return last.into_iter().filter_map(|field| field.got().copied()).max();
        }
        Step::Account => &stamps.bank_finish_time0,
        Step::Make => &stamps.insure_finish_time,
        Step::Issue => &stamps.get_time,
    };
    field.got().copied()
}

/// Only making has a time of its own at which it begins; the others begin when the one before is finished.
fn began_at(stamps: &Stamps, step: Step) -> Option<Moment> {
    if step == Step::Make { stamps.insure_time.got().copied() } else { None }
}

fn under_way(
    stamps: &Stamps,
    step: Step,
    began: Option<Moment>,
    usual: Option<u32>,
    now: SystemTime,
) -> Stage {
    if step == Step::Issue && is_evident(stamps, Step::Make) {
        return Stage::Ready;
    }
    let days = began
        .map(|began| CalendarDate::at(began.at()).days_until(CalendarDate::at(now)))
        .and_then(|days| u32::try_from(days).ok());
    match (usual, days) {
        (Some(usual), Some(days)) if days > usual => Stage::Late { usual, days },
        _ => Stage::Now { days },
    }
}

fn usual_days(usual: &UsualDays, step: Step) -> Option<u32> {
    let field = match step {
        Step::Collect => &usual.collect,
        Step::Bank => &usual.bank,
        Step::Submit => &usual.submit,
        Step::Account => &usual.account,
        Step::Make => &usual.make,
        Step::Issue => &usual.issue,
    };
    field.got().copied().filter(|days| *days <= 366).map(u32::from)
}

fn unreadable(stamps: &Stamps, step: Step) -> bool {
    match step {
        Step::Collect => stamps.apply_time.is_unreadable(),
        Step::Bank => stamps.bank_time0.is_unreadable(),
        Step::Submit => stamps.province_time.is_unreadable() || stamps.city_send_time.is_unreadable(),
        Step::Account => stamps.bank_finish_time0.is_unreadable() || stamps.bank_failed.is_unreadable(),
        Step::Make => stamps.insure_time.is_unreadable() || stamps.insure_finish_time.is_unreadable(),
        Step::Issue => stamps.get_time.is_unreadable(),
    }
}

/// A day is allowed for clocks that disagree.
fn ahead_of(at: Moment, now: SystemTime) -> bool {
    at.at().duration_since(now).is_ok_and(|ahead| ahead.as_secs() > 86_400)
}

#[cfg(test)]
#[path = "progress_tests.rs"]
mod tests;
