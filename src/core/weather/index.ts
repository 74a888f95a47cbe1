export { weatherAt } from "./track";
