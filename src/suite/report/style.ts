/** The report's style: the app's palette, in the reader's colour scheme. */
export const STYLE = `
:root{color-scheme:light dark;--page:#fbfbfd;--card:#fff;--sunken:#eceff3;--line:#dfe3ea;
--strong:#12151b;--text:#272c36;--dim:#596273;--accent:#4f52d3;
--pedestrian:#0a8560;--cyclist:#d4500f;--vehicle:#1a77cc;--distracted_driver:#96670a}
@media (prefers-color-scheme:dark){:root{--page:#14161b;--card:#1a1d23;--sunken:#0c0e11;--line:#2c313b;
--strong:#f2f4f8;--text:#d5dae3;--dim:#98a1b0;--accent:#a3a6ff;
--pedestrian:#35c793;--cyclist:#ff8f5e;--vehicle:#56aef5;--distracted_driver:#eec03f}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);
font:14px/1.45 "Inter Variable",Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1200px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:24px;line-height:1.25;font-weight:600;color:var(--strong);margin:0}
h2{font-size:15px;font-weight:600;color:var(--strong);margin:40px 0 12px}
p{margin:4px 0 0;color:var(--dim)}
a{color:var(--accent)}
.totals{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:1px;
background:var(--line);border:1px solid var(--line);border-radius:8px;overflow:hidden;margin:24px 0 0;padding:0}
.totals div{background:var(--card);padding:12px 16px}
.totals dt{color:var(--dim);font-size:12px}
.totals dd{margin:0;font-size:20px;font-weight:600;color:var(--strong)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:16px;margin-top:16px}
figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 16px;overflow-x:auto}
figcaption{font-weight:600;color:var(--strong);margin-bottom:8px}
figcaption span{font-weight:400;color:var(--dim);font-size:12px;margin-left:4px}
svg{display:block;width:100%;height:auto}
svg line{stroke:var(--line)}
svg .column{fill:var(--accent)}
svg .hit{fill:transparent}
svg g:hover .hit{fill:var(--sunken)}
svg text{fill:var(--dim);font-size:11px}
table{border-collapse:collapse;width:100%}
th,td{padding:5px 8px;text-align:right;font-weight:400}
th:first-child,td:first-child{text-align:left;padding-left:0}
thead th,thead td{color:var(--dim);font-size:12px}
tbody tr+tr>*{border-top:1px solid var(--line)}
.weather{table-layout:fixed}.weather th:first-child,.weather td:first-child{width:72px;white-space:nowrap}
.weather td,.weather th{padding:8px 8px}
.words{text-align:left}
.weather td[style]{background:color-mix(in srgb,var(--accent) var(--strength),transparent);color:var(--strong)}
.weather td.none{color:var(--dim)}
.class::before{content:"";display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:8px;background:var(--type)}
.filter{display:flex;gap:12px;align-items:center;margin:0 0 12px}
.filter input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:5px 10px;width:280px}
.filter output{color:var(--dim)}
.videos{display:grid;grid-template-columns:repeat(auto-fill,minmax(270px,1fr));gap:16px;list-style:none;margin:0;padding:0}
.videos li{background:var(--card);border:1px solid var(--line);border-radius:8px;overflow:hidden;
content-visibility:auto;contain-intrinsic-size:auto 300px;display:flex;flex-direction:column}
.videos li[hidden]{display:none}
.picture{aspect-ratio:16/9;background:var(--sunken);display:grid;place-items:center;color:var(--dim);text-decoration:none}
.picture>*{grid-area:1/1}.picture img,.picture video{width:100%;height:100%;object-fit:contain;display:block}
.body{padding:10px 14px 12px;display:flex;flex-direction:column;gap:6px;flex:1}
.body h3{margin:0;font-size:14px;font-weight:600;color:var(--strong);overflow-wrap:anywhere}
.body p{margin:0;font-size:13px}
.facts{display:flex;flex-wrap:wrap;gap:2px 12px;font-size:12px;color:var(--dim)}
.tags{display:flex;flex-wrap:wrap;gap:4px}
.tags span{font-size:12px;border:1px solid var(--line);border-radius:4px;padding:0 6px;color:var(--text)}
.links{margin-top:auto;display:flex;gap:12px;font-size:12px;border-top:1px solid var(--line);padding-top:8px}
a:focus-visible,input:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media print{.filter{display:none}.videos li{break-inside:avoid}}
`;
