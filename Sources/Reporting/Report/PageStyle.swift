/// The style sheet of the page.
enum PageStyle {
    static let text = PageColours.text + frame + title + headline + chapter + tables + ChartStyle.text + narrow + paper

    private static let frame = """

        :root {
        --sans: system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
        --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, "TeX Gyre Pagella",
        "DejaVu Serif", serif;
        --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 var(--sans); }
        main { max-width: 1280px; margin: 0 auto; padding: 72px 40px 56px; }
        h1, h2, p, dl, dd, figure { margin: 0; }
        h1, h2 { font-family: var(--serif); font-weight: 500; line-height: 1.15; text-wrap: balance; }
        code { font: .88em var(--mono); overflow-wrap: anywhere; } small { font-size: .85em; color: var(--soft); }
        a { color: inherit; }
        .patterns { position: absolute; }
        :focus-visible { outline: 2px solid var(--own-1); outline-offset: 3px; }

        """

    private static let title = """
        .title { max-width: 880px; }
        .kicker { color: var(--soft); font-size: 15px; }
        h1 { font-size: clamp(44px, 7vw, 76px); letter-spacing: -.015em; margin: 10px 0 22px; overflow-wrap: anywhere; }
        .answer { font: 400 clamp(20px, 2.3vw, 27px)/1.42 var(--serif); text-wrap: pretty; }
        .answer b { font-weight: 700; }
        .about { color: var(--soft); margin-top: 20px; max-width: 66ch; }
        .run { display: flex; flex-wrap: wrap; gap: 6px 32px; margin-top: 26px; font-size: 14px; }
        .run div { display: flex; gap: 8px; } .run dt { color: var(--soft); }

        """

    private static let headline = """
        .headline { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 36px 40px;
        margin: 60px 0 28px; }
        .headline > div { border-top: 2px solid var(--ink); padding-top: 12px; }
        .headline h2 { font: 600 14px/1.3 var(--sans); color: var(--soft); }
        .figure { font: 500 34px/1.15 var(--serif); margin: 10px 0 12px; font-variant-numeric: lining-nums; }
        .figure small { font: 400 15px var(--sans); white-space: nowrap; }
        .headline dl div { display: flex; justify-content: space-between; gap: 12px; font-size: 14px; line-height: 1.75;
        border-top: 1px solid var(--faint); }
        .headline dt { color: var(--soft); } .headline dd { text-align: right; font-variant-numeric: tabular-nums; }
        nav { display: flex; flex-wrap: wrap; gap: 4px 22px; padding: 22px 0 30px; font-size: 14px; }
        nav a { text-decoration-color: var(--hair); text-underline-offset: 4px; color: var(--soft); }
        nav a:hover { color: var(--ink); text-decoration-color: currentColor; }

        """

    private static let chapter = """
        main > section[id]:not(.headline) { display: grid; grid-template-columns: 232px minmax(0, 1fr); gap: 20px 52px;
        padding: 46px 0 54px; border-top: 1px solid var(--hair); }
        section > header h2 { font-size: 27px; margin-bottom: 12px; }
        section > header p { color: var(--soft); font-size: 15.5px; text-wrap: pretty; }
        figure + figure, figure + .scroll, .body p + .scroll { margin-top: 44px; }
        figcaption { font-size: 14.5px; margin-bottom: 14px; } figcaption b { font-weight: 600; }
        .key { display: flex; flex-wrap: wrap; gap: 2px 20px; list-style: none; margin: 6px 0 0; padding: 0;
        color: var(--soft); font-size: 13.5px; }
        .key li { display: flex; align-items: center; gap: 7px; } .swatch { width: 18px; height: 12px; flex: none; }
        .scroll { overflow-x: auto; }
        figure .scroll > svg { display: block; width: 100%; min-width: var(--least); height: auto; }
        .absent { font-size: 15px; } .absent div { display: flex; flex-wrap: wrap; gap: 0 16px; padding: 5px 0; }
        .absent dt { min-width: 190px; } .absent dd { color: var(--soft); }
        .note { color: var(--soft); font-size: 13.5px; margin-top: 12px; max-width: 76ch; }
        footer { border-top: 2px solid var(--ink); padding-top: 28px; font-size: 14.5px; }
        footer h2 { font-size: 22px; margin-bottom: 16px; }
        footer dl { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 14px 48px; }
        footer dd { color: var(--soft); } footer > p { margin-top: 28px; color: var(--soft); max-width: 90ch; }

        """

