import { roadUserKind, roadUserOf, type RoadUserKind } from "@/core/world";
import type { Actor, Occluder, OccluderKind } from "@/core/document";
import { MOTION_LIMITS } from "@/core/document";
import { element, type XmlElement } from "../xml";

/** Wheels and their steering: metres and radians, typical values without a particular source. */
type Wheels = { readonly diameter: number; readonly steering: number };

type VehicleForm = { readonly category: string; readonly wheels: Wheels };

/** What OpenSCENARIO calls each kind. The dimensions and the place of the rear axle are those of our bodies. */
const FORMS: Readonly<Record<RoadUserKind, { readonly pedestrian: string } | { readonly vehicle: VehicleForm }>> = {
  adult: { pedestrian: "pedestrian" },
  child: { pedestrian: "pedestrian" },
  white_cane: { pedestrian: "pedestrian" },
  wheelchair: { pedestrian: "wheelchair" },
  pram: { pedestrian: "pedestrian" },
  dog: { pedestrian: "animal" },
  cyclist: { vehicle: { category: "bicycle", wheels: { diameter: 0.7, steering: 0.8 } } },
  e_scooter: { vehicle: { category: "bicycle", wheels: { diameter: 0.22, steering: 0.8 } } },
  motorcyclist: { vehicle: { category: "motorbike", wheels: { diameter: 0.6, steering: 0.6 } } },
  car: { vehicle: { category: "car", wheels: { diameter: 0.65, steering: 0.6 } } },
  van: { vehicle: { category: "van", wheels: { diameter: 0.7, steering: 0.6 } } },
  truck: { vehicle: { category: "truck", wheels: { diameter: 1, steering: 0.7 } } },
  bus: { vehicle: { category: "bus", wheels: { diameter: 1, steering: 0.8 } } },
};

/** Kilograms; nothing is computed from them here. */
const MASSES: Readonly<Record<RoadUserKind, number>> = {
  ...{ adult: 75, child: 30, white_cane: 75, wheelchair: 95, pram: 95, dog: 25, cyclist: 90, e_scooter: 95, motorcyclist: 280 },
  ...{ car: 1500, van: 2500, truck: 12_000, bus: 14_000 },
};

const OBJECTS: Readonly<Record<OccluderKind, { readonly category: string } | { readonly parked: "car" | "van" | "bus" }>> = {
  wall: { category: "soundBarrier" },
  parked_car: { parked: "car" },
  parked_van: { parked: "van" },
  parked_bus: { parked: "bus" },
  bus_shelter: { category: "building" },
  container: { category: "obstacle" },
  bin: { category: "obstacle" },
  tree: { category: "tree" },
  hedge: { category: "vegetation" },
  sign: { category: "pole" },
};

type Size = { readonly length?: number | undefined; readonly width: number; readonly height: number };

/** Metres from the middle of a kind's footprint back to what OpenSCENARIO takes as its origin: a vehicle's rear axle. */
export function originBehind(kind: RoadUserKind, length: number): number {
  const user = roadUserOf(kind);
  if ("pedestrian" in FORMS[kind]) return 0;
  // Of a body of another length, the axle is in proportion.
  return ((user.rearAxle ?? 0) * length) / user.dimensions.length;
}

/** The same for an occluder: parked vehicles are vehicles. */
export function occluderOriginBehind({ kind, size }: Pick<Occluder, "kind" | "size">): number {
  const object = OBJECTS[kind];
  return "parked" in object ? originBehind(object.parked, size.length ?? 0) : 0;
}

/** An actor as an entity. */
export function actorEntity(name: string, { type, appearance, size, motion, name: title }: Actor): XmlElement {
  const kind = roadUserKind(type, appearance.model);
  const told = { "jaywalk.kind": kind, "jaywalk.name": title };
  const form = FORMS[kind];
  const power = {
    acceleration: motion?.acceleration ?? USUAL_POWER.acceleration,
    deceleration: motion?.deceleration ?? USUAL_POWER.deceleration,
  };
  return element("ScenarioObject", { name }, [
    "vehicle" in form
      ? vehicleElement(kind, form.vehicle, size, power, told)
      : element("Pedestrian", { name: kind, mass: MASSES[kind], pedestrianCategory: form.pedestrian }, [
          boundingBox(size, 0),
          propertiesElement(told),
        ]),
  ]);
}

/** An occluder as an entity that stands. */
export function occluderEntity(name: string, { kind, size, name: title }: Occluder): XmlElement {
  const object = OBJECTS[kind];
  const told = { "jaywalk.occluder": kind, "jaywalk.name": title };
  if ("parked" in object) {
    const form = FORMS[object.parked];
    if ("vehicle" in form)
      return element("ScenarioObject", { name }, [vehicleElement(object.parked, form.vehicle, size, USUAL_POWER, told)]);
  }
  return element("ScenarioObject", { name }, [
    element("MiscObject", { name: kind, mass: 1000, miscObjectCategory: "category" in object ? object.category : "obstacle" }, [
      boundingBox(size, 0),
      propertiesElement(told),
    ]),
  ]);
}

type Power = { readonly acceleration: number; readonly deceleration: number };
const USUAL_POWER: Power = { acceleration: 3, deceleration: 8 };

function vehicleElement(
  kind: RoadUserKind,
  { category, wheels }: VehicleForm,
  size: Size,
  { acceleration, deceleration }: Power,
  told: Readonly<Record<string, string>>,
): XmlElement {
  const behind = originBehind(kind, size.length ?? 0);
  const axle = (positionX: number, maxSteering: number) => ({
    ...{ maxSteering, wheelDiameter: wheels.diameter, trackWidth: size.width * 0.85, positionX, positionZ: wheels.diameter / 2 },
  });
  return element("Vehicle", { name: kind, vehicleCategory: category, mass: MASSES[kind] }, [
    boundingBox(size, behind),
    element("Performance", { maxSpeed: MOTION_LIMITS.speed.max, maxAcceleration: acceleration, maxDeceleration: deceleration }),
    element("Axles", {}, [element("FrontAxle", axle(2 * behind, wheels.steering)), element("RearAxle", axle(0, 0))]),
    propertiesElement(told),
  ]);
}

const boundingBox = ({ length = 0, width, height }: Size, ahead: number): XmlElement =>
  element("BoundingBox", {}, [element("Center", { x: ahead, y: 0, z: height / 2 }), element("Dimensions", { width, length, height })]);

/** Properties of our own, which the standard has no elements for. */
export const propertiesElement = (values: Readonly<Record<string, string>>): XmlElement =>
  element(
    "Properties",
    {},
    Object.entries(values).map(([name, value]) => element("Property", { name, value })),
  );
