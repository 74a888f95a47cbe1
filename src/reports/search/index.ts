export { searchHtml } from "./html";
export type { PairPictures, PairPicture } from "./pictures";
export { shownAt } from "./pictures";
