import SwiftUI

/// The part of SVG's path data that the icons use: M L H V C Z, and A for half circles.
struct PathData {
    private let text: String
    init(_ text: String) { self.text = text }

    func path(_ scale: CGFloat) -> Path {
        var path = Path(), at = CGPoint.zero
        for (command, numbers) in commands {
            let n = numbers.map { $0 * scale }
            func point(_ index: Int) -> CGPoint { CGPoint(x: n[index], y: n[index + 1]) }
            switch command {
            case "M" where n.count == 2: at = point(0); path.move(to: at)
            case "L" where n.count == 2: at = point(0); path.addLine(to: at)
            case "H" where n.count == 1: at.x = n[0]; path.addLine(to: at)
            case "V" where n.count == 1: at.y = n[0]; path.addLine(to: at)
            case "C" where n.count == 6: at = point(4); path.addCurve(to: at, control1: point(0), control2: point(2))
            case "A" where n.count == 7:
                // Both ends lie on a diameter, so the centre is half-way between them.
                let end = point(5), centre = CGPoint(x: (at.x + end.x) / 2, y: (at.y + end.y) / 2)
                let start = atan2(at.y - centre.y, at.x - centre.x)
                path.addArc(
                    center: centre, radius: n[0], startAngle: .radians(start), endAngle: .radians(start + .pi),
                    // Core Graphics calls clockwise what goes the other way on a screen.
                    clockwise: false
                )
                at = end
            case "Z": path.closeSubpath()
            default: assertionFailure("path data: \(command) with \(n.count) numbers")
            }
        }
        return path
    }

    private var commands: [(Character, [CGFloat])] {
        var all: [(Character, [CGFloat])] = [], number = ""
        func end() {
            if let value = Double(number) { all[all.count - 1].1.append(CGFloat(value)) }
            number = ""
        }
        for character in text {
            if character.isLetter {
                end()
                all.append((character, []))
            } else if character == " " {
                end()
            } else {
                number.append(character)
            }
        }
        end()
        return all
    }
}
