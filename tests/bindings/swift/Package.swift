// swift-tools-version: 6.0
import PackageDescription

// The journey of ../JOURNEY.md through the generated bindings. Linux only; `tests/suites/swift.sh` runs it.
let package = Package(
    name: "Journey",
    dependencies: [.package(path: "../../../ios")],
    targets: [
        .executableTarget(
            name: "journey", dependencies: [.product(name: "Shebao", package: "ios"), .product(name: "Sandbox", package: "ios")], path: "Sources",
            swiftSettings: [.unsafeFlags(["-warnings-as-errors"])]
        )
    ]
)
