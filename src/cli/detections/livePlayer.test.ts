import { createServer, connect as connectSocket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import type { DetectionEvent } from "@/detection";
import { playLive, webSocket } from "./livePlayer";

function eventAt(id: string, arrival: string): DetectionEvent {
  return {
    id,
    test_session_id: "s",
    timestamp: 0,
    confidence: 1,
    class_label: "cyclist",
    validation_result: "TP",
    created_at: `2025-01-01T00:00:00.${arrival}Z`,
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

/** A listener; it retries until the server is running. */
async function connected(port: number): Promise<WebSocket> {
  for (;;) {
    const client = new WebSocket(`ws://127.0.0.1:${port}`);
    if (await new Promise<boolean>((resolve) => client.once("open", () => resolve(true)).once("error", () => resolve(false))))
      return client;
  }
}

test("events go out in the order in which they arrived, not in the order of the moments they describe", async () => {
  const lines: string[] = [];
  await playLive([eventAt("late", "030"), eventAt("soon", "001")], 1, { send: (line) => lines.push(line) > 0, close: () => undefined });
  expect(lines.map((line) => line.slice(0, 12))).toEqual(['{"id":"soon"', '{"id":"late"']);
});

test("the stream continues when the last listener leaves, and counts the events that were received", async () => {
  const port = await freePort();
  const opening = webSocket(port);
  const client = await connected(port);
  const outlet = await opening;
  const events = ["001", "002", "003", "004", "005"].map((arrival) => eventAt(arrival, arrival));
  let sent = 0;
  const heard = await playLive(events, 1, {
    send: async (line) => {
      if (sent++ === 2) {
        client.terminate();
        // The server notices when the connection closes.
        while (await outlet.send(line)) await setImmediate();
        return false;
      }
      return outlet.send(line);
    },
    close: () => undefined,
  });
  expect([sent, heard]).toEqual([5, 2]);
  await outlet.close();
});

test("a listener that breaks the protocol or stops reading is disconnected, and the others receive everything", async () => {
  const port = await freePort();
  const opening = webSocket(port, 2000);
  const connect = () => connected(port);
  const good = await connect();
  const heard: number[] = [];
  good.on("message", (data) => heard.push(Buffer.isBuffer(data) ? data.length : 0));
  const ended = new Promise((resolve) => good.once("close", resolve));
  const outlet = await opening;
  await expect(webSocket(port)).rejects.toThrow(`--websocket ${port}`);

  const bad = connectSocket(port, "127.0.0.1");
  const cut = new Promise((resolve) => bad.once("close", resolve));
  bad.write(
    "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  // Bits that the protocol reserves.
  bad.once("data", () => bad.write(Buffer.from([0xff, 0xff, 0xff, 0xff]))).on("error", () => undefined);
  await cut;

  const idle = await connect();
  idle.pause();
  const line = "x".repeat(1024 * 1024);
  for (let sent = 0; sent < 32; sent++) await outlet.send(line);
  idle.terminate();
  await outlet.close();
  await ended;
  expect(heard).toEqual(Array.from({ length: 32 }, () => line.length));
}, 30_000);
