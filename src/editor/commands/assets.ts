import type { Asset, PictureRef, SlimScenario } from "@/core/document";
import { command, type Command } from "./command";
import { editActors, without } from "./edit";

/** A user's own image, with the id under which the scenario stores it. */
export type NamedAsset = { readonly id: string; readonly asset: Asset<PictureRef> };

/** Shows an image instead of the drawn scene. */
export function showBackground({ id, asset }: NamedAsset): Command {
  return command("Change background", (scenario) =>
    withoutUnused({
      ...scenario,
      assets: { ...scenario.assets, [id]: asset },
      scene: { ...without(scenario.scene, "backgroundStills"), backgroundAsset: id },
    }),
  );
}

/** A still of a video and the frame from which it is shown. */
export type BackgroundStill = NamedAsset & { readonly frame: number };

/** Shows stills of a video instead of the drawn scene, each from its frame onwards; frames must increase. */
export function showStills(stills: readonly BackgroundStill[]): Command {
  return command("Change background", (scenario) =>
    withoutUnused({
      ...scenario,
      assets: { ...scenario.assets, ...Object.fromEntries(stills.map(({ id, asset }) => [id, asset])) },
      scene: {
        ...scenario.scene,
        ...(stills[0] ? { backgroundAsset: stills[0].id } : {}),
        backgroundStills: stills.map(({ id, frame }) => ({ frame, asset: id })),
      },
    }),
  );
}

/** Restores the drawn scene. */
export function removeBackground(): Command {
  return command("Remove background", (scenario) => {
    if (scenario.scene.backgroundAsset === undefined) return scenario;
    return withoutUnused({ ...scenario, scene: without(without(scenario.scene, "backgroundAsset"), "backgroundStills") });
  });
}

/** Draws actors as an image instead of their models. */
export function dressActors(ids: readonly string[], { id, asset }: NamedAsset): Command {
  return command("Change picture", (scenario) =>
    withoutUnused(
      editActors({ ...scenario, assets: { ...scenario.assets, [id]: asset } }, ids, (actor) => ({
        ...actor,
        appearance: { ...actor.appearance, spriteAsset: id },
      })),
    ),
  );
}

/** Restores the actors' models. */
export function removeSprite(ids: readonly string[]): Command {
  return command("Remove image", (scenario) =>
    withoutUnused(
      editActors(scenario, ids, (actor) =>
        actor.appearance.spriteAsset === undefined ? actor : { ...actor, appearance: without(actor.appearance, "spriteAsset") },
      ),
    ),
  );
}

/** Images make up most of a scenario's size: one that nothing shows any more is removed. */
function withoutUnused(scenario: SlimScenario): SlimScenario {
  const used = new Set<string | undefined>([scenario.scene.backgroundAsset]);
  for (const { asset } of scenario.scene.backgroundStills ?? []) used.add(asset);
  for (const { appearance } of scenario.actors) used.add(appearance.spriteAsset);
  const kept = Object.entries(scenario.assets).filter(([id]) => used.has(id));
  if (kept.length === Object.keys(scenario.assets).length) return scenario;
  return { ...scenario, assets: Object.fromEntries(kept) };
}
