export { OCCLUDER_BODIES, bodyOf, type Body, type BodyKind, type OccluderBody } from "./body";
export type { Point } from "./builder";
export { JOINTS, jointsOf, type Joint } from "./joints";
export { sceneryBody } from "./scenery";
export { DAYLIGHT, litColors, type Light } from "./light";
export { cycleOf } from "./cycle";
export { NO_LAMPS, lookKey, type BodyLook, type Lamps } from "./look";
export { grownOutline, shadowMesh, shadowOutline } from "./shadow";
