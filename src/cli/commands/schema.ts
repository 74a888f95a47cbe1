import { Argument, type Command } from "commander";
import { SCHEMA_NAMES, jsonSchemaText, type SchemaName } from "../schemas";

/** Adds `jaywalk schema`. */
export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .addArgument(new Argument("<NAME>", "what it describes").choices(SCHEMA_NAMES))
    .description("print the JSON Schema of scenario files or of suites, for editors and validators")
    .action((name: SchemaName) => void process.stdout.write(jsonSchemaText(name)));
}
