import { createCamera, createRoadOccluder } from "@/core/document";
import { lensOfKind } from "@/core/camera";
import type { Preset } from "../preset";
import { VIDEO, along, cameraOn, frames, kmh, roadOf, roadPreset } from "./parts";

const wide = roadOf("x_junction", { laneWidth: 4.5, control: "signals", cornerRadius: 8 });
const RIGHT_TURN = ["west_in_1", "over_west_in_1_south_out_1", "south_out_1"];

const blindSide = cameraOn("truck", "surround_right");

/** The blind side of a truck, as its own camera sees it. */
const turningTruck: Preset = roadPreset({
  id: "road_turning_truck",
  title: "Cyclist beside a turning truck",
  description: "A truck turns right at a junction; a cyclist beside it goes straight on. Seen by the camera at the truck's right mirror.",
  seed: 13,
  seconds: 10,
  plan: wide,
  signals: [{ frame: 0, phase: "main" }],
  weather: [{ frame: 0, condition: "cloudy", intensity: 0.4, fadeFrames: 0 }],
  cameras: [{ ...blindSide, mount: { ...blindSide.mount, z: 2.5, yaw: -112, pitch: 32 } }],
  ego: "truck",
  cast: [
    {
      kind: "truck",
      id: "truck",
      name: "Truck with the camera",
      motion: { speed: kmh(12), acceleration: 1, deceleration: 3, lanes: RIGHT_TURN },
      waypoints: along(wide, RIGHT_TURN, [
        { metres: 20 },
        { metres: 31, hold: frames(2.4) },
        { metres: 46, hold: frames(1) },
        { metres: 100 },
      ]),
    },
    {
      kind: "cyclist",
      id: "cyclist",
      name: "Cyclist going straight on",
      appearance: { model: "cyclist", color: "#d98c1f" },
      motion: { speed: kmh(14) },
      waypoints: along(
        wide,
        ["west_in_1", "over_west_in_1_east_out_1", "east_out_1"],
        [
          { metres: 20, left: -1.75 },
          { metres: 118, left: -1.75 },
        ],
      ),
    },
    {
      kind: "adult",
      id: "crossing",
      name: "Somebody on the crossing",
      waypoints: [
        { x: -8, y: -15.5 },
        { x: 8, y: -15.5 },
      ],
    },
    {
      kind: "child",
      id: "waiting",
      name: "Child at the kerb",
      motion: { speed: 0, heading: 60 },
      waypoints: [{ x: -15.5, y: -6 }],
    },
    {
      kind: "car",
      id: "car",
      name: "Car that waits",
      motion: { speed: 0, heading: 90 },
      waypoints: [{ x: 2.2, y: -24 }],
    },
  ],
  occluders: [
    createRoadOccluder({ id: "tree", kind: "tree", x: -22, y: -13 }),
    createRoadOccluder({ id: "wall", kind: "wall", x: -40, y: -9, size: { length: 30, width: 0.3, height: 1.4 } }),
  ],
  markers: [{ frame: frames(3.3), name: "Cyclist beside the truck" }],
});

const pole = {
  ...createCamera("roadside", VIDEO),
  lens: lensOfKind("wide_angle", VIDEO, 84),
  mount: { x: 25.2, y: -17.6, z: 7, yaw: 129, pitch: 11, roll: 0 },
};
const ring = roadOf("roundabout", { armLength: 120 });
const AROUND = ["arm_3_in", "arm_3_entry", "arm_3_ring", "arm_4_past", "arm_4_ring", "arm_1_past", "arm_1_ring", "arm_2_exit", "arm_2_out"];
const FROM_SOUTH = ["arm_4_in", "arm_4_entry", "arm_4_ring", "arm_1_past", "arm_1_ring", "arm_2_exit", "arm_2_out"];
const FROM_EAST = ["arm_1_in", "arm_1_entry", "arm_1_ring", "arm_2_past", "arm_2_ring", "arm_3_exit", "arm_3_out"];

