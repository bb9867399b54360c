/** The languages of which the language server knows something; see `contributes.languages` in the manifest. */
export const SERVED_LANGUAGES: readonly string[] = [
  'fusion-comp',
  'render-spec',
  'frame-range',
  'sora-project',
  'compline-config',
];
