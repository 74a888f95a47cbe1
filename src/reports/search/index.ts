export { heatTable, skyName, type HeatMapCell } from "./heatTable";
export { measuredText, searchHtml, summaryOf } from "./html";
export type { PairPictures, PairPicture } from "./pictures";
export { shownAt } from "./pictures";
