import type { CommandWords, OptionWords } from "./words";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** The script that makes a shell complete `jaywalk`; it contains all words and starts no program. */
export function completionScript(shell: Shell, commands: readonly CommandWords[]): string {
  switch (shell) {
    case "bash":
      return bashScript(commands);
    case "zsh":
      // zsh runs bash's completions, with descriptions left out.
      return `#compdef jaywalk\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}`;
    case "fish":
      return fishScript(commands);
  }
}

const namesOf = ({ short, long }: OptionWords): string[] => [...(short === null ? [] : [`-${short}`]), `--${long}`];
const keyOf = (path: readonly string[]): string => path.join(" ");

/** Words in single quotes, as every shell reads them. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function bashScript(commands: readonly CommandWords[]): string {
  const words = commands.map(({ path, subcommands, options, values }) => {
    const all = [...subcommands.map(({ name }) => name), ...values, ...options.flatMap(namesOf)];
    return `    ${quoted(keyOf(path))}) words=${quoted(all.join(" "))} ;;`;
  });
  const valued = commands.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map((option) => {
        const patterns = namesOf(option).map((name) => quoted(`${keyOf(path)}|${name}`));
        return `    ${patterns.join("|")}) choices=${quoted(option.choices.join(" "))}; takes=1 ;;`;
      }),
  );
  const reached = commands.filter(({ path }) => path.length > 0).map(({ path }) => quoted(keyOf(path)));
  return `# jaywalk completion bash: add to ~/.bashrc:  eval "$(jaywalk completion bash)"
_jaywalk() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="" path="" next word words="" choices="" takes=0 i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    next="\${path:+$path }$word"
    case "$next" in
    ${reached.join("|")}) path="$next" ;;
    esac
    previous="$word"
  done
  case "$path|$previous" in
${valued.join("\n")}
  esac
  case "$path" in
${words.join("\n")}
  esac
  if [[ $takes == 1 ]]; then words="$choices"; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  # Most values are files or folders.
  if [[ -z $choices && $current != -* && ($takes == 1 || -n $path) ]]; then
    local IFS=$'\\n'
    COMPREPLY+=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _jaywalk jaywalk
`;
}

function fishScript(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ path, subcommands, options, values }) => {
    const below = subcommands.map(({ name }) => name).join(" ");
    const reached = path.map((name) => `__fish_seen_subcommand_from ${name}`).join("; and ");
    const none = below === "" ? "" : `not __fish_seen_subcommand_from ${below}`;
    const condition = [reached, none].filter((part) => part !== "").join("; and ");
    const start = `complete -c jaywalk -n ${quoted(condition === "" ? "true" : condition)}`;
    return [
      ...subcommands.map(({ name, description }) => `${start} -a ${quoted(name)} -d ${quoted(description)}`),
      ...(values.length > 0 ? [`${start} -a ${quoted(values.join(" "))}`] : []),
      ...options.map(({ short, long, description, takesValue, choices }) =>
        [
          `${start}${short === null ? "" : ` -s ${quoted(short)}`} -l ${quoted(long)} -d ${quoted(description)}`,
          ...(takesValue ? ["-r"] : []),
          ...(choices.length > 0 ? [`-f -a ${quoted(choices.join(" "))}`] : []),
        ].join(" "),
      ),
    ];
  });
  return `# jaywalk completion fish: save as ~/.config/fish/completions/jaywalk.fish\n${lines.join("\n")}\n`;
}
