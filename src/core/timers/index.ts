export { startTimeout, type Ticker } from "./patience";
