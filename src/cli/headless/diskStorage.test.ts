import { mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diskStorage } from "./diskStorage";

test("free space is that of the disk itself, which holds two copies while the files move from the browser to a folder on it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jaywalk-disk-"));
  try {
    const { bavail, bsize } = await statfs(folder);
    const storage = await diskStorage(folder, folder);
    expect(storage).toMatchObject({ copies: 2, place: `the disk of ${folder}` });
    // Other programs write to the disk meanwhile.
    expect(Math.abs((storage.freeBytes ?? 0) - bavail * bsize)).toBeLessThan(0.2 * bavail * bsize);
    expect(await diskStorage(folder, join(folder, "nowhere"))).toMatchObject({ freeBytes: null });
  } finally {
    await rm(folder, { recursive: true });
  }
});
