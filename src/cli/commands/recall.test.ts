import { expect, it } from "vitest";
import { refusalOf } from "../testing/commands";
import { addRecallCommand } from "./recall";

it("a file for the tables is Markdown or JSON: another extension is refused before anything is counted", async () => {
  const refusal = (file: string) =>
    refusalOf([(program) => addRecallCommand(program, () => Promise.resolve("build"))], ["recall", "--out", file]);
  expect(await refusal("x.csv")).toBe("--out: x.csv does not have the extension of what is written; name it .md or .json");
  expect(await refusal("x")).toBe("--out: x has no extension that shows its format; name it .md or .json");
});
