export function usable(selector: string): string;
