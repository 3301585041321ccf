package cn.shebao.journey

import cn.shebao.core.*
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch

/** The journey's two payments. */
class Paying(private val sandbox: Sandbox, private val citizen: Citizen, private val diary: Diary) {
    private val payments = citizen.payments()

    /** One month of the own pension, its reply lost: in doubt, then resolved, one debit. */
    suspend fun withALostReply() {
        for (bill in payments.view().bills) diary.note("pay", "bill", bill.person, diary.text(bill.title), diary.text(bill.says))
        val payment = begin { it.choices.base != null }
        val review = payment.quote()
        check(review.step == PaymentStep.REVIEW) { "a quote leads to the review, not ${review.step}" }
        diary.note("pay", "review", diary.text(review.title))
        diary.note("pay", "amount", review.amount?.let { diary.text(it) }.orEmpty())
        diary.note("pay", "arithmetic", review.arithmetic?.let { diary.text(it) }.orEmpty())
        for (line in review.lines) diary.note("pay", "line", diary.text(line.label), diary.text(line.value))
        for (next in review.next) diary.note("pay", "next", diary.text(next))
        diary.note("pay", "says", diary.text(review.says))

        sandbox.fault("PUT /v1/orders", "drop_after")
        payment.confirm()
        val paid = comes("the payment is paid") { payment.view().takeIf { it.step == PaymentStep.PAID } }
        diary.note("pay", "paid", diary.text(paid.title))
        diary.note("pay", "says", diary.text(paid.says))
        val id = checkNotNull(paid.order) { "a paid payment has its order" }
        diary.note("pay", "debits", sandbox.debits(id).toString())

        val order = payments.order(id)
        diary.note("pay", "order", diary.text(order.title))
        for (stage in order.stages) diary.note("pay", "stage", diary.text(stage.name))
        val receipt = payments.receipt(id)
        diary.note("pay", "receipt", diary.text(receipt.title), diary.text(receipt.amount))
    }

    /** The mother's yearly fee; the coroutine that confirms is cancelled in the middle, and the payment goes on. */
    suspend fun whileLeavingTheScreen() {
        val before = payments.orders(null).rows.first().id
        val payment = begin { it.choices.base == null }
        payment.quote()
        sandbox.fault("PUT /v1/orders", "delay", mapOf("delay_ms" to 1500))
        var answered = false
        coroutineScope {
            val screen = launch { payment.confirm(); answered = true }
            delay(300)
            screen.cancelAndJoin()
        }
        check(!answered) { "the coroutine was cancelled before confirm answered" }
        val order = comes("the new order has a receipt") {
            payments.orders(null).rows.first().takeIf { it.id != before }?.let { payments.order(it.id) }?.takeIf { it.hasReceipt }
        }
        diary.note("cancel", "paid", diary.text(order.title))
        diary.note("cancel", "debits", sandbox.debits(order.row.id).toString())
    }

    /** The first bill that can be paid and is of this kind, with the first of everything chosen. */
    private suspend fun begin(fits: (PaymentView) -> Boolean): Payment {
        for (bill in payments.view().bills.filter { it.canPay }) {
            val payment = payments.pay(bill.id)
            val view = payment.view()
            if (!fits(view)) continue
            val choices = view.choices
            val chosen = payment.choose(
                PaymentDraft(choices.base?.offered?.first(), choices.tiers.firstOrNull()?.id, choices.periods.filter { it.canPay }.take(1).map { it.id }, choices.instruments.first().id),
            )
            check(chosen.problems.isEmpty() && chosen.canGoOn) { "the first of everything can be chosen, not ${chosen.problems}" }
            return payment
        }
        error("no bill of this kind can be paid")
    }
}

/** A minute is long enough for anything the core settles by itself. */
suspend fun <T : Any> comes(what: String, look: suspend () -> T?): T {
    repeat(600) {
        look()?.let { return it }
        delay(100)
    }
    error("it did not come: $what")
}
