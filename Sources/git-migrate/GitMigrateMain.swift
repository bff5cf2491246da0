import Commands
import Confinement
import Glibc

@main
enum GitMigrateMain {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    Confinement.enter(arguments)
    exit(await Entrance.run(arguments))
  }
}
