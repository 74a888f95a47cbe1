/** What the camera itself adds to a picture (`Scenario.sensor`), identical on the page and in workers. */
export { develop, developmentKey, drawNoise } from "./develop";
export { drawLensDrops, lensDropBoxes } from "./lensDrops";
export { drawMoved, motionOf, movedBox } from "./motion";
