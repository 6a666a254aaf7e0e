// A page as a visitor has it before them.

export interface Page {
  status: number;
  headers: Headers;
  text: string;
  /** The text of the h1. */
  heading: string | undefined;
  /** The token of the form; empty when there is no form. */
  token: string;
}

export async function readPage(response: Response): Promise<Page> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    heading: /<h1>([^<]*)<\/h1>/.exec(text)?.[1],
    token: /name="token" value="([^"]*)"/.exec(text)?.[1] ?? '',
  };
}
