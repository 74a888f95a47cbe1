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

  /** The scenario as in its file. */
  whole(scenario: SlimScenario): WholeScenario {
    return { ...scenario, assets: this.wholeAssets(scenario.assets) };
  }

  /** The pictures with their data, for drawing them. */
  wholeAssets(assets: Assets<PictureRef>): Assets<string> {
    return Object.fromEntries(Object.entries(assets).map(([id, asset]) => [id, { ...asset, data: this.dataOf(asset.data) }]));
  }

  /** A picture's data as in a scenario file: a `data:` address. */
  dataOf(ref: PictureRef): string {
    const data = this.data.get(ref);
    if (data === undefined) throw new Error(`The picture ${ref.sha256} is not in memory`);
    return data;
  }
}
