import type { SceneKind } from "@/core/document";
import { fillBand, paintSky } from "./kit";
import type { Place } from "./place";

function openPlace(kind: SceneKind, horizon: number): Place {
  return {
    kind,
    horizon,
    lamps: [],
    wetGround: { top: horizon, bottom: 720 },
    paint(context, look) {
      paintSky(context, look, horizon);
      fillBand(context, horizon, 720, [110, 118, 112], [76, 80, 84]);
    },
    paintLights() {},
  };
}

const PLACES: Record<SceneKind, Place> = {
  highway: openPlace("highway", 230),
  urban_intersection: openPlace("urban_intersection", 230),
  school_zone: openPlace("school_zone", 250),
  parking_lot: openPlace("parking_lot", 240),
  residential: openPlace("residential", 260),
  in_cabin: openPlace("in_cabin", 200),
};

export function placeOf(kind: SceneKind): Place {
  return PLACES[kind];
}
