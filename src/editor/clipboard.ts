import {
  createScenario,
  serializeScenario,
  parseScenario,
  ScenarioError,
  type Scenario,
} from "@/core/document";
import { command, type Command } from "./commands/command";
import { without } from "./commands/edit";
import { copyBodies, withBodies } from "./commands/groups";
import { selectedActors, selectedOccluders, type Selection } from "./selection";

/** Where copies go between copying and pasting: the system's clipboard, which other tabs share. */
export type ClipboardPort = { write: (text: string) => void; read: () => Promise<string | null> };

const MARK = "jaywalk-clipboard";

/**
 * The chosen actors and occluders as text, with the assets they use: a scenario of its own, so that pasting is checked
 * as strictly as opening. Null where nothing is chosen.
 */
export function copyText(scenario: Scenario, selection: Selection): string | null {
  const actors = selectedActors(scenario, selection).map((actor) => without(actor, "generatorId"));
  const occluders = selectedOccluders(scenario, selection);
  if (actors.length + occluders.length === 0) return null;
  const used = new Set(actors.map(({ appearance }) => appearance.spriteAsset));
  const assets = Object.fromEntries(Object.entries(scenario.assets).filter(([id]) => used.has(id)));
  return serializeScenario(createScenario({ id: MARK, video: scenario.video, actors, occluders, assets }));
}

export type Copied = Pick<Scenario, "actors" | "occluders" | "assets" | "video">;

/** What a text from the clipboard holds; null where it is nothing copied here. @throws ScenarioError for damaged copies */
export function readCopied(text: string): Copied | null {
  if (!text.includes(`"${MARK}"`)) return null;
  try {
    const { id, actors, occluders, assets, video } = parseScenario(text);
    return id === MARK ? { actors, occluders, assets, video } : null;
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    return null;
  }
}

/** Adds copies with free ids, `offset` pixels to the right and down. Frames stay those of the scenario they came from. */
export function paste(copied: Copied, offset: number): Command {
  return command("Paste", (scenario) => {
    const { actors, assets } = renamedAssets(scenario, copied);
    const made = copyBodies(scenario, { actors, occluders: copied.occluders }, { x: offset, y: offset });
    return { ...withBodies(scenario, made), assets: { ...scenario.assets, ...assets } };
  });
}

/** An asset of the same name with another content must not take the place of the one that is there. */
function renamedAssets(scenario: Scenario, { actors, assets }: Copied): Pick<Copied, "actors" | "assets"> {
  const names = new Map<string, string>();
  for (const [id, asset] of Object.entries(assets)) {
    let name = id;
    while (name in scenario.assets && scenario.assets[name]?.sha256 !== asset.sha256) name = `${name}-copy`;
    names.set(id, name);
  }
  return {
    assets: Object.fromEntries(Object.entries(assets).map(([id, asset]) => [names.get(id) ?? id, asset])),
    actors: actors.map((actor) => {
      const { spriteAsset } = actor.appearance;
      if (spriteAsset === undefined) return actor;
      return { ...actor, appearance: { ...actor.appearance, spriteAsset: names.get(spriteAsset) ?? spriteAsset } };
    }),
  };
}
