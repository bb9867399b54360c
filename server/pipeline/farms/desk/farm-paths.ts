import type { RootConfig } from '../../../formats/config/schema.ts';
import { PLATFORM_NAMES, type Platform, platformOf, Roots } from '../../../project/roots.ts';
import { ComplineError } from '../../../protocol/errors.ts';
import type { CommandSpec } from '../../queue/job-spec.ts';

/** Paths of this machine as the machines of a farm call them, by the roots of a project. */
export class FarmPaths {
  readonly #roots: Roots;
  readonly #there: Platform;

  /** `there` is the platform of the farm's machines; that of this one where absent. */
  constructor(
    roots: Readonly<Record<string, RootConfig>>,
    there: Platform | undefined,
    here = platformOf(process.platform),
  ) {
    this.#roots = new Roots(roots, here);
    this.#there = there ?? here;
  }

  /** A path that has to be there. Error `invalid-parameters` where no root covers it on the farm's platform. */
  path(path: string): string {
    if (this.#isHere) return path;
    const there = this.#roots.translate(path, this.#there);
    if (there !== undefined) return there;
    throw new ComplineError({
      code: 'invalid-parameters',
      message: `Nobody says what ${path} is called on ${PLATFORM_NAMES[this.#there]}, which the farm runs.`,
      nextStep: `Name a root of compline.yaml above it with its path on ${PLATFORM_NAMES[this.#there]}.`,
      path,
    });
  }

  /** An argument: a path, or what comes after an equals sign, is translated where a root covers it. */
  argument(argument: string): string {
    if (this.#isHere) return argument;
    const [, name = '', value = argument] = /^([^=/\\]*=)(.*)$/s.exec(argument) ?? [];
    return name + (this.#roots.translate(value, this.#there) ?? value);
  }

  /** A call with all its paths. A program that no root covers goes by its name alone. Errors: those of `path`. */
  command({ program, args, cwd, environment, ...rest }: CommandSpec): CommandSpec {
    if (this.#isHere) return { program, args, cwd, environment, ...rest };
    const name = program.split(/[/\\]/).at(-1) ?? program;
    return {
      ...rest,
      program: this.#roots.translate(program, this.#there) ?? name,
      args: args.map((it) => this.argument(it)),
      cwd: this.path(cwd),
      environment: Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, this.argument(value)])),
    };
  }

  get #isHere(): boolean {
    return this.#roots.here === this.#there;
  }
}
