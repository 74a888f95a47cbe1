import type { RoadUserKind } from "./kinds";

/** What the kinds of road users are called. */
export const ROAD_USER_LABELS: Readonly<Record<RoadUserKind, string>> = {
  adult: "Adult",
  child: "Child",
  white_cane: "Person with a white cane",
  wheelchair: "Wheelchair user",
  pram: "Person with a pram",
  dog: "Dog",
  cyclist: "Cyclist",
  e_scooter: "E-scooter rider",
  motorcyclist: "Motorcyclist",
  car: "Car",
  van: "Van",
  truck: "Truck",
  bus: "Bus",
};
