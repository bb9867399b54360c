import { expect, test } from 'vitest';
import { checkComp } from '../../../server/checks/check-comp.ts';
import { parseComp } from '../../../server/formats/comp/parse-comp.ts';
import { corpusFiles, corpusPresent, readCorpus } from '../language/corpus.ts';

const found = corpusFiles.flatMap((file) =>
  checkComp(parseComp(readCorpus(file))).map((finding) => ({ file, ...finding })),
);

/** How often each code is found, by kind of file and severity. All were looked at, and all are true. */
const COUNTS: Readonly<Record<string, number>> = {
  // Fuses and plug-ins that not everybody has.
  'comp unknown-tool hint': 15,
  'setting unknown-tool hint': 7,
  'comp saver-no-create-dir warning': 1,
  // Pieces cut out of a comp: most are fed by MediaIn1 or Background1.
  'setting dangling-source information': 10,
  'setting dangling-source warning': 1,
  // A Saver that waits for its user: with a note to the artist for a name, and connected to nothing.
  'setting saver-no-extension information': 1,
  'setting saver-no-input information': 1,
  // Macros that are not made for the Edit page of Resolve.
  'setting group-no-main-output hint': 9,
  // Macros that were renamed in the text.
  'setting active-tool warning': 3,
  'setting unknown-control-field warning': 1,
};

/** Every error and warning, by the beginning of the file's name. */
const GRAVE: readonly (readonly [file: string, code: string, message: RegExp])[] = [
  ['comp/nakano000_Resolve_Script__a9e6edb2', 'saver-no-create-dir', /Saver1/],
  ['setting/EmberLightVFX_Tetrahedral', 'active-tool', /"Tetrahedral Interpolation".*"TetrahedralInterpolation"\?$/],
  ['setting/lukasoppermann_davinci-resolve__770de75b', 'active-tool', /"ZoomIn11".*"ZoomIn"\?$/],
  [
    'setting/lukasoppermann_davinci-resolve__ed7ac125',
    'active-tool',
    /"TitleSlideFromCenterLine".*"SlideFromCenterLine"\?$/,
  ],
  ['setting/mug-lab-3_DaVinciResolveEffects__4c7c1038', 'unknown-control-field', /"NP_Passive".*INP_Passive\?$/],
  ['setting/tmoroney_auto-subs__b17f734d', 'dangling-source', /^AutoSubs\.Output2: .*"KeyframeStretcher2"/],
];

test.runIf(corpusPresent)('what is found in real files, by how often', () => {
  const counts: Record<string, number> = {};
  for (const { file, code, severity } of found) {
    const key = `${file.split('/')[0]} ${code} ${severity}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  expect(counts).toEqual(COUNTS);
});

test.runIf(corpusPresent)('the errors and warnings in real files', () => {
  const grave = found.filter(({ severity }) => severity === 'error' || severity === 'warning');
  expect(grave.map(({ file, code, message }) => [file, code, message])).toEqual(
    GRAVE.map(([file, code, message]) => [expect.stringContaining(file), code, expect.stringMatching(message)]),
  );
});
