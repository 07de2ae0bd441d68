/**
 * The same text as the name of a property. Objects look their properties up by such names at once; any other string is looked up
 * in the table of all names first, at each access.
 */
export function intern(text: string): string {
  return Object.keys({ [text]: null })[0] ?? text;
}
