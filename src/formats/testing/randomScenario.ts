import fc from "fast-check";
import {
  ACTOR_MODELS,
  ACTOR_TYPES,
  OCCLUDER_KINDS,
  createActor,
  createOccluder,
  createScenario,
  validateScenario,
  type Scenario,
} from "@/core/document";
import { FRACTIONAL_RATES } from "@/core/timeline";

/**
 * Any short scenario: actors of every type that cross the frame and its edges, in front of and behind each other and occluders, come and
 * go, or are hidden.
 */
export const anyScenario: fc.Arbitrary<Scenario> = fc
  .record({
    width: fc.integer({ min: 32, max: 320 }).map((half) => half * 2),
    height: fc.integer({ min: 32, max: 180 }).map((half) => half * 2),
    fps: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(...FRACTIONAL_RATES)),
    durationFrames: fc.integer({ min: 1, max: 24 }),
  })
  .chain((video) => {
    const x = fc.double({ min: -80, max: video.width + 80, noNaN: true });
    const y = fc.double({ min: -80, max: video.height + 80, noNaN: true });
    const side = fc.integer({ min: 4, max: 120 });
    const actor = fc.record({
      trackId: fc.integer({ min: 0, max: 1_000_000 }),
      type: fc.constantFrom(...ACTOR_TYPES),
      look: fc.nat({ max: 4 }),
      size: fc.record({ width: side, height: side }),
      startFrame: fc.integer({ min: -5, max: video.durationFrames }),
      frames: fc.integer({ min: 1, max: 40 }),
      curve: fc.constantFrom("linear" as const, "smooth" as const),
      waypoints: fc.array(fc.record({ x, y, scale: fc.double({ min: 0.5, max: 2, noNaN: true }) }), { minLength: 1, maxLength: 4 }),
      jitter: fc.record({ x: fc.integer({ min: 0, max: 3 }), y: fc.integer({ min: 0, max: 3 }) }),
      hidden: fc.boolean(),
    });
    const occluder = fc.record({ kind: fc.constantFrom(...OCCLUDER_KINDS), x, y, size: fc.record({ width: side, height: side }) });
    return fc
      .record({
        seed: fc.nat(),
        actors: fc.uniqueArray(actor, { maxLength: 4, selector: ({ trackId }) => trackId }),
        occluders: fc.array(occluder, { maxLength: 2 }),
      })
      .map(({ seed, actors, occluders }) =>
        validateScenario(
          createScenario({
            id: "any",
            name: "Any",
            style: "schematic",
            seed,
            video,
            actors: actors.map(({ look, frames, ...parts }, index) => {
              const models = ACTOR_MODELS[parts.type];
              return createActor({
                ...parts,
                id: `actor-${index}`,
                endFrame: parts.startFrame + frames,
                appearance: { model: models[look % models.length] ?? models[0] },
              });
            }),
            occluders: occluders.map((parts, index) => createOccluder({ ...parts, id: `occluder-${index}` })),
          }),
        ),
      );
  });
