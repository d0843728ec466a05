// swift-tools-version: 6.2
// The layers: selaras → Effects → Conformance → Languages, never up. ARCHITECTURE.md has the table,
// Tests/Architecture compares it with the `import` lines.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

func module(_ layer: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/\(layer)/\(name)", swiftSettings: strict)
}

func shim(_ name: String, _ pkgConfig: String, _ debianPackage: String) -> Target {
  .systemLibrary(name: name, path: "Sources/Shims/\(name)", pkgConfig: pkgConfig, providers: [.apt([debianPackage])])
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)", exclude: exclude, swiftSettings: strict)
}

let languages: [Target.Dependency] = ["Documents", "Digests", "Patterns", "DataTypes", "JSONSchema", "HTTPMessages", "Codings", "OpenAPI"]
let conformance: [Target.Dependency] = ["Model", "Observing", "Reading", "Checks", "Planning", "Evaluation", "Examples", "Deciding", "Reporting"]
let effects: [Target.Dependency] = ["Wire", "Execution", "Workspace", "Register", "Sandbox", "Relay"]

let package = Package(
  name: "selaras-harness",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "selaras", targets: ["selaras"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    shim("CCurl", "libcurl", "libcurl4-openssl-dev"),
    shim("COpenSSL", "openssl", "libssl-dev"),
    shim("CYAML", "yaml-0.1", "libyaml-dev"),
    shim("CPCRE2", "libpcre2-8", "libpcre2-dev"),
    shim("CZlib", "zlib", "zlib1g-dev"),

    module("Languages", "Documents", ["CYAML"]),
    module("Languages", "Digests", ["Documents", .product(name: "Crypto", package: "swift-crypto")]),
    module("Languages", "Patterns", ["Documents", "CPCRE2"]),
    module("Languages", "DataTypes", ["Documents", "Patterns"]),
    module("Languages", "JSONSchema", ["Documents", "Patterns", "DataTypes"]),
    module("Languages", "HTTPMessages", ["Documents"]),
    module("Languages", "Codings", ["CZlib"]),
    module("Languages", "OpenAPI", ["Documents", "HTTPMessages", "JSONSchema", "DataTypes", "Patterns"]),

    module("Conformance", "Model", languages),
    module("Conformance", "Observing", languages + ["Model"]),
    module("Conformance", "Reading", languages + ["Model"]),
    module("Conformance", "Checks", languages + ["Model"]),
    module("Conformance", "Planning", languages + ["Model", "Checks"]),
    module("Conformance", "Evaluation", languages + ["Model", "Checks"]),
    module("Conformance", "Examples", languages + ["Model", "Observing", "Reading", "Checks", "Planning", "Evaluation"]),
    module("Conformance", "Deciding", languages + ["Model"]),
    module("Conformance", "Reporting", languages + ["Model"]),

    module("Effects", "Wire", languages + ["Model", "CCurl", "COpenSSL"]),
    module("Effects", "Execution", languages + ["Model", "Observing", "Wire"]),
    module("Effects", "Workspace", languages + ["Model", "Reading"]),
    module("Effects", "Register", languages + ["Model", .product(name: "GRDB", package: "GRDB.swift")]),
    module("Effects", "Sandbox", languages + [
      "Model", "Reading",
      .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOTLS", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      .product(name: "X509", package: "swift-certificates"), .product(name: "SwiftASN1", package: "swift-asn1"),
      .product(name: "Crypto", package: "swift-crypto"),
    ]),
    module("Effects", "Relay", languages + conformance + ["Wire", "Execution", "Workspace", "Register"]),
    .executableTarget(
      name: "selaras",
      dependencies: languages + conformance + effects + [.product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Sources/selaras", swiftSettings: strict),

    .target(name: "TestSupport", dependencies: ["Documents", "JSONSchema"], path: "Tests/Support", swiftSettings: strict),
    .executableTarget(
      name: "selaras-bench", dependencies: ["Model", "Wire", "TestSupport"], path: "Tests/Bench", swiftSettings: strict),
    tests("Architecture", languages + conformance + effects + ["selaras"]),
    tests("Languages", languages),
    tests("Conformance", languages + conformance),
    tests("Effects", languages + conformance + effects + ["COpenSSL", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("Command", languages + conformance + effects),
  ]
)
