/// Hatchings that the charts share, in a drawing of no size.
enum PatternSheet {
    static let svg = "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\">\(definitions)</svg>"

    static let definitions = """
        <defs>
        \(hatch("hatch-short", "hatch-ink", space: 6, angle: 45))
        \(hatch("hatch-held", "hatch-held", space: 5, angle: 45))
        \(hatch("hatch-turn", "hatch-ink", space: 5, angle: -45))
        \(hatch("hatch-open", "hatch-own", space: 4, angle: 45))
        </defs>
        """

    private static func hatch(_ id: String, _ style: String, space: Int, angle: Int) -> String {
        "<pattern id=\"\(id)\" width=\"\(space)\" height=\"\(space)\" patternUnits=\"userSpaceOnUse\" "
            + "patternTransform=\"rotate(\(angle))\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"\(space)\" "
            + "class=\"\(style)\"/></pattern>"
    }
}
