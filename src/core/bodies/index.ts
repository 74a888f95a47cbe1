export { OCCLUDER_BODIES, bodyOf, type Body, type BodyKind, type OccluderBody } from "./body";
export type { Point } from "./builder";
export { JOINTS, jointsOf, type Joint } from "./joints";
export { sceneryBody } from "./scenery";
export { DAYLIGHT, litColors, type Light } from "./light";
export type { BodyLook } from "./pedestrians";
export { shadowOf } from "./shadow";
