import { cornersOf, headingOf, placeAlong, seenFrom } from "@/core/world";
import { KERB_HEIGHT, roadLayout, type Outline, type RoadLayout, type RoadPlan } from "@/core/world/roads";
import { element, xmlDocument, type XmlElement } from "../xml";
import { piecesOf, type Piece } from "./geometry";
import { RoadLinks, type RoadLink } from "./links";
import { laneRoads, type LaneRoad, type RoadEnd, type RoadJunction } from "./roads";
import { sideLanes, type SideLane } from "./sideLanes";

/** `userData` under this code holds the plan from which the road was made. */
export const PLAN_CODE = "jaywalk.plan";

/**
 * A road plan as OpenDRIVE 1.7 (ASAM, 2021): roads with lanes, parking lanes and pavements, junctions, crossings and parking bays, in the
 * plan's own coordinates. The plan itself is in it as user data, so that it comes back as it was.
 */
export function openDriveDocument(plan: RoadPlan, name: string): string {
  const layout = roadLayout(plan);
  const found = laneRoads(layout, plan.traffic);
  const links = new RoadLinks(found);
  const { from, to } = layout.extent;
  const root = element("OpenDRIVE", {}, [
    element("header", {
      ...{ revMajor: 1, revMinor: 7, name, vendor: "Jaywalk" },
      ...{ north: to.y, south: from.y, east: to.x, west: from.x },
    }),
    ...found.roads.map((road) => roadElement(road, plan, layout, links)),
    ...found.junctions.map(junctionElement),
    element("userData", { code: PLAN_CODE, value: JSON.stringify(plan) }),
  ]);
  return xmlDocument(root);
}

function roadElement(road: LaneRoad, plan: RoadPlan, layout: RoadLayout, links: RoadLinks): XmlElement {
  const pieces = piecesOf(road.line);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const ends = { start: links.at(road, "start"), end: links.at(road, "end") };
  return element(
    "road",
    { name: road.name, length, id: road.id, junction: road.junction ?? -1, rule: plan.traffic === "left" ? "LHT" : "RHT" },
    [
      (ends.start ?? ends.end) !== null &&
        element("link", {}, [linkElement("predecessor", ends.start), linkElement("successor", ends.end)]),
      element("type", { s: 0, type: plan.kind === "dual_carriageway" ? "motorway" : "town" }, [
        element("speed", { max: plan.speedLimit, unit: "km/h" }),
      ]),
      element("planView", {}, geometryElements(pieces)),
      lanesElement(road, plan, layout, links),
      objectsElement(road, layout),
    ],
  );
}

function linkElement(name: "predecessor" | "successor", link: RoadLink | null): XmlElement | null {
  if (!link) return null;
  if (link.kind === "junction") return element(name, { elementType: "junction", elementId: link.id });
  return element(name, { elementType: "road", elementId: link.road.id, contactPoint: link.contact });
}

function geometryElements(pieces: readonly Piece[]): XmlElement[] {
  let s = 0;
  return pieces.map((piece) => {
    const written = element("geometry", { s, x: piece.x, y: piece.y, hdg: piece.heading, length: piece.length }, [shapeElement(piece)]);
    s += piece.length;
    return written;
  });
}

function shapeElement(piece: Piece): XmlElement {
  switch (piece.kind) {
    case "line":
      return element("line");
    case "arc":
      return element("arc", { curvature: piece.curvature });
    case "cubic": {
      const [aU, bU, cU, dU] = piece.u;
      const [aV, bV, cV, dV] = piece.v;
      return element("paramPoly3", { aU, bU, cU, dU, aV, bV, cV, dV, pRange: "normalized" });
    }
  }
}

type WrittenLane = {
  readonly number: number;
  readonly type: "driving" | SideLane["type"];
  readonly width: number;
  /** Of the lane's outer edge. */
  readonly mark: "none" | "broken" | "solid" | "curb";
  /** Id of the lane of the layout, if it is one. */
  readonly id?: string;
};

