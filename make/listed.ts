// How Make reads PassKit's lists.
import { printed, saidInLines } from './errors.ts';

/** PassKit's lists are JSON lines, each with its record as `result`: read as text, and turned into an array of records. */
export const records = "map(parseJSON('[' + join(split(body, newline), ',') + ']'), 'result')";
export const textType = { '*': 'text', '400-599': 'automatic' };
/** Lines of JSON, or none: what stands before PassKit answers with a page of its own. */
const isLines = 'ifempty(substring(body, 0, 1), "{") = "{"';
/** What is made of a list. Make reads it before it looks at the status, and the body of a refusal or of a page is no list. */
export const fromList = (made: string) =>
  `{{if(statusCode < 400, if(${isLines}, ${made}, undefined), undefined)}}`;

/** A list that PassKit breaks off is an error, never half a list. Such a line begins with it; a record may hold it too. */
export const wholeList = {
  condition: `{{!contains(newline + body, newline + '{"error":') & ${isLines}}}`,
  ...printed(saidInLines()),
};
