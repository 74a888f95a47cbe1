import { createRoadOccluder } from "@/core/document";
import { SCENERY_GROUPS } from "@/core/world/scenery";
import type { Preset } from "../preset";
import { along, cameraOn, frames, kmh, roadOf, roadPreset } from "./parts";

const parked = roadOf("street", { length: 160 });

/** The rare event this tool is for: a child whom the driver cannot have seen before. */
const dartOut: Preset = roadPreset({
  id: "road_dart_out",
  title: "Child from behind a parked van",
  description: "A child runs onto the road from behind a parked van; the car with the dashcam comes at 40 km/h and brakes.",
  seed: 7,
  seconds: 9,
  plan: parked,
  scene: { kind: "residential", variant: 0 },
  weather: [{ frame: 0, condition: "cloudy", intensity: 0.3, fadeFrames: 0 }],
  cameras: [cameraOn("car", "dashcam")],
  ego: "ego",
  cast: [
    {
      kind: "car",
      id: "ego",
      name: "Car with the camera",
      motion: { speed: kmh(40), deceleration: 7, lanes: ["forward_1"] },
      waypoints: along(parked, ["forward_1"], [{ metres: 26 }, { metres: 91.5, hold: frames(3) }, { metres: 150 }]),
    },
    {
      kind: "child",
      id: "child",
      name: "Child",
      appearance: { model: "child", color: "#d9482b" },
      motion: { speed: kmh(8), acceleration: 3 },
      waypoints: [
        { x: 16, y: -6.6, hold: frames(3.2) },
        { x: 16, y: 6.2 },
      ],
    },
    {
      kind: "cyclist",
      id: "cyclist",
      name: "Oncoming cyclist",
      motion: { speed: kmh(16) },
      waypoints: along(
        parked,
        ["backward_1"],
        [
          { metres: 16, left: -0.9 },
          { metres: 118, left: -0.9 },
        ],
      ),
    },
    {
      kind: "car",
      id: "oncoming",
      name: "Oncoming car",
      appearance: { model: "car", color: "#2f6fb3" },
      motion: { speed: kmh(38), lanes: ["backward_1"] },
      endFrame: frames(5),
      waypoints: along(parked, ["backward_1"], [{ metres: 46 }, { metres: 160 }]),
    },
    {
      kind: "adult",
      id: "walker",
      name: "Somebody on the pavement",
      waypoints: [
        { x: 36, y: 4.7 },
        { x: -20, y: 4.7 },
      ],
    },
  ],
  occluders: [
    createRoadOccluder({ id: "van", kind: "parked_van", x: 12.2, y: -4.3 }),
    createRoadOccluder({ id: "car-1", kind: "parked_car", x: 22.9, y: -4.3, color: "#8a8f98" }),
    createRoadOccluder({ id: "car-2", kind: "parked_car", x: -5.7, y: -4.3, color: "#b0483a" }),
    createRoadOccluder({ id: "car-3", kind: "parked_car", x: 34.3, y: -4.3, color: "#3d5a6c" }),
    createRoadOccluder({ id: "hedge-1", kind: "hedge", x: 8, y: -8.6, size: { length: 24, width: 1, height: 1.5 } }),
    createRoadOccluder({ id: "tree-1", kind: "tree", x: 30, y: 8.5 }),
    createRoadOccluder({ id: "tree-2", kind: "tree", x: 48, y: -10.5 }),
    createRoadOccluder({ id: "tree-3", kind: "tree", x: 6, y: 8.5 }),
  ],
  markers: [{ frame: frames(5.4), name: "Child on the road" }],
});

const wet = roadOf("street", { length: 160, crossing: 20, parking: "none" });

