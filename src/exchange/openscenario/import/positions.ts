import { cos, sin } from "@/core/exact";
import type { OdrNetwork } from "../../opendrive/read/network";
import { spiralPose } from "../../opendrive/read/geometry";
import type { OdrRoad } from "../../opendrive/read/road";
import { ExchangeError, type Report } from "../../read/report";
import type { XmlNode } from "../../read/xmlTree";
import type { Catalogs } from "./catalogs";
import { Path } from "./path";
import { RoutePath, type RoadSpot } from "./route";
import type { Scope } from "./scope";

/** Where something is: metres and radians, and where on a road, if it is told or can be found. */
export type Place = {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly spot: RoadSpot | null;
  /** The route that the place is told by. */
  readonly route?: RoutePath | undefined;
};

/** Vertices of a trajectory, and control points of a spline. */
const MOST_VERTICES = 100_000;
/** Length of a piece of a curve (metres), and how many there are at most. */
const PIECE = 0.25;
const MOST_PIECES = 20_000;
/** Beyond this a point is on no road (metres). */
const BESIDE_ROAD = 30;

/** Finds places of all kinds that OpenSCENARIO has. */
export class Positions {
  constructor(
    readonly network: OdrNetwork | null,
    readonly catalogs: Catalogs,
    readonly report: Report,
    /** Where an entity is now; null if there is no such entity. */
    readonly entity: (name: string) => Place | null,
  ) {}

  /** The place in an element that has a position. @throws ExchangeError */
  in(node: XmlNode, scope: Scope): Place {
    const position = node.only();
    if (!position) throw new ExchangeError(`${node.place}: ${node.name} has no position`);
    return this.#of(position, scope);
  }

