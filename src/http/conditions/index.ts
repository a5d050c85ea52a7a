export { answerTag, namesTag, recordTag } from './etag.js';
export { underIfMatch } from './under-if-match.js';
