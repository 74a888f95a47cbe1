import type { Page } from "@playwright/test";

declare global {
  interface Window {
    messagesToWorkers: { readonly kinds: string[]; bytes: number };
  }
}

/** Counts what goes to workers: by kind of message, and the bytes that are copied into them. */
export async function countMessages(page: Page): Promise<() => Promise<Window["messagesToWorkers"]>> {
  await page.addInitScript(() => {
    const counted: Window["messagesToWorkers"] = { kinds: [], bytes: 0 };
    window.messagesToWorkers = counted;
    const count = (value: unknown): void => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) counted.bytes += value.byteLength;
      else if (Array.isArray(value)) value.forEach(count);
      else if (value && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) Object.values(value).forEach(count);
    };
    window.Worker = class extends Worker {
      override postMessage(message: unknown, options?: Transferable[] | StructuredSerializeOptions): void {
        if (message && typeof message === "object" && "type" in message) counted.kinds.push(String(message.type));
        count(message);
        super.postMessage(message, Array.isArray(options) ? { transfer: options } : options);
      }
    };
  });
  return () => page.evaluate(() => window.messagesToWorkers);
}
