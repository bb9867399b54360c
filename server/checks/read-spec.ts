import { framesInYaml } from '../formats/frame-texts/frames-in-yaml.ts';
import { readRenderSpec } from '../formats/render-spec/read-render-spec.ts';
import { documentFindings } from './document-check.ts';
import type { ReadFile } from './file-kind.ts';
import { withFrameFindings } from './frames/frame-findings.ts';
import { SPEC_CHECKS } from './spec-checks.ts';

/** Reads the text of a render spec that is checked once. */
export function readSpec(text: string): ReadFile {
  const subject = readRenderSpec(text);
  const findings: ReadFile['findings'] = (overrides) => documentFindings(SPEC_CHECKS, subject, overrides);
  return withFrameFindings({ findings }, framesInYaml(subject.yaml));
}
