//! Two hands compute the same: the core's arithmetic over a signed pack, and the gateway's own.

use proptest::prelude::*;
use shebao_core::simulation::{Pack as Read, Shelf, Standing, standing};
use shebao_sandbox::decide::pack::{BackPayment, Pack, PackSource, PackTariff, Periods};
use shebao_sandbox::decide::tariff::{Charge, Choice, Tier, price, total};

fn charges() -> impl Strategy<Value = Charge> {
    let rate = (1i64..5_000_000, 0i64..5_000_000, 1i64..=10_000, proptest::option::of(0i64..=10_000));
    let rate = rate.prop_map(|(floor_fen, more, rate_bp, account)| Charge::Rate {
        floor_fen,
        ceiling_fen: floor_fen + more,
        offered_fen: vec![floor_fen, floor_fen + more],
        rate_bp,
        account_rate_bp: account.map(|share| share.min(rate_bp)),
        rounding: "half_up_fen".to_owned(),
    });
    let tiers = proptest::collection::vec(1i64..500_000, 1..12).prop_map(|amounts| Charge::Tiers {
        tiers: amounts
            .into_iter()
            .enumerate()
            .map(|(n, amount_fen)| Tier { id: format!("t{n}"), amount_fen })
            .collect(),
    });
    prop_oneof![rate, (1i64..500_000).prop_map(|amount_fen| Charge::Fixed { amount_fen }), tiers]
}

fn pack(charge: Charge, lengths: Vec<u8>, back_payment: BackPayment) -> Pack {
    let tariff = PackTariff {
        scheme: "s".to_owned(),
        version: "v".to_owned(),
        from: "2026-07-01".to_owned(),
        until: None,
        charge,
        periods: Periods { unit: "month".to_owned(), lengths },
        back_payment,
        waiting: None,
        subsidies: Vec::new(),
        window: None,
        cites: vec![0],
    };
    let source = PackSource {
        title: "标准（虚构）".to_owned(),
        issued_by: "测试城市".to_owned(),
        date: "2026-06-20".to_owned(),
        url: None,
    };
    Pack {
        region: "990100".to_owned(),
        v: 1,
        at: 1,
        from: "2026-07-01".to_owned(),
        until: None,
        fictional: true,
        sources: vec![source],
        tariffs: vec![tariff],
        pension: None,
    }
}

fn read(pack: &Pack) -> Shelf {
    let mut shelf = Shelf::new("990100");
    shelf.offer(Read::read(&serde_json::to_vec(pack).unwrap()).unwrap()).unwrap();
    shelf
}

/// A base near what the charge allows, or any; a tier that may not be there.
fn choices() -> impl Strategy<Value = (Option<i64>, Option<String>)> {
    let base = prop_oneof![Just(i64::MAX), Just(-1), 0i64..11_000_000];
    (proptest::option::of(base), proptest::option::of((0usize..13).prop_map(|n| format!("t{n}"))))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn core_and_gateway_ask_the_same_price_for_every_tariff_and_choice(
        charge in charges(), (base, tier) in choices(), inside in any::<bool>(), periods in 1usize..=12,
    ) {
        let base = match (&charge, base, inside) {
            (Charge::Rate { floor_fen, ceiling_fen, .. }, Some(base), true) => {
                Some(floor_fen + base.rem_euclid(ceiling_fen - floor_fen + 1))
            }
            (_, base, _) => base,
        };
        let tier = tier.filter(|_| !inside || base.is_none());
        let pack = pack(charge, vec![1], BackPayment::None);
        let rule = pack.tariffs[0].tariff().rule;
        let shelf = read(&pack);
        let terms = shelf.payable("s", "v", "2026-11-24".parse().unwrap()).unwrap().terms;
        let core = terms.one_period(base, tier.as_deref());
        let choice = Choice { base_fen: base, tier };
        let gateway = price(&rule, &choice);
        prop_assert_eq!(core.map(|one| one.amount.fen), gateway.as_ref().map(|one| one.per_period_fen));
        let shares = (core.map(|one| one.account_share.map(|share| share.fen)), gateway.map(|one| one.account_share_fen));
        prop_assert_eq!(shares.0, shares.1);
        let whole = core.and_then(|one| one.amount.times(periods as u32)).map(|sum| sum.fen).filter(|sum| *sum > 0);
        prop_assert_eq!(whole, total(&rule, &choice, periods));
    }

    #[test]
    fn core_and_gateway_allow_the_same_months(
        months in proptest::collection::btree_set((2025i32..2028, 1u8..=12), 1..16), mask in any::<u16>(),
        length in 0usize..4, back in proptest::option::of(0u8..20),
    ) {
        let back = back.map_or(BackPayment::None, |periods| BackPayment::Allowed { periods });
        let pack = pack(Charge::Fixed { amount_fen: 1 }, vec![[1, 3, 6, 12][length]], back);
        let (tariff, shelf, day) = (&pack.tariffs[0], read(&pack), "2026-11-24");
        let today = day.parse().unwrap();
        let terms = shelf.in_force("s", today).unwrap().terms;
        let mut payable = Vec::new();
        for text in months.into_iter().map(|(year, month)| format!("{year}-{month:02}")) {
            let core = standing(terms.unit, terms.back_payment, &text, today);
            let in_time = matches!(core, Standing::Current | Standing::Late);
            prop_assert_eq!(in_time, tariff.is_in_time(&text, day), "{}", text);
            if in_time {
                payable.push(text);
            }
        }
        let chosen: Vec<String> =
            payable.iter().enumerate().filter(|(n, _)| mask >> n & 1 == 1).map(|(_, text)| text.clone()).collect();
        let parsed = |texts: &[String]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<_>>();
        prop_assert_eq!(terms.lengths.allow(&parsed(&chosen), &parsed(&payable)), tariff.allows(&chosen, &payable));
    }
}
