/** The languages of which the language server knows something; see `contributes.languages` in the manifest. */
const SERVED_LANGUAGES: readonly string[] = [
  'fusion-comp',
  'render-spec',
  'frame-range',
  'sora-project',
  'compline-config',
];

/** Files of other languages in which it knows something too: the frames of LRC Toolbox's batch renders, and
 * configurations that nobody reads for their names. */
const SERVED_FILES: readonly string[] = [
  '**/*.batchrender.json',
  '**/{compline,Compline,COMPLINE}.{yaml,yml,YAML,YML}',
];

/** The documents of which the language server knows something. */
export const SERVED_DOCUMENTS: readonly ({ readonly language: string } | { readonly pattern: string })[] = [
  ...SERVED_LANGUAGES.map((language) => ({ language })),
  ...SERVED_FILES.map((pattern) => ({ pattern })),
];
