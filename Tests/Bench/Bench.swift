/// `selaras-bench client …` is one measured process; without a word, everything is measured.
@main struct Bench {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "client" { return await WireLoad(Array(arguments.dropFirst())).run() }
  }
}