const nightCrossing: Preset = roadPreset({
  id: "road_night_crossing",
  title: "Crossing at night, in rain",
  description: "Somebody in dark clothes and a person with a pram cross at a zebra crossing at night, in rain, as a car comes at 45 km/h.",
  seed: 23,
  seconds: 9,
  plan: wet,
  scene: { kind: "residential", variant: 0 },
  weather: [{ frame: 0, condition: "rainy", intensity: 0.7, fadeFrames: 0 }],
  light: [{ frame: 0, condition: "night", intensity: 0.8, fadeFrames: 0 }],
  cameras: [cameraOn("car", "dashcam")],
  ego: "ego",
  cast: [
    {
      kind: "car",
      id: "ego",
      name: "Car with the camera",
      motion: { speed: kmh(45), deceleration: 4, lanes: ["forward_1"] },
      waypoints: along(wet, ["forward_1"], [{ metres: 32 }, { metres: 93.5, hold: frames(4) }, { metres: 150 }]),
    },
    {
      kind: "adult",
      id: "dark",
      name: "Person in dark clothes",
      appearance: { model: "adult", color: "#23262b" },
      motion: { speed: kmh(5) },
      waypoints: [
        { x: 19.2, y: -4.9, hold: frames(2.6) },
        { x: 19.2, y: 4.8 },
      ],
    },
    {
      kind: "pram",
      id: "pram",
      name: "Person with a pram",
      motion: { speed: kmh(4.3) },
      waypoints: [
        { x: 20.8, y: 4.9, hold: frames(2) },
        { x: 20.8, y: -5 },
      ],
    },
    {
      kind: "car",
      id: "oncoming",
      name: "Car that waits at the crossing",
      motion: { speed: kmh(36), deceleration: 3, lanes: ["backward_1"] },
      waypoints: along(wet, ["backward_1"], [{ metres: 20 }, { metres: 53.5, hold: frames(6) }, { metres: 150 }]),
    },
    {
      kind: "adult",
      id: "waiting",
      name: "Somebody on the pavement",
      waypoints: [
        { x: 44, y: -4.7 },
        { x: 22, y: -4.7 },
      ],
    },
  ],
  occluders: [
    createRoadOccluder({ id: "sign-right", kind: "sign", x: 17, y: -3.9, heading: 180 }),
    createRoadOccluder({ id: "sign-left", kind: "sign", x: 23, y: 3.9 }),
    createRoadOccluder({ id: "tree-1", kind: "tree", x: 34, y: 8.6 }),
    createRoadOccluder({ id: "tree-2", kind: "tree", x: 12, y: -8.6 }),
  ],
  markers: [{ frame: frames(4.6), name: "Both on the crossing" }],
});

const school = roadOf("school_street");

