/**
 * Splits one CSV record into its fields. A quote opens a quoted field only at the field's start; elsewhere it is an ordinary character.
 * "open": a quoted field is not closed, the record goes on in the next line. "broken": something follows a closing quote.
 */
export function splitFields(text: string, delimiter: string): string[] | "open" | "broken" {
  if (!text.includes('"')) return text.split(delimiter);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at);
      if (end < 0) {
        fields.push(text.slice(at));
        return fields;
      }
      fields.push(text.slice(at, end));
      at = end + 1;
      continue;
    }
    const quoted = readQuoted(text, at);
    if (!quoted) return "open";
    fields.push(quoted.value);
    if (quoted.end === text.length) return fields;
    if (text[quoted.end] !== delimiter) return "broken";
    at = quoted.end + 1;
  }
}

function readQuoted(text: string, start: number): { value: string; end: number } | null {
  let value = "";
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    from = quote + 2;
  }
}
