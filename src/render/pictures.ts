import type { Asset, Scenario, WholeScenario } from "@/core/document";
import { MOST_STILL_PIXELS, pixelsOf, stillsShown } from "@/core/scene";
import { fewAtATime } from "./fewAtATime";
import { StillCache } from "./stillCache";
import { createSurface, type Surface } from "./surface";

/** A user's picture, decoded; `opaqueArea` is the smallest box around what is not fully transparent. */
export type Picture = {
  surface: Surface;
  opaqueArea: { x: number; y: number; width: number; height: number };
};

/** The parts of a scenario that say which pictures there are, and where they are shown. */
export type Pictured = {
  readonly assets: WholeScenario["assets"];
  readonly scene?: Pick<WholeScenario["scene"], "backgroundStills">;
  /** Pictures that actors show. */
  readonly sprites?: readonly string[];
};

/** What drawing a scenario needs of its pictures. */
export const picturedIn = ({ assets, scene, actors }: Pick<WholeScenario, "assets" | "scene" | "actors">): Pictured => ({
  assets,
  scene,
  sprites: spritesIn({ actors }),
});

/** The pictures that actors show. */
export const spritesIn = ({ actors }: Pick<Scenario, "actors">): string[] =>
  actors.flatMap(({ appearance: { spriteAsset } }) => spriteAsset ?? []);

/**
 * The pictures of a scenario, decoded for one thread. If the stills of a background video are too many to be kept, they are decoded on
 * demand, and the least recently used are dropped.
 */
export class Pictures {
  private readonly stills: StillCache<Picture>;

  private constructor(
    private readonly scenario: Pictured,
    private readonly lasting: ReadonlyMap<string, Picture>,
  ) {
    const { assets } = scenario;
    this.stills = new StillCache(
      (id) => decodePicture(assets[id], id),
      (id) => pixelsOf(assets[id]),
      MOST_STILL_PIXELS,
    );
  }

  /** Decodes all but the stills loaded on demand. @throws Error that names the first picture that cannot be decoded */
  static async open(scenario: Pictured): Promise<Pictures> {
    const { assets, scene, sprites = [] } = scenario;
    const passing = new Set(scene?.backgroundStills?.map(({ asset }) => asset));
    const pixels = [...passing].reduce((sum, id) => sum + pixelsOf(assets[id]), 0);
    if (pixels <= MOST_STILL_PIXELS) passing.clear();
    for (const id of sprites) passing.delete(id);
    const lasting = Object.entries(assets).filter(([id]) => !passing.has(id));
    const decoded = new Map<string, Picture>();
    await fewAtATime(lasting, async ([id, asset]) => void decoded.set(id, await decodePicture(asset, id)));
    return new Pictures(scenario, decoded);
  }

  /** A decoded picture. */
  get(id: string): Picture | undefined {
    return this.lasting.get(id) ?? this.stills.get(id);
  }

  /** Whether everything that frames from `start` to before `end` show is decoded. */
  has(start: number, end: number): boolean {
    return this.shown(start, end).every((id) => this.get(id) !== undefined);
  }

  /**
   * Decodes what frames from `start` to before `end` show, and keeps it at least until the next call.
   * @throws Error that names a picture that cannot be decoded
   */
  async load(start: number, end: number): Promise<void> {
    await this.stills.load(new Set(this.shown(start, end).filter((id) => !this.lasting.has(id))));
  }

  private shown(start: number, end: number): string[] {
    return stillsShown(this.scenario.scene?.backgroundStills ?? [], start, end).map(({ asset }) => asset);
  }
}

/** Decodes every picture of a scenario once and keeps none. @throws Error that names the first that cannot be decoded */
export async function assertPictures({ assets }: Pick<WholeScenario, "assets">): Promise<void> {
  await fewAtATime(Object.values(assets), async (asset) => (await decode(asset)).close());
}

async function decodePicture(asset: Asset<string> | undefined, id: string): Promise<Picture> {
  if (!asset) throw new Error(`The scenario has no picture "${id}"`);
  const bitmap = await decode(asset);
  const surface = createSurface(bitmap.width, bitmap.height);
  surface.context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { surface, opaqueArea: asset.silhouette ?? opaqueAreaOf(surface) };
}

async function decode(asset: Asset<string>): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blobOf(asset), { colorSpaceConversion: "none", premultiplyAlpha: "premultiply" });
  } catch (cause) {
    throw new Error(`The picture "${asset.name}" (${asset.mediaType}) cannot be decoded; replace it with a PNG, JPEG or WebP file`, {
      cause,
    });
  }
}

/** The bytes of a `data:` URL, without a request: the page's security policy need not allow any. */
function blobOf(asset: Asset<string>): Blob {
  const comma = asset.data.indexOf(",");
  const body = asset.data.slice(comma + 1);
  if (!asset.data.slice(0, comma).endsWith(";base64")) return new Blob([decodeURIComponent(body)], { type: asset.mediaType });
  const binary = atob(body);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return new Blob([bytes], { type: asset.mediaType });
}

function opaqueAreaOf({ context, width, height }: Surface): Picture["opaqueArea"] {
  const { data } = context.getImageData(0, 0, width, height);
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((data[(y * width + x) * 4 + 3] ?? 0) > 0) {
        left = Math.min(left, x);
        right = Math.max(right, x + 1);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y + 1);
      }
  return right > left ? { x: left, y: top, width: right - left, height: bottom - top } : { x: 0, y: 0, width, height };
}