const schoolStreet: Preset = roadPreset({
  id: "road_school_street",
  title: "School street, in the morning",
  description:
    "Children cross between parked cars as school begins, and a dog runs over the road, in low sun and thin fog; the car does 25 km/h.",
  seed: 11,
  seconds: 10,
  plan: school,
  scene: { kind: "school_zone", variant: 0 },
  weather: [{ frame: 0, condition: "fog", intensity: 0.25, fadeFrames: 0 }],
  light: [{ frame: 0, condition: "low_sun", intensity: 0.4, fadeFrames: 0 }],
  cameras: [cameraOn("car", "dashcam")],
  ego: "ego",
  cast: [
    {
      kind: "car",
      id: "ego",
      name: "Car with the camera",
      motion: { speed: kmh(25), deceleration: 4, lanes: ["forward_1"] },
      waypoints: along(school, ["forward_1"], [{ metres: 10 }, { metres: 48.6, hold: frames(5) }, { metres: 118 }]),
    },
    {
      kind: "adult",
      id: "parent",
      name: "Parent",
      motion: { speed: kmh(4.5) },
      waypoints: [
        { x: 1, y: -6.6, hold: frames(3) },
        { x: 1, y: 6.6 },
      ],
    },
    {
      kind: "child",
      id: "first-child",
      name: "Child at the parent's side",
      motion: { speed: kmh(4.5) },
      waypoints: [
        { x: 0.3, y: -6.5, hold: frames(3) },
        { x: 0.3, y: 6.6 },
      ],
    },
    {
      kind: "child",
      id: "second-child",
      name: "Child between the parked cars",
      appearance: { model: "child", color: "#e2a52c" },
      motion: { speed: kmh(6), acceleration: 2.5 },
      waypoints: [
        { x: 13.1, y: -6.6, hold: frames(4.2) },
        { x: 13.1, y: 2 },
        { x: 13.1, y: 6.6 },
      ],
    },
    {
      kind: "dog",
      id: "dog",
      name: "Dog",
      motion: { speed: kmh(12) },
      waypoints: [
        { x: -13.05, y: 6.4 },
        { x: -13.1, y: 1 },
        { x: -13.2, y: -6 },
        { x: -6, y: -7.2 },
        { x: 10, y: -7.4 },
      ],
      curve: "smooth",
    },
    {
      kind: "e_scooter",
      id: "scooter",
      name: "Person on an e-scooter",
      motion: { speed: kmh(15), deceleration: 2.5 },
      waypoints: along(school, ["backward_1"], [{ metres: 30 }, { metres: 55, hold: frames(4) }, { metres: 110 }]),
    },
  ],
  occluders: [
    createRoadOccluder({ id: "right-1", kind: "parked_car", x: -10.1, y: -4.05, color: "#7c3b3f" }),
    createRoadOccluder({ id: "right-2", kind: "parked_car", x: 10.1, y: -4.05, color: "#40566b" }),
    createRoadOccluder({ id: "right-3", kind: "parked_van", x: 16.8, y: -4.05 }),
    createRoadOccluder({ id: "right-4", kind: "parked_car", x: 27.7, y: -4.05, color: "#9aa0a6" }),
    createRoadOccluder({ id: "left-1", kind: "parked_car", x: -16, y: 4.05, heading: 180, color: "#58684a" }),
    createRoadOccluder({ id: "left-2", kind: "parked_car", x: -10.1, y: 4.05, heading: 180, color: "#a5782f" }),
    createRoadOccluder({ id: "left-3", kind: "parked_car", x: 16, y: 4.05, heading: 180, color: "#2f4d80" }),
    createRoadOccluder({ id: "left-4", kind: "parked_van", x: 22.5, y: 4.05, heading: 180 }),
    createRoadOccluder({ id: "wall", kind: "wall", x: 20, y: -9, size: { length: 70, width: 0.3, height: 1.2 } }),
    createRoadOccluder({ id: "tree", kind: "tree", x: 8, y: 11 }),
  ],
  markers: [{ frame: frames(8.5), name: "Child between the cars" }],
});

const stop = roadOf("street", { length: 180, parkingWidth: 3, pavement: 3.5 });

const busStop: Preset = roadPreset({
  id: "road_bus_stop",
  title: "Somebody steps out in front of a bus",
  description: "A bus stands at its stop; a passenger walks around its front onto the road as a car passes at 30 km/h.",
  seed: 31,
  seconds: 9,
  plan: stop,
  // Nobody parks at a bus stop.
  scenery: { seed: 31, density: 0.75, groups: SCENERY_GROUPS.filter((group) => group !== "parked_vehicles") },
  scene: { kind: "residential", variant: 0 },
  weather: [{ frame: 0, condition: "cloudy", intensity: 0.5, fadeFrames: 0 }],
  cameras: [cameraOn("car", "dashcam")],
  ego: "ego",
  cast: [
    {
      kind: "car",
      id: "ego",
      name: "Car with the camera",
      motion: { speed: kmh(30), deceleration: 6 },
      waypoints: along(
        stop,
        ["forward_1"],
        [{ metres: 48 }, { metres: 70, left: 0.3 }, { metres: 93.2, left: 0.3, hold: frames(3.2) }, { metres: 170 }],
      ),
    },
    {
      kind: "bus",
      id: "bus",
      name: "Bus at its stop",
      motion: { speed: 0, heading: 0 },
      waypoints: [{ x: 5, y: -4.85 }],
    },
    {
      kind: "adult",
      id: "passenger",
      name: "Passenger who steps out",
      appearance: { model: "adult", color: "#c0392b" },
      motion: { speed: kmh(6) },
      waypoints: [
        { x: 12.2, y: -8.4, hold: frames(2.4) },
        { x: 12.2, y: 5 },
      ],
    },
    {
      kind: "adult",
      id: "leaving",
      name: "Passenger who walks on",
      waypoints: [
        { x: 9, y: -7.6 },
        { x: -8, y: -8 },
      ],
    },
    {
      kind: "wheelchair",
      id: "wheelchair",
      name: "Person in a wheelchair",
      waypoints: [
        { x: 30, y: 5.2 },
        { x: 16, y: 5.2 },
      ],
    },
    {
      kind: "cyclist",
      id: "cyclist",
      name: "Oncoming cyclist",
      waypoints: along(
        stop,
        ["backward_1"],
        [
          { metres: 48, left: -0.8 },
          { metres: 130, left: -0.8 },
        ],
      ),
    },
  ],
  occluders: [
    createRoadOccluder({ id: "shelter", kind: "bus_shelter", x: 3, y: -9.1 }),
    createRoadOccluder({ id: "bin", kind: "bin", x: 6.2, y: -9.2 }),
    createRoadOccluder({ id: "sign", kind: "sign", x: 11, y: -6.8 }),
    createRoadOccluder({ id: "tree-1", kind: "tree", x: 26, y: 9.6 }),
    createRoadOccluder({ id: "tree-2", kind: "tree", x: 40, y: -12.5 }),
  ],
  markers: [{ frame: frames(5.9), name: "Passenger before the bus" }],
});

