/** A text within an XML document or in a quoted attribute of one: what has a meaning there is written as references. */
export const xmlText = (text: string): string =>
  text.replaceAll(/[&<>"'\t\n\r]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

/** True for a text with characters that XML 1.0 cannot hold at all. */
export const isBeyondXml = (text: string): boolean =>
  !text.isWellFormed() || /(?![\t\n\r\u0080-\u009f])\p{Cc}|[\ufffe\uffff]/u.test(text);
