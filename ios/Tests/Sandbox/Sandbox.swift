import Foundation

/// A sandbox gateway of one's own: `shebao serve`, its operator's side, and its end. Linux tests only.
public final class Sandbox: @unchecked Sendable {
    public struct Citizen: Decodable, Sendable { public let name, number, phone: String }
    private struct Door: Decodable {
        let bureau, enrolment_code, typed_code: String
        let citizen: Citizen
    }

    public enum Trouble: Error { case noProgram(String), noAnswer, refused(String, Int), late(String) }

    public let enrolmentCode, typedCode: String
    /// Who may enrol. Invented.
    public let citizen: Citizen
    /// The bureau's public configuration, as text.
    public let bureau: String
    private let door: Door
    private let process: Process

    /// Starts one and waits until it says how to reach it.
    public init(seed: Int = 7) throws {
        let program = ProcessInfo.processInfo.environment["SHEBAO_PROGRAM"] ?? ""
        guard FileManager.default.isExecutableFile(atPath: program) else { throw Trouble.noProgram(program) }
        process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["serve", "--seed", String(seed), "--json", "--until-stdin-closes"]
        let (output, input) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardInput = input // ends with us, whatever ends us
        try process.run()
        let watched = Self.end(process, after: 60)
        defer { watched.cancel() }
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { throw Trouble.noAnswer }
            line += more
        }
        door = try JSONDecoder().decode(Door.self, from: line)
        (enrolmentCode, typedCode, citizen) = (door.enrolment_code, door.typed_code, door.citizen)
        bureau = try String(contentsOf: URL(filePath: door.bureau), encoding: .utf8)
    }

    deinit { end() }

    /// Ends it, as a server ends that is switched off.
    public func end() {
        guard process.isRunning else { return }
        // It would first wait for the app to hang up.
        kill(process.processIdentifier, SIGKILL)
        _ = Self.ended(process, within: 10)
    }

    /// Whether it ended in time. Not `waitUntilExit`: on Linux that waits on the caller's run loop, and a thread of Swift's pool may wait for ever.
    private static func ended(_ process: Process, within seconds: TimeInterval) -> Bool {
        let last = Date().addingTimeInterval(seconds)
        while process.isRunning {
            if Date() > last { return false }
            usleep(5000)
        }
        return true
    }

    /// Ends a program that does not end by itself, so that whoever reads from it is not kept.
    private static func end(_ process: Process, after seconds: TimeInterval) -> DispatchWorkItem {
        let id = process.processIdentifier
        let work = DispatchWorkItem { kill(id, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: work)
        return work
    }

    /// Does something as the operator, or only reads. By the operator's own program: Foundation on Linux trusts no authority of ours.
    @discardableResult
    public func operate(_ path: String, _ body: [String: any Sendable]? = nil) async throws -> sending [String: Any] {
        let operate = Process(), output = Pipe()
        operate.executableURL = process.executableURL
        let told = URL(filePath: door.bureau).deletingLastPathComponent().appending(path: "operator.json").path()
        operate.arguments = ["operate", "--at", told, "ask", path]
        if let body { operate.arguments?.append(String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)) }
        operate.standardOutput = output
        operate.standardInput = FileHandle.nullDevice
        try operate.run()
        let watched = Self.end(operate, after: 30)
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        let ended = Self.ended(operate, within: 10)
        watched.cancel()
        guard ended, operate.terminationReason == .exit else { throw Trouble.late(path) }
        guard operate.terminationStatus == 0 else { throw Trouble.refused(path, Int(operate.terminationStatus)) }
        return (try? JSONSerialization.jsonObject(with: answer)) as? [String: Any] ?? [:]
    }

    public func oneTimeCode() async throws -> String {
        guard let code = try await operate("one-time-code?phone=\(citizen.phone)")["code"] as? String else { throw Trouble.noAnswer }
        return code
    }

    /// How often the bank took money, for an order or at all.
    public func debits(of order: String? = nil) async throws -> Int {
        let debits = try await operate("ledger")["debits"] as? [[String: Any]] ?? []
        return debits.filter { order == nil || $0["order"] as? String == order }.count
    }

    /// What the push vendor would have carried last.
    public func newestPush() async throws -> Data {
        let pushes = try await operate("pushes?after=0")["pushes"] as? [[String: Any]] ?? []
        guard let text = pushes.last?["sealed"] as? String else { throw Trouble.noAnswer }
        var plain = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        while plain.count % 4 != 0 { plain += "=" }
        guard let sealed = Data(base64Encoded: plain) else { throw Trouble.noAnswer }
        return sealed
    }
}
