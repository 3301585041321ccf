package cn.shebao.ui.words

/** The languages the catalogue has. */
enum class Language(
    /** What the core is opened with. */
    val tag: String,
) {
    Zh("zh-CN"),
    En("en"),
}
