import { expect, it } from "vitest";
import { createYielder } from "./yielder";

const openPorts = () => process.getActiveResourcesInfo().filter((kind) => kind === "MessagePort").length;

it("giving way lets others in and leaves nothing open that would keep the command line from ending", async () => {
  const before = openPorts();
  const giveWay = createYielder();
  let others = 0;
  for (let turn = 0; turn < 3; turn++) {
    setTimeout(() => others++, 0);
    for (const start = performance.now(); performance.now() - start < 20;);
    await giveWay();
  }
  await expect.poll(openPorts).toBe(before);
  await expect.poll(() => others).toBe(3);
});
