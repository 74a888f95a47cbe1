import { createRoadOccluder } from "@/core/document";
import type { Preset } from "../preset";
import { EGO, EGO_LEFT, along, crossing, junctionPlan, streetPlan, type Target } from "./build";

// Figures after Euro NCAP's protocols for vulnerable road users ("Crash Avoidance – Frontal Collisions" v1.1, implementation January 2026)
// as given in vectorgrp/OSC-NCAP-scenarios (ee7aa11). The name is a mark of its owner; nobody is rated here.

const ADULT: Target = {
  kind: "adult",
  name: "Pedestrian",
  dimensions: { length: 0.6, width: 0.5, height: 1.8 },
  middleAhead: 0.36 - 0.6 / 2,
};
const CHILD: Target = {
  kind: "child",
  name: "Child",
  dimensions: { length: 0.711, width: 0.298, height: 1.154 },
  middleAhead: 0.396 - 0.711 / 2,
};
/** Hit at the crank shaft, which is ahead of the middle. */
const BICYCLE: Target = {
  kind: "cyclist",
  name: "Bicycle",
  dimensions: { length: 1.89, width: 0.5, height: 1.75 },
  middleAhead: 0.605 - 0.62,
};

const SMALL = { length: 4.316, width: 1.79, height: 1.48 };
const LARGE = { length: 4.418, width: 1.82, height: 1.533 };
/** Left of the ground frame's x: the middle of parked cars whose sides are a metre from the ego's. */
const PARKED_LEFT = EGO_LEFT - (1 + EGO.width / 2 + LARGE.width / 2);

const after = (what: string): string => `${what} Parameters after Euro NCAP; a geometry to test perception on, not a rating.`;

/** Geometries after Euro NCAP for pedestrians and cyclists, each with its parameters. */
export const PROTOCOL_PRESETS: readonly Preset[] = [
  crossing(
    {
      id: "cpfa",
      title: "CPFA: adult runs from the farside",
      description: after("An adult runs across from the far side."),
      ...{ plan: streetPlan(), target: ADULT, egoSpeed: [40, 10, 60], speed: 8, impact: 50 },
    },
    "left",
    { lateral: 6, accelerating: 1.5 },
  ),
  crossing(
    {
      id: "cpna",
      title: "CPNA: adult walks from the nearside",
      description: after("An adult walks across from the near side."),
      ...{ plan: streetPlan(), target: ADULT, egoSpeed: [40, 10, 60], speed: 5, impact: 50 },
    },
    "right",
    { lateral: 4, accelerating: 1 },
  ),
  crossing(
    {
      id: "cpnco",
      title: "CPNCO: child from behind parked cars",
      description: after("A child runs out from behind two parked cars on the near side."),
      ...{ plan: streetPlan(), target: CHILD, egoSpeed: [40, 10, 60], speed: 5, impact: 50 },
      occluders: [
        createRoadOccluder({ id: "small", kind: "parked_car", x: -1 - SMALL.length / 2, y: PARKED_LEFT, size: SMALL }),
        createRoadOccluder({ id: "large", kind: "parked_car", x: -2 - SMALL.length - LARGE.length / 2, y: PARKED_LEFT, size: LARGE }),
      ],
    },
    "right",
    { lateral: 4, accelerating: 1 },
  ),
  along({
    id: "cpla",
    title: "CPLA: adult walks ahead",
    description: after("An adult walks ahead in the same direction."),
    ...{ plan: streetPlan(), target: ADULT, egoSpeed: [40, 10, 80], speed: 5, impact: 50 },
  }),
  crossing(
    {
      id: "cbna",
      title: "CBNA: bicycle from the nearside",
      description: after("A cyclist crosses a junction from the near side."),
      ...{ plan: junctionPlan(), target: BICYCLE, egoSpeed: [40, 10, 60], speed: 15, impact: 50 },
    },
    "right",
    null,
  ),
  crossing(
    {
      id: "cbnao",
      title: "CBNAO: bicycle from behind a parked car",
      description: after("A cyclist crosses a junction from the near side, hidden by a parked car."),
      ...{ plan: junctionPlan(), target: BICYCLE, egoSpeed: [40, 10, 60], speed: 10, impact: 50 },
      // A metre beside the cyclist's path, with its side 3.55 m from the ego's middle.
      occluders: [
        createRoadOccluder({
          id: "parked",
          kind: "parked_car",
          x: 1.75 - 1 - LARGE.length / 2,
          y: EGO_LEFT - 3.55 - LARGE.width / 2,
          size: LARGE,
        }),
      ],
    },
    "right",
    null,
  ),
  crossing(
    {
      id: "cbfa",
      title: "CBFA: bicycle from the farside",
      description: after("A cyclist crosses a junction from the far side."),
      ...{ plan: junctionPlan(), target: BICYCLE, egoSpeed: [40, 10, 60], speed: 20, impact: 50 },
    },
    "left",
    null,
  ),
  along({
    id: "cbla",
    title: "CBLA: bicycle ahead",
    description: after("A cyclist rides ahead in the same direction."),
    ...{ plan: streetPlan(), target: BICYCLE, egoSpeed: [40, 10, 80], speed: 15, impact: 50 },
  }),
];
