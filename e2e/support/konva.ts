import type { Page } from "@playwright/test";
import type Konva from "konva";

/** Konva exposes itself as a global. */
const konva = (page: Page) => page.evaluateHandle(() => Reflect.get(window, "Konva") as typeof Konva);

/** The number of nodes on the stage, including groups and layers. */
export async function countNodes(page: Page): Promise<number> {
  return (await konva(page)).evaluate(({ stages }) => stages.flatMap((stage) => stage.find(() => true)).length);
}

/** From now on, counts how often each layer of the stage is drawn. */
export async function countDraws(page: Page) {
  const counts = await (
    await konva(page)
  ).evaluateHandle(({ stages }) => {
    const draws: Record<string, number> = {};
    for (const layer of stages.flatMap((stage) => stage.getLayers()))
      layer.on("draw", () => (draws[layer.name()] = (draws[layer.name()] ?? 0) + 1));
    return draws;
  });
  return {
    /** The counts since the last reading; `awaited` names a layer to wait for, since its drawing may take time. */
    read: (awaited?: string): Promise<Readonly<Record<string, number>>> =>
      counts.evaluate(async (draws, layer) => {
        const frame = () => new Promise(requestAnimationFrame);
        while (layer !== undefined && !draws[layer]) await frame();
        // Drawing scheduled for the next screen frame is done by the end of the frame after it.
        for (let frames = 0; frames < 3; frames++) await frame();
        const copy = { ...draws };
        for (const name of Object.keys(draws)) Reflect.deleteProperty(draws, name);
        return copy;
      }, awaited),
  };
}
