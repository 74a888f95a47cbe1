/** The parts of `@ffmpeg/core` (which ships no types) that we use; see its `bind.js`. */
declare module "@ffmpeg/core" {
  type DeviceStream = { seekable: boolean };
  type DeviceOperations = {
    open(stream: DeviceStream): void;
    close(stream: DeviceStream): void;
    /** Fills at most `length` bytes of `buffer` from `offset`; 0 ends the stream. */
    read(stream: DeviceStream, buffer: Int8Array, offset: number, length: number): number;
    write(stream: DeviceStream, buffer: Int8Array, offset: number, length: number): number;
  };
  export type FFmpegCore = {
    FS: {
      makedev(major: number, minor: number): number;
      registerDevice(device: number, operations: DeviceOperations): void;
      mkdev(path: string, mode: number, device: number): void;
      writeFile(path: string, content: Uint8Array): void;
      readFile(path: string): Uint8Array<ArrayBuffer>;
    };
    /** Runs ffmpeg to its end, synchronously. @returns its exit status */
    exec(...parameters: string[]): number;
    reset(): void;
    setLogger(logger: (line: { type: string; message: string }) => void): void;
    setProgress(listener: () => void): void;
    setTimeout(milliseconds: number): void;
  };
  type Settings = {
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): WebAssembly.Exports;
  };
  export default function createFFmpegCore(settings: Settings): Promise<FFmpegCore>;
}
