export const FPS = 30;
const DURATION = 120 * FPS;
const ACTORS = 200;

const KINDS = [
  { type: "pedestrian", model: "adult", size: { width: 40, height: 104 }, seconds: 90 },
  { type: "cyclist", model: "city_bike", size: { width: 78, height: 104 }, seconds: 90 },
  { type: "vehicle", model: "car", size: { width: 190, height: 80 }, seconds: 90 },
];

/** A document of version 1: 200 actors that cross the picture within two minutes, some 100 of them at a time. */
export function crowdedScenario() {
  return {
    schemaVersion: 1,
    id: "crowded",
    name: "Crowded street",
    description: "",
    seed: 1,
    style: "illustrated",
    video: { width: 1280, height: 720, fps: FPS, durationFrames: DURATION },
    scene: { kind: "urban_intersection", variant: 0 },
    weather: [{ frame: 0, condition: "rainy", intensity: 0.6, fadeFrames: 0 }],
    occluders: [],
    generators: [],
    markers: [],
    assets: {},
    actors: [walker(), ...Array.from({ length: ACTORS - 1 }, (_, index) => crosser(index + 1))],
  };
}

function walker() {
  const waypoints = [
    { x: 300, y: 700 },
    { x: 700, y: 700 },
    { x: 1000, y: 690 },
  ];
  return {
    ...body(0, KINDS[0]),
    name: "Bench walker",
    startFrame: 0,
    endFrame: DURATION,
    trajectory: { curve: "smooth", easing: "linear", waypoints },
  };
}

function crosser(index) {
  const kind = KINDS[index % KINDS.length];
  const startFrame = Math.round(((index / ACTORS) * 1.75 - 0.75) * DURATION);
  const row = 300 + ((index * 37) % 320);
  const rightwards = index % 2 === 0;
  const [from, to] = rightwards ? [-100, 1380] : [1380, -100];
  const waypoints = [0, 1, 2, 3].map((step) => ({ x: from + ((to - from) * step) / 3, y: row + ((step * index * 13) % 40) }));
  return {
    ...body(index, kind),
    startFrame,
    endFrame: startFrame + kind.seconds * FPS,
    trajectory: { curve: "smooth", easing: "linear", waypoints },
  };
}

function body(index, { type, model, size }) {
  return {
    id: `actor-${index}`,
    trackId: index,
    type,
    name: `${type} ${index}`,
    appearance: { model },
    size,
    confidenceBase: 0.85,
    jitter: { x: 5, y: 2 },
    flicker: type === "pedestrian" ? { probability: 0.05, min: 0.2, max: 0.8 } : { probability: 0, min: 1, max: 1 },
    locked: false,
    hidden: false,
  };
}
