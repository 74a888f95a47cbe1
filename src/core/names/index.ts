export { distinctFileName, fileName, fileNameWithoutSpaces, isFileName } from "./fileName";
export { isPlainPath, leadsOut } from "./paths";
