import Kit
import SwiftUI

/// Whom and what something is for: above every choice, so that nobody pays for the wrong person.
struct WhoAndWhat: View {
    let who: String
    let what: Says
    @Environment(\.look) private var look

    init(who: String, what: Says) { (self.who, self.what) = (who, what) }

    var body: some View {
        VStack(alignment: .leading, spacing: Space.tight) {
            BodyText(who, strong: true)
            BodyText(look.words.text(what))
        }
        .padding(.top, Space.small)
        .accessibilityElement(children: .combine)
    }
}
