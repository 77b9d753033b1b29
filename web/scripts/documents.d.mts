export function readDocuments(): Map<string, string>;
export function withTypeNames(text: string): string;
