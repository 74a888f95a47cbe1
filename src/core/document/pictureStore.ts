import { sha256Of } from "../digest";
import type { Asset, PictureRef, SlimScenario, WholeScenario } from "./schema";

type Assets<Data extends Asset["data"]> = Readonly<Record<string, Asset<Data>>>;

/**
 * The data of the pictures of slim scenarios, each once, however many documents and steps of their histories show it. A scenario becomes
 * slim where it enters, and whole again where it leaves. The data of a picture is kept as long as a scenario that shows it is in memory,
 * so that undo can always bring it back: a reference must be shared, never copied.
 */
export class PictureStore {
  private readonly data = new WeakMap<PictureRef, string>();
  private readonly refs = new Map<string, WeakRef<PictureRef>>();

  /** Takes in the pictures of a scenario. */
  async slim(scenario: WholeScenario): Promise<SlimScenario> {
    return { ...scenario, assets: await this.slimAssets(scenario.assets) };
  }

  private async slimAssets(assets: Assets<string>): Promise<Assets<PictureRef>> {
    const taken = Object.entries(assets).map(async ([id, asset]) => [id, await this.slimAsset(asset)] as const);
    return Object.fromEntries(await Promise.all(taken));
  }

  /** Takes in one picture. */
  async slimAsset(asset: Asset<string>): Promise<Asset<PictureRef>> {
    return { ...asset, data: this.refOf(await sha256Of(asset.data), asset.data) };
  }

  private refOf(sha256: string, data: string): PictureRef {
    const known = this.refs.get(sha256)?.deref();
    if (known) return known;
    const ref = { sha256, length: data.length };
    this.refs.set(sha256, new WeakRef(ref));
    this.data.set(ref, data);
    return ref;
  }

  /** The scenario as in its file. @throws Error if a picture is not in memory */
  whole(scenario: SlimScenario): WholeScenario {
    return { ...scenario, assets: this.wholeAssets(scenario.assets) };
  }

  /** The scenario with those of its pictures that are in memory, and the names of the others. It may still refer to those. */
  wholeAsFarAsPossible(scenario: SlimScenario): { readonly scenario: WholeScenario; readonly missing: readonly string[] } {
    const all = Object.entries(scenario.assets);
    const present = all.filter(([, asset]) => this.has(asset));
    const missing = all.filter(([, asset]) => !this.has(asset)).map(([, { name }]) => name);
    return { scenario: this.whole({ ...scenario, assets: Object.fromEntries(present) }), missing };
  }

  /** The pictures with their data, for drawing them. */
  wholeAssets(assets: Assets<PictureRef>): Assets<string> {
    return Object.fromEntries(Object.entries(assets).map(([id, asset]) => [id, { ...asset, data: this.dataOf(asset) }]));
  }

  /** Whether a picture is in memory. It always is, as long as references are shared. */
  has({ data }: Asset<PictureRef>): boolean {
    return this.data.has(data);
  }

  /** A picture's data as in a scenario file: a `data:` address. @throws Error if it is not in memory */
  dataOf({ name, data: ref }: Asset<PictureRef>): string {
    const data = this.data.get(ref);
    if (data === undefined) throw new Error(`The image “${name}” is not in memory. Reload the page, or choose the image again`);
    return data;
  }
}
