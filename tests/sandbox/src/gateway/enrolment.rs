//! A device enrols: code, identity, one-time code, proof by both keys.

use super::{Gateway, pin};
use crate::decide::enrolment::{self, Enrolment, Sent, Tried};
use crate::jws::{Coordinates, b64u, from_b64u, parse, sha256_b64u};
use crate::problem::Problem;
use crate::records::{Device, GivenCode, Grant, Person};
use crate::shapes::enrol::{
    BeginEnrolment, CodeSent, Enrolled, EnrolledPerson, EnrolmentBegun, Identity, Proof,
};
use crate::store::{Batch, Table};
use serde::Deserialize;

/// How long a grant is good, in seconds.
const GRANT_LIFE: i64 = 300;

#[derive(Deserialize)]
struct CodePayload {
    c: String,
    e: i64,
}

impl Gateway {
    fn enrolment(&self, id: &str) -> Result<Enrolment, Problem> {
        self.store.get(Table::Enrolments, id)?.ok_or(Problem::NotFound)
    }

    fn keep(&self, enrolment: &Enrolment) -> Result<(), Problem> {
        let mut batch = Batch::default();
        batch.put(Table::Enrolments, &enrolment.id, enrolment)?;
        Ok(self.store.commit(batch)?)
    }

    /// `POST /enrolments`.
    pub(crate) fn begin_enrolment(&self, asked: &BeginEnrolment) -> Result<EnrolmentBegun, Problem> {
        let code = parse(&asked.code, "shebao-enrol+jws").ok_or(Problem::BadCode)?;
        let key = self.keys().named("enrolment", &code.kid).ok_or(Problem::BadCode)?;
        let said: CodePayload =
            if code.verifies(&key) { code.read() } else { None }.ok_or(Problem::BadCode)?;
        let given = self.store.get::<GivenCode>(Table::Codes, &format!("id/{}", said.c))?;
        given.ok_or(Problem::BadCode)?;
        let now = self.clock.now();
        if said.e < now {
            return Err(Problem::ExpiredCode);
        }
        if asked.auth.point().is_none() || asked.consent.point().is_none() || asked.auth == asked.consent {
            return Err(Problem::BadRequest);
        }
        let _writing = self.writing();
        let enrolment = Enrolment {
            id: self.chance.id("e"),
            auth: asked.auth.clone(),
            consent: asked.consent.clone(),
            challenge: self.chance.token(),
            begun_at: now,
            person: None,
            sent_to: None,
            phone: None,
            code: None,
            code_at: 0,
            wrong: 0,
            sent: 0,
            proved: false,
        };
        self.keep(&enrolment)?;
        Ok(EnrolmentBegun { id: enrolment.id, challenge: enrolment.challenge })
    }

    /// `PUT /enrolments/{id}/identity`: the same answer whether or not the person exists.
    pub(crate) fn identify(&self, id: &str, said: &Identity) -> Result<CodeSent, Problem> {
        let plausible = said.phone.len() == 11
            && said.phone.bytes().all(|b| b.is_ascii_digit())
            && (1..=60).contains(&said.name.trim().chars().count())
            && (1..=32).contains(&said.number.trim().len());
        if !plausible {
            return Err(Problem::BadRequest);
        }
        let _writing = self.writing();
        let mut enrolment = self.enrolment(id)?;
        if enrolment.proved {
            return Err(Problem::BadRequest);
        }
        let number = said.number.trim().to_uppercase();
        let people = self.store.list::<Person>(Table::People, "")?;
        let found =
            people.iter().find(|p| p.name == said.name.trim() && p.number == number && p.phone == said.phone);
        enrolment.person = found.map(|p| p.id.clone());
        enrolment.sent_to = Some(enrolment::masked_phone(&said.phone));
        enrolment.phone = Some(said.phone.clone());
        // A correction right after the first try must not wait a minute for its code; the number of codes stays bounded.
        let resting = Enrolment { code_at: 0, ..enrolment };
        self.send_code(resting)
    }

    /// `POST /enrolments/{id}/resend`.
    pub(crate) fn resend(&self, id: &str) -> Result<CodeSent, Problem> {
        let _writing = self.writing();
        let enrolment = self.enrolment(id)?;
        if enrolment.sent == 0 || enrolment.proved {
            return Err(Problem::BadRequest);
        }
        self.send_code(enrolment)
    }

