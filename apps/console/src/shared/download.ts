import { problemOf, send } from "./api/http.ts";

/** Fetches a file in the reader's language and hands it to the browser; throws what the server refused with. */
export async function download(path: string | Request, fileName: string): Promise<void> {
  const response = await send(new Request(path));
  if (!response.ok) throw await problemOf(response);
  const url = URL.createObjectURL(await response.blob());
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
