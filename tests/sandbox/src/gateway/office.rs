//! The back offices, moved by the operator: card, benefits, medical accounts, notices, the books.

use super::topics::POLICY;
use super::{Gateway, benefit_key};
use crate::decide::card;
use crate::decide::cashier::TicketState;
use crate::decide::order::OrderRecord;
use crate::moment;
use crate::problem::Problem;
use crate::records::{Device, Person};
use crate::shapes::inbox::{Article, Facts};
use crate::shapes::operate::{
    ChangeAccount, Counts, Ledger, LedgerDebit, LedgerOrder, Notice, PayBenefit, Push,
};
use crate::shapes::read::Benefit;
use crate::store::{Batch, Table};

fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", fen.unsigned_abs() / 100, fen.unsigned_abs() % 100)
}

impl Gateway {
    fn account_of(&self, person: &str) -> Result<String, Problem> {
        let account = self.card_record(person)?.bank_account;
        Ok(format!("**** {}", account.get(account.len().saturating_sub(4)..).unwrap_or_default()))
    }

    /// Moves a person's card on by one stage and says so in the inbox.
    pub(crate) fn move_card(&self, person: &str, failing: bool) -> Result<(), Problem> {
        let _writing = self.writing();
        let now = self.clock.now();
        let record = self.card_record(person)?;
        let next = if failing { card::fail_bank(&record, now) } else { card::advance(&record, now) };
        let next = next.ok_or(Problem::BadRequest)?;
        let (title, body) = match (&next, failing) {
            (_, true) => ("银行开户没有成功", "请带身份证到开户网点处理，处理后会重新送批。"),
            (n, _) if n.social_active_at.is_some() => ("社保功能已开通", "您的社保卡可以用于就医购药了。"),
            (n, _) if n.bank_active_at.is_some() => ("金融功能已激活", "社保功能一般第二天开通。"),
            (n, _) if n.get_time.is_some() => ("社保卡已领取", "请先在发卡银行激活金融功能。"),
            (n, _) if n.insure_finish_time.is_some() => {
                ("社保卡已制成", "请带身份证到测试银行中山路支行领取。")
            }
            _ => ("社保卡办理有新进展", "可以在“社保卡”中查看办理进度。"),
        };
        let mut batch = Batch::default();
        batch.put(Table::Cards, person, &next)?;
        self.tell(&mut batch, person, "card.step", title, body, None)?;
        Ok(self.store.commit(batch)?)
    }

    /// Pays a benefit: a row in the book, a message, a push.
    pub(crate) fn pay_benefit(&self, asked: &PayBenefit) -> Result<(), Problem> {
        let name = match asked.kind.as_str() {
            "pension" => "养老金",
            "unemployment" => "失业保险金",
            "injury" => "工伤保险待遇",
            _ => return Err(Problem::BadRequest),
        };
        if asked.amount_fen <= 0 {
            return Err(Problem::BadRequest);
        }
        let _writing = self.writing();
        let account = self.account_of(&asked.person)?;
        let body = format!(
            "{name} {} 元已发至尾号 {} 的账户。",
            yuan(asked.amount_fen),
            account.trim_start_matches("* ")
        );
        let row_name = format!("{}_monthly", asked.kind);
        let mut batch = Batch::default();
        self.put_benefit(&mut batch, &asked.person, &asked.kind, &row_name, asked.amount_fen, &account)?;
        let facts = self.facts(asked.amount_fen, account);
        self.tell(
            &mut batch,
            &asked.person,
            &format!("benefit.{}", asked.kind),
            &format!("{name}已发放"),
            &body,
            Some(facts),
        )?;
        Ok(self.store.commit(batch)?)
    }

    fn facts(&self, amount_fen: i64, account: String) -> Facts {
        Facts {
            amount_fen: Some(amount_fen),
            day: Some(moment::day(self.clock.now())),
            account: Some(account),
            deadline: None,
        }
    }

    fn put_benefit(
        &self,
        batch: &mut Batch,
        person: &str,
        kind: &str,
        name: &str,
        amount_fen: i64,
        account: &str,
    ) -> Result<(), Problem> {
        let now = self.clock.now();
        let row = Benefit {
            id: self.chance.id("bn"),
            name: name.to_owned(),
            day: moment::day(now),
            amount_fen,
            account: account.to_owned(),
        };
        Ok(batch.put(Table::Benefits, &benefit_key(person, kind, now, &row.id), &row)?)
    }

    /// Changes a medical account: balance, a row, a message, a push.
    pub(crate) fn change_medical_account(&self, asked: &ChangeAccount) -> Result<(), Problem> {
        let _writing = self.writing();
        let mut items = self.insurance_items(&asked.person)?;
        let item = items.iter_mut().find(|i| i.kind == "medical").ok_or(Problem::NotFound)?;
        let balance = item.account_fen.unwrap_or(0).checked_add(asked.change_fen).filter(|b| *b >= 0);
        let balance = balance.filter(|_| asked.change_fen != 0).ok_or(Problem::BadRequest)?;
        item.account_fen = Some(balance);
        item.account_day = Some(moment::day(self.clock.now()));
        let account = self.account_of(&asked.person)?;
        let verb = if asked.change_fen < 0 { "支出" } else { "收入" };
        let body = format!(
            "{}：{verb} {} 元，余额 {} 元。",
            asked.reason,
            yuan(asked.change_fen.saturating_abs()),
            yuan(balance)
        );
        let mut batch = Batch::default();
        batch.put(Table::Insurance, &asked.person, &items)?;
        self.put_benefit(
            &mut batch,
            &asked.person,
            "medical",
            "medical_account",
            asked.change_fen,
            &account,
        )?;
        let facts = self.facts(asked.change_fen, account);
        self.tell(&mut batch, &asked.person, "account.medical", "医保个人账户变动", &body, Some(facts))?;
        Ok(self.store.commit(batch)?)
    }

