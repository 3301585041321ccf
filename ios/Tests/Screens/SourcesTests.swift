import Foundation
import Kit
import Testing

/// Rules about the sources themselves: no sentence outside the catalogue, no rule and no arithmetic over money in a screen.
struct SourcesTests {
    @Test func noScreenHasWordsOfItsOwn() throws {
        for (file, lines) in try sources(["Screens", "Kit", "App"]) {
            for (at, line) in lines.enumerated() {
                let code = line.components(separatedBy: "//")[0]
                #expect(code.range(of: "\\p{Han}", options: .regularExpression) == nil, "\(file):\(at + 1): \(line)")
                if file.hasPrefix("Screens") {
                    #expect(code.range(of: "Text\\(\"[^\\\\\"]", options: .regularExpression) == nil, "\(file):\(at + 1): \(line)")
                    #expect(code.range(of: "Text\\(verbatim: \"[^\\\\\"]", options: .regularExpression) == nil, "\(file):\(at + 1): \(line)")
                }
            }
        }
    }

    @Test func everyKeyAScreenNamesHasWords() throws {
        var met = 0
        let keys = try NSRegularExpression(pattern: "\"((?:screen|action|common|error|a11y|pay|home|card|order)_[a-z0-9_]+)\"")
        for (file, lines) in try sources(["Screens", "Kit", "App"]) {
            let text = lines.joined(separator: "\n")
            for match in keys.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
                let key = String(text[Range(match.range(at: 1), in: text)!])
                met += 1
                #expect(Wording.knows(key), "\(file): \(key)")
            }
        }
        #expect(met > 80)
    }

    @Test func noScreenCountsMoney() throws {
        for (file, lines) in try sources(["Screens", "Kit"]) where !file.hasSuffix("Formats.swift") {
            for (at, line) in lines.enumerated() {
                #expect(line.range(of: "fen\\s*[-+*/<>]|[-+*/]\\s*[a-z.]*fen\\b", options: .regularExpression) == nil, "\(file):\(at + 1): \(line)")
            }
        }
    }

    @Test func onlyThePaletteNamesColours() throws {
        for (file, lines) in try sources(["Screens"]) where !file.hasSuffix("Palette.swift") {
            for (at, line) in lines.enumerated() {
                #expect(line.range(of: "\\.hex\\(|Color\\(red|Color\\.(red|blue|green|gray)", options: .regularExpression) == nil, "\(file):\(at + 1): \(line)")
            }
        }
    }

    /// A name that Apple's SwiftUI has too is ambiguous on a phone, though nothing here would say so.
    @Test func noTypeOfOursHasANameOfSwiftUI() throws {
        let theirs: Set = [
            "Alert", "Alignment", "Anchor", "Angle", "Animation", "App", "Axis", "Badge", "Binding", "Button", "Canvas", "Capsule", "Circle", "Color", "Commands",
            "Divider", "Edge", "Ellipse", "Environment", "Font", "ForEach", "Form", "Gauge", "Gradient", "Grid", "Group", "GroupBox", "Image", "Label", "Layout",
            "Link", "List", "Material", "Menu", "Namespace", "Path", "Picker", "Preview", "Rectangle", "Scene", "Section", "Settings", "Shape", "Slider", "Spacer",
            "State", "Stepper", "Tab", "Table", "Text", "Toggle", "Transaction", "Transition", "View", "Visibility", "Window",
        ]
        let declared = try NSRegularExpression(pattern: "^(?:public |final |private |fileprivate |indirect )*(?:struct|class|enum|actor|protocol|typealias) ([A-Z][A-Za-z0-9]*)", options: .anchorsMatchLines)
        var met = 0
        for (file, lines) in try sources(["Screens", "Kit", "App"]) {
            let text = lines.joined(separator: "\n")
            for match in declared.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
                let name = String(text[Range(match.range(at: 1), in: text)!])
                met += 1
                #expect(!theirs.contains(name), "\(file): \(name)")
            }
        }
        #expect(met > 60)
    }

    @Test func theHeadlessStandInStaysSmall() throws {
        let lines = try sources(["Headless"]).map(\.lines.count).reduce(0, +)
        #expect(lines > 500 && lines < 1500)
    }

    private func sources(_ folders: [String]) throws -> [(file: String, lines: [String])] {
        let ios = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let all = folders.flatMap { folder in
            (FileManager.default.enumerator(at: ios.appending(path: folder), includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? [])
                .filter { $0.pathExtension == "swift" }
        }
        return try all.map { ($0.path().replacingOccurrences(of: ios.path(), with: ""), try String(contentsOf: $0, encoding: .utf8).components(separatedBy: "\n")) }
    }
}
