package cn.shebao.app

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network

/** Calls [changed] when the phone gets a network, or another one. */
internal fun watchNetwork(app: Context, changed: () -> Unit) {
    app.getSystemService(ConnectivityManager::class.java)?.registerDefaultNetworkCallback(
        object : ConnectivityManager.NetworkCallback() {
            override fun onAvailable(network: Network) = changed()
            override fun onLost(network: Network) = changed()
        },
    )
}
