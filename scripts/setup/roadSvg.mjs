const SURFACES = {
  carriageway: "#565a60",
  parking: "#62666c",
  shoulder: "#5f6369",
  pavement: "#b9b5ad",
  island: "#c4c0b8",
  verge: "#8fae7f",
};
const MARGIN = 4;

/**
 * A road layout drawn from above, to scale, x to the right and y up.
 * @param pixelsPerMetre the scale
 * @param lanes whether lanes are drawn as arrows
 */
export function roadSvg({ surfaces, markings, kerbs, lanes, crossings, stopLines, bays, extent }, pixelsPerMetre, withLanes = false) {
  const [left, top] = [extent.from.x - MARGIN, extent.to.y + MARGIN];
  const [width, height] = [extent.to.x - left + MARGIN, top - extent.from.y + MARGIN];
  const at = ({ x, y }) => `${((x - left) * pixelsPerMetre).toFixed(2)},${((top - y) * pixelsPerMetre).toFixed(2)}`;
  const polygon = (outline, style) => `<polygon points="${outline.map(at).join(" ")}" ${style}/>`;
  const polyline = (points, style) => `<polyline points="${points.map(at).join(" ")}" fill="none" ${style}/>`;
  const shapes = [
    ...surfaces.map(({ kind, outline }) => polygon(outline, `fill="${SURFACES[kind]}"`)),
    ...markings.map(({ outline }) => polygon(outline, `fill="#f2f2ee"`)),
    ...kerbs.map(({ line }) => polyline(line.vertices, `stroke="#e3dfd6" stroke-width="${0.15 * pixelsPerMetre}"`)),
  ];
  if (withLanes) {
    const colour = { driving: "#4dabf7", junction: "#ffd43b", shoulder: "#ffa8a8" };
    for (const { kind, centre } of lanes)
      shapes.push(polyline(centre.vertices, `stroke="${colour[kind]}" stroke-width="${0.2 * pixelsPerMetre}" marker-end="url(#arrow)"`));
    for (const { line } of crossings) shapes.push(polyline(line.vertices, `stroke="#e64980" stroke-width="${0.2 * pixelsPerMetre}"`));
    for (const { from, to } of stopLines) shapes.push(polyline([from, to], `stroke="#ff6b6b" stroke-width="${0.2 * pixelsPerMetre}"`));
    for (const bay of bays) shapes.push(`<circle cx="${at(bay).split(",")[0]}" cy="${at(bay).split(",")[1]}" r="2" fill="#69db7c"/>`);
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width * pixelsPerMetre)}" height="${Math.ceil(height * pixelsPerMetre)}">`,
    `<defs><marker id="arrow" markerWidth="4" markerHeight="4" refX="3" refY="2" orient="auto">`,
    `<path d="M0,0 4,2 0,4z" fill="#4dabf7"/></marker></defs>`,
    `<rect width="100%" height="100%" fill="#a9c59a"/>`,
    ...shapes,
    "</svg>",
    "",
  ].join("\n");
}
