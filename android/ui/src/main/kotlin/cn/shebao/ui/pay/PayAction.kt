package cn.shebao.ui.pay

import cn.shebao.core.PaymentDraft

/** What one can do while paying. */
sealed interface PayAction {
    data object Back : PayAction
    data class Call(val number: String) : PayAction
    data class Choose(val draft: PaymentDraft) : PayAction
    data object Quote : PayAction
    data object Change : PayAction
    /** With the PIN where the review asked for it. */
    data class Confirm(val pin: String?) : PayAction
    data class Order(val id: String) : PayAction
    /** Another code at the cashier, the one before being over. */
    data class AnotherCode(val order: String) : PayAction
    data object Home : PayAction
}
