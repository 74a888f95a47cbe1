/** What the camera itself adds to a picture (`Scenario.sensor`), on the page and in workers alike. */
export { develop, developmentKey, drawNoise } from "./develop";
export { drawLensDrops, lensDropBoxes } from "./lensDrops";
export { drawMoved, motionOf, movedBox } from "./motion";
