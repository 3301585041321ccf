/// A line of the catalogue, taken apart: text, placeholders, what is bold, what stays on one line.
struct Template {
    enum What { case text(String), slot(String) }
    struct Piece {
        let what: What
        /// Inside `**…**`.
        let bold: Bool
        /// Inside `[…]`: which one, so that two that touch stay apart.
        let kept: Int?
    }

    let pieces: [Piece]

    init(_ line: String) {
        var pieces: [Piece] = [], text = "", bold = false, kept: Int?, keeps = 0
        var rest = line.unicodeScalars[...]
        func close() {
            if !text.isEmpty { pieces.append(Piece(what: .text(text), bold: bold, kept: kept)) }
            text = ""
        }
        while let scalar = rest.popFirst() {
            switch scalar {
            case "{":
                close()
                let name = rest.prefix { $0 != "}" }
                rest = rest.dropFirst(name.count + 1)
                pieces.append(Piece(what: .slot(String(name)), bold: bold, kept: kept))
            case "[":
                close()
                keeps += 1
                kept = keeps
            case "]":
                close()
                kept = nil
            case "*" where rest.first == "*":
                close()
                rest.removeFirst()
                bold.toggle()
            default:
                text.unicodeScalars.append(scalar)
            }
        }
        close()
        self.pieces = pieces
    }
}
