import { ACTOR_MODELS } from "../../document/constants";

/** The drawing's own units: a vehicle in a box of the specification's proportions, 80 : 40. */
export const VEHICLE_SPACE = { width: 200, height: 100 };

/** Which side of a vehicle a drawing shows: that beside the kerb, where passengers get in, or the other. */
export type VehicleSide = "kerb" | "road";

export type VehicleModel = (typeof ACTOR_MODELS)["vehicle"][number];

export function vehicleModel(model: string): VehicleModel {
  return ACTOR_MODELS.vehicle.find((name) => name === model) ?? "car";
}
