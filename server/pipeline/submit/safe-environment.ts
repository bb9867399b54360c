import { ComplineError } from '../../protocol/errors.ts';

/** Variables by which a program loads code of somebody's choice: what runs is the trusted configuration's to say. */
const LOADS_CODE =
  /^(?:PATH|PATHEXT|COMSPEC|SHELL|IFS|ENV|BASH_ENV|PROMPT_COMMAND|LD_.*|DYLD_.*|NODE_.*|ELECTRON_.*|PYTHON.*|PERL.*|RUBY.*|LUA_.*|JAVA_.*|_JAVA_OPTIONS|JDK_.*|CLASSPATH|GCONV_PATH|MAYA_.*PATH.*|MAYA_CMD_FILE_OUTPUT|BLENDER_.*|NUKE_PATH|FUSION_.*|HOUDINI_.*PATH|QT_.*PATH|COMPLINE_.*)$/i;

/**
 * Refuses variables that make a renderer run something else than what the project was trusted for; they belong into the
 * renderer's `environment` in compline.yaml, which trust covers. Error: `project-not-trusted`.
 */
export function checkEnvironment(environment: Readonly<Record<string, string>>): void {
  const name = Object.keys(environment).find((it) => LOADS_CODE.test(it));
  if (name === undefined) return;
  throw new ComplineError({
    code: 'project-not-trusted',
    message: `${name} decides what a renderer loads and runs: a submission may not set it.`,
    nextStep: 'Write it into "environment" of the renderer in compline.yaml, and trust the project.',
  });
}
