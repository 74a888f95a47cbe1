import { describe, expect, it } from "vitest";
import { scenarioFragment, scenarioInFragment } from "..";
import { pictures, scenario as slimScenario } from "../testing/library";

const scenario = (...given: Parameters<typeof slimScenario>) => pictures.whole(slimScenario(...given));

describe("a scenario as a link", () => {
  it("contains a whole small scenario, and reports when one is too large or truncated", async () => {
    const whole = scenario("whole", { name: "Straße, 日本, “quotes”" });
    expect(await scenarioInFragment(await scenarioFragment(whole))).toEqual(whole);
    expect(await scenarioInFragment("#other=1")).toBeNull();
    const fragment = await scenarioFragment(scenario("a"));
    await expect(scenarioInFragment(fragment.slice(0, -20))).rejects.toThrow(/The link may be incomplete/);
    await expect(scenarioInFragment("#scenario=~~")).rejects.toThrow(/cannot be read/);
    const noise = Array.from({ length: 3000 }, (_, index) => ({ x: (index * 7919) % 1280, y: ((index * 104_729) % 7200) / 10 }));
    const [walker] = scenario("big").actors;
    const big = scenario("big", { actors: walker ? [{ ...walker, trajectory: { ...walker.trajectory, waypoints: noise } }] : [] });
    await expect(scenarioFragment(big)).rejects.toThrow(/too large for a link/);
    const zeros = await new Response(
      new Blob([new Uint8Array(8 * 1024 * 1024)]).stream().pipeThrough(new CompressionStream("deflate-raw")),
    ).arrayBuffer();
    await expect(scenarioInFragment(`#scenario=${Buffer.from(zeros).toString("base64url")}`)).rejects.toThrow(/is more than/);
  });
});