    fn send_code(&self, enrolment: Enrolment) -> Result<CodeSent, Problem> {
        let digits = format!("{:06}", self.chance.below(1_000_000));
        match enrolment::send(&enrolment, &digits, self.clock.now()) {
            Sent::Code(next) => {
                self.keep(&next)?;
                Ok(CodeSent {
                    sent_to: next.sent_to.clone().unwrap_or_default(),
                    resend_after_seconds: enrolment::RESEND_AFTER,
                    expires_in_seconds: enrolment::CODE_LIFE,
                })
            }
            Sent::Wait(seconds) => {
                Err(Problem::RateLimited { retry_after: u64::try_from(seconds).unwrap_or(1) })
            }
            Sent::Expired => Err(Problem::ExpiredCode),
        }
    }

    /// `PUT /enrolments/{id}/code`.
    pub(crate) fn prove_code(&self, id: &str, typed: &str) -> Result<(), Problem> {
        let _writing = self.writing();
        match enrolment::try_code(&self.enrolment(id)?, typed, self.clock.now()) {
            Tried::Proved(next) => self.keep(&next),
            Tried::Wrong(next, tries_left) => {
                self.keep(&next)?;
                Err(if tries_left == 0 { Problem::TooManyTries } else { Problem::NotMatched { tries_left } })
            }
            Tried::TooMany => Err(Problem::TooManyTries),
            Tried::Expired => Err(Problem::ExpiredCode),
        }
    }

    /// `PUT /enrolments/{id}/proof`: may be repeated after a lost reply; each grant is good once.
    pub(crate) fn prove_keys(&self, id: &str, proof: &Proof, device_name: &str) -> Result<Enrolled, Problem> {
        let _writing = self.writing();
        let enrolment = self.enrolment(id)?;
        let now = self.clock.now();
        if !enrolment::is_alive(&enrolment, now) {
            return Err(Problem::ExpiredCode);
        }
        let (true, Some(person)) = (enrolment.proved, &enrolment.person) else {
            return Err(Problem::WeakProof);
        };
        let challenge = from_b64u(&enrolment.challenge).ok_or(Problem::Internal)?;
        let signed = |key: &Coordinates, signature: &str| {
            from_b64u(signature).is_some_and(|octets| key.verifies(&challenge, &octets))
        };
        if !signed(&enrolment.auth, &proof.signature) || !signed(&enrolment.consent, &proof.consent_signature)
        {
            return Err(Problem::WeakProof);
        }
        let pin = match &proof.pin {
            Some(asked) => Some(pin::registered(asked, &challenge).ok_or(Problem::WeakProof)?),
            None => None,
        };
        let person = self.person(person)?;
        let grant = self.chance.token();
        let device = Device {
            id: format!("d-{}", enrolment.id.trim_start_matches("e-")),
            person: person.id.clone(),
            auth: enrolment.auth,
            consent: enrolment.consent,
            pin,
            name: device_name.chars().take(40).collect(),
            since: now,
            push: None,
        };
        let mut batch = Batch::default();
        batch.put(
            Table::Grants,
            &sha256_b64u(grant.as_bytes()),
            &Grant { device, expires_at: now + GRANT_LIFE },
        )?;
        self.store.commit(batch)?;
        Ok(Enrolled {
            grant,
            person: EnrolledPerson { id: person.id, name: person.name, number: person.number },
        })
    }

    /// The one-time code on its way, for the operator: by enrolment id or by phone (the latest).
    pub(crate) fn one_time_code(
        &self,
        enrolment: Option<&str>,
        phone: Option<&str>,
    ) -> Result<Option<String>, Problem> {
        if let Some(id) = enrolment {
            return Ok(self.enrolment(id)?.code);
        }
        let mut all = self.store.list::<Enrolment>(Table::Enrolments, "")?;
        all.retain(|e| !e.proved && e.phone.as_deref() == phone && e.code.is_some());
        Ok(all.into_iter().max_by_key(|e| (e.begun_at, e.code_at)).and_then(|e| e.code))
    }
}

/// A fresh key for sealing pushes: 8 octets of name, 32 of key.
pub(super) fn push_key(octets: [u8; 32], name: [u8; 32]) -> (String, String) {
    (b64u(name.get(..8).unwrap_or_default()), b64u(&octets))
}
