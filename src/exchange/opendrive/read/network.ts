import { cos, sin } from "@/core/exact";
import { numberOf, textOf } from "../../read/attributes";
import { ExchangeError, type Report } from "../../read/report";
import type { XmlNode } from "../../read/xmlTree";
import type { Geometry, Shape } from "./geometry";
import { OdrRoad, type Cubic, type OdrLane, type OdrLink, type OdrSection, type RoadContact, type RoadMark } from "./road";

/** How lanes of a road continue on a road across a junction. */
export type Connection = {
  readonly incoming: string;
  readonly connecting: string;
  readonly contact: RoadContact;
  readonly lanes: ReadonlyMap<number, number>;
};

/** An object beside or on a road, as it is in the file; its outline in metres ahead and to the left of it. */
export type OdrObject = {
  readonly id: string;
  readonly road: OdrRoad;
  readonly type: string;
  readonly name: string;
  readonly s: number;
  readonly t: number;
  /** Radians, from the line's heading. */
  readonly heading: number;
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly outline: readonly { readonly x: number; readonly y: number }[];
  readonly node: XmlNode;
};

export type OdrNetwork = {
  readonly roads: ReadonlyMap<string, OdrRoad>;
  readonly junctions: ReadonlyMap<string, readonly Connection[]>;
  readonly objects: readonly OdrObject[];
};

const MOST_LENGTH = 1_000_000;

/** The roads of an OpenDRIVE document (1.4 to 1.8). @throws ExchangeError */
export function odrNetwork(root: XmlNode, report: Report): OdrNetwork {
  if (root.name !== "OpenDRIVE") throw new ExchangeError(`${root.place}: is no OpenDRIVE file; its root is ${root.name}`);
  root.ignore("header", "userData");
  const roads = new Map<string, OdrRoad>();
  const objects: OdrObject[] = [];
  for (const node of root.all("road")) {
    const road = roadOf(node, report);
    if (roads.has(road.id)) throw new ExchangeError(`${node.place}: there are two roads "${road.id}"; ids must differ`);
    roads.set(road.id, road);
    objects.push(...objectsOf(node, road));
  }
  const junctions = new Map(
    root.all("junction").map((node) => {
      node.ignore("priority", "userData", "boundary", "elevationGrid", "controller");
      return [textOf(node, "id"), node.all("connection").map((connection) => connectionOf(connection))] as const;
    }),
  );
  root.ignore("controller");
  if (roads.size === 0) throw new ExchangeError(`${root.place}: has no roads`);
  return { roads, junctions, objects };
}

function connectionOf(node: XmlNode): Connection {
  const lanes = node.all("laneLink").map((link) => [numberOf(link, "from"), numberOf(link, "to")] as const);
  node.ignore("predecessor", "successor");
  return {
    incoming: textOf(node, "incomingRoad"),
    connecting: textOf(node, "connectingRoad", textOf(node, "linkedRoad")),
    contact: contactOf(node),
    lanes: new Map(lanes),
  };
}

const contactOf = (node: XmlNode): RoadContact => (textOf(node, "contactPoint") === "end" ? "end" : "start");

