import { withCamera, type ChosenCamera, type Scenario } from "../document";
import { solidAt } from "../scene";
import type { FrameRange } from "../timeline";
import { normalDegrees } from "../world";
import { criticalityJson, withList } from "./json";
import { groundTruthHeader } from "./records";
import { groundTruthRoad } from "./road";
import { groundTruthCamera } from "./road/camera";
import { rounded } from "./road/rounded";

/** What is true of the world whichever camera looks at it, in a bundle of several cameras. */
export const WORLD_FILE = "world.json";
/** Of such a bundle: a folder for each camera, which is a bundle itself. */
export const CAMERAS_FOLDER = "cameras";

/** `world.json` in small pieces. @throws RangeError for a scenario without a road */
export function* worldTruthJson(scenario: Scenario, cameras: readonly ChosenCamera[], range: FrameRange): Generator<string> {
  const truth = groundTruthRoad(scenario, range);
  const { road } = scenario;
  if (!road || !truth) throw new RangeError("only a road has a world");
  const { fps, total_frames } = groundTruthHeader(scenario, range);
  yield `{\n  "world": "road",\n  "fps": ${fps},\n  "total_frames": ${total_frames},\n`;
  yield `  "ego": ${JSON.stringify(egoTrack(scenario))},\n  "cameras": [`;
  for (const [index, { camera, folder }] of cameras.entries()) {
    const { poses, ...calibration } = groundTruthCamera(scenario, withCamera({ road }, camera.id).road, range);
    const { name, carrier, mount } = camera;
    yield `${index === 0 ? "" : ","}\n    `;
    yield* withList({ ...calibration, name, folder: `${CAMERAS_FOLDER}/${folder}`, carrier, mount, poses: [] }, "poses", poses);
  }
  yield `\n  ],\n  "frames": [`;
  for (let frame = range.start; frame < range.end; frame++)
    yield `${frame === range.start ? "" : ","}\n    ${JSON.stringify({ frame: frame - range.start, bodies: bodiesAt(scenario, frame) })}`;
  yield "\n  ]";
  yield* criticalityJson(truth);
  yield "\n}\n";
}

function egoTrack({ road, actors }: Scenario): number | null {
  return actors.find(({ id }) => id === road?.ego)?.trackId ?? null;
}

/** Everybody who is there, the ego too, seen or not, in the order of track ids. */
function bodiesAt(scenario: Scenario, frame: number): object[] {
  const actors = [...scenario.actors].sort((a, b) => a.trackId - b.trackId);
  return actors.flatMap(({ id, trackId, type }) => {
    const solid = solidAt(scenario, id, frame);
    if (!solid) return [];
    const { body, x, y, z, heading, velocity } = solid;
    const { length, width, height } = solid.dimensions;
    return [
      {
        track_id: trackId,
        object_type: type,
        kind: body,
        center: [rounded(x), rounded(y), rounded(z + height / 2)],
        dimensions: { length, width, height },
        heading: rounded(normalDegrees(heading)),
        velocity: [rounded(velocity.x), rounded(velocity.y)],
      },
    ];
  });
}
