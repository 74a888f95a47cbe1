/** The longest name that every file system accepts, including its extension, in bytes of UTF-8. */
const LONGEST_BYTES = 255;
/** Room for suffixes: frame numbers, extensions, a number that keeps two apart. */
const ROOM_BYTES = 55;

const CHARACTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Names that Windows reserves for devices, whatever extension follows. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;

/**
 * A name given by a user as a file name for every system, without its extension. Letters of every script, digits and spaces stay as they
 * are; characters that some system forbids (`<>:"/\|?*`), control characters, and marks that change the writing direction are removed or
 * replaced. The result is never empty, hidden, reserved or too long.
 * @param fallback the name to use if nothing is left
 */
export function fileName(name: string, fallback = "scenario"): string {
  const plain = name
    .normalize("NFC")
    // Joiners belong to the spelling of some scripts; other invisible characters are only deceptive.
    .replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cn}\p{Cs}]/gu, " ")
    .replace(/"/g, "")
    .replace(/[<>:/\\|?*]+/g, "-")
    .replace(/[\p{Z}\s]+/gu, " ")
    // Forbidden characters at the ends are dropped; dots there would hide the file, or be dropped by Windows.
    .replace(/^(?:[\s.-]|\u200C|\u200D)+|(?:[\s.-]|\u200C|\u200D)+$/gu, "");
  const short = cut(plain).replace(/[\s.-]+$/u, "");
  if (short === "") return fallback;
  return RESERVED.test(short) ? `_${short}` : short;
}

/** The same where spaces and symbols are a problem, as in datasets: letters, digits, `-` and `_` of every script. */
export function fileNameWithoutSpaces(name: string, fallback = "scenario"): string {
  const plain = name
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, "_")
    .replace(/^_+|_+$/g, "");
  return fileName([...plain].slice(0, 80).join(""), fallback);
}

/** Whether a name can be a file's as it is. */
export const isFileName = (name: string): boolean => name !== "" && fileName(name) === name;

/**
 * A name that differs from all earlier ones, even on systems that do not distinguish upper and lower case; it counts as used from then
 * on.
 */
export function distinctFileName(name: string, taken: Set<string>): string {
  let distinct = name;
  for (let number = 2; taken.has(folded(distinct)); number++) distinct = `${name}_${number}`;
  taken.add(folded(distinct));
  return distinct;
}

const folded = (name: string): string => name.normalize("NFC").toUpperCase().toLowerCase();

/** As many whole characters as fit. */
function cut(name: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(name).length <= LONGEST_BYTES - ROOM_BYTES) return name;
  let bytes = 0;
  let kept = "";
  for (const { segment } of CHARACTERS.segment(name)) {
    bytes += encoder.encode(segment).length;
    if (bytes > LONGEST_BYTES - ROOM_BYTES) break;
    kept += segment;
  }
  return kept;
}
