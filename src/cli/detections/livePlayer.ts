import { setImmediate, setTimeout } from "node:timers/promises";
import { WebSocketServer } from "ws";
import type { DetectionEvent } from "@/core/detection";

/** Somewhere a live stream goes: a line of JSON at a time. */
export type LiveOutlet = { send(line: string): Promise<void> | void; close(): Promise<void> | void };

/** Waits shorter than this are not worth a timer: events due within it go out together. */
const SLICE_MS = 2;
/** A stream that is behind its time sends this many events before the connections get their turn. */
const EVENTS_A_TURN = 64;
const MOST_BUFFERED_BYTES = 4 * 1024 * 1024;

/**
 * Sends events at the pace of the video, `speed` times faster; events are in order of time.
 * @returns how many were sent
 */
export async function playLive(events: Iterable<DetectionEvent>, speed: number, outlet: LiveOutlet): Promise<number> {
  const started = performance.now();
  let sent = 0;
  for (const event of events) {
    const due = started + (Math.max(0, event.timestamp) * 1000) / speed;
    const wait = due - performance.now();
    if (wait > SLICE_MS) await setTimeout(wait);
    else if (sent % EVENTS_A_TURN === 0) await setImmediate();
    await outlet.send(JSON.stringify(event));
    sent++;
  }
  return sent;
}

/** Lines on standard output; waits while its reader is busy. */
export function standardOutput(): LiveOutlet {
  return {
    send: async (line) => {
      if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once("drain", resolve));
    },
    close: () => undefined,
  };
}

/** A WebSocket on this machine; the stream begins when the first listener is there, and later ones join in. */
export async function webSocket(port: number): Promise<LiveOutlet> {
  const server = new WebSocketServer({ port, host: "127.0.0.1" });
  await new Promise<void>((resolve, reject) => server.once("listening", resolve).once("error", reject));
  process.stderr.write(`listening on ws://127.0.0.1:${port}; the stream begins with the first listener\n`);
  await new Promise<void>((resolve) => server.once("connection", () => resolve()));
  return {
    send: async (line) => {
      for (const client of server.clients) client.send(line);
      // A listener slower than the stream holds it up, so that memory does not fill.
      while ([...server.clients].some(({ bufferedAmount }) => bufferedAmount > MOST_BUFFERED_BYTES)) await setTimeout(SLICE_MS);
    },
    close: async () => {
      for (const client of server.clients) client.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
