import { baseOf } from '../formats/comp/folder-names.ts';
import { ConfigStack, extendsOf } from '../formats/config/config-stack.ts';
import { type ConfigText, readConfigText } from '../formats/config/config-text.ts';
import { isPlainMap } from '../formats/config/merge-configs.ts';
import { framesInConfig } from '../formats/frame-texts/frames-in-config.ts';
import type { CompPlace } from '../project/comp-place.ts';
import { readStack } from '../project/read-stack.ts';
import type { Finding, SeverityOverrides } from './check.ts';
import { CONFIG_CHECKS, PLACED_CONFIG_CHECKS } from './config-checks.ts';
import { documentFindings, type IsCancelled, placedFindings } from './document-check.ts';
import type { ReadFile } from './file-kind.ts';
import { withFrameFindings } from './frames/frame-findings.ts';

/** Reads the text of a configuration that is checked once. */
export function readConfigFile(text: string): ReadFile {
  const config = readConfigText(text);
  const file: ReadFile = {
    findings: (overrides) => documentFindings(CONFIG_CHECKS, stackAlone(config), overrides),
    inPlace: (place, overrides) => configInPlace(config, place, overrides),
  };
  return withFrameFindings(file, framesInConfig(config));
}

/** A configuration by its text alone: whole where it says what project it is of, and builds on nothing. */
export function stackAlone(text: ConfigText): ConfigStack {
  const isProject = isPlainMap(text.value) && isPlainMap(text.value.project);
  return new ConfigStack({ file: undefined, text }, { isWhole: isProject && extendsOf(text).length === 0 });
}

/** A configuration with what it builds on, where it lies. */
export function stackAt(text: ConfigText, place: CompPlace): Promise<ConfigStack> {
  const read = place.configAt ?? (() => Promise.resolve({ kind: 'unknown' } as const));
  return readStack({ file: place.file, text }, read, baseOf(place.file) === 'compline.yaml');
}

/**
 * Everything that is wrong with a configuration where it lies, also what its text alone says where the files around it
 * make a difference; what was found so far once `isCancelled` is true.
 */
export async function configInPlace(
  text: ConfigText,
  place: CompPlace,
  overrides: SeverityOverrides,
  isCancelled: IsCancelled = () => false,
): Promise<readonly Finding[]> {
  const stack = await stackAt(text, place);
  const isAlone = stack.sources.length === 1 && stack.isWhole === stackAlone(text).isWhole;
  const ofText = isAlone ? [] : [...documentFindings(CONFIG_CHECKS, stack, overrides)];
  const ofPlace = await placedFindings(PLACED_CONFIG_CHECKS, stack, place, overrides, isCancelled);
  return [...ofText.filter((finding) => finding !== undefined), ...ofPlace];
}
