/** Folders that split a dataset's files, rather than separate videos. */
const PARTS_OF_A_SET = new Set(
  (
    "train training valid val validation test testing images image labels label frames " +
    "img img1 rgb data jpegimages annotations obj_train_data obj_valid_data obj_test_data"
  ).split(" "),
);

const PICTURE_ENDING = /[._](jpe?g|png|bmp|webp|tiff?)$/i;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const WORD = /[\p{L}\d]+/gu;

/** A file name in pieces: `text[0] digits[0] text[1] digits[1] … text[n]`. */
export type NameParts = {
  text: readonly string[];
  digits: readonly string[];
  /** How many of the numbers belong to its folders. */
  ofFolders: number;
};

/**
 * A name without anything irrelevant to its frame: extension, folders such as `train/labels`, Roboflow's suffix
 * (`NAME_mp4-0002_jpg.rf.HASH.jpg`), hashes and UUIDs.
 */
export function partsOfName(path: string): NameParts {
  const folders = path.split(/[/\\]/);
  const base = (folders.pop() ?? "")
    .replace(/\.[A-Za-z0-9]{1,5}$/, "")
    .replace(/\.rf\.[0-9a-z]+/i, "")
    .replace(PICTURE_ENDING, "");
  const kept = [...folders.filter((folder) => !PARTS_OF_A_SET.has(folder.toLowerCase())), base].join("/");
  const plain = kept.replace(UUID, "").replace(WORD, (word) => (isHash(word) ? "" : word));
  const folder = plain.slice(0, plain.lastIndexOf("/") + 1);
  return { text: plain.split(/\d+/), digits: plain.match(/\d+/g) ?? [], ofFolders: folder.match(/\d+/g)?.length ?? 0 };
}

/** Hexadecimal, or letters and digits mixed in a way that people do not write. */
function isHash(word: string): boolean {
  if (!/\d/.test(word) || !/\p{L}/u.test(word)) return false;
  const changes = word.match(/\d(?=\p{L})|\p{L}(?=\d)/gu)?.length ?? 0;
  if (/^[0-9a-f]+$/i.test(word)) return (word.length >= 8 && changes >= 2) || (word.length >= 16 && changes >= 1);
  return word.length >= 16 && changes >= 3;
}
