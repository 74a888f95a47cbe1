export { distinctFileName, fileName, fileNameWithoutSpaces, isFileName } from "./fileName";
export { isPlainPath, escapesFolder } from "./paths";
