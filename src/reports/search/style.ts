/** What a search's report adds to the style of reports. */
export const SEARCH_STYLE = `
h3{margin:16px 0 4px;font-size:13px;color:var(--strong)}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(380px,100%),1fr));gap:16px}
.passes figcaption{color:var(--tp)}.fails figcaption{color:var(--fn)}
svg.frame{border-radius:6px;background:var(--page)}
.frame .empty{fill:var(--page)}
.frame rect{fill:none}.frame rect.empty{fill:var(--page)}
.frame .there{stroke:#ffd23f;stroke-dasharray:6 4}.frame .shown{stroke-dasharray:none}
.frame .seen{stroke:#35d0ff}
.frame .name{fill:#fff;paint-order:stroke;stroke:#0009;stroke-width:3px}
i.there{background:#ffd23f}i.seen{background:#35d0ff}
.values{margin:0;padding-left:18px}.values b{color:var(--strong)}
.influence{max-width:720px}.influence .bars{width:50%;padding-left:0}
.influence caption{margin-top:8px}
.bar{display:block;height:12px;min-width:2px;background:var(--fn);border-radius:2px}
.heat{width:auto}.heat th{text-align:center}.heat th[scope=row]{text-align:left}
.heat td{padding:0;text-align:center;border:1px solid var(--panel)}
.heat td[style]{background:color-mix(in srgb,var(--tp) calc(var(--share)*1%),var(--fn))}
.heat a{display:block;min-width:46px;padding:5px 8px;color:#fff;font-weight:600;text-decoration:none}
.heat small{display:block;font-weight:400;font-size:10px;opacity:.85}
.examples{max-height:260px;overflow-y:auto;margin:16px 0 0;padding-left:18px;font-size:12px;color:var(--dim)}.examples b{color:var(--text)}
.examples li:target{color:var(--text);background:color-mix(in srgb,var(--fp) 22%,transparent)}
a{color:var(--c0)}
td.text{white-space:normal;overflow-wrap:anywhere}
@media print{.examples{max-height:none}.pair{grid-template-columns:1fr 1fr}}
`;
