export { evaluationHtml } from "./html";
