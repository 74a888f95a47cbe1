/** How many lines end in a piece of a dataset's text: each record is on its own line, so this measures progress. */
export function countLines(text: string): number {
  let lines = 0;
  for (let place = text.indexOf("\n"); place >= 0; place = text.indexOf("\n", place + 1)) lines++;
  return lines;
}
