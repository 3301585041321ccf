//! The operator's side, in the same process: what the operator's listener serves over HTTPS.

use crate::decide::loss::Region;
use crate::decide::pack::{Pack, Published};
use crate::gateway::Point;
use crate::problem::Problem;
use crate::serve::faults::FaultOrder;
use crate::serve::host::Host;
use crate::shapes::operate::{
    AlterRecord, ChangeAccount, Counts, Ledger, Miscredit, Notice, PaidElsewhere, PayBenefit, Push,
    ScanCashier, SetConfig, SetInsurance, SetTariff,
};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Moves the back offices, injects faults and reads the books.
#[derive(Clone)]
pub struct Operator {
    pub(crate) host: Arc<Host>,
}

/// What an operation answers; the problem says why it was not done.
pub type Done<T = ()> = Result<T, Problem>;

impl Operator {
    /// Moves a person's card on by one stage.
    pub fn advance_card(&self, person: &str) -> Done {
        self.host.gateway()?.move_card(person, false)
    }

    /// The bank fails to open the account for a person's card.
    pub fn fail_bank(&self, person: &str) -> Done {
        self.host.gateway()?.move_card(person, true)
    }

    /// Pays `pension`, `unemployment` or `injury`: a row, a message, a sealed push.
    pub fn pay_benefit(&self, person: &str, kind: &str, amount_fen: i64) -> Done {
        let asked = PayBenefit { person: person.into(), kind: kind.into(), amount_fen };
        self.host.gateway()?.pay_benefit(&asked)
    }

    /// Changes a medical account by so many fen: a row, a message, a sealed push.
    pub fn change_medical_account(&self, person: &str, change_fen: i64, reason: &str) -> Done {
        let asked = ChangeAccount { person: person.into(), change_fen, reason: reason.into() };
        self.host.gateway()?.change_medical_account(&asked)
    }

    /// Publishes a notice: an article, a message and a sealed push for everyone.
    pub fn publish_notice(&self, title: &str, body: &str) -> Done {
        self.host.gateway()?.publish_notice(&Notice {
            title: title.into(),
            body: body.into(),
            deadline: None,
        })
    }

    /// The same with a last day to do something.
    pub fn publish_deadline(&self, title: &str, body: &str, day: &str) -> Done {
        let notice = Notice { title: title.into(), body: body.into(), deadline: Some(day.into()) };
        self.host.gateway()?.publish_notice(&notice)
    }

    /// Withdraws an article.
    pub fn withdraw_article(&self, id: &str) -> Done {
        self.host.gateway()?.change_article(id, None)
    }

    /// Gives an article another text.
    pub fn rewrite_article(&self, id: &str, markdown: &str) -> Done {
        self.host.gateway()?.change_article(id, Some(markdown))
    }

    /// A message and its pushes reach `owner`, and say that they are `per`'s: a bureau's mistake.
    pub fn misdirect(&self, owner: &str, per: &str, title: &str) -> Done {
        Ok(self.host.gateway()?.misdirect(owner, per, title)?)
    }

    /// Puts another tariff in force.
    pub fn set_tariff(&self, tariff: &SetTariff) -> Done {
        self.host.gateway()?.set_tariff(tariff)
    }

    /// Publishes what `change` makes of the newest rule pack, under the next number.
    pub fn publish_rules(&self, change: impl FnOnce(&mut Pack)) -> Done {
        self.host.gateway()?.publish(|newest| {
            let mut next = newest.clone();
            next.v += 1;
            change(&mut next);
            Some(next)
        })
    }

    /// Serves this text as pack `v` from now on, whatever it is, or nothing if it is empty; `named`: the configuration names it as the newest.
    /// No bureau does this.
    pub fn forge_rules(&self, v: u64, jws: &str, named: bool) -> Done {
        self.host.gateway()?.forge_rules(v, jws, named)
    }

    /// The newest rule pack, and the text of it as it was signed.
    pub fn newest_rules(&self) -> Done<Published> {
        self.host.gateway()?.newest_rules()?.ok_or(Problem::NotFound)
    }

    /// Changes the signed configuration: versions that are too old, maintenance windows.
    pub fn set_config(&self, config: SetConfig) -> Done {
        self.host.gateway()?.set_config(config)
    }

    /// Another key signs for `enrolment`, `orders`, `receipts`, `messages` or `rules` from now on; the one before is good for so many seconds more.
    pub fn follow_key(&self, role: &str, overlap_seconds: i64) -> Done {
        self.host.gateway()?.follow_key(role, overlap_seconds)
    }

    /// Cuts apps off, or lets them in again. The operator's listener stays.
    pub fn set_network(&self, up: bool) {
        self.host.network.send_modify(|(cut, is_up)| (*cut, *is_up) = (*cut + 1, up));
    }

    /// Moves an order to its next stage; false if there is none.
    pub fn advance_stage(&self, order: &str) -> Done<bool> {
        Ok(self.host.gateway()?.advance_order(order, true)?)
    }

    /// Gives an order's money back, one step a call: refunding, refunded.
    pub fn refund(&self, order: &str) -> Done {
        self.host.gateway()?.refund_order(order)
    }