function roadOf(node: XmlNode, report: Report): OdrRoad {
  const id = textOf(node, "id");
  const geometries = node
    .need("planView")
    .all("geometry")
    .map((geometry) => geometryOf(geometry, report))
    .sort((a, b) => a.s - b.s);
  const last = geometries.at(-1);
  if (!last) throw new ExchangeError(`${node.place}: road "${id}" has no geometry`);
  // The geometry is what is drawn; the length of the road is only told.
  const length = last.s + last.length;
  if (length > MOST_LENGTH || !(length > 0)) throw new ExchangeError(`${node.place}: the length of road "${id}" must be above 0`);
  const lanes = node.child("lanes");
  const laneOffsets = (lanes?.all("laneOffset") ?? []).map((offset) => cubicOf(offset, "s"));
  const nodes = lanes?.all("laneSection") ?? [];
  const starts = nodes.map((section) => numberOf(section, "s", 0));
  const sections = nodes.map((section, index) => sectionOf(section, starts[index] ?? 0, starts[index + 1] ?? length, report));
  const link = node.child("link");
  link?.ignore("neighbor");
  noteHeights(node, report);
  node.child("signals");
  node.ignore("userData");
  const junction = textOf(node, "junction", "-1");
  return new OdrRoad(
    id,
    textOf(node, "name"),
    length,
    junction === "-1" || junction === "" ? null : junction,
    textOf(node, "rule") === "LHT",
    geometries,
    laneOffsets.sort((a, b) => a.at - b.at),
    sections.filter(({ s, end }) => end > s).sort((a, b) => a.s - b.s),
    linkOf(link?.child("predecessor") ?? null),
    linkOf(link?.child("successor") ?? null),
    node.all("type").flatMap((type) => {
      const limit = speedOf(type.child("speed"));
      return limit === null ? [] : [{ s: numberOf(type, "s", 0), limit }];
    }),
  );
}

/** A road is flat here. */
function noteHeights(node: XmlNode, report: Report): void {
  for (const [name, child, what] of [
    ["elevationProfile", "elevation", "the elevation of roads"],
    ["lateralProfile", "superelevation", "the superelevation of roads"],
    ["lateralProfile", "shape", "the cross slope of roads"],
  ] as const)
    for (const record of node.child(name)?.all(child) ?? [])
      if (["a", "b", "c", "d"].some((key) => Math.abs(numberOf(record, key, 0)) > 1e-9))
        report.unread(what, record.file, record.line, "roads are flat here");
  node.child("lateralProfile")?.ignore();
}

function linkOf(node: XmlNode | null): OdrLink | null {
  const id = node?.attributes.get("elementId");
  if (!node || id === undefined) return null;
  return textOf(node, "elementType") === "junction" ? { kind: "junction", id } : { kind: "road", id, contact: contactOf(node) };
}

function geometryOf(node: XmlNode, report: Report): Geometry {
  return {
    s: numberOf(node, "s"),
    x: numberOf(node, "x"),
    y: numberOf(node, "y"),
    heading: numberOf(node, "hdg"),
    length: Math.max(0, numberOf(node, "length")),
    shape: shapeOf(node, report),
  };
}

function shapeOf(node: XmlNode, report: Report): Shape {
  const [arc, spiral, poly, parametric] = [node.child("arc"), node.child("spiral"), node.child("poly3"), node.child("paramPoly3")];
  const cubic = (of: XmlNode, suffix = "") =>
    [numberOf(of, `a${suffix}`, 0), numberOf(of, `b${suffix}`, 0), numberOf(of, `c${suffix}`, 0), numberOf(of, `d${suffix}`, 0)] as const;
  if (arc) return { kind: "spiral", start: numberOf(arc, "curvature"), end: numberOf(arc, "curvature") };
  if (spiral) return { kind: "spiral", start: numberOf(spiral, "curvStart"), end: numberOf(spiral, "curvEnd") };
  if (poly) return { kind: "poly3", v: cubic(poly) };
  if (parametric)
    return {
      kind: "paramPoly3",
      u: cubic(parametric, "U"),
      v: cubic(parametric, "V"),
      isNormalized: textOf(parametric, "pRange") !== "arcLength",
    };
  if (!node.child("line")) report.unread("a geometry without a known shape", node.file, node.line, "it is taken as a straight line");
  return { kind: "line" };
}

const cubicOf = (node: XmlNode, at: string): Cubic => ({
  at: numberOf(node, at, 0),
  coefficients: [numberOf(node, "a", 0), numberOf(node, "b", 0), numberOf(node, "c", 0), numberOf(node, "d", 0)],
});

