import Kit
import SwiftUI

/// A state's own shape. Done: disc with tick; now: ring with core; waiting: clock; wrong: triangle; missing: square with cross; idle: ring.
struct Mark: View {
    let tone: Tone
    let size: CGFloat
    @Environment(\.look) private var look
    @ScaledMetric(relativeTo: .body) private var system: CGFloat = 1

    var body: some View {
        let (ink, paper) = (look.color(tone), look.soft(tone))
        Canvas { context, area in Self.draw(tone, min(area.width, area.height), ink, paper, &context) }
            .frame(width: side, height: side)
            .accessibilityHidden(true)
    }

    /// Marks grow with the type, to a limit.
    private var side: CGFloat { size * min(max(system, 1), 1.6) }

    private static func draw(_ tone: Tone, _ side: CGFloat, _ ink: Color, _ paper: Color, _ context: inout GraphicsContext) {
        let thin = side * 0.11
        func point(_ x: CGFloat, _ y: CGFloat) -> CGPoint { CGPoint(x: x * side, y: y * side) }
        func lines(_ points: [CGPoint], close: Bool = false) -> Path {
            var path = Path()
            path.move(to: points[0])
            for next in points.dropFirst() { path.addLine(to: next) }
            if close { path.closeSubpath() }
            return path
        }
        func disc(_ radius: CGFloat) -> Path {
            Path(ellipseIn: CGRect(x: side / 2 - radius, y: side / 2 - radius, width: radius * 2, height: radius * 2))
        }
        func stroke(_ path: Path, _ color: Color) { context.stroke(path, with: .color(color), lineWidth: thin) }
        func fill(_ path: Path, _ color: Color) { context.fill(path, with: .color(color)) }
        let ring = disc(side / 2 - thin / 2)
        switch tone {
        case .done:
            fill(disc(side / 2), ink)
            stroke(lines([point(0.29, 0.52), point(0.44, 0.67), point(0.72, 0.36)]), paper)
        case .now:
            fill(disc(side / 2), paper)
            stroke(ring, ink)
            fill(disc(side * 0.22), ink)
        case .waiting:
            fill(disc(side / 2), paper)
            stroke(ring, ink)
            stroke(lines([point(0.5, 0.25), point(0.5, 0.52), point(0.68, 0.62)]), ink)
        case .wrong:
            fill(lines([point(0.5, 0.1), point(0.95, 0.88), point(0.05, 0.88)], close: true), ink)
            stroke(lines([point(0.5, 0.4), point(0.5, 0.6)]), paper)
            stroke(lines([point(0.5, 0.74), point(0.5, 0.78)]), paper)
        case .missing:
            stroke(Path(CGRect(x: thin / 2, y: thin / 2, width: side - thin, height: side - thin)), ink)
            stroke(lines([point(0.33, 0.33), point(0.67, 0.67)]), ink)
            stroke(lines([point(0.67, 0.33), point(0.33, 0.67)]), ink)
        case .idle:
            stroke(ring, ink)
        }
    }
}

/// A state: its shape and its word on a soft ground, never colour alone.
struct Chip: View {
    let tone: Tone
    let word: Says
    @Environment(\.look) private var look

    init(_ tone: Tone, _ word: Says) { (self.tone, self.word) = (tone, word) }

    var body: some View {
        HStack(spacing: 6) {
            Mark(tone: tone, size: look.elder ? 18 : 15)
            Note(look.words.text(word), strong: true, color: look.color(tone))
        }
        .padding(.horizontal, 7)
        .padding(.vertical, 2)
        .background(look.soft(tone), in: RoundedRectangle(cornerRadius: Corner.chip))
        .overlay { RoundedRectangle(cornerRadius: Corner.chip).stroke(edge, lineWidth: 1) }
    }

    private var edge: Color {
        if look.highContrast { return look.color(tone) }
        return tone == .idle ? look.palette.line : .clear
    }
}
