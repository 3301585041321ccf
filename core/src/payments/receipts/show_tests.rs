use super::super::samples::{AT, LI, Office, Wanted, mothers_fee, pension};
use super::*;
use proptest::prelude::*;

const YEAR: u64 = 365 * 86_400;

fn read(office: &Office, wanted: &[Wanted]) -> Vec<Paper> {
    let slips: Vec<Slip> = wanted.iter().map(|wanted| office.slip(*wanted)).collect();
    papers(&slips, Vec::new(), &office.bureau.keys).0
}

fn orders(page: &ReceiptsPage) -> Vec<String> {
    page.rows.iter().map(|row| row.order[..2].to_owned()).collect()
}

#[test]
fn a_receipt_whose_order_the_journal_has_lost_comes_from_the_store_verified_again() {
    let office = Office::new();
    let (kept, lost) = (office.slip(pension(1, 100, AT)), office.slip(pension(2, 200, AT + 1)));
    let both = vec![kept.clone(), lost.clone()];
    let (found, dropped) = papers(std::slice::from_ref(&kept), both, &office.bureau.keys);
    let fen: Vec<i64> = found.iter().map(|paper| paper.receipt.amt).collect();
    assert_eq!((fen, dropped), (vec![200, 100], 0), "each once, newest first");
    // Another bureau's, somebody else's order, and a refund that is not about it: none of them is believed.
    let foreign = Office::new().slip(pension(3, 300, AT));
    let moved = Slip { order: kept.order.clone(), ..lost.clone() };
    let other_refund =
        Slip::of(&office.given_back(office.paid(pension(1, 100, AT)), "refunded")).unwrap().refund;
    let mixed = Slip { refund: other_refund, ..lost.clone() };
    for wrong in [foreign, moved, mixed] {
        assert_eq!(papers(&[], vec![wrong], &office.bureau.keys), (vec![], 1));
    }
    let page = page(&found, &ReceiptFilter::default(), None, 1);
    assert_eq!(page.dropped.unwrap().key, "receipt_dropped");
}

#[test]
fn only_a_receipt_of_this_very_order_is_kept_and_shown() {
    let office = Office::new();
    let order = office.paid(pension(1, 100, AT));
    assert!(Slip::of(&order).is_some());
    let mut other = order.clone();
    other.fingerprint = "f2".repeat(32);
    assert_eq!(Slip::of(&other), None, "another body");
    let mut other = order.clone();
    other.terms.amt += 1;
    assert_eq!(Slip::of(&other), None, "another amount");
    let mut other = order;
    other.receipt = office.paid(pension(2, 100, AT)).receipt;
    assert_eq!(Slip::of(&other), None, "another order's receipt");
}

#[test]
fn a_filter_lets_through_what_fits_and_the_totals_are_of_that() {
    let office = Office::new();
    let all = read(
        &office,
        &[
            pension(1, 95_500, AT - YEAR),
            pension(2, 95_500, AT),
            pension(3, 100_000, AT + 10),
            mothers_fee(4, AT + 20),
        ],
    );
    let asked = |filter: ReceiptFilter| page(&all, &filter, None, 0);
    let total = |page: &ReceiptsPage| -> Vec<(u16, u32, i64)> {
        page.totals.iter().map(|total| (total.year, total.count, total.total.unwrap().fen)).collect()
    };
    let everything = asked(ReceiptFilter::default());
    assert_eq!(orders(&everything), ["04", "03", "02", "01"]);
    assert_eq!(total(&everything), [(2026, 3, 235_500), (2025, 1, 95_500)]);
    let mine =
        asked(ReceiptFilter { insured: Some("p-wang".to_owned()), year: Some(2026), ..Default::default() });
    assert_eq!(
        (orders(&mine), total(&mine)),
        (vec!["03".to_owned(), "02".to_owned()], vec![(2026, 2, 195_500)])
    );
    let hers = asked(ReceiptFilter { insured: Some(LI.0.to_owned()), ..Default::default() });
    assert_eq!((hers.rows[0].person.as_str(), hers.rows.len()), (LI.1, 1));
    let scheme = asked(ReceiptFilter { scheme: Some("medical_resident".to_owned()), ..Default::default() });
    assert_eq!(orders(&scheme), ["04"]);
    let nobody = asked(ReceiptFilter { payer: Some("mandate".to_owned()), ..Default::default() });
    assert_eq!(nobody.empty.unwrap().key, "receipt_none_here");
    assert_eq!(page(&[], &ReceiptFilter::default(), None, 0).empty.unwrap().key, "receipt_none");
    // The choices do not shrink with the filter, and nothing is offered that does not occur.
    for shown in [&everything, &hers] {
        let ids = |choices: &[ReceiptChoice]| choices.iter().map(|c| c.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&shown.choices.insured), ["p-li", "p-wang"]);
        assert_eq!(ids(&shown.choices.schemes), ["medical_resident", "pension_flexible"]);
        assert_eq!(ids(&shown.choices.payers), ["self"]);
        assert_eq!(shown.choices.years, [2026, 2025]);
    }
}

