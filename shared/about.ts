/** One piece of other people's work that the application carries. */
export interface ThirdParty {
  name: string;
  version: string;
  /** SPDX expression, as its package says it. */
  license: string;
  text: string;
}

/** What this Callpath is made of. */
export interface AboutView {
  version: string;
  electron: string;
  chromium: string;
  node: string;
  /** Of the operating system and the processor, as the system calls them. */
  system: string;
}