const bend = roadOf("curve", { radius: 60, angle: 80, approach: 70 });

const curve: Preset = roadPreset({
  id: "road_curve_cyclist",
  title: "A cyclist is overtaken in a curve",
  description: "The car with the dashcam closes on a cyclist in a curve, waits for an oncoming van, and overtakes.",
  seed: 41,
  seconds: 10,
  plan: bend,
  scene: { kind: "residential", variant: 0 },
  weather: [{ frame: 0, condition: "sunny", intensity: 0.6, fadeFrames: 0 }],
  cameras: [cameraOn("car", "dashcam")],
  ego: "ego",
  cast: [
    {
      kind: "car",
      id: "ego",
      name: "Car with the camera",
      motion: { speed: kmh(45), acceleration: 2.5, deceleration: 3.5 },
      curve: "smooth",
      waypoints: along(
        bend,
        ["forward_1"],
        [
          { metres: 20 },
          { metres: 34, speed: kmh(19) },
          { metres: 56 },
          { metres: 68, left: 0.2, speed: kmh(45) },
          { metres: 80, left: 2 },
          { metres: 92, left: 3 },
          { metres: 106, left: 2.9 },
          { metres: 122, left: 0.6 },
          { metres: 136 },
          { metres: 170 },
        ],
      ),
    },
    {
      kind: "cyclist",
      id: "cyclist",
      name: "Cyclist ahead",
      appearance: { model: "cyclist", color: "#d98c1f" },
      motion: { speed: kmh(17) },
      curve: "smooth",
      waypoints: along(
        bend,
        ["forward_1"],
        [50, 60, 70, 80, 90, 100, 110, 120, 130].map((metres) => ({ metres, left: -0.9 })),
      ),
    },
    {
      kind: "van",
      id: "van",
      name: "Oncoming van",
      motion: { speed: kmh(45), lanes: ["backward_1"] },
      waypoints: along(bend, ["backward_1"], [{ metres: 75 }, { metres: 220 }]),
    },
    {
      kind: "adult",
      id: "walker",
      name: "Somebody on the pavement",
      curve: "smooth",
      waypoints: along(
        bend,
        ["backward_1"],
        [70, 80, 90].map((metres) => ({ metres, left: -2.7 })),
      ),
    },
    {
      kind: "motorcyclist",
      id: "motorcyclist",
      name: "Oncoming motorcyclist",
      motion: { speed: kmh(50), lanes: ["backward_1"] },
      startFrame: frames(4.6),
      waypoints: along(bend, ["backward_1"], [{ metres: 4 }, { metres: 220 }]),
    },
  ],
  occluders: [
    createRoadOccluder({ id: "hedge-1", kind: "hedge", x: 18, y: 8.5, heading: 12, size: { length: 9, width: 1.2, height: 1.3 } }),
    createRoadOccluder({ id: "tree-1", kind: "tree", x: 46, y: 4 }),
    createRoadOccluder({ id: "tree-2", kind: "tree", x: 66, y: 22 }),
    createRoadOccluder({ id: "tree-3", kind: "tree", x: 30, y: 22 }),
  ],
  markers: [{ frame: frames(4), name: "Behind the cyclist" }],
});

export const STREETS: readonly Preset[] = [dartOut, nightCrossing, schoolStreet, busStop, curve];
