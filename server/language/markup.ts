/** How a text shown to the user is marked up: Markdown, or plain text for clients that show nothing else. */
export interface Markup {
  /** A heading word. */
  strong(text: string): string;
  /** A name, path or value of the document, shown exactly as it is written there. */
  code(text: string): string;
}

/** Everything on one line: control characters, line breaks among them, would end a Markdown span. */
function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function longestBacktickRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** Markdown as CommonMark reads it. */
export const markdown: Markup = {
  strong: (text) => `**${onOneLine(text).replace(/[\\`*_{}[\]<>()#+\-.!|~&]/g, '\\$&')}**`,
  code: (text) => {
    const line = onOneLine(text);
    const fence = '`'.repeat(longestBacktickRun(line) + 1);
    const padding = line === '' || line.startsWith('`') || line.endsWith('`') ? ' ' : '';
    return `${fence}${padding}${line}${padding}${fence}`;
  },
};

/** The text alone. */
export const plainText: Markup = { strong: onOneLine, code: onOneLine };
