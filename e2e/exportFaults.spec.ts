import { expect, test, type Page } from "@playwright/test";
import { ExportServer } from "./support/exportServer";

/** Exports in which something goes wrong, in a real browser with its real workers. */

type Options = NonNullable<Parameters<typeof ExportServer.start>[0]>;

async function withServer(options: Options, work: (server: ExportServer) => Promise<void>): Promise<void> {
  const server = await ExportServer.start(options);
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

async function open(page: Page, server: ExportServer): Promise<void> {
  await page.goto(`${server.origin}/selftest.html?drive`);
  await page.waitForFunction(() => "selfTest" in globalThis);
}

type Outcome = { digests: string[]; notes: readonly string[]; frames: number; workers: number };

/** Exports four seconds in which people cross, and returns the digest of every file. */
function exportOnce(page: Page, workers: number | null = 2): Promise<Outcome> {
  return page.evaluate(async (workers) => {
    const { findPreset, withSize, withStyle, exportScenario } = globalThis.selfTest;
    const preset = findPreset("urban_complex");
    if (!preset) throw new Error("the preset is missing");
    const scenario = withStyle(withSize(preset.scenario, 640, 360), "schematic");
    const result = await exportScenario({
      scenario,
      engine: "ffmpeg",
      quality: "standard",
      range: { start: 150, end: 450 },
      ...(workers === null ? {} : { workers }),
    });
    const digests = result.files.map(({ path, sha256 }) => `${path} ${sha256}`);
    await result.discard();
    return { digests, notes: result.notes, frames: result.frames, workers: result.workers };
  }, workers);
}

/** The files that exports keep in the origin's storage. */
function keptFiles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const exports = await root.getDirectoryHandle("exports", { create: true });
    const names: string[] = [];
    for await (const name of exports.keys()) names.push(name);
    return names;
  });
}

const workersOf = (page: Page) => page.workers().length;

test("segments of workers that crash are encoded again: the same bytes as without a crash", async ({ page, browser }) => {
  let sound: Outcome | null = null;
  await withServer({}, async (server) => {
    await open(page, server);
    sound = await exportOnce(page);
    expect(sound).toMatchObject({ frames: 300, workers: 2, notes: [] });
  });
  // The first drawing worker dies as it hands over its tenth frame, the first encoding worker as it hands over its first segment.
  const deaths: [RegExp, string][] = [
    [
      /drawWorker/,
      `const deaths = new BroadcastChannel("deaths");
       const notify = Atomics.notify;
       let frames = 0;
       Atomics.notify = (...slot) => {
         if (++frames === 10) {
           deaths.postMessage("drawing");
           throw new Error("the drawing worker dies");
         }
         return notify(...slot);
       };`,
    ],
    [
      /encodeWorker/,
      `const deaths = new BroadcastChannel("deaths");
       const post = globalThis.postMessage.bind(globalThis);
       globalThis.postMessage = (message, ...rest) => {
         if (message.type !== "encoded") return post(message, ...rest);
         deaths.postMessage("encoding");
         setTimeout(() => { throw new Error("the encoding worker dies"); });
       };`,
    ],
  ];
  for (const [worker, prelude] of deaths) {
    const another = await browser.newPage();
    await withServer({ prelude: (path, count) => (worker.test(path) && count === 0 ? prelude : null) }, async (server) => {
      await open(another, server);
      const died = another.evaluate(
        () => new Promise<string>((resolve) => (new BroadcastChannel("deaths").onmessage = ({ data }) => resolve(String(data)))),
      );
      expect((await exportOnce(another)).digests).toEqual(sound?.digests);
      expect(`${await died}`).toMatch(/^(drawing|encoding)$/);
    });
    await another.close();
  }
});

