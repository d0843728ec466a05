import Foundation

/// Small contents under content codings, made once by another implementation.
package enum CodedSamples {
  package static let plain = #"{"loket":3,"menunggu":12}"#
  package static let gzip = bytes("H4sIAAAAAAACA6tWysnPTi1RsjLWUcpNzSvNS08vVbIyNKoFALRafa0ZAAAA")
  package static let deflate = bytes("eJyrVsrJz04tUbIy1lHKTc0rzUtPL1WyMjSqBQBs6wg8")
  /// The same without zlib's wrapper.
  package static let rawDeflate = bytes("q1bKyc9OLVGyMtZRyk3NK81LTy9VsjI0qgUA")
  /// `{"loket":3,"menunggu":12,"nik":…}` with a made-up NIK of a real province.
  package static let gzipOfIdentifier = bytes("H4sIAAAAAAACA6tWysnPTi1RsjLWUcpNzSvNS08vVbIyNNJRysvMVrJSMjYyNDUwN7AwMLc0AAIjpVoAaeQSBDIAAAA=")
  /// 65,536 zero bytes in 96 bytes of gzip.
  package static let zeros = bytes("H4sIAAAAAAACA+3BAQEAAACAkP6v7ggK" + String(repeating: "A", count: 84) + "auuOl9cAAAEA")

  /// So many times 64 KiB in a series of gzip members: a bomb of any size.
  package static func bomb(_ members: Int) -> [UInt8] { (0..<members).flatMap { _ in zeros } }

  private static func bytes(_ base64: String) -> [UInt8] { Data(base64Encoded: base64).map(Array.init) ?? [] }
}
