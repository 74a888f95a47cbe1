import { z } from "zod";
import type { Refuse } from "./refuse";

/** Limits of relations between actors. Distances are in the world's unit: pixels in a picture, metres on a road. */
export const RELATION_LIMITS = {
  distance: { min: 0, max: 100_000 },
  /** Of times to collision, headways and gaps. */
  seconds: { min: 0, max: 600 },
  /** Of a moment, counted from the video's first frame; below 0, before it. */
  moment: { min: -14_400, max: 14_400 },
} as const;

const identifier = z.string().min(1).max(100);
const within = ({ min, max }: { min: number; max: number }) => z.number().min(min).max(max);
const coordinate = within({ min: -RELATION_LIMITS.distance.max, max: RELATION_LIMITS.distance.max });
const placeSchema = z.strictObject({ x: coordinate, y: coordinate });

/** Keys that every relation may have. */
const start = {
  /**
   * Only at the first waypoint: the actor is already moving at its speed when it starts, and may have started before it appears. Left
   * out, it starts from standing.
   */
  moving: z.literal(true).optional(),
};

/** What an actor waits for at a waypoint before it moves on: at the first one, what it starts by. */
export const relationSchema = z.discriminatedUnion("when", [
  /** A moment of the video. */
  z.strictObject({ when: z.literal("time"), seconds: within(RELATION_LIMITS.moment), ...start }),
  /** The traffic light of a lane, at its stop line, or of a crossing is green, or flashes; named by the lane's or crossing's id. */
  z.strictObject({ when: z.literal("green"), light: identifier, ...start }),
  /** Another actor is no further away than this, from edge to edge. */
  z.strictObject({ when: z.literal("near"), actor: identifier, distance: within(RELATION_LIMITS.distance), ...start }),
  /** The gap to another actor divided by the speed at which it closes is no more than this. */
  z.strictObject({ when: z.literal("ttc"), actor: identifier, seconds: within(RELATION_LIMITS.seconds), ...start }),
  /** The gap to another actor divided by that actor's own speed, while it comes nearer, is no more than this. */
  z.strictObject({ when: z.literal("headway"), actor: identifier, seconds: within(RELATION_LIMITS.seconds), ...start }),
  /** The middle of another actor is where its path comes nearest to a place. */
  z.strictObject({ when: z.literal("passes"), actor: identifier, place: placeSchema, ...start }),
  /** Another actor has moved this far along its path. */
  z.strictObject({ when: z.literal("travelled"), actor: identifier, distance: within(RELATION_LIMITS.distance), ...start }),
  /**
   * Both meet where their paths cross: the front of the other reaches this actor, whose middle is then at a share of the other's width,
   * from its left side (0) to its right (1).
   */
  z.strictObject({
    when: z.literal("meets"),
    actor: identifier,
    share: z.number().min(0).max(1),
    /** Near which crossing of the paths they meet; needed where the paths do not cross. */
    place: placeSchema.optional(),
    ...start,
  }),
  /** The time between the rear of the first having left the place where their paths meet and the front of the second arriving there. */
  z.strictObject({
    when: z.literal("gap"),
    actor: identifier,
    seconds: within(RELATION_LIMITS.seconds),
    /** Whether this actor is there before the other, or after it. */
    order: z.enum(["before", "behind"]),
    place: placeSchema.optional(),
    ...start,
  }),
]);

/**
 * How long an actor waits for its relation, in frames that need not be whole; at its start below 0 where it has started before it
 * appears. `never`: for what does not happen. Left out, it passes without stopping. Worked out from the relation whenever a scenario is
 * read or changed.
 */
export const waitSchema = z.union([z.number().min(-1_000_000).max(1_000_000), z.literal("never")]);

/** Why an actor waits, and for what. */
export type Relation = z.infer<typeof relationSchema>;

type RelatedWaypoint = { readonly until?: Readonly<Relation> | undefined; readonly wait?: number | "never" | undefined };
type RelatedActor = { readonly id: string; readonly trajectory: { readonly waypoints: readonly RelatedWaypoint[] } };

/** The rules of relations: they name another actor that exists, and only a start can be on the move. */
export function refuseRelationFaults(actors: readonly RelatedActor[], refuse: Refuse): void {
  let ids: ReadonlySet<string> | null = null;
  actors.forEach(({ id, trajectory }, index) => {
    trajectory.waypoints.forEach(({ until, wait }, waypoint) => {
      const path = ["actors", index, "trajectory", "waypoints", waypoint];
      if (!until) {
        if (wait !== undefined) refuse([...path, "wait"], "is worked out from `until`, which is missing; leave it out, or use `hold`");
        return;
      }
      if (until.moving && waypoint > 0)
        refuse([...path, "until", "moving"], "only an actor’s start can be on the move; leave it out at later waypoints");
      if (!("actor" in until)) return;
      ids ??= new Set(actors.map((actor) => actor.id));
      if (until.actor === id) refuse([...path, "until", "actor"], "an actor cannot wait for itself; name another one");
      else if (!ids.has(until.actor)) refuse([...path, "until", "actor"], `there is no actor "${until.actor}"`);
    });
  });
}
