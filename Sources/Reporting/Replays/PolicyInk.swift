/// Colours and dashes by which policies are told apart, in light and in dark, by colour-blind eyes and in grey.
enum PolicyInk {
    static let count = 6
    private static let colours = ["own-1", "cloud-1", "held", "equity", "debt", "ink"]
    private static let inks = ["own-ink", "cloud-ink", "held", "equity-ink", "debt-ink", "ink"]
    private static let dashes = ["none", "9 4", "3 3", "12 3 2 3", "1 4", "6 2 2 2 2 2"]

    static func line(_ index: Int) -> String { "curve policy-\(index % count)" }
    static func surface(_ index: Int) -> String { "area-\(index % count)" }
    static func label(_ index: Int) -> String { "label policy-\(index % count)-ink" }

    /// A class of jobs in a Gantt chart, from 0.
    static func bar(_ group: Int) -> String { "gantt-\(min(max(0, group), 6))" }

    static let style: String = {
        let lines = (0..<count).map { index in
            ".policy-\(index) { stroke: var(--\(colours[index])); stroke-dasharray: \(dashes[index]); } "
                + ".key .policy-\(index) { fill: var(--\(colours[index])); stroke: none; } "
                + ".area-\(index) { fill: var(--\(colours[index])); fill-opacity: .22; } "
                + "svg text.policy-\(index)-ink { fill: var(--\(inks[index])); }"
        }
        let shades = ["other", "own-5", "own-3", "own-1", "heat-3", "heat-5", "cloud-1"]
        let bars = shades.enumerated().map {
            ".gantt-\($0) { fill: var(--\($1)); stroke: var(--paper); stroke-width: .6; }"
        }
        return "\n" + (lines + bars).joined(separator: "\n") + """

            .curve.whole { stroke-dasharray: none; stroke-width: 1.2; }
            .body details { margin-top: 16px; } .body details .scroll { margin-top: 14px; }
            h1.trace { font-size: clamp(34px, 5vw, 56px); }
            .best { font-weight: 700; } .best::after { content: " ★"; font-size: .8em; color: var(--own-ink); }
            .figures td, .figures th { padding-right: 26px; }
            svg text.tag { font-size: 10.5px; }

            """
    }()
}
