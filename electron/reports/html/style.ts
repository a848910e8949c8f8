/** The report's style: light, for screen and paper, fonts of the system only. */
export const STYLE = `
:root { color-scheme: light; }
body { font: 14px/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif; color: #1b1f24; background: #fff; margin: 0 auto; max-width: 1100px; padding: 24px 32px 64px; font-variant-numeric: tabular-nums; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 36px 0 8px; border-bottom: 1px solid #c9cfd6; padding-bottom: 4px; } h3 { font-size: 15px; margin: 18px 0 6px; }
p, ul, dl { margin: 6px 0; } .lead { color: #4a525b; } .caption, small { color: #4a525b; font-size: 12px; }
table { border-collapse: collapse; width: 100%; margin: 8px 0; font-size: 13px; } th, td { text-align: start; vertical-align: top; padding: 4px 8px; border-bottom: 1px solid #dfe3e8; } thead th { background: #f3f5f7; border-bottom: 1px solid #aab2bb; } .number { text-align: end; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; } dt { color: #4a525b; } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.hash, .id, .source { font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace; font-size: 11.5px; overflow-wrap: anywhere; }
.mark { font: 10px/1 ui-monospace, Consolas, monospace; color: #8a3b00; border: 1px solid #d9b08c; border-radius: 2px; padding: 0 2px; margin: 0 1px; unicode-bidi: isolate; direction: ltr; display: inline-block; }
.picture { width: 100%; height: auto; display: block; margin: 8px 0; } .picture .bar { fill: #2f6fb5; } .picture .grid { stroke: #e4e8ec; } .picture .tick { stroke: #7d8791; } .picture .axis { font-size: 11px; fill: #4a525b; } .picture .mark-line { stroke: #b3261e; stroke-width: 1.5; } .picture .mark-text { font-size: 11px; fill: #b3261e; } .picture .tie { stroke: #9aa7b4; stroke-opacity: 0.75; } .picture .person { fill: #2f6fb5; stroke: #fff; } .picture .group { fill: #a05a00; stroke: #fff; } .picture .label { font-size: 11px; fill: #1b1f24; paint-order: stroke; stroke: #fff; stroke-width: 3px; }
.messages { table-layout: fixed; } .messages th:nth-child(1) { width: 17%; } .messages th:nth-child(2) { width: 14%; } .messages th:nth-child(3) { width: 14%; } .messages th:nth-child(5) { width: 17%; } .messages td { overflow-wrap: anywhere; } .messages .text { white-space: pre-wrap; } .messages .kind { font-size: 11px; color: #4a525b; border: 1px solid #c9cfd6; border-radius: 3px; padding: 0 4px; } .messages .fact { font-size: 12px; color: #4a525b; } .messages .written { border-inline-start: 3px solid #7a5a00; background: #fdf8e6; padding: 2px 8px; margin: 4px 0; font-size: 12px; } .tag { border: 1px solid #8a7a4a; border-radius: 3px; padding: 0 5px; background: #fff; } .files { margin: 2px 0; padding-inline-start: 18px; font-size: 12px; }
.distance { font-weight: 600; } tr.instant th { background: #fbe9e7; color: #8c1d18; border-block: 1px solid #b3261e; } tr.after .distance { color: #8c1d18; } tr:target { background: #fff6d6; }
.note { border-inline-start: 3px solid #2f6fb5; padding: 4px 12px; background: #f3f7fb; }
@page { size: A4; margin: 15mm; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } h2, h3 { break-after: avoid; } tr, .picture, dl { break-inside: avoid; } thead { display: table-header-group; } a { color: inherit; text-decoration: none; } }
`;
