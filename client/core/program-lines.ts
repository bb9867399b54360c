interface Program {
  readonly name: string;
  readonly commandLine: readonly string[];
}

/** How many characters of a command line are shown: a dialog must stay readable. */
const LONGEST = 300;

function quoted(argument: string): string {
  return argument === '' || /[\s"']/.test(argument) ? JSON.stringify(argument) : argument;
}

/** One line a program: its name and its command line. `none` stands where there is no program. */
export function programLines(programs: readonly Program[], none: string): string[] {
  if (programs.length === 0) return [none];
  return programs.map(({ name, commandLine }) => {
    const line = commandLine.map(quoted).join(' ');
    return `• ${name}: ${line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line}`;
  });
}
