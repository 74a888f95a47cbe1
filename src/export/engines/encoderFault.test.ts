import { expect, it } from "vitest";
import { encoderFault } from "./encoderFault";

it.each([
  [
    "a browser without SIMD",
    new WebAssembly.CompileError("Wasm SIMD unsupported"),
    false,
    "unsupported",
    /SIMD: Chrome and Edge 91.*Update the browser, or choose the engine WebCodecs/,
  ],
  ["a file that is no encoder", new WebAssembly.CompileError("expected magic word"), true, "failed", /reload the page/],
  ["no memory", new RangeError("could not allocate memory"), true, "failed", /close other tabs/],
  [
    "a page whose policy forbids WebAssembly, in Chromium",
    new WebAssembly.CompileError("WebAssembly.instantiate(): Refused … because 'unsafe-eval' is not an allowed source of script"),
    true,
    "failed",
    /security policy.*wasm-unsafe-eval/,
  ],
  ["one in Firefox", new WebAssembly.CompileError("call to WebAssembly.instantiate() blocked by CSP"), true, "failed", /security policy/],
  ["no connection", new TypeError("Failed to fetch"), true, "failed", /check the connection/],
] as const)("explains what %s means and what to do", (_name, cause, canRun, fault, message) => {
  const told = encoderFault(cause, canRun);
  expect(told).toMatchObject({ fault, cause });
  expect(told.message).toMatch(message);
});

it("detects by itself that this machine can run the encoder", () => {
  expect(encoderFault(new TypeError("offline")).fault).toBe("failed");
});
