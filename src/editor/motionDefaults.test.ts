import { expect, it } from "vitest";
import { ACTOR_TYPES, createScenario, type Scenario } from "@/core/document";
import { placedFrame, scenePose } from "@/core/scene";
import { continuePath, draftMover } from "./motionDefaults";

const ROAD = createScenario({ id: "road", scene: { kind: "highway", variant: 0 } });
const { width, height } = ROAD.video;

/** Boxes in the picture at a frame. */
const seen = (scenario: Scenario, frame: number) => placedFrame(scenario, frame).bodies.map(({ box }) => box);

it("an actor whose path starts outside the picture is completely invisible before it enters, from whatever direction it comes", () => {
  for (const type of ACTOR_TYPES)
    for (const ground of [0.5, 0.75, 1])
      for (const slope of [-0.9, -0.4, -0.15, 0, 0.15, 0.4, 0.9])
        for (const [outside, inside] of [
          [-1, width / 2],
          [width + 1, width / 2],
        ] as const) {
          const y = height * ground;
          const actor = draftMover(
            ROAD,
            type,
            [
              { x: outside, y },
              { x: inside, y: y + slope * 400 },
            ],
            20,
          );
          expect(seen({ ...ROAD, actors: [actor] }, 20), `${type} from ${outside} at ${y}, slope ${slope}`).toEqual([]);
        }
});

it("an actor whose path is continued out of the picture is completely invisible at its end", () => {
  for (const type of ACTOR_TYPES)
    for (const slope of [-0.4, -0.15, 0, 0.15, 0.4])
      for (const end of [-1, width + 1]) {
        const y = height * 0.75;
        const actor = draftMover(
          ROAD,
          type,
          [
            { x: 500, y },
            { x: 600, y },
          ],
          0,
        );
        const path = continuePath(actor.id, [{ x: end, y: y + slope * 500 }]).apply({ ...ROAD, actors: [actor] });
        const [longer] = path.actors;
        if (!longer) throw new Error("the actor is gone");
        const { corner, width: across } = scenePose(path, longer, longer.endFrame);
        const isOutside = corner.x >= width || corner.x + across <= 0;
        expect(isOutside, `${type} to ${end}, slope ${slope}: ${corner.x}, ${across} wide`).toBe(true);
      }
});
