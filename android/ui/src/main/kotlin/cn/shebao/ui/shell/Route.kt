package cn.shebao.ui.shell

import cn.shebao.core.InsuranceKind
import cn.shebao.core.Link

/** A screen, and what it is about. */
sealed interface Route {
    data object Home : Route
    /** With a scanned [code], or without one to type it. */
    data class SignIn(val code: String? = null) : Route
    /** A scanned or opened text that leads nowhere further: a receipt to look at, or why nothing was opened. */
    data class Found(val link: Link) : Route
    data object Settings : Route
    data object Card : Route
    data object Bills : Route
    data class Payment(val bill: String) : Route
    data class Order(val id: String) : Route
    data class Receipt(val order: String) : Route
    data object Receipts : Route
    data object Mandates : Route
    data class SignMandate(val bill: String) : Route
    data class ChangeMandate(val id: String) : Route
    data object Insurances : Route
    data class Insurance(val kind: InsuranceKind) : Route
    data object Inbox : Route
    data class Message(val id: String) : Route
    data class Article(val id: String) : Route

    /** True if nothing of a person is on it: it may stay when nobody is signed in. */
    val public: Boolean get() = this is Home || this is SignIn || this is Found || this is Article || this is Settings
}
