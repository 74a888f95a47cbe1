import type { Page } from "@playwright/test";

/** A file that the page creates itself: `bytes` before the text, `megabytes` of spaces after it, without using memory. */
export type DroppedFile = { readonly name: string; readonly text: string; readonly megabytes?: number; readonly bytes?: readonly number[] };

/** Drags a file over the page and lets it go. */
export async function dropFile(page: Page, file: DroppedFile): Promise<void> {
  const transfer = await page.evaluateHandle(({ name, text, megabytes = 0, bytes = [] }: DroppedFile) => {
    const data = new DataTransfer();
    const megabyte = new Blob([" ".repeat(1024 * 1024)]);
    data.items.add(
      new File([new Uint8Array(bytes), text, ...Array.from({ length: megabytes }, () => megabyte)], name, { type: "application/json" }),
    );
    return data;
  }, file);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
  const target = page.getByText("Drop to open a scenario");
  await target.waitFor();
  await target.dispatchEvent("drop", { dataTransfer: transfer });
}
