import Commands
import Glibc

@main
enum GitMigrateMain {
  static func main() async {
    exit(await Entrance.run(Array(CommandLine.arguments.dropFirst())))
  }
}
