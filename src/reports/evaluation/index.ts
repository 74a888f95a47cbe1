export { evaluationHtml, videosHtml } from "./html";