    /// Publishes a notice: an article for everyone, a message and a push for each citizen.
    pub(crate) fn publish_notice(&self, asked: &Notice) -> Result<(), Problem> {
        if asked.title.trim().is_empty()
            || asked.title.chars().count() > 120
            || asked.body.chars().count() > 8_000
        {
            return Err(Problem::BadRequest);
        }
        let _writing = self.writing();
        let at = moment::instant(self.clock.now());
        let article = Article {
            id: self.chance.id("n"),
            kind: "news".into(),
            title: asked.title.clone(),
            published_at: at.clone(),
            markdown: asked.body.clone(),
            updated_at: at,
        };
        let mut batch = Batch::default();
        batch.put(Table::Articles, &article.id, &article)?;
        for person in self.store.list::<Person>(Table::People, "")? {
            if !self.wants(&person.id, POLICY)? {
                continue;
            }
            let facts = asked.deadline.clone().map(|day| Facts { deadline: Some(day), ..Facts::default() });
            self.tell(&mut batch, &person.id, "notice", &asked.title, &asked.body, facts)?;
        }
        Ok(self.store.commit(batch)?)
    }

    /// Takes an article out of the lists, or gives it another text.
    pub(crate) fn change_article(&self, id: &str, markdown: Option<&str>) -> Result<(), Problem> {
        let _writing = self.writing();
        let mut article: Article = self.store.get(Table::Articles, id)?.ok_or(Problem::NotFound)?;
        let mut batch = Batch::default();
        match markdown {
            None => batch.remove(Table::Articles, id),
            Some(text) if text.trim().is_empty() || text.chars().count() > 8_000 => {
                return Err(Problem::BadRequest);
            }
            Some(text) => {
                text.clone_into(&mut article.markdown);
                article.updated_at = moment::instant(self.clock.now());
                batch.put(Table::Articles, id, &article)?;
            }
        }
        Ok(self.store.commit(batch)?)
    }

    /// Sets what is on a person's card account.
    pub(crate) fn set_balance(&self, person: &str, fen: i64) -> Result<(), Problem> {
        if fen < 0 {
            return Err(Problem::BadRequest);
        }
        Ok(self.bank.set_balance(&format!("{}/card", self.person(person)?.id), fen)?)
    }

    /// The bank's and the cashier's books beside the gateway's.
    pub(crate) fn ledger(&self) -> Result<Ledger, Problem> {
        let debits = self.bank.debits()?.into_iter().filter(|d| d.taken).map(|d| LedgerDebit {
            person: d.call.account.split('/').next().unwrap_or_default().to_owned(),
            order: d.call.order,
            channel: "card_debit".into(),
            amount_fen: d.call.amount_fen,
            at: moment::instant(d.at),
            bank_ref: d.bank_ref,
            returned: d.returned_at.is_some(),
        });
        let tickets = self.cashier.tickets()?.into_iter().filter_map(|ticket| match ticket.state {
            TicketState::Paid(scanned) => Some(LedgerDebit {
                person: scanned.by,
                order: ticket.call.order,
                channel: "cashier_qr".into(),
                amount_fen: ticket.call.amount_fen,
                at: moment::instant(scanned.at),
                bank_ref: scanned.reference,
                returned: scanned.returned_at.is_some(),
            }),
            TicketState::Open | TicketState::Closed => None,
        });
        let orders = self.store.list::<OrderRecord>(Table::Orders, "")?.into_iter().map(|o| {
            let state = o.state.name().to_owned();
            match o.payload {
                Some(p) => LedgerOrder {
                    id: o.id,
                    state,
                    amount_fen: p.amt,
                    payer: o.payer,
                    person: p.ob.person,
                    scheme: p.ob.scheme,
                    periods: p.ob.period,
                },
                None => LedgerOrder {
                    id: o.id,
                    state,
                    amount_fen: 0,
                    payer: o.payer,
                    person: String::new(),
                    scheme: String::new(),
                    periods: Vec::new(),
                },
            }
        });
        Ok(Ledger {
            debits: debits.chain(tickets).collect(),
            orders: orders.collect(),
            balance_fen: self.bank.balances()?,
        })
    }

    /// Pushes after a number, oldest first.
    pub(crate) fn pushes_after(&self, after: u64) -> Result<Vec<Push>, Problem> {
        let rows = self.store.page::<Push>(Table::Pushes, "", &format!("{after:010}"), 1_000)?;
        Ok(rows.into_iter().map(|(_, push)| push).collect())
    }

    /// What is kept, counted.
    pub(crate) fn count(&self, counts: &mut Counts) -> Result<(), Problem> {
        let len = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        counts.orders = len(self.store.list::<OrderRecord>(Table::Orders, "")?.len());
        counts.devices = len(self.store.list::<Device>(Table::Devices, "")?.len());
        counts.pushes = self.store.last_key(Table::Pushes, "")?.and_then(|k| k.parse().ok()).unwrap_or(0);
        Ok(())
    }
}
