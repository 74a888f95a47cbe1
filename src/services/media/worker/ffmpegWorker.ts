import "@ffmpeg/ffmpeg/worker";
import createFFmpegCore, { type FFmpegCore, type Settings } from "@ffmpeg/core";
import { openFolder } from "@/export/storage/openFolder";
import { OUTPUT_NAME } from "./output";
import { addOutputDevice } from "./outputDevice";

/**
 * The worker of the class `FFmpeg`, with a core that can write a file to disk while ffmpeg makes it. The address of the worker names the
 * folder (`?folder=…`); without one, files are kept in memory.
 */
async function createCore(settings: Settings): Promise<FFmpegCore> {
  const core = await createFFmpegCore(settings);
  const folder = new URLSearchParams(location.search).get("folder");
  if (folder !== null) addOutputDevice(core, await (await openFolder(folder)).create(OUTPUT_NAME));
  return core;
}

// The class's worker first asks `importScripts` for the core, which in modules does nothing but fail. The core comes with this worker.
Object.assign(self, { importScripts: () => {}, createFFmpegCore: createCore });