  #of(node: XmlNode, scope: Scope): Place {
    const number = (key: string, otherwise?: number) => scope.numberOf(node, key, otherwise);
    switch (node.name) {
      case "WorldPosition":
        this.#noteHeight(node, scope, "z");
        return this.#world(number("x"), number("y"), number("h", 0));
      case "RelativeWorldPosition": {
        const other = this.#other(node, scope);
        this.#noteHeight(node, scope, "dz");
        return this.#world(other.x + number("dx"), other.y + number("dy"), this.#heading(node, scope, other.heading));
      }
      case "RelativeObjectPosition": {
        const other = this.#other(node, scope);
        const [dx, dy] = [number("dx"), number("dy")];
        const [c, s] = [cos(other.heading), sin(other.heading)];
        return this.#world(other.x + dx * c - dy * s, other.y + dx * s + dy * c, this.#heading(node, scope, other.heading));
      }
      case "RoadPosition": {
        const road = this.#road(node, scope);
        return this.#onRoad(node, scope, { road, s: number("s"), t: number("t") }, 1);
      }
      case "RelativeRoadPosition": {
        const { road, s, t } = this.#otherSpot(node, scope);
        return this.#onRoad(node, scope, { road, s: s + number("ds"), t: t + number("dt") }, 1);
      }
      case "LanePosition": {
        const road = this.#road(node, scope);
        return this.#onLane(node, scope, road, number("s"), number("laneId"), number("offset", 0));
      }
      case "RelativeLanePosition": {
        const { road, s, lane } = this.#otherSpot(node, scope);
        const along = number("ds", number("dsLane", 0));
        return this.#onLane(node, scope, road, s + along, laneBeside(lane, number("dLane")), number("offset", 0));
      }
      case "RoutePosition":
        return this.#onRoute(node, scope);
      case "TrajectoryPosition": {
        const path = this.trajectory(node.need("TrajectoryRef"), scope);
        const at = path.beside(number("s"), number("t", 0));
        return this.#world(at.x, at.y, this.#heading(node, scope, at.heading));
      }
      default:
        throw new ExchangeError(`${node.place}: a ${node.name} is not understood`);
    }
  }

  #noteHeight(node: XmlNode, scope: Scope, key: string): void {
    if (Math.abs(scope.numberOf(node, key, 0)) > 0.5)
      this.report.unread("a height", node.file, node.line, "everybody stands on the ground");
  }

  /** A place in the ground frame, and where on a road that is. */
  #world(x: number, y: number, heading: number): Place {
    return { x, y, heading, spot: this.spotOf({ x, y }) };
  }

  /** The nearest place on a road; null if there is none near. */
  spotOf(point: { readonly x: number; readonly y: number }): RoadSpot | null {
    let best: (RoadSpot & { away: number }) | null = null;
    for (const road of this.network?.roads.values() ?? []) {
      const { s, t, away } = road.placeOf(point);
      const lane = road.laneAt({ s, t });
      if (away < BESIDE_ROAD && (!best || away < best.away - 1e-6)) best = { road, s, t, lane, away };
    }
    return best;
  }

  #other(node: XmlNode, scope: Scope): Place {
    const name = scope.needText(node, "entityRef");
    const other = this.entity(name);
    if (!other) throw new ExchangeError(`${node.place}: there is no entity "${name}", or it has no place yet`);
    return other;
  }

  #otherSpot(node: XmlNode, scope: Scope): RoadSpot {
    const other = this.#other(node, scope);
    const spot = other.spot ?? this.spotOf(other);
    if (!spot) throw new ExchangeError(`${node.place}: ${scope.needText(node, "entityRef")} is on no road; give the road’s file, too`);
    return spot;
  }

  #road(node: XmlNode, scope: Scope): OdrRoad {
    const id = scope.needText(node, "roadId");
    const road = this.network?.roads.get(id);
    if (!this.network) throw new ExchangeError(`${node.place}: a ${node.name} needs the road’s file (RoadNetwork); give it, too`);
    if (!road) throw new ExchangeError(`${node.place}: the road network has no road "${id}"`);
    return road;
  }

  /** A heading that an orientation gives, absolute or relative to another. */
  #heading(node: XmlNode, scope: Scope, usual: number): number {
    const orientation = node.child("Orientation");
    if (!orientation) return usual;
    const h = scope.numberOf(orientation, "h", 0);
    return scope.text(orientation, "type") === "relative" ? usual + h : h;
  }

  #onRoad(node: XmlNode, scope: Scope, at: Pick<RoadSpot, "road" | "s" | "t">, direction: 1 | -1): Place {
    const { x, y, heading } = at.road.worldAt(at);
    const spot = { ...at, lane: at.road.laneAt(at) };
    return { x, y, heading: this.#heading(node, scope, heading + (direction === 1 ? 0 : Math.PI)), spot };
  }

  #onLane(node: XmlNode, scope: Scope, road: OdrRoad, s: number, lane: number, offset: number): Place {
    const middle = road.middleAt(s, lane);
    if (middle === null) throw new ExchangeError(`${node.place}: road "${road.id}" has no lane ${lane} at ${s} m`);
    const t = middle + offset;
    const { x, y, heading } = road.worldAt({ s, t });
    const along = heading + (road.directionOf(lane) === 1 || lane === 0 ? 0 : Math.PI);
    return { x, y, heading: this.#heading(node, scope, along), spot: { road, s, t, lane } };
  }

  #onRoute(node: XmlNode, scope: Scope): Place {
    const route = this.route(node.need("RouteRef"), scope);
    const within = node.need("InRoutePosition").only();
    if (!within) throw new ExchangeError(`${node.place}: the place in the route is missing`);
    if (within.name === "FromCurrentEntity") {
      const other = this.#other(within, scope);
      return { ...other, route };
    }
    const found = route.legAt(scope.numberOf(within, "pathS"));
    if (!found) throw new ExchangeError(`${node.place}: the route is empty`);
    const { leg, s } = found;
    const direction = leg.direction;
    if (within.name === "FromRoadCoordinates") {
      const place = this.#onRoad(node, scope, { road: leg.road, s, t: scope.numberOf(within, "t", 0) }, direction);
      return { ...place, route };
    }
    // The lane's number holds where the route begins; where its road has none of that number, it is the one that the route uses.
    const wanted = scope.numberOf(within, "laneId");
    const lane = leg === route.legs[0] && leg.road.middleAt(s, wanted) !== null ? wanted : leg.lane;
    const middle = leg.road.middleAt(s, lane) ?? 0;
    const t = middle + scope.numberOf(within, "laneOffset", 0);
    const { x, y, heading } = leg.road.worldAt({ s, t });
    const along = heading + (direction === 1 ? 0 : Math.PI);
    return { x, y, heading: this.#heading(node, scope, along), spot: { road: leg.road, s, t, lane }, route };
  }

  /** The route in an element that has one, or refers to one of a catalog. */
  route(node: XmlNode, scope: Scope): RoutePath {
    const route = node.name === "Route" ? node : (node.child("Route") ?? node.child("CatalogReference"));
    if (!route) throw new ExchangeError(`${node.place}: ${node.name} has no route`);
    return this.catalogs.resolved(route, scope, ({ node: found, scope: own }) => {
      found.child("ParameterDeclarations");
      const inner = found === route ? scope : own;
      const spots = found.all("Waypoint").map((waypoint) => this.in(waypoint.need("Position"), inner).spot);
      const known = spots.filter((spot) => spot !== null);
      const way = this.network && known.length > 0 ? RoutePath.through(this.network, known) : null;
      if (!way) throw new ExchangeError(`${found.place}: there is no way along the roads through the waypoints of this route`);
      return way;
    });
  }

  /** The trajectory in an element that has one, or refers to one of a catalog. @param from where it begins if it does not say so */
  trajectory(node: XmlNode, scope: Scope, from: Place | null = null): Path {
    const found = node.child("Trajectory") ?? node.child("CatalogReference");
    if (!found) throw new ExchangeError(`${node.place}: ${node.name} has no trajectory`);
    return this.catalogs.resolved(found, scope, ({ node: trajectory, scope: own }) => {
      const inner = trajectory === found ? scope : own;
      trajectory.child("ParameterDeclarations");
      const shape = trajectory.need("Shape").only();
      if (!shape) throw new ExchangeError(`${trajectory.place}: the trajectory has no shape`);
      if (inner.flag(trajectory, "closed"))
        this.report.unread("closed", trajectory.file, trajectory.line, "a trajectory ends at its last point");
      switch (shape.name) {
        case "Polyline":
          return this.#polyline(shape, inner);
        case "Clothoid":
          return this.#clothoids(shape, [shape], inner, from);
        case "ClothoidSpline":
          return this.#clothoids(shape, shape.all("ClothoidSplineSegment"), inner, from);
        case "Nurbs":
          return this.#nurbs(shape, inner);
        default:
          throw new ExchangeError(`${shape.place}: a trajectory of the shape ${shape.name} is not understood`);
      }
    });
  }

  #polyline(shape: XmlNode, scope: Scope): Path {
    const vertices = shape.all("Vertex");
    if (vertices.length === 0 || vertices.length > MOST_VERTICES)
      throw new ExchangeError(`${shape.place}: a polyline must have 1 to ${MOST_VERTICES} vertices, not ${vertices.length}`);
    return Path.through(
      vertices.map((vertex) => {
        const { x, y } = this.in(vertex.need("Position"), scope);
        const time = scope.text(vertex, "time");
        return { x, y, heading: null, time: time === null ? null : scope.numberOf(vertex, "time") };
      }),
    );
  }

  #clothoids(shape: XmlNode, segments: readonly XmlNode[], scope: Scope, from: Place | null): Path {
    const points: { x: number; y: number; heading: number; time: null }[] = [];
    let at: { x: number; y: number; heading: number } | null = from;
    for (const segment of segments) {
      const start = segment.child("PositionStart") ?? segment.child("Position");
      const placed: { x: number; y: number; heading: number } | null = start ? this.in(start, scope) : at;
      if (!placed) throw new ExchangeError(`${segment.place}: ${segment.name} has no start`);
      const origin = { x: placed.x, y: placed.y, heading: placed.heading + scope.numberOf(segment, "hOffset", 0) };
      const length = scope.numberOf(segment, "length");
      const first = scope.numberOf(segment, "curvatureStart", scope.numberOf(segment, "curvature", 0));
      const rate =
        segment.attributes.has("curvatureEnd") && length > 0
          ? (scope.numberOf(segment, "curvatureEnd") - first) / length
          : scope.numberOf(segment, "curvaturePrime", scope.numberOf(segment, "curvatureDot", 0));
      if (length < 0) throw new ExchangeError(`${segment.place}: the length of ${segment.name} must be at least 0`);
      const pieces = Math.min(MOST_PIECES, Math.max(1, Math.ceil(length / PIECE)));
      const [c, s] = [cos(origin.heading), sin(origin.heading)];
      for (let piece = points.length > 0 ? 1 : 0; piece <= pieces; piece++) {
        const local = spiralPose(first, rate, (length * piece) / pieces);
        at = { x: origin.x + local.x * c - local.y * s, y: origin.y + local.x * s + local.y * c, heading: origin.heading + local.heading };
        points.push({ ...at, time: null });
      }
    }
    if (points.length === 0) throw new ExchangeError(`${shape.place}: ${shape.name} has no segments`);
    return Path.through(points);
  }

  /** De Boor's algorithm with weights. */
  #nurbs(shape: XmlNode, scope: Scope): Path {
    const order = scope.numberOf(shape, "order");
    const controls = shape.all("ControlPoint").map((point) => {
      const { x, y } = this.in(point.need("Position"), scope);
      const weight = scope.numberOf(point, "weight", 1);
      return [x * weight, y * weight, weight] as const;
    });
    const knots = shape.all("Knot").map((knot) => scope.numberOf(knot, "value"));
    const isSorted = knots.every((knot, index) => knot >= (knots[index - 1] ?? -Infinity));
    if (
      !Number.isInteger(order) ||
      order < 2 ||
      order > 10 ||
      controls.length < order ||
      knots.length !== controls.length + order ||
      !isSorted
    )
      throw new ExchangeError(
        `${shape.place}: a NURBS of order ${order} with ${controls.length} control points needs ` +
          `${controls.length + order} knots that do not fall`,
      );
    const [low, high] = [knots[order - 1] ?? 0, knots[controls.length] ?? 0];
    const steps = Math.min(MOST_PIECES, 40 * controls.length);
    const points: { x: number; y: number; heading: null; time: null }[] = [];
    for (let step = 0; step <= steps; step++) {
      const u = low + ((high - low) * step) / steps;
      const span = Math.min(
        controls.length - 1,
        Math.max(
          order - 1,
          knots.findLastIndex((knot, index) => knot <= u && index < controls.length),
        ),
      );
      const active = Array.from({ length: order }, (_, index) => controls[span - order + 1 + index] ?? ([0, 0, 1] as const));
      for (let level = 1; level < order; level++)
        for (let index = order - 1; index >= level; index--) {
          const from = knots[span - order + 1 + index] ?? 0;
          const to = knots[span + 1 + index - level] ?? 0;
          const share = to > from ? (u - from) / (to - from) : 0;
          const [a, b] = [active[index - 1] ?? [0, 0, 1], active[index] ?? [0, 0, 1]];
          active[index] = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])];
        }
      const [x, y, weight] = active[order - 1] ?? [0, 0, 1];
      if (weight !== 0) points.push({ x: x / weight, y: y / weight, heading: null, time: null });
    }
    return Path.through(points);
  }
}

/** A lane so many lanes to the left (above 0): there is no lane 0 to be in. */
export function laneBeside(lane: number, count: number): number {
  const to = lane + count;
  if (lane < 0 && to >= 0) return to + 1;
  return lane > 0 && to <= 0 ? to - 1 : to;
}
