package cn.shebao.ui.mandate

import cn.shebao.core.MandateDraft

/** What one can do while signing or changing a mandate. */
sealed interface MandateFormAction {
    data object Back : MandateFormAction
    data class Call(val number: String) : MandateFormAction
    data class Choose(val draft: MandateDraft) : MandateFormAction
    data object Review : MandateFormAction
    /** From checking to choosing. */
    data object Change : MandateFormAction
    /** With the PIN where the review asked for it. */
    data class Confirm(val pin: String?) : MandateFormAction
    /** Back to the list. */
    data object Mandates : MandateFormAction
}
