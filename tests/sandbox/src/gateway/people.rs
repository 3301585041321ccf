//! Reads: the card, the five insurances, people.

use super::{Gateway, Session};
use crate::decide::card::CardRecord;
use crate::moment::{self, DAY};
use crate::problem::Problem;
use crate::records::Person;
use crate::shapes::read::{
    BankBranch, Benefit, Benefits, Card, CardHolder, CardProgress, Contributions, Insurance, InsuranceItem,
    Named, People, PersonRef, RawProgress, Relative, UsualDays,
};
use crate::store::{StoreError, Table};

/// The five.
pub(crate) const KINDS: [&str; 5] = ["pension", "medical", "maternity", "unemployment", "injury"];
/// Benefits on a page.
const PAGE: usize = 12;

fn at(time: Option<i64>) -> Option<String> {
    time.map(moment::instant)
}

impl Gateway {
    /// A person by id.
    pub(crate) fn person(&self, id: &str) -> Result<Person, Problem> {
        self.store.get(Table::People, id)?.ok_or(Problem::NotFound)
    }

    pub(super) fn card_record(&self, person: &str) -> Result<CardRecord, Problem> {
        self.store.get(Table::Cards, person)?.ok_or(Problem::NotFound)
    }

    /// `GET /card`.
    pub(crate) fn card(&self, session: &Session) -> Result<Card, Problem> {
        let mut card = self.card_record(&session.person)?;
        if let Some((person, application)) = self.loss_codes(&session.person)? {
            (card.person_code, card.application_code) = (person.to_owned(), application.to_owned());
        }
        let numbered = card.bank_finish_time0.is_some() && !card.bank_failed;
        Ok(Card {
            person: Named { name: self.person(&session.person)?.name },
            kind: card.kind,
            production_code: card.production_code,
            person_code: card.person_code,
            application_code: card.application_code,
            application_mapping: "standard".into(),
            social_active_at: at(card.social_active_at),
            bank_active_at: at(card.bank_active_at),
            card_number: numbered.then_some(card.card_number),
            bank: BankBranch {
                name: "测试银行".into(),
                branch: "中山路支行".into(),
                phone: "0990-5550101".into(),
            },
            as_of: String::new(),
        })
    }

    /// `GET /card/progress`.
    pub(crate) fn card_progress(&self, session: &Session) -> Result<CardProgress, Problem> {
        let card = self.card_record(&session.person)?;
        let banked = card.bank_finish_time0.is_some() && !card.bank_failed;
        Ok(CardProgress {
            raw: RawProgress {
                apply_time: at(card.apply_time),
                bank_time0: at(card.bank_time0),
                bank_finish_time0: at(card.bank_finish_time0),
                insure_time: at(card.insure_time),
                insure_finish_time: at(card.insure_finish_time),
                province_time: at(card.province_time),
                city_time: at(card.city_time),
                city_send_time: at(card.city_send_time),
                get_time: at(card.get_time),
                batch_no: card.bank_time0.map(|_| card.batch_no),
                bank_account: banked.then(|| card.bank_account.clone()),
                card_no: card.bank_time0.map(|_| card.card_number),
                bank_failed: card.bank_failed,
            },
            usual_days: UsualDays { collect: 0, bank: 1, submit: 3, account: 4, make: 15, issue: 5 },
            as_of: String::new(),
        })
    }

    /// `GET /card/holder`.
    pub(crate) fn card_holder(&self, session: &Session) -> Result<CardHolder, Problem> {
        let (card, person) = (self.card_record(&session.person)?, self.person(&session.person)?);
        let banked = card.bank_finish_time0.is_some() && !card.bank_failed;
        Ok(CardHolder {
            name: person.name,
            number: person.number,
            card_number: banked.then(|| card.card_number.clone()),
            bank_card: banked.then(|| card.bank_account.clone()),
            phone: person.phone,
            issued_on: card.get_time.map(moment::day),
            valid_until: card.get_time.map(|t| moment::day(t + 3_652 * DAY)),
        })
    }

    pub(super) fn insurance_items(&self, person: &str) -> Result<Vec<InsuranceItem>, StoreError> {
        Ok(self.store.get(Table::Insurance, person)?.unwrap_or_default())
    }

    /// `GET /insurance`.
    pub(crate) fn insurance(&self, session: &Session) -> Result<Insurance, Problem> {
        let person = self.person(&session.person)?;
        Ok(Insurance {
            items: self.insurance_items(&person.id)?,
            person: PersonRef { name: person.name, id: person.id },
            as_of: String::new(),
        })
    }

    /// `GET /insurance/{kind}/contributions?year=`.
    pub(crate) fn contributions(
        &self,
        session: &Session,
        kind: &str,
        year: i32,
    ) -> Result<Contributions, Problem> {
        if !KINDS.contains(&kind) || !(1950..=2200).contains(&year) {
            return Err(Problem::NotFound);
        }
        let prefix = format!("{}/{kind}/{year:04}-", session.person);
        let records = self.store.list(Table::Contributions, &prefix)?;
        Ok(Contributions { year, records, as_of: String::new() })
    }

    /// `GET /insurance/{kind}/benefits?cursor=`.
    pub(crate) fn benefits(&self, session: &Session, kind: &str, cursor: &str) -> Result<Benefits, Problem> {
        if !KINDS.contains(&kind) || cursor.len() > 64 {
            return Err(Problem::NotFound);
        }
        let prefix = format!("{}/{kind}/", session.person);
        let mut rows = self.store.page::<Benefit>(Table::Benefits, &prefix, cursor, PAGE + 1)?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows.last().filter(|_| more).map(|(key, _)| key.clone());
        Ok(Benefits { rows: rows.into_iter().map(|(_, r)| r).collect(), next, as_of: String::new() })
    }

    /// The citizen and those they see, the citizen first.
    pub(super) fn circle(&self, person: &str) -> Result<Vec<Relative>, Problem> {
        let own = self.person(person)?;
        let mut people =
            vec![Relative { id: own.id.clone(), name: own.name.clone(), relation: "self".into() }];
        for (id, relation) in own.relatives {
            people.push(Relative { name: self.person(&id)?.name, id, relation });
        }
        Ok(people)
    }

    /// `GET /people`.
    pub(crate) fn people(&self, session: &Session) -> Result<People, Problem> {
        Ok(People { people: self.circle(&session.person)? })
    }
}
