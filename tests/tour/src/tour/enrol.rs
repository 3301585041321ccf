//! Enrolling with the scanned code, and signing in.

use super::stage::Stage;
use crate::broken::{Broken, Held};
use crate::speech::text;
use serde_json::Value;
use shebao_core::session::{EnrolmentStep, IdentityDraft, SessionState};

/// Six digits that are no pattern. Invented, like everything here.
pub const PIN: &str = "804217";

pub async fn play(stage: &mut Stage) -> Held {
    let enrolment = stage.citizen.session().enrol(stage.door.enrolment_code.clone()).await?;
    let view = enrolment.view();
    stage.say("tour_enrol_bureau", &[text("bureau", view.bureau.clone())]);
    stage.sees(&view.says);

    let [name, number, phone] = stage.door.citizen.clone();
    let mistyped = IdentityDraft { name: name.clone(), number: mistyped(&number), phone: phone.clone() };
    let check = enrolment.check(mistyped);
    let problem = check.problems.first().map(|problem| stage.speech.says(&problem.says)).unwrap_or_default();
    stage.hold(!check.can_send && !problem.is_empty(), "tour_enrol_mistyped", &[text("says", problem)])?;

    let view = enrolment.clone().identity(IdentityDraft { name, number, phone: phone.clone() }).await?;
    let EnrolmentStep::OneTimeCode { sent_to, .. } = &view.step else {
        return Err(Broken::new(format!("expected to be asked for a one-time code, not {:?}", view.step)));
    };
    stage.say("tour_enrol_code", &[text("phone", sent_to.clone())]);
    let sent = stage.operator.read(&format!("one-time-code?phone={phone}")).await?;
    let sent = sent.get("code").and_then(Value::as_str).ok_or(Broken::new("no one-time code was sent"))?;
    enrolment.clone().code(sent.to_owned()).await?;
    let view = enrolment.clone().pin(PIN.to_owned()).await?;
    stage.hold(view.step == EnrolmentStep::Done, "tour_enrol_keys", &[])?;

    let session = stage.citizen.session().view().await?;
    let person = text("person", session.person.clone().unwrap_or_default());
    stage.hold(session.state == SessionState::Open && session.fictional, "tour_enrol_open", &[person])
}

/// The last character is a check digit: any other than the right one is noticed before anything is sent.
fn mistyped(number: &str) -> String {
    let mut chars: Vec<char> = number.chars().collect();
    if let Some(last) = chars.last_mut() {
        *last = if *last == '1' { '2' } else { '1' };
    }
    chars.into_iter().collect()
}
