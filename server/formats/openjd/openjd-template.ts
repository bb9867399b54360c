import { BRACES, type FormatPart, formatString, usesBraces } from './format-string.ts';
import { type HostRequirements, hostRequirements, lacksOfLimits } from './host-requirements.ts';
import type { OpenJdOrder, OpenJdSystem } from './openjd-order.ts';
import { type ParameterCall, parameterCall, type TaskParameter } from './task-parameters.ts';

/** A job template of Open Job Description, version 2023-09, without extensions: every implementation reads it. */
export interface OpenJdTemplate {
  readonly specificationVersion: 'jobtemplate-2023-09';
  readonly name: string;
  readonly description?: string;
  readonly parameterDefinitions?: typeof BRACES;
  readonly steps: readonly [OpenJdStep];
}

export interface OpenJdStep {
  readonly name: string;
  readonly stepEnvironments?: readonly {
    readonly name: string;
    readonly variables: Readonly<Record<string, string>>;
  }[];
  readonly hostRequirements: HostRequirements;
  readonly parameterSpace: {
    readonly taskParameterDefinitions: readonly TaskParameter[];
    /** The parameters go together: their first values are the first task, and so on. */
    readonly combination?: string;
  };
  readonly script: {
    readonly actions: {
      readonly onRun: { readonly command: string; readonly args?: readonly string[]; readonly timeout?: number };
    };
  };
}

/** Lengths in characters (§1.1.1, §3.1, §7.2, §4.4). */
const MOST = { job: 128, step: 64, description: 2_048, variable: 2_048, variableName: 256 } as const;

/** What is in no text of a template but for the ends of lines (category Cc). */
const CONTROL = /[^\P{Cc}\n\r]/u;

/** Goes to the folder and becomes the program, so that what ends it ends the program. */
const SCRIPT = 'cd "$0" || exit 127; exec "$@"';

/**
 * A template for the chunks of an order: one step, whose tasks are the chunks, counted by the task parameter `Chunk`. On
 * Windows the program is started in the folder of its session; elsewhere a shell goes to the order's folder before. Or
 * why there is none, in sentences.
 */
export function openJdTemplate(
  order: OpenJdOrder,
  system: OpenJdSystem,
): { readonly template: OpenJdTemplate } | { readonly refused: readonly string[] } {
  const call = parameterCall(order);
  if ('refused' in call) return call;
  const refused = [...lacksOfLimits(order.limits), ...lacksOfCall(call)];
  if (refused.length > 0) return { refused };
  const { job, layer } = order;
  const { parameters } = call;
  const description = job.comment.replaceAll(/[^\P{Cc}\n\r\t]/gu, ' ').slice(0, MOST.description);
  const [command = '', ...args] = wholeCall(call, system).map(formatString);
  const variables = Object.entries(call.environment).map(([name, value]) => [name, formatString([value])] as const);
  const step: OpenJdStep = {
    name: shortened(layer.name === '' ? 'Render' : layer.name, MOST.step),
    ...(variables.length > 0 && {
      stepEnvironments: [{ name: 'Variables', variables: Object.fromEntries(variables) }],
    }),
    hostRequirements: hostRequirements(order, system),
    parameterSpace: {
      taskParameterDefinitions: parameters,
      ...(parameters.length > 1 && { combination: `(${parameters.map(({ name }) => name).join(', ')})` }),
    },
    script: {
      actions: {
        onRun: {
          command,
          ...(args.length > 0 && { args }),
          ...(layer.timeout !== undefined && { timeout: Math.max(1, Math.ceil(layer.timeout)) }),
        },
      },
    },
  };
  const name = formatString([shortened(job.name === '' ? 'Compline' : job.name, MOST.job)]);
  const texts = [
    name,
    command,
    ...args,
    ...variables.map(([, value]) => value),
    ...parameters.flatMap(({ range }) => (typeof range === 'string' ? [] : range.map(String))),
  ];
  return {
    template: {
      specificationVersion: 'jobtemplate-2023-09',
      name,
      ...(description !== '' && { description }),
      ...(texts.some(usesBraces) && { parameterDefinitions: BRACES }),
      steps: [step],
    },
  };
}

function wholeCall({ program, args, cwd }: ParameterCall, system: OpenJdSystem): readonly (readonly FormatPart[])[] {
  return system === 'windows' ? [[program], ...args] : [['/bin/sh'], ['-c'], [SCRIPT], [cwd], [program], ...args];
}

function lacksOfCall({ program, args, cwd, environment, parameters }: ParameterCall): readonly string[] {
  const values = parameters.flatMap(({ range }) => (typeof range === 'string' ? [] : range.map(String)));
  const texts = [program, cwd, ...args.flat().filter((part) => typeof part === 'string'), ...values];
  const control = [...texts, ...Object.values(environment)].find((text) => CONTROL.test(text));
  return [
    ...(program === '' ? ['There is no program to call.'] : []),
    ...(control === undefined ? [] : [`OpenJD takes no control characters: ${JSON.stringify(control.slice(0, 60))}.`]),
    ...(/[\n\r]/.test(program) ? ['The name of the program has more than one line.'] : []),
    ...Object.entries(environment).flatMap(([name, value]) => [
      ...(/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name.length <= MOST.variableName
        ? []
        : [`${name} is no name of a variable in OpenJD.`]),
      ...(formatString([value]).length <= MOST.variable
        ? []
        : [`The variable ${name} has more than ${MOST.variable} characters.`]),
    ]),
  ];
}

/** A name of so many characters at most, on one line. */
function shortened(name: string, most: number): string {
  const line = name.replaceAll(/\p{Cc}+/gu, ' ').trim();
  const letters = [...line];
  return letters.length <= most ? line : `${letters.slice(0, most - 1).join('')}…`;
}
