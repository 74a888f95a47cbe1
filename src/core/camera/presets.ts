import { lensWithField, type LensShape } from "./fieldOfView";
import type { Lens } from "./lens";
import type { Mount } from "./mount";

/**
 * Kinds of lenses from the specification's `lens_types`, with the horizontal field of view in degrees. (Its macro lens is left out: it is
 * for subjects a few centimetres away.) Distortions are typical of their kind: barrel for wide lenses, none for long ones.
 */
export const LENS_KINDS = {
  wide_angle: { shape: { model: "pinhole", distortion: [-0.1, 0.012, 0, 0, 0] }, degrees: 100 },
  standard: { shape: { model: "pinhole", distortion: [-0.05, 0.004, 0, 0, 0] }, degrees: 60 },
  telephoto: { shape: { model: "pinhole", distortion: [0, 0, 0, 0, 0] }, degrees: 18 },
  fisheye: { shape: { model: "fisheye", distortion: [-0.02, 0.002, 0, 0] }, degrees: 190 },
} as const satisfies Record<string, { shape: LensShape; degrees: number }>;

export type LensKind = keyof typeof LENS_KINDS;

type Size = { readonly width: number; readonly height: number };

/** A lens of a kind for a picture of this size. @throws RangeError if the kind cannot have this field of view */
export function lensOfKind(kind: LensKind, size: Size, degrees: number = LENS_KINDS[kind].degrees): Lens {
  const lens = lensWithField(LENS_KINDS[kind].shape, size, degrees);
  if (!lens) throw new RangeError(`a lens of the kind ${kind} cannot see ${degrees}° across`);
  return lens;
}

/** A camera's lens kind and field of view, and how it is mounted. */
export type CameraPreset = {
  readonly id: string;
  readonly name: string;
  /** The specification's `camera_views`. */
  readonly view: "Front-facing VRU" | "Rear-facing VRU" | "Side-facing Pedestrian" | "360-degree Coverage";
  readonly carrier: "ego" | "world";
  readonly lens: LensKind;
  readonly degrees: number;
  readonly mount: Mount;
};

/** Length, width and height in metres. */
type Body = { readonly length: number; readonly width: number; readonly height: number };

/** From this height on, a vehicle has its windscreen at the very front, like vans, trucks and buses. */
const FORWARD_CONTROL = 2.2;

/**
 * The cameras of a vehicle of these dimensions, and one on a pole beside the road at the origin. The values are typical and of no
 * particular make: a dashcam behind the windscreen, mirrors at a third of the length, a rear camera above the number plate.
 */
export function cameraPresets({ length, width, height }: Body): readonly CameraPreset[] {
  const forward = height >= FORWARD_CONTROL;
  const front = length / 2;
  const windscreen = forward ? front - 0.4 : front - 0.38 * length;
  const eyes = Math.min(height - 0.2, 2.3);
  const mirror = { x: forward ? front - 0.6 : front - 0.36 * length, y: width / 2 + 0.1, z: forward ? 1.9 : 1.0 };
  const level = { yaw: 0, pitch: 0, roll: 0 };
  const around = { view: "360-degree Coverage", carrier: "ego", lens: "fisheye", degrees: 190 } as const;
  return [
    {
      id: "dashcam",
      name: "Dashcam",
      view: "Front-facing VRU",
      carrier: "ego",
      lens: "wide_angle",
      degrees: 80,
      mount: { ...level, x: windscreen, y: 0, z: eyes, pitch: 2 },
    },
    {
      id: "rear",
      name: "Rear camera",
      view: "Rear-facing VRU",
      carrier: "ego",
      lens: "fisheye",
      degrees: 140,
      mount: { ...level, x: -front - 0.02, y: 0, z: Math.min(0.95, height * 0.65), yaw: 180, pitch: 22 },
    },
    {
      id: "side_right",
      name: "Side camera, right",
      view: "Side-facing Pedestrian",
      carrier: "ego",
      lens: "wide_angle",
      degrees: 100,
      mount: { ...mirror, y: -mirror.y, yaw: -90, pitch: 15, roll: 0 },
    },
    {
      id: "side_left",
      name: "Side camera, left",
      view: "Side-facing Pedestrian",
      carrier: "ego",
      lens: "wide_angle",
      degrees: 100,
      mount: { ...mirror, yaw: 90, pitch: 15, roll: 0 },
    },
    {
      id: "roadside",
      name: "Roadside pole",
      view: "Side-facing Pedestrian",
      carrier: "world",
      lens: "standard",
      degrees: 70,
      mount: { ...level, x: 0, y: 0, z: 6, pitch: 18 },
    },
    { ...around, id: "surround_front", name: "Surround, front", mount: { ...level, x: front + 0.02, y: 0, z: 0.65, pitch: 15 } },
    { ...around, id: "surround_rear", name: "Surround, rear", mount: { ...level, x: -front - 0.02, y: 0, z: 0.9, yaw: 180, pitch: 20 } },
    { ...around, id: "surround_left", name: "Surround, left", mount: { ...mirror, yaw: 90, pitch: 35, roll: 0 } },
    { ...around, id: "surround_right", name: "Surround, right", mount: { ...mirror, y: -mirror.y, yaw: -90, pitch: 35, roll: 0 } },
  ];
}