    private static let tables = """
        table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.45; }
        caption { text-align: left; font-weight: 600; font-size: 14.5px; padding-bottom: 10px; }
        th, td { text-align: left; vertical-align: top; font-weight: 400; padding: 9px 18px 9px 0;
        border-top: 1px solid var(--faint); }
        th:last-child, td:last-child { padding-right: 0; }
        thead th { color: var(--soft); font-size: 13px; border: 0; padding-bottom: 6px; vertical-align: bottom; }
        .compact th, .compact td { padding-top: 4px; padding-bottom: 4px; font-size: 13.5px; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        thead .number { white-space: normal; }
        .day { white-space: nowrap; font-variant-numeric: tabular-nums; } .words { min-width: 260px; }
        td.words { color: var(--soft); overflow-wrap: anywhere; }
        td .day { white-space: nowrap; }
        .bar { width: 16%; min-width: 104px; } .leans { min-width: 760px; } .leans code { font-size: 13px; }
        .tornado { display: block; position: relative; height: 10px; margin-top: 5px; background: var(--wash); }
        .tornado::after { content: ""; position: absolute; left: 50%; top: -3px; bottom: -3px;
        border-left: 1px solid var(--soft); }
        .tornado i { position: absolute; top: 0; bottom: 0; background: var(--own-2); }
        .tornado .less { background: var(--cloud-1); }
        .told { font-size: 13px; font-variant-numeric: tabular-nums; color: var(--soft); }
        .badge { display: inline-block; font-size: 12.5px; padding: 0 8px; border: 1px solid var(--own-3);
        border-radius: 9px; }
        .badge.sure-assumed { border: 1px dashed var(--debt-ink); color: var(--debt-ink); }
        .source { overflow-wrap: anywhere; }
        summary { cursor: pointer; font-weight: 600; font-size: 14.5px; } details .scroll { margin-top: 28px; }

        """

    private static let narrow = """
        @media (max-width: 1120px) {
        main > section[id]:not(.headline) { grid-template-columns: minmax(0, 1fr); padding: 38px 0 44px; }
        .headline { grid-template-columns: repeat(2, minmax(0, 1fr)); }
        section > header p { max-width: 66ch; }
        }
        @media (max-width: 560px) {
        main { padding: 36px 20px 40px; }
        .headline { grid-template-columns: minmax(0, 1fr); margin-top: 44px; gap: 26px; }
        footer dl { grid-template-columns: minmax(0, 1fr); }
        figure .scroll, .scroll { margin-right: -20px; padding-right: 20px; }
        }

        """

    private static let paper = """
        @media print {
        :root { --paper: #fff; }
        @page { size: A4; margin: 14mm 13mm; }
        body { font-size: 10pt; } main { max-width: none; padding: 0; }
        * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        nav, .hover, summary { display: none; }
        .headline { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 22px 24px; margin: 30px 0 20px; }
        .figure { font-size: 24px; } .headline dl div { font-size: 11px; } .figure small { font-size: 12px; }
        main > section[id]:not(.headline) { display: block; padding: 14px 0 18px; }
        section > header p, figcaption, .key, .note { font-size: 9pt; } .note { margin-top: 6px; }
        section > header { break-inside: avoid; break-after: avoid; margin-bottom: 10px; }
        section > header h2, section > header p { break-after: avoid; } .body { break-before: avoid; }
         section > header h2 { font-size: 22px; }
        figure, tr, .scroll, .headline > div, footer { break-inside: avoid; }
        figcaption, caption { break-after: avoid; }
        figure + figure { margin-top: 26px; }
        .scroll { overflow: visible; margin: 0; padding: 0; } figure .scroll > svg { min-width: 0; max-height: 225mm; }
        table { font-size: 9.5pt; } .compact th, .compact td { font-size: 8pt; padding: 2px 8px 2px 0; }
        .leans { min-width: 0; } .bar { min-width: 60px; } .words { min-width: 0; }
        details::details-content { content-visibility: visible; height: auto; }
        }
        """
}
