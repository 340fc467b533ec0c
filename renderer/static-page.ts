/**
 * Whether components are rendered to a file instead of to the window: a report as HTML or PDF. Such a page has no scripts,
 * so nothing can be pressed in it, nothing measured, and everything is shown. Known when the bundle is built.
 */
export const isStaticPage = import.meta.env.SSR;
