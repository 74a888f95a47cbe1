/** What the camera itself adds to a picture (`Scenario.sensor`), on the page and in workers alike. */
export { NOISE_SHEET, develop, developmentKey, drawNoise, grain, lightTowardsCorner, noisePlace } from "./develop";
export { DROP_FIELD, DROP_PICTURE, drawLensDrops, lensDropBoxes, lensDropsOf, type LensDrop } from "./lensDrops";
export { drawMoved, motionOf, movedBox } from "./motion";
