import Digests
import Testing

/// Published vectors: FIPS 180-4, RFC 4231, RFC 4648 §10.
@Suite struct DigestsTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
  ]) func sha256(_ text: String, _ hex: String) {
    let digest = SHA256Digest.of(Array(text.utf8))
    #expect(digest.hex == hex)
    #expect(digest.description == "sha256:\(hex)")
    #expect(SHA256Digest("sha256:\(hex)") == digest)
    #expect(SHA256Digest(hex.uppercased()) == digest)
  }

  @Test(arguments: ["", "sha256:", "sha512:00", "e3b0", String(repeating: "g", count: 64), String(repeating: "0", count: 65)])
  func otherTextsAreNoDigest(_ text: String) { #expect(SHA256Digest(text) == nil) }

  @Test func hmac() {
    #expect(HMACDigest.short(Array("Hi There".utf8), key: [UInt8](repeating: 0x0B, count: 20)) == "b0344c61d8db3853")
    #expect(HMACDigest.short(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)) == "5bdcc146bf60754e")
  }

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")])
  func base64(_ text: String, _ encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
    #expect(Base64.encodeURL(Array(text.utf8)) == encoded.filter { $0 != "=" })
  }

  @Test func base64Alphabets() {
    #expect(Base64.encode([0xFB, 0xEF, 0xFF]) == "++//")
    #expect(Base64.encodeURL([0xFB, 0xEF, 0xFF]) == "--__")
    #expect(Hex.text([0x00, 0x0F, 0xF0, 0xFF]) == "000ff0ff")
  }
}
