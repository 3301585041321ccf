package cn.shebao.ui.shell

import cn.shebao.core.InsuranceKind

/** A screen, and what it is about. */
sealed interface Route {
    data object Home : Route
    data object SignIn : Route
    data object Settings : Route
    data object Card : Route
    data object Bills : Route
    data class Payment(val bill: String) : Route
    data class Order(val id: String) : Route
    data class Receipt(val order: String) : Route
    data object Insurances : Route
    data class Insurance(val kind: InsuranceKind) : Route
    data object Inbox : Route
    data class Message(val id: String) : Route
    data class Article(val id: String) : Route
}
