import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../errors";

/** The built app next to the built command. @throws UsageError if it is missing */
export function appFolder(): string {
  const folder = fileURLToPath(new URL("../dist", import.meta.url));
  if (!existsSync(folder)) throw new UsageError(`the built app is missing (${folder}); run npm run build`);
  return folder;
}

/** ffmpeg's WebAssembly, of which there is only the app's copy. @throws UsageError if it is missing */
export function coreFile(): string {
  const folder = join(appFolder(), "assets");
  const name = readdirSync(folder).find((file) => file.startsWith("ffmpeg-core-") && file.endsWith(".wasm"));
  if (name === undefined) throw new UsageError(`the encoder is missing in ${folder}; run npm run build`);
  return join(folder, name);
}
