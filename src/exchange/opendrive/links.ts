import type { Lane } from "@/core/world/roads";
import { runsAlong, type LaneRoad, type LaneRoads, type RoadEnd } from "./roads";

/** One end of a road, and what is there: another road's end, or a junction. */
export type RoadLink =
  { readonly kind: "road"; readonly road: LaneRoad; readonly contact: RoadEnd } | { readonly kind: "junction"; readonly id: number };

/** Where one lane continues another: the numbers of both, on their roads. */
export type LaneLinks = { readonly predecessor?: number; readonly successor?: number };

type Place = { readonly road: LaneRoad; readonly lane: Lane; readonly number: number };

/** How the roads of a layout continue each other. */
export class RoadLinks {
  readonly #places: ReadonlyMap<string, Place>;

  constructor({ roads }: Pick<LaneRoads, "roads">) {
    this.#places = new Map(roads.flatMap((road) => road.lanes.map(({ lane, number }) => [lane.id, { road, lane, number }] as const)));
  }

  /** What follows at one end of a road; null at the edge of the map. */
  at(road: LaneRoad, end: RoadEnd): RoadLink | null {
    const [first] = this.#neighbours(road, end);
    if (!first) return null;
    if (first.road.junction !== null && road.junction === null) return { kind: "junction", id: first.road.junction };
    const others = this.#neighbours(road, end).filter(({ road: other }) => other.id !== first.road.id);
    if (others.length > 0) return null;
    return { kind: "road", road: first.road, contact: first.end };
  }

  /** Which lanes of the neighbouring roads a lane continues, in the direction of its road's line. Only where a road is the neighbour. */
  ofLane(road: LaneRoad, { id }: Pick<Lane, "id">): LaneLinks {
    const place = this.#places.get(id);
    if (!place) return {};
    const ahead = this.#after(place.lane)[0];
    const behind = this.#before(place.lane)[0];
    const along = runsAlong(road, place.lane);
    const [predecessor, successor] = along ? [behind, ahead] : [ahead, behind];
    const known = (end: RoadEnd, found: Place | undefined) => (found && this.#isRoadAt(road, end) ? found.number : undefined);
    const [before, after] = [known("start", predecessor), known("end", successor)];
    return { ...(before !== undefined && { predecessor: before }), ...(after !== undefined && { successor: after }) };
  }

  #isRoadAt(road: LaneRoad, end: RoadEnd): boolean {
    const link = this.at(road, end);
    return link !== null && "contact" in link;
  }

  #neighbours(road: LaneRoad, end: RoadEnd): { readonly road: LaneRoad; readonly end: RoadEnd }[] {
    return road.lanes.flatMap(({ lane }) => {
      const endsHere = runsAlong(road, lane) === (end === "end");
      const found = endsHere ? this.#after(lane) : this.#before(lane);
      return found.map((other) => ({
        road: other.road,
        end: runsAlong(other.road, other.lane) === endsHere ? ("start" as const) : ("end" as const),
      }));
    });
  }

  #after({ successors }: Lane): Place[] {
    return successors.flatMap((id) => this.#places.get(id) ?? []);
  }

  #before({ id }: Lane): Place[] {
    return [...this.#places.values()].filter(({ lane }) => lane.successors.includes(id));
  }
}
