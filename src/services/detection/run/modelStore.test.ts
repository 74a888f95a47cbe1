import "fake-indexeddb/auto";
import Dexie from "dexie";
import { expect, test } from "vitest";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { createModelStore, type KeptModel } from "./modelStore";

const model = (content: number): KeptModel => ({
  files: { name: "my.onnx", model: Uint8Array.of(content), weights: new Map([["weights/my.data", Uint8Array.of(content, 2)]]) },
  options: { resize: "stretch" },
  classMap: USUAL_CLASS_MAP,
});

test("a model is loaded as it was saved, with the latest decisions, which do not write it again", async () => {
  const store = createModelStore("models-of-a-user");
  expect(await store.load()).toBeNull();
  expect(await store.saveDecisions({ options: {}, classMap: {} })).toBe(false);
  expect(await store.save(model(1))).toBe(true);
  expect(await store.load()).toEqual(model(1));

  const database = await new Dexie("models-of-a-user").open();
  const written = await database.table("models").toArray();
  const decisions = { options: { resize: "letterbox" }, classMap: { van: "vehicle" } } as const;
  expect(await store.saveDecisions(decisions)).toBe(true);
  expect(await database.table("models").toArray()).toEqual(written);
  expect(await createModelStore("models-of-a-user").load()).toEqual({ ...model(1), ...decisions });

  await store.remove();
  expect(await store.load()).toBeNull();
  expect(await database.table("decisions").count()).toBe(0);
  database.close();
});

test("decisions about a model that another tab has replaced are not taken for decisions about its model", async () => {
  const [one, other] = [createModelStore("models-of-two-tabs"), createModelStore("models-of-two-tabs")];
  await one.save(model(1));
  await other.save(model(2));
  expect(await one.saveDecisions({ options: { resize: "letterbox" }, classMap: {} })).toBe(false);
  expect(await one.load()).toEqual(model(2));
});
