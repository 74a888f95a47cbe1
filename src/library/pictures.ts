import type { Scenario } from "@/core/document";
import { sha256Of } from "@/core/digest";

type Asset = Scenario["assets"][string];

/** A picture's data, stored once for all documents that show it. */
export type PictureRow = {
  /** SHA-256 of the data. */
  key: string;
  /** As in a scenario file: a `data:` address. */
  data: string;
};

/** A document whose pictures are stored separately: it has their keys instead of their data. */
export type PartedScenario = { readonly scenario: Scenario; readonly pictures: ReadonlyMap<string, string> };

const PREFIX = "data:,jaywalk-picture:";

/** Keys of pictures: an asset is never modified in place, so its data is hashed once. */
const keys = new WeakMap<Asset, string>();

async function keyOf(asset: Asset): Promise<string> {
  const known = keys.get(asset);
  if (known !== undefined) return known;
  const key = await sha256Of(asset.data);
  keys.set(asset, key);
  return key;
}

/** Takes the pictures out of a scenario, under their keys. Each is hashed only the first time. */
export async function withPicturesApart(scenario: Scenario): Promise<PartedScenario> {
  const assets = Object.entries(scenario.assets);
  if (assets.length === 0) return { scenario, pictures: new Map() };
  const keyed = await Promise.all(assets.map(async ([id, asset]) => [id, asset, await keyOf(asset)] as const));
  return {
    scenario: { ...scenario, assets: Object.fromEntries(keyed.map(([id, asset, key]) => [id, { ...asset, data: PREFIX + key }])) },
    pictures: new Map(keyed.map(([, { data }, key]) => [key, data])),
  };
}

/** The same, synchronously, for those pictures that are stored under these keys; the others stay in the scenario. */
export function withStoredPicturesApart(
  scenario: Scenario,
  stored: ReadonlySet<string>,
): { readonly scenario: Scenario; readonly pictures: readonly string[] } {
  const pictures: string[] = [];
  const assets = Object.entries(scenario.assets).map(([id, asset]) => {
    const key = keys.get(asset);
    if (key === undefined || !stored.has(key)) return [id, asset] as const;
    pictures.push(key);
    return [id, { ...asset, data: PREFIX + key }] as const;
  });
  return { scenario: pictures.length === 0 ? scenario : { ...scenario, assets: Object.fromEntries(assets) }, pictures };
}

/**
 * Puts pictures back into a document from the storage. `pictures`: the keys that it was stored with; data of any other form is the
 * document's own. A missing picture is left out, to be reported by the validation of the document.
 */
export async function withPicturesBack(
  document: unknown,
  pictures: readonly string[],
  read: (keys: readonly string[]) => Promise<readonly (PictureRow | undefined)[]>,
): Promise<unknown> {
  if (pictures.length === 0 || typeof document !== "object" || document === null || !("assets" in document)) return document;
  const { assets } = document;
  if (typeof assets !== "object" || assets === null) return document;
  const found = new Map((await read(pictures)).flatMap((row) => (row ? [[PREFIX + row.key, row.data] as const] : [])));
  const refs = new Set(pictures.map((key) => PREFIX + key));
  const whole = Object.entries(assets).flatMap(([id, asset]: [string, unknown]) => {
    if (typeof asset !== "object" || asset === null || !("data" in asset) || typeof asset.data !== "string" || !refs.has(asset.data))
      return [[id, asset]];
    const data = found.get(asset.data);
    return data === undefined ? [] : [[id, { ...asset, data }]];
  });
  return { ...document, assets: Object.fromEntries(whole) as unknown };
}
