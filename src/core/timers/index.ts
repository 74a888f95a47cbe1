export { startPatience, type Ticker } from "./patience";