const roundabout: Preset = roadPreset({
  id: "road_roundabout",
  title: "Roundabout, from a pole",
  description: "Cars, a bus, a cyclist and people on foot at a roundabout, seen by a camera on a pole.",
  seed: 17,
  seconds: 10,
  plan: ring,
  weather: [{ frame: 0, condition: "sunny", intensity: 0.5, fadeFrames: 0 }],
  cameras: [pole],
  cast: [
    {
      kind: "car",
      id: "car-around",
      name: "Car from the west",
      appearance: { model: "car", color: "#b0322b" },
      motion: { speed: kmh(24), lanes: AROUND },
      waypoints: along(ring, AROUND, [{ metres: 86 }, { metres: 240 }]),
    },
    {
      kind: "bus",
      id: "bus",
      name: "Bus from the east",
      motion: { speed: kmh(20), lanes: FROM_EAST },
      waypoints: along(ring, FROM_EAST, [{ metres: 74 }, { metres: 220 }]),
    },
    {
      kind: "cyclist",
      id: "cyclist",
      name: "Cyclist from the south",
      motion: { speed: kmh(14), lanes: FROM_SOUTH },
      waypoints: along(ring, FROM_SOUTH, [{ metres: 72 }, { metres: 220 }]),
    },
    {
      kind: "adult",
      id: "walker-1",
      name: "Somebody on the crossing",
      waypoints: [
        { x: 24.4, y: -8 },
        { x: 24.4, y: 8 },
      ],
    },
    {
      kind: "pram",
      id: "pram",
      name: "Person with a pram",
      waypoints: [
        { x: 7, y: 24.4 },
        { x: -8, y: 24.4 },
      ],
    },
    {
      kind: "child",
      id: "waiting",
      name: "Child at the kerb",
      motion: { speed: 0, heading: -90 },
      waypoints: [{ x: 25.7, y: 6.2 }],
    },
  ],
  occluders: [
    createRoadOccluder({ id: "tree-1", kind: "tree", x: -2, y: 3, size: { length: 3.4, width: 3.4, height: 5 } }),
    createRoadOccluder({ id: "hedge", kind: "hedge", x: 2.5, y: -2.5, heading: 40, size: { length: 5, width: 1.2, height: 0.9 } }),
    createRoadOccluder({ id: "tree-2", kind: "tree", x: -24, y: 12 }),
    createRoadOccluder({ id: "tree-3", kind: "tree", x: 16, y: 30 }),
  ],
  markers: [{ frame: frames(9), name: "Everyone at once" }],
});

const tee = roadOf("t_junction", { pavement: 3 });
const LEFT_TURN = ["east_in_1", "over_east_in_1_south_out_1", "south_out_1"];
const STRAIGHT = ["west_in_1", "over_west_in_1_east_out_1", "east_out_1"];

const motorcyclist: Preset = roadPreset({
  id: "road_motorcyclist",
  title: "Motorcyclist at a T-junction",
  description: "The car with the dashcam turns left; a motorcyclist comes the other way at 50 km/h, half hidden behind a van.",
  seed: 19,
  seconds: 10,
  plan: tee,
  weather: [{ frame: 0, condition: "sunny", intensity: 0.4, fadeFrames: 0 }],
  light: [{ frame: 0, condition: "low_sun", intensity: 0.5, fadeFrames: 0 }],
  cameras: [cameraOn("car", "dashcam")],
  ego: "ego",
  cast: [
    {
      kind: "car",
      id: "ego",
      name: "Car with the camera",
      motion: { speed: kmh(36), acceleration: 2, deceleration: 3, lanes: LEFT_TURN },
      waypoints: along(tee, LEFT_TURN, [
        { metres: 24 },
        { metres: 50, hold: 1, speed: kmh(18) },
        { metres: 66.5, hold: frames(3) },
        { metres: 110 },
      ]),
    },
    {
      kind: "motorcyclist",
      id: "motorcyclist",
      name: "Motorcyclist",
      appearance: { model: "motorcyclist", color: "#b0322b" },
      motion: { speed: kmh(50), lanes: STRAIGHT },
      endFrame: frames(7),
      waypoints: along(tee, STRAIGHT, [{ metres: 12 }, { metres: 118 }]),
    },
    {
      kind: "van",
      id: "van",
      name: "Oncoming van",
      motion: { speed: kmh(42), lanes: STRAIGHT },
      endFrame: frames(6.5),
      waypoints: along(tee, STRAIGHT, [{ metres: 32 }, { metres: 118 }]),
    },
    {
      kind: "adult",
      id: "walker",
      name: "Somebody on the crossing",
      motion: { speed: kmh(4.6) },
      waypoints: [
        { x: -5.5, y: -12.2, hold: frames(4) },
        { x: 6, y: -12.2 },
      ],
    },
    {
      kind: "cyclist",
      id: "cyclist",
      name: "Cyclist who waits",
      motion: { speed: 0, heading: 90 },
      waypoints: [{ x: 2.2, y: -17.2 }],
    },
  ],
  occluders: [
    createRoadOccluder({ id: "hedge", kind: "hedge", x: -14, y: -9, size: { length: 9, width: 1.2, height: 1.4 } }),
    createRoadOccluder({ id: "tree-1", kind: "tree", x: -24, y: 9 }),
    createRoadOccluder({ id: "tree-2", kind: "tree", x: 4, y: 9.5 }),
    createRoadOccluder({ id: "tree-3", kind: "tree", x: 9, y: -24 }),
  ],
  markers: [{ frame: frames(4.2), name: "Motorcyclist passes" }],
});

