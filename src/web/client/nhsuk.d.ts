/** The part of nhsuk-frontend that we call; the file itself is served from the package. */
export declare function initAll(): void
