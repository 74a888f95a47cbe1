import { expect, test } from "vitest";
import { fetchBuiltinFiles } from "./detectorFiles";

const { signal } = new AbortController();
const file = (content: string, headers: Record<string, string> = {}) => new Response(content, { headers });

test("the files of the built-in detector come from the folder next to the page", async () => {
  const asked: string[] = [];
  const files = await fetchBuiltinFiles(signal, (address) => {
    asked.push(address);
    return Promise.resolve(file(address));
  });
  expect(asked.sort()).toEqual(["detectors/centernet.bin", "detectors/centernet.json", "detectors/tfjs-backend-wasm-simd.wasm"]);
  expect(new TextDecoder().decode(files.weights)).toBe("detectors/centernet.bin");
});

test.each([
  ["a server without them", () => Promise.resolve(new Response("no", { status: 404 })), /built without centernet\.json.*npm run build/],
  ["a server that sends its page instead", () => Promise.resolve(file("<html>", { "Content-Type": "text/html" })), /built without/],
  ["a server in trouble", () => Promise.resolve(new Response("", { status: 503 })), /answered 503 for centernet\.json/],
  ["no connection", () => Promise.reject(new TypeError("Failed to fetch")), /connection to this page's server failed/],
])("of %s, the message says what to do", async (_, answer, expected) => {
  await expect(fetchBuiltinFiles(signal, answer)).rejects.toThrow(expected);
});

test("a cancelled download fails with the reason for it", async () => {
  const cancel = new AbortController();
  const files = fetchBuiltinFiles(cancel.signal, () => {
    cancel.abort(new DOMException("The run was cancelled", "AbortError"));
    return Promise.reject(new TypeError("Failed to fetch"));
  });
  await expect(files).rejects.toThrow("The run was cancelled");
});
