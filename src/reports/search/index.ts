export { heatTable, skyName, type HeatMapCell } from "./heatTable";
export { measuredText, nearestText, searchHtml, summaryOf } from "./html";
export type { PairPictures, PairPicture } from "./pictures";
export { shownAt } from "./pictures";
