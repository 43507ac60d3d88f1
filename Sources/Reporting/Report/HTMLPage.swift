/// The frame of every page: one HTML file that opens offline, with its style inside.
struct HTMLPage {
    var title: String
    /// Added to the style sheet.
    var style = ""

    /// The page around `main`, which is HTML, already safe.
    func text(_ main: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="stargate">
        <title>\(HTMLText.safe(title))</title>
        <style>
        \(PageStyle.text)\(style)
        </style>
        </head>
        <body>
        \(PatternSheet.svg)
        <main>
        \(main)
        </main>
        <script>
        addEventListener("beforeprint", () => {
          for (const part of document.querySelectorAll("details")) part.open = true;
        });
        </script>
        </body>
        </html>

        """
    }

    /// Links to the chapters told.
    static func contents(_ chapters: [any Chapter]) -> String {
        let links = chapters.map { "<a href=\"#\($0.anchor)\">\(HTMLText.safe($0.title))</a>" }
        return "<nav aria-label=\"Contents\">\(links.joined(separator: "\n"))</nav>"
    }
}
