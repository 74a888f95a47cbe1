/** Longest side of the PNG image that an SVG drawing becomes. */
const LONGEST_SIDE = 2048;

const REFERENCES = ["href", "xlink:href", "src"];

/**
 * What a drawing contains that is not allowed: scripts, foreign content or addresses outside the file. Null if nothing. Browsers ignore
 * such things in images; a file with them is refused anyway, so that nobody relies on them.
 */
export function svgFault(text: string): string | null {
  const drawing = new DOMParser().parseFromString(text, "image/svg+xml");
  if (drawing.querySelector("parsererror") || drawing.documentElement.localName !== "svg") return "it is not a well-formed SVG";
  if (/<!ENTITY/i.test(text)) return "it declares entities";
  for (const element of [drawing.documentElement, ...drawing.querySelectorAll("*")]) {
    const name = element.localName.toLowerCase();
    if (name === "script") return "it contains a script";
    if (name === "foreignobject") return "it contains foreign content (foreignObject)";
    if (name === "style" && pointsOutside(element.textContent)) return "its style sheet refers to other files";
    for (const attribute of element.getAttributeNames()) {
      const value = element.getAttribute(attribute) ?? "";
      if (/^on/i.test(attribute)) return `it contains a script (${attribute})`;
      if (REFERENCES.includes(attribute) && !/^\s*(#|data:image\/(png|jpeg|webp))/i.test(value))
        return `it refers to another file (${value.slice(0, 80)})`;
      if (pointsOutside(value)) return `it refers to another file (${attribute})`;
    }
  }
  return null;
}

function pointsOutside(style: string): boolean {
  return /@import/i.test(style) || /url\(\s*["']?(?!\s*["']?#)/i.test(style);
}

/** The drawing as a PNG image: video is drawn in workers, where browsers cannot read SVG. */
export async function drawingAsPng(drawing: HTMLImageElement): Promise<{ blob: Blob; width: number; height: number }> {
  const scale = LONGEST_SIDE / Math.max(drawing.naturalWidth, drawing.naturalHeight);
  const [width, height] = [drawing.naturalWidth, drawing.naturalHeight].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
  canvas.getContext("2d")?.drawImage(drawing, 0, 0, canvas.width, canvas.height);
  return { blob: await canvas.convertToBlob({ type: "image/png" }), width: canvas.width, height: canvas.height };
}
