import type { Scenario, SceneSettings } from "../document/schema";
import type { SceneKind } from "../document/constants";

type Lane = { readonly top: number; readonly bottom: number };

/** Where things are in an illustrated scene, in rows of a picture of 720, and how large a metre is there. */
type SceneGeometry = {
  /** Lanes from far to near: the rows between their markings. */
  readonly lanes: readonly Lane[];
  /** Rows on which people walk or cars are parked: the middle of each pavement or aisle. */
  readonly walkways: readonly number[];
  /** Pixels that a metre takes horizontally on `REFERENCE_ROW`; derived from the usual height of a person there. */
  readonly pixelsPerMetre: number;
  /** A street that leads away from the camera above this row, towards its vanishing point. */
  readonly awayStreet?: { readonly row: number; readonly vanishing: number };
};

export const SCENE_GEOMETRY: Record<SceneKind, SceneGeometry> = {
  highway: {
    lanes: [
      { top: 322, bottom: 392 },
      { top: 398, bottom: 462 },
      { top: 528, bottom: 592 },
      { top: 602, bottom: 664 },
    ],
    walkways: [],
    pixelsPerMetre: 50,
  },
  urban_intersection: {
    lanes: [
      { top: 318, bottom: 440 },
      { top: 462, bottom: 592 },
    ],
    walkways: [280, 650],
    pixelsPerMetre: 50,
    awayStreet: { row: 288, vanishing: 176 },
  },
  school_zone: {
    lanes: [
      { top: 446, bottom: 546 },
      { top: 560, bottom: 662 },
    ],
    walkways: [404, 696],
    pixelsPerMetre: 50,
  },
  parking_lot: { lanes: [], walkways: [410, 570], pixelsPerMetre: 50 },
  residential: {
    lanes: [
      { top: 496, bottom: 582 },
      { top: 596, bottom: 676 },
    ],
    walkways: [448, 708],
    pixelsPerMetre: 50,
  },
  in_cabin: { lanes: [], walkways: [], pixelsPerMetre: 600 },
};

/** The row, of 720, for which sizes and scales are given. */
const REFERENCE_ROW = 540;
/** Share by which things look smaller or larger for each row further from or nearer to the camera. */
const SHRINKING = 1 / 640;
/** Factors at the horizon, and well below the picture's lower edge. */
const SMALLEST = 0.08;
const LARGEST = 1.4;

/** The size factor on a ground line (pixels from the top), relative to the reference row; 1 inside a cabin. */
export function sizeAtRow({ scene, video }: Pick<Scenario, "scene" | "video">, groundY: number): number {
  if (scene.kind === "in_cabin") return 1;
  const row = (groundY / video.height) * 720;
  const { awayStreet } = SCENE_GEOMETRY[scene.kind];
  if (!awayStreet || row >= awayStreet.row) return across(row);
  const left = (row - awayStreet.vanishing) / (awayStreet.row - awayStreet.vanishing);
  return Math.max(SMALLEST, across(awayStreet.row) * left);
}

/** The factor in an open scene, as far as the ground is visible. */
const across = (row: number): number => Math.min(LARGEST, Math.max(SMALLEST, 1 + (row - REFERENCE_ROW) * SHRINKING));

/** Pixels that a metre takes horizontally on the reference row: as set in the scenario, or the scene's own. */
export function scaleOfScene({ scene, video }: { scene: SceneSettings; video: Pick<Scenario["video"], "height"> }): number {
  return scene.pixelsPerMetre ?? (SCENE_GEOMETRY[scene.kind].pixelsPerMetre * video.height) / 720;
}

/** Pixels that a metre takes horizontally on a ground line (pixels from the top). */
export const pixelsPerMetreAt = (scenario: Pick<Scenario, "scene" | "video">, groundY: number): number =>
  scaleOfScene(scenario) * sizeAtRow(scenario, groundY);
