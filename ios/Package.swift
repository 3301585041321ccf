// swift-tools-version: 6.0
import PackageDescription

// `ios/bindings` writes Generated/: the core's library, its Swift file and header, and the words.
// Written by a tool in Swift 5's mode; by hand in Swift 6's.
var targets: [Target] = [
    .target(name: "Words", path: "Generated/Words"),
]

#if os(Linux)
    // No SwiftUI here: a headless one stands in, so that the real screens compile unchanged and are evaluated. Never shipped.
    let drawing: [Target.Dependency] = ["SwiftUI"], observing: [Target.Dependency] = ["Combine"]
    // Our own warnings are errors; what a generator wrote is not ours.
    let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]
    targets += [
        .systemLibrary(name: "ShebaoCoreFFI", path: "Generated/ShebaoCoreFFI"),
        .target(
            name: "ShebaoCore",
            dependencies: ["ShebaoCoreFFI"],
            path: "Generated/ShebaoCore",
            swiftSettings: [.swiftLanguageMode(.v5)],
            linkerSettings: [.unsafeFlags(["-Xlinker", "\(Context.packageDirectory)/Generated/libshebao_core.a"])]
        ),
        .target(name: "Combine", path: "Headless/Combine"),
        .target(name: "SwiftUI", dependencies: ["Combine"], path: "Headless/SwiftUI"),
        .target(name: "Sandbox", path: "Tests/Sandbox", swiftSettings: strict),
        .testTarget(name: "KitTests", dependencies: ["Kit"], path: "Tests/Kit", swiftSettings: strict),
        .testTarget(name: "ScreensTests", dependencies: ["Screens", "Sandbox"], path: "Tests/Screens", swiftSettings: strict),
    ]
#else
    let drawing: [Target.Dependency] = [], observing: [Target.Dependency] = [], strict: [SwiftSetting] = []
    targets += [
        .binaryTarget(name: "ShebaoCoreFFI", path: "Generated/ShebaoCoreFFI.xcframework"),
        .target(
            name: "ShebaoCore", dependencies: ["ShebaoCoreFFI"], path: "Generated/ShebaoCore", swiftSettings: [.swiftLanguageMode(.v5)]
        ),
    ]
#endif

targets += [
    .target(name: "Kit", dependencies: ["ShebaoCore", "Words"] + observing, path: "Kit", swiftSettings: strict),
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
