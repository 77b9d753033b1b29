/** What the server says about itself. */
export interface About {
  name?: string;
  version?: string;
  demo?: boolean;
  providers?: { name: string; label: string }[];
  accounts?: { role: string; email: string }[];
  password?: string;
}

/** Asks the server; one that does not say gets the page without it. */
export async function fetchAbout(): Promise<About> {
  try {
    const response = await fetch('/about.json');
    return response.ok ? ((await response.json()) as About) : {};
  } catch {
    return {};
  }
}
