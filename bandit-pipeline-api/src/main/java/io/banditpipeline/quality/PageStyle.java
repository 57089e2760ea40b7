package io.banditpipeline.quality;

/** The parts of the page that never change. */
final class PageStyle {
    static final String HEAD = """
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="referrer" content="no-referrer"/>
            <title>Data quality</title>
            <style>
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --line: #c9d1d9; --soft: #f3f5f7;
              --good: #116329; --fair: #7a4d00; --bad: #b3261e; --link: #0550ae; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --line: #3d444d;
              --soft: #161b22; --good: #5fd37a; --fair: #e3b341; --bad: #ff8a80; --link: #79c0ff; } }
            body { margin: 0 auto; max-width: 90rem; padding: 1rem; color: var(--ink); background: var(--paper);
              font: 1rem/1.45 system-ui, sans-serif; }
            a { color: var(--link); margin-right: 1rem; }
            h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
            h3, code, th[scope=row], li { overflow-wrap: anywhere; }
            .scroll { overflow-x: auto; margin: 1rem 0; }
            table { border-collapse: collapse; min-width: 40rem; }
            caption { text-align: left; font-weight: 600; padding: .3rem 0; }
            th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
            thead th { background: var(--soft); }
            th[scope=row] { font-weight: 600; min-width: 8rem; max-width: 24rem; }
            td { max-width: 40rem; }
            td.number, .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            td ul { margin: 0; padding-left: 1.1rem; }
            small { display: block; opacity: .8; }
            .verdict { font-size: 1.25rem; }
            .mark { border: 1px solid currentColor; border-radius: .3rem; padding: 0 .4rem; font-weight: 600; }
            .good { color: var(--good); }
            .fair { color: var(--fair); }
            .bad { color: var(--bad); font-weight: 700; }
            .share.fair::after { content: " (low)"; }
            .share.bad::after { content: " (bad)"; }
            @media print { .scroll { overflow: visible; } nav { display: none; } }
            </style>
            </head>
            """;

    static final String NAVIGATION = """
            <nav aria-label="Sections"><a href="#gates">Gates</a> <a href="#scores">Scores</a> <a href="#days">Days</a>
            <a href="#open">Open findings</a> <a href="#resolved">Resolved</a> <a href="#quarantine">Quarantine</a>
            <a href="#parked">Parked</a> <a href="#rows">Rows</a> <a href="#reading">How to read this</a></nav>
            """;

    static final String HOW_TO_READ = """
            <section id="reading" aria-labelledby="reading-title">
            <h2 id="reading-title">How to read this</h2>
            <dl>
            <dt>completeness</dt><dd>due days of arms that are there, with the fields that they always have</dd>
            <dt>timeliness</dt><dd>due days of arms of which something was known in time</dd>
            <dt>validity</dt><dd>fetched rows that broke no rule of severity ERROR</dd>
            <dt>uniqueness</dt><dd>fetched rows that do not repeat another one</dd>
            <dt>consistency</dt><dd>how far things that say the same agree, such as parts and their total</dd>
            <dt>accuracy</dt><dd>how near what was first seen of a day was to its final numbers</dd>
            <dt>plausibility</dt><dd>days of arms without an anomaly; not part of the overall score, since what is
            strange may be true</dd>
            <dt>overall</dt><dd>the weighted mean of what is known, but never more than the worst gate allows</dd>
            </dl>
            <p>A failed gate holds the last good budgets until it passes again. Rows in quarantine can be released,
            corrected or rejected by their id; parked rows come in by themselves once an arm has their entity.</p>
            </section>
            """;

    private PageStyle() {}
}