const quiet = roadOf("x_junction", { control: "signals" });
const THROUGH = ["west_in_1", "over_west_in_1_east_out_1", "east_out_1"];

const whiteCane: Preset = roadPreset({
  id: "road_white_cane",
  title: "White cane and a dog at a crossing",
  description: "A person with a white cane, a dog and a person in a wheelchair cross in front of the car that waits for them.",
  seed: 29,
  seconds: 9,
  plan: quiet,
  // Who crosses before the car has green, and so have the side roads.
  signals: [{ frame: 0, phase: "side" }],
  weather: [{ frame: 0, condition: "sunny", intensity: 0.5, fadeFrames: 0 }],
  cameras: [cameraOn("car", "dashcam")],
  ego: "ego",
  cast: [
    {
      kind: "car",
      id: "ego",
      name: "Car with the camera",
      motion: { speed: kmh(22), deceleration: 3, lanes: THROUGH },
      waypoints: along(quiet, THROUGH, [{ metres: 23 }, { metres: 38, hold: frames(10) }, { metres: 110 }]),
    },
    {
      kind: "white_cane",
      id: "cane",
      name: "Person with a white cane",
      motion: { speed: kmh(3.6) },
      waypoints: [
        { x: -12.2, y: -4.6, hold: frames(0.6) },
        { x: -12.2, y: 4.8 },
      ],
    },
    {
      kind: "dog",
      id: "dog",
      name: "Dog",
      motion: { speed: kmh(3.6), acceleration: 1 },
      waypoints: [
        { x: -11.5, y: -4.3, hold: frames(0.6) },
        { x: -11.5, y: 5.1 },
      ],
    },
    {
      kind: "wheelchair",
      id: "wheelchair",
      name: "Person in a wheelchair",
      waypoints: [
        { x: -13.4, y: 5, hold: frames(1.5) },
        { x: -13.4, y: -5 },
      ],
    },
    {
      kind: "car",
      id: "crossing-car",
      name: "Car that crosses",
      motion: { speed: kmh(35), lanes: ["north_in_1", "over_north_in_1_south_out_1", "south_out_1"] },
      waypoints: along(quiet, ["north_in_1", "over_north_in_1_south_out_1", "south_out_1"], [{ metres: 16 }, { metres: 118 }]),
    },
    {
      kind: "cyclist",
      id: "cyclist",
      name: "Cyclist that crosses",
      motion: { speed: kmh(16), lanes: ["south_in_1", "over_south_in_1_north_out_1", "north_out_1"] },
      waypoints: along(quiet, ["south_in_1", "over_south_in_1_north_out_1", "north_out_1"], [{ metres: 34 }, { metres: 118 }]),
    },
  ],
  occluders: [
    createRoadOccluder({ id: "tree-1", kind: "tree", x: 14, y: 12 }),
    createRoadOccluder({ id: "tree-2", kind: "tree", x: 12, y: -14 }),
    createRoadOccluder({ id: "wall", kind: "wall", x: 13, y: 22, heading: 90, size: { length: 24, width: 0.3, height: 1.8 } }),
  ],
  markers: [{ frame: frames(4.8), name: "All on the crossing" }],
});

export const JUNCTIONS: readonly Preset[] = [turningTruck, roundabout, motorcyclist, whiteCane];
