package cn.shebao.journey

import org.json.JSONObject
import java.io.ByteArrayInputStream
import java.io.Closeable
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import java.security.KeyStore
import java.security.cert.CertificateFactory
import java.util.Base64
import java.util.concurrent.TimeUnit
import javax.net.ssl.SSLContext
import javax.net.ssl.TrustManagerFactory

/** A gateway of one's own: `shebao serve`, its operator's side, and its end. */
class Sandbox(seed: Int = 7, options: List<String> = emptyList()) : Closeable {
    private val process: Process =
        ProcessBuilder(listOf(System.getProperty("shebao"), "serve", "--seed", "$seed", "--json", "--until-stdin-closes") + options)
            .redirectError(ProcessBuilder.Redirect.INHERIT).start()
    private val door = JSONObject(process.inputStream.bufferedReader().readLine() ?: error("the sandbox did not start"))

    /** The bureau's public configuration, as text. */
    val bureau: String = Files.readString(Path.of(door.getString("bureau")))
    val enrolmentCode: String = door.getString("enrolment_code")
    val typedCode: String = door.getString("typed_code")

    /** Who may enrol. Invented. */
    val name: String = door.getJSONObject("citizen").getString("name")
    val number: String = door.getJSONObject("citizen").getString("number")
    val phone: String = door.getJSONObject("citizen").getString("phone")

    private val http = HttpClient.newBuilder().sslContext(trusting(JSONObject(bureau))).build()

    /** Does something as the operator, or reads if there is no [body]. */
    fun operate(path: String, body: Map<String, Any>? = null): JSONObject {
        val request = HttpRequest.newBuilder(URI("${door.getString("operator_url")}/operate/$path"))
            .header("Authorization", "Bearer ${door.getString("operator_token")}").header("Content-Type", "application/json")
        if (body != null) request.POST(HttpRequest.BodyPublishers.ofString(JSONObject(body).toString()))
        val answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString())
        check(answer.statusCode() in 200..299) { "$path: ${answer.statusCode()} ${answer.body()}" }
        return if (answer.body().isBlank()) JSONObject() else JSONObject(answer.body())
    }

    fun fault(on: String, kind: String, more: Map<String, Any> = emptyMap()) = operate("fault", mapOf("on" to on, "kind" to kind, "times" to 1) + more)

    fun oneTimeCode(): String = operate("one-time-code?phone=$phone").getString("code")

    /** How often the bank took money for an order. */
    fun debits(order: String): Int = operate("ledger").getJSONArray("debits").count { (it as JSONObject).getString("order") == order }

    /** What the push vendor would have carried last. */
    fun newestPush(): ByteArray {
        val sealed = operate("pushes?after=0").getJSONArray("pushes").let { it.getJSONObject(it.length() - 1).getString("sealed") }
        return Base64.getUrlDecoder().decode(sealed.replace('+', '-').replace('/', '_').trimEnd('='))
    }

    /** Ends it, as a server ends that is switched off. */
    override fun close() {
        process.destroy()
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor()
    }

    /** Believes the sandbox's own authority and no other. */
    private fun trusting(bureau: JSONObject): SSLContext {
        val store = KeyStore.getInstance(KeyStore.getDefaultType()).apply { load(null) }
        bureau.getJSONArray("tls_roots").forEachIndexed { at, pem ->
            store.setCertificateEntry("root$at", CertificateFactory.getInstance("X.509").generateCertificate(ByteArrayInputStream((pem as String).toByteArray())))
        }
        val managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()).apply { init(store) }.trustManagers
        return SSLContext.getInstance("TLS").apply { init(null, managers, null) }
    }
}
