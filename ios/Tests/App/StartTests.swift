import Foundation
import Kit
import Security
import SwiftUI
import Testing
@testable import Application

/// What the app opens with, and that it opens at all. The stand-ins know nothing of windows.
@MainActor
struct StartTests {
    @Test func withoutABureausConfigurationTheAppSaysThatItCannotOpen() async {
        let shell = Shell(Start.config, keys: Start.keys)
        await shell.open()
        guard case let .failed(error) = shell.phase else { return #expect(Bool(false), "\(shell.phase)") }
        #expect(ErrorText(error).says.key.hasPrefix("error_"))
    }

    @Test func theSystemsDialogSaysWhatIsConfirmed() throws {
        let phone = _Phone()
        try _Phone.$shared.withValue(phone) {
            _ = try Start.keys.create(name: "consent", presence: true)
            for prompt in [Prompt.confirmPayment(amount: Money(fen: 95500)), .confirmCancel, .confirmLossReport, .enrol] {
                _ = try Start.keys.sign(name: "consent", message: Data([1]), prompt: prompt)
            }
        }
        let asked = phone.asked.map { Wording(language: .zh).plain($0) }
        #expect(asked.count == 4 && Set(asked).count == 4)
        #expect(asked[0].contains("955.00 元"))
        #expect(!asked.joined().contains("{"))
    }

    @Test func theCoreHasAFolderOfItsOwnAndAName() {
        #expect(Start.config.directory.hasSuffix("shebao/") || Start.config.directory.hasSuffix("shebao"))
        #expect(Start.config.client.hasPrefix("ios/"))
    }
}