    /// A back office enters this order's credit wrongly from now on.
    pub fn miscredit(&self, order: &str, how: Miscredit) -> Done {
        self.host.gateway()?.miscredit(order, how)
    }

    /// What the region allows about lost cards from now on.
    pub fn set_loss_region(&self, region: Region) -> Done {
        self.host.gateway()?.set_loss_region(region)
    }

    /// Moves another card that a person asked for on by one stage.
    pub fn advance_replacement(&self, person: &str) -> Done {
        self.host.gateway()?.move_replacement(person)
    }

    /// An office alters one contribution record.
    pub fn alter_record(&self, asked: &AlterRecord) -> Done {
        self.host.gateway()?.alter_record(asked)
    }

    /// An office alters an insurance's line.
    pub fn set_insurance(&self, asked: &SetInsurance) -> Done {
        self.host.gateway()?.set_insurance(asked)
    }

    /// Enters a contribution that was paid elsewhere, credited at once.
    pub fn pay_elsewhere(&self, paid: &PaidElsewhere) -> Done {
        self.host.gateway()?.pay_elsewhere(paid)
    }

    /// Somebody scans a code with their bank's app: it pays at most once. `NotFound` for a code that is none, `QuoteExpired` for one that
    /// is over, `AlreadyBeingPaid` if somebody was quicker.
    pub fn scan_cashier(&self, asked: &ScanCashier) -> Done {
        let gateway = self.host.gateway()?;
        let code = match (&asked.code, &asked.order) {
            (Some(code), _) => code.clone(),
            (None, Some(order)) => gateway.code_of(order)?,
            (None, None) => gateway.code_of(&gateway.waits_for_scan()?)?,
        };
        gateway.scan_cashier(&code, asked.by.as_deref().unwrap_or("counter"))
    }

    /// Sets what is on a person's card account, in fen.
    pub fn set_balance(&self, person: &str, fen: i64) -> Done {
        self.host.gateway()?.set_balance(person, fen)
    }

    /// Runs every mandate in force, as if today were its day: one order for each period that nobody paid. How many orders were made.
    pub fn run_mandates(&self) -> Done<u32> {
        Ok(self.host.gateway()?.run_mandates(true)?)
    }

    /// Queues a fault; false if this sandbox was started without faults.
    pub fn inject(&self, fault: FaultOrder) -> bool {
        self.host.faults.add(fault)
    }

    /// Puts `value` in place of the member at `pointer` (RFC 6901) in every answer to requests that begin with `on`, until further notice.
    pub fn rewrite(&self, on: &str, pointer: &str, value: serde_json::Value) {
        self.host.rewrites.add(on, pointer, value);
    }

    /// Answers are the gateway's own again.
    pub fn clear_rewrites(&self) {
        self.host.rewrites.clear();
    }

    /// Forgets the faults that wait.
    pub fn clear_faults(&self) {
        self.host.faults.clear();
    }

    /// Debits and attempts at the cashier stop at this point until the gateway is started again, as if it had died there.
    pub fn die_at(&self, point: Point) -> Done {
        self.host.gateway()?.die_at(point);
        Ok(())
    }

    /// The bank's and the cashier's books beside the gateway's.
    pub fn ledger(&self) -> Done<Ledger> {
        self.host.gateway()?.ledger()
    }

    /// What vendors would carry, after a number.
    pub fn pushes_after(&self, after: u64) -> Done<Vec<Push>> {
        self.host.gateway()?.pushes_after(after)
    }

    /// How many messages a citizen was ever sent.
    pub fn count_messages(&self, person: &str) -> Done<usize> {
        self.host.gateway()?.count_messages(person)
    }

    /// The one-time code on its way to an enrolment.
    pub fn one_time_code(&self, enrolment: &str) -> Done<Option<String>> {
        self.host.gateway()?.one_time_code(Some(enrolment), None)
    }

    /// The latest one-time code on its way to a phone.
    pub fn one_time_code_for_phone(&self, phone: &str) -> Done<Option<String>> {
        self.host.gateway()?.one_time_code(None, Some(phone))
    }

    /// A new enrolment code: the signed one, and the digits that can be typed instead.
    pub fn give_code(&self) -> Done<(String, String)> {
        Ok(self.host.gateway()?.give_code()?)
    }

    /// Moves the gateway's clock on, by ten years at most.
    pub fn advance_clock(&self, seconds: i64) {
        self.host.advance_clock(seconds.clamp(0, 10 * 366 * 86_400));
    }

    /// Lets everything that is due happen now instead of at the next tick.
    pub fn tick(&self) {
        self.host.tick();
    }

    /// How much there is of everything.
    pub fn counts(&self) -> Done<Counts> {
        let counters = &self.host.counters;
        let mut counts = Counts {
            requests: counters.requests.load(Ordering::Relaxed),
            bytes_in: counters.octets.received.load(Ordering::Relaxed),
            bytes_out: counters.octets.sent.load(Ordering::Relaxed),
            connections: counters.connections.load(Ordering::Relaxed),
            tls: counters.tls(),
            faults_waiting: self.host.faults.waiting(),
            ..Counts::default()
        };
        self.host.gateway()?.count(&mut counts)?;
        Ok(counts)
    }
}
