/** The parts of `@ffmpeg/core` (which has no types) that we use; see its `bind.js`. */
declare module "@ffmpeg/core" {
  export type DeviceStream = { seekable: boolean; position: number };
  type DeviceOperations = {
    open(stream: DeviceStream): void;
    close(stream: DeviceStream): void;
    /** Fills at most `length` bytes of `buffer` from `offset`; 0 ends the stream. */
    read(stream: DeviceStream, buffer: Int8Array, offset: number, length: number, position: number): number;
    write(stream: DeviceStream, buffer: Int8Array, offset: number, length: number, position: number): number;
    /** Where a stream then stands; `whence` is 0 for the start, 1 for its position, 2 for the end. For devices that are seekable. */
    llseek?(stream: DeviceStream, offset: number, whence: number): number;
  };
  export type FFmpegCore = {
    FS: {
      makedev(major: number, minor: number): number;
      registerDevice(device: number, operations: DeviceOperations): void;
      mkdev(path: string, mode: number, device: number): void;
      writeFile(path: string, content: Uint8Array): void;
      readFile(path: string): Uint8Array<ArrayBuffer>;
      /** What operations throw so that ffmpeg sees an error of C's. */
      readonly ErrnoError: new (errno: number) => Error;
    };
    /** Runs ffmpeg to its end, synchronously. @returns its exit status */
    exec(...parameters: string[]): number;
    reset(): void;
    setLogger(logger: (line: { type: string; message: string }) => void): void;
    setProgress(listener: () => void): void;
    setTimeout(milliseconds: number): void;
  };
  export type Settings = {
    instantiateWasm?(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): WebAssembly.Exports;
    /** Says where the WebAssembly is, in a form of the package's own. */
    mainScriptUrlOrBlob?: string;
  };
  export default function createFFmpegCore(settings: Settings): Promise<FFmpegCore>;
}
