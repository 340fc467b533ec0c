/** Level, owner and headline of every recorded check in both languages, as Markdown. */
export declare function headlineTable(): string;
