//! What is in the inboxes from the beginning.

use crate::chance::Chance;
use crate::moment::{DAY, YearMonth, day};
use crate::records::Message;
use crate::shapes::inbox::Facts;
use crate::store::{Batch, StoreError, Table};

/// Kind, title, body, days ago, facts, state.
type Line = (&'static str, String, String, i64, Option<Facts>, &'static str);

pub(super) fn write(batch: &mut Batch, chance: &Chance, now: i64) -> Result<(), StoreError> {
    let month = YearMonth::of(now);
    let last = month.plus(-1).text();
    let missing = month.plus(-5).text();
    let amount = |fen: i64| Some(Facts { amount_fen: Some(fen), ..Facts::default() });
    let due =
        Some(Facts { deadline: Some(day(now + 6 * DAY)), amount_fen: Some(38_200), ..Facts::default() });
    let wang: [Line; 8] = [
        (
            "notice",
            "欢迎使用测试城市社保".into(),
            "这里是演示用的虚构城市，所有人物、金额与通知都不是真的。".into(),
            60,
            None,
            "read",
        ),
        (
            "card.step",
            "社保卡申请已受理".into(),
            "您的社保卡信息已采集，开户银行为测试银行中山路支行。".into(),
            33,
            None,
            "read",
        ),
        (
            "card.step",
            "银行账户已开立".into(),
            "测试银行已为您的社保卡开立账户，卡片将送制卡厂。".into(),
            25,
            None,
            "read",
        ),
        (
            "payment.paid",
            format!("{last} 养老保险已缴费"),
            "灵活就业人员养老保险一个月，已记入您的个人账户。".into(),
            20,
            amount(95_500),
            "read",
        ),
        (
            "notice",
            format!("{missing} 养老保险未缴"),
            "查询显示该月没有缴费记录。能否补缴以经办机构答复为准，可拨打 12333。".into(),
            14,
            None,
            "new",
        ),
        (
            "account.medical",
            "医保个人账户入账".into(),
            "本月个人账户资金已划入。".into(),
            9,
            amount(9_550),
            "new",
        ),
        (
            "notice",
            "制卡时间比平时长".into(),
            "本批次制卡工期延长，您的卡仍在制作中，无需再次申请。".into(),
            4,
            None,
            "new",
        ),
        (
            "payment.due",
            "医疗保险将到缴费期限".into(),
            "灵活就业人员医疗保险本月费用尚未缴纳。".into(),
            1,
            due,
            "new",
        ),
    ];
    list(batch, chance, now, "p-wang", &wang)?;
    let li: [Line; 2] = [
        (
            "notice",
            "欢迎使用测试城市社保".into(),
            "这里是演示用的虚构城市，所有人物、金额与通知都不是真的。".into(),
            60,
            None,
            "read",
        ),
        (
            "benefit.pension",
            "养老金已发放".into(),
            "上月城乡居民养老金已发至尾号 8821 的账户。".into(),
            12,
            amount(24_850),
            "new",
        ),
    ];
    list(batch, chance, now, "p-li", &li)
}

fn list(
    batch: &mut Batch,
    chance: &Chance,
    now: i64,
    person: &str,
    lines: &[Line],
) -> Result<(), StoreError> {
    for (seq, (kind, title, body, days_ago, facts, state)) in (1..).zip(lines) {
        let message = Message {
            per: None,
            id: chance.id("m"),
            seq,
            kind: (*kind).into(),
            title: title.clone(),
            body: body.clone(),
            sent_at: now - days_ago * DAY,
            facts: facts.clone(),
            state: (*state).into(),
            version: 1,
        };
        let key = crate::gateway::message_key(person, seq);
        batch.put(Table::MessageKeys, &format!("{person}/{}", message.id), &key)?;
        batch.put(Table::Messages, &key, &message)?;
    }
    Ok(())
}
