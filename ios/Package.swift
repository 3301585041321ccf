// swift-tools-version: 6.0
import PackageDescription

// `ios/bindings` writes Generated/: the core's library, its Swift file and header, and the words.
// All of it, written by a tool or by hand, is in Swift 6's mode, and a warning is an error.
var targets: [Target] = []

#if os(Linux)
    // No SwiftUI here, nor what else only Apple has: `Headless` stands in, so that the real sources compile unchanged and run. Never shipped.
    let drawing: [Target.Dependency] = ["SwiftUI"]
    let system: [Target.Dependency] = ["Combine", "CryptoKit", "LocalAuthentication", "Security"]
    let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]
    targets += [
        .systemLibrary(name: "ShebaoCoreFFI", path: "Generated/ShebaoCoreFFI"),
        .target(
            name: "ShebaoCore",
            dependencies: ["ShebaoCoreFFI"],
            path: "Generated/ShebaoCore",
            swiftSettings: strict,
            linkerSettings: [.unsafeFlags(["-Xlinker", "\(Context.packageDirectory)/Generated/libshebao_core.a"])]
        ),
        .target(name: "Combine", path: "Headless/Combine", swiftSettings: strict),
        .target(name: "SwiftUI", dependencies: ["Combine"], path: "Headless/SwiftUI", swiftSettings: strict),
        .target(name: "Security", path: "Headless/Security", swiftSettings: strict),
        .target(name: "LocalAuthentication", dependencies: ["Security"], path: "Headless/LocalAuthentication", swiftSettings: strict),
        .target(name: "CryptoKit", dependencies: ["LocalAuthentication", "Security"], path: "Headless/CryptoKit", swiftSettings: strict),
        // On a Mac the project builds it, as the app; here it is compiled, and its `main` ends at once.
        .executableTarget(
            name: "Application", dependencies: ["Kit", "Screens", "SwiftUI"], path: "App",
            exclude: ["Info.plist", "PrivacyInfo.xcprivacy", "Shebao.entitlements", "check.py"], swiftSettings: strict
        ),
        .target(name: "Sandbox", path: "Tests/Sandbox", swiftSettings: strict),
        .testTarget(name: "KitTests", dependencies: ["Kit", "LocalAuthentication", "Security"], path: "Tests/Kit", swiftSettings: strict),
        .testTarget(name: "ApplicationTests", dependencies: ["Application", "Kit", "Security", "SwiftUI"], path: "Tests/App", swiftSettings: strict),
        .testTarget(name: "ScreensTests", dependencies: ["Screens", "Sandbox"], path: "Tests/Screens", swiftSettings: strict),
    ]
#else
    let drawing: [Target.Dependency] = [], system: [Target.Dependency] = [], strict: [SwiftSetting] = []
    targets += [
        .binaryTarget(name: "ShebaoCoreFFI", path: "Generated/ShebaoCoreFFI.xcframework"),
        .target(name: "ShebaoCore", dependencies: ["ShebaoCoreFFI"], path: "Generated/ShebaoCore"),
    ]
#endif

targets += [
    .target(name: "Words", path: "Generated/Words", swiftSettings: strict),
    .target(name: "Kit", dependencies: ["ShebaoCore", "Words"] + system, path: "Kit", swiftSettings: strict),
    .target(name: "Screens", dependencies: ["Kit"] + drawing, path: "Screens", swiftSettings: strict),
]

var products: [Product] = [.library(name: "Shebao", targets: ["Kit", "Screens"])]
#if os(Linux)
    // For tests/bindings/swift.
    products.append(.library(name: "Sandbox", targets: ["Sandbox"]))
#endif

let package = Package(
    name: "Shebao",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: products,
    targets: targets
)
