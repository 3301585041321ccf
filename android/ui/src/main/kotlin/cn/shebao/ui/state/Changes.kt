package cn.shebao.ui.state

import cn.shebao.core.Change
import cn.shebao.core.Observer
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.update

/** The one way a screen learns anything: a count for each part, so that no change is lost however many come at once. */
class Changes : Observer {
    private val counts = MutableStateFlow<Map<Change, Long>>(emptyMap())

    override fun onChange(change: Change) = counts.update { it + (change to (it[change] ?: 0) + 1) }

    /** Emits at once, and after each change of [part]. */
    fun of(part: Change): Flow<Long> = counts.map { it[part] ?: 0 }.distinctUntilChanged()
}
