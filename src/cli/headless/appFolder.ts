import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { UsageError } from "../errors";

/** The built app next to the built command. @throws UsageError if it is missing */
export function appFolder(): string {
  const folder = fileURLToPath(new URL("../dist", import.meta.url));
  if (!existsSync(folder)) throw new UsageError(`the built app is missing (${folder}); run npm run build`);
  return folder;
}
