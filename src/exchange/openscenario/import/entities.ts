import { roadUserOf, type RoadUserKind } from "@/core/world";
import { LIMITS, OCCLUDER_DIMENSIONS, type Dimensions, type OccluderKind } from "@/core/document";
import { ExchangeError, type Report } from "../../read/report";
import type { XmlNode } from "../../read/xmlTree";
import type { Catalogs } from "./catalogs";
import type { Scope } from "./scope";

/** An entity of a scenario as a body: what it is, and where the middle of its box is, seen from its origin. */
export type EntityForm = {
  readonly name: string;
  /** A road user; or something that only stands. */
  readonly kind: RoadUserKind | null;
  readonly occluder: OccluderKind;
  readonly dimensions: Dimensions;
  readonly centre: { readonly x: number; readonly y: number };
  /** Metres per second squared; infinite where nothing is told. */
  readonly limits: { readonly acceleration: number; readonly deceleration: number };
};

const VEHICLES: Readonly<Record<string, RoadUserKind>> = {
  ...{ car: "car", van: "van", truck: "truck", trailer: "truck", semitrailer: "truck", bus: "bus", motorbike: "motorcyclist" },
  ...{ bicycle: "cyclist", train: "bus", tram: "bus", standupScooter: "e_scooter" },
};
const OBJECTS: Readonly<Record<string, OccluderKind>> = {
  ...{ barrier: "wall", building: "container", crosswalk: "sign", gantry: "wall", obstacle: "container", parkingSpace: "sign" },
  ...{ patch: "sign", pole: "sign", railing: "wall", soundBarrier: "wall", streetLamp: "sign", trafficIsland: "wall", tree: "tree" },
  ...{ vegetation: "hedge", wind: "wall", none: "container", other: "container" },
};
/** Below this height somebody on foot is a child (metres). */
const CHILD = 1.4;

/** The entity of a scenario object. @throws ExchangeError */
export function entityForm(node: XmlNode, scope: Scope, catalogs: Catalogs, report: Report): EntityForm {
  const name = scope.needText(node, "name");
  const body = node.children.find((child) => child.name !== "ObjectController")?.read();
  if (!body) throw new ExchangeError(`${node.place}: the entity "${name}" is neither a vehicle, a pedestrian nor an object`);
  if (node.child("ObjectController")?.children.length)
    report.unread("ObjectController", node.file, node.line, "everybody does what the storyboard says");
  node.child("ObjectController")?.ignore();
  return catalogs.resolved(body, scope, ({ node: found, scope: own }) => formOf(name, found, found === body ? scope : own, report));
}

function formOf(name: string, node: XmlNode, scope: Scope, report: Report): EntityForm {
  node.ignore("ParameterDeclarations", "Axles", "Properties", "TrailerHitch", "TrailerCoupler");
  const performance = node.child("Performance");
  const limit = (key: string) => {
    const value = performance ? scope.numberOf(performance, key, 0) : 0;
    return value > 0 ? value : Infinity;
  };
  const box = node.child("BoundingBox");
  const [centre, size] = [box?.child("Center"), box?.child("Dimensions")];
  const kind = kindOf(node, scope, size ? scope.numberOf(size, "height", 0) : 0, report);
  const occluder = kind === "van" || kind === "bus" ? (`parked_${kind}` as const) : kind ? "parked_car" : objectOf(node, scope);
  const usual = kind ? roadUserOf(kind).dimensions : OCCLUDER_DIMENSIONS[occluder];
  const dimension = (key: keyof Dimensions) => {
    const value = size ? scope.numberOf(size, key, 0) : 0;
    return Math.min(LIMITS.metres.max, Math.max(LIMITS.metres.min, value > 0 ? value : usual[key]));
  };
  return {
    ...{ name, kind, occluder },
    dimensions: { length: dimension("length"), width: dimension("width"), height: dimension("height") },
    centre: { x: centre ? scope.numberOf(centre, "x", 0) : 0, y: centre ? scope.numberOf(centre, "y", 0) : 0 },
    limits: { acceleration: limit("maxAcceleration"), deceleration: limit("maxDeceleration") },
  };
}

/** What the properties of our own files say, or else the category. */
function kindOf(node: XmlNode, scope: Scope, height: number, report: Report): RoadUserKind | null {
  switch (node.name) {
    case "Vehicle": {
      const category = scope.text(node, "vehicleCategory") ?? "car";
      const known = Object.hasOwn(VEHICLES, category) ? VEHICLES[category] : undefined;
      if (known === undefined) report.note("warning", `a vehicle of the category "${category}" is taken as a car`, node.place);
      return known ?? "car";
    }
    case "Pedestrian":
      switch (scope.text(node, "pedestrianCategory") ?? "pedestrian") {
        case "animal":
          return "dog";
        case "wheelchair":
          return "wheelchair";
        default:
          return height > 0 && height < CHILD ? "child" : "adult";
      }
    case "MiscObject":
      return null;
    default:
      throw new ExchangeError(`${node.place}: an entity that is a ${node.name} is not understood`);
  }
}

function objectOf(node: XmlNode, scope: Scope): OccluderKind {
  const category = scope.text(node, "miscObjectCategory") ?? "obstacle";
  return (Object.hasOwn(OBJECTS, category) ? OBJECTS[category] : undefined) ?? "container";
}