test("cancelling leaves no file and no worker behind, and does not affect the next export", async ({ page }) => {
  await withServer({}, async (server) => {
    await open(page, server);
    const before = await exportOnce(page);
    const reason = await page.evaluate(async () => {
      const { findPreset, exportScenario } = globalThis.selfTest;
      const preset = findPreset("challenging_weather");
      if (!preset) throw new Error("the preset is missing");
      const controller = new AbortController();
      const onProgress = ({ framesDone }: { framesDone: number }) => {
        if (framesDone > 0) controller.abort(new DOMException("enough", "AbortError"));
      };
      return exportScenario(
        { scenario: preset.scenario, engine: "ffmpeg", quality: "standard" },
        { signal: controller.signal, onProgress },
      ).then(
        () => "finished",
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    });
    expect(reason).toBe("enough");
    await expect.poll(() => keptFiles(page)).toEqual([]);
    await expect.poll(() => workersOf(page)).toBe(0);
    expect((await exportOnce(page)).digests).toEqual(before.digests);
    await expect.poll(() => keptFiles(page)).toEqual([]);
    await expect.poll(() => workersOf(page)).toBe(0);
  });
});

test("insufficient storage is reported before the start, with a remedy, and nothing is started", async ({ page }) => {
  await withServer({}, async (server) => {
    await page.addInitScript(() => {
      navigator.storage.estimate = () => Promise.resolve({ quota: 1000, usage: 0 });
    });
    await open(page, server);
    await expect(exportOnce(page)).rejects.toThrow(/needs about .* MB of the browser's storage, but only .* free; free some space/);
    expect(await keptFiles(page)).toEqual([]);
    expect(workersOf(page)).toBe(0);
  });
});

test("without shared memory and without WebCodecs the export gives the same bytes, and says why it was slower", async ({
  page,
  browser,
}) => {
  let usual: Outcome | null = null;
  await withServer({}, async (server) => {
    await open(page, server);
    usual = await exportOnce(page);
  });
  const another = await browser.newPage();
  const without = "delete globalThis.VideoFrame; delete globalThis.VideoEncoder;";
  await withServer({ isolated: false, prelude: (path) => (/Worker.*\.js$/.test(path) ? without : null) }, async (server) => {
    await another.addInitScript(() => {
      Reflect.deleteProperty(globalThis, "VideoEncoder");
      Reflect.deleteProperty(globalThis, "VideoFrame");
    });
    await open(another, server);
    expect(await another.evaluate(() => globalThis.selfTest.exportCapabilities())).toMatchObject({ sharedMemory: false, webcodecs: false });
    const outcome = await exportOnce(another);
    expect(outcome.digests).toEqual(usual?.digests);
    expect(outcome.notes.join()).toMatch(/not cross-origin isolated.*slower/);
    const refusal = another.evaluate(() => {
      const preset = globalThis.selfTest.findPreset("urban_complex");
      if (!preset) throw new Error("the preset is missing");
      return globalThis.selfTest.exportScenario({ scenario: preset.scenario, engine: "webcodecs", quality: "standard" });
    });
    await expect(refusal).rejects.toThrow(/no H\.264 encoder for 1280 × 720; choose the engine ffmpeg/);
  });
  await another.close();
});

test("a machine with 64 cores, a page that freezes for a while and changes of the system clock make no difference", async ({
  page,
  browser,
}) => {
  let usual: Outcome | null = null;
  await withServer({}, async (server) => {
    await open(page, server);
    usual = await exportOnce(page);
  });
  const another = await browser.newPage();
  const jumps =
    "const real = performance.now.bind(performance); let asked = 0; " +
    "performance.now = () => real() + (Math.floor(++asked / 40) % 2 ? 3.6e6 : 0);";
  await withServer({ prelude: (path) => (/Worker.*\.js$/.test(path) ? jumps : null) }, async (server) => {
    await another.addInitScript(() => Object.defineProperty(navigator, "hardwareConcurrency", { get: () => 64 }));
    await open(another, server);
    const exporting = exportOnce(another, null);
    const client = await another.context().newCDPSession(another);
    await client.send("Page.setWebLifecycleState", { state: "frozen" });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await client.send("Page.setWebLifecycleState", { state: "active" });
    const outcome = await exporting;
    expect(outcome.digests).toEqual(usual?.digests);
    expect(outcome.workers).toBeGreaterThan(2);
  });
  await another.close();
});

test("where the browser cannot run the encoder, the error says so and what to do", async ({ page }) => {
  await withServer({}, async (server) => {
    await page.addInitScript(() => {
      const refuse = () => Promise.reject(new WebAssembly.CompileError("Wasm SIMD unsupported"));
      Object.assign(WebAssembly, { validate: () => false, compile: refuse, compileStreaming: refuse });
    });
    await open(page, server);
    await expect(exportOnce(page)).rejects.toThrow(/needs WebAssembly with SIMD.*Update the browser, or choose the engine WebCodecs/);
    expect(workersOf(page)).toBe(0);
  });
});
