import { createActor, createOccluder, createScenario, modelSize, type ActorType, type Scenario } from "@/core/document";
import type { DriverKeyframe } from "@/core/driver";
import type { Preset } from "./preset";

const SECOND = 30;

/** The size of a model in metres, at the streets' scale, which follows the ground. */
const asLargeAs = (type: ActorType, model: string) => ({ size: modelSize(type, model, 50), perspective: true });

/** The scenario a new user sees first: the rare event this tool is for. */
const dartOut = createScenario({
  id: "dart_out",
  name: "Child runs out from behind a van",
  description: "A child runs onto the road from behind a parked van while a car approaches and a cyclist passes.",
  seed: 7,
  scene: { kind: "residential", variant: 0 },
  video: { width: 1280, height: 720, fps: 30, durationFrames: 10 * SECOND },
  weather: [
    { frame: 0, condition: "cloudy", intensity: 0.4, fadeFrames: 0 },
    { frame: 5 * SECOND, condition: "rainy", intensity: 0.6, fadeFrames: 2 * SECOND },
  ],
  actors: [
    createActor({
      id: "child",
      trackId: 0,
      type: "pedestrian",
      name: "Child",
      appearance: { model: "child", color: "#d9482b" },
      ...asLargeAs("pedestrian", "child"),
      startFrame: 0,
      endFrame: 10 * SECOND,
      curve: "smooth",
      waypoints: [
        { x: 520, y: 452 },
        { x: 660, y: 456, at: 100, hold: 12 },
        { x: 770, y: 520, at: 165 },
        { x: 850, y: 640 },
      ],
    }),
    createActor({
      id: "car",
      trackId: 1,
      type: "vehicle",
      name: "Approaching car",
      appearance: { model: "car", color: "#2f6fb3" },
      ...asLargeAs("vehicle", "car"),
      startFrame: 30,
      endFrame: 9 * SECOND,
      waypoints: [
        { x: -110, y: 574 },
        { x: 560, y: 574, at: 140, hold: 60 },
        { x: 1400, y: 574 },
      ],
    }),
    createActor({
      id: "cyclist",
      trackId: 2,
      type: "cyclist",
      name: "Cyclist",
      appearance: { model: "city_bike" },
      ...asLargeAs("cyclist", "city_bike"),
      startFrame: 0,
      endFrame: 8 * SECOND,
      waypoints: [
        { x: 1340, y: 668 },
        { x: -80, y: 668 },
      ],
    }),
  ],
  occluders: [createOccluder({ id: "van", kind: "parked_van", x: 640, y: 492, size: { width: 210, height: 128 } })],
  markers: [{ frame: 150, name: "Child steps out" }],
});

const schoolRun = createScenario({
  id: "school_run",
  name: "School zone, morning fog",
  description: "Two children and an adult cross at a school while a van waits; fog thins out.",
  seed: 11,
  scene: { kind: "school_zone", variant: 0 },
  video: { width: 1280, height: 720, fps: 30, durationFrames: 12 * SECOND },
  weather: [
    { frame: 0, condition: "fog", intensity: 0.7, fadeFrames: 0 },
    { frame: 6 * SECOND, condition: "fog", intensity: 0.25, fadeFrames: 4 * SECOND },
  ],
  actors: [
    createActor({
      id: "adult",
      trackId: 0,
      type: "pedestrian",
      name: "Adult",
      appearance: { model: "adult_coat" },
      ...asLargeAs("pedestrian", "adult_coat"),
      startFrame: 20,
      endFrame: 11 * SECOND,
      waypoints: [
        { x: 600, y: 690 },
        { x: 640, y: 400 },
      ],
    }),
    createActor({
      id: "first-child",
      trackId: 1,
      type: "pedestrian",
      name: "First child",
      appearance: { model: "child" },
      ...asLargeAs("pedestrian", "child"),
      startFrame: 10,
      endFrame: 11 * SECOND,
      waypoints: [
        { x: 660, y: 690 },
        { x: 690, y: 400 },
      ],
    }),
    createActor({
      id: "second-child",
      trackId: 2,
      type: "pedestrian",
      name: "Second child",
      appearance: { model: "child" },
      ...asLargeAs("pedestrian", "child"),
      startFrame: 45,
      endFrame: 12 * SECOND,
      waypoints: [
        { x: 560, y: 690 },
        { x: 600, y: 400 },
      ],
    }),
    createActor({
      id: "van",
      trackId: 3,
      type: "vehicle",
      name: "Van",
      appearance: { model: "van" },
      ...asLargeAs("vehicle", "van"),
      startFrame: 0,
      endFrame: 12 * SECOND,
      waypoints: [
        { x: 1420, y: 560 },
        { x: 900, y: 560, at: 120, hold: 200 },
        { x: 700, y: 560 },
      ],
    }),
  ],
});

