/// How drawings look: text, lines, and surfaces by meaning.
enum ChartStyle {
    static let text = words + lines + surfaces

    private static let words = """
        svg text { font: 12.5px/1 var(--sans); fill: var(--ink); font-variant-numeric: tabular-nums; }
        svg text.axis { font-size: 11.5px; fill: var(--soft); }
        svg text.year { font-weight: 600; }
        svg text.cell { font-size: 11.5px; }
        svg text.strong { font-weight: 650; }
        svg text.halo { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
        svg text.on-4 { fill: var(--on-4); } svg text.on-5 { fill: var(--on-5); }
        svg text.own-ink { fill: var(--own-ink); } svg text.cloud-ink { fill: var(--cloud-ink); }
        svg text.held-ink { fill: var(--held); } svg text.called-ink { fill: var(--equity-ink); }
        svg text.drawn-ink { fill: var(--debt-ink); } svg text.spent-ink { font-weight: 650; }
        svg text.promised-ink { fill: var(--soft); }

        """

    private static let lines = """
        .grid { stroke: var(--faint); stroke-width: 1; } .base { stroke: var(--hair); stroke-width: 1; }
        .limit { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 2 3; }
        .limit.faint { stroke: var(--soft); }
        .edge { fill: none; stroke: var(--paper); stroke-width: 1; }
        .curve, .demand { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        .demand { stroke: var(--ink); }
        .promised { stroke: var(--soft); stroke-dasharray: 5 4; stroke-width: 1.5; }
        .spent { stroke: var(--ink); stroke-width: 2.5; }
        .planned { stroke: var(--held); stroke-dasharray: 1 4; }
        .called { stroke: var(--equity); } .drawn { stroke: var(--debt); }
        .own-line { stroke: var(--own-1); } .cloud-line { stroke: var(--cloud-1); }
        .call { stroke: var(--equity); stroke-width: 2; } .mark { stroke: var(--ink); stroke-width: 1.5; }
        .hatch-ink { stroke: var(--soft); stroke-width: 1.6; } .hatch-held { stroke: var(--held); stroke-width: 2.6; }
        .hatch-own { stroke: var(--own-1); stroke-width: 4; }

        """

    private static let surfaces = """
        \(numbered("own", 0...6)) \(numbered("cloud", 0...3)) \(numbered("heat", 0...5))
        .band { stroke: var(--paper); stroke-width: .8; }
        .own-dot { fill: var(--own-1); } .cloud-dot { fill: var(--cloud-1); }
        .demand-key, .spent-key { fill: var(--ink); } .promised-key { fill: var(--soft); }
        .plan-key { fill: var(--held); }
        .called-key { fill: var(--equity); } .drawn-key { fill: var(--debt); }
        .short { fill: url(#hatch-short); opacity: .75; } .hover { fill: transparent; }
        .hover:hover { fill: var(--ink); fill-opacity: .06; }
        .ring { fill: none; stroke: var(--ink); stroke-width: 2; }
        .outline { fill: none; stroke: var(--soft); stroke-width: 1; }
        .plan { fill: none; stroke: var(--soft); stroke-width: 1; }
        .stage-contracted { fill: var(--contracted); } .stage-energised { fill: var(--energised); }
        .stage-serving { fill: var(--serving); }
        .step-build { fill: var(--build); } .step-power { fill: var(--heat-4); } .step-chips { fill: var(--heat-2); }
        .step-fill { fill: var(--energised); }
        .wait-turn { fill: url(#hatch-turn); opacity: .8; } .wait-place { fill: url(#hatch-held); }
        .train { fill: var(--own-1); }
        .train-open { fill: url(#hatch-open); stroke: var(--own-1); stroke-width: 1; }
        .data-mark { fill: var(--cloud-1); stroke: var(--paper); stroke-width: 1; }
        .served { fill: var(--own-1); } .asked { fill: var(--wash); stroke: var(--soft); stroke-width: 1; }
        .flow-equity { fill: var(--equity); } .flow-debt { fill: var(--debt); } .flow-own { fill: var(--own-1); }
        .flow-cloud { fill: var(--cloud-1); } .flow-other { fill: var(--other); } .flow-hub { fill: var(--ink); }
        .river { fill-opacity: .3; } .river:hover { fill-opacity: .55; }
        .sure-measured { fill: var(--own-0); } .sure-reported { fill: var(--own-3); }
        .sure-assumed { fill: var(--debt); }

        """

    private static func numbered(_ name: String, _ range: ClosedRange<Int>) -> String {
        range.map { ".\(name)-\($0) { fill: var(--\(name)-\($0)); }" }.joined(separator: " ")
    }
}
