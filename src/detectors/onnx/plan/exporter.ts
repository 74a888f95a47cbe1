/**
 * What Ultralytics' metadata say about six numbers for each final box, which a model of two classes leaves open: `scores`, one of each
 * class after the box, as RT-DETR has; `class`, a score and a class number, as YOLOv10 and models with suppression have. Null if they do
 * not say.
 */
export function sixNumbers(metadata: ReadonlyMap<string, string>): "scores" | "class" | null {
  const description = metadata.get("description") ?? "";
  if (/'nms': True/.test(metadata.get("args") ?? "") || /^true$/i.test(metadata.get("end2end") ?? "")) return "class";
  if (/rt-?detr/i.test(description)) return "scores";
  return /yolo/i.test(description) ? "class" : null;
}
