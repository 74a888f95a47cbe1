const WIDTH = 860;
const LEFT = 190;
const RIGHT = 60;
const BAR = 15;
const GAP = 20;
const TOP = 76;

/** Groups of horizontal bars as SVG, readable on light and dark pages. @param rows `{name, bars: [{label, value, color}]}` */
export function barChart(title, rows) {
  const most = Math.max(1, ...rows.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const scale = (WIDTH - LEFT - RIGHT) / most;
  const legend = [...new Map(rows.flatMap(({ bars }) => bars.map(({ label, color }) => [label, color]))).entries()];
  const parts = [];
  const widths = legend.map(([label]) => 16 + label.length * 6.2);
  const space = (WIDTH - LEFT - 10 - widths.reduce((sum, width) => sum + width, 0)) / Math.max(1, legend.length - 1);
  let x = LEFT;
  legend.forEach(([label, color], index) => {
    parts.push(
      `<rect x="${x.toFixed(1)}" y="44" width="11" height="11" rx="2" fill="${color}"/>`,
      `<text x="${(x + 16).toFixed(1)}" y="54" class="value">${label}</text>`,
    );
    x += widths[index] + Math.min(28, space);
  });
  let y = TOP;
  for (const { name, bars } of rows) {
    const middle = y + (bars.length * BAR) / 2 + 4;
    parts.push(`<text x="${LEFT - 12}" y="${middle}" text-anchor="end" class="name">${name}</text>`);
    for (const { value, color } of bars) {
      const length = Math.max(1, value * scale);
      parts.push(`<rect x="${LEFT}" y="${y}" width="${length.toFixed(1)}" height="${BAR - 3}" rx="2" fill="${color}"/>`);
      parts.push(
        `<text x="${(LEFT + length + 6).toFixed(1)}" y="${y + 10}" ` +
          `class="value">${value < 20 ? value.toFixed(1) : Math.round(value)}</text>`,
      );
      y += BAR;
    }
    y += GAP;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}"
font-family="system-ui, sans-serif" font-size="12" role="img">
<title>${title}</title>
<style>.page{fill:#fff}text{fill:#4a5261}.title{font-size:15px;font-weight:600}
.title,.name{fill:#20242c}.name{font-size:13px}.value{font-size:11px}
@media (prefers-color-scheme:dark){.page{fill:#16191f}text{fill:#aab3c2}.title,.name{fill:#e8ebf0}}</style>
<rect width="${WIDTH}" height="${y}" rx="8" class="page"/>
<text x="${LEFT}" y="28" class="title">${title}</text>
${parts.join("\n")}
</svg>
`;
}
