/**
 * SHA-256 of data that is completely in memory, as hexadecimal digits; of a text, that of its UTF-8. Web Crypto, which pages, workers and
 * Node have, has no streaming: data that comes in pieces is hashed by hash-wasm in pages and workers, and by Node's own hash, which is
 * three times as fast, where the command line reads its disk.
 */
export async function sha256Of(content: Uint8Array<ArrayBuffer> | ArrayBuffer | string): Promise<string> {
  const data = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
