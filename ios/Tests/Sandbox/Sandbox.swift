import Foundation
import FoundationNetworking

/// A sandbox gateway of one's own: `shebao serve`, its operator's side, and its end. Linux tests only.
public final class Sandbox: @unchecked Sendable {
    public struct Citizen: Decodable, Sendable { public let name, number, phone: String }
    private struct Door: Decodable {
        let operator_url, operator_token, bureau, enrolment_code, typed_code: String
        let citizen: Citizen
    }

    public enum Trouble: Error { case noProgram(String), noAnswer, refused(String, Int) }

    public let enrolmentCode, typedCode: String
    /// Who may enrol. Invented.
    public let citizen: Citizen
    /// The bureau's public configuration, as text.
    public let bureau: String
    private let door: Door
    private let process: Process
    private let session: URLSession

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
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { throw Trouble.noAnswer }
            line += more
        }
        door = try JSONDecoder().decode(Door.self, from: line)
        (enrolmentCode, typedCode, citizen) = (door.enrolment_code, door.typed_code, door.citizen)
        bureau = try String(contentsOf: URL(filePath: door.bureau), encoding: .utf8)
        session = try Self.session(bureau)
    }

    deinit { end() }

    /// Ends it, as a server ends that is switched off.
    public func end() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    /// Does something as the operator.
    @discardableResult
    public func operate(_ path: String, _ body: [String: any Sendable]? = nil) async throws -> [String: Any] {
        guard let url = URL(string: "\(door.operator_url)/operate/\(path)") else { throw Trouble.noAnswer }
        var request = URLRequest(url: url)
        request.setValue("Bearer \(door.operator_token)", forHTTPHeaderField: "Authorization")
        if let body {
            request.httpMethod = "POST"
            request.httpBody = try JSONSerialization.data(withJSONObject: body)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (data, response) = try await { do { return try await session.data(for: request) } catch { print("DBG", url, (error as NSError).userInfo, try! String(contentsOfFile: String(cString: getenv("URLSessionCertificateAuthorityInfoFile")), encoding: .utf8)); throw error } }()
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard (200 ..< 300).contains(status) else { throw Trouble.refused(path, status) }
        return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:]
    }

    public func oneTimeCode() async throws -> String {
        guard let code = try await operate("one-time-code?phone=\(citizen.phone)")["code"] as? String else { throw Trouble.noAnswer }
        return code
    }

    /// How often the bank took money for an order.
    public func debits(of order: String) async throws -> Int {
        let debits = try await operate("ledger")["debits"] as? [[String: Any]] ?? []
        return debits.filter { $0["order"] as? String == order }.count
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

    /// Believes the sandbox's own authority and no other. Foundation on Linux takes it from the environment, as a file.
    private static func session(_ bureau: String) throws -> URLSession {
        let json = try JSONSerialization.jsonObject(with: Data(bureau.utf8)) as? [String: Any]
        let roots = (json?["tls_roots"] as? [String] ?? []).joined(separator: "\n")
        let file = FileManager.default.temporaryDirectory.appending(path: "roots-\(UUID().uuidString).pem")
        try roots.write(to: file, atomically: true, encoding: .utf8)
        setenv("URLSessionCertificateAuthorityInfoFile", file.path(), 1)
        return URLSession(configuration: .ephemeral)
    }
}
