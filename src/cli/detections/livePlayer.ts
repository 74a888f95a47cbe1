import { setImmediate, setTimeout } from "node:timers/promises";
import { WebSocket, WebSocketServer } from "ws";
import { DEFAULT_START_TIME, type DetectionEvent } from "@/detection";
import { UsageError } from "../errors";
import { startTimeout } from "@/core/timers";

/** A destination of a live stream: one line of JSON at a time. `send` says whether anybody was there to receive it. */
export type LiveOutlet = { send(line: string): Promise<boolean> | boolean; close(): Promise<void> | void };

/** Shorter waits are not worth a timer: events due within it are sent together. */
const SLICE_MS = 2;
/** A stream that is late sends this many events before the connections get their turn. */
const EVENTS_A_TURN = 64;
const MOST_BUFFERED_BYTES = 4 * 1024 * 1024;
/** A listener that holds up the stream for longer is disconnected. */
const LONGEST_HOLD_UP_MS = 5000;
/** A timer accepts no more than 2³¹ − 1 ms. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Sends events when they would have arrived (`created_at`, and therefore in that order), `speed` times faster than the video. The stream
 * keeps its pace while nobody listens, as a detector would.
 * @returns how many of them were received by somebody
 */
export async function playLive(events: readonly DetectionEvent[], speed: number, outlet: LiveOutlet): Promise<number> {
  const started = performance.now();
  let turn = 0;
  let heard = 0;
  const arriving = events.map((event) => ({ event, at: Date.parse(event.created_at) - DEFAULT_START_TIME })).sort((a, b) => a.at - b.at);
  for (const { event, at } of arriving) {
    const due = started + Math.max(0, at) / speed;
    let wait = due - performance.now();
    const waits = wait > SLICE_MS;
    for (; wait > SLICE_MS; wait = due - performance.now()) await setTimeout(Math.min(wait, LONGEST_WAIT_MS));
    if (!waits && turn++ % EVENTS_A_TURN === 0) await setImmediate();
    if (await outlet.send(JSON.stringify(event))) heard++;
  }
  return heard;
}

/** Lines on standard output; waits while its reader is busy. */
export function standardOutput(): LiveOutlet {
  return {
    send: async (line) => {
      if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once("drain", resolve));
      return true;
    },
    close: () => undefined,
  };
}

/**
 * A WebSocket on this machine; the stream starts when the first listener connects, and later ones join in. One that sends nonsense or no
 * longer reads is disconnected, and the others carry on.
 * @param holdUpMs how long one listener may hold up the stream
 * @throws UsageError if the port is in use or not allowed
 */
export async function webSocket(port: number, holdUpMs = LONGEST_HOLD_UP_MS): Promise<LiveOutlet> {
  const server = new WebSocketServer({ port, host: "127.0.0.1" });
  server.on("connection", (client) => client.on("error", () => client.terminate()));
  await new Promise<void>((resolve, reject) => server.once("listening", resolve).once("error", reject)).catch((error: unknown) => {
    throw new UsageError(`--websocket ${port}: ${error instanceof Error ? error.message : String(error)}; choose another port`);
  });
  process.stderr.write(`listening on ws://127.0.0.1:${port}; streaming starts when the first client connects\n`);
  await new Promise<void>((resolve) => server.once("connection", () => resolve()));
  const slowOnes = () => [...server.clients].filter(({ bufferedAmount }) => bufferedAmount > MOST_BUFFERED_BYTES);
  const untilTaken = async () => {
    const stopWaiting = startTimeout(holdUpMs, () => slowOnes().forEach((client) => client.terminate()));
    while (slowOnes().length > 0) await setTimeout(SLICE_MS);
    stopWaiting();
  };
  return {
    send: async (line) => {
      const listeners = [...server.clients].filter(({ readyState }) => readyState === WebSocket.OPEN);
      for (const listener of listeners) listener.send(line);
      // A listener slower than the stream holds it up, so that memory does not fill up.
      if (slowOnes().length > 0) await untilTaken();
      return listeners.length > 0;
    },
    close: async () => {
      for (const client of server.clients) client.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
