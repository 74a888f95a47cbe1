import { roadUserOf } from "../../kinds";
import { placedBy } from "../../pose";
import type { Site } from "../site";

/** Share of bays that are taken at a density of 1. */
const TAKEN = 0.85;
/** Share of parked vehicles that are vans. */
const VANS = 0.14;
const CAR_LENGTHS = [3.9, 4.77];

/** Vehicles in parking bays. */
export function placeParked(site: Site): void {
  site.layout.bays.forEach((bay, index) => {
    if (!site.happens(TAKEN, "parked", index)) return;
    const isVan = bay.width >= 2.05 && site.random("parked van", index) < VANS;
    const usual = roadUserOf(isVan ? "van" : "car").dimensions;
    const factor = isVan ? 1 : site.between(CAR_LENGTHS[0] ?? 4, CAR_LENGTHS[1] ?? 4, "parked length", index) / usual.length;
    const length = Math.min(usual.length * factor, bay.length - 0.3);
    const dimensions = { length, width: usual.width, height: usual.height * (0.96 + 0.06 * site.random("parked height", index)) };
    if (isVan && bay.length < usual.length - 0.8) return;
    const place = placedBy(bay, {
      x: site.between(-0.5, 0.5, "parked along", index) * (bay.length - length - 0.2),
      y: site.between(-0.5, 0.5, "parked aside", index) * Math.max(0, bay.width - usual.width - 0.12) * 0.8,
    });
    // In a car park, one in three has been reversed in; along a kerb, all face the way they came.
    const turned = site.plan.kind === "car_park" && site.random("parked turned", index) < 0.35;
    const heading = bay.heading + (turned ? 180 : 0) + site.between(-1.5, 1.5, "parked askew", index);
    site.put({ kind: isVan ? "parked_van" : "parked_car", ...place, heading, dimensions, keys: [index] });
  });
}
