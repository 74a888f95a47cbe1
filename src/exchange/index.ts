export { exchangeFiles, type ExchangeFile } from "./files";
export { openDriveDocument } from "./opendrive/write";
export { isOpenScenario, returnedScenario, type ReturnedScenario } from "./openscenario/read";
export { OPENSCENARIO_VERSIONS, openScenarioDocument, type OpenScenarioOptions, type OpenScenarioVersion } from "./openscenario/write";
export { importExchange, type ExchangeOptions, type ImportedExchange } from "./importExchange";
export { ExchangeError, type ExchangeNote } from "./read/report";
export { isExchangeFile, mainFiles, memorySource, unpackedFiles, type ExchangeSource } from "./read/source";