const parkingLot = createScenario({
  id: "parking_lot",
  name: "Parking lot, someone between the cars",
  description: "A pedestrian walks between parked cars while a hatchback looks for a space.",
  seed: 5,
  scene: { kind: "parking_lot", variant: 0 },
  video: { width: 1280, height: 720, fps: 30, durationFrames: 10 * SECOND },
  actors: [
    createActor({
      id: "pedestrian",
      trackId: 0,
      type: "pedestrian",
      name: "Pedestrian",
      ...asLargeAs("pedestrian", "adult"),
      startFrame: 0,
      endFrame: 10 * SECOND,
      curve: "smooth",
      waypoints: [
        { x: 180, y: 430 },
        { x: 560, y: 440 },
        { x: 700, y: 600 },
        { x: 1100, y: 640 },
      ],
    }),
    createActor({
      id: "hatchback",
      trackId: 1,
      type: "vehicle",
      name: "Hatchback",
      appearance: { model: "hatchback" },
      ...asLargeAs("vehicle", "hatchback"),
      startFrame: 40,
      endFrame: 10 * SECOND,
      waypoints: [
        { x: 1420, y: 560 },
        { x: -140, y: 560 },
      ],
    }),
  ],
  occluders: [
    createOccluder({ id: "parked-1", kind: "parked_car", x: 360, y: 470, size: { width: 180, height: 84 } }),
    createOccluder({ id: "parked-2", kind: "parked_van", x: 880, y: 478, size: { width: 190, height: 122 } }),
  ],
});

/** Poses of the driver: 30 frames a second. */
function drivingWithPhone(): DriverKeyframe[] {
  const pose = (seconds: number, fadeSeconds: number, change: Partial<DriverKeyframe> = {}): DriverKeyframe => ({
    at: seconds * SECOND,
    fadeFrames: fadeSeconds * SECOND,
    gaze: "road",
    eyes: 1,
    mouth: "closed",
    leftHand: "wheel",
    rightHand: "wheel",
    ...change,
  });
  return [
    pose(0, 0),
    pose(1, 0.6, { gaze: "lap", leftHand: "lap" }),
    pose(1.8, 0.6, { gaze: "phone", leftHand: "phone" }),
    pose(3.6, 0.3, { leftHand: "phone" }),
    pose(4.2, 0.3, { gaze: "phone", leftHand: "phone" }),
    pose(5.4, 0.6),
    pose(6.2, 0.4, { mouth: "yawning", eyes: 0.3, head: { yaw: 0, pitch: -6, roll: 0 } }),
    pose(7.2, 0.5),
  ];
}

const driver = createScenario({
  id: "distracted_driver",
  name: "Driver looks at a phone",
  description: "An in-cabin camera sees a driver take up a phone, glance at the road between messages, and yawn.",
  seed: 3,
  scene: { kind: "in_cabin", variant: 0 },
  video: { width: 1280, height: 720, fps: 30, durationFrames: 8 * SECOND },
  weather: [{ frame: 0, condition: "cloudy", intensity: 0.5, fadeFrames: 0 }],
  actors: [
    {
      ...createActor({
        id: "driver",
        trackId: 0,
        type: "distracted_driver",
        name: "Driver",
        appearance: { model: "phone" },
        size: { width: 360, height: 430 },
        startFrame: 0,
        endFrame: 8 * SECOND,
        waypoints: [
          { x: 640, y: 640 },
          { x: 654, y: 644 },
        ],
      }),
      driverPoses: drivingWithPhone(),
    },
  ],
});

function template(scenario: Scenario<never>): Preset {
  return { id: scenario.id, title: scenario.name, description: scenario.description, group: "template", scenario };
}

export const TEMPLATES: readonly Preset[] = [dartOut, schoolRun, parkingLot, driver].map(template);

/** What the app shows when it is first started. */
export const OPENING_SCENARIO: Scenario<never> = dartOut;
