import Kit
import SwiftUI
import Testing
@testable import Screens

@MainActor
struct ReceiptsTests {
    let pressed = Pressed()

    func screen(_ content: Receipts.Content, canSave: Bool = true) -> Host {
        let pressed = pressed
        let keep: @Sendable (Export) async throws -> Void = { _ in }
        let model = Receipts(Watch(), NoPayments(), refresh: {}, keep: canSave ? keep : nil)
        return drawn(ReceiptsContent(content: content, trouble: nil, saved: nil, filter: ReceiptFilter(), verbs: model) { pressed.routes.append($0) })
    }

    @Test func whatDoesNotAgreeSaysWhatToDoAndLeadsToThePayment() throws {
        let screen = screen(receipts([receiptRow("o1"), receiptRow("o2", counted: false)], alarm: true))
        #expect(screen.read.contains("有 1 处对不上"))
        #expect(screen.read.contains("记入王＊个人权益的是 400.00 元"))
        #expect(screen.read.contains("不要补缴"))
        #expect(screen.read.contains("button “拨打 12333”"))
        #expect(screen.read.contains("只有本人能查"))
        #expect(screen.read.contains("另有 1 笔已退回或正在退回，没有计入"))
        try screen.tap(try #require(screen.all(.button).first { $0.spoken.hasPrefix("查看这笔缴费") }).spoken)
        #expect(pressed.routes.last == .order("o1"))
        screen.expectSound()
    }

    @Test func thereIsNothingToSaveWithoutReceiptsOrWithoutAPlace() {
        let save = "导出可打印的页面"
        #expect(screen(receipts([receiptRow("o1")], alarm: false)).read.contains(save))
        #expect(!screen(receipts([], alarm: false)).read.contains(save))
        #expect(!screen(receipts([receiptRow("o1")], alarm: false), canSave: false).read.contains(save))
        #expect(screen(receipts([], alarm: false)).read.contains("还没有缴费凭证"))
    }

    @Test func aFilterIsOfferedOnlyWhereThereIsSomethingToChooseBetween() throws {
        let screen = screen(receipts([receiptRow("o1")], alarm: false))
        #expect(!screen.read.contains("参保人"))
        try screen.tap("筛选")
        #expect(screen.read.contains("参保人") && !screen.read.contains("扣款年份"))
        screen.expectSound()
    }
}
