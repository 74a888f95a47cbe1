import { Dexie, type Transaction } from "dexie";
import { parseScenario } from "@/core/document";
import type { ScenarioBody, ScenarioSummary } from "../rows";
import type { PictureRow } from "../pictures";
import { sha256Of } from "@/core/digest";
import { documentOfText } from "./summary";

/**
 * Upgrades a database of version 1, in which documents contained their pictures. A document that is damaged, or has none, stays as it is.
 * One document at a time: together they may be larger than memory.
 */
export async function takePicturesOut(transaction: Transaction): Promise<void> {
  const bodies = transaction.table<ScenarioBody, string>("bodies");
  const scenarios = transaction.table<ScenarioSummary, string>("scenarios");
  const pictures = transaction.table<PictureRow, string>("pictures");
  for (const id of await bodies.toCollection().primaryKeys()) {
    const [body, row] = [await bodies.get(id), await scenarios.get(id)];
    if (!body) continue;
    const { text } = body;
    await bodies.put({ id, text, pictures: [] });
    // Hashing is not a database operation, so the transaction would end meanwhile.
    if (!row || !text.includes('"data": "data:') || (await Dexie.waitFor(sha256Of(text))) !== row.sha256) continue;
    const document = await Dexie.waitFor(documentOrNull(text));
    if (!document || document.pictures.size === 0) continue;
    for (const [key, data] of document.pictures) await pictures.put({ key, data });
    await bodies.put({ id, text: document.text, pictures: [...document.pictures.keys()] });
    await scenarios.put({ ...row, sha256: document.sha256 });
  }
}

async function documentOrNull(text: string) {
  try {
    return await documentOfText(text, parseScenario(text));
  } catch {
    return null;
  }
}
