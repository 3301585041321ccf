package cn.shebao.journey

import cn.shebao.core.*
import cn.shebao.desktop.FileKeyStore
import cn.shebao.ui.words.Language
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File
import java.nio.file.Files

/** ../JOURNEY.md through the generated bindings, with an observer and a key store written in Kotlin. */
class JourneyTest {
    private val diary = Diary()
    private val folder = Files.createTempDirectory("journey")
    private val data = Files.createDirectories(folder.resolve("data"))
    private val heard = Heard()
    private val keys = Watched(FileKeyStore(folder.resolve("keys")))

    @Test
    fun a_citizen_goes_the_whole_way_through_the_generated_bindings() = runBlocking {
        try {
            Sandbox().use { sandbox ->
                val config = Config(directory = data.toString(), bureau = sandbox.bureau, language = Language.Zh.tag, client = "kotlin/0.1.0")
                Citizen.open(config, keys, heard).use { citizen -> go(sandbox, citizen) }
            }
            diary.write(File(System.getProperty("out")))
        } finally {
            folder.toFile().deleteRecursively()
        }
    }

    private suspend fun go(sandbox: Sandbox, citizen: Citizen) {
        diary.note("open", "session", diary.text(citizen.session().view().says))
        diary.note("open", "home", diary.text(citizen.home().title))
        enrol(sandbox, citizen)
        read(citizen)
        val paying = Paying(sandbox, citizen, diary)
        paying.withALostReply()
        paying.whileLeavingTheScreen()
        push(sandbox, citizen)
        offline(sandbox, citizen)
        lock(citizen)
        signOut(sandbox, citizen)
        assertTrue("the observer heard of every part, not ${heard.parts}", heard.parts.containsAll(Change.entries - Change.NEWS))
        assertTrue("the key store was used: ${keys.calls.distinct()}", keys.calls.containsAll(listOf("sign", "wrap", "writeAnchor")))
        assertTrue("the user was asked to confirm, with the amount", keys.prompts.any { it is Prompt.ConfirmPayment })
    }

    private suspend fun enrol(sandbox: Sandbox, citizen: Citizen) {
        diary.note("enrol", "refused", diary.refusal { citizen.session().enrol("00000000") })
        val enrolment = citizen.session().enrol(sandbox.enrolmentCode)
        diary.note("enrol", "identity", diary.text(enrolment.view().says))
        for (problem in enrolment.check(IdentityDraft(sandbox.name, sandbox.number.dropLast(1), sandbox.phone)).problems) {
            diary.note("enrol", "problem", problem.field, diary.text(problem.says))
        }
        diary.note("enrol", "code", diary.text(enrolment.identity(IdentityDraft(sandbox.name, sandbox.number, sandbox.phone)).says))
        diary.note("enrol", "pin", diary.text(enrolment.code(sandbox.oneTimeCode()).says))
        val done = enrolment.pin(PIN)
        diary.note("enrol", "done", diary.text(done.says))
        assertEquals(EnrolmentStep.Done, done.step)
    }

    private suspend fun read(citizen: Citizen) {
        assertEquals("everything was refreshed", emptyList<PartFailure>(), citizen.refresh().failed)
        val home = citizen.home()
        diary.note("home", "title", diary.text(home.title))
        for (item in home.attention) diary.note("home", "attention", diary.text(item.state), diary.text(item.headline), diary.text(item.verb))
        home.card?.let { diary.note("home", "card", diary.text(it.headline), diary.text(it.state)) }

        val card = citizen.card().view()
        diary.note("card", "headline", diary.text(card.headline))
        diary.note("card", "state", diary.text(card.state))
        for (step in card.progress) diary.note("card", "step", diary.text(step.name), diary.text(step.state))
        for (task in card.activation) diary.note("card", "task", diary.text(task.name), diary.text(task.state))
        for (fact in card.holder.facts) diary.note("card", "holder", diary.text(fact.label), diary.text(fact.value))

        for (line in citizen.insurance().view().lines) diary.note("insurance", "line", diary.text(line.name), diary.text(line.status), diary.text(line.detail))
        for (row in citizen.insurance().contributions(InsuranceKind.PENSION, 2026u).rows) {
            diary.note("insurance", "month", row.month.toString(), diary.text(row.state), diary.text(row.total))
        }
    }

    private suspend fun push(sandbox: Sandbox, citizen: Citizen) {
        sandbox.operate("benefit", mapOf("person" to "p-wang", "kind" to "pension", "amount_fen" to 312_345))
        val sealed = sandbox.newestPush()
        fun name(outcome: PushOutcome) = outcome::class.simpleName.orEmpty()
        diary.note("push", "first", name(citizen.receivePush(sealed)))
        diary.note("push", "again", name(citizen.receivePush(sealed)))
        diary.note("push", "rubbish", name(citizen.receivePush(byteArrayOf(1, 2, 3))))
        diary.note("push", "unread", citizen.inbox().view().unread.toString())
        diary.note("push", "message", citizen.inbox().page(MessageFilter(null), null).rows.firstOrNull()?.title.orEmpty())
    }

    private suspend fun offline(sandbox: Sandbox, citizen: Citizen) {
        sandbox.close()
        diary.note("offline", "refresh", diary.refusal { citizen.card().refresh() })
        val card = citizen.card().view()
        diary.note("offline", "card", diary.text(card.headline))
        diary.note("offline", "source", name(card.freshness.source))
        val receipt = citizen.payments().receipt(citizen.payments().orders(null).rows.first().id)
        diary.note("offline", "receipt", diary.text(receipt.title), diary.text(receipt.amount))
    }

    private suspend fun lock(citizen: Citizen) {
        val session = citizen.session()
        session.lock()
        diary.note("lock", "locked", diary.text(session.view().says))
        diary.note("lock", "wrong", diary.refusal { session.unlock(Unlock.Pin("130725")) })
        session.unlock(Unlock.Pin(PIN))
        diary.note("lock", "open", diary.text(session.view().says))
    }

    private suspend fun signOut(sandbox: Sandbox, citizen: Citizen) {
        citizen.signOut(Keep.NOTHING)
        diary.note("signout", "session", diary.text(citizen.session().view().says))
        val personal = listOf(sandbox.name, sandbox.number, sandbox.phone)
        // Octets as they are: a name in a database stands there in UTF-8.
        val readable = data.toFile().walk().filter { it.isFile }.count { file -> file.readBytes().decodeToString().let { text -> personal.any { it in text } } }
        diary.note("signout", "left", readable.toString())
    }

    private companion object {
        const val PIN = "482915"
    }
}
