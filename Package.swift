// swift-tools-version: 6.2
import PackageDescription

/// Settings every room shares: Swift 6, explicit existentials, imports that say what they expose, no warnings.
let common: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]
/// The pure core (Engine and below) adds strict memory safety.
let core: [SwiftSetting] = common + [.strictMemorySafety()]

/// Tests read better without `public import` rules.
let testing: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]

/// A room of the house: module `StargateX` in `Sources/X`.
func room(
    _ name: String, _ below: [String], _ outside: [Target.Dependency] = [], exclude: [String] = [],
    settings: [SwiftSetting] = core
) -> Target {
    .target(
        name: "Stargate\(name)",
        dependencies: below.map { .target(name: "Stargate\($0)") } + outside,
        path: "Sources/\(name)", exclude: exclude,
        swiftSettings: settings)
}

let domains = ["Agreements", "Capital", "BuildOut", "Sourcing", "Scheduling", "Performance"]

/// Tests of one room, in `Tests/XTests`.
func tests(of name: String, _ below: [String] = [], _ more: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: ([name] + below).map { .target(name: "Stargate\($0)") } + [.target(name: "StargateTesting")]
            + more,
        path: "Tests/\(name)Tests", exclude: name == "Casebook" ? ["timelines.json"] : [], swiftSettings: testing)
}

let everything =
    domains + [
        "Ledger", "Quantities", "Casebook", "Catalogue", "Estimates", "Programme", "Engine", "Simulation", "Journal",
        "Reporting", "Traces",
    ]

let tests: [Target] = [
    // Shared harnesses: random programmes, an auditor that counts again, and the built command.
    .target(
        name: "StargateTesting", dependencies: everything.map { .target(name: "Stargate\($0)") },
        path: "Tests/Testing", swiftSettings: testing),
    tests(of: "Quantities"),
    tests(of: "Ledger"),
    tests(of: "Agreements", ["Quantities"]),
    tests(of: "Casebook", ["Agreements", "Capital", "Quantities"]),
    tests(of: "Capital", ["Quantities"]),
    tests(of: "BuildOut", ["Quantities"]),
    tests(of: "Sourcing", ["Quantities"]),
    tests(of: "Scheduling", ["Quantities", "Traces"]),
    tests(of: "Traces", ["Scheduling", "Quantities"]),
    tests(of: "Performance", ["Quantities"]),
    tests(of: "Catalogue", ["Performance"]),
    tests(of: "Estimates", ["Catalogue", "Performance", "Quantities"]),
    tests(of: "Programme", domains + ["Quantities"]),
    tests(of: "Engine", domains + ["Quantities", "Programme", "Simulation", "Ledger"]),
    tests(of: "Simulation", domains + ["Quantities", "Programme", "Engine"]),
    tests(
        of: "Journal", ["Quantities", "Programme", "Engine", "Simulation", "Ledger"],
        [.product(name: "GRDB", package: "GRDB.swift")]),
    tests(of: "Reporting", ["Quantities", "Programme", "Engine", "Simulation", "Ledger", "Capital"]),
    .testTarget(
        name: "CommandTests", dependencies: ["stargate", "StargateTesting", "StargateTraces"],
        path: "Tests/CommandTests",
        swiftSettings: testing),
]

let package = Package(
    name: "stargate",
    products: [.executable(name: "stargate", targets: ["stargate"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        room("Quantities", []),
        room("Ledger", [], [.product(name: "Crypto", package: "swift-crypto")]),
        room("Agreements", ["Quantities"]),
        room(
            "Casebook", ["Agreements", "Capital", "Quantities"], [.product(name: "Yams", package: "Yams")]),
        room("Capital", ["Quantities"]),
        room("BuildOut", ["Quantities"]),
        room("Sourcing", ["Quantities"]),
        room("Scheduling", ["Quantities"]),
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        room(
            "Traces", ["Scheduling", "Quantities"], ["CZlib", .product(name: "Yams", package: "Yams")],
            settings: common),
        room("Performance", ["Quantities"]),
        // Data files compiled in with C23's `#embed`: 30 KB in 0.1 s, where `.embedInCode` takes 6 s.
        .target(
            name: "CCatalogueData", path: "Sources/Catalogue/Data",
            exclude: ["chips.csv", "models.json", "parameters.json", "inference-parameters.json"],
            sources: ["data.c"]),
        room("Catalogue", ["Performance", "Quantities"], ["CCatalogueData"], exclude: ["Data"]),
        room("Estimates", ["Catalogue", "Performance", "Quantities"], settings: common),
        room(
            "Programme", domains + ["Catalogue", "Estimates", "Quantities"], [.product(name: "Yams", package: "Yams")]),
        room("Engine", ["Programme"] + domains + ["Ledger", "Quantities"]),
        room(
            "Simulation", ["Engine", "Programme"] + domains + ["Quantities"],
            [.product(name: "HeapModule", package: "swift-collections")], settings: common),
        room(
            "Journal", ["Engine", "Programme", "Ledger", "Quantities"],
            [.product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto")],
            settings: common),
        room("Reporting", ["Engine", "Programme", "Ledger"] + domains + ["Quantities"], settings: common),
        .executableTarget(
            name: "stargate",
            dependencies: [
                "StargateReporting", "StargateSimulation", "StargateJournal", "StargateEngine",
                "StargateProgramme", "StargateCasebook", "StargateAgreements", "StargateCapital", "StargateLedger",
                "StargateEstimates", "StargateCatalogue", "StargatePerformance", "StargateScheduling", "StargateTraces",
                "StargateQuantities",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Sources/stargate",
            swiftSettings: common),
    ] + tests,
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c2x
)
