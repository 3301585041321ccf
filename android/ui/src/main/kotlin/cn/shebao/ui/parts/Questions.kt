package cn.shebao.ui.parts

import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.BaseChoice
import cn.shebao.core.InstrumentChoice
import cn.shebao.core.Money
import cn.shebao.core.ProblemView
import cn.shebao.core.TierChoice
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.amount
import cn.shebao.ui.words.line
import cn.shebao.ui.words.say
import cn.shebao.ui.words.w
import cn.shebao.ui.words.wording

/** A question, and what is wrong with its answer so far. */
@Composable
fun Question(title: String, problems: List<ProblemView>, field: String) {
    Section(title)
    problems.filter { it.field == field }.forEach { Sentence(it.says, Modifier.padding(bottom = Space.small), look.type.note, look.colors.ink2) }
}

/** One of several amounts. */
@Composable
fun AmountOptions(offered: List<Money>, chosen: Money?, onChoose: (Money) -> Unit) {
    val options = offered.map { Option(it.fen.toString(), amountShown(it), amountAloud(it)) }
    Options(options, setOfNotNull(chosen?.fen?.toString())) { id -> onChoose(offered.first { it.fen.toString() == id }) }
}

/** By which base one pays. */
@Composable
fun BaseQuestion(base: BaseChoice, chosen: Money?, problems: List<ProblemView>, onChoose: (Money) -> Unit) {
    Question(w("screen_pay_choose_base"), problems, "base")
    val range = line("screen_pay_base_range", "floor" to amount(base.floor), "ceiling" to amount(base.ceiling))
    Sentence(range, Modifier.padding(bottom = Space.small), look.type.note, look.colors.ink2)
    AmountOptions(base.offered, chosen, onChoose)
}

/** In which tier one pays. */
@Composable
fun TierQuestion(tiers: List<TierChoice>, chosen: String?, problems: List<ProblemView>, onChoose: (String) -> Unit) {
    Question(w("screen_pay_choose_tier"), problems, "tier")
    Options(tiers.map { Option(it.id, amountShown(it.amount), amountAloud(it.amount)) }, setOfNotNull(chosen), onChoose = onChoose)
}

/** From where the money comes. */
@Composable
fun InstrumentQuestion(instruments: List<InstrumentChoice>, chosen: String?, problems: List<ProblemView>, onChoose: (String) -> Unit) {
    Question(w("screen_pay_choose_from"), problems, "instrument")
    Options(instruments.map { Option(it.id, say(it.name), wording.aloud(it.name)) }, setOfNotNull(chosen), onChoose = onChoose)
}
