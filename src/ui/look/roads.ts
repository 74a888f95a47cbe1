import type { RoadKind } from "@/core/world/roads";

/** What the kinds of road are called, and what each is for. */
export const ROADS: Readonly<Record<RoadKind, { readonly label: string; readonly text: string }>> = {
  street: { label: "Straight street", text: "One lane each way, with a parking lane." },
  curve: { label: "Curve", text: "A street with a right-angle bend." },
  t_junction: { label: "T-junction", text: "A side street meets a main street." },
  x_junction: { label: "Crossroads", text: "Two streets cross, with zebra crossings." },
  roundabout: { label: "Roundabout", text: "Four arms around an island." },
  school_street: { label: "School street", text: "Parked cars, a zebra crossing, 30 km/h." },
  car_park: { label: "Car park", text: "Aisles between parking bays." },
  dual_carriageway: { label: "Dual carriageway", text: "Two lanes each way and hard shoulders." },
};
