//! The mother's yearly medical fee: every line names her.

use super::paying;
use super::stage::Stage;
use crate::broken::{Broken, Held};
use crate::speech::{amount, text};
use shebao_core::payments::PaymentStep;
use std::time::Duration;

pub async fn play(stage: &mut Stage) -> Held {
    let bill = paying::payable(stage, "medical_resident")
        .await?
        .ok_or(Broken::new("no bill of the mother's to pay"))?;
    let (payment, review) = paying::review(stage, &bill).await?;
    stage.sees(&review.title);
    stage.facts(review.lines.get(..4).unwrap_or_default());
    stage.sees(&review.says);
    payment.clone().confirm().await?;
    let paid = paying::settled(&payment, Duration::from_secs(8)).await?;
    stage.sees(&paid.says);
    let order = paying::order_of(&paid)?;
    let (times, taken) = paying::debits(stage, &order).await?;
    let once = paid.step == PaymentStep::Paid && times == 1 && Some(taken) == review.amount;
    stage.hold(once, "tour_pay_once", &[amount("amount", taken)])?;

    let payments = stage.citizen.payments();
    let (row, receipt) = (payments.clone().order(order.clone()).await?.row, payments.receipt(order).await?);
    let own = stage.citizen.session().view().await?.person;
    let hers = |person: &str| person == bill.person && Some(person) != own.as_deref();
    let named =
        hers(&review.bill.person) && hers(&paid.bill.person) && hers(&row.person) && hers(&receipt.person);
    stage.hold(named, "tour_mother_named", &[text("person", bill.person.clone())])
}
