import type { LinePatterns } from './line-pattern.ts';

/** Levels as most programs write them; asked after what is known of the program itself. */
export const GENERIC_LINES: LinePatterns = {
  error: [
    '^\\s{0,8}(?:\\[?(?:ERROR|Error|error|FATAL|Fatal|fatal|CRITICAL|Critical|critical)\\]?(?: error)?\\s?:|\\[(?:error|ERROR|fatal|FATAL|panic|critical)\\]) ?(?<message>.*)',
    '^(?:Segmentation fault|Killed|Out of memory|Bus error|Illegal instruction|Aborted)\\b',
    '^terminate called (?:after|without)',
  ],
  warning: [
    '^\\s{0,8}(?:\\[?(?:WARNING|Warning|warning|WARN|Warn)\\]?\\s?:|\\[(?:warning|WARNING|warn|WARN)\\]) ?(?<message>.*)',
  ],
  debug: ['^\\s{0,8}\\[?(?:DEBUG|Debug|debug|TRACE|trace)\\]?\\s?:', '^\\[(?:debug|verbose|trace)\\]'],
};
