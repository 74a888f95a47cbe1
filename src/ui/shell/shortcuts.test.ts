import { expect, test } from "vitest";
import { createDriver } from "@/editor/testing/driver";
import { createKeyboard, editorActions, type Action, type KeyInput } from "@/editor";
import { appActions } from "./appActions";
import { createDialogStore } from "./dialogs";

/** The keys of a keyboard that type characters, in the order of the layouts below. */
const PLACES = [
  ..."1234567890".split("").map((digit) => `Digit${digit}`),
  ...["Minus", "Equal"],
  ..."QWERTYUIOP".split("").map((letter) => `Key${letter}`),
  ...["BracketLeft", "BracketRight"],
  ..."ASDFGHJKL".split("").map((letter) => `Key${letter}`),
  ...["Semicolon", "Quote"],
  ..."ZXCVBNM".split("").map((letter) => `Key${letter}`),
  ...["Comma", "Period", "Slash", "IntlBackslash"],
];

type Layout = {
  /** What each key types. */
  readonly plain: string;
  /** What each key types with Shift. */
  readonly shifted: string;
  /** What some keys type with AltGr, which is not one of an event's modifiers. */
  readonly altGr?: Readonly<Record<string, string>>;
};

const US: Layout = {
  plain: "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./\\",
  shifted: '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?|',
};

const LAYOUTS: Readonly<Record<string, Layout>> = {
  QWERTY: US,
  QWERTZ: {
    plain: "1234567890ß´qwertzuiopü+asdfghjklöäyxcvbnm,.-<",
    shifted: '!"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄYXCVBNM;:_>',
    altGr: { "{": "Digit7", "[": "Digit8", "]": "Digit9", "}": "Digit0" },
  },
  AZERTY: {
    plain: "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!<",
    shifted: "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%WXCVBN?./§>",
    altGr: { "{": "Digit4", "[": "Digit5", "]": "Minus", "}": "Equal" },
  },
  Dvorak: {
    plain: "1234567890[]',.pyfgcrl/=aoeuidhtns-;qjkxbmwvz\\",
    shifted: '!@#$%^&*(){}"<>PYFGCRL?+AOEUIDHTNS_:QJKXBMWVZ|',
  },
  Cyrillic: {
    plain: "1234567890-=йцукенгшщзхъфывапролджэячсмитьбю./",
    shifted: '!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,|',
  },
};

/** The ways to press a shortcut: the key with its character, or the one in its usual position. */
function pressesOf(shortcut: string, { plain, shifted, altGr = {} }: Layout): KeyInput[] {
  const parts = shortcut.split("+");
  const name = parts.at(-1) ?? "";
  const held = { ctrlKey: parts.includes("mod"), altKey: parts.includes("alt"), shiftKey: parts.includes("shift") };
  if (name.length > 1) return [{ key: name === "Space" ? " " : name, code: name, ...held }];
  const at = (index: number, shiftKey: boolean): KeyInput[] => {
    const key = (shiftKey ? shifted : plain)[index];
    return key === undefined ? [] : [{ key: "´^¨`".includes(key) ? "Dead" : key, code: PLACES[index] ?? "", ...held, shiftKey }];
  };
  const third = altGr[name];
  return [
    ...at(plain.indexOf(name), held.shiftKey),
    ...at(shifted.indexOf(name), true),
    ...(third === undefined ? [] : [{ key: name, code: third, ...held }]),
    ...at(US.plain.indexOf(name), held.shiftKey),
  ];
}

function everyAction(): Action[] {
  const dialogs = createDialogStore();
  const files = { create: () => Promise.resolve(), save: () => {} };
  return [...editorActions, ...appActions(files, dialogs, { copyLink: () => {}, openPalette: () => {} })];
}

for (const [name, layout] of Object.entries(LAYOUTS))
  test(`every action with a shortcut is run by its keys on ${name}`, () => {
    const { context, pointer } = createDriver();
    const performed: string[] = [];
    const actions = everyAction().map((action): Action => ({
      ...action,
      enabled: () => true,
      perform: () => performed.push(action.id),
    }));
    const keyboard = createKeyboard(context, actions, pointer);
    const failures = actions.flatMap(({ id, shortcuts = [] }) => {
      const runs = shortcuts.flatMap((shortcut) =>
        pressesOf(shortcut, layout).map((press) => {
          performed.length = 0;
          keyboard.down(press);
          keyboard.up(press);
          return `${shortcut} as ${press.key} at ${press.code} runs ${performed.join() || "nothing"}`;
        }),
      );
      return shortcuts.length === 0 || runs.some((run) => run.endsWith(` runs ${id}`)) ? [] : [`${id}: ${runs.join(", ")}`];
    });
    expect(failures).toEqual([]);
  });
