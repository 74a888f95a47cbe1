import type { FFmpegCore } from "@ffmpeg/core";
import { ExportError } from "@/export/errors";
import type { OutputFile } from "@/export/storage/outputFolder";
import { OUTPUT_PATH } from "./output";

const DEVICE_MAJOR = 65;
/** Numbers of errors as Emscripten's C library has them: an error of input or output, and no space left. */
const [EIO, ENOSPC] = [29, 51];

/**
 * Gives ffmpeg a device that is a file: what is written goes there at once and is never in memory whole. It can be sought in and read, as
 * containers need that end with going back to their beginning. Once ffmpeg has closed it, it is complete.
 */
export function addOutputDevice({ FS }: Pick<FFmpegCore, "FS">, file: OutputFile): void {
  const device = FS.makedev(DEVICE_MAJOR, 0);
  let opened = 0;
  FS.registerDevice(device, {
    open: (stream) => {
      stream.seekable = true;
      opened++;
    },
    close: () => {
      if (--opened === 0) void file.close();
    },
    read: (_stream, buffer, offset, length, position) => {
      const bytes = file.read(position, length);
      buffer.set(new Int8Array(bytes.buffer), offset);
      return bytes.length;
    },
    write: (_stream, buffer, offset, length, position) => {
      try {
        file.write(new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length), position);
      } catch (error) {
        throw new FS.ErrnoError(isStorageFull(error) ? ENOSPC : EIO);
      }
      return length;
    },
    llseek: (stream, offset, whence) => {
      const from = [0, stream.position, file.size][whence] ?? 0;
      return from + offset;
    },
  });
  FS.mkdev(OUTPUT_PATH, 0o666, device);
}

const isStorageFull = (error: unknown): boolean => error instanceof ExportError && error.fault === "storage";
