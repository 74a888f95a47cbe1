import { createCamera, createRoadOccluder } from "@/core/document";
import { lensOfKind } from "@/core/camera";
import type { Preset } from "../preset";
import { VIDEO, along, cameraOn, frames, kmh, roadOf, roadPreset } from "./parts";

const park = roadOf("car_park");

const reversing: Preset = roadPreset({
  id: "road_reversing",
  title: "Reversing out of a parking space",
  description: "A car reverses out of its space; a person with a pram and a child pass behind it. Seen by the car's rear camera.",
  seed: 37,
  seconds: 9,
  plan: park,
  weather: [{ frame: 0, condition: "cloudy", intensity: 0.3, fadeFrames: 0 }],
  cameras: [cameraOn("car", "rear")],
  ego: "ego",
  cast: [
    {
      kind: "car",
      id: "ego",
      name: "Car with the camera",
      motion: { speed: kmh(4), acceleration: 0.8, deceleration: 2.5, reversing: true },
      waypoints: [
        { x: -0.75, y: -2.5, hold: frames(1) },
        { x: -0.75, y: -4.2, hold: frames(3) },
        { x: -0.75, y: -9 },
      ],
    },
    {
      kind: "pram",
      id: "pram",
      name: "Person with a pram",
      waypoints: [
        { x: -7.5, y: -8.6 },
        { x: 9, y: -8.6 },
      ],
    },
    {
      kind: "child",
      id: "child",
      name: "Child",
      appearance: { model: "child", color: "#e2a52c" },
      motion: { speed: kmh(4.5) },
      waypoints: [
        { x: -8.6, y: -7.6 },
        { x: 9, y: -7.9 },
      ],
    },
    {
      kind: "adult",
      id: "shopper",
      name: "Somebody between the cars",
      waypoints: [
        { x: 3.9, y: -17 },
        { x: 3.9, y: -10.6 },
        { x: 12, y: -10 },
      ],
    },
  ],
  occluders: [
    createRoadOccluder({ id: "beside-left", kind: "parked_van", x: -3.25, y: -2.2, heading: 90 }),
    createRoadOccluder({ id: "beside-right", kind: "parked_car", x: 1.75, y: -2.5, heading: 90, color: "#40566b" }),
    createRoadOccluder({ id: "opposite-1", kind: "parked_car", x: -5.75, y: -13.5, heading: -90, color: "#8a3b35" }),
    createRoadOccluder({ id: "opposite-2", kind: "parked_car", x: -0.75, y: -13.5, heading: 90, color: "#9aa0a6" }),
    createRoadOccluder({ id: "opposite-3", kind: "parked_van", x: 1.75, y: -13.6, heading: -90 }),
    createRoadOccluder({ id: "opposite-4", kind: "parked_car", x: 6.75, y: -13.5, heading: -90, color: "#3d5a6c" }),
  ],
  markers: [{ frame: frames(3.6), name: "Behind the car" }],
});

const motorway = roadOf("dual_carriageway", { length: 400 });

const breakdown: Preset = roadPreset({
  id: "road_breakdown",
  title: "Breakdown on the hard shoulder, at dusk",
  description: "Somebody walks along the hard shoulder beside a car that has broken down; traffic passes at 90 km/h at dusk.",
  seed: 43,
  seconds: 8,
  plan: motorway,
  weather: [{ frame: 0, condition: "cloudy", intensity: 0.6, fadeFrames: 0 }],
  light: [{ frame: 0, condition: "dusk", intensity: 0.6, fadeFrames: 0 }],
  cameras: [{ ...createCamera("dashcam", VIDEO), lens: lensOfKind("standard", VIDEO, 50) }],
  ego: "ego",
  cast: [
    {
      kind: "car",
      id: "ego",
      name: "Car with the camera",
      motion: { speed: kmh(90), deceleration: 2, lanes: ["forward_2"] },
      waypoints: along(motorway, ["forward_2"], [{ metres: 34 }, { metres: 110, speed: kmh(70) }, { metres: 395 }]),
    },
    {
      kind: "adult",
      id: "walker",
      name: "Person on the hard shoulder",
      appearance: { model: "adult", color: "#d9c22b" },
      waypoints: [
        { x: -18.5, y: -10.5 },
        { x: -33, y: -10.5 },
      ],
    },
    {
      kind: "car",
      id: "broken-down",
      name: "Car that has broken down",
      appearance: { model: "car", color: "#d8d8d4" },
      motion: { speed: 0, heading: 0 },
      waypoints: [{ x: -13, y: -11.1 }],
    },
    {
      kind: "truck",
      id: "truck",
      name: "Truck ahead",
      motion: { speed: kmh(78), lanes: ["forward_2"] },
      waypoints: along(motorway, ["forward_2"], [{ metres: 92 }, { metres: 395 }]),
    },
    {
      kind: "car",
      id: "overtaking",
      name: "Car that overtakes",
      motion: { speed: kmh(112), lanes: ["forward_1"] },
      waypoints: along(motorway, ["forward_1"], [{ metres: 26 }, { metres: 395 }]),
    },
    {
      kind: "motorcyclist",
      id: "motorcyclist",
      name: "Oncoming motorcyclist",
      motion: { speed: kmh(100), lanes: ["backward_2"] },
      waypoints: along(motorway, ["backward_2"], [{ metres: 120 }, { metres: 395 }]),
    },
  ],
  markers: [{ frame: frames(5.4), name: "Person ahead" }],
});

export const PLACES: readonly Preset[] = [reversing, breakdown];
