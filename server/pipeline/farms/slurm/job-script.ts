import type { FarmOrder } from '../driver/farm-driver.ts';
import { posixWord } from '../words/posix-word.ts';

/** Bytes that Slurm takes of a script where nobody set `max_script_size`. */
export const LONGEST_SCRIPT = 4 * 2 ** 20;

/**
 * The script of a job: runs the call of the chunk whose place the array index is. Its output goes to
 * `<index>-<run>.log` in the order's folder, and when the call has ended, `<index>-<run>.exit` there says how
 * (`exit-notes.ts` reads it). Slurm sees 0 where the code is one of success.
 */
export function jobScript(order: FarmOrder): string {
  const { key, folder, layer, tasks } = order;
  const common = sameEnvironment(order);
  const branches = tasks.map(({ command }, index) => {
    const own = common === undefined ? exportsOf(command.environment) : [];
    const call = [...oddOf(command.environment), command.program, ...command.args].map(posixWord).join(' ');
    return `${index})\n${[...own, `cd -- ${posixWord(command.cwd)} &&\n${call}`].join('\n')}\n;;`;
  });
  const codes = [...new Set(layer.successCodes)];
  const failure = [1, ...codes.map((it) => it + 1)].find((it) => it > 0 && it < 256 && !codes.includes(it)) ?? 1;
  return `${[
    '#!/bin/sh',
    `# Compline, order ${key}`,
    'index=$SLURM_ARRAY_TASK_ID',
    `run=\${SLURM_RESTART_COUNT:-0}`,
    `folder=${posixWord(folder.there)}`,
    'attempt=$folder/$index-$run',
    // Slurm has opened this file and writes on into it, whatever it is called: so each attempt keeps its own.
    'mv -f -- "$folder/$index.log" "$attempt.log" 2>/dev/null || exec >>"$attempt.log" 2>&1',
    'began=$(date +%s)',
    // The same whichever way it was submitted, and whatever the core was started in.
    `PATH=/usr/local/bin:/usr/bin:/bin LANG=\${LANG:-C.UTF-8}`,
    'export PATH LANG',
    'if [ -z "$HOME" ]; then',
    '  HOME=$(getent passwd "$(id -u)" | cut -d: -f6)',
    '  export HOME',
    'fi',
    ...resources(order),
    ...(common === undefined ? [] : exportsOf(common)),
    'case $index in',
    ...branches,
    '*)',
    'echo "Compline: there is no chunk $index in this order." >&2',
    'false',
    ';;',
    'esac',
    'code=$?',
    `case $code in ${codes.length === 0 ? 'none' : codes.join('|')}) good=1;; *) good=0;; esac`,
    `printf '%s %s %s %s %s\\n' "$code" "$good" "$began" "$(date +%s)" "\${SLURMD_NODENAME:-$(hostname)}" >"$attempt.exit.part" &&`,
    'mv -f -- "$attempt.exit.part" "$attempt.exit"',
    '[ "$good" = 1 ] && exit 0',
    // 0 is none of the codes of success here: Slurm must not take it for one.
    `[ "$code" = 0 ] && exit ${failure}`,
    'exit "$code"',
  ].join('\n')}\n`;
}

/** The environment that all calls have; undefined where they differ. */
function sameEnvironment({ tasks }: FarmOrder): Readonly<Record<string, string>> | undefined {
  const texts = new Set(tasks.map(({ command }) => JSON.stringify(command.environment)));
  return texts.size <= 1 ? (tasks[0]?.command.environment ?? {}) : undefined;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const entries = (environment: Readonly<Record<string, string>>) => Object.entries(environment);

const exportsOf = (environment: Readonly<Record<string, string>>): readonly string[] =>
  entries(environment).flatMap(([name, value]) => (NAME.test(name) ? [`export ${name}=${posixWord(value)}`] : []));

/** A shell cannot export variables of such names; `env` can. */
function oddOf(environment: Readonly<Record<string, string>>): readonly string[] {
  const odd = entries(environment).flatMap(([name, value]) =>
    NAME.test(name) || name === '' || name.includes('=') ? [] : [`${name}=${value}`],
  );
  return odd.length === 0 ? [] : ['env', '--', ...odd];
}

/** What a chunk was given, under the names that it has on this machine's queue too (`give-resources.ts`). */
function resources({ layer: { needs } }: FarmOrder): readonly string[] {
  return [
    ...(needs.threads === undefined ? [] : [`export COMPLINE_THREADS=${needs.threads}`]),
    ...(needs.memory === undefined ? [] : [`export COMPLINE_MEMORY=${needs.memory}`]),
    ...(needs.gpus === 0 ? ['export CUDA_VISIBLE_DEVICES=-1'] : []),
    ...(needs.gpus === undefined || needs.gpus === 0
      ? []
      : [`export COMPLINE_GPUS="\${SLURM_JOB_GPUS:-$CUDA_VISIBLE_DEVICES}"`]),
  ];
}
