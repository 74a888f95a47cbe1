import type { PictureStore, SlimScenario, WholeScenario } from "@/core/document";

/** A picture's data, stored once for all documents that show it. */
export type PictureRow = {
  /** SHA-256 of the data. */
  key: string;
  /** As in a scenario file: a `data:` address. */
  data: string;
};

/** A document as it is stored: it has keys in the place of its pictures' data, which are stored separately. */
export type StoredScenario = {
  readonly scenario: WholeScenario;
  /** By key. */
  readonly pictures: ReadonlyMap<string, string>;
};

const PREFIX = "data:,jaywalk-picture:";

/** A scenario as it is stored. The bytes of its pictures are not touched. */
export function storedScenario(scenario: SlimScenario, store: PictureStore): StoredScenario {
  const assets = Object.entries(scenario.assets);
  return {
    scenario: {
      ...scenario,
      assets: Object.fromEntries(assets.map(([id, asset]) => [id, { ...asset, data: PREFIX + asset.data.sha256 }])),
    },
    pictures: new Map(assets.map(([, asset]) => [asset.data.sha256, store.dataOf(asset)])),
  };
}

/**
 * The same with only those pictures apart that are stored under these keys, or that are not in memory; the data of the others is in the
 * scenario.
 */
export function partlyStoredScenario(
  scenario: SlimScenario,
  stored: ReadonlySet<string>,
  store: PictureStore,
): { readonly scenario: WholeScenario; readonly pictures: readonly string[] } {
  const pictures: string[] = [];
  const assets = Object.entries(scenario.assets).map(([id, asset]) => {
    const { sha256 } = asset.data;
    if (!stored.has(sha256) && store.has(asset)) return [id, { ...asset, data: store.dataOf(asset) }] as const;
    pictures.push(sha256);
    return [id, { ...asset, data: PREFIX + sha256 }] as const;
  });
  return { scenario: { ...scenario, assets: Object.fromEntries(assets) }, pictures };
}

/** Names of a stored document's images that these keys stand for. */
export function imagesOf(document: unknown, keys: readonly string[]): string[] {
  if (typeof document !== "object" || document === null || !("assets" in document)) return [];
  const { assets } = document;
  if (typeof assets !== "object" || assets === null) return [];
  const refs = new Set(keys.map((key) => PREFIX + key));
  return Object.values(assets).flatMap((asset: unknown) => {
    if (typeof asset !== "object" || asset === null || !("data" in asset) || typeof asset.data !== "string") return [];
    if (!refs.has(asset.data)) return [];
    return ["name" in asset && typeof asset.name === "string" ? asset.name : ""];
  });
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
