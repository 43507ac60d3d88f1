import ArgumentParser
import StargateProgramme

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of programme files, for completion in editors.",
        discussion: "With --markdown, a page for people instead.")

    @Flag(help: "Print a reference page in Markdown.")
    var markdown = false

    func run() throws {
        try RunOutput.show(markdown ? FileReference.text() : JSONSchema.text())
    }
}
