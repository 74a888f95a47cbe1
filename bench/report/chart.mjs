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
  let x = LEFT;
  for (const [label, color] of legend) {
    parts.push(`<rect x="${x}" y="44" width="11" height="11" rx="2" fill="${color}"/>`, `<text x="${x + 16}" y="54">${label}</text>`);
    x += 30 + label.length * 6.3;
  }
  let y = TOP;
  for (const { name, bars } of rows) {
    const middle = y + (bars.length * BAR) / 2 + 4;
    parts.push(`<text x="${LEFT - 12}" y="${middle}" text-anchor="end" class="name">${name}</text>`);
    for (const { value, color } of bars) {
      const length = Math.max(1, value * scale);
      parts.push(`<rect x="${LEFT}" y="${y}" width="${length.toFixed(1)}" height="${BAR - 3}" rx="2" fill="${color}"/>`);
      parts.push(`<text x="${(LEFT + length + 6).toFixed(1)}" y="${y + 10}" class="value">${value < 20 ? value.toFixed(1) : Math.round(value)}</text>`);
      y += BAR;
    }
    y += GAP;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" font-family="system-ui, sans-serif" font-size="12">
<style>text{fill:#4a5261}.title{font-size:15px;font-weight:600;fill:#20242c}.name{font-size:13px;fill:#20242c}.value{font-size:11px}</style>
<rect width="${WIDTH}" height="${y}" rx="8" fill="#ffffff"/>
<text x="${LEFT}" y="28" class="title">${title}</text>
${parts.join("\n")}
</svg>
`;
}
