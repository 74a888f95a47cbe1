import {
  createActor,
  createCamera,
  createRoadActor,
  withFrameRate,
  withSize,
  type Actor,
  type PictureData,
  type Road,
  type Scenario,
  type VideoSettings,
  type Waypoint,
} from "@/core/document";

type CarrierParts = Pick<Actor, "id" | "trackId" | "startFrame" | "endFrame"> & { readonly waypoints: readonly Waypoint[] };

/** How parts of a world's scenarios are copied and pasted. Copies are scenarios of their own. */
export type Copying = {
  /** What such a scenario needs so that bodies of this world can be in it. */
  readonly setting: (scenario: Pick<Scenario, "road" | "video">) => Pick<Scenario, "road">;
  /** An actor that carries copied waypoints. */
  readonly carrier: (parts: CarrierParts) => Actor;
  /** Copies from a scenario of another rate or size, converted so that speed and size stay the same. */
  readonly fitted: <Data extends PictureData>(video: VideoSettings, copied: Scenario<Data>) => Scenario<Data>;
  /** Why copies from the other world cannot be pasted into this one. */
  readonly foreign: string;
};

const PICTURE_COPYING: Copying = {
  setting: () => ({}),
  carrier: (parts) => createActor({ type: "pedestrian", ...parts }),
  fitted: ({ fps, width, height }, copied) => withSize(withFrameRate(copied, fps), width, height),
  foreign: "What was copied comes from a road scenario, in metres, and cannot be placed in a picture. Draw it here instead.",
};

/** Metres are the same in every video; the ego stays where it is, and so do its cameras. */
const roadCopying = ({ plan }: Road): Copying => ({
  setting: ({ video }) => {
    const camera = createCamera("roadside", video);
    return { road: { plan, cameras: [camera], camera: camera.id } };
  },
  carrier: (parts) => createRoadActor({ kind: "adult", ...parts }),
  fitted: ({ fps }, copied) => withFrameRate(copied, fps),
  foreign: "What was copied comes from a picture scenario, in pixels, and cannot be placed on a road. Draw it here instead.",
});

/** How parts of a scenario are copied. */
export const copyingOf = ({ road }: Pick<Scenario, "road">): Copying => (road ? roadCopying(road) : PICTURE_COPYING);

/** Why copies cannot be pasted into a scenario; null where they can. */
export function pasteFault(scenario: Scenario, copied: Scenario): string | null {
  const { foreign } = copyingOf(scenario);
  return foreign === copyingOf(copied).foreign ? null : foreign;
}

/** Copies converted to a scenario's rate and size. */
export const fittedTo = <Data extends PictureData>({ video }: Scenario, copied: Scenario<Data>): Scenario<Data> =>
  copyingOf(copied).fitted(video, copied);
