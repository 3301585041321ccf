import SwiftUI

/// Where the phone has no lock of its own, the PIN confirms.
struct PinField: View {
    @Binding var pin: String
    var body: some View {
        Field(title: "screen_lock_pin", problem: nil) { SecureField($0, text: $pin).keyboardType(.numberPad) }
    }
}
