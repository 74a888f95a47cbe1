// How many detection events a second `jaywalk detections` delivers live, over a WebSocket and as NDJSON on standard output, and how late
// they arrive. Requires a built command (npm run build).
//
//   node bench/detections.mjs [--speed FACTOR] [--command FILE] [--json]
//
// The scene: 20 objects in every frame of two minutes at 30 frames per second, 72 000 events; at speed 20 that is 12 000 a second. Exits
// with status 1 if fewer than 2000 a second arrive, or if any is missing.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";

const FPS = 30;
const FRAMES = 120 * FPS;
const OBJECTS = 20;
const LEAST_A_SECOND = 2000;
const PORT = 4799;

const { values } = parseArgs({
  options: { speed: { type: "string", default: "20" }, command: { type: "string" }, json: { type: "boolean", default: false } },
});
const command = values.command ?? fileURLToPath(new URL("../dist-cli/jaywalk.mjs", import.meta.url));
const speed = Number(values.speed);

/** A bundle without its video, which the command does not read. */
function writeBundle(folder) {
  const scenario = {
    schemaVersion: 1,
    id: "bench",
    name: "Live stream",
    description: "",
    seed: 1,
    style: "schematic",
    video: { width: 1920, height: 1080, fps: FPS, durationFrames: FRAMES },
    scene: { kind: "highway", variant: 0 },
    weather: [{ frame: 0, condition: "sunny", intensity: 0.5, fadeFrames: 0 }],
    actors: [],
    occluders: [],
    generators: [],
    markers: [],
    assets: {},
  };
  const annotations = Array.from({ length: FRAMES * OBJECTS }, (_, index) => {
    const [frame, track] = [Math.floor(index / OBJECTS), index % OBJECTS];
    const box = { x: 90 * track, y: 400 + (frame % 200), width: 60, height: 80 };
    return {
      frame,
      timestamp: frame / FPS,
      object_type: "pedestrian",
      bounding_box: box,
      visible_box: box,
      confidence: 0.9,
      track_id: track,
      visible: true,
      visibility: 1,
      truncation: 0,
      occluded_by: [],
    };
  });
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ video: { scenario_frames: [0, FRAMES] } }));
  writeFileSync(join(folder, "scenario.json"), JSON.stringify(scenario));
  writeFileSync(join(folder, "ground_truth.json"), JSON.stringify({ video_metadata: {}, annotations }));
}

/** Records what arrives when; lateness is measured from the first event, which is due immediately. */
function observer() {
  const late = [];
  let first = 0;
  let last = 0;
  return {
    line(text) {
      last = performance.now();
      if (late.length === 0) first = last;
      late.push(last - first - (JSON.parse(text).timestamp * 1000) / speed);
    },
    result(way) {
      const seconds = (last - first) / 1000;
      late.sort((a, b) => a - b);
      const at = (share) => Number((late[Math.min(late.length - 1, Math.floor(share * late.length))] ?? 0).toFixed(1));
      return {
        way,
        events: late.length,
        seconds: Number(seconds.toFixed(2)),
        events_a_second: Math.round(late.length / seconds),
        late_ms_median: at(0.5),
        late_ms_p99: at(0.99),
      };
    },
  };
}

function start(folder, ...options) {
  return spawn(process.execPath, [command, "detections", folder, "--profile", "perfect", "--speed", String(speed), ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const ended = (child) =>
  new Promise((resolve, reject) =>
    child.once("exit", (status) => (status === 0 ? resolve() : reject(new Error(`jaywalk detections ended with ${status}`)))),
  );

async function overStandardOutput(folder) {
  const seen = observer();
  const child = start(folder, "--live");
  child.stderr.resume();
  createInterface({ input: child.stdout }).on("line", (text) => seen.line(text));
  await ended(child);
  return seen.result("standard output");
}

async function overWebSocket(folder) {
  const seen = observer();
  const child = start(folder, "--websocket", String(PORT));
  child.stdout.resume();
  const done = ended(child);
  await new Promise((resolve) => child.stderr.on("data", (data) => String(data).includes("listening") && resolve()));
  const socket = new WebSocket(`ws://127.0.0.1:${PORT}`);
  socket.on("message", (data) => seen.line(String(data)));
  await done;
  return seen.result("WebSocket");
}

const folder = mkdtempSync(join(tmpdir(), "jaywalk-bench-"));
try {
  writeBundle(folder);
  const results = [await overStandardOutput(folder), await overWebSocket(folder)];
  if (values.json) console.log(JSON.stringify(results));
  else
    for (const { way, events, seconds, events_a_second, late_ms_median, late_ms_p99 } of results)
      console.log(
        `${way}: ${events} events in ${seconds} s, ${events_a_second} a second, ` +
          `late by ${late_ms_median} ms (median), ${late_ms_p99} ms (99 %)`,
      );
  if (results.some(({ events, events_a_second }) => events !== FRAMES * OBJECTS || events_a_second < LEAST_A_SECOND)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