function lanesElement(road: LaneRoad, plan: RoadPlan, layout: RoadLayout, links: RoadLinks): XmlElement {
  const [left, right] = [writtenLanes(road, plan, layout, 1), writtenLanes(road, plan, layout, -1)];
  const isTwoWay = road.lanes.some(({ number }) => number > 0) && road.lanes.some(({ number }) => number < 0);
  const centre = road.junction !== null ? "none" : isTwoWay && road.lanes.length === 2 ? "broken" : "solid";
  const write = (lane: WrittenLane) => laneElement(road, lane, links);
  return element("lanes", {}, [
    element("laneSection", { s: 0 }, [
      left.length > 0 && element("left", {}, left.map(write).reverse()),
      element("center", {}, [element("lane", { id: 0, type: "none", level: "false" }, [markElement(centre)])]),
      right.length > 0 && element("right", {}, right.map(write)),
    ]),
  ]);
}

/** The lanes on one side of a road's line, from the line outwards. */
function writtenLanes(road: LaneRoad, plan: RoadPlan, layout: RoadLayout, side: 1 | -1): WrittenLane[] {
  const driven = road.lanes.filter(({ number }) => Math.sign(number) === side).sort((a, b) => Math.abs(a.number) - Math.abs(b.number));
  const beside = road.junction === null ? sideLanes(layout, road, side) : [];
  const edge = plan.kind === "dual_carriageway" ? "solid" : beside[0]?.type === "sidewalk" ? "curb" : "none";
  const lanes = driven.map(({ lane, number }, index): WrittenLane => ({
    ...{ number, type: "driving", width: lane.width, id: lane.id },
    mark: road.junction !== null ? "none" : index < driven.length - 1 ? "broken" : edge,
  }));
  const others = beside.map(({ type, width }, index): WrittenLane => {
    const isKerb = type !== "sidewalk" && beside[index + 1]?.type === "sidewalk";
    return { number: side * (driven.length + index + 1), type, width, mark: isKerb ? "curb" : "none" };
  });
  return [...lanes, ...others];
}

function laneElement(road: LaneRoad, { number, type, width, mark, id }: WrittenLane, links: RoadLinks): XmlElement {
  const { predecessor, successor } = id === undefined ? {} : links.ofLane(road, { id });
  return element("lane", { id: number, type, level: "false" }, [
    (predecessor ?? successor) !== undefined &&
      element("link", {}, [
        predecessor !== undefined && element("predecessor", { id: predecessor }),
        successor !== undefined && element("successor", { id: successor }),
      ]),
    element("width", { sOffset: 0, a: width, b: 0, c: 0, d: 0 }),
    markElement(mark),
    type === "sidewalk" && element("height", { sOffset: 0, inner: KERB_HEIGHT, outer: KERB_HEIGHT }),
  ]);
}

const markElement = (type: WrittenLane["mark"]): XmlElement =>
  element("roadMark", { sOffset: 0, type, weight: "standard", color: "standard", ...(type !== "none" && { width: 0.12 }) });

/** Crossings and parking bays, in the frame of the first road's start: an object belongs to a road, wherever it is. */
function objectsElement(road: LaneRoad, layout: RoadLayout): XmlElement | null {
  if (road.id !== 1 || layout.crossings.length + layout.bays.length === 0) return null;
  const start = placeAlong(road.line, 0);
  const origin = { x: start.x, y: start.y, heading: headingOf(start.direction) };
  const objectOf = (id: string, type: "crosswalk" | "parkingSpace", outline: Outline) =>
    element("object", { id, name: id, type, s: 0, t: 0, zOffset: 0, hdg: 0, orientation: "none" }, [
      element("outlines", {}, [
        element(
          "outline",
          { id: 0, closed: true, outer: true },
          outline.map((corner, index) => {
            const { x: u, y: v } = seenFrom(origin, corner);
            return element("cornerLocal", { id: index, u, v, z: 0, height: 0 });
          }),
        ),
      ]),
      type === "parkingSpace" && element("parkingSpace", { access: "all" }),
    ]);
  return element("objects", {}, [
    ...layout.crossings.map(({ id, outline }) => objectOf(id, "crosswalk", outline)),
    ...layout.bays.map((bay) => objectOf(bay.id, "parkingSpace", cornersOf(bay))),
  ]);
}

function junctionElement({ id, connections }: RoadJunction): XmlElement {
  return element(
    "junction",
    { id, name: `junction ${id}`, type: "default" },
    connections.map(({ incoming, connecting, from, to }, index) =>
      element(
        "connection",
        { id: index, incomingRoad: incoming.id, connectingRoad: connecting.id, contactPoint: "start" satisfies RoadEnd },
        [element("laneLink", { from, to })],
      ),
    ),
  );
}