function sectionOf(node: XmlNode, s: number, end: number, report: Report): OdrSection {
  const lanes = ["left", "center", "right"].flatMap((side) => node.child(side)?.all("lane") ?? []).map((lane) => laneOf(lane, report));
  return { s, end, lanes };
}

function laneOf(node: XmlNode, report: Report): OdrLane {
  const [widths, borders] = [node.all("width"), node.all("border")];
  const link = node.child("link");
  const ends = (name: string) => {
    const found = link?.child(name);
    return found ? numberOf(found, "id") : null;
  };
  node.ignore("userData", "material", "rule");
  for (const height of node.all("height"))
    if (textOf(node, "type") !== "sidewalk" && (numberOf(height, "inner", 0) !== 0 || numberOf(height, "outer", 0) !== 0))
      report.unread("the height of a lane", height.file, height.line, "only pavements are raised here");
  const limit = node.all("speed").at(0);
  return {
    id: numberOf(node, "id"),
    type: textOf(node, "type", "none"),
    widths: (widths.length > 0 ? widths : borders).map((record) => cubicOf(record, "sOffset")).sort((a, b) => a.at - b.at),
    isBorder: widths.length === 0 && borders.length > 0,
    marks: node
      .all("roadMark")
      .map(markOf)
      .sort((a, b) => a.at - b.at),
    speedLimit: speedOf(limit ?? null),
    predecessor: ends("predecessor"),
    successor: ends("successor"),
  };
}

function markOf(node: XmlNode): RoadMark {
  node.ignore();
  return { at: numberOf(node, "sOffset", 0), type: textOf(node, "type", "none"), width: numberOf(node, "width", 0) };
}

/** Kilometres per hour; null for none, or for no limit. */
function speedOf(node: XmlNode | null): number | null {
  const text = node?.attributes.get("max");
  if (!node || text === undefined || text === "no limit" || text === "undefined") return null;
  const value = numberOf(node, "max");
  if (value <= 0) return null;
  switch (textOf(node, "unit", "m/s")) {
    case "km/h":
      return value;
    case "mph":
      return value * 1.609344;
    default:
      return value * 3.6;
  }
}

function objectsOf(node: XmlNode, road: OdrRoad): OdrObject[] {
  return (node.child("objects")?.all("object") ?? []).map((object): OdrObject => {
    object.ignore("userData", "parkingSpace", "material", "validity", "surface", "borders", "markings");
    const [s, t] = [numberOf(object, "s", 0), numberOf(object, "t", 0)];
    const heading = numberOf(object, "hdg", 0);
    const radius = numberOf(object, "radius", 0);
    const parts = {
      ...{ id: textOf(object, "id"), road, type: textOf(object, "type"), name: textOf(object, "name"), s, t, heading },
      length: numberOf(object, "length", 2 * radius),
      width: numberOf(object, "width", 2 * radius),
      height: numberOf(object, "height", 0),
      node: object,
    };
    return { ...parts, outline: outlineOf(object, parts) };
  });
}

function outlineOf(object: XmlNode, { road, s, t, heading }: Pick<OdrObject, "road" | "s" | "t" | "heading">): OdrObject["outline"] {
  const outline = object.child("outlines")?.all("outline").at(0) ?? object.child("outline");
  if (!outline) return [];
  const origin = road.worldAt({ s, t });
  const turn = origin.heading + heading;
  const [c, n] = [cos(turn), sin(turn)];
  return outline.all().flatMap((corner) => {
    if (corner.name === "cornerLocal") return [{ x: numberOf(corner, "u"), y: numberOf(corner, "v") }];
    if (corner.name !== "cornerRoad") return [];
    const { x, y } = road.worldAt({ s: numberOf(corner, "s"), t: numberOf(corner, "t") });
    return [{ x: (x - origin.x) * c + (y - origin.y) * n, y: (y - origin.y) * c - (x - origin.x) * n }];
  });
}
