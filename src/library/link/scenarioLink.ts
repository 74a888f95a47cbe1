import { parseScenario, type WholeScenario } from "@/core/document";
import { LibraryError } from "../errors";

/** Longer addresses are truncated by chat programs and proxies. */
const MAX_LINK_LETTERS = 16_000;
/** What a link may unpack to: far more than a scenario of that size, far less than would freeze the page. */
const MAX_UNPACKED_BYTES = 4 * 1024 * 1024;
const KEY = "scenario";

/** The fragment of an address (`#scenario=…`) that contains a whole scenario. @throws LibraryError if it is too large */
export async function scenarioFragment(scenario: WholeScenario): Promise<string> {
  const packed = await pipe(new TextEncoder().encode(JSON.stringify(scenario)), new CompressionStream("deflate-raw"), Infinity);
  const letters = toBase64Url(packed);
  if (letters.length > MAX_LINK_LETTERS)
    throw new LibraryError(
      "input",
      "This scenario is too large for a link: " +
        `${letters.length} characters, and only ${MAX_LINK_LETTERS} work everywhere. Save it as a file instead.`,
    );
  return `#${KEY}=${letters}`;
}

/** The scenario in a fragment; null if it contains none. @throws LibraryError if it is damaged */
export async function scenarioInFragment(fragment: string): Promise<WholeScenario | null> {
  const letters = new URLSearchParams(fragment.replace(/^#/, "")).get(KEY);
  if (letters === null) return null;
  try {
    const bytes = await pipe(fromBase64Url(letters), new DecompressionStream("deflate-raw"), MAX_UNPACKED_BYTES);
    return parseScenario(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LibraryError("input", `The scenario in this link cannot be read (${reason}). The link may be incomplete: copy it again.`, {
      cause: error,
    });
  }
}

type Transform = { readable: ReadableStream<Uint8Array<ArrayBuffer>>; writable: WritableStream<BufferSource> };

async function pipe(bytes: Uint8Array<ArrayBuffer>, transform: Transform, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  const reader = stream.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    size += piece.value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw new RangeError(`it is more than ${limit} bytes when unpacked`);
    }
    pieces.push(piece.value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(letters: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(letters)) throw new RangeError("it contains characters that are not allowed in a link");
  const text = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
