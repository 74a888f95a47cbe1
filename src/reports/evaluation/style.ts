/** Style of the report, with the application's colours for outcomes: both colour schemes, print, no external resources. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--page:#f5f6f9;--panel:#fff;--hairline:#dfe3ea;--strong:#12151b;--text:#272c36;--dim:#596273;
--tp:#1483c4;--fp:#b85c00;--fn:#6b0f5c;--c0:#4f52d3;--c1:#0a8560;--c2:#d4500f;--c3:#1a77cc;--c4:#96670a;--c5:#a1327f;--c6:#596273}
@media (prefers-color-scheme:dark){:root{--page:#14161b;--panel:#1a1d23;--hairline:#2c313b;--strong:#f2f4f8;--text:#d5dae3;--dim:#98a1b0;
--tp:#3b8ff0;--fp:#f9ce1f;--fn:#f65570;--c0:#a3a6ff;--c1:#35c793;--c2:#ff8f5e;--c3:#56aef5;--c4:#eec03f;--c5:#f08fcf;--c6:#98a1b0}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:14px/1.5 Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1020px;margin:0 auto;padding:32px 24px 64px}
h1{margin:0 0 4px;font-size:24px;line-height:1.25;color:var(--strong);overflow-wrap:anywhere}
h2{margin:0 0 2px;font-size:16px;color:var(--strong)}.video{margin:40px 0 0;font-size:18px;overflow-wrap:anywhere}
p{margin:0 0 12px}.dim{color:var(--dim)}
section{margin-top:20px;padding:20px;background:var(--panel);border:1px solid var(--hairline);border-radius:8px}
.tiles{display:flex;flex-wrap:wrap;gap:1px;margin-top:20px;overflow:hidden;
background:var(--hairline);border:1px solid var(--hairline);border-radius:8px}
.tiles div{flex:1 1 112px;padding:14px 16px;background:var(--panel)}.tiles dt{color:var(--dim);font-size:12px}
.tiles dd{margin:0;font-size:24px;font-weight:600;line-height:1.3;color:var(--strong)}
.notes{margin:20px 0 0;padding:12px 16px 12px 32px;
background:var(--panel);border:1px solid var(--hairline);border-left:3px solid var(--fp);border-radius:8px}
.counts{display:flex;gap:2px;height:28px;margin:12px 0 8px}
.counts span{min-width:2px;border-radius:3px}
.counts .tp{background:var(--tp)}.counts .fp{background:var(--fp)}.counts .fn{background:var(--fn)}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:6px 0 0;padding:0;list-style:none;color:var(--dim);font-size:12px}
.legend b{color:var(--text)}.legend i{display:inline-block;width:10px;height:10px;margin-right:6px;border-radius:2px}
i.tp{background:var(--tp)}i.fp{background:var(--fp)}i.fn{background:var(--fn)}
.key{width:22px;height:8px;margin-right:6px;vertical-align:middle}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(400px,100%),1fr));gap:24px 32px}
figure{margin:0;min-width:0}figure svg{display:block;width:100%;height:auto}
.wide{margin-bottom:16px;overflow-x:auto}.wide svg{min-width:680px}
.key{display:inline-block!important}
figcaption{margin-bottom:6px;font-weight:600}
.grid{stroke:var(--hairline)}.mark{stroke:var(--dim);stroke-dasharray:2 3}.tick{fill:var(--dim);font-size:11px}
.line{fill:none;stroke-width:2;stroke-linejoin:round}
.s0{stroke:var(--c0)}.s1{stroke:var(--c1);stroke-dasharray:6 3}.s2{stroke:var(--c2);stroke-dasharray:2 3}
.s3{stroke:var(--c3);stroke-dasharray:9 3 2 3}.s4{stroke:var(--c4);stroke-dasharray:12 4}.s5{stroke:var(--c5);stroke-dasharray:4 4}
.s6{stroke:var(--c6)}
svg .fn{fill:var(--fn)}svg .fp{stroke:var(--fp);stroke-width:1.5;opacity:.75}
.scroll{overflow-x:auto;margin:0 -4px;padding:0 4px}
.scroll+.scroll,.scroll+.charts{margin-top:20px}
table{width:100%;border-collapse:collapse;font-size:13px}caption{padding:0 0 6px;text-align:left;font-weight:600}
th,td{padding:5px 10px;text-align:right;white-space:nowrap;border-bottom:1px solid var(--hairline)}
th{color:var(--dim);font-weight:500}th.text,td.text,th[scope=row]{text-align:left}tbody tr:last-child>*{border-bottom:0}
.confusion{width:auto}.confusion td{min-width:72px;background:color-mix(in srgb,var(--cell) calc(var(--share)*1%),transparent)}
.confusion .right{--cell:var(--tp)}.confusion .wrong{--cell:var(--fp)}.confusion .missed{--cell:var(--fn)}
footer{margin-top:24px;color:var(--dim);font-size:12px}
@media print{body{background:#fff}section,.tiles,tr{break-inside:avoid}}
`;
