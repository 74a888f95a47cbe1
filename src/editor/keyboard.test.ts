import { describe, expect, it } from "vitest";
import { meantBy, type KeyInput } from "./keyboard";

const THINGS = [
  "mod+z",
  "mod+y",
  "mod+shift+z",
  "mod+c",
  "mod+i",
  "mod+a",
  "mod+=",
  "mod+-",
  "1",
  "2",
  "3",
  "shift+1",
  "shift+0",
  "w",
  "z",
  "b",
  "s",
  "?",
  ",",
  ".",
  "-",
  "=",
  "shift+,",
  "shift+.",
  "alt+1",
  "alt+n",
  "alt+d",
  "shift+s",
  "[",
  "Space",
  "Delete",
  "ArrowLeft",
].map((shortcut) => ({ shortcut, shortcuts: [shortcut] }));
const meaning = (input: KeyInput) => meantBy(input, THINGS)?.shortcut;

const ctrl = { ctrlKey: true };
const shift = { shiftKey: true };
const alt = { altKey: true };

/** Keys typed on keyboards around the world: the character, the key's position, the modifiers held, and the shortcut meant. */
const TYPED: Readonly<Record<string, readonly (readonly [key: string, code: string, held: object, shortcut: string | undefined])[]>> = {
  "US English": [
    ["z", "KeyZ", ctrl, "mod+z"],
    ["Z", "KeyZ", { ...ctrl, ...shift }, "mod+shift+z"],
    ["1", "Digit1", {}, "1"],
    ["!", "Digit1", shift, "shift+1"],
    [")", "Digit0", shift, "shift+0"],
    ["<", "Comma", shift, "shift+,"],
    ["?", "Slash", shift, "?"],
    ["W", "KeyW", {}, "w"],
    [" ", "Space", {}, "Space"],
    ["1", "Numpad1", {}, "1"],
  ],
  "QWERTZ, German": [
    ["z", "KeyY", ctrl, "mod+z"],
    ["y", "KeyZ", ctrl, "mod+y"],
    ["Z", "KeyY", { ...ctrl, ...shift }, "mod+shift+z"],
    ["z", "KeyY", {}, "z"],
    ["y", "KeyZ", {}, undefined],
    ["-", "Slash", {}, "-"],
    ["ß", "Minus", {}, undefined],
    [";", "Comma", shift, "shift+,"],
    [":", "Period", shift, "shift+."],
    ["?", "Minus", shift, "?"],
    ["=", "Digit0", shift, "shift+0"],
    ["=", "Digit0", { ...ctrl, ...shift }, "mod+="],
    ["ü", "BracketLeft", {}, "["],
    ["+", "BracketRight", ctrl, undefined],
    // AltGr types the bracket, and counts as Alt only on Windows, together with Ctrl.
    ["[", "Digit8", {}, "["],
    ["@", "KeyQ", { ...ctrl, ...alt }, undefined],
  ],
  Dvorak: [
    ["c", "KeyI", ctrl, "mod+c"],
    ["i", "KeyG", ctrl, "mod+i"],
    ["j", "KeyC", ctrl, undefined],
    [";", "KeyZ", ctrl, undefined],
    [",", "KeyW", {}, ","],
    [",", "KeyW", ctrl, undefined],
    ["w", "Comma", {}, "w"],
    ["z", "Slash", {}, "z"],
  ],
  "AZERTY, French": [
    ["&", "Digit1", {}, "1"],
    ["é", "Digit2", {}, "2"],
    ['"', "Digit3", {}, "3"],
    ["1", "Digit1", shift, "shift+1"],
    ["3", "Digit3", shift, "3"],
    ["&", "Digit1", alt, "alt+1"],
    ["z", "KeyW", ctrl, "mod+z"],
    ["a", "KeyQ", ctrl, "mod+a"],
    ["w", "KeyZ", ctrl, undefined],
    [",", "KeyM", {}, ","],
    ["?", "KeyM", shift, "?"],
    [";", "Comma", {}, ","],
    [".", "Comma", shift, "."],
    ["-", "Digit6", {}, "-"],
  ],
  Czech: [
    ["+", "Digit1", {}, "1"],
    ["š", "Digit3", {}, "3"],
    ["z", "KeyY", ctrl, "mod+z"],
  ],
  Turkish: [
    ["ı", "KeyI", ctrl, undefined],
    ["i", "Quote", ctrl, "mod+i"],
  ],
  Russian: [
    ["я", "KeyZ", ctrl, "mod+z"],
    ["Я", "KeyZ", { ...ctrl, ...shift }, "mod+shift+z"],
    ["ц", "KeyW", {}, "w"],
    ["б", "Comma", {}, ","],
    [".", "Slash", {}, "."],
    ["х", "BracketLeft", {}, "["],
  ],
  Greek: [
    ["ζ", "KeyZ", ctrl, "mod+z"],
    ["Σ", "KeyS", shift, "shift+s"],
    [";", "KeyQ", {}, undefined],
  ],
  Hebrew: [
    ["ז", "KeyZ", ctrl, "mod+z"],
    ["ש", "KeyA", ctrl, "mod+a"],
    ["ת", "Comma", {}, ","],
  ],
  Arabic: [
    ["ئ", "KeyZ", ctrl, "mod+z"],
    ["لا", "KeyB", {}, "b"],
    ["١", "Digit1", {}, "1"],
  ],
  Korean: [["ㅋ", "KeyZ", ctrl, "mod+z"]],
  "Mac, with the option key": [
    ["Dead", "KeyN", alt, "alt+n"],
    ["∂", "KeyD", alt, "alt+d"],
    ["¡", "Digit1", alt, "alt+1"],
  ],
  "keys without a character": [
    ["Delete", "Delete", {}, "Delete"],
    ["ArrowLeft", "ArrowLeft", {}, "ArrowLeft"],
    ["Dead", "BracketLeft", {}, "["],
    ["Dead", "Quote", {}, undefined],
    ["Unidentified", "KeyZ", ctrl, undefined],
  ],
};

describe("the typed character decides what a key means, and its position only if nothing is typed that a shortcut could name", () => {
  for (const [layout, presses] of Object.entries(TYPED))
    it(layout, () => {
      for (const [key, code, held, shortcut] of presses)
        expect(meaning({ key, code, ...held }), `${key} at ${code} with ${JSON.stringify(held)}`).toBe(shortcut);
    });
});
