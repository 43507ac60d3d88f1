/// What lies beside the report, for those who want more than it tells.
struct PageFooter {
    let summary: Summary

    func html() -> String {
        """
        <footer>
        <h2>In the run directory</h2>
        <dl>
        <div><dt><code>journal.sqlite</code></dt><dd>Everything that happened, \
        \(Figures.count(Int64(summary.programme.events))) events, with views to ask: \
        <code>sqlite3 journal.sqlite 'select * from view_help'</code> lists them.</dd></div>
        <div><dt><code>summary.json</code></dt><dd>The numbers of this page for a program to read.</dd></div>
        <div><dt><code>*.csv</code></dt><dd>The same as tables.</dd></div>
        <div><dt><code>report.html</code></dt><dd>This page.</dd></div>
        </dl>
        <p>A simulation, not a forecast: one course of events for seed \(summary.programme.seed). MW is facility power.
        PFLOP/s are dense BF16 peak. The same file and seed give the journal
        <code class="hash">\(HTMLText.safe(summary.programme.journalHash))</code>.</p>
        </footer>
        """
    }
}