#[test]
fn the_year_is_the_bureaus() {
    // 31 December 2026, 23:59:59 and the second after it, in China.
    let office = Office::new();
    let midnight = 1_798_732_800;
    let years: Vec<u16> = read(&office, &[pension(1, 1, midnight - 1), pension(2, 1, midnight)])
        .iter()
        .map(Paper::year)
        .collect();
    assert_eq!(years, [2027, 2026]);
}

#[test]
fn what_was_given_back_is_shown_and_not_counted() {
    let office = Office::new();
    for (state, key) in [("refunding", "order_state_refunding"), ("refunded", "order_state_refunded")] {
        let slips = [
            Slip::of(&office.given_back(office.paid(pension(1, 95_500, AT)), state)).unwrap(),
            office.slip(pension(2, 100_000, AT + 1)),
        ];
        let (found, _) = papers(&slips, Vec::new(), &office.bureau.keys);
        let page = page(&found, &ReceiptFilter::default(), None, 0);
        assert_eq!(orders(&page), ["02", "01"]);
        assert_eq!((page.rows[1].state.key.as_str(), page.rows[1].counted), (key, false));
        let total = &page.totals[0];
        assert_eq!((total.count, total.total), (1, Some(Money::fen(100_000))));
        assert_eq!(total.not_counted.as_ref().unwrap().key, "receipt_not_counted");
    }
}

#[test]
fn a_sum_that_does_not_fit_is_refused_and_hides_no_receipt() {
    let office = Office::new();
    let all = read(&office, &[pension(1, i64::MAX, AT), pension(2, i64::MAX, AT)]);
    let page = page(&all, &ReceiptFilter::default(), None, 0);
    assert_eq!(page.rows.len(), 2);
    assert_eq!((page.totals[0].total, page.totals[0].says.key.as_str()), (None, "receipt_total_too_large"));
}

#[test]
fn pages_follow_each_other_without_a_gap_and_each_has_the_whole_total() {
    let office = Office::new();
    let wanted: Vec<Wanted> = (1..=45).map(|n| pension(n, 100, AT + u64::from(n % 7))).collect();
    let all = read(&office, &wanted);
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = page(&all, &ReceiptFilter::default(), cursor.as_deref(), 0);
        assert_eq!(page.totals[0].total, Some(Money::fen(4_500)));
        seen.extend(page.rows.into_iter().map(|row| row.order));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, all.iter().map(|paper| paper.slip.order.clone()).collect::<Vec<_>>());
}

#[test]
fn a_receipt_names_the_insured_person_the_payer_and_its_numbers() {
    let office = Office::new();
    let mut paper = read(&office, &[mothers_fee(4, AT)]).remove(0);
    paper.slip.tax_no = Some("990100AB".to_owned());
    let view = whole(&paper, "https://localhost:8443/q#a.b.c".to_owned());
    let labels: Vec<&str> = view.lines.iter().map(|line| line.label.key.as_str()).collect();
    assert_eq!(labels.len(), 8);
    for label in ["order_line_person", "receipt_line_payer", "order_line_bank_ref", "order_line_tax_no"] {
        assert!(labels.contains(&label), "{label}");
    }
    assert!(view.qr.is_some());
    // Too long for a code: shown all the same, to be shared as text.
    let long = whole(&paper, format!("https://localhost:8443/q#{}", "a".repeat(400)));
    assert!(long.qr.is_none() && long.link.len() > 400);
}

proptest! {
    #[test]
    fn a_year_is_the_sum_of_what_is_counted(fen in prop::collection::vec((1i64..10_000_000, any::<bool>()), 1..12)) {
        let office = Office::new();
        let slips: Vec<Slip> = fen.iter().zip(1u8..).map(|((fen, back), number)| {
            let order = office.paid(pension(number, *fen, AT + u64::from(number)));
            Slip::of(&if *back { office.given_back(order, "refunded") } else { order }).unwrap()
        }).collect();
        let (found, _) = papers(&slips, Vec::new(), &office.bureau.keys);
        let page = page(&found, &ReceiptFilter::default(), None, 0);
        let expected: i64 = fen.iter().filter(|(_, back)| !back).map(|(fen, _)| fen).sum();
        prop_assert_eq!(page.totals[0].total, Some(Money::fen(expected)));
        prop_assert_eq!(page.rows.iter().filter(|row| row.counted).map(|row| row.amount.fen).sum::<i64>(), expected);
    }
}
