/** A profile's name as displayed: `good_day_camera` is “Good day camera”. */
export function profileTitle(name: string): string {
  const words = name.replaceAll("_", " ").replace(/^spec /, "specification: ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
