import { assertScenarioSize } from "@/core/document";
import { openBundleZip } from "@/formats";

const HEAD_BYTES = 4096;

/** How files begin that are often mistaken for scenarios, and how to use them instead. */
const KINDS: readonly { readonly begins: readonly string[]; readonly refusal: string }[] = [
  {
    begins: ["\x89PNG", "\xFF\xD8\xFF", "GIF8", "BM", "RIFF"],
    refusal: "it is an image, not a scenario. To draw on it, choose it under Scenario › Background",
  },
  {
    begins: ["\x1F\x8B", "7z\xBC\xAF", "Rar!"],
    refusal: "this kind of archive cannot be opened. Unpack it and drop the scenario.json",
  },
];

const startOf = async (file: Blob): Promise<string> => {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
};

const isZip = (start: string): boolean => start.startsWith("PK\x03\x04");

/** Whether a file is a ZIP that contains an exported bundle, and so a scenario. */
export async function isBundleZip(file: Blob): Promise<boolean> {
  if (!isZip(await startOf(file))) return false;
  return openBundleZip("", file).then(
    ({ paths }) => paths.includes("scenario.json"),
    () => false,
  );
}

/**
 * The text of a scenario file, or of the scenario in a bundle's ZIP.
 * @throws Error that says what the file is if it is neither
 */
export async function scenarioText(file: File): Promise<string> {
  const start = await startOf(file);
  if (isZip(start)) {
    if (!(await isBundleZip(file)))
      throw new Error("it is a ZIP without a scenario.json. To use annotations from another tool, choose Import annotations");
    return scenarioOf(await (await openBundleZip(file.name, file)).open("scenario.json"));
  }
  const kind = /<svg[\s>]/.test(start) ? KINDS[0] : KINDS.find(({ begins }) => begins.some((begin) => start.startsWith(begin)));
  if (kind) throw new Error(kind.refusal);
  return scenarioOf(file, start);
}

/** Windows writes text in UTF-16, too: recognised by its byte-order mark. */
async function scenarioOf(file: Blob, start = ""): Promise<string> {
  assertScenarioSize(file.size);
  const encoding = start.startsWith("\xFF\xFE") ? "utf-16le" : start.startsWith("\xFE\xFF") ? "utf-16be" : "utf-8";
  if (encoding === "utf-8" && start.includes("\0"))
    throw new Error("it is a binary file, not a scenario. Choose a scenario.json saved by Jaywalk, or an exported ZIP");
  return new TextDecoder(encoding).decode(await file.arrayBuffer());
}
