package cn.shebao.ui.words

import cn.shebao.core.Arg
import cn.shebao.core.ArgValue
import cn.shebao.core.Money
import cn.shebao.core.Says
import java.time.Instant

/** A line of the catalogue that the shell says by itself, as the core would send it. */
fun line(key: String, vararg args: Pair<String, ArgValue>) = Says(key, args.map { Arg(it.first, it.second) })

fun text(text: String): ArgValue = ArgValue.Text(text)
fun count(count: Int): ArgValue = ArgValue.Count(count.toUInt())
fun amount(amount: Money): ArgValue = ArgValue.Amount(amount)
fun moment(at: Instant): ArgValue = ArgValue.Moment(at)
